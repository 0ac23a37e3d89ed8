"""Puts days together: everything a report needs of its history, in memory that grows with days, articles and different searches.

Receives days (see `history`); after `add` of each, holds figures by day and locale, by article and by search. Readers who asked in
one way only are counted at once; those who asked in several are kept, so that a question of many wordings counts each once a day.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kbgen.report.read.day import CHANNELS, ArticleDay, Day, LeftOut, Pattern, folded
from kbgen.report.read.outcomes import SearchOutcome
from kbgen.report.read.period import DaySpan, Period

__all__ = ["Counts", "Day", "Key", "Reading", "Tally", "Words", "folded"]

# As plain numbers: each `&` with a flag makes an object, and a report makes millions.
FAILED, LEFT, NOTHING, UNOPENED, REWORDED, CONTACT, VOTED, WITNESS = map(int, SearchOutcome)
# A locale and a search, or an article and a locale.
Key = tuple[str, str]


@dataclass(slots=True)
class Counts:
    """Readers, each once a day. The figures are those of the period, but for `before`, those left in the recorded part of the
    period before, `lately`, in the days that closed gaps are judged by, and `weeks`, in each week of the history. `whole` asked in
    all of the history, `season` on its days that are like those of the coming week."""

    asked: int = 0
    left: int = 0
    before: int = 0
    lately: int = 0
    nothing: int = 0
    unopened: int = 0
    reworded: int = 0
    contact: int = 0
    whole: int = 0
    season: int = 0
    weeks: array[int] = field(default_factory=lambda: array("L"))

    def plus(self, other: Counts) -> Counts:
        """The readers of both."""
        weeks = array("L", [one + two for one, two in zip(self.weeks, other.weeks, strict=True)]) if self.weeks else other.weeks
        return Counts(
            self.asked + other.asked,
            self.left + other.left,
            self.before + other.before,
            self.lately + other.lately,
            self.nothing + other.nothing,
            self.unopened + other.unopened,
            self.reworded + other.reworded,
            self.contact + other.contact,
            self.whole + other.whole,
            self.season + other.season,
            weeks,
        )


@dataclass(slots=True)
class Words:
    """One search, in the words of its readers. `visits` are readers of the period who used it, `failed` those of the whole history
    whom it did not help; `single` those who asked nothing else that day. `answers` are witnesses that an article helped; it was
    `agreed` if two of them came on one day."""

    locale: str
    shown: str
    visits: int = 0
    failed: int = 0
    nothing: int = 0
    lasting: bool = False
    single: Counts | None = None
    opened: dict[str, int] | None = None
    answers: dict[str, int] | None = None
    agreed: set[str] | None = None


@dataclass(slots=True)
class Reading:
    """Visits that read an article, and what they did next; before its last edit and since."""

    visits: int = 0
    searched: int = 0
    contacted: int = 0


@dataclass(slots=True)
class Readers:
    """One article in one locale. `votes` maps days to [yes, no]; `reasons` carry their day."""

    visits: int = 0
    visits_before: int = 0
    fallback: int = 0
    contacts: int = 0
    since: Reading = field(default_factory=Reading)
    until: Reading = field(default_factory=Reading)
    votes: dict[int, list[int]] = field(default_factory=dict)
    reasons: Counter[tuple[int, str]] = field(default_factory=Counter)


class Tally:
    """See the module's text. `edited` is the day of each article's last edit, where it is known."""

    def __init__(
        self,
        period: Period,
        edited: Mapping[Key, int],
        locales: Iterable[str] = (),
        lately: DaySpan | None = None,
        calendar: str = "gregorian",
    ) -> None:
        self.period = period
        self.season = period.season(calendar)
        self.days: dict[tuple[int, str], Day] = {}
        self.words: dict[Key, Words] = {}
        self.articles: dict[Key, Readers] = {}
        # Readers who asked in several ways in a day: the day, how many they are, and what became of each.
        self.several: list[tuple[int, int, tuple[tuple[Key, int], ...]]] = []
        self.channels: Counter[str] = Counter()
        self.suggestions = 0
        self.meant = 0
        self.sent = 0
        self.left_out = LeftOut()
        self.first_day: int | None = None
        self.weeks = period.weeks()
        # Asked a hundred thousand times.
        self._compared_from, self._covered = period.before.first, period.covered
        self._first_week = self.weeks[0].first if self.weeks else period.first
        self._lately = lately
        self._folded = lru_cache(maxsize=100_000)(folded)
        self._edited = edited
        self._only = frozenset(locales)

    def note(self, day: int, left_out: LeftOut) -> None:
        """What a day's figures leave out; told for the period only."""
        self.left_out.simulated |= left_out.simulated
        if self.period.first <= day <= self.period.last:
            for name in ("suspects", "flooded", "flooded_sources", "votes", "readers"):
                setattr(self.left_out, name, getattr(self.left_out, name) + getattr(left_out, name))

    def add(
        self, day: int, locale: str, figures: Day, articles: Iterable[tuple[str, ArticleDay]], asked: Iterable[tuple[Pattern, int]]
    ) -> None:
        """Add one day in one locale."""
        if self._only and locale not in self._only:
            return
        if self.first_day is None or day < self.first_day:
            self.first_day = day
        self.days[day, locale] = figures
        if self.period.first <= day <= self.period.last:
            for channel in CHANNELS:
                self.channels[channel] += getattr(figures, channel)
            self.sent += figures.sent
            self.suggestions += figures.suggestions
            self.meant += figures.meant
        for article, found in articles:
            self._read(day, article, locale, found)
        for pattern, readers in asked:
            self._asked(day, locale, pattern, readers)

    def _read(self, day: int, article: str, locale: str, found: ArticleDay) -> None:
        key = (article, locale)
        readers = self.articles.get(key)
        if readers is None:
            readers = self.articles[key] = Readers()
        if self.period.first <= day <= self.period.last:
            readers.visits += found.visits
            readers.contacts += found.contacts
            readers.fallback += found.fallback
        covered = self._covered
        readers.visits_before += found.visits if covered.first <= day <= covered.last else 0
        edit = self._edited.get(key)
        # Nobody knows which text the readers of the day of an edit saw: it speaks neither for the old one nor for the new.
        if edit is None or day != edit:
            part = readers.since if edit is None or day > edit else readers.until
            part.visits += found.visits
            part.searched += found.searched
            part.contacted += found.contacts
        if found.yes or found.no:
            readers.votes[day] = [found.yes, found.no]
        for reason, times in found.reasons.items():
            readers.reasons[day, reason] += times

    def _asked(self, day: int, locale: str, pattern: Pattern, readers: int) -> None:
        current = self.period.first <= day <= self.period.last
        ways = []
        for shown, marks, opened, helped in pattern:
            key = (locale, self._folded(shown))
            words = self.words.get(key)
            if words is None:
                words = self.words[key] = Words(locale, shown)
            ways.append((key, marks))
            words.lasting = words.lasting or day >= self._compared_from
            words.failed += readers if marks & FAILED else 0
            if not current:
                continue
            words.visits += readers
            words.nothing += readers if marks & FAILED and marks & NOTHING else 0
            for article in opened:
                words.opened = words.opened or {}
                words.opened[article] = words.opened.get(article, 0) + readers
            if helped and marks & WITNESS:
                self._answer(words, helped, readers, voted=bool(marks & VOTED))
        if len(ways) == 1:
            only = self.words[ways[0][0]]
            only.single = only.single or self.counts()
            self.count(only.single, day, readers, ways[0][1])
        else:
            self.several.append((day, readers, tuple(ways)))

    def _answer(self, words: Words, article: str, readers: int, *, voted: bool) -> None:
        words.answers, words.agreed = words.answers or {}, words.agreed or set()
        # A vote says more than staying: it counts for two readers.
        words.answers[article] = words.answers.get(article, 0) + (2 if voted else 1) * readers
        if readers > 1:
            words.agreed.add(article)

    def counts(self) -> Counts:
        """Nobody yet."""
        return Counts(weeks=array("L", bytes(array("L").itemsize * len(self.weeks))))

    def count(self, counts: Counts, day: int, readers: int, marks: int) -> None:
        """Add so many readers of one day, whom the marks tell of."""
        left = bool(marks & LEFT)
        if day <= self.period.last:
            counts.whole += readers
            counts.season += readers * (day in self.season)
        if self.period.first <= day <= self.period.last:
            counts.asked += readers
            counts.left += readers * left
            counts.nothing += readers * bool(marks & NOTHING)
            counts.unopened += readers * bool(marks & UNOPENED)
            counts.reworded += readers * bool(marks & REWORDED)
            counts.contact += readers * bool(marks & CONTACT)
        if not left:
            return
        covered, lately = self._covered, self._lately
        if covered.first <= day <= covered.last:
            counts.before += readers
        if lately and lately.first <= day <= lately.last:
            counts.lately += readers
        if day >= self._first_week and day <= self.period.last:
            counts.weeks[(day - self._first_week) // 7] += readers


def together(marks: Iterable[int]) -> int:
    """What became of a question that one reader asked in several ways: whom one of them helped was not left."""
    all_marks = list(marks)
    found = 0
    for one in all_marks:
        found |= one
    if any(not one & FAILED for one in all_marks):
        found &= ~LEFT
    return found
