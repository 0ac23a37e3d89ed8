"""The style file of a language: words that are banned, terms, spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.rules.style import load_style
from kbgen.rules.words import Lines, prose_of

ROOT = Path(__file__).parents[2]


def found(style: Path, text: str) -> list[tuple[int, str, str]]:
    """Line, code and what was found."""
    loaded, issues = load_style(style)
    assert issues == []
    prose = prose_of(text)
    return [
        (issue.line, issue.code, issue.message.split("“")[1].split("”")[0])
        for issue in loaded.issues(prose, Lines(prose, 1), "a.md")
    ]


@pytest.fixture
def style(tmp_path: Path) -> Path:
    file = tmp_path / "style.en.yml"
    file.write_text(
        "banned:\n  simply: leave it out\n  utili*: write use\n  '*clicks': press\n"
        "terms:\n  knowledge-base: knowledge base\n  log in to: sign in to\n"
        "spelling:\n  - {pattern: 'colou?rz', instead: colours, because: house rule}\n"
    )
    return file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Simply press it.", [(1, "style-banned", "Simply")]),
        ("simplyfied is another word", []),
        ("unsimply", []),
        ("Line\nwe utilise and utilized it", [(2, "style-banned", "utilise"), (2, "style-banned", "utilized")]),
        ("doubleclicks", [(1, "style-banned", "doubleclicks")]),
        ("the knowledge-base", [(1, "style-term", "knowledge-base")]),
        ("Please log in\nto it", [(1, "style-term", "log in\nto")]),
        ("colorz and colourz", [(1, "style-spelling", "colorz"), (1, "style-spelling", "colourz")]),
        ("`simply` and [x](simply.md)", []),
    ],
)
def test_words_are_found_whole_in_any_case_and_with_stars(style: Path, text: str, expected: list[tuple[int, str, str]]) -> None:
    assert sorted(found(style, text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("banned: [a]", "not a mapping"),
        ("baned: {a: b}", "not a part of a style file"),
        ("spelling: {a: b}", "not a list"),
        ("spelling: [{pattern: '('}]", "not a regular expression"),
        ("spelling: [{pattern: 'a*'}]", "found everywhere"),
        ("spelling: [{patern: a}]", "not a key of a spelling"),
        ("spelling: [{because: a}]", "no pattern"),
        ("terms: {'*': a}", "not a word"),
        ("a: [b", "not readable as YAML"),
        ("[a]", "not a mapping"),
    ],
)
def test_what_is_wrong_with_a_style_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "style.en.yml"
    file.write_text(text)
    _, issues = load_style(file)
    assert [message in issue.message for issue in issues] == [True]
    assert {issue.code for issue in issues} == {"style-file"}


@pytest.mark.parametrize("text", ["", "banned:\n", "# nothing yet\n"])
def test_an_empty_style_file_is_no_mistake(tmp_path: Path, text: str) -> None:
    file = tmp_path / "style.en.yml"
    file.write_text(text)
    assert load_style(file)[1] == []


@pytest.mark.parametrize(
    ("locale", "text", "code"),
    [
        ("fa", "این كتاب", "style-spelling"),
        ("fa", "این کتابي", "style-spelling"),
        ("fa", "او می شود", "style-spelling"),
        ("fa", "او نمی شود", "style-spelling"),
        ("fa", "مقاله ها را", "style-spelling"),
        ("fa", "مقاله\u200cی تازه", "style-spelling"),
        ("fa", "کتاب ، قلم", "style-spelling"),
        ("fa", "کتاب .", "style-spelling"),
        ("fa", "کتاب, قلم", "style-spelling"),
        ("fa", "٣ مقاله", "style-spelling"),
        ("fa", "%۵۰", "style-spelling"),
        ("fa", "صفحهٔ جستجو", "style-term"),
        ("fa", "بروزرسانی تازه", "style-term"),
        ("fa", "سوالات متداول", "style-term"),
        ("fa", "این می‌باشد", "style-banned"),
        ("fa", "یک بار دیگر", "style-term"),
        ("fa", "آنها می‌روند", "style-term"),
        ("fa", "زمان مطالعه", "style-term"),
        ("fa", "از یک انسان بپرسید", "style-banned"),
        ("ar", "مقــالة", "style-spelling"),
        ("ar", "جدًا", "style-spelling"),
        ("ar", "فـ [هنا](x.md)", "style-spelling"),
        ("ar", "يقوم بحفظ الملف", "style-spelling"),
        ("ar", "الألسنة", "style-term"),
        ("ar", "يجوز أن تحفظ", "style-banned"),
        ("ar", "شكراً", "style-spelling"),
        ("ar", "اذا كان", "style-spelling"),
        ("ar", "کتاب", "style-spelling"),
        ("ar", "۳ مقالات", "style-spelling"),
        ("ar", "كتاب ؟", "style-spelling"),
        ("ar", "هذا المقال", "style-term"),
        ("ar", "استكشاف الأخطاء", "style-term"),
        ("ar", "يتم حفظ الملف", "style-banned"),
        ("en", "the help centre", "style-term"),
        ("en", "mend the link", "style-term"),
        ("en", "the ways to a person", "style-banned"),
        ("en", "Please note that", "style-banned"),
        ("en", "the the page", "style-spelling"),
    ],
)
def test_the_house_style_finds_what_the_notes_on_language_forbid(locale: str, text: str, code: str) -> None:
    assert code in {each for _, each, _ in found(ROOT / "content" / f"style.{locale}.yml", text)}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fa", "مقاله‌ها را می‌توانید در مرکز راهنما بخوانید؛ ۵۰٪ از آن‌ها تازه‌اند."),
        ("fa", "فایل `mkdocs.yml`، سپس [پیوند](x.md)؛ و پایان."),
        ("ar", "شكرًا على ملاحظتك، ففي مركز المساعدة ١٢ مقالة، و٥٠٪ منها جديدة؟"),
        ("ar", "لا توجد نتائج لـ «كلمة»"),
        ("en", "In the help center you find articles, don't you?"),
    ],
)
def test_the_house_style_leaves_good_text_alone(locale: str, text: str) -> None:
    assert found(ROOT / "content" / f"style.{locale}.yml", text) == []
