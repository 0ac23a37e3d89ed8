"""An identifier is its words, and one word as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kbgen.language.identifiers import pieces
from kbgen.language.text import tokenise

CASES = [
    (written.strip(), words.strip())
    for line in Path(__file__).with_name("identifiers.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for written, _, words in [line.partition(" | ")]
]


def language_of(text: str) -> str:
    """The language of a case, by its letters."""
    return "fa" if "گ" in text or "۱" in text else "ar" if "ال" in text else "zh" if not text.isascii() else "en"


@pytest.mark.parametrize(("written", "words"), CASES)
def test_identifier_is_its_words_and_a_whole(written: str, words: str) -> None:
    tokens = tokenise(written, language_of(written))
    assert " ".join(f"[{token.form}]" if token.parts else token.form for token in tokens) == words


@example("0.a#")
@given(st.text(alphabet="aZ0.-_/\\,'’@#+ :٬۱éл中", max_size=24))
def test_pieces_are_in_order_and_a_whole_names_the_words_before_it(text: str) -> None:
    for part in text.split():
        words = []
        for piece in pieces(part):
            assert 0 <= piece.start < piece.end <= len(part)
            assert piece.parts <= len(words)
            if piece.parts == 0:
                words.append(piece)
            elif piece.parts > 0:
                # The words that it names are those which stand where it stands.
                assert piece.parts == sum(word.start >= piece.start and word.end <= piece.end for word in words)
