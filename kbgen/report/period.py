"""The time that a report is about, cut into days, weeks and months.

Receives moments in milliseconds since 1970 (UTC); returns days as whole numbers since then, so that tallies stay small. Weeks
are counted back from the end of the report: each holds seven days, so that the last one can be compared with the one before.
Months are those of the reader's calendar; the first and the last may be cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kbgen.language.calendar import in_calendar

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
class Span:
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
    """The days `first` to `last` that a report is about, up to the moment `until` in milliseconds."""

    first: int
    last: int
    until: int

    @property
    def days(self) -> int:
        """How many days."""
        return self.last - self.first + 1

    @property
    def before(self) -> Span:
        """The same number of days before it."""
        return Span(self.first - self.days, self.first - 1)

    @property
    def read_from(self) -> int:
        """From when on events are read, in milliseconds: the period before, and the history that charts show."""
        return min(self.before.first, self.last - HISTORY_DAYS + 1) * DAY_MS

    def weeks(self, first_seen: int | None = None) -> tuple[Span, ...]:
        """The whole weeks of the history, oldest first, none that ended before `first_seen`."""
        count = (self.last - self.read_from // DAY_MS + 1) // 7
        ends = [self.last - 7 * back for back in range(count - 1, -1, -1)]
        return tuple(Span(end - 6, end) for end in ends if first_seen is None or end >= first_seen)

    def months(self, calendar: str, first_seen: int | None = None) -> tuple[Span, ...]:
        """The months of `calendar` in the history, oldest first; `name` is (year, month)."""
        start = max(self.read_from // DAY_MS, first_seen if first_seen is not None else 0)
        spans: list[Span] = []
        for day in range(start, self.last + 1):
            counted = in_calendar(as_date(day), calendar)
            name = (counted.year, counted.month)
            if spans and spans[-1].name == name:
                spans[-1] = Span(spans[-1].first, day, name, spans[-1].cut)
            else:
                spans.append(Span(day, day, name, cut=not spans and counted.day > 1))
        if spans and in_calendar(as_date(self.last + 1), calendar)[1:3] == spans[-1].name:
            spans[-1] = Span(spans[-1].first, spans[-1].last, spans[-1].name, cut=True)
        return tuple(spans)


def period(since: int, until: int) -> Period:
    """From `since` to the day of `until`, both in milliseconds. A day that began before `since` is left out, so that 7 days ago
    gives seven days and not the rest of an eighth."""
    last = max(until - 1, 0) // DAY_MS
    return Period(min(-(-since // DAY_MS), last), last, until)


def totals(values: Sequence[tuple[int, float]], spans: Sequence[Span]) -> list[float]:
    """The sum of (day, value) in each span."""
    return [sum(value for day, value in values if span.first <= day <= span.last) for span in spans]
