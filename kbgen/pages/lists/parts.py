"""A long list in parts: what stands on which page, under which letter, and which other pages a reader is offered.

Receives entries and how many of them a page shows; a list that fits one page has no parts. The first part is at the list's own
address, the others are files beside it (`page-2.html`), which no article's folder can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Generic, TypeVar

from kbgen.language.alphabet.letters import by_heading

T = TypeVar("T")

# Letters that are offered to jump to; more are no help, and a page must not grow with the words that it lists.
MOST_LETTERS = 80
# Pages that are offered on each side of the one that is shown.
NEARBY = 2


def part_url(first: str, number: int) -> str:
    """The address of a part of the list whose first part is at `first`: `en/billing/page-2.html`, `en/sections-2.html`."""
    if number == 1:
        return first
    return f"{first}page-{number}.html" if first.endswith("/") else numbered(first, number)


def numbered(name: str, number: int) -> str:
    """The name of a file beside another: `articles.json`, 2 → `articles-2.json`."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem}-{number}{dot}{ending}"


def parts_of(count: int, most: int) -> int:
    """How many pages a list of `count` entries takes."""
    return max(1, -(-count // most))


@dataclass(frozen=True)
class LongList(Generic[T]):
    """All entries in the order in which they are shown, each with its letter; empty where a writer gave the place."""

    entries: Sequence[tuple[str, T]]
    most: int

    @classmethod
    def of(
        cls, entries: Iterable[T], title: Callable[[T], str], placed: Callable[[T], bool], language: str, most: int
    ) -> LongList[T]:
        """Entries that a writer gave a place first, the others in the order of the language's alphabet."""
        every = list(entries)
        letters = by_heading((each for each in every if not placed(each)), title, language)
        ordered = [("", each) for each in every if placed(each)]
        return cls([*ordered, *((letter, each) for letter, found in letters.items() for each in found)], most)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return parts_of(len(self.entries), self.most)

    def groups(self, number: int) -> Iterator[tuple[str, list[T]]]:
        """What page `number` shows, by letter."""
        shown = self.entries[(number - 1) * self.most : number * self.most]
        for letter, found in groupby(shown, key=lambda entry: entry[0]):
            yield letter, [each for _, each in found]

    @cached_property
    def begins(self) -> dict[str, int]:
        """The page on which each letter begins."""
        found: dict[str, int] = {}
        for place, (letter, _) in enumerate(self.entries):
            found.setdefault(letter, place // self.most + 1)
        found.pop("", None)
        return found if len(found) <= MOST_LETTERS else {}


def nearby(number: int, count: int) -> list[int]:
    """The pages to offer on page `number` of `count`: the first, those around, the last; 0 where some are left out."""
    near = [1, *range(max(2, number - NEARBY), min(count, number + NEARBY + 1)), count]
    found: list[int] = []
    for page in dict.fromkeys(near):
        if found and page - found[-1] == 2:
            found.append(page - 1)  # a gap of one is no shorter than the page
        elif found and page - found[-1] > 2:
            found.append(0)
        found.append(page)
    return found
