"""Counts visits: everything a report needs, in one pass and in memory that grows with days, articles and different searches.

Receives visits (see `journeys`); after `add` of each, holds figures by day and locale, by article and by search. Words are
told apart by their folded form; a visit counts once for each, however often it asked.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kbgen.language.text import fold
from kbgen.report.journeys import Asked, Step, is_flood, questions
from kbgen.report.period import DAY_MS, Period

# Comments that an article shows: the newest; more is a wall of text.
COMMENTS = 20
# A locale and a search, or an article and a locale.
Key = tuple[str, str]


@dataclass(slots=True)
class Day:
    """What happened on one day in one locale."""

    visits: int = 0
    views: int = 0
    searches: int = 0
    opened: int = 0
    nothing: int = 0
    yes: int = 0
    no: int = 0
    effort: int = 0
    efforts: int = 0
    contacts: int = 0

    def add(self, other: Day) -> None:
        """Add the figures of another day."""
        for name in Day.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Words:
    """One search, in the words of its readers. The counts are visits of the period.

    `failed`, `days` and `later` run in step over the whole history: the number and the day of each visit that these words did
    not help, and whether other words helped it later.
    """

    locale: str
    shown: str
    visits: int = 0
    nothing: int = 0
    unopened: int = 0
    reworded: int = 0
    contact: int = 0
    failed: array[int] = field(default_factory=lambda: array("L"))
    days: array[int] = field(default_factory=lambda: array("l"))
    later: array[int] = field(default_factory=lambda: array("b"))
    opened: dict[str, int] | None = None
    answers: dict[str, int] | None = None


@dataclass(slots=True)
class Reading:
    """Visits that read an article, and what they did next; before its last edit and since."""

    visits: int = 0
    searched: int = 0
    contacted: int = 0


@dataclass(slots=True)
class Readers:
    """One article in one locale. `votes` maps days to [yes, no]; `reasons` and `comments` carry their day."""

    visits: int = 0
    visits_before: int = 0
    fallback: int = 0
    contacts: int = 0
    since: Reading = field(default_factory=Reading)
    until: Reading = field(default_factory=Reading)
    votes: dict[int, list[int]] = field(default_factory=dict)
    reasons: Counter[tuple[int, str]] = field(default_factory=Counter)
    comments: list[tuple[int, bool, str]] = field(default_factory=list)


class Tally:
    """See the module's text. `edited` is the day of each article's last edit, where it is known."""

    def __init__(self, period: Period, edited: Mapping[Key, int], locales: Iterable[str] = ()) -> None:
        self.period = period
        self.days: dict[tuple[int, str], Day] = {}
        self.words: dict[Key, Words] = {}
        self.articles: dict[Key, Readers] = {}
        self.channels: Counter[str] = Counter()
        self.contact_searches: Counter[Key] = Counter()
        self.suggestions = 0
        self.sent = 0
        self.flooded = 0
        self.flooded_sources = 0
        self.first_day: int | None = None
        self._before = period.before
        self._folded = lru_cache(maxsize=100_000)(folded)
        self._edited = edited
        self._only = frozenset(locales)
        self._visit = 0

    def add(self, steps: list[Step]) -> None:
        """Count one visit."""
        if self._only:
            steps = [step for step in steps if step.locale in self._only]
            if not steps:
                return
        day = steps[0].at // DAY_MS
        current = self.period.first <= day <= self.period.last
        if is_flood(steps):
            if current:
                self.flooded += len(steps)
                self.flooded_sources += 1
            return
        self._visit += 1
        if self.first_day is None or day < self.first_day:
            self.first_day = day
        asked = questions(steps)
        figures = self._day(day, steps[0].locale)
        figures.visits += 1
        for question in asked:
            figures.searches += 1
            figures.opened += bool(question.opened)
            figures.nothing += not question.results and not question.opened
            self._ask(question, day, current)
        self._walk(steps, day, current, figures)

    def _day(self, day: int, locale: str) -> Day:
        found = self.days.get((day, locale))
        if found is None:
            found = self.days[day, locale] = Day()
        return found

    def _ask(self, question: Asked, day: int, current: bool) -> None:
        key = (question.locale, self._folded(question.query))
        if not key[1]:
            return
        words = self.words.get(key)
        if words is None:
            words = self.words[key] = Words(question.locale, question.query)
        again = bool(words.failed) and words.failed[-1] == self._visit
        if question.failed and not again:
            words.failed.append(self._visit)
            words.days.append(day)
            words.later.append(not question.left)
        if not current:
            return
        words.visits += 1
        if question.contact:
            self.contact_searches[key] += 1
        for step in question.opened:
            words.opened = words.opened or {}
            article = step.article or ""
            words.opened[article] = words.opened.get(article, 0) + 1
        answer = question.answer
        if answer:
            words.answers = words.answers or {}
            # A vote says more than staying: it counts for two readers.
            words.answers[answer] = words.answers.get(answer, 0) + (2 if question.voted else 1)
        if question.failed and not again:
            words.nothing += not question.results
            words.unopened += bool(question.results and not question.opened)
            words.reworded += question.reworded
            words.contact += question.contact

    def _walk(self, steps: list[Step], day: int, current: bool, figures: Day) -> None:
        """The articles of a visit: read, voted on, left for the search or for a person."""
        read: dict[Key, int] = {}
        contacts = [step for step in steps if step.kind == "contact"]
        figures.contacts += bool(contacts)
        turns = [step.at for step in steps if step.kind in ("search", "reword")]
        for step in steps:
            if step.kind == "view" and step.article:
                figures.views += 1
                read[step.article, step.locale] = step.at
                if current and step.language and step.language != step.locale:
                    self._readers(step.article, step.locale).fallback += 1
            elif step.kind == "vote" and step.article:
                self._vote(step, day, figures)
            elif current and step.kind == "contact":
                self.channels[step.channel or "page"] += 1
            elif current and step.kind == "suggestion":
                self.suggestions += 1
            elif current and step.kind == "sent":
                self.sent += 1
        last_contact = contacts[-1].at if contacts else None
        from_articles = {(step.article, step.locale) for step in contacts if step.article}
        for (article, locale), at in read.items():
            readers = self._readers(article, locale)
            left = (article, locale) in from_articles or (last_contact is not None and last_contact >= at and not from_articles)
            readers.visits += current
            readers.visits_before += self._before.first <= day <= self._before.last
            readers.contacts += current and left
            edit = self._edited.get((article, locale))
            part = readers.since if edit is None or day >= edit else readers.until
            part.visits += 1
            part.searched += any(turn > at for turn in turns)
            part.contacted += left

    def _readers(self, article: str, locale: str) -> Readers:
        found = self.articles.get((article, locale))
        if found is None:
            found = self.articles[article, locale] = Readers()
        return found

    def _vote(self, step: Step, day: int, figures: Day) -> None:
        readers = self._readers(step.article or "", step.locale)
        helpful = bool(step.helpful)
        figures.yes += helpful
        figures.no += not helpful
        if step.effort:
            figures.effort += step.effort
            figures.efforts += 1
        votes = readers.votes.setdefault(day, [0, 0])
        votes[0 if helpful else 1] += 1
        if step.reason:
            readers.reasons[day, step.reason] += 1
        if step.comment:
            readers.comments.append((step.at, helpful, step.comment))
            if len(readers.comments) > 4 * COMMENTS:
                readers.comments = sorted(readers.comments)[-COMMENTS:]


def folded(text: str) -> str:
    """The form by which searches are told apart."""
    return " ".join(fold(text).split())
