"""Words that stemming left apart and that a report counts as one family."""

from __future__ import annotations

import pytest

from kbgen.report.judge.grouping.word_families import keys, related, root


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        ("print", "print", "en"),
        # One is the beginning of the other, with two letters more at most.
        ("print", "printer", "en"),
        ("refu", "refund", "en"),
        # Both have ends of their own: the longer these are, the more has to stand before them.
        ("invoic", "invois", "en"),
        ("subscrib", "subscript", "en"),
        # One Arabic root of three letters, whatever stands between.
        ("ترتيب", "رتب", "ar"),
        ("يحذف", "حذف", "ar-EG"),
        ("حدد", "حدود", "ar"),
    ],
)
def test_relatives(left: str, right: str, language: str) -> None:
    assert related(left, right, language)
    assert related(right, left, language)


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [
        # Three letters are not enough to begin alike.
        ("car", "card", "en"),
        ("print", "printers", "en"),
        ("pain", "paid", "en"),
        ("invoice", "involve", "en"),
        # Patterns are Arabic's: in Persian the same letters are words of their own.
        ("ترتيب", "رتب", "fa"),
        ("print", "prynt", "ar"),
        ("حذف", "حفظ", "ar"),
        ("", "print", "en"),
    ],
)
def test_strangers(left: str, right: str, language: str) -> None:
    assert not related(left, right, language)
    assert not related(right, left, language)


def test_relatives_meet_under_a_key() -> None:
    assert keys("print", "en") == ("prin-",)
    assert keys("car", "en") == ()
    assert keys("two words", "en") == ()
    assert keys("", "ar") == ()
    assert keys("ترتيب", "ar") == ("ترتي-", f"{root('رتب')}*")
    assert keys("ترتيب", "fa") == ("ترتي-",)


@pytest.mark.parametrize(
    ("stem", "letters"), [("ترتيب", "رتب"), ("يحذف", "حذف"), ("استخدم", "خدم"), ("حدود", "حد"), ("وصل", "وصل")]
)
def test_the_root_is_what_patterns_leave(stem: str, letters: str) -> None:
    assert root(stem) == letters
