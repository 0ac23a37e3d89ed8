"""Whether a desk is open now, and when that changes: the twin of `theme/assets/javascripts/feedback/hours.js`.

Receives the week, zone and holidays of `reference.json` and a moment; right across daylight saving. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

# Longer than any row of holidays.
DAYS_AHEAD = 60
_HALF_A_DAY = timedelta(hours=12)


class State(NamedTuple):
    """`change` is when it opens or closes next; None where that is never, or too far."""

    open: bool
    change: datetime | None


def state_at(hours: Mapping[str, Any], now: datetime) -> State:
    """The state at `now`, which carries a zone."""
    spans = _openings(hours, now)
    current = next((span for span in spans if span[0] <= now < span[1]), None)
    if current is None:
        return State(False, next((opens for opens, _ in spans if opens > now), None))
    # Spans that touch, such as a day that ends at 24:00 and one that begins at 0:00, are one.
    closes = current[1]
    for next_opens, next_closes in spans:
        if next_opens <= closes < next_closes:
            closes = next_closes
    return State(True, None if closes - now > timedelta(days=DAYS_AHEAD - 2) else closes)


def _openings(hours: Mapping[str, Any], now: datetime) -> list[tuple[datetime, datetime]]:
    zone = ZoneInfo(str(hours["zone"]))
    holidays, week = set(hours.get("holidays", ())), hours["week"]
    first = now.astimezone(zone).date() - timedelta(days=1)
    spans = []
    for step in range(DAYS_AHEAD):
        day = first + timedelta(days=step)
        if day.isoformat() in holidays or day.isoformat()[5:] in holidays:
            continue
        for opens, closes in week.get(str(day.weekday()), ()):
            spans.append((_instant(day, opens, zone), _instant(day, closes, zone)))
    return sorted(spans)


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """The moment at which a wall clock shows so many minutes of a day. An hour that is skipped in spring gives the moment after
    the gap; of an hour that comes twice in autumn, the first."""
    wall = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
    earlier, later = (_offset(wall + step, zone) for step in (-_HALF_A_DAY, _HALF_A_DAY))
    candidates = [wall - offset for offset in (earlier, later) if wall - offset + _offset(wall - offset, zone) == wall]
    return min(candidates, default=wall - earlier)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
