"""Prose is what readers read: code, addresses and attributes are none, and every word keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.rules.settings import Limits
from kbgen.rules.texts import heading_issues, length_issues
from kbgen.rules.words import GAP, Lines, count_words, paragraphs, prose_of, sentences


@pytest.mark.parametrize(
    ("body", "gone", "left"),
    [
        ("Run `kbgen simply` now", "simply", "Run"),
        ("```\nsimply\n```\nafter", "simply", "after"),
        ("[text](simply.md) after", "simply", "text"),
        ("[a]: https://simply.example\nafter", "simply", "after"),
        ("<span class=simply>word</span>", "simply", "word"),
        ("## Word {#simply .simply}", "simply", "Word"),
        ("see https://simply.example/x now", "simply", "now"),
        ("<!-- simply\nsimply --> after", "simply", "after"),
        ("write to simply@simply.example now", "simply", "now"),
    ],
)
def test_only_prose_is_left(body: str, gone: str, left: str) -> None:
    text = prose_of(body)
    assert gone not in text
    assert text.index(left) == body.index(left)


@given(st.text(alphabet="ab `\n[](){}<!-->#.:/@~=\"'م", max_size=120))
def test_every_word_keeps_its_place(body: str) -> None:
    text = prose_of(body)
    assert len(text) == len(body)
    assert all(mine in (theirs, " ", GAP) for mine, theirs in zip(text, body, strict=True))
    assert text.count("\n") == body.count("\n")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("واحد. اثنان؟ ثلاثة!", 3),
        ("یک. دو؟ سه!", 3),
        ("Version 1.2.3 is here. It is new.", 2),
        ("He said “no.” She left.", 2),
        ("一。二。", 2),
        ("No end", 1),
    ],
)
def test_sentences_end_where_each_script_ends_them(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


def test_a_persian_word_with_a_joiner_is_one_word() -> None:
    assert count_words("می\u200cتوانید مقاله\u200cها را بخوانید") == 4


def test_list_items_are_paragraphs_of_their_own_and_tables_are_none() -> None:
    body = "Intro line.\n\n- one\n- two\n  more\n\n| a | b |\n|---|---|\n| c | d |\n\n# Heading\n\nEnd."
    assert [" ".join(text.split()) for _, text in paragraphs(body)] == ["Intro line.", "one", "two more", "End."]


def test_a_long_sentence_is_named_with_its_line() -> None:
    body = "Short.\n\nShort one. " + "word " * 40 + "end.\n"
    (issue,) = length_issues(body, Lines(body, 10), "a.md", Limits())
    assert (issue.line, issue.code) == (12, "sentence-length")
    assert "41 words" in issue.message


def test_a_long_paragraph_is_named_once() -> None:
    body = "Five words are in here. " * 30
    assert [issue.code for issue in length_issues(body, Lines(body, 1), "a.md", Limits())] == ["paragraph-length"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("## a\n### b\n#### c\n## d\n", []),
        ("# Title\n## a\n", []),
        ("### a\n", [1]),
        ("## a\n\n#### b\n", [3]),
        ("## a\n```\n#### no heading\n```\n", []),
        ("## a\n# again\n### b\n", []),
        ("Title\n=====\n\nPart\n----\n\n#### c\n", [7]),
    ],
)
def test_a_heading_that_leaves_out_a_level_is_named(body: str, lines: list[int]) -> None:
    assert [issue.line for issue in heading_issues(body, 1, "a.md")] == lines
