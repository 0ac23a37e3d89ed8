"""Whoever adds a kind of article is told what is still missing: the table, a template, its texts, the manual."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kbgen.articles.article import Kind
from kbgen.articles.kinds import KINDS
from kbgen.reasons import REASONS
from kbgen.search.strings import KIND_NAMES

ROOT = Path(__file__).parents[2]
LOCALES = ("en", "ar", "fa")


def test_every_kind_has_its_line_in_the_table():
    assert list(KINDS) == list(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_template(kind):
    assert (ROOT / "theme" / "kinds" / f"{kind}.html").is_file()


def test_no_template_is_left_of_a_kind_that_is_gone():
    assert {path.stem for path in (ROOT / "theme" / "kinds").iterdir()} == set(Kind)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_explained_in_the_manual(kind, locale):
    page = (ROOT / "content" / locale / "write" / "kinds.md").read_text("utf-8")
    # Its row in the table of kinds, and its section.
    assert re.search(rf"^\|[^|\n]*\| `{kind}` \|", page, re.MULTILINE)
    assert f"{{#{kind}}}" in page


def test_the_texts_of_the_table_are_in_the_template_of_the_catalogues():
    known = (ROOT / "locales" / "kbgen.pot").read_text("utf-8")
    texts = [traits.name for traits in KINDS.values()]
    texts += [line.message for traits in KINDS.values() for line in traits.draft if line.message]
    texts += [key.description for traits in KINDS.values() for key in traits.keys]
    texts += [label for traits in KINDS.values() for label in traits.marks.values()]
    # Long ones stand in several lines there; their first words are enough.
    assert [text for text in texts if json.dumps(text, ensure_ascii=False)[1:60].rstrip('"') not in known] == []


@pytest.mark.parametrize("kind", Kind)
def test_a_first_draft_has_the_marks_that_its_kind_must_have(kind):
    traits = KINDS[kind]
    drafted = "\n".join(line.line for line in traits.draft)
    assert [mark for mark in traits.marks if f"{{.{mark}}}" not in drafted] == []
    assert ("## " in drafted) or not traits.questions


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_offers_reasons_that_a_vote_may_carry(kind):
    assert KINDS[kind].reasons
    assert [name for name in KINDS[kind].reasons if name not in REASONS] == []


def test_the_browser_knows_what_every_kind_is_called_and_sections():
    assert {f"kind.{kind}": KINDS[kind].name for kind in Kind} | {"kind.section": "Section"} == KIND_NAMES


def test_no_script_and_no_module_keeps_a_list_of_the_kinds_of_its_own():
    """Whatever is said of each kind belongs into the table."""
    lists = [
        path.relative_to(ROOT).as_posix()
        for folder in ("kbgen", "theme")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".js"} and path.is_file()
        if path.name not in {"article.py", "kinds.py"}
        if (text := path.read_text("utf-8")) and all(str(kind) in text for kind in ("troubleshooting", "case-study", "white-paper"))
    ]
    assert lists == []


def test_every_kind_has_an_icon_in_lists():
    icons = (ROOT / "theme" / "partials" / "list.html").read_text("utf-8").partition("\n")[2].partition("\n")[0]
    assert [kind for kind in Kind if f'"{kind}": "' not in icons] == []
