"""One day as figures: everything that a report needs of it, small enough to be kept for ever.

Receives the devices of a day (see `visits`); after `close`, holds figures by locale, by article and by what was asked, and what
was left out. Readers are told apart within the day only. What one network may say is bounded; see `network_limits`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kbgen.language.text import fold
from kbgen.manifest import MAIL
from kbgen.report.read.network_limits import Bounds, DaySearch, Say
from kbgen.report.read.outcomes import SearchOutcome
from kbgen.report.read.visits import Asked, Step, parted, questions

# Different ways of asking that a day keeps in one locale, those of most readers first: beyond them each was one reader's.
MOST_PATTERNS = 2000
CHANNELS = ("page", "mail", "phone", "chat", "form")
# What is counted by the screen of an application.
ON_SCREENS = ("view", "search", "contact")
# What one reader asked in a day: for each search its words, what became of it, what was opened and what helped.
Pattern = tuple[tuple[str, int, tuple[str, ...], str], ...]


@dataclass(slots=True)
class Day:
    """What happened on one day in one locale; what each figure means is written in `definitions`."""

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
    readers: int = 0
    # The sum of the squares of effort scores, for how much they differ.
    effort_squares: int = 0
    # Visits that looked for a person: opened the contact page, wrote a question, or reached one.
    sought: int = 0
    sent: int = 0
    suggestions: int = 0
    page: int = 0
    mail: int = 0
    phone: int = 0
    chat: int = 0
    form: int = 0
    # Results opened that the second opinion had brought further up.
    meant: int = 0
    # Of an application's screens, by their patterns: articles read there, searches, and visits to contact or a channel of it.
    screens: dict[str, list[int]] = field(default_factory=dict)

    def add(self, other: Day) -> None:
        """Add the figures of another day."""
        for name in Day.__slots__:
            if name != "screens":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        for screen, figures in other.screens.items():
            self.screens[screen] = [one + more for one, more in zip(self.screens.get(screen, [0, 0, 0]), figures, strict=True)]

    def on_screen(self, screen: str, kind: str) -> None:
        """Count an event of one of the kinds in `ON_SCREENS`."""
        self.screens.setdefault(screen, [0, 0, 0])[ON_SCREENS.index(kind)] += 1


@dataclass(slots=True)
class ArticleDay:
    """One article in one locale on one day. Visits that read it, and what they did next; votes, as far as networks are bounded."""

    visits: int = 0
    fallback: int = 0
    contacts: int = 0
    searched: int = 0
    yes: int = 0
    no: int = 0
    reasons: dict[str, int] = field(default_factory=dict)


@dataclass
class LeftOut:
    """What the figures of a day leave out: records of robots, of floods and how many sources these had, and what was beyond one
    network's say; `simulated` is whether any of it was made up."""

    suspects: int = 0
    flooded: int = 0
    flooded_sources: int = 0
    votes: int = 0
    readers: int = 0
    simulated: bool = False


class DayBook:
    """See the module's text. `flooded` are the networks, or devices without one, whose searches are a flood."""

    def __init__(self, flooded: frozenset[int] = frozenset()) -> None:
        self.days: dict[str, Day] = {}
        self.articles: dict[tuple[str, str], ArticleDay] = {}
        self.asked: dict[str, Counter[Pattern]] = {}
        self.left_out = LeftOut(flooded_sources=len(flooded))
        self._flooded = flooded
        self._bounds = Bounds()
        self._readers: list[list[DaySearch]] = []
        self._folded = lru_cache(maxsize=50_000)(folded)
        # The first way of writing stands for all that fold to the same.
        self._shown: dict[tuple[str, str], str] = {}

    def add(self, steps: list[Step], since: int, until: int) -> None:
        """Count the visits of one device that began in [since, until), in milliseconds."""
        source = steps[0].network if steps[0].network is not None else steps[0].visit
        if source in self._flooded:
            self.left_out.flooded += sum(since <= step.at < until for step in steps)
            return
        entries: dict[tuple[str, str], DaySearch] = {}
        came: str | None = None
        for visit in parted(steps):
            if since <= visit[0].at < until:
                came = came or visit[0].locale
                self._visit(visit)
                for question in questions(visit):
                    self._ask(question, source, entries)
        if came:
            self._day(came).readers += 1
        if entries:
            self._readers.append(list(entries.values()))

    def close(self) -> None:
        """Bound what one network may say, and count what is left."""
        self._count_votes()
        sure: set[tuple[int | None, str, str, str]] = set()
        for entries in self._readers:
            kept = [entry for entry in entries if self._bounds.allows(entry)]
            self.left_out.readers += len(kept) < len(entries)
            patterns: dict[str, list[tuple[str, int, tuple[str, ...], str]]] = {}
            for entry in kept:
                day = self._day(entry.locale)
                day.searches += entry.searches
                day.opened += entry.with_open
                day.nothing += entry.with_nothing
                support = (entry.source, entry.locale, entry.words, entry.helped)
                # However many browsers a network has: of what helps, it is one witness.
                if entry.sure and (entry.source is None or support not in sure):
                    sure.add(support)
                    entry.marks |= SearchOutcome.WITNESS
                shown = self._shown.setdefault((entry.locale, entry.words), entry.shown)
                patterns.setdefault(entry.locale, []).append((shown, int(entry.marks), tuple(sorted(entry.opened)), entry.helped))
            for locale, found in patterns.items():
                self.asked.setdefault(locale, Counter())[tuple(sorted(found))] += 1
        self._readers = []
        for locale, ways in self.asked.items():
            if len(ways) > MOST_PATTERNS:
                self.asked[locale] = Counter(dict(sorted(ways.items(), key=lambda way: (-way[1], way[0]))[:MOST_PATTERNS]))

    def _day(self, locale: str) -> Day:
        return self.days.setdefault(locale, Day())

    def _article(self, article: str, locale: str) -> ArticleDay:
        return self.articles.setdefault((article, locale), ArticleDay())

    def _visit(self, steps: list[Step]) -> None:
        """The articles of a visit: read, voted on, left for the search or for a person."""
        figures = self._day(steps[0].locale)
        figures.visits += 1
        read: dict[tuple[str, str], int] = {}
        reached = [step for step in steps if step.reached]
        figures.contacts += bool(reached)
        figures.sought += any(step.kind in ("contact", "sent", "suggestion") for step in steps)
        letter = next((step.screen for step in steps if step.screen and step.screen.startswith(MAIL)), None)
        turns = [step.at for step in steps if step.kind in ("search", "reword")]
        for step in steps:
            day = self._day(step.locale)
            # What whoever a letter brought does next is told with the letter; pages behind the first do not name it.
            screen = step.screen or (letter if step.kind != "view" else None)
            if screen and step.kind in ON_SCREENS:
                day.on_screen(screen, step.kind)
            if step.kind == "view" and step.article:
                day.views += 1
                read[step.article, step.locale] = step.at
                if step.language and step.language != step.locale:
                    self._article(step.article, step.locale).fallback += 1
            elif step.kind == "vote" and step.article:
                self._bounds.vote(step)
            elif step.kind == "contact" and (step.channel or "page") in CHANNELS:
                name = step.channel or "page"
                setattr(day, name, getattr(day, name) + 1)
            day.suggestions += step.kind == "suggestion"
            day.meant += step.kind == "open" and step.channel == "meaning"
            day.sent += step.kind == "sent"
        last = reached[-1].at if reached else None
        named = {(step.article, step.locale) for step in reached if step.article}
        for (article, locale), at in read.items():
            found = self._article(article, locale)
            left = (article, locale) in named or (last is not None and last >= at and not named)
            found.visits += 1
            found.contacts += left
            found.searched += any(turn > at for turn in turns)

    def _ask(self, question: Asked, source: int | None, entries: dict[tuple[str, str], DaySearch]) -> None:
        words = self._folded(question.query)
        if not words:
            # Its words were forgotten; that somebody searched is not.
            day = self._day(question.locale)
            day.searches += 1
            day.opened += bool(question.opened)
            day.nothing += not question.results and not question.opened
            return
        entry = entries.get((question.locale, words))
        if entry is None:
            entry = entries[question.locale, words] = DaySearch(source, question.at, question.locale, words, question.query)
            self._bounds.asked(entry)
        entry.add(question)

    def _count_votes(self) -> None:
        for say in self._bounds.votes():
            self._count_vote(say)

    def _count_vote(self, say: Say) -> None:
        day, article = self._day(say.locale), self._article(say.article, say.locale)
        day.yes += say.counted_yes
        day.no += say.counted_no
        day.effort += sum(say.efforts)
        day.effort_squares += sum(effort * effort for effort in say.efforts)
        day.efforts += len(say.efforts)
        article.yes += say.yes
        article.no += say.no
        for reason in say.reasons:
            article.reasons[reason] = article.reasons.get(reason, 0) + 1
        self.left_out.votes += say.bounded

    def locales(self) -> Iterator[str]:
        """Every locale in which anything happened."""
        yield from sorted({*self.days, *self.asked, *(locale for _, locale in self.articles)})


def folded(text: str) -> str:
    """The form by which searches are told apart."""
    return " ".join(fold(text).split()) if text else ""
