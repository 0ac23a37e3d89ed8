"""Parts searches into groups so that as much as can be speaks for them: correlation clustering.

Receives what speaks for each pair, above 0, or against it; returns groups in which the sum over all pairs is as large as two simple
methods make it (Bansal, Blum and Chawla 2004 state the problem, which is hard to solve exactly). First the two groups that gain
most by it become one, while any do (greedy additive edge contraction, Keuper et al. 2015); then each search moves to where most
speaks for it (best one element moves, Goder and Filkov 2008), so that an early mistake is mended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# No pair decides alone: one of many that is held for certain is wrong.
MOST = 6.0
# Rounds of moves: after three hardly any is left.
ROUNDS = 20


def parted(speaks: NDArray[np.float32]) -> list[list[int]]:
    """The numbers of the rows of a symmetric matrix in groups, each in order, those of the smallest numbers first."""
    import numpy as np

    pairs = np.clip(speaks.astype(np.float64), -MOST, MOST)
    np.fill_diagonal(pairs, 0.0)
    home = _contracted(pairs)
    for _ in range(ROUNDS):
        if not _moved(pairs, home):
            break
    groups: dict[int, list[int]] = {}
    for number, group in enumerate(home.tolist()):
        groups.setdefault(group, []).append(number)
    return list(groups.values())


def _contracted(pairs: NDArray[np.float64]) -> NDArray[np.intp]:
    """The group of each row, named by one of its members."""
    import numpy as np

    home = np.arange(len(pairs))
    gain = pairs.copy()
    np.fill_diagonal(gain, -np.inf)
    while gain.size:
        one, other = sorted(divmod(int(gain.argmax()), len(pairs)))
        if not gain[one, other] > 0:
            break
        gain[one] += gain[other]
        gain[:, one] = gain[one]
        gain[one, one] = -np.inf
        gain[other] = gain[:, other] = -np.inf
        home[home == other] = one
    return home


def _moved(pairs: NDArray[np.float64], home: NDArray[np.intp]) -> bool:
    """Let each row go, once, where most speaks for it, or be alone where nothing does; whether any went."""
    import numpy as np

    moved = False
    for number, row in enumerate(pairs):
        speaks = np.bincount(home, weights=row, minlength=len(pairs))
        here = int(home[number])
        best = int(speaks.argmax())
        if speaks[best] <= 0:
            # A name that no group has: that of none of its members.
            best = here if speaks[here] >= 0 else int(np.setdiff1d(np.arange(len(pairs)), home)[0])
        if best != here and (speaks[best] > speaks[here] + 1e-9):
            home[number] = best
            moved = True
    return moved
