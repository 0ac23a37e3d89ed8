"""Phrases that are learned go between what writers keep in `asked.yml`, and change nothing of it."""

from __future__ import annotations

import difflib

import pytest
import yaml

from kbgen.errors import AuthorError
from kbgen.report.write.asked_file import merged

BY_HAND = """\
# Ours: what the support mail says.
guides/set-up.md:
  # From the fair in May.
  en: [how do I start, "first: steps"]  # both are asked by phone
  fa:
  - از کجا شروع کنم  # the commonest
  # - left out on purpose

# Billing asked for this one.
billing/invoices.md: {en: [my receipts]}
start/here.md:
  en: where to begin
empty.md:

# The end.
"""


def added(text: str) -> list[str]:
    """The lines that `text` has and the file did not."""
    changes = difflib.ndiff(BY_HAND.splitlines(), text.splitlines())
    return [line[2:] for line in changes if line.startswith("+ ")]


@pytest.mark.parametrize(
    ("article", "locale", "after"),
    [
        ("guides/set-up.md", "en", ["how do I start", "first: steps", "wompitude", "say: why"]),
        ("guides/set-up.md", "fa", ["از کجا شروع کنم", "wompitude", "say: why"]),
        ("guides/set-up.md", "ar", ["wompitude", "say: why"]),
        ("billing/invoices.md", "en", ["my receipts", "wompitude", "say: why"]),
        ("billing/invoices.md", "ar", ["wompitude", "say: why"]),
        ("start/here.md", "en", ["where to begin", "wompitude", "say: why"]),
        ("empty.md", "en", ["wompitude", "say: why"]),
        ("a/new.md", "en", ["wompitude", "say: why"]),
    ],
)
def test_a_phrase_is_added_and_nothing_else_changes(article: str, locale: str, after: list[str]) -> None:
    text, count = merged(BY_HAND, {article: {locale: ["wompitude", "say: why"]}})
    before = yaml.safe_load(BY_HAND)
    document = yaml.safe_load(text)
    assert document[article][locale] == after
    assert {key: value for key, value in document.items() if key != article} == {
        key: value for key, value in before.items() if key != article
    }
    comments = [line.partition("#")[2] for line in BY_HAND.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in text.splitlines() if "#" in line] == comments
    assert count == 2
    assert len(added(text)) <= 4


def test_several_phrases_reach_one_article_at_once() -> None:
    phrases = {"guides/set-up.md": {"en": ["one two"], "fa": ["گام نخست"], "ar": ["الخطوة الأولى"]}, "b.md": {"en": ["three four"]}}
    text, count = merged(BY_HAND, phrases)
    document = yaml.safe_load(text)
    assert (count, document["guides/set-up.md"]["ar"], document["b.md"]) == (4, ["الخطوة الأولى"], {"en": ["three four"]})
    assert document["guides/set-up.md"]["fa"] == ["از کجا شروع کنم", "گام نخست"]


def test_phrases_are_added_once() -> None:
    text, count = merged("", {"a.md": {"en": ["first steps", "First step"]}})
    assert count == 1
    assert merged("# Ours.\n" + text, {"a.md": {"en": ["first steps"]}}) == ("# Ours.\n" + text, 0)


def test_a_file_without_an_end_of_line_gets_one() -> None:
    text, _ = merged("a.md:\n  en:\n  - one", {"a.md": {"en": ["two"], "fa": ["سه"]}})
    assert text == "a.md:\n  en:\n  - one\n  - two\n  fa: [سه]\n"


@pytest.mark.parametrize("text", ["a.md: [", "- a.md\n", "just words\n", "a.md: [x]\n", "{a.md: {en: [x]}}\n", "a.md: null\n"])
def test_a_file_that_is_something_else_is_left_alone(text: str) -> None:
    with pytest.raises(AuthorError, match=r"asked\.yml"):
        merged(text, {"a.md": {"en": ["one two"]}})
