"""A change is called one where the tests of the literature, worked by hand or by the standard library, rule chance out."""

from __future__ import annotations

import math
import statistics
from random import Random

import pytest

from kbgen.report.judge.significance import changed
from kbgen.report.read.totals import Day

SHARES = {
    "found": ("opened", "searches"),
    "nothing": ("nothing", "searches"),
    "helpful": ("yes", "no"),
    "contact": ("contacts", "visits"),
}


def day(key: str, part: int, whole: int) -> Day:
    one, other = SHARES[key]
    return Day(**{one: part, other: whole - part if key == "helpful" else whole})


@pytest.mark.parametrize("key", SHARES)
@pytest.mark.parametrize(
    ("now", "before", "clear"),
    [
        # |z| is 1.98, 1.84, 1.98; then 2.12 and 1.70 with unlike counts.
        ((59, 100), (45, 100), True),
        ((58, 100), (45, 100), False),
        ((45, 100), (59, 100), True),
        ((30, 50), (82, 200), True),
        ((30, 50), (93, 200), False),
        # Five of each kind are enough for the approximation, fewer are not; nothing is compared with nothing.
        ((9, 10), (1, 10), True),
        ((9, 9), (1, 9), False),
        ((0, 9), (8, 9), False),
        ((0, 0), (50, 100), False),
        ((50, 100), (0, 0), False),
    ],
)
def test_shares_are_told_apart_as_two_proportions(key: str, now: tuple[int, int], before: tuple[int, int], clear: bool) -> None:
    assert changed(key, day(key, *now), day(key, *before)) is clear


@pytest.mark.parametrize("key", ["searches", "readers"])
@pytest.mark.parametrize(
    ("now", "before", "clear"), [(70, 30, True), (30, 70, True), (69, 31, False), (0, 16, True), (0, 15, False)]
)
def test_counts_are_told_apart_with_twice_the_spread_of_chance(key: str, now: int, before: int, clear: bool) -> None:
    assert changed(key, Day(**{key: now}), Day(**{key: before})) is clear
    assert not changed("another", Day(**{key: now}), Day(**{key: before}))


def scores(values: list[int]) -> Day:
    return Day(effort=sum(values), efforts=len(values), effort_squares=sum(value * value for value in values))


def test_scores_are_told_apart_as_two_means() -> None:
    random, seen = Random(14), set()
    for _ in range(400):
        one = random.choices(range(1, 6), k=random.randint(5, 12))
        other = random.choices(range(1, 6), (1, 1, 2, 2, 3), k=random.randint(5, 12))
        spread = math.sqrt(statistics.variance(one) / len(one) + statistics.variance(other) / len(other))
        if spread and abs(abs(statistics.mean(one) - statistics.mean(other)) / spread - 1.959964) > 1e-6:
            expected = abs(statistics.mean(one) - statistics.mean(other)) > 1.959964 * spread
            assert changed("effort", scores(one), scores(other)) is expected
            seen.add(expected)
    assert seen == {True, False}
    assert not changed("effort", scores([1, 1, 1, 2]), scores([4, 5, 5, 5, 5]))
    assert not changed("effort", scores([1, 1, 1, 1, 2]), scores([4, 5, 5, 5]))
    # Without any spread nothing is known of chance.
    assert not changed("effort", scores([1] * 5), scores([5] * 5))
