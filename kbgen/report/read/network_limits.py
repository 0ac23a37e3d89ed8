"""What one network may say on one day: an IPv4 address or the /64 of an IPv6 one, whatever browsers it claims to be.

Receives votes and searches of a day; says which of them count. An office is a network too: its different articles and questions
all count, its votes by ticket are all shown. A verdict, the rank of a gap and a proposal are moved by a few of a network's readers
only, and by none that came all at once, as no people come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kbgen.language.text import stop_words, tokenise
from kbgen.report.read.outcomes import NONE, SearchOutcome
from kbgen.report.read.visits import Asked, Step

# Readers of one network whose votes judge an article, and who stand for a question, on one day. Fewer than are needed to judge
# (`helpfulness.FEWEST`), so that no network judges alone.
SAY = 3
# Votes of one network on one article that are shown: more colleagues than that do not read one article on one day.
SHOWN = 50
# More readers than `CROWD` of one network within `AT_ONCE_MS`, on one article or with words in common: a script with many faces.
CROWD = 5
AT_ONCE_MS = 60_000


@dataclass(slots=True)
class DaySearch:
    """What one reader asked with the same words in one day, and what became of it. `at` is when it was first asked."""

    source: int | None
    at: int
    locale: str
    words: str
    shown: str
    marks: SearchOutcome = NONE
    opened: set[str] = field(default_factory=set)
    helped: str = ""
    sure: bool = False
    searches: int = 0
    with_open: int = 0
    with_nothing: int = 0

    def add(self, question: Asked) -> None:
        """Once more the same words. Whom they helped at last, they helped."""
        self.searches += 1
        self.with_open += bool(question.opened)
        self.with_nothing += not question.results and not question.opened
        self.opened |= {step.article for step in question.opened if step.article}
        if question.contact:
            self.marks |= SearchOutcome.CONTACT
        if question.reworded:
            self.marks |= SearchOutcome.REWORDED
        answer = question.answer
        if not question.failed:
            self.marks &= ~(SearchOutcome.FAILED | SearchOutcome.LEFT | SearchOutcome.NOTHING | SearchOutcome.UNOPENED)
        elif not self.helped:
            self.marks |= SearchOutcome.FAILED
            if not question.results:
                self.marks |= SearchOutcome.NOTHING
            elif not question.opened:
                self.marks |= SearchOutcome.UNOPENED
            if question.left:
                self.marks |= SearchOutcome.LEFT
            else:
                self.marks &= ~SearchOutcome.LEFT
        if answer and (question.voted or not self.helped):
            self.helped, self.sure = answer, _sure(question)
            if question.voted:
                self.marks |= SearchOutcome.VOTED


def _sure(question: Asked) -> bool:
    """Whether the question that was helped in the end is sure of it."""
    found: Asked | None = question
    for _ in range(20):
        if found is None or found.helped:
            break
        found = found.after
    return found is not None and found.sure


@dataclass(slots=True)
class Say:
    """The votes of one network on one article: `counted_…` are shown, `yes` and `no` judge; `bounded` do not."""

    article: str
    locale: str
    counted_yes: int
    counted_no: int
    yes: int
    no: int
    bounded: int
    efforts: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


class Bounds:
    """See the module's text. Everything of a day comes in before the first question about it."""

    def __init__(self) -> None:
        self._votes: dict[tuple[int | None, str, str], list[Step]] = defaultdict(list)
        # When readers of a network asked, by the words that they have in common.
        self._times: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        self._crowded: set[tuple[int, str, str]] | None = None
        self._heard: dict[tuple[int, str, frozenset[str]], int] = defaultdict(int)
        self._stems = lru_cache(maxsize=50_000)(_stems)

    def vote(self, step: Step) -> None:
        """One vote."""
        source = step.network if step.network is not None else step.visit
        self._votes[source, step.article or "", step.locale].append(step)

    def votes(self) -> Iterator[Say]:
        """What each network says about each article."""
        for (source, article, locale), steps in self._votes.items():
            yield _say(article, locale, steps, bounded=source is not None)

    def asked(self, entry: DaySearch) -> None:
        """A reader asks something for the first time that day."""
        if entry.source is not None:
            for stem in self._stems(entry.words, entry.locale):
                self._times[entry.source, entry.locale, stem].append(entry.at)

    def allows(self, entry: DaySearch) -> bool:
        """Whether a reader's question counts; asking uses up the network's say."""
        if entry.source is None:
            return True
        if self._crowded is None:
            self._crowded = {key for key, times in self._times.items() if len(times) > CROWD and crowd(times)}
        stems = self._stems(entry.words, entry.locale)
        if any((entry.source, entry.locale, stem) in self._crowded for stem in stems):
            return False
        key = (entry.source, entry.locale, stems)
        self._heard[key] += 1
        return self._heard[key] <= SAY


def crowd(times: list[int]) -> bool:
    """Whether more than `CROWD` of these moments lie within `AT_ONCE_MS`."""
    times = sorted(times)
    return any(later - earlier <= AT_ONCE_MS for earlier, later in zip(times, times[CROWD:], strict=False))


def _say(article: str, locale: str, steps: list[Step], *, bounded: bool) -> Say:
    yes = sum(bool(step.helpful) for step in steps)
    no = len(steps) - yes
    if not bounded or len(steps) == 1:
        return Say(article, locale, yes, no, yes, no, 0, *_told(steps))
    devices = len({step.visit for step in steps})
    at_once = crowd([step.at for step in steps]) if len(steps) > CROWD else False
    # One kind of browser and a ticket each is how an office looks; forty kinds within a minute is how a script does.
    shown = 0 if at_once and devices > CROWD else min(len(steps), SHOWN)
    judging = 0 if at_once else min(len(steps), SAY)
    counted = _part(yes, no, shown)
    return Say(article, locale, *counted, *_part(yes, no, judging), len(steps) - judging, *_told(steps[:shown], steps[:judging]))


def _part(yes: int, no: int, most: int) -> tuple[int, int]:
    """So many votes, in the proportion of all."""
    if yes + no <= most:
        return yes, no
    kept = round(most * yes / (yes + no))
    return kept, most - kept


def _told(shown: list[Step], judging: list[Step] | None = None) -> tuple[tuple[int, ...], tuple[str, ...]]:
    judging = shown if judging is None else judging
    return tuple(step.effort for step in shown if step.effort), tuple(step.reason for step in judging if step.reason)


def _stems(text: str, locale: str) -> frozenset[str]:
    tokens, stops = tokenise(text, locale), stop_words(locale)
    return frozenset(token.stem for token in [token for token in tokens if token.form not in stops] or tokens)
