"""Questions that readers asked in vain, as a list to decide about.

Receives figures and decisions; returns rows. What was decided at the desk counts at once, and is taken along into `gaps.yml` later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kbgen.desk.read.decisions import Decisions
from kbgen.desk.read.knowledge import Figures, Shelf
from kbgen.desk.show.asked import Asked
from kbgen.desk.show.selection import fits
from kbgen.language.text import fold
from kbgen.report.judge.figures import Question
from kbgen.report.read.totals import folded


@dataclass(frozen=True)
class GapRow:
    """One question. `number` is its place in the report, by which it is drafted; `reason` is set where it will not be closed,
    `owner` where somebody takes care of it; `weeks` are the readers left in each week that was recorded whole."""

    question: Question
    number: int
    reason: str
    owner: str
    by_desk: bool
    weeks: tuple[int, ...]

    @property
    def key(self) -> str:
        """What the address of its forms calls it."""
        return self.question.key


SORTS = {
    "left": lambda row: -row.question.left,
    "asked": lambda row: -row.question.asked,
    "trend": lambda row: row.question.before - row.question.left,
    "question": lambda row: fold(row.question.text),
}


def gap_rows(figures: Figures, decisions: Decisions) -> list[GapRow]:
    """Every gap of the report, those put off at the end."""
    reasons = {(one.locale, folded(one.question)): one.reason for one in decisions.put_off}
    owners = {(locale, folded(text)): owner for (locale, text), owner in decisions.owners.items()}
    cut = sum(span.cut for span in figures.report.period.weeks(figures.report.first_day))
    made = []
    for number, question in enumerate((*figures.report.gaps, *figures.report.put_off), 1):
        own = next((reasons[key] for key in sorted(question.members) if key in reasons), "")
        owner = next((owners[key] for key in sorted(question.members) if key in owners), "")
        made.append(GapRow(question, number, own or question.wont_do, owner, bool(own), question.weeks[cut:]))
    return made


def select(rows: Sequence[GapRow], shelf: Shelf, asked: Asked) -> list[GapRow]:
    """The rows that are asked for. A gap belongs to the section, team and kind of the article nearest to it."""
    wanted = fold(asked.q)
    kept = []
    for row in rows:
        question = row.question
        if bool(row.reason) != (asked.status == "wont-do"):
            continue
        if asked.locale and asked.locale not in {locale for locale, _ in question.locales} | {question.locale}:
            continue
        if asked.of_articles and not _belongs(row, shelf, asked):
            continue
        if wanted and not any(wanted in fold(words.text) for words in question.words):
            continue
        kept.append(row)
    key = SORTS.get(asked.sort.removeprefix("-"), SORTS["left"])
    kept.sort(key=key, reverse=asked.sort.startswith("-"))
    return kept


def _belongs(row: GapRow, shelf: Shelf, asked: Asked) -> bool:
    if row.owner and asked.owner:
        # Who was given a gap takes care of it, and not the team of the nearest article.
        if row.owner != asked.owner:
            return False
        asked = replace(asked, owner="")
        if not asked.of_articles:
            return True
    near = row.question.nearest[0] if row.question.nearest else None
    return bool(near and fits(shelf.site.facts(near.article, near.locale), replace(asked, locale="")))


def grew(figures: Figures, decisions: Decisions) -> list[GapRow]:
    """Gaps that left clearly more readers than in the period before: twice as many, and three more at least. Where the period
    before was not recorded, none did."""
    if not figures.report.period.comparable:
        return []
    rows = [row for row in gap_rows(figures, decisions) if not row.reason]
    found = [row for row in rows if row.question.left >= 2 * row.question.before and row.question.left - row.question.before >= 3]
    return sorted(found, key=lambda row: row.question.before - row.question.left)
