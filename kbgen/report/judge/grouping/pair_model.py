"""How likely two searches ask the same: a logistic regression over what their words and their meaning say.

Receives, for each pair of searches of one locale, how near their vectors are and what their words have in common; returns log odds
above what groups need, so that a pair above 0 speaks for one group and a pair below 0 against it.

What tells, beside nearness itself, is whether each is near to others as well: a search that is near to everything (`where is it`)
says little (local scaling, as CSLS of Conneau et al., "Word Translation without Parallel Data", ICLR 2018). Words that a thesaurus
holds for the same tell more than the share that they are of both.

The constants are what `python -m benchmarks.fit_grouping` prints. It fits them to the searches in `tests/report/unseen*` that were
looked at, each help center by itself and those of a set together, with one half of the thesaurus and then with the other: that is
how a trade looks that nobody had in mind.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

# The nearest others of a search whose mean nearness tells how crowded its place is.
NEIGHBOURS = 4
# Among so few searches, and fewer, two are alike by chance no more seldom.
FEW = 25
# The names of what `evidence` holds, and what each counts.
WEIGHTS = {"near": 10.36, "crowd": -4.32, "words": 3.43, "synonyms": 4.04, "searches": -0.55}
# The log odds at which a pair speaks for neither; more than the fit's own, since two questions made one mislead more than one
# made two.
BIAS = -0.74


def evidence(near: Matrix, words: Matrix, synonyms: Matrix) -> Matrix:
    """What tells of each pair, in the order of `WEIGHTS`: shape (n, n, 5) of matrices of shape (n, n), n at least 2."""
    import numpy as np

    count = len(near)
    others = near.copy()
    np.fill_diagonal(others, -np.inf)
    nearest = np.sort(others, axis=1)[:, -min(NEIGHBOURS, count - 1) :].mean(axis=1)
    searches = np.full_like(near, math.log2(max(count, FEW) / FEW))
    return np.stack([near, nearest[:, None] + nearest[None, :], words, synonyms, searches], axis=-1)


def odds(found: Matrix) -> Matrix:
    """The log odds of each pair of `evidence`, shape (n, n)."""
    import numpy as np

    weighed: Matrix = found @ np.array(list(WEIGHTS.values()), dtype=np.float32) + np.float32(BIAS)
    return weighed
