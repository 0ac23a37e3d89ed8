"""What each locale writes, checked against printed usage and against all of CLDR."""

from __future__ import annotations

import dataclasses
import pickle
import unicodedata
from datetime import date, datetime
from decimal import Decimal

import babel
import pytest
from babel import localedata
from markupsafe import Markup

from kbgen.config import LocaleSettings
from kbgen.language import tag as tags
from kbgen.language.locale import Locale

RLM, NNBSP, NBSP = "\u200f", "\u202f", "\u00a0"


def locale(tag: str, calendar: str = "gregorian", digits: str = "native") -> Locale:
    settings = LocaleSettings(tag, tag, calendar, digits)
    return Locale.of(settings)


@pytest.mark.parametrize(
    ("tag", "direction", "og"),
    [
        ("en", "ltr", "en_US"),
        ("ar", "rtl", "ar_EG"),
        ("fa", "rtl", "fa_IR"),
        ("he", "rtl", "he_IL"),
        ("fr", "ltr", "fr_FR"),
        ("pt-BR", "ltr", "pt_BR"),
        ("zh-Hant", "ltr", "zh_TW"),
        ("en-GB", "ltr", "en_GB"),
        ("uz-Arab", "rtl", "uz_AF"),
        ("es-419", "ltr", "es_419"),
        ("azb", "rtl", "azb_IR"),  # South Azerbaijani: CLDR knows its script only
        ("tlh", "ltr", "tlh"),  # Klingon: CLDR knows nothing
    ],
)
def test_direction_and_country_follow_the_tag(tag: str, direction: str, og: str) -> None:
    assert (locale(tag).direction, locale(tag).og) == (direction, og)


def test_direction_agrees_with_every_locale_of_cldr() -> None:
    # Mongolian in its own script runs down the page, which no help center's layout does.
    names = [name for name in localedata.locale_identifiers() if "Mong" not in name and name != "root"]
    wrong = [name for name in names if tags.direction(name.replace("_", "-")) != babel.Locale.parse(name).text_direction]
    assert len(names) > 900
    assert wrong == []


@pytest.mark.parametrize(
    ("tag", "digits", "number", "percent"),
    [
        ("en", "native", "1,234,567.5", "26%"),
        ("ar", "native", "١٬٢٣٤٬٥٦٧٫٥", "٢٦٪"),
        ("ar", "latin", "1,234,567.5", "26%"),
        ("ar-MA", "native", "1.234.567,5", "26%"),  # the Maghreb writes European digits
        ("fa", "native", "۱٬۲۳۴٬۵۶۷٫۵", "۲۶٪"),
        ("fa", "latin", "1,234,567.5", "26%"),
        ("he", "native", "1,234,567.5", "26%"),
        ("fr", "native", f"1{NNBSP}234{NNBSP}567,5", f"26{NNBSP}%"),
        ("pt-BR", "native", "1.234.567,5", "26%"),
        ("zh-Hant", "native", "1,234,567.5", "26%"),
        ("bn", "native", "১২,৩৪,৫৬৭.৫", "২৬%"),
    ],
)
def test_numbers_have_the_digits_and_marks_of_the_locale(tag: str, digits: str, number: str, percent: str) -> None:
    written = locale(tag, digits=digits)
    assert written.number(Decimal("1234567.5")) == number
    assert written.percent(0.26).replace(NBSP, NNBSP) == percent


@pytest.mark.parametrize(
    ("tag", "lineage"),
    [
        ("fa", ("fa",)),
        ("pt-BR", ("pt-BR", "pt")),
        ("pt-MZ", ("pt-MZ", "pt-PT", "pt")),
        ("es-MX", ("es-MX", "es-419", "es")),
        ("zh-Hant", ("zh-Hant",)),
        ("zh-TW", ("zh-TW", "zh-Hant")),
        ("sr-Latn", ("sr-Latn",)),
        ("nb", ("nb", "no")),
        ("tlh", ("tlh",)),
    ],
)
def test_a_tag_falls_back_to_its_parents_in_the_same_script(tag: str, lineage: tuple[str, ...]) -> None:
    assert tags.lineage(tag) == lineage


def test_digits_are_translated_and_everything_else_is_kept() -> None:
    assert locale("fa").digits("12 و 3.5") == "۱۲ و ۳.۵"
    assert locale("ar").digits("٣ أو 4") == "٣ أو ٤"
    assert locale("ar", digits="latin").digits("12") == "12"


@pytest.mark.parametrize(
    ("tag", "items", "joined"),
    [
        ("en", ["a"], "a"),
        ("en", ["a", "b"], "a and b"),
        ("en", ["a", "b", "c"], "a, b, and c"),
        ("ar", ["أ", "ب"], "أ وب"),
        ("ar", ["أ", "ب", "ج"], "أ وب وج"),
        ("fa", ["الف", "ب"], "الف و ب"),
        ("fa", ["الف", "ب", "پ"], f"الف،{RLM} ب و پ"),
        ("he", ["א", "ב", "ג"], "א, ב וג"),
        ("fr", ["a", "b", "c"], "a, b et c"),
        ("pt-BR", ["a", "b", "c"], "a, b e c"),
        ("zh-Hant", ["甲", "乙", "丙"], "甲、乙和丙"),
        ("ar", [], ""),
    ],
)
def test_lists_are_joined_as_the_language_joins_them(tag: str, items: list[str], joined: str) -> None:
    assert locale(tag).join(items) == joined


def test_a_list_with_markup_escapes_the_plain_items_and_stays_markup() -> None:
    joined = locale("ar").join([Markup('<a href="/">أ</a>'), "<ب>"])
    assert joined == '<a href="/">أ</a> و&lt;ب&gt;'
    assert isinstance(joined, Markup)


@pytest.mark.parametrize(
    ("tag", "quoted"),
    [
        ("en", "“x”"),
        ("ar", "«x»"),
        ("fa", "«x»"),
        ("he", "”x”"),
        ("fr", f"«{NBSP}x{NBSP}»"),
        ("fr-CA", f"«{NBSP}x{NBSP}»"),
        ("pt-BR", "“x”"),
        ("pt-PT", "«x»"),
        ("zh-Hant", "「x」"),
        ("de", "„x“"),
        ("tlh", "“x”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(tag: str, quoted: str) -> None:
    assert locale(tag).quote("x") == quoted
    assert isinstance(locale(tag).quote(Markup("<b>x</b>")), Markup)


@pytest.mark.parametrize(
    ("tag", "calendar", "day", "written"),
    [
        ("en", "gregorian", date(2026, 11, 21), "November 21, 2026"),
        ("en-GB", "gregorian", date(2026, 11, 21), "21 November 2026"),
        ("ar", "gregorian", date(2026, 11, 21), "٢١ نوفمبر ٢٠٢٦"),
        ("ar", "umm-al-qura", date(2026, 11, 21), "١١ جمادى الآخرة ١٤٤٨"),
        ("fa", "persian", date(2026, 11, 21), "۳۰ آبان ۱۴۰۵"),
        ("fa", "gregorian", date(2026, 11, 21), "۲۱ نوامبر ۲۰۲۶"),
        ("fa", "umm-al-qura", date(2026, 11, 21), "۱۱ جمادی‌الثانی ۱۴۴۸"),
        ("ar", "persian", date(2026, 11, 21), "٣٠ آبان ١٤٠٥"),
        ("en", "persian", date(2026, 11, 21), "Aban 30, 1405"),
        ("he", "gregorian", date(2026, 11, 21), "21 בנובמבר 2026"),
        ("fr", "gregorian", date(2026, 11, 21), "21 novembre 2026"),
        ("pt-BR", "gregorian", date(2026, 11, 21), "21 de novembro de 2026"),
        ("pt-BR", "persian", date(2026, 11, 21), "30 de Aban de 1405"),
        ("zh-Hant", "gregorian", date(2026, 11, 21), "2026年11月21日"),
        ("th", "persian", date(2026, 11, 21), "30 Aban 1405"),  # its pattern has an era, which would be the wrong one
        ("tlh", "gregorian", date(2026, 11, 21), "November 21, 2026"),
    ],
)
def test_dates_are_in_the_words_digits_and_calendar_of_the_locale(tag: str, calendar: str, day: date, written: str) -> None:
    assert locale(tag, calendar).date(day) == written


def test_a_time_of_day_does_not_change_a_date() -> None:
    assert locale("fa", "persian").date(datetime(2026, 11, 21, 23, 59)) == "۳۰ آبان ۱۴۰۵"


def test_short_dates_keep_to_numbers() -> None:
    assert locale("fa", "persian").date(date(2026, 11, 21), "short") == "۱۴۰۵/۸/۳۰"
    assert locale("en", "persian").date(date(2026, 11, 21), "short") == "8/30/05"
    assert locale("en").date(date(2026, 11, 21), "medium") == "Nov 21, 2026"


def test_a_foreign_name_is_boxed_and_escaped() -> None:
    assert locale("ar").isolate("C++ <2>") == "<bdi>C++ &lt;2&gt;</bdi>"


def test_every_language_of_cldr_writes_numbers_dates_and_lists() -> None:
    languages = [name for name in localedata.locale_identifiers() if "_" not in name and name != "root"]
    for name in languages:
        written = Locale.of(LocaleSettings(name, name))
        assert all([written.number(1234.5), written.percent(0.5), written.date(date(2026, 11, 21)), written.join(["a", "b"])]), name
    assert len(languages) > 200


def test_a_locale_can_be_sent_to_another_process_and_not_changed() -> None:
    persian = locale("fa", "persian")
    assert pickle.loads(pickle.dumps(persian)) == persian
    with pytest.raises(dataclasses.FrozenInstanceError):
        persian.tag = "ar"  # type: ignore[misc]


def test_a_list_of_markup_stays_markup_however_often_it_is_asked_for() -> None:
    locale = Locale("en", "English", "ltr")
    for _ in range(2):
        assert hasattr(locale.join([Markup("<b>a</b>"), "b & c"]), "__html__")
        assert not hasattr(locale.join(["<b>a</b>", "b &amp; c"]), "__html__")


def test_the_digits_of_every_language_are_those_of_unicode() -> None:
    systems = set()
    for name in localedata.locale_identifiers():
        if name != "root":
            written = locale(name.replace("_", "-"))
            systems.add(written.numbering)
            assert [unicodedata.digit(digit) for digit in written.digits("0123456789")] == list(range(10)), name
    assert len(systems) > 9
