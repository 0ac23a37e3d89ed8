"""Whether a figure has changed, or only wavers as figures do: a change is told as one when chance alone would make it once in
twenty.

Receives the figures of two spans of days of the same length; answers yes or no. Shares are compared by the test of two proportions
with pooled variance (K. Pearson, 1900), counts by that of two Poisson rates (J. Przyborowski and H. Wileński, 1940), scores by that
of two means (B. L. Welch, 1947), each two-sided by the normal approximation.
"""

from __future__ import annotations

import math

from kbgen.report.judge.helpfulness import Z
from kbgen.report.read.totals import Day

# Fewer than this many of each kind, and the approximation says more than the figures do.
FEWEST = 5


def changed(key: str, now: Day, before: Day) -> bool:
    """Whether the figure called `key` differs clearly."""
    match key:
        case "searches":
            return _counts(now.searches, before.searches)
        case "readers":
            return _counts(now.readers, before.readers)
        case "found":
            return _shares(now.opened, now.searches, before.opened, before.searches)
        case "nothing":
            return _shares(now.nothing, now.searches, before.nothing, before.searches)
        case "helpful":
            return _shares(now.yes, now.yes + now.no, before.yes, before.yes + before.no)
        case "contact":
            return _shares(now.contacts, now.visits, before.contacts, before.visits)
        case "effort":
            return _means(now, before)
    return False


def _counts(now: int, before: int) -> bool:
    # Readers come in visits and on working days, so that counts waver more than Poisson's law has it: twice the spread.
    return abs(now - before) > 2 * Z * math.sqrt(now + before)


def _shares(part: int, whole: int, part_before: int, whole_before: int) -> bool:
    if not whole or not whole_before:
        return False
    pooled = (part + part_before) / (whole + whole_before)
    least = min(whole, whole_before)
    if least * pooled < FEWEST or least * (1 - pooled) < FEWEST:
        return False
    spread = math.sqrt(pooled * (1 - pooled) * (1 / whole + 1 / whole_before))
    return abs(part / whole - part_before / whole_before) > Z * spread


def _means(now: Day, before: Day) -> bool:
    if min(now.efforts, before.efforts) < FEWEST:
        return False
    spread = sum(_variance(day) / day.efforts for day in (now, before))
    return spread > 0 and abs(now.effort / now.efforts - before.effort / before.efforts) > Z * math.sqrt(spread)


def _variance(day: Day) -> float:
    mean = day.effort / day.efforts
    return max(0.0, day.effort_squares / day.efforts - mean * mean) * day.efforts / (day.efforts - 1)
