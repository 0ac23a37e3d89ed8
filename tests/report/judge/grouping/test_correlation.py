"""Groups are those that most speaks for, over all their pairs, and an early mistake is mended."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

np = pytest.importorskip("numpy", reason="needs kbgen[semantic]")

from kbgen.report.judge.grouping.correlation import parted  # noqa: E402 - it is of no use without numpy


def speaks(count: int, pairs: dict[tuple[int, int], float], rest: float = -1.0) -> object:
    found = np.full((count, count), rest, dtype=np.float32)
    for (one, other), value in pairs.items():
        found[one, other] = found[other, one] = value
    return found


def test_what_is_held_together_on_the_whole_is_one_group_though_a_pair_speaks_against_it() -> None:
    assert parted(speaks(4, {(0, 1): 3, (1, 2): 3, (0, 2): -1})) == [[0, 1, 2], [3]]
    assert parted(speaks(4, {(0, 1): 3, (1, 2): 3, (0, 2): -4})) == [[0, 1], [2], [3]]


def test_one_pair_that_is_held_for_certain_does_not_join_two_groups() -> None:
    inside = {(0, 1): 3.0, (2, 3): 3.0, (1, 2): 1000.0}
    assert parted(speaks(4, inside, rest=-3)) != [[0, 1, 2, 3]]


def test_nothing_and_nothing_alike_are_left_as_they_are() -> None:
    assert parted(np.zeros((0, 0), dtype=np.float32)) == []
    assert parted(speaks(3, {})) == [[0], [1], [2]]


def partitions(items: list[int]) -> Iterator[list[list[int]]]:
    if not items:
        yield []
        return
    for rest in partitions(items[1:]):
        yield [[items[0]], *rest]
        for place, group in enumerate(rest):
            yield [*rest[:place], [items[0], *group], *rest[place + 1 :]]


def test_it_comes_near_to_the_best_of_all_partitions() -> None:
    def worth(groups: list[list[int]], of: object) -> float:
        return sum(float(of[one, other]) for group in groups for one, other in combinations(group, 2))  # type: ignore[index]

    reached = best = 0.0
    for seed in range(40):
        chance = np.random.default_rng(seed)
        half = np.triu(chance.normal(-0.5, 2, (7, 7)), 1)
        of = (half + half.T).astype(np.float32)
        groups = parted(of)
        assert sorted(member for group in groups for member in group) == list(range(7))
        reached += worth(groups, of)
        best += max(worth(groups, of) for groups in partitions(list(range(7))))
    assert reached >= 0.95 * best
