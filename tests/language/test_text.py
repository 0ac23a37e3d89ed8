"""What readers write in many ways is one word to search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.language.text import browser_rules, fold, light_stemmer, spelled, stem, stop_words, tokenise, variants


def stems(text: str, language: str) -> list[str]:
    return [token.stem for token in tokenise(text, language)]


@pytest.mark.parametrize(
    ("written", "typed", "language"),
    [
        ("حِسابٌ", "حساب", "ar"),
        ("حســـاب", "حساب", "ar"),
        ("إعدادات", "اعدادات", "ar"),
        ("كلمة", "کلمه", "ar"),
        ("كتاب", "کتاب", "ar"),
        ("١٢٣", "۱۲۳", "ar"),
        ("١٢٣", "123", "fa"),
        ("ﺣﺴﺎﺏ", "حساب", "ar"),
        ("الحسابات", "حساب", "ar"),
        ("وبالحساب", "حساب", "ar"),
        ("وللحساب", "حساب", "ar"),
        ("حساباتك", "حساب", "ar"),
        ("حسابنا", "حساب", "ar"),
        ("مكالماتي", "مكالمة", "ar"),
        ("كلمتك", "كلمة", "ar"),
        ("عالحساب", "حساب", "ar"),
        ("مسؤول", "مسئول", "ar"),
        ("شيء", "شي", "ar"),
        ("أجهزة", "جهاز", "ar"),
        ("رسائل", "رسالة", "ar"),
        ("والروابط", "رابط", "ar"),
        ("می‌خواهم", "می خواهم", "fa"),
        ("می‌خواهم", "میخواهم", "fa"),
        ("نمی‌خواست", "بخواهید", "fa"),
        ("می‌فرستم", "فرستادم", "fa"),
        ("کتاب‌ها", "کتاب", "fa"),
        ("کتاب‌ها", "کتاب ها", "fa"),
        ("کتاب‌هایشان", "کتاب", "fa"),
        ("نامهٔ", "نامه", "fa"),
        ("خانۀ", "خانه", "fa"),
        ("بزرگ‌ترین", "بزرگ", "fa"),
        ("Passwords", "password", "fa"),
        ("article’s", "articles", "en"),
        ("don’t", "dont", "en"),
        ("café", "CAFE", "en"),
        ("stolen", "stealing", "en"),
        ("Straße", "strasse", "de"),
        ("Häuser", "Haus", "de"),
        ("l’eau", "l eau", "fr"),
        ("ﬁle", "file", "en"),
        ("cœur", "coeur", "fr"),
        ("købe", "kobe", "da"),
        ("Đorđe", "dorde", "sr"),
        ("Łódź", "lodz", "pl"),
        ("שָׁלוֹם", "שלום", "he"),
        ("ज़रूर", "जरूर", "hi"),
        ("λόγος", "ΛΟΓΟΣ", "el"),
        ("أضف", "إضافة", "ar"),
        ("أترجم", "ترجمة", "ar"),
        ("هيفلتروها", "فلترة", "ar"),
        ("نبدّله", "تبديل", "ar"),
        ("أضيف", "إضافات", "ar"),
        ("احذف", "حذفتها", "ar"),
        ("تغيير", "تغير", "ar"),
        ("إلغاء", "ألغوها", "ar"),
        ("أنشئ", "إنشاء", "ar"),
        ("نسيان", "نسيته", "ar"),
        ("رجوع", "يرجعولي", "ar"),
        ("استيراد", "نستورد", "ar"),
        ("اختر", "الاختيار", "ar"),
        ("أرسل", "بيرسلها", "ar"),
        ("تظهر", "مبيظهرش", "ar"),
        ("يفهم", "مايفهمش", "ar"),
        ("وصل", "ماوصلش", "ar"),
        ("الردود", "بنرد", "ar"),
        ("الحلول", "يحلوها", "ar"),
        ("زيارة", "زاروا", "ar"),
        ("بناء", "يبنوها", "ar"),
        ("أسئلة", "يسألوني", "ar"),
        ("حماية", "نحمي", "ar"),
        ("خوف", "أخاف", "ar"),
        ("التواصل", "نتواصل", "ar"),
        ("شراء", "اشتريت", "ar"),
        ("اختفاء", "بيختفي", "ar"),
        ("مراقبة", "يراقبوني", "ar"),
        ("تهديد", "يهددني", "ar"),
        ("اعتقال", "اعتقلوه", "ar"),
        ("وصول", "تصل", "ar"),
        ("سرقة", "انسرق", "ar"),
        ("حذف", "يتحذف", "ar"),
        ("كتابة", "كيكتبوها", "ar"),
        ("الواتساب", "واتساب", "ar"),
        ("الوسائط", "وسائط", "ar"),
        ("الواجهة", "واجهة", "ar"),
        ("تليفون", "تليفوني", "ar"),
        ("تقني", "تقنيا", "ar"),
        ("العملاء", "عميل", "ar"),
        ("عملائنا", "عملاؤنا", "ar"),
        ("أخطاء", "خطأ", "ar"),
        ("عناوين", "العنوان", "ar"),
        ("وثائق", "الوثيقة", "ar"),
        ("أشكال", "الشكل", "ar"),
        ("توحيد", "نوحدها", "ar"),
        ("کدهای", "کد", "fa"),
        ("کد‌ها", "کدهایی", "fa"),
        ("مشتری", "مشتریامون", "fa"),
        ("مانده", "مونده", "fa"),
        ("می‌خوانم", "خوندم", "fa"),
        ("نشان", "نشون", "fa"),
        ("می‌توانند", "نمی‌تونن", "fa"),
        ("برگشت", "برنمی‌گرده", "fa"),
        ("می‌نویسید", "نوشتین", "fa"),
        ("صفحه", "صفحه ش", "fa"),
        ("مقاله", "مقاله‌م", "fa"),
        ("بازگرداند", "بازمی‌گردونم", "fa"),
    ],
)
def test_two_ways_of_writing_have_one_stem(written: str, typed: str, language: str) -> None:
    assert stems(written, language) == stems(typed, language) != []


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("مستخدم", "استخدام", "ar"),
        ("غير", "تغيير", "ar"),
        ("باز", "بازگشت", "fa"),
        ("حساب", "حاسوب", "ar"),
        ("وارد", "رد", "ar"),
        ("متصفح", "تصفح", "ar"),
        ("مردم", "مردن", "fa"),
        ("رمز", "رمزنگاری", "fa"),
        ("university", "universe", "en"),
        ("نامه", "نام", "fa"),
        ("تنها", "تن", "fa"),
        ("عملاء", "عمل", "ar"),
        ("تشكيل", "شكل", "ar"),
        ("عطلة", "عطل", "ar"),
        ("أصل", "وصول", "ar"),
        ("تواصل", "نواصل", "ar"),
    ],
)
def test_different_words_stay_different(one: str, other: str, language: str) -> None:
    assert stems(one, language) != stems(other, language)


def test_a_spoken_plural_with_its_particle_is_read() -> None:
    assert "عكس" in variants(fold("عکسارو"), "fa")


def test_a_silent_letter_that_speech_swallows_is_put_back_first() -> None:
    readings = variants("مقالمو", "fa")
    assert readings.index("مقاله") < readings.index("مقال")


@pytest.mark.parametrize(
    ("typed", "telling", "language"),
    [
        ("عايزين شعار بتاعنا كده", ["شعار"], "ar"),
        ("قديش كم صورة حقتي", ["صوره"], "ar"),
        ("چقدر میتونیم اینو عکس بدیم", ["عکس"], "fa"),
        ("از کجا بفهمم عکس بره", ["عکس"], "fa"),
        ("یه هاست برا سایت", ["هاست", "سایت"], "fa"),
        ("كانها صور لنا", ["صور"], "ar"),
        ("الصورة طالعة وين", ["الصوره"], "ar"),
        ("hi guys maybe some pics", ["pics"], "en"),
        ("pics even tho theres none pls", ["pics", "none"], "en"),
    ],
)
def test_small_words_of_speech_are_not_looked_for(typed: str, telling: list[str], language: str) -> None:
    left = [token.form for token in tokenise(typed, language) if token.form not in stop_words(language)]
    assert left == [fold(word) for word in telling]


def test_scripts_without_spaces_are_read_in_pairs() -> None:
    assert stems("帮助中心", "zh") == ["帮助", "助中", "中心"]
    assert stems("水", "zh") == ["水"]


@pytest.mark.parametrize("language", ["ar", "fa", "en", "de"])
@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("(“Word”),", "Word"),
        ("*Straße*;", "Straße"),
        ("«کتاب»،", "کتاب"),
        ("[iPhones]…", "iPhones"),
        ("(.net)", ".net"),
        ("<C++>?", "C++"),
    ],
)
def test_what_stands_around_a_word_is_no_part_of_it(written: str, bare: str, language: str) -> None:
    assert tokenise(written, language) == tokenise(bare, language) != []


@pytest.mark.parametrize("language", ["ar", "fa", "en", "de", "zh", "xx", "pt-BR", ""])
@given(st.text(max_size=60))
def test_any_text_has_words_or_none(language: str, text: str) -> None:
    for token in tokenise(text, language):
        assert token.form
        assert token.stem


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_stop_words_are_written_as_queries_are_folded(language: str) -> None:
    assert {fold(word) for word in stop_words(language)} == stop_words(language)


def test_languages_with_rules_say_so_to_the_browser() -> None:
    assert browser_rules("fa-AF")["own"] is True
    assert browser_rules("de")["own"] is False
    assert stem("حساب", "ar") == "حساب"


def test_a_country_has_the_rules_of_its_language() -> None:
    assert stem("حسابها", "ar-EG") == stem("حسابها", "ar") == "حساب"
    assert stem("", "en") == ""
    assert spelled("كي", "fa-AF") == "کی"
    rules = light_stemmer("ar-EG")
    assert rules is not None
    assert rules("حسابها") == "حساب"
    assert light_stemmer("en") is None
    assert variants("مقالمو", "fa-AF") == variants("مقالمو", "fa")
    assert stop_words("de-AT") == stop_words("de") != stop_words("xx") == frozenset()


def test_short_and_long_texts_without_spaces_have_the_same_words() -> None:
    assert stems("帮助中心wifi设置", "zh") * 30 == stems("帮助中心wifi设置，" * 30, "zh")
