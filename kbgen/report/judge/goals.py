"""The weeks of what a team aims at, from a report's own figures.

Receives goals and the parts of a report; returns a `Standing` for each, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kbgen.report.judge.figures import Question
from kbgen.report.judge.pace import WEEKS_OF_A_VALUE, Standing, Week, stand
from kbgen.report.read.goals_file import Goal, Measure
from kbgen.report.read.period import Period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Day

# A question that left so many in four weeks was a gap; a quarter of them or fewer, and it is answered.
GAP_READERS = 3
FEWER = 4
# Four weeks overlap from one week to the next: as much less is learnt from each.
OVERLAP = float(WEEKS_OF_A_VALUE)

Votes = Mapping[tuple[str, str], Mapping[int, tuple[int, int]]]


def standings(
    goals: Sequence[Goal],
    site: KnownSite,
    period: Period,
    first_day: int | None,
    days: Mapping[tuple[int, str], Day],
    votes: Votes,
    asked: Sequence[Question],
) -> tuple[Standing, ...]:
    """Where each goal stands at the end of the period. `asked` are all questions of the history, with their weeks."""
    found = []
    for goal in goals:
        spread = 1.0
        if goal.measure is Measure.ANSWERED_GAPS:
            weeks, spread = list(_answered(goal, site, period, first_day, asked)), OVERLAP
        elif goal.measure is Measure.HELPFULNESS:
            weeks = list(_helped(goal, site, period, first_day, votes))
        else:
            weeks = list(_rates(goal, period, first_day, days))
        found.append(stand(goal, weeks, period.last, spread))
    return tuple(found)


def _helped(goal: Goal, site: KnownSite, period: Period, first_day: int | None, votes: Votes) -> Iterator[Week]:
    counted = [
        by_day
        for (article, locale), by_day in votes.items()
        if (not goal.locale or locale == goal.locale)
        and (not goal.section or article.startswith(f"{goal.section}/"))
        and (not goal.owner or site.facts(article, locale).owner == goal.owner)
    ]
    for span in period.weeks(first_day):
        both = [vote for by_day in counted for day, vote in by_day.items() if span.first <= day <= span.last]
        yes, no = sum(yes for yes, _ in both), sum(no for _, no in both)
        yield Week(span.last, yes, yes + no)


def _rates(goal: Goal, period: Period, first_day: int | None, days: Mapping[tuple[int, str], Day]) -> Iterator[Week]:
    for span in period.weeks(first_day):
        some = [
            figures
            for (day, locale), figures in days.items()
            if span.first <= day <= span.last and (not goal.locale or locale == goal.locale)
        ]
        if goal.measure is Measure.CONTACT_RATE:
            yield Week(span.last, sum(day.contacts for day in some), sum(day.visits for day in some))
        else:
            yield Week(span.last, sum(day.nothing for day in some), sum(day.searches for day in some))


def _answered(goal: Goal, site: KnownSite, period: Period, first_day: int | None, asked: Sequence[Question]) -> Iterator[Week]:
    """Of the questions that were gaps at the beginning, those that few are left with since and that the site of today answers."""
    spans = period.weeks(first_day)
    begin = next(
        (number for number, span in enumerate(spans) if goal.since is not None and span.last >= goal.since), WEEKS_OF_A_VALUE
    )
    begin = max(begin, min(WEEKS_OF_A_VALUE, len(spans)))
    gaps = []
    for question in asked:
        if question.wont_do or (goal.locale and question.locale != goal.locale) or len(question.weeks) != len(spans):
            continue
        then = sum(question.weeks[max(0, begin - WEEKS_OF_A_VALUE) : begin])
        if then >= GAP_READERS:
            index = site.indexes.get(question.locale)
            gaps.append((question.weeks, then, index is not None and index.answers(question.text) is not None))
    for number in range(begin, len(spans)):
        done = 0
        for weeks, then, answers in gaps:
            lately = weeks[max(begin, number - WEEKS_OF_A_VALUE + 1) : number + 1]
            done += answers and sum(lately) * FEWER * WEEKS_OF_A_VALUE <= then * len(lately)
        yield Week(spans[number].last, done, len(gaps))
