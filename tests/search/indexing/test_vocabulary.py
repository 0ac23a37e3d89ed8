"""Words that were written together, in the words of the index."""

from __future__ import annotations

import pytest

from kbgen.search.indexing.vocabulary import Vocabulary, write_vocabulary


def vocabulary(**words: int) -> Vocabulary:
    """A German one: no stems of its own. `words` says how many articles have each."""
    parts = write_vocabulary({word: (having, word) for word, having in words.items()}, [], "de")
    return Vocabulary(parts.__getitem__, "de")


@pytest.mark.parametrize(
    ("words", "halves"),
    [
        ({"ab": 4, "cdef": 4, "abc": 4, "def": 4, "abcd": 4, "ef": 4}, ("abc", "def")),
        ({"ab": 4, "cdef": 4, "abcd": 4, "ef": 4}, ("abcd", "ef")),
        # The rarer half decides, before how even they are.
        ({"ab": 64, "cdef": 64, "abc": 1000, "def": 1}, ("ab", "cdef")),
        ({"abc": 4}, None),
        # One letter is no word.
        ({"a": 9, "bcdef": 9, "abcde": 9, "f": 9}, None),
    ],
)
def test_a_long_word_is_split_where_both_halves_are_words(words: dict[str, int], halves: tuple[str, str] | None) -> None:
    assert vocabulary(**words).split("abcdef") == halves
