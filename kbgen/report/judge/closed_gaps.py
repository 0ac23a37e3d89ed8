"""Which gaps closed: questions that were asked in vain, that few are left with now, and that the site of today answers.

Receives the questions of a report and, where there is one, an earlier report; compares by the day, over days that do not
overlap, and only tells what is more than chance. Two reports over different lengths of time can be compared so: a week is not
better than the month before it only because it is shorter.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kbgen.errors import OperatorError
from kbgen.report.judge.figures import Closed, Compared, Near, Question
from kbgen.report.read.period import DaySpan, Period, day_of
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import folded

# A gap is closed when a day leaves a quarter of the readers that it left before, or fewer.
FEWER = 4
# How often chance alone may look like a closed gap: once in twenty times.
CHANCE = 0.05
# Gaps of the earlier days that are looked at, those that left most readers first, and those that are told.
LOOKED_AT = 100
TOLD = 25


@dataclass(frozen=True)
class Earlier:
    """An earlier report: the days that it was about, and its gaps as (locale, question, readers left)."""

    span: DaySpan
    gaps: tuple[tuple[str, str, int], ...]


def earlier_of(document: Mapping[str, Any]) -> Earlier:
    """An earlier report, read from its JSON. Raises `OperatorError` where it does not tell its days."""
    try:
        first, last = (day_of(date.fromisoformat(document[key])) for key in ("first_day", "last_day"))
        gaps = tuple((str(gap["locale"]), str(gap["question"]), int(gap["left"])) for gap in document["gaps"])
    except (KeyError, TypeError, ValueError):
        raise OperatorError("The earlier report lacks its days or its gaps. Make it again: kbgen report --format json") from None
    return Earlier(DaySpan(first, last), gaps)


def compared(period: Period, earlier: Earlier | None) -> Compared:
    """The days that are compared: those of the earlier report with those after it; or the period with the one before."""
    if earlier is None:
        recorded = period.covered
        return Compared(recorded, DaySpan(period.first, period.last) if recorded.days > 0 and not period.in_part else None)
    first = max(period.first, earlier.span.last + 1)
    return Compared(earlier.span, DaySpan(first, period.last) if first <= period.last else None)


def closed(
    asked: Sequence[Question], site: KnownSite, days: Compared, earlier: Earlier | None, locales: Sequence[str]
) -> tuple[Closed, ...]:
    """The gaps that closed, those that had left most readers first. Only gaps of `locales` are compared, if any are named."""
    if days.now is None:
        return ()
    now = {member: question for question in asked for member in question.members}
    then = earlier.gaps if earlier else [(question.locale, question.text, question.before) for question in asked]
    found = []
    for locale, text, left in sorted(then, key=lambda entry: -entry[2])[:LOOKED_AT]:
        index = site.indexes.get(locale)
        if index is None or (locales and locale not in locales):
            continue
        question = now.get((locale, folded(text)))
        still = question.lately if question else 0
        if not _fewer(left, days.then.days, still, days.now.days):
            continue
        answer = index.answers(text)
        if answer:
            near = Near(answer.article, locale, answer.title, answer.url, round(answer.cover, 2), anchor=answer.anchor)
            found.append(Closed(locale, text, left, still, near))
    return tuple(found[:TOLD])


def _fewer(then: int, days_then: int, now: int, days_now: int) -> bool:
    """Whether clearly fewer readers a day are left than before. If nothing had changed, each of all of them would fall into the
    later days by their share of all days: the binomial test of two rates (J. Przyborowski and H. Wileński, 1940)."""
    if not then or now * FEWER * days_then > then * days_now:
        return False
    share = days_now / (days_then + days_now)
    return math.fsum(_chance(few, then + now, share) for few in range(now + 1)) < CHANCE


def _chance(few: int, of: int, share: float) -> float:
    """The chance that just `few` of so many fall into a share; by logarithms, since the factors alone are out of range."""
    ways = math.lgamma(of + 1) - math.lgamma(few + 1) - math.lgamma(of - few + 1)
    return math.exp(ways + few * math.log(share) + (of - few) * math.log1p(-share))
