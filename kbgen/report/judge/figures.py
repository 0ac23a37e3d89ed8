"""What a report says, as values: whatever is shown as HTML, CSV, JSON or Markdown is read from these.

Receives nothing and does nothing. Times are milliseconds since 1970, days whole numbers since then, shares from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.manifest import OTHER_SCREENS
from kbgen.report.judge.helpfulness import Helpfulness, Judged, Verdict
from kbgen.report.judge.pace import Standing
from kbgen.report.read.period import DaySpan, Period
from kbgen.report.read.totals import Day
from kbgen.report.read.wont_do import Unasked


@dataclass(frozen=True)
class Near:
    """An article near to a gap and why it did not serve.

    `lacks` are words of the question that it has not; `opened` how many readers opened it and `left` how many of them went on
    looking; `language` is that of its text where it is not the reader's.
    """

    article: str
    locale: str
    title: str
    url: str
    cover: float
    lacks: tuple[str, ...] = ()
    opened: int = 0
    language: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Asking:
    """Words that readers used, with how many of them did."""

    locale: str
    text: str
    readers: int


@dataclass(frozen=True)
class Question:
    """Searches that ask the same. Of the `asked` readers of this period, each once a day, `left` were without help in the end,
    `nothing` found nothing, and so on; `before` were left in what was recorded of the period before. `weeks` are the readers left
    in each week of the history, `lately` those left in the days that closed gaps are judged by; `members` are all its searches as
    (locale, folded words). `whole` asked it in all of the history, `season` on those days that are like the coming week's."""

    key: str
    locale: str
    text: str
    words: tuple[Asking, ...]
    asked: int
    left: int
    before: int
    nothing: int = 0
    unopened: int = 0
    reworded: int = 0
    contact: int = 0
    weeks: tuple[int, ...] = ()
    nearest: tuple[Near, ...] = ()
    locales: tuple[tuple[str, int], ...] = ()
    kind: str = "faq"
    wont_do: str = ""
    lately: int = 0
    whole: int = 0
    season: int = 0
    members: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Compared:
    """The days that gaps are compared over to tell which closed: those of `then` ended before those of `now` began. Where a
    report overlaps an earlier one, only its later days are `now`; None where it has no later ones."""

    then: DaySpan
    now: DaySpan | None


@dataclass(frozen=True)
class Closed:
    """A question that was asked in vain: `then` readers left, `now` left, in the days of `Compared`; `answer` is what answers it
    today."""

    locale: str
    text: str
    then: int
    now: int
    answer: Near | None = None


@dataclass(frozen=True)
class Comment:
    """A reader's words about an article; `at` is when."""

    at: int
    helpful: bool
    text: str


@dataclass(frozen=True)
class ArticleFigures:
    """One article in one locale. Rates are shares of visits, since its last edit and before it; None of none."""

    article: str
    locale: str
    title: str
    url: str
    owner: str
    updated: str
    present: bool
    verdict: Verdict
    judged: Judged
    visits: int
    visits_before: int
    searched: tuple[float | None, float | None] = (None, None)
    contacted: tuple[float | None, float | None] = (None, None)
    reasons: tuple[tuple[str, int], ...] = ()
    comments: tuple[Comment, ...] = ()
    contacts: int = 0
    fallback: int = 0
    language: str = ""

    @property
    def basis(self) -> Helpfulness:
        """The votes that the verdict rests on."""
        return self.judged.basis


@dataclass(frozen=True)
class Demand:
    """A translation that readers want: `reads` of an untranslated article, or `searches` that only another language answers."""

    locale: str
    article: str
    title: str
    language: str
    url: str
    reads: int = 0
    searches: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What readers' assistants reported of an article: how often, and the newest words. No vote of a person, and in no rate."""

    article: str
    locale: str
    title: str
    url: str
    owner: str
    times: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class ReportNotes:
    """What a reader of the report must know about its figures."""

    suspects: int = 0
    later: int = 0
    flooded: int = 0
    flooded_sources: int = 0
    simulated: bool = False
    # Beyond what one network may say: votes that judge nothing, readers who stand for no question.
    votes: int = 0
    readers: int = 0


@dataclass(frozen=True)
class ScreenFigures:
    """A screen of an application by its pattern: how many articles it is offered, and what its readers did in the panel.

    `offers` is None for a pattern that the site no longer has, and for all screens that none fits.
    """

    pattern: str
    offers: int | None
    views: int
    searches: int
    contacts: int

    @property
    def other(self) -> bool:
        """Whether it stands for the screens that no pattern fits."""
        return self.pattern == OTHER_SCREENS and self.offers is None


@dataclass(frozen=True)
class NewcomerQuestion:
    """What people searched for without opening anything, on a day on which a letter of a journey had brought them."""

    locale: str
    text: str
    readers: int


@dataclass(frozen=True)
class Expected:
    """A question that will be asked again: readers of a usual week, and of the coming one as the same days of past months had them.

    `seasonal` is whether these differ by more than chance does; `answered` the share of the period's readers who were helped, None
    where nobody asked in it; `changed` whether the article nearest to it was edited in the period.
    """

    question: Question
    usual: float
    coming: float
    seasonal: bool
    answered: float | None
    changed: bool


@dataclass(frozen=True)
class Report:
    """Everything, in no language yet. `days` holds the figures of the whole history by day and locale. `articles` are those that
    fail or may, those that fail most readers first; `every` are all that were read or judged."""

    site: str
    period: Period
    locales: tuple[str, ...]
    first_day: int | None
    days: Mapping[tuple[int, str], Day]
    gaps: tuple[Question, ...] = ()
    put_off: tuple[Question, ...] = ()
    unasked: tuple[Unasked, ...] = ()
    compared: Compared | None = None
    closed: tuple[Closed, ...] = ()
    top: tuple[Question, ...] = ()
    new: tuple[Question, ...] = ()
    fading: tuple[Question, ...] = ()
    articles: tuple[ArticleFigures, ...] = ()
    every: tuple[ArticleFigures, ...] = ()
    contact_articles: tuple[ArticleFigures, ...] = ()
    contact_searches: tuple[Question, ...] = ()
    demand: tuple[Demand, ...] = ()
    channels: tuple[tuple[str, int], ...] = ()
    suggestions: int = 0
    meant: int = 0
    sent: int = 0
    problems: tuple[Problem, ...] = ()
    screens: tuple[ScreenFigures, ...] = ()
    goals: tuple[Standing, ...] = ()
    letters: tuple[ScreenFigures, ...] = ()
    newcomers: tuple[NewcomerQuestion, ...] = ()
    expected: tuple[Expected, ...] = ()
    notes: ReportNotes = ReportNotes()
    votes: Mapping[tuple[str, str], Mapping[int, tuple[int, int]]] = field(default_factory=dict)
    popular: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], Mapping[tuple[int, str], int]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was recorded in the period."""
        return not any(self.period.first <= day <= self.period.last for day, _ in self.days)

    def sum(self, first: int, last: int) -> Day:
        """The figures of the days from `first` to `last` in all locales of the report."""
        total = Day()
        for (day, _), figures in self.days.items():
            if first <= day <= last:
                total.add(figures)
        return total
