"""How long an article takes: by the reader's language, whichever country they are in."""

from __future__ import annotations

import pytest

from kbgen.pages.reading import MEAN, WORDS_A_MINUTE, minutes


@pytest.mark.parametrize("tag", ["en", "en-GB", "ar", "ar-EG", "pt-BR", "he-Hebr-IL"])
def test_a_region_reads_as_fast_as_its_language(tag: str) -> None:
    words = WORDS_A_MINUTE[tag.split("-")[0]]
    assert [minutes(count, tag) for count in (words, words + 1, 3 * words)] == [1, 2, 3]


@pytest.mark.parametrize("tag", ["fa", "fa-AF", "ku"])
def test_a_language_that_was_not_studied_reads_at_the_mean(tag: str) -> None:
    assert [minutes(count, tag) for count in (MEAN, MEAN + 1)] == [1, 2]


def test_nothing_takes_a_minute_too() -> None:
    assert minutes(0, "en") == 1
