"""Glossary terms are found as whole words, with the endings that Persian writes behind a ZWNJ."""

from __future__ import annotations

import pytest

TERMS = (("بخش", "پوشه‌ای از مقاله‌ها"), ("مقاله", "یک صفحه"), ("پرسش‌های متداول", "پرسش‌های پرتکرار"))


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("این بخش است.", ["بخش"]),
        ("بخش‌هایی از سایت.", ["بخش‌هایی"]),
        ("بخش‌هایشان را بخوانید.", ["بخش‌هایشان"]),
        ("مقاله‌ای‌ست دربارهٔ بخش‌ها.", ["مقاله‌ای‌ست", "بخش‌ها"]),
        # The hamza and the kasra of ezafe belong to the word.
        ("مقالهٔ شما و بخشِ آن.", ["مقالهٔ", "بخشِ"]),
        # Other words that hold the term.
        ("مقاله‌نویس و زیر‌بخش و بخشنامه.", []),
        # A word that is none of ours does not use up the first mention.
        ("مقاله‌نویسی سخت است، مقاله نه.", ["مقاله"]),
        ("پرسش‌های متداول را ببینید.", ["پرسش‌های متداول"]),
    ],
)
def test_persian_terms_are_whole_words(convert, text, marked):
    body = convert(text, "fa", terms=TERMS)
    assert [term.text for term in body.select("abbr.kb-term")] == marked
    assert body.text.strip() == text


def test_meaning_is_that_of_the_term_without_its_ending(convert):
    assert convert("بخش‌ها", "fa", terms=TERMS).abbr["title"] == "پوشه‌ای از مقاله‌ها"


@pytest.mark.parametrize(
    ("text", "tag", "term", "marked"),
    [
        ("打开设置页面。", "zh-Hans", "设置", ["设置"]),
        ("このページでログインします。", "ja", "ログイン", ["ログイン"]),
        # Another word in katakana that holds it.
        ("ログインページを開く。", "ja", "ログイン", []),
        ("帳票を出力する。", "ja", "帳票", ["帳票"]),
        ("워크스페이스를 만듭니다.", "ko", "워크스페이스", ["워크스페이스"]),
        ("새워크스페이스를 만듭니다.", "ko", "워크스페이스", []),
        ("เปิดหน้าตั้งค่า", "th", "ตั้งค่า", ["ตั้งค่า"]),
        ("Wi-Fi设置", "zh-Hans", "Wi-Fi", []),
        ("使用 Wi-Fi 设置", "zh-Hans", "Wi-Fi", ["Wi-Fi"]),
    ],
)
def test_terms_are_found_where_no_space_stands_beside_them(convert, text, tag, term, marked):
    body = convert(text, tag, terms=((term, "…"),))
    assert [found.text for found in body.select("abbr.kb-term")] == marked
    assert body.text.strip() == text
