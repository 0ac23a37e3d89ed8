"""How sure one can be that an article helps, given few votes.

Receives counts; returns bounds. Wilson's score interval (E. B. Wilson, 1927) stays inside 0 to 1 and is honest for small
counts, where the plain share is not: 0 of 3 may still be an article that helps every other reader.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# 95 %: one article in twenty is judged too hard or too kindly.
Z = 1.959964
# Fewer votes than this say nothing, whatever their share.
FEWEST = 5
# An article that helps fewer than six readers in ten is worth an hour.
THRESHOLD = 0.6


class Verdict(StrEnum):
    """`failing`: even the upper bound is under the threshold. `doubtful`: the share is, the bound is not. `new`: too few."""

    FAILING = "failing"
    DOUBTFUL = "doubtful"
    FINE = "fine"
    FEW = "few"


@dataclass(frozen=True)
class Helpfulness:
    """Votes for and against, and what they say."""

    yes: int = 0
    no: int = 0

    @property
    def votes(self) -> int:
        """How many."""
        return self.yes + self.no

    @property
    def share(self) -> float:
        """The share of yes; 0 without votes."""
        return self.yes / self.votes if self.votes else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which shares the true one lies, 19 times in 20."""
        return wilson(self.yes, self.votes)

    def plus(self, other: Helpfulness) -> Helpfulness:
        """These votes and others."""
        return Helpfulness(self.yes + other.yes, self.no + other.no)

    def verdict(self, threshold: float = THRESHOLD, fewest: int = FEWEST) -> Verdict:
        """What to do about it."""
        if self.votes < fewest:
            return Verdict.FEW
        if self.bounds[1] < threshold:
            return Verdict.FAILING
        return Verdict.DOUBTFUL if self.share < threshold else Verdict.FINE


def wilson(yes: int, votes: int, z: float = Z) -> tuple[float, float]:
    """Wilson's interval without continuity correction: shares from 0 to 1; everything is possible without votes."""
    if votes == 0:
        return 0.0, 1.0
    share, square = yes / votes, z * z
    middle = share + square / (2 * votes)
    reach = z * math.sqrt(share * (1 - share) / votes + square / (4 * votes * votes))
    whole = 1 + square / votes
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


@dataclass(frozen=True)
class Judged:
    """The votes `now`, since the last edit, those of `then`, before it, and whether the newer ones are enough to go by."""

    now: Helpfulness
    then: Helpfulness
    settled: bool
    fewest: int = FEWEST

    @property
    def basis(self) -> Helpfulness:
        """The votes to go by. An edit does not wipe the slate: until enough readers of the new text have voted, the old verdict
        stands."""
        if self.settled:
            return self.now
        return self.then if self.then.votes >= self.fewest else self.now.plus(self.then)


def judged(votes: Mapping[int, tuple[int, int]], edited: int | None, fewest: int = FEWEST) -> Judged:
    """Part the votes of each day, as (yes, no), by the day of the last edit. Those of that day itself are of neither text, for
    nobody knows which one their readers saw; where no older ones are, as with a new article, they are of this one."""
    first = min(votes, default=0)
    since = [(yes, no) for day, (yes, no) in votes.items() if edited is None or day > edited or (day == edited and first == day)]
    until = [(yes, no) for day, (yes, no) in votes.items() if edited is not None and day < edited]
    new = Helpfulness(sum(yes for yes, _ in since), sum(no for _, no in since))
    old = Helpfulness(sum(yes for yes, _ in until), sum(no for _, no in until))
    return Judged(new, old, new.votes >= fewest, fewest)
