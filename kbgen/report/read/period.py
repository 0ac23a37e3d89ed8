"""The time that a report is about, cut into days, weeks and months.

Receives moments in milliseconds since 1970; returns days as whole numbers since then, so that tallies stay small. Only whole days
are counted: today, which is not over, would always look worse than yesterday. Weeks are counted back from the end of the report:
each holds seven days, so that the last one can be compared with the one before. Months are those of the reader's calendar; the
first and the last may be cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kbgen.language.calendar import in_calendar
from kbgen.report.read.time_zone import Zone

DAY_MS = 86_400_000
# Half a year shows a season and costs little: what is kept of it is one row a day and locale.
HISTORY_DAYS = 182
_EPOCH = date(1970, 1, 1)


def as_date(day: int) -> date:
    """The date of a day number."""
    return _EPOCH + timedelta(days=day)


def day_of(moment: date) -> int:
    """The number of a date."""
    return (moment - _EPOCH).days


@dataclass(frozen=True)
class DaySpan:
    """Days from `first` to `last`, both included; `name` is what a chart calls it, `cut` whether days of it are missing."""

    first: int
    last: int
    name: tuple[int, int] = (0, 0)
    cut: bool = False

    @property
    def days(self) -> int:
        """How many days."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Period:
    """The days `first` to `last` that a report is about, of the team's time zone `zone`.

    `until` is the moment that was asked for and `now` that at which the report is made, in milliseconds. `in_part` is whether the
    last day was not over then: so it is only where nothing older was recorded. `seen_from` is the first day that was recorded
    from its beginning: days before it are compared with nothing.
    """

    first: int
    last: int
    until: int
    zone: str = "UTC"
    now: int = 0
    in_part: bool = False
    seen_from: int | None = None

    @property
    def days(self) -> int:
        """How many days."""
        return self.last - self.first + 1

    @property
    def before(self) -> DaySpan:
        """The same number of days before it."""
        return DaySpan(self.first - self.days, self.first - 1)

    @property
    def covered(self) -> DaySpan:
        """The part of the period before that was recorded; its last day lies before its first where none was."""
        before = self.before
        return DaySpan(before.first if self.seen_from is None else max(before.first, self.seen_from), before.last)

    @property
    def comparable(self) -> bool:
        """Whether all of the period before was recorded, and all of this one is over."""
        return not self.in_part and self.covered == self.before

    @property
    def shares_comparable(self) -> bool:
        """Whether enough of the period before was recorded to compare shares with: a week, or as long as this one."""
        return not self.in_part and self.covered.days >= min(7, self.days)

    @property
    def history(self) -> int:
        """The first day that is read: that of the period before, or of the history that charts show."""
        return min(self.before.first, self.last - HISTORY_DAYS + 1)

    @property
    def read_from(self) -> int:
        """The same as a moment, in milliseconds, where days are those of UTC."""
        return self.history * DAY_MS

    def weeks(self, first_seen: int | None = None) -> tuple[DaySpan, ...]:
        """The whole weeks of the history, oldest first, none that ended before `first_seen`."""
        count = (self.last - self.history + 1) // 7
        ends = [self.last - 7 * back for back in range(count - 1, -1, -1)]
        return tuple(DaySpan(end - 6, end, cut=self._unseen(end - 6)) for end in ends if first_seen is None or end >= first_seen)

    def season(self, calendar: str) -> frozenset[int]:
        """The days of the history that are in their months what the week after this period is in its own: where that is the 28th to
        the 3rd, those days of all months before. The last two weeks are never among them, since no month is so short."""
        coming = {in_calendar(as_date(self.last + ahead), calendar).day for ahead in range(1, 8)}
        return frozenset(day for day in range(self.history, self.last + 1) if in_calendar(as_date(day), calendar).day in coming)

    def _unseen(self, day: int) -> bool:
        return self.seen_from is not None and day < self.seen_from

    def months(self, calendar: str, first_seen: int | None = None) -> tuple[DaySpan, ...]:
        """The months of `calendar` in the history, oldest first; `name` is (year, month)."""
        start = max(self.history, first_seen if first_seen is not None else 0)
        spans: list[DaySpan] = []
        for day in range(start, self.last + 1):
            counted = in_calendar(as_date(day), calendar)
            name = (counted.year, counted.month)
            if spans and spans[-1].name == name:
                spans[-1] = DaySpan(spans[-1].first, day, name, spans[-1].cut)
            else:
                spans.append(DaySpan(day, day, name, cut=not spans and (counted.day > 1 or self._unseen(day))))
        if spans and in_calendar(as_date(self.last + 1), calendar)[1:3] == spans[-1].name:
            spans[-1] = DaySpan(spans[-1].first, spans[-1].last, spans[-1].name, cut=True)
        return tuple(spans)


def period(since: int, until: int, zone: str = "UTC", now: int = 0) -> Period:
    """The whole days from that of `since` to the last that was over at `until`, both in milliseconds, in the zone's days. `now` is
    the moment at which the report is made; `until` unless it is given. Where `until` lies in the first day there is no whole one:
    the period is that day, in part."""
    days, moment = Zone(zone), min(until, now or until)
    first, last = days.day(since), days.day(moment) - 1
    in_part = last < first
    return Period(first, max(last, first), until, zone, now or until, in_part)


def totals(values: Sequence[tuple[int, float]], spans: Sequence[DaySpan]) -> list[float]:
    """The sum of (day, value) in each span."""
    return [sum(value for day, value in values if span.first <= day <= span.last) for span in spans]
