"""Headings, first paragraphs and code are found in the text as Python-Markdown would find them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.articles.prose import cut, first_heading, first_paragraph, headings, plain, without_code, without_fences


def test_headings_carry_level_line_and_classes():
    body = "# One\n\ntext\n\n## Two {.cause #x}\n\n```\n# not\n```\n\nThree {: .fix .big }\n---\n\n### Four ### {x}\n##Five ##\n"
    assert [(heading.level, heading.text.split(" ")[0], heading.line, heading.classes) for heading in headings(body)] == [
        (1, "One", 0, ()),
        (2, "Two", 4, ("cause",)),
        (2, "Three", 10, ("fix", "big")),
        (3, "Four", 13, ()),
        (2, "Five", 14, ()),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("# T\n\nFirst *one*\nline.\n\nSecond.", "First one line."),
        ("# T\nDirectly below.\n", "Directly below."),
        ("![pic](a.png)\n\n> Quoted.\n", "Quoted."),
        ('```\ncode\n```\n\nWords & [links](x.md "t").\n', "Words & links."),
        ("- one\n- two\n\nAfter the list.", "After the list."),
        ("* only\n* items\n", "only"),
        ("1. step\n", "step"),
        ("", ""),
        ("| a | b |\n| - | - |\n\nText\n", "Text"),
        ("!!! note\n    Box.\n\nText\n", "Text"),
        ("snake_case and _stress_ and \\*star\\*", "snake_case and stress and *star*"),
        ("&lt;b&gt; &amp; more", "<b> & more"),
        ("متن **فارسی** می‌خوانیم.", "متن فارسی می‌خوانیم."),
    ],
)
def test_the_first_paragraph_is_plain_words(body, text):
    assert first_paragraph(body) == text


def test_the_first_heading_with_words_counts():
    assert first_heading("#\n\n## ![x](y)\n\n## Real\n") == "Real"
    assert first_heading("```\n# code\n```\n") == ""


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("short", 10, "short"),
        ("one two three", 10, "one two…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("one, two", 6, "one…"),
        ("exactly 10", 10, "exactly 10"),
    ],
)
def test_a_text_is_cut_at_a_word(text, length, short):
    assert cut(text, length) == short
    assert len(cut(text, length)) <= length


@given(st.text(alphabet=st.sampled_from("`~# \n>=-a{}.[]()!*_<\\"), max_size=200))
def test_blanking_code_moves_nothing(body):
    for blanked in (without_fences(body), without_code(body)):
        assert len(blanked) == len(body)
        assert all(new in (old, " ") for new, old in zip(blanked, body, strict=True))
    list(headings(body))
    assert "\n" not in plain(body) + first_paragraph(body)


@pytest.mark.parametrize("unit", ["[", "<a", "{", "> ", "# ", "a\n", "*", "_", "`", "\\", "\n", "- ", "![", "a "])
def test_a_megabyte_of_anything_has_headings_and_a_paragraph(unit):
    text = unit * (1_000_000 // len(unit))
    assert sum(1 for _ in headings(text)) >= 0
    assert len(first_paragraph(text)) <= 1_000
