"""Texts in Arabic script are published with one byte a letter."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.search.answering.passages import published_texts, read_passages, text_file
from kbgen.search.indexing.encoding import EXCHANGED, restored, shortened

ARABIC = "".join(map(chr, range(0x600, 0x700)))


@given(st.text(ARABIC + 'abz AZ~{}\\"\u200c0٠') | st.text())
def test_a_text_is_read_as_it_was_written(text):
    written = json.dumps([["", "", text]], ensure_ascii=False, default=str)
    if written.isprintable():
        assert restored(shortened(written)) == written
        assert len(shortened(written).encode()) <= len(written.encode())


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("سلام PDF پاکت", True),
        ("إعدادات الحساب", True),
        # What would be longer stays: Latin letters, and those of other scripts, have nothing to gain.
        ("Settings", False),
        ("Παράθυρο και window", False),
        ("Click سلام now and again", False),
    ],
)
def test_letters_are_exchanged_where_that_is_shorter(text, shorter):
    written = json.dumps([["", "", text]], ensure_ascii=False)
    assert shortened(written).startswith(EXCHANGED) == shorter
    texts = published_texts(written)
    assert read_passages(texts.files[text_file(texts.name)]) == [("", "", text)]
