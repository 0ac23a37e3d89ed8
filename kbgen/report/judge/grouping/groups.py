"""Groups searches into questions by meaning, as far as the words carry it.

Receives the searches of one locale, most asked first, as `SearchWords`s; returns groups of their numbers. Those that most readers
made are compared with each other, and joined by the mean likeness of their groups. Each further search joins the group whose
members it shares most of its weight with, or begins one. Every search meets at most a bounded number of groups, so time grows
linearly with the number of searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Protocol

from kbgen.report.judge.grouping.search_words import SearchWords

# For searches beyond those that are compared with each other: where of 700 searches of sixteen trades in one pool as many of those
# put together belong together as before a thesaurus was known (.77 to .85), for trades share many words.
JOIN = 0.68
# Two searches that each have words of their own ask different things (video captions, video from YouTube) sooner than one that
# only says more than the other (captions, how to add captions to a video): so much of its own weight is held against neither.
OWN, CONTRAST = 0.35, 0.7
SYNONYM = 0.8
RELATED = 0.7
# Members by which a group is known; more make it drift.
PORTRAIT = 6
# Groups that one search is compared with, of each of its words: those with most readers came first.
CANDIDATES = 40
LIKELY = 8


@dataclass(slots=True)
class _Group:
    members: list[int] = field(default_factory=list)
    portrait: list[SearchWords] = field(default_factory=list)


class Kin(Protocol):
    """What grouping has to know of a language."""

    def same(self, term: str) -> frozenset[str]:
        """The terms that mean the same."""

    def keys(self, term: str) -> Sequence[str]:
        """Where relatives of a term are looked for."""

    def related(self, left: str, right: str) -> bool:
        """Whether two terms are of one family."""


def group(wordings: Sequence[SearchWords], kin: Kin, join: float = JOIN, begun: Sequence[Sequence[int]] = ()) -> list[list[int]]:
    """The numbers of the searches that ask the same, each group led by its most asked; in order of their leaders. Groups in `begun`
    take more in, and stay apart from each other."""
    groups: list[_Group] = []
    by_term: dict[str, list[int]] = {}
    exact: dict[frozenset[str], int] = {}
    for members in begun:
        groups.append(_Group(list(members), [wordings[member] for member in members[:PORTRAIT]]))
        for member in members:
            exact.setdefault(frozenset(wordings[member].terms), len(groups) - 1)
        for wording in groups[-1].portrait:
            _note(wording.terms, len(groups) - 1, by_term, kin)
    taken = {member for members in begun for member in members}
    for number, wording in enumerate(wordings):
        if not wording.terms or number in taken:
            continue
        terms = frozenset(wording.terms)
        home = exact.get(terms)
        if home is None:
            home = _home(wording, None, groups, by_term, kin, join)
        if home is None:
            home = len(groups)
            groups.append(_Group())
        found = groups[home]
        found.members.append(number)
        if terms not in exact:
            exact[terms] = home
            if len(found.portrait) < PORTRAIT:
                found.portrait.append(wording)
                _note(terms, home, by_term, kin)
    return _merge(groups, by_term, kin, join, len(begun))


def _note(terms: Iterable[str], home: int, by_term: dict[str, list[int]], kin: Kin) -> None:
    for term in terms:
        for key in (term, *kin.keys(term)):
            known = by_term.setdefault(key, [])
            if len(known) < CANDIDATES and home not in known:
                known.append(home)


def _merge(groups: list[_Group], by_term: dict[str, list[int]], kin: Kin, join: float, settled: int) -> list[list[int]]:
    """Put together groups that were begun before the searches between them came; the first, so many, go into no other."""
    into = list(range(len(groups)))
    for number, small in enumerate(groups):
        if number < settled:
            continue
        votes: dict[int, int] = {}
        for wording in small.portrait:
            home = _home(wording, number, groups, by_term, kin, join)
            if home is not None:
                votes[home] = votes.get(home, 0) + 1
        # More than half of them decide, so that it is no matter which of two comes first.
        best = max(votes, key=votes.__getitem__, default=None)
        if best is None or 2 * votes[best] < len(small.portrait) + (len(small.portrait) > 1):
            continue
        target = _end(into, best)
        if target != number and len(groups[target].members) >= len(small.members):
            into[number] = target
            groups[target].members += small.members
            small.members = []
    return [sorted(found.members) for found in groups if found.members]


def _end(into: list[int], number: int) -> int:
    while into[number] != number:
        number = into[number]
    return number


def _home(
    wording: SearchWords, own: int | None, groups: Sequence[_Group], by_term: dict[str, list[int]], kin: Kin, join: float
) -> int | None:
    shared: dict[int, float] = {}
    for term, weight in zip(wording.terms, wording.weights, strict=True):
        met: set[int] = set()
        for near in (term, *kin.same(term), *kin.keys(term)):
            met.update(by_term.get(near, ()))
        for number in met:
            shared[number] = shared.get(number, 0.0) + weight
    likely = nlargest(LIKELY, shared, key=lambda number: (shared[number], -number))
    best, most = None, join
    for number in likely:
        # What they share bounds how alike they can be, and is known without looking.
        if number == own or not groups[number].members or shared[number] <= join * wording.whole / 2:
            continue
        alike = _alike_group(wording, groups[number].portrait, kin)
        if alike > most:
            best, most = number, alike
    return best


def _alike_group(wording: SearchWords, portrait: Sequence[SearchWords], kin: Kin) -> float:
    """The member most alike, and a little of the next: one chance likeness does not join two questions."""
    alike = sorted((likeness(wording, member, kin) for member in portrait), reverse=True)
    return alike[0] if len(alike) == 1 else (2 * alike[0] + alike[1]) / 3


def likeness(left: SearchWords, right: SearchWords, kin: Kin) -> float:
    """The share of the weight of both that they have in common, more where one holds the other and less where each has words of its
    own; 1 where they are the same. Synonyms and relatives count a little less."""
    if not left.whole or not right.whole:
        return 0.0
    here, there = _held(left, right, kin), _held(right, left, kin)
    common = (here + there) / (left.whole + right.whole)
    own = min(1 - here / left.whole, 1 - there / right.whole)
    return common + CONTRAST * (OWN - own) * (1 - common)


def synonyms(left: SearchWords, right: SearchWords, kin: Kin) -> float:
    """The share of the weight of `left` that `right` has in other words only."""
    if not left.whole:
        return 0.0
    weighed = zip(left.terms, left.weights, strict=True)
    return (
        sum(weight for term, weight in weighed if term not in right.terms and not kin.same(term).isdisjoint(right.terms))
        / left.whole
    )


def _held(left: SearchWords, right: SearchWords, kin: Kin) -> float:
    held = 0.0
    for term, weight in zip(left.terms, left.weights, strict=True):
        if term in right.terms:
            held += weight
        elif not kin.same(term).isdisjoint(right.terms):
            held += SYNONYM * weight
        elif not right.families.isdisjoint(kin.keys(term)) and any(kin.related(term, other) for other in right.terms):
            held += RELATED * weight
    return held
