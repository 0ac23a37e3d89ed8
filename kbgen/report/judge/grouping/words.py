"""Puts searches together by their words: those of most readers with each other, then all others with what these make.

Receives the searches of one locale, those of most readers first; returns groups of their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from kbgen.report.judge.grouping.groups import Kin, group, likeness
from kbgen.report.judge.grouping.linkage import bar, linked, taken_in
from kbgen.report.judge.grouping.search_words import SearchWords

# Groups that are compared with each other: time grows with the square of their number.
LOOKED_AT = 250
# What is put together before: nearly the same words.
NEARLY_SAME = 0.8
# From where on two of few groups are one, and what each doubling of their number adds: see benchmarks/results/grouping.md.
JOIN, RISE = 0.29, 0.08


def group_by_words(wordings: Sequence[SearchWords], kin: Kin) -> list[list[int]]:
    """The numbers of the searches that ask the same, as far as words say."""
    tight = group(wordings, kin, NEARLY_SAME)
    looked = tight[:LOOKED_AT]
    alike = likenesses([wordings[found[0]] for found in looked], kin)
    join = bar(JOIN, RISE, len(looked))

    def near(one: int, other: int) -> float:
        return alike.get((min(one, other), max(one, other)), 0.0)

    questions = taken_in(linked(len(looked), alike, join), near, join, [len(found) for found in looked])
    joined = [sorted(member for number in numbers for member in looked[number]) for numbers in questions]
    return group(wordings, kin, begun=joined)


def likenesses(leaders: Sequence[SearchWords], kin: Kin) -> dict[tuple[int, int], float]:
    """How alike searches are in their words, by the numbers of both, the smaller first; pairs that are not there share nothing."""
    having: dict[str, list[int]] = {}
    for number, leader in enumerate(leaders):
        for key in {key for term in leader.terms for key in (term, *kin.keys(term))}:
            having.setdefault(key, []).append(number)
    found: dict[tuple[int, int], float] = {}
    for number, leader in enumerate(leaders):
        keys = {key for term in leader.terms for key in (term, *kin.same(term), *kin.keys(term))}
        for other in {other for key in keys for other in having.get(key, ())}:
            pair = (number, other) if number < other else (other, number)
            if number == other or pair in found:
                continue
            alike = likeness(leader, leaders[other], kin)
            if alike > 0:
                found[pair] = alike
    return found
