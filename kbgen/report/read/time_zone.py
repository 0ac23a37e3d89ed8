"""Days as a team counts them: from midnight to midnight in its time zone, whatever the length of the day.

Receives the name of an IANA time zone; turns moments in milliseconds since 1970 into days as whole numbers since then, and back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kbgen.config import Settings
from kbgen.errors import OperatorError

UTC = "UTC"
_EPOCH = date(1970, 1, 1).toordinal()


class Zone:
    """One time zone. Raises `OperatorError` for a name that no zone has."""

    def __init__(self, name: str = UTC) -> None:
        try:
            self._info = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise OperatorError(f"{name} is no time zone. Write it like Asia/Tehran, Europe/Berlin or UTC.") from None
        self.name = name
        self.start = lru_cache(maxsize=4096)(self._start)

    def _start(self, day: int) -> int:
        moment = date.fromordinal(_EPOCH + day)
        # Where the clock skips midnight itself, the day begins with the first moment that there is.
        return int(datetime(moment.year, moment.month, moment.day, tzinfo=self._info).timestamp() * 1000)

    def day(self, moment: int) -> int:
        """The day that a moment is in."""
        local = datetime.fromtimestamp(moment / 1000, self._info)
        return local.toordinal() - _EPOCH

    def starts(self, first: int, last: int) -> list[int]:
        """The moments at which the days from `first` to the one after `last` begin."""
        return [self.start(day) for day in range(first, last + 2)]


def day_among(starts: Sequence[int], first: int, moment: int) -> int:
    """The day of a moment, by the beginnings of days from `first` on: a thousand times cheaper than asking the zone."""
    return first + bisect_right(starts, moment) - 1


def team_zone(settings: Settings | None) -> str:
    """The zone of the team's hours (`contact: time_zone`) in `mkdocs.yml`; UTC where none is named."""
    contact = settings.options.get("contact") if settings else None
    name = contact.get("time_zone") if isinstance(contact, dict) else None
    return str(name) if name else UTC
