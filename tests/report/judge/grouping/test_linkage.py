"""Groups join by the mean likeness of all their pairs, the most alike first."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from kbgen.report.judge.grouping.linkage import bar, linked


def test_one_chance_likeness_joins_nothing() -> None:
    # 0, 1 and 2, 3 are pairs; 1 and 2 look alike, and nothing else of the two pairs does.
    alike = {(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.7}
    assert linked(4, alike, 0.5) == [[0, 1], [2, 3]]
    assert linked(4, alike, 0.1) == [[0, 1, 2, 3]]
    assert linked(3, {}, 0.5) == [[0], [1], [2]]


def slowly(count: int, alike: dict[tuple[int, int], float], join: float) -> list[list[int]]:
    """By the definition: all pairs of groups are looked at before each step."""
    groups = [[number] for number in range(count)]
    while True:
        found = [
            (sum(alike.get((min(a, b), max(a, b)), 0.0) for a in one for b in other) / len(one) / len(other), one, other)
            for one, other in combinations(groups, 2)
        ]
        best = max(found, key=lambda entry: entry[0], default=None)
        if best is None or best[0] < join:
            return sorted(sorted(group) for group in groups)
        groups = [group for group in groups if group not in best[1:]] + [best[1] + best[2]]


@pytest.mark.parametrize("seed", range(20))
def test_it_joins_what_the_definition_joins(seed: int) -> None:
    chance = Random(seed)
    alike = {pair: chance.random() for pair in combinations(range(14), 2) if chance.random() < 0.5}
    for join in (0.1, 0.3, 0.6):
        assert linked(14, alike, join) == slowly(14, alike, join)


def test_the_more_groups_there_are_the_more_alike_two_must_be() -> None:
    assert bar(0.3, 0.1, 5) == bar(0.3, 0.1, 25) == 0.3
    assert bar(0.3, 0.1, 100) == pytest.approx(0.5)
