"""How each article did day by day: what an article's own page, and figures of a section or a team, are made of.

The same days that a report reads, kept in small arrays: a year of a thousand articles in three languages takes some 20 MB.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

from kbgen.report.judge.closed_gaps import compared
from kbgen.report.read.day import ArticleDay, Day, Pattern
from kbgen.report.read.period import DaySpan, Period
from kbgen.report.read.totals import Key, Tally


class Course:
    """One article in one locale; each array holds a number a day, from the first day of the history on."""

    __slots__ = ("contacts", "no", "searched", "visits", "yes")

    def __init__(self, days: int) -> None:
        zeros = bytes(4 * days)
        self.visits, self.contacts, self.searched, self.yes, self.no = (array("I", zeros) for _ in range(5))


class DeskTally(Tally):
    """A tally that remembers each article's days."""

    def __init__(self, period: Period, edited: Mapping[Key, int]) -> None:
        super().__init__(period, edited, (), compared(period, None).now)
        self.courses: dict[Key, Course] = {}
        self.begins = period.history
        self._days = period.last - period.history + 1

    def add(
        self, day: int, locale: str, figures: Day, articles: Iterable[tuple[str, ArticleDay]], asked: Iterable[tuple[Pattern, int]]
    ) -> None:
        """Add one day in one locale."""
        read = list(articles)
        super().add(day, locale, figures, read, asked)
        place = day - self.begins
        for article, found in read:
            course = self.courses.get((article, locale))
            if course is None:
                course = self.courses[article, locale] = Course(self._days)
            course.visits[place] += found.visits
            course.contacts[place] += found.contacts
            course.searched[place] += found.searched
            course.yes[place] += found.yes
            course.no[place] += found.no

    def of(self, keys: Iterable[Key], span: DaySpan) -> Day:
        """The figures of some articles in some days: visits that read one of them, contact after it, and votes."""
        first, last = max(span.first - self.begins, 0), span.last - self.begins + 1
        total = Day()
        for key in keys:
            course = self.courses.get(key)
            if course is None or last <= first:
                continue
            total.visits += sum(course.visits[first:last])
            total.contacts += sum(course.contacts[first:last])
            total.yes += sum(course.yes[first:last])
            total.no += sum(course.no[first:last])
        return total
