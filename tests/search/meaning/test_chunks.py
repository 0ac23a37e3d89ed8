"""Texts are cut so that none is too long for the model, and none so short that it says nothing by itself."""

from __future__ import annotations

import pytest

from kbgen.search.meaning.chunks import LETTERS, PIECE, REST, WORDS, chunks


def lengths(text: str) -> list[int]:
    """How many words each text has below the title."""
    return [len(chunk.split("\n")[1].split()) for chunk in chunks("Title", [("", "", text)])]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (1, [1]),
        (WORDS, [WORDS]),
        # A short rest goes to the text before it; one of the least length stands alone.
        (WORDS + 1, [WORDS + 1]),
        (WORDS + REST - 1, [WORDS + REST - 1]),
        (WORDS + REST, [WORDS, REST]),
        (2 * WORDS + 1, [WORDS, WORDS + 1]),
    ],
)
def test_a_text_is_cut_by_words_and_a_short_rest_is_none_of_its_own(words: int, parts: list[int]) -> None:
    assert lengths("word " * words) == parts


def test_long_words_are_cut_by_letters() -> None:
    half = "ع" * (LETTERS // 2)
    assert lengths(f"{half} {half}") == [2]
    # One letter more begins a text, which is short and goes to the one before.
    assert lengths(f"{half} {half} ع") == [3]
    assert lengths(f"{half} {half} {half}") == [2, 1]
    assert lengths(f"ع {half} {half}") == [2, 1]
    assert lengths("ع" * PIECE) == [1]
    assert lengths("ع" * (PIECE + 1)) == [2]


def test_each_text_says_what_it_is_about() -> None:
    assert chunks("Title", []) == ["Title"]
    assert chunks("Title", [("", "", ""), ("a", "Empty", ""), ("b", "Full", "word")]) == ["Title\nEmpty", "Title\nFull\nword"]
