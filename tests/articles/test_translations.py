"""A reader gets the translation, or the original and the knowledge that it is one."""

from __future__ import annotations

from kbgen.articles.library import read_library
from kbgen.articles.translations import languages_of, preference, sections_shown, shown

LOCALES = ("ar", "en", "fa")


def article(title: str) -> str:
    return f"---\ntitle: {title}\n---\nText\n"


def library_of(content):
    files = {
        "en/g/both.md": article("Both"),
        "fa/g/both.md": article("هر دو"),
        "en/g/index.md": article("Guides"),
        "fa/h/only.md": article("تنها"),
        "ar/g/x.md": article("س"),
    }
    return read_library(content(files, LOCALES, front_matter="lenient"))[0]


def test_the_own_language_comes_first_then_the_source_then_the_order_of_the_site(content):
    titles = {
        locale: {path: text.article.title for path, text in shelf.items()}
        for locale, shelf in shown(library_of(content), LOCALES, "en").items()
    }
    assert titles == {
        "ar": {"g/both.md": "Both", "g/x.md": "س", "h/only.md": "تنها"},
        "en": {"g/both.md": "Both", "g/x.md": "س", "h/only.md": "تنها"},
        "fa": {"g/both.md": "هر دو", "g/x.md": "س", "h/only.md": "تنها"},
    }


def test_an_untranslated_text_says_its_language(content):
    text = shown(library_of(content), LOCALES, "en")["ar"]["g/both.md"]
    assert (text.locale, text.language, text.translated) == ("ar", "en", False)


def test_a_described_section_comes_before_one_named_after_its_folder(content):
    sections = sections_shown(library_of(content), LOCALES, "en")
    assert sections["fa"]["g"].title == "Guides"
    assert sections["en"]["h"].locale == "fa"
    assert sections["fa"][""].locale == "fa"


def test_hreflang_names_real_translations_only(content):
    assert languages_of(library_of(content), "g/both.md", LOCALES) == ["en", "fa"]


def test_the_preference_names_each_language_once():
    assert preference("fa", LOCALES, "en") == ["fa", "en", "ar"]
    assert preference("en", LOCALES, "en") == ["en", "ar", "fa"]
