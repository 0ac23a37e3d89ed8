"""Real catalogues: those that kbgen ships, and those of a project that changes them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kbgen.config import CALENDARS
from kbgen.errors import AuthorError
from kbgen.language.calendar import month_names
from kbgen.language.catalogue import catalogue_file, folders, load
from kbgen.resources import locales_dir

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {forms}\\n"\n\n'
TWO = "nplurals=2; plural=(n > 1);"


def write(project: Path, tag: str, messages: str, forms: str = TWO) -> Path:
    path = catalogue_file(project / "locales", tag)
    path.parent.mkdir(parents=True)
    path.write_text(HEADER.format(forms=forms) + messages, "utf-8")
    return path


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "لا مقالات"),
        (1, "مقالة واحدة"),
        (2, "مقالتان"),
        (3, "{n} مقالات"),
        (10, "{n} مقالات"),
        (11, "{n} مقالة"),
        (99, "{n} مقالة"),
        (100, "{n} مقالة"),
        (101, "{n} مقالة"),
        (102, "{n} مقالة"),
        (103, "{n} مقالات"),
        (111, "{n} مقالة"),
    ],
)
def test_arabic_counts_articles_in_six_forms(number: int, form: str) -> None:
    assert load("ar", folders(locales_dir().parent)).ngettext("{n} article", "{n} articles", number) == form


def test_arabic_rule_keeps_all_six_categories_apart(tmp_path: Path) -> None:
    arabic = catalogue_file(locales_dir(), "ar").read_text("utf-8")
    forms = (
        next(line for line in arabic.splitlines() if "Plural-Forms" in line).removeprefix('"Plural-Forms: ').removesuffix('\\n"')
    )
    names = ("zero", "one", "two", "few", "many", "other")
    messages = 'msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{index}] "{name}"\n' for index, name in enumerate(names))
    write(tmp_path, "ar", messages, forms)
    catalogue = load("ar", folders(tmp_path))
    chosen = [catalogue.ngettext("a", "b", number) for number in (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103)]
    assert chosen == ["zero", "one", "two", "few", "few", "many", "many", "other", "other", "other", "few"]
    assert catalogue.plurals("a", "b") == {name: name for name in names}


def test_persian_noun_stays_singular_after_a_number() -> None:
    persian = load("fa", folders(locales_dir().parent))
    assert {persian.ngettext("{n} article", "{n} articles", number) for number in (0, 1, 2, 5, 100)} == {"{n} مقاله"}
    assert persian.plurals("{n} article", "{n} articles") == {"one": "{n} مقاله", "other": "{n} مقاله"}


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("en", {"one": "{n} day", "other": "{n} days"}),
        ("zh-Hant", {"other": "{n} days"}),
        ("he", {"one": "{n} day", "two": "{n} days", "other": "{n} days"}),
        ("pt-BR", {"one": "{n} days", "many": "{n} days", "other": "{n} days"}),  # its `one` holds for 0 too
        ("cs", {"one": "{n} day", "few": "{n} days", "many": "{n} days", "other": "{n} days"}),
    ],
)
def test_an_untranslated_plural_is_given_in_every_category_of_the_locale(tag: str, forms: dict[str, str], tmp_path: Path) -> None:
    assert load(tag, folders(tmp_path)).plurals("{n} day", "{n} days") == forms


def test_a_category_of_the_browser_finds_its_form_whatever_header_the_translator_used(tmp_path: Path) -> None:
    write(tmp_path, "fr", 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} jour"\nmsgstr[1] "{n} jours"\n')
    french = load("fr", folders(tmp_path))
    assert french.plurals("{n} day", "{n} days") == {"one": "{n} jour", "many": "{n} jours", "other": "{n} jours"}
    assert french.ngettext("{n} day", "{n} days", 0) == "{n} jour"


def test_a_text_without_translation_is_shown_as_in_the_source(tmp_path: Path) -> None:
    greek = load("el", folders(tmp_path))
    assert greek.gettext("Search") == "Search"
    assert greek.pgettext("name of a note", "Tip") == "Tip"
    assert [greek.npgettext("x", "one day", "{n} days", number) for number in (1, 2)] == ["one day", "{n} days"]


def test_a_country_falls_back_to_its_language_and_then_to_the_source(tmp_path: Path) -> None:
    write(tmp_path, "pt", 'msgid "Mouse"\nmsgstr "Rato"\n\nmsgid "Screen"\nmsgstr "Ecrã"\n')
    write(tmp_path, "pt-BR", 'msgid "Screen"\nmsgstr "Tela"\n')
    brazilian = load("pt-BR", folders(tmp_path))
    assert [brazilian.gettext(text) for text in ("Screen", "Mouse", "Keyboard")] == ["Tela", "Rato", "Keyboard"]


def test_another_script_is_no_fallback(tmp_path: Path) -> None:
    write(tmp_path, "zh", 'msgid "Mouse"\nmsgstr "鼠标"\n')
    write(tmp_path, "zh-Hant", 'msgid "Keyboard"\nmsgstr "鍵盤"\n')
    assert [load(tag, folders(tmp_path)).gettext("Mouse") for tag in ("zh", "zh-Hant", "zh-TW")] == ["鼠标", "Mouse", "Mouse"]
    assert load("zh-TW", folders(tmp_path)).gettext("Keyboard") == "鍵盤"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("zh", "搜索"),
        ("zh-CN", "搜索"),
        ("zh-TW", "搜尋"),
        ("zh-HK", "搜尋"),
        ("pt", "Buscar"),
        ("pt-PT", "Buscar"),
        ("de-AT", "Suchen"),
    ],
)
def test_a_language_takes_the_shipped_words_of_its_nearest_relative(tag: str, text: str, tmp_path: Path) -> None:
    assert load(tag, folders(tmp_path)).gettext("Search") == text


def test_a_project_changes_and_extends_what_kbgen_ships(tmp_path: Path) -> None:
    write(tmp_path, "fa", 'msgid "Search"\nmsgstr "کاوش"\n\nmsgid "Our shop"\nmsgstr "فروشگاه ما"\n')
    persian = load("fa", folders(tmp_path))
    assert [persian.gettext(text) for text in ("Search", "Our shop", "Glossary")] == ["کاوش", "فروشگاه ما", "واژه‌نامه"]
    assert persian.digest != load("fa", folders(tmp_path / "other")).digest


def test_fuzzy_obsolete_and_half_translated_texts_are_not_shown(tmp_path: Path) -> None:
    messages = (
        '#, fuzzy\nmsgid "a"\nmsgstr "x"\n\n#~ msgid "b"\n#~ msgstr "x"\n\n'
        'msgid "c"\nmsgid_plural "cs"\nmsgstr[0] "x"\nmsgstr[1] ""\n\nmsgid "d"\nmsgstr "x"\n'
    )
    write(tmp_path, "fr", messages)
    french = load("fr", folders(tmp_path))
    assert [french.gettext(text) for text in "abcd"] == ["a", "b", "c", "x"]


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_a_catalogue_can_be_sent_to_another_process(tag: str) -> None:
    catalogue = load(tag, folders(locales_dir().parent))
    assert pickle.loads(pickle.dumps(catalogue)) == catalogue


@pytest.mark.parametrize("rule", ["nplurals=2; plural=__import__('os');", "nplurals=2; plural=(n >;"])
def test_a_plural_rule_that_is_none_is_named_with_its_file(rule: str, tmp_path: Path) -> None:
    write(tmp_path, "fr", 'msgid "a"\nmsgstr "b"\n', rule)
    with pytest.raises(AuthorError, match=r"kbgen\.po") as error:
        load("fr", folders(tmp_path))
    (issue,) = error.value.issues
    assert (issue.path, issue.code) == ("locales/fr/LC_MESSAGES/kbgen.po", "catalogue-plural-forms")


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_months_of_every_calendar_are_translated(tag: str, calendar: str) -> None:
    names = month_names(calendar, tag)
    assert len(set(names)) == (0 if calendar == "gregorian" else 12)
    assert not any(name.isascii() for name in names)
