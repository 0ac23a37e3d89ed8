"""Readers' words are cleaned without being damaged."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.collect.text import clean, mask, one_line, reader_text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("می‌خواهم", "می‌خواهم"),  # ZWNJ
        ("क्‍ष", "क्‍ष"),  # ZWJ
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("\u2066\u2067\u2068a\u2069\u202a\u202b\u202c\u202d", "a"),
        ("a\x07b\x1b[31mc\x9fd", "ab[31mcd"),
        ("line\r\nline\rline\nline\tend", "line\nline\nline\nline\tend"),
        ("e\u0301", "é"),
        ("  x \n", "x"),
        ("👩‍👩‍👧 ok", "👩‍👩‍👧 ok"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_cleaning_takes_only_what_misleads(sent: str, kept: str) -> None:
    assert clean(sent) == kept


@pytest.mark.parametrize(
    ("sent", "masked"),
    [
        ("write to me@example.com please", "write to [email] please"),
        ("سارا@مثال.ایران", "[email]"),
        ("me+tag@sub.example.co.uk.", "[email]."),
        ("call 0912 345 6789 now", "call [number] now"),
        ("+44 (0)20 7946 0000", "[number]"),
        ("card 4111-1111-1111-1111", "card [number]"),
        ("شماره ۰۹۱۲۳۴۵۶۷۸۹ است", "شماره [number] است"),
        ("رقم ٠١٢٣٤٥٦٧", "رقم [number]"),
        ("error 0x80070005", "error 0x80070005"),
        ("version 1.10.2 of 2026", "version 1.10.2 of 2026"),
        ("order 123456", "order 123456"),
        ("a @ b . c", "a @ b . c"),
    ],
)
def test_masking_hides_addresses_and_long_numbers_only(sent: str, masked: str) -> None:
    assert mask(sent) == masked


def test_words_that_are_nothing_are_none() -> None:
    assert reader_text(" \u202e\x00 ", 100) is None
    assert one_line("\n\t", 100) is None


def test_search_is_one_line() -> None:
    assert one_line(" reset \n\t password ", 100) == "reset password"


@given(st.text(max_size=400), st.integers(1, 200))
def test_stored_words_are_short_composed_and_without_controls(text: str, longest: int) -> None:
    words = reader_text(text.encode("utf-8", "ignore").decode(), longest)
    if words is not None:
        assert 1 <= len(words) <= longest
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", words)
        assert words == words.strip()
        assert unicodedata.is_normalized("NFC", clean(words))


@given(st.text(alphabet="0123456789 .-()@abc", max_size=4000))
def test_masking_is_quick_on_hostile_text(text: str) -> None:
    mask(text * 2)
