"""Readers' words are cleaned without being damaged."""

from __future__ import annotations

import re
import subprocess
import sys
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
        # Accounts, with and without spaces.
        ("IR820540102680020817909002", "[number]"),
        ("ir82 0540 1026 8002 0817 9090 02", "[number]"),
        ("iban DE89370400440532013000", "iban [number]"),
        ("GB29NWBK60161331926819 please", "[number] please"),
        # A word right before the digits, as the Arabic "and" always is.
        ("شماره09123456789", "شماره[number]"),
        ("و09123456789", "و[number]"),
        ("رقم٠٥٠١٢٣٤٥٦٧", "رقم[number]"),
        ("کارت۶۲۱۹۸۶۱۰۱۲۳۴۵۶۷۸", "کارت[number]"),
        ("tel09123456789", "tel[number]"),
        # What stands between digits.
        ("0912_345_6789", "[number]"),
        ("6219،8610،1234،5678", "[number]"),
        ("6219,8610,1234,5678", "[number]"),
        ("4111 - 1111 - 1111 - 1111", "[number]"),
        ("0912\u200e345\u200e6789", "[number]"),
        ("0\u200b9\u200b1\u200b2\u200b3\u200b4\u200b5", "[number]"),
        ("021.8877.6655", "[number]"),
        ("555.123.4567", "[number]"),
        ("192.168.1.100", "[number]"),
        # Addresses in other signs, and one that is still being typed.
        ("jane\uff20example.com", "[email]"),
        ("jane.roe@exam", "[email]"),
        ("نامه به jane@example.com، لطفا", "نامه به [email]، لطفا"),
        # Dates, versions and amounts are nobody's.
        ("2026-11-29", "2026-11-29"),
        ("on 29/11/2026 10:30", "on 29/11/2026 10:30"),
        ("۱۴۰۴/۰۹/۰۸", "۱۴۰۴/۰۹/۰۸"),
        ("2026-11-29 09123456789", "2026-11-29 [number]"),
        ("2026-11-29-5555", "[number]"),
        ("of 2024-2025", "of 2024-2025"),
        ("1300-1500", "1300-1500"),
        ("1299-1500", "[number]"),
        ("1900-2100", "1900-2100"),
        ("1899-1950", "[number]"),
        ("1999-2101", "[number]"),
        ("2026-12-31", "2026-12-31"),
        ("2026-12-32", "[number]"),
        ("2026-13-31", "[number]"),
        ("2026-0-12", "[number]"),
        ("31/12/1500", "31/12/1500"),
        ("31/12/1501", "[number]"),
        ("10.0.19045", "10.0.19045"),
        ("115.0.5790.171", "115.0.5790.171"),
        ("v2.10.1234", "v2.10.1234"),
        ("app 8.3.1234 crashes", "app 8.3.1234 crashes"),
        ("v12.10.1234", "v12.10.1234"),
        ("22.10.1234", "[number]"),
        ("0.912.3456", "[number]"),
        # A zero in front, a second number that is none of a version's, too many digits.
        ("10.04.19045", "[number]"),
        ("10.0.19045.1", "10.0.19045.1"),
        ("10.123.1904", "[number]"),
        ("123.45.6789", "123.45.6789"),
        ("123.45.67890", "[number]"),
        ("26100.02", "[number]"),
        # An address of the Internet, as long as it is one.
        ("255.255.255.1", "[number]"),
        ("256.255.255.1", "[number]"),
        ("255.25.25.255", "[number]"),
        ("256.25.25.25", "256.25.25.25"),
        ("25.25.25.256", "25.25.25.256"),
        ("115.0.5790.1", "115.0.5790.1"),
        ("build 26100.2314", "build 26100.2314"),
        ("1,000,000 rials", "1,000,000 rials"),
        ("KB5034441", "KB5034441"),
        ("5f3a9c1d8e7b2a4c", "5f3a9c1d8e7b2a4c"),
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


HOSTILE = (
    "1 ",
    "a",
    "a@",
    "1.",
    "1,",
    "A1",
    "1-",
    "IR8 ",
    "1234/",
    "(+",
    "1,111",
    "1111.1.1",
    "12\u200e",
    "a@a.",
    "9 - ",
    "٠،",
    "@",
)
# Masks the longest comment in well under a second of processor; what grows with the square of the length takes minutes.
SCRIPT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (6, 6))
{mask}
for piece in {pieces!r}:
    text = piece * (60_000 // len(piece))
    for end in ("", "x", "1", "@"):
        mask(text + end)
"""


def _masks_in_time(mask: str) -> bool:
    """Whether so much hostile text is masked within six seconds of the processor's time; the kernel ends what takes longer."""
    script = SCRIPT.format(mask=mask, pieces=HOSTILE)
    return subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0


def test_masking_is_quick_on_hostile_text() -> None:
    assert _masks_in_time("from kbgen.collect.text import mask")


def test_masking_that_looks_again_from_each_digit_is_not_quick() -> None:
    # What the test above would not let pass: that it can fail is part of it.
    assert not _masks_in_time('import re; mask = lambda text: re.sub(r"(?:\\d[ .-]*)+@", "", text)')


def test_what_has_the_form_of_a_date_or_a_version_stays_up_to_the_edges_of_that_form() -> None:
    kept = """
    123456 31.12.2026 12.13.2026 2026-12-31 1300-01-01 1500-12-31 1900-01-01 2100-01-01 2020-2025 10.0.19045 1.2.3.4 10.20.30300
    12.4.12345.1234 19045.1234 v12.10.1234 2.10.1234 2.13.1234 AB12CDEFGHIJKLM AB12CDEFGHI123456 0x80070005 KB5034441 1,234,567
    """
    masked = """
    1234567 32.12.2026 13.13.2026 00.01.2026 2026-00-31 2026-13-13 2026-1-32 1299-01-01 1501-01-01 1899-01-01 2101-01-01 2020-2101
    192.168.100.200 255.255.255.255 256.168.100.200 100.20.30300 123.4.12345.1234 10.01.19045 12.10.1234 +49(30)1234567 1,234,5678
    GB29NWBK60161331926819
    """
    assert [text for text in kept.split() if mask(text) != text] == []
    assert [text for text in masked.split() if mask(text) != "[number]"] == []
