"""Where a share stands on its way to an aim, how fast it moves, and where that leads: each with its uncertainty.

Receives weeks as (last day, how many, of how many) and an aim; returns a `Standing`. Pure.

The pace is the slope of a line through the weeks' shares, by least squares with each week's count as its weight. A share of counts
has the variance p(1-p)/n; weeks differ by more than that (a release, a holiday), so it is multiplied by how much more they do
differ, as quasi-likelihood has it (P. McCullagh and J. Nelder, Generalized Linear Models, 1989, 4.5). Where the line leads on the
last day is told as the interval in which it lies 19 times in 20.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kbgen.report.judge.helpfulness import Z, wilson
from kbgen.report.read.goals_file import Goal

# Weeks that today's pace is told from: fewer are no pace, older ones are not today's.
FEWEST_WEEKS = 4
MOST_WEEKS = 13
# "Now" and "at the beginning" are four weeks each: one is too few votes for most sections.
WEEKS_OF_A_VALUE = 4
# Fewer than so many say nothing.
FEWEST = 20


class State(StrEnum):
    """`reached` is told where the share is there; `out-of-reach` where even the better end of what today's pace leads to is not."""

    REACHED = "reached"
    ON_TRACK = "on-track"
    UNCERTAIN = "uncertain"
    OUT_OF_REACH = "out-of-reach"
    MISSED = "missed"
    TOO_EARLY = "too-early"


@dataclass(frozen=True)
class Estimate:
    """A value and between which values it lies, 19 times in 20; `of` is how many it was counted from."""

    value: float
    low: float
    high: float
    of: int = 0


@dataclass(frozen=True)
class Week:
    """One week: its last day, and a share as `part` of `whole`."""

    last: int
    part: int
    whole: int


@dataclass(frozen=True)
class Standing:
    """The way to one goal on day `today`. `pace` is the change of the share in a week, `needed` that which would do; `leads_to` is
    where today's pace leads by the last day. None where too little is known."""

    goal: Goal
    today: int
    state: State
    start: Estimate | None
    now: Estimate | None
    pace: Estimate | None
    needed: float | None
    leads_to: Estimate | None
    weeks: tuple[Week, ...] = ()

    @property
    def days_left(self) -> int:
        """How many days are left; none once the last is past."""
        return max(0, self.goal.by - self.today)


def stand(goal: Goal, weeks: Sequence[Week], today: int, spread: float = 1.0) -> Standing:
    """Judge the weeks, oldest first. `spread` is by how much neighbouring weeks are alike for other reasons than their share."""
    known = [week for week in weeks if week.whole]
    now = value_of([week for week in known if week.last > today - 7 * WEEKS_OF_A_VALUE])
    start = value_of(_first(goal, known))
    recent = [week for week in known if week.last > today - 7 * MOST_WEEKS]
    # What was before the beginning does not slow today's pace, as long as enough is left.
    since = [week for week in recent if goal.since is None or week.last >= goal.since]
    line = fit(since if len(since) >= FEWEST_WEEKS else recent, spread)
    pace = leads_to = None
    if line and now:
        pace = line.slope(now.of)
        leads_to = line.at(max(goal.by, today))
    left = max(0, goal.by - today) / 7
    needed = (goal.aim - now.value) / left if now and left > 0 else None
    return Standing(goal, today, _state(goal, now, pace, leads_to, today), start, now, pace, needed, leads_to, tuple(known))


def _first(goal: Goal, weeks: Sequence[Week]) -> list[Week]:
    if goal.since is None:
        return list(weeks[:WEEKS_OF_A_VALUE])
    before = [week for week in weeks if goal.since - 7 * WEEKS_OF_A_VALUE <= week.last < goal.since]
    # Where nothing was recorded before, the way begins with its own first weeks.
    return before or [week for week in weeks if week.last >= goal.since][:WEEKS_OF_A_VALUE]


def value_of(weeks: Sequence[Week]) -> Estimate | None:
    """The share of some weeks together, by Wilson's interval."""
    part, whole = sum(week.part for week in weeks), sum(week.whole for week in weeks)
    if not whole:
        return None
    part = min(part, whole)
    return Estimate(part / whole, *wilson(part, whole), whole)


def _state(goal: Goal, now: Estimate | None, pace: Estimate | None, leads_to: Estimate | None, today: int) -> State:
    def there(share: float) -> bool:
        return share >= goal.aim if goal.measure.rises else share <= goal.aim

    if now is None or now.of < FEWEST:
        return State.MISSED if now is not None and today > goal.by and not there(now.value) else State.TOO_EARLY
    if there(now.value):
        return State.REACHED
    if today > goal.by:
        return State.MISSED
    if leads_to is None or pace is None:
        return State.TOO_EARLY
    best = leads_to.high if goal.measure.rises else leads_to.low
    if not there(best):
        return State.OUT_OF_REACH
    # Weeks that jump about may point anywhere: on track is only what surely moves the right way.
    moves = pace.low > 0 if goal.measure.rises else pace.high < 0
    return State.ON_TRACK if moves and there(leads_to.value) else State.UNCERTAIN


@dataclass(frozen=True)
class Line:
    """A line through shares: its height at `middle` (a day), its `rise` a day, and the variances of both."""

    middle: float
    height: float
    rise: float
    height_variance: float
    rise_variance: float

    def slope(self, of: int) -> Estimate:
        """The rise in a week."""
        reach = Z * math.sqrt(self.rise_variance) * 7
        return Estimate(self.rise * 7, self.rise * 7 - reach, self.rise * 7 + reach, of)

    def at(self, day: int) -> Estimate:
        """The share on a day, between 0 and 1."""
        away = day - self.middle
        value = self.height + self.rise * away
        reach = Z * math.sqrt(self.height_variance + self.rise_variance * away * away)
        low, high = (min(1.0, max(0.0, share)) for share in (value - reach, value + reach))
        return Estimate(min(1.0, max(0.0, value)), low, high)


def fit(weeks: Sequence[Week], spread: float = 1.0) -> Line | None:
    """The line through at least `FEWEST_WEEKS` weeks, None through fewer."""
    if len(weeks) < FEWEST_WEEKS or sum(week.whole for week in weeks) < FEWEST:
        return None
    days = [week.last - 3.0 for week in weeks]
    shares = [min(week.part, week.whole) / week.whole for week in weeks]
    total = sum(week.whole for week in weeks)
    middle = sum(week.whole * day for week, day in zip(weeks, days, strict=True)) / total
    height = sum(week.whole * share for week, share in zip(weeks, shares, strict=True)) / total
    square = sum(week.whole * (day - middle) ** 2 for week, day in zip(weeks, days, strict=True))
    rise = sum(week.whole * (day - middle) * share for week, day, share in zip(weeks, days, shares, strict=True)) / square
    # A share of 0 or 1 in all weeks would be without doubt: half a reader of either kind is added (H. Jeffreys).
    part = (height * total + 0.5) / (total + 1)
    variance = part * (1 - part)
    misses = sum(
        week.whole * (share - height - rise * (day - middle)) ** 2 for week, day, share in zip(weeks, days, shares, strict=True)
    )
    more = max(1.0, misses / variance / (len(weeks) - 2)) * spread
    return Line(middle, height, rise, more * variance / total, more * variance / square)
