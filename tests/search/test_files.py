"""The files that writers edit for search: synonyms, asked phrases, relevance tests. Every mistake is named with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.issues import Level
from kbgen.search.answering.searcher import Searcher
from kbgen.search.asked import load_asked
from kbgen.search.relevance import RelevanceTest, check_tests, load_tests
from kbgen.search.synonyms import load_synonyms, synonyms_file


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("locale", ["ar", "fa", "en"])
def test_shipped_synonyms_have_no_mistake(locale: str) -> None:
    synonyms, issues = load_synonyms(locale)
    assert issues == []
    assert len(synonyms.targets) > 300


def test_sites_synonyms_are_added_to_the_shipped(tmp_path: Path) -> None:
    write(tmp_path, synonyms_file("en"), "- widget, gadget\n")
    synonyms, _ = load_synonyms("en", tmp_path)
    assert synonyms.targets["widget"] == ("gadget",)
    assert "password" in synonyms.words


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("- a, b\n- lonely\n", 2, "synonyms-group"),
        ("- a, b\n- {x: y}\n", 2, "synonyms-group"),
        ("a: b\n", 1, "synonyms-list"),
        ("- a, b\n- [\n", 3, "synonyms-yaml"),
    ],
)
def test_mistake_in_synonyms_is_named(tmp_path: Path, text: str, line: int, code: str) -> None:
    write(tmp_path, synonyms_file("en"), text)
    _, issues = load_synonyms("en", tmp_path)
    assert [(issue.path, issue.line, issue.code) for issue in issues] == [(f"{tmp_path.name}/synonyms.en.yml", line, code)]


def test_asked_phrases_follow_an_article_that_moved(tmp_path: Path) -> None:
    path = write(tmp_path, "asked.yml", "old/a.md:\n  en: [how do I]\na.md:\n  en: [what if]\n")
    asked, issues = load_asked(path, {"en": ["a.md"]}, {"old/a.md": "a.md"})
    assert (asked, issues) == ({("en", "a.md"): ("how do I", "what if")}, [])


def test_asked_phrases_of_an_article_that_readers_do_not_see_are_worth_a_warning(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    write(tmp_path / "en", "now.md", "It is a draft, or has expired.\n")
    path = write(tmp_path, "asked.yml", f"now.md:\n  en: [how do I]\nold.md:\n  en: [what if]\n{'long' * 99}.md:\n  en: [why]\n")
    asked, issues = load_asked(path, {"en": ["a.md"]}, {"old.md": "now.md"})
    assert asked == {}
    assert [(issue.line, issue.level) for issue in issues] == [(1, Level.WARNING), (3, Level.WARNING), (5, Level.ERROR)]


def test_asked_phrases_are_read_by_locale_and_article(tmp_path: Path) -> None:
    path = write(tmp_path, "asked.yml", "a.md:\n  en: [how do I, what if]\n  fa: چطور\n")
    asked, issues = load_asked(path, {"en": ["a.md"], "fa": ["a.md"]})
    assert asked == {("en", "a.md"): ("how do I", "what if"), ("fa", "a.md"): ("چطور",)}
    assert issues == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a.md:\n  en: [x]\nb.mx: {en: [x]}\n", 3),
        ("a.md:\n  xx: [y]\n", 2),
        ("a.md:\n  en: [{x: y}]\n", 2),
        ("- a\n", 1),
        ("a: [\n", 2),
    ],
)
def test_mistake_in_asked_phrases_is_named(tmp_path: Path, text: str, line: int) -> None:
    _, issues = load_asked(write(tmp_path, "asked.yml", text), {"en": ["a.md", "b.md"]})
    assert [issue.line for issue in issues] == [line]


def test_missing_files_are_no_mistake(tmp_path: Path) -> None:
    assert load_asked(tmp_path / "asked.yml", {}) == ({}, [])
    assert load_tests(tmp_path / "search-tests.yml") == ([], [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- {query: a, locale: en}\n", 1),
        ("- {query: a, locale: en, article: a.md}\n- {query: a, locale: en, article: a.md, fist: 1}\n", 2),
        ("- {query: a, locale: en, article: a.md, first: 0}\n", 1),
        ("- a\n", 1),
        ("a: b\n", 1),
        ("- [\n", 2),
    ],
)
def test_mistake_in_relevance_tests_is_named(tmp_path: Path, text: str, line: int) -> None:
    _, issues = load_tests(write(tmp_path, "search-tests.yml", text))
    assert [issue.line for issue in issues] == [line]


def test_a_relevance_test_is_read_with_its_line_and_three_results_unless_told(tmp_path: Path) -> None:
    text = "- {query: a, locale: en, article: a.md}\n- {query: 404, locale: fa, article: b.md, first: 1}\n"
    assert load_tests(write(tmp_path, "search-tests.yml", text)) == (
        [RelevanceTest("a", "en", "a.md", 3, 1), RelevanceTest("404", "fa", "b.md", 1, 2)],
        [],
    )


def test_relevance_test_fails_with_what_came_instead(small: Callable[[str], Searcher]) -> None:
    searchers = {"en": small("en")}
    good = RelevanceTest("forgot my password", "en", "account/password.md", 1, 1)
    bad = RelevanceTest("parcel", "en", "devices/printer.md", 2, 5)
    nowhere = RelevanceTest("x", "xx", "a.md", 2, 9)
    issues = check_tests([good, bad, nowhere], searchers)
    assert [(issue.line, issue.code) for issue in issues] == [(5, "search-test"), (9, "search-test-locale")]
    assert "orders/delivery.md" in issues[0].message
