"""Groups join by the mean likeness of all their pairs, the most alike first."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from kbgen.report.judge.grouping.linkage import bar, linked, taken_in


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


def settled(alike: dict[tuple[int, int], float], sizes: tuple[int, ...] = (1, 1, 1, 1, 1)) -> list[list[int]]:
    """0 and 1 are a group, 2 and 3 another, 4 is left alone; the bar is .6."""
    return taken_in([[0, 1], [2, 3], [4]], lambda one, other: alike.get((min(one, other), max(one, other)), 0.0), 0.6, sizes)


def test_who_was_left_alone_goes_where_it_is_clearly_nearest_and_nearly_near_enough() -> None:
    apart = [[0, 1], [2, 3], [4]]
    assert settled({(0, 4): 0.5, (1, 4): 0.5, (2, 4): 0.2, (3, 4): 0.2}) == [[0, 1, 4], [2, 3]]
    # Nearly as near to the other.
    assert settled({(0, 4): 0.5, (1, 4): 0.5, (2, 4): 0.4, (3, 4): 0.4}) == apart
    # Not near enough to either.
    assert settled({(0, 4): 0.5, (1, 4): 0.2}) == apart
    # Not one search: several readers' nearly same words are a question already.
    assert settled({(0, 4): 0.5, (1, 4): 0.5}, (1, 1, 1, 1, 2)) == apart


def test_among_many_groups_only_who_is_near_the_bar_is_taken_in() -> None:
    many = [[number] for number in range(5, 205)]

    def groups(near: float) -> list[list[int]]:
        found = taken_in([[0, 1], [4], *many], lambda one, other: near if {one, other} in ({0, 4}, {1, 4}) else 0.0, 0.6, [1] * 205)
        return [members for members in found if len(members) > 1]

    assert groups(0.5) == [[0, 1]]
    assert groups(0.599) == [[0, 1, 4]]
