"""How large the parts of an index may become, whatever the number of articles.

A help center of a thousand articles reaches few of these limits; beyond them a query moves little more, and a build takes no more
memory.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Sizes:
    """`memory` is what a process may hold of the postings, in bytes; `head` how many articles the line of a term names, the best,
    before the others go to a file of their own; `part` how many characters a part of the vocabulary has where there are more than
    `small` articles; `cards` how many cards a file has; `names` how many names of files the globals hold themselves."""

    memory: int = 256 * MEGABYTE
    head: int = 1200
    part: int = 8000
    cards: int = 4
    small: int = 2000
    names: int = 1024

    def part_for(self, articles: int) -> int:
        """Characters of a part of the vocabulary of so many articles. Of a small help center, all words are completed and
        corrected."""
        return self.part if articles > self.small else 1_000_000


SIZES = Sizes()
