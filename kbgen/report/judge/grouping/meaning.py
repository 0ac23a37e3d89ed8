"""Puts questions together by what they mean, where the extra `kbgen[semantic]` is installed and a report is asked to.

Receives searches, those of most readers first; returns groups of those that mean the same, and questions of two languages that do.
Words alone cannot know that who asks how many kilos they may take asks for the luggage that is free; a model that has read both
can, and knows no single site. It looks at the questions that most readers asked only, since each takes some milliseconds.

Vectors of short texts crowd into a narrow cone, in each language at another place: what all searches of a language have in common
is taken away first (Mu and Viswanath, "All-but-the-Top", ICLR 2018). How likely two ask the same is said by `pair_model`, and which
groups are best by that by `correlation`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from kbgen.report.judge.grouping.correlation import parted
from kbgen.report.judge.grouping.groups import Kin, group, synonyms
from kbgen.report.judge.grouping.pair_model import evidence, odds
from kbgen.report.judge.grouping.search_words import SearchWords
from kbgen.report.judge.grouping.words import LOOKED_AT, NEARLY_SAME, likenesses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# Searches that are looked at of what nearly the same words make, and of a question: five hundred texts take five to ten seconds.
MEMBERS, ASKED_MEMBERS = 2, 4
# Two questions of two languages are one if each is the other's nearest, and so near.
ACROSS = 0.35
# Vectors that are remembered, of 1.5 kB each: those of a desk that runs for months must not grow.
MOST_KNOWN = 20_000


class Model(Protocol):
    """What turns words into vectors of length 1; see `kbgen.search.meaning.model`."""

    def query(self, text: str) -> Vectors:
        """The vector of a search."""


class Meaning:
    """See the module's text. It remembers the vectors that it asked for: the next report is quicker by these."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._known: dict[str, Vectors] = {}

    def _vector(self, text: str) -> Vectors:
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[text] = self._model.query(text)
        return found

    def _mean(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        mean: Vectors = np.mean([self._vector(text) for text in texts], axis=0, dtype=np.float32)
        return mean

    def _centred(self, groups: Sequence[Sequence[str]], members: int) -> Vectors:
        """A row for each group: the mean of its first searches, so many, without what all have in common."""
        import numpy as np

        rows = np.array([self._mean(texts[:members]) for texts in groups])
        rows -= rows.mean(axis=0)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return rows

    def group(self, texts: Sequence[str], wordings: Sequence[SearchWords], kin: Kin) -> list[list[int]]:
        """The numbers of the searches that ask the same. Those of few readers, which are not looked at, join by their words."""
        tight = group(wordings, kin, NEARLY_SAME)
        return group(wordings, kin, begun=self._joined(tight[:LOOKED_AT], texts, wordings, kin))

    def _joined(
        self, groups: Sequence[Sequence[int]], texts: Sequence[str], wordings: Sequence[SearchWords], kin: Kin
    ) -> list[list[int]]:

        looked = [list(found) for found in groups]
        if len(looked) < 2:
            return looked
        told = self.told([[texts[member] for member in found] for found in looked], [wordings[found[0]] for found in looked], kin)
        return [sorted(member for number in numbers for member in looked[number]) for numbers in parted(odds(told))]

    def told(self, texts: Sequence[Sequence[str]], leaders: Sequence[SearchWords], kin: Kin) -> Vectors:
        """What tells of each pair of groups whether they ask the same, as `pair_model.evidence` has it; of each its searches and
        the words of the first are given."""
        import numpy as np

        rows = self._centred(texts, MEMBERS)
        words, alike = np.zeros((2, len(leaders), len(leaders)), dtype=np.float32)
        for (one, other), value in likenesses(leaders, kin).items():
            words[one, other] = words[other, one] = value
            alike[one, other] = alike[other, one] = min(
                synonyms(leaders[one], leaders[other], kin), synonyms(leaders[other], leaders[one], kin)
            )
        return evidence(rows @ rows.T, words, alike)

    def across(self, questions: Mapping[str, Sequence[Sequence[str]]]) -> list[tuple[tuple[str, int], tuple[str, int]]]:
        """Pairs of questions of two languages that mean the same, each as its language and its place there. Of each the searches
        are given, those of most readers first."""
        rows = {
            locale: self._centred(some[:LOOKED_AT], ASKED_MEMBERS) for locale, some in sorted(questions.items()) if len(some) > 1
        }
        pairs = []
        for one, other in combinations(rows, 2):
            near = rows[one] @ rows[other].T
            there, here = near.argmax(axis=1), near.argmax(axis=0)
            pairs += [
                ((one, place), (other, int(best)))
                for place, best in enumerate(there)
                if here[best] == place and near[place, best] >= ACROSS
            ]
        return pairs
