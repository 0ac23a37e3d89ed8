"""Distance between words: what one slip of a finger does is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.indexing.typos import allowed_typos, distance, letters_of

WORDS = st.text("abcdeحساب", max_size=9)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("حساب", "حسلب", 1),
        ("password", "pasword", 1),
        ("password", "passwrod", 1),
        ("password", "passwords", 1),
        ("abcd", "badc", 2),
    ],
)
def test_slips_are_counted(left: str, right: str, apart: int) -> None:
    assert distance(left, right, 2) == apart


@pytest.mark.parametrize(
    ("word", "allowed"), [("ab", 0), ("abc", 1), ("abcd", 1), ("abcdefg", 1), ("abcdefgh", 2), ("12345678", 0), ("", 0)]
)
def test_longer_words_may_have_more_typos(word: str, allowed: int) -> None:
    assert allowed_typos(word) == allowed


@given(WORDS, WORDS, st.integers(0, 2))
def test_distance_is_the_same_both_ways_and_within_reach_of_the_letters(left: str, right: str, most: int) -> None:
    apart = distance(left, right, most)
    assert apart == distance(right, left, most)
    assert (apart == 0) == (left == right)
    if apart <= most:
        assert (letters_of(left) ^ letters_of(right)).bit_count() <= 2 * apart
