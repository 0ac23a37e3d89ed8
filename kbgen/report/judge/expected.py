"""The commonest questions before they are asked: what a usual week asks, what the coming one will, and what answers it.

Receives questions and a tally; returns `Expected` questions, those that most readers will ask first. A season is what the same days
of past months had more than their other days: the end of a month asks for invoices. Whether that is more than chance is judged as
for counts (Poisson): the surplus has to be twice its own spread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from kbgen.report.judge.figures import Expected, Question
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Tally

SHOWN = 20
# Of fewer readers in all of the history nobody can say when they ask.
FEWEST = 8
SURPLUS = 1.5
# How much of a question an article has to hold to be offered for it.
ANSWERS = 0.75


def expected(asked: Sequence[Question], tally: Tally, site: KnownSite) -> tuple[Expected, ...]:
    """The questions that the coming week will ask."""
    seen = {day for day, _ in tally.days if day <= tally.period.last}
    season, others = len(seen & tally.season), len(seen - tally.season)
    if not others:
        return ()
    found = (
        _expected(question, season, others, tally, site) for question in asked if question.whole >= FEWEST and not question.wont_do
    )
    ranked = sorted(found, key=lambda one: (-max(one.coming, one.usual), one.question.locale, one.question.text))
    return tuple(ranked[:SHOWN])


def _expected(question: Question, season: int, others: int, tally: Tally, site: KnownSite) -> Expected:
    usual = (question.whole - question.season) / others * 7
    # Less than a month of history knows no season.
    coming = question.season / season * 7 if season >= 7 else usual
    chance = usual / 7 * season
    seasonal = coming >= SURPLUS * usual and question.season - chance >= 2 * sqrt(max(chance, 1.0))
    near = question.nearest[0] if question.nearest else None
    facts = site.facts(near.article, question.locale) if near else None
    changed = bool(facts and facts.edited is not None and facts.edited >= tally.period.first)
    answered = 1 - question.left / question.asked if question.asked else None
    return Expected(question, usual, coming, seasonal, answered, changed)


def offered_first(found: Sequence[Expected]) -> Mapping[str, list[str]]:
    """The articles of each locale that answer a question whose season comes, by the readers to come: the home page and applications
    offer them before they are looked for."""
    by_locale: dict[str, list[str]] = {}
    for one in sorted(found, key=lambda one: -one.coming):
        near = one.question.nearest[0] if one.question.nearest else None
        if one.seasonal and near and near.cover >= ANSWERS and near.article not in by_locale.setdefault(one.question.locale, []):
            by_locale[one.question.locale].append(near.article)
    return by_locale
