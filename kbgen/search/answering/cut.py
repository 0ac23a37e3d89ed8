"""Which terms of a query are read whole, of those that so many articles have that their lines are cut (see `indexing.lines`).

The first results of a question are among the articles in which its words weigh most, and the lines name these. What a reader pasted
stands in an article that may have each of its words once: to find that one, five of the words have to be known in every article; of
a query that may be a question as well, as far as they are no long lists.
A filter asks for articles wherever they stand. The browser's twin is `theme/assets/javascripts/search/cut.js`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from kbgen.search.answering.nearness import PASTED, SHORT

# So many words known in every article tell the few that may have all of them.
KNOWN = 5
# A query that may be a question reads no more than this of them, in articles: 6 KB compressed.
CHEAP = 6000


class Cut(NamedTuple):
    """A term of the query: its keys whose lines are cut, and how many articles have them."""

    keys: tuple[str, ...]
    having: int


def needed(terms: Sequence[Cut], words: int, *, everything: bool) -> frozenset[str]:
    """The keys to read whole, for a query of so many `words`. `terms` are those with a form of their own."""
    if everything:
        return frozenset(key for term in terms for key in term.keys)
    if words < SHORT:
        return frozenset()
    cut = sorted((term for term in terms if term.keys), key=lambda term: (term.having, "\t".join(term.keys)))
    rarest = cut[: max(0, KNOWN - len(terms) + len(cut))]
    if words < PASTED:
        sums = accumulate(term.having for term in rarest)
        rarest = [term for term, having in zip(rarest, sums, strict=True) if having <= CHEAP]
    return frozenset(key for term in rarest for key in term.keys)


def known_forms(terms: Iterable[Cut], whole: frozenset[str]) -> int:
    """How many of `terms` are known in every article."""
    return sum(1 for term in terms if whole.issuperset(term.keys))
