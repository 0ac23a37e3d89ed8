"""All articles with their figures, those that nobody read too, and all that is known of one.

Receives figures of a span of days; returns rows that pages, CSV and JSON are made of. Every figure is the report's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kbgen.desk.read.knowledge import Figures, Shelf
from kbgen.desk.show.asked import Asked
from kbgen.desk.show.selection import fits, section_of
from kbgen.language.text import fold
from kbgen.report.judge.figures import ArticleFigures
from kbgen.report.judge.helpfulness import Helpfulness, Judged, Verdict
from kbgen.report.read.period import DaySpan
from kbgen.report.read.site import ArticleFacts
from kbgen.report.read.totals import Key

# Searches that an article's page names.
MOST_SEARCHES = 20
_UNREAD = Judged(Helpfulness(), Helpfulness(), False)


@dataclass(frozen=True)
class ArticleRow:
    """One article in one locale. `effort` is the mean of scores from 1 to 5, None of none; `searches` are readers who opened it
    from a search; `weeks` are the visits of each week that was recorded whole; `sent` is how often agents sent it on; `due` is the
    day of a review that somebody should think of; `wanted` are the readers who wanted it in its language and did not get it."""

    facts: ArticleFacts
    section: str
    visits: int
    visits_before: int
    votes: Helpfulness
    verdict: Verdict
    contacts: int
    contacted: float | None
    effort: float | None
    searches: int
    weeks: tuple[int, ...]
    sent: int
    judged: Judged
    reasons: tuple[tuple[str, int], ...]
    due: date | None = None
    wanted: int = 0

    @property
    def key(self) -> Key:
        """Article and locale."""
        return self.facts.article, self.facts.locale


SORTS: Mapping[str, Callable[[ArticleRow], Any]] = {
    "visits": lambda row: -row.visits,
    "title": lambda row: fold(row.facts.title),
    "helpful": lambda row: (not row.votes.votes, row.votes.share, -row.votes.votes),
    "contact": lambda row: -row.contacts,
    "effort": lambda row: (row.effort is None, row.effort or 0),
    "searches": lambda row: -row.searches,
    "updated": lambda row: row.facts.updated or "0",
    "owner": lambda row: (not row.facts.owner, row.facts.owner),
    "trend": lambda row: row.visits - row.visits_before,
    "sent": lambda row: -row.sent,
    "due": lambda row: row.due or date.max,
    "wanted": lambda row: -row.wanted,
}
# What is listed by what it is asked for, unless another order is.
USUAL_SORTS = {"due": "due", "wanted": "wanted"}


def article_rows(
    figures: Figures,
    shelf: Shelf,
    efforts: Mapping[Key, tuple[int, int]],
    sent: Mapping[Key, Mapping[str, int]],
    today: date,
) -> list[ArticleRow]:
    """Every article of the site, and every other that was read in the history. `efforts` are (scores, their sum)."""
    read = {(one.article, one.locale): one for one in figures.report.every}
    leading = searches_to(figures)
    keys = [key for key, facts in shelf.site.articles.items() if facts.present or key in read]
    keys += [key for key in read if key not in shelf.site.articles]
    # A week of which only some days were recorded would look as if readers had been few.
    spans = [span for span in figures.report.period.weeks(figures.report.first_day) if not span.cut]
    due = {(one.article, one.locale): one.due for one in reversed(shelf.content.due(today))}
    wanted = {(one.article, one.locale): one.reads + one.searches for one in figures.report.demand}
    rows = [_row(key, read.get(key), figures, shelf, efforts, leading, sent, spans) for key in keys]
    return [replace(row, due=due.get(row.key), wanted=wanted.get(row.key, 0)) for row in rows]


def _row(
    key: Key,
    one: ArticleFigures | None,
    figures: Figures,
    shelf: Shelf,
    efforts: Mapping[Key, tuple[int, int]],
    leading: Mapping[Key, Sequence[tuple[int, str]]],
    sent: Mapping[Key, Mapping[str, int]],
    spans: Sequence[DaySpan],
) -> ArticleRow:
    facts = shelf.site.facts(*key)
    scores, total = efforts.get(key, (0, 0))
    return ArticleRow(
        facts=facts,
        section=section_of(facts),
        visits=one.visits if one else 0,
        visits_before=one.visits_before if one else 0,
        votes=one.basis if one else Helpfulness(),
        verdict=one.verdict if one else Verdict.FEW,
        contacts=one.contacts if one else 0,
        contacted=one.contacts / one.visits if one and one.visits else None,
        effort=total / scores if scores else None,
        searches=sum(readers for readers, _ in leading.get(key, ())),
        weeks=weekly(figures, key, spans),
        sent=sum(sent.get(key, {}).values()),
        judged=one.judged if one else _UNREAD,
        reasons=one.reasons if one else (),
    )


def weekly(figures: Figures, key: Key, spans: Sequence[DaySpan]) -> tuple[int, ...]:
    """The visits of each of the weeks `spans`."""
    course = figures.tally.courses.get(key)
    if course is None:
        return ()
    begins = figures.tally.begins
    return tuple(sum(course.visits[max(span.first - begins, 0) : span.last - begins + 1]) for span in spans)


def searches_to(figures: Figures) -> dict[Key, list[tuple[int, str]]]:
    """By article, the searches from which readers of the period opened it, as (readers, words), most readers first."""
    found: dict[Key, list[tuple[int, str]]] = defaultdict(list)
    for words in figures.tally.words.values():
        for article, readers in (words.opened or {}).items():
            found[article, words.locale].append((readers, words.shown))
    return {key: sorted(some, key=lambda one: (-one[0], one[1])) for key, some in found.items()}


def select(rows: Sequence[ArticleRow], asked: Asked) -> list[ArticleRow]:
    """The rows that are asked for, in the order that is asked for; `-` in front turns it round."""
    wanted = fold(asked.q)
    kept = [
        row
        for row in rows
        if fits(row.facts, asked)
        and _stands(row, asked.status)
        and (not wanted or wanted in fold(row.facts.title) or asked.q.lower() in row.facts.article.lower())
    ]
    name = asked.sort.removeprefix("-") or USUAL_SORTS.get(asked.status, "")
    key = SORTS.get(name, SORTS["visits"])
    kept.sort(key=lambda row: (row.facts.article, row.facts.locale))
    kept.sort(key=key, reverse=asked.sort.startswith("-"))
    return kept


def _stands(row: ArticleRow, status: str) -> bool:
    match status:
        case "":
            return True
        case "unread":
            return not row.visits and row.facts.present
        case "due":
            return row.due is not None
        case "wanted":
            return row.wanted > 0
    return row.verdict == status


def votes_between(figures: Figures, key: Key, span: DaySpan) -> Helpfulness:
    """The votes of some days."""
    day = figures.tally.of([key], span)
    return Helpfulness(day.yes, day.no)


def votes_by_edit(figures: Figures, key: Key, edits: Sequence[int]) -> list[tuple[DaySpan, Helpfulness]]:
    """The votes of each text of an article: from the day after one edit to the day before the next, newest first. Nobody knows
    which text the readers of the day of an edit saw; where nothing was voted before the first, it is the first day of its text."""
    begins, last = figures.tally.begins, figures.report.period.last
    known = sorted({day for day in edits if begins <= day <= last})
    starts = [begins, *(day + 1 for day in known)]
    ends = [*(day - 1 for day in known), last]
    spans = [DaySpan(first, end) for first, end in zip(starts, ends, strict=True) if first <= end]
    return [(span, votes_between(figures, key, span)) for span in reversed(spans)]
