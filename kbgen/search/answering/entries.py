"""A term as an index has it: which articles have it, and how much it weighs in each.

Receives a line of a shard (`indexing.lines` writes it). The browser's twin is `theme/assets/javascripts/search/entries.js`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kbgen.search.answering.ranking import expected
from kbgen.search.indexing.encoding import digits, undelta


@dataclass(frozen=True)
class Entry:
    """A term as its shard holds it: articles in order, a level for each, and which of `forms` each has. `having` articles have it;
    where that is more, `rest` names the file with the others."""

    forms: tuple[str, ...]
    synonyms: tuple[str, ...]
    documents: tuple[int, ...]
    levels: bytes
    masks: bytes
    having: int
    rest: str = ""

    def with_rest(self, written: str) -> Entry:
        """All articles that have the term, `written` being what the rest's file holds."""
        rest = read_entry(f"\t\t\t{written}".rstrip("\n"))[1]
        return replace(
            self,
            documents=self.documents + rest.documents,
            levels=self.levels + rest.levels,
            masks=self.masks + rest.masks,
            rest="",
        )

    def expected(self, articles: int) -> float:
        """What the term is worth in an article that is not named here, of so many in the index."""
        return expected(articles, self.having, len(self.documents), min(self.levels)) if self.rest else 0.0


def read_entry(line: str) -> tuple[str, Entry]:
    """The key of a line, and the entry."""
    key, forms, synonyms, documents, levels, masks, *cut = line.split("\t")
    numbers = tuple(undelta(documents))
    return key, Entry(
        tuple(filter(None, forms.split(" "))),
        tuple(filter(None, synonyms.split(","))),
        numbers,
        # None of them is above 89.
        bytes(digits(levels)),
        bytes(digits(masks)) if masks else b"\x01" * len(numbers),
        int(cut[0]) if cut else len(numbers),
        cut[1] if cut else "",
    )
