"""The words of a text with the places where they stand in it, for marking them.

Receives a text and its language; returns stems with their places. A word of several tokens gives each of them its whole place,
but for scripts without spaces, where each pair of letters has its own.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from kbgen.language.text import fold, is_joined, tokenise

_PART = re.compile(r"\S+")
_WORDS = re.compile(r"[\w\u200c'’\u0300-\u036f\u064b-\u065f]+")


class Place(NamedTuple):
    """A stem or a phrase, and where it stands."""

    stem: str
    start: int
    end: int


def words_with_places(text: str, language: str, wanted: Container[str] | None = None) -> list[Place]:
    """The stems of `text`, in order; those that are `wanted` alone, where any are named."""
    return [
        Place(stem, part.start() + start, part.start() + end)
        for part in _PART.finditer(text)
        for stem, start, end in _in_part(part[0], language)
        if wanted is None or stem in wanted
    ]


# What stands between white space comes again and again: excerpts of one search look at thousands of words.
@lru_cache(maxsize=20_000)
def _in_part(part: str, language: str) -> tuple[tuple[str, int, int], ...]:
    found: list[tuple[str, int, int]] = []
    for word in _WORDS.finditer(part):
        start, end = word.start(), word.end()
        tokens = [token for token in tokenise(word[0], language) if not token.parts]
        folded = fold(word[0]) if is_joined(word[0]) else ""
        if len(folded) != end - start:
            found += [(token.stem, start, end) for token in tokens]
            continue
        at = 0
        for token in tokens:
            place = folded.find(token.form, at)
            at = place + 1 if place >= 0 else at
            found.append((token.stem, start + place, start + place + len(token.form)) if place >= 0 else (token.stem, start, end))
    return tuple(found)
