"""Joins groups of searches that ask the same, the most alike first (average linkage).

Receives how alike each pair of groups is; returns which of them are one. The mean over all pairs of two groups decides (Sokal and
Michener 1958), so that one chance likeness joins nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush

# Up to so many groups the same bar holds.
FEW = 25
# Who was left alone goes to the group that is clearly nearest: among few so far below the bar, among more less, as pairs grow in
# number with the square, and nearer than the next group by this share of the bar. A third round moved nothing.
BELOW, CLEARLY, ROUNDS = 0.18, 1 / 3, 2


def bar(at_few: float, slope: float, groups: int) -> float:
    """How alike two of so many groups must be to be one: the more there are, the more pairs are alike by chance. `slope` is what
    each doubling of their number adds."""
    return at_few + slope * math.log2(max(groups, FEW) / FEW)


def linked(count: int, alike: Mapping[tuple[int, int], float], join: float) -> list[list[int]]:
    """The numbers below `count` in groups whose mean likeness reaches `join`, which is above 0; each group in order, those of the
    smallest numbers first. `alike` holds pairs, the smaller number first; those that are not there are not alike at all."""
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, other), value in alike.items():
        near[one][other] = near[other][one] = value
    members = [[number] for number in range(count)]
    heap = [(-value, one, other) for (one, other), value in alike.items() if value >= join]
    heapify(heap)
    while heap:
        negative, one, other = heappop(heap)
        # What was said of groups that have grown since is no longer so.
        if near[one].get(other) != -negative:
            continue
        here, there = len(members[one]), len(members[other])
        del near[one][other], near[other][one]
        for third in {*near[one], *near[other]}:
            value = (here * near[one].get(third, 0.0) + there * near[other].pop(third, 0.0)) / (here + there)
            near[third].pop(other, None)
            near[one][third] = near[third][one] = value
            if value >= join:
                heappush(heap, (-value, min(one, third), max(one, third)))
        members[one] += members[other]
        members[other] = []
        near[other] = {}
    return [sorted(found) for found in members if found]


def taken_in(
    groups: Sequence[Sequence[int]], alike: Callable[[int, int], float], join: float, sizes: Sequence[int]
) -> list[list[int]]:
    """The groups, and in them who was left alone and is clearly nearest to one of them, though not alike enough to be joined
    before: most often one reader's own words for what all others call by one name. `sizes` says how many searches each number
    stands for: several of nearly the same words are a question already."""
    found = [list(members) for members in groups]
    enough = join - BELOW * (FEW / max(sum(map(len, found)), FEW)) ** 2
    for _ in range(ROUNDS):
        moved = False
        for single in [members for members in found if len(members) == 1 == sizes[members[0]]]:
            near = sorted(
                (
                    (sum(alike(single[0], member) for member in members) / len(members), -place)
                    for place, members in enumerate(found)
                    if members and members is not single
                ),
                reverse=True,
            )[:2]
            if len(single) != 1 or len(near) < 2:
                continue
            (best, place), (next_best, _) = near
            if best >= enough and best - next_best >= CLEARLY * join:
                found[-place] += single
                single.clear()
                moved = True
        found = [members for members in found if members]
        if not moved:
            break
    return [sorted(members) for members in found]
