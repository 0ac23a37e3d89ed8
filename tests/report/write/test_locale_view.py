"""What a report writes in a language: zones, numbers, days and readers' words."""

from __future__ import annotations

import pytest

from kbgen.config import LocaleSettings
from kbgen.language.catalogue import Catalogue
from kbgen.report.read.period import DaySpan
from kbgen.report.write.locale_view import LocaleView, straight

# 2026-11-21.
DAY = 20_778


def voice(tag: str, calendar: str = "gregorian") -> LocaleView:
    return LocaleView.of(LocaleSettings(tag, tag, calendar), Catalogue(tag))


@pytest.mark.parametrize(
    ("tag", "zone", "said"),
    [
        ("en", "Asia/Tehran", "Tehran"),
        ("fa", "Asia/Tehran", "تهران"),
        ("ar", "Asia/Riyadh", "الرياض"),
        ("en", "America/New_York", "New York"),
        # No city stands in these.
        ("en", "UTC", "UTC"),
        ("fa", "UTC", "UTC"),
        ("fa", "Iran", "Iran"),
    ],
)
def test_a_zone_is_named_by_its_city_in_the_readers_language_or_as_it_is(tag: str, zone: str, said: str) -> None:
    assert voice(tag).zone(zone) == said


def test_numbers_and_counts_are_in_the_languages_digits() -> None:
    assert voice("en").number(1234.5678, 2) == "1,234.57"
    assert voice("en").number(1234.5678) == "1,235"
    assert voice("fa").number(0.25, 1) == "۰٫۲"
    assert voice("en").percent(0.256) == "26%"


def test_days_and_months_are_those_of_the_calendar() -> None:
    assert (voice("en").short_day(DAY), voice("en").month(DaySpan(DAY, DAY))) == ("Nov 21", "November 2026")
    persian = voice("fa", "persian")
    assert (persian.short_day(DAY), persian.month(DaySpan(DAY, DAY))) == ("۳۰ آبان", "آبان ۱۴۰۵")
    assert persian.iso("2026-11-21") == persian.day(DAY)
    assert persian.iso("next week") == "next week"


def test_what_somebody_typed_turns_no_other_text_around() -> None:
    assert straight("a\u202eb\u2066c\u200fd") == "abc\u200fd"
    assert voice("en").readers_words("<b>\u202e") == '<bdi dir="auto">&lt;b&gt;</bdi>'
