"""The interface keeps to the house style of its language: one thing has one name in catalogues, glossary and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kbgen.language.po import read
from kbgen.rules.style import load_style, style_file
from kbgen.rules.words import Lines

ROOT = Path(__file__).parents[2]
# What readers type, by which questions are put together, and what a model reads before it; nobody is shown them.
_LISTS = ("words that mean the same", "words of asking", "words of doing", "words of trouble", "before what a customer looked for")
_PLACE = re.compile(r"\{[^}]*\}|https?://\S+|`[^`]*`")


def _texts(locale: str) -> Iterator[str]:
    catalogue = ROOT / "locales" / ("fa" if locale == "en" else locale) / "LC_MESSAGES" / "kbgen.po"
    for entry in read(catalogue).entries:
        if entry.context in _LISTS:
            continue
        yield from (entry.message, entry.plural) if locale == "en" else entry.forms
    glossary = yaml.safe_load((ROOT / "content" / locale / "_glossary.yml").read_text("utf-8"))
    for term, meaning in glossary.items():
        yield from (term, meaning)


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_interface_and_glossary_keep_to_the_house_style(locale: str) -> None:
    style, issues = load_style(ROOT / "content" / style_file(locale))
    assert issues == []
    assert style.wordings
    found = [
        f"{text}: {issue.message} {issue.suggestion}"
        for text in filter(None, _texts(locale))
        for issue in style.issues(_PLACE.sub("\ufffc", text), Lines(text, 1), style_file(locale))
    ]
    assert found == []
