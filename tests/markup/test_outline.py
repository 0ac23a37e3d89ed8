"""Headings and first paragraphs are found in a text as its page has them, without its tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.markup import commonmark
from kbgen.markup.outline import first_heading, first_paragraph, headings


def test_headings_carry_level_line_classes_and_id():
    body = "# One\n\ntext\n\n## Two {.cause #x}\n\n```\n# not\n```\n\nThree {: .fix .big }\n---\n\n### Four ### {x}\n##Five ##\n"
    assert [tuple(heading) for heading in headings(body)] == [
        (1, "One", 0, (), ""),
        (2, "Two", 4, ("cause",), "x"),
        (2, "Three", 10, ("fix", "big"), ""),
        (3, "Four ### {x}", 13, (), ""),
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("## C#", "C#"),
        ("## F# {#fsharp}", "F#"),
        ("## C# #", "C#"),
        ("# `code` & *marked* [l](x.md) ![p](q.png)", "code & marked l"),
        ("## a_b \\* &amp; <https://e.org>", "a_b * & https://e.org"),
        ("## Use <host>", "Use <host>"),
        ("## a <b>b</b>", "a b"),
        ("## {#only} x", "{#only} x"),
        ("## گام ۱", "گام ۱"),
    ],
)
def test_a_heading_is_its_words(text, heading):
    assert [found.text for found in headings(text)] == [heading]


@pytest.mark.parametrize(
    "text",
    [
        "    # code",
        "> # quoted",
        "- # in a list",
        "!!! note\n    ## in a note",
        ":::tip\n## in a box\n:::",
        "```\n# code\n!!! note\n```",
        "<!--\n# c\n-->",
        "#no",
        "####### seven",
        "a\n    b\n",
    ],
)
def test_what_stands_in_something_else_is_none(text):
    assert list(headings(text)) == []


@pytest.mark.parametrize("shown", ["!!! note\n    x\n\n    ## y", ":::tip\n## y", '=== "A"\n\n    z\n'])
def test_code_that_shows_a_note_swallows_no_heading(shown):
    text = f"```\n{shown}\n```\n\n## A\n\n:::note\nx\n:::\n\n## B\n"
    line = text.split("\n").index("## A")
    assert [(heading.text, heading.line) for heading in headings(text)] == [("A", line), ("B", line + 6)]
    assert first_heading(text) == "A"


def test_notes_move_no_line():
    text = '!!! note\n    a\nb\n\n## C\n\n<div markdown="1">x</div>\n\n## D\n'
    assert [heading.line for heading in headings(text)] == [4, 8]


def test_the_first_heading_with_words_counts():
    assert first_heading("#\n\n## ![x](y)\n\n## Real\n") == "Real"
    assert first_heading("```\n# code\n```\n") == ""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("# T\n\nFirst *one*\nline.\n\nSecond.", "First one line."),
        ("# T\nDirectly below.\n", "Directly below."),
        ("![pic](a.png)\n\nWords.\n", "Words."),
        ("> Quoted.\n\nWords.\n", "Words."),
        ('```\ncode\n```\n\nWords & [links](x.md "t").\n', "Words & links."),
        ("- one\n- two\n\nAfter the list.", "After the list."),
        ("* only\n* items\n", "only"),
        ("- one\n\n  more\n- two", "one more"),
        ("1. step\n", "step"),
        ("", ""),
        ("| a | b |\n| - | - |\n\nText\n", "Text"),
        ("!!! note\n    Box.\n\nText\n", "Text"),
        ('=== "A"\n\n    Tab.\n\nText\n', "Text"),
        (":::tip\nBox.\n:::\n\nText\n", "Text"),
        ("*[SLA]: x\n\nText\n", "Text"),
        ("Text\n{.lead}\n", "Text"),
        ("<div>\nhtml\n</div>\n\nText\n", "Text"),
        ("snake_case and _stress_ and \\*star\\*", "snake_case and stress and *star*"),
        ("&lt;b&gt; &amp; more", "<b> & more"),
        ("Term\n:smile: x", "Term :smile: x"),
        ("متن **فارسی** می‌خوانیم.", "متن فارسی می‌خوانیم."),
    ],
)
def test_the_first_paragraph_is_plain_words(body, text):
    assert first_paragraph(body) == text


MARKS = st.text(alphabet=st.sampled_from('`~# \n>=-a{}.[]()!*_<\\:?"'), max_size=120)


@given(MARKS)
def test_headings_at_the_top_are_those_of_the_tree(body):
    tree = commonmark.read(body)
    top = {id(element) for element in tree.root}
    there = [heading for heading in tree.headings if id(heading) in top]
    found = list(headings(body))
    assert [heading.level for heading in found] == [int(heading.tag[1]) for heading in there]
    assert [heading.line for heading in found] == [tree.line_of(heading) for heading in there]


@pytest.mark.parametrize(
    "unit", ["[", "<a", "{", "> ", "# ", "a\n", "*", "_", "`", "\\", "\n", "- ", "![", "a ", "!!! note\n    ", ":::a\n"]
)
def test_a_megabyte_of_anything_has_headings_and_a_paragraph(unit):
    text = unit * (1_000_000 // len(unit))
    assert sum(1 for _ in headings(text)) >= 0
    assert isinstance(first_paragraph(text), str)


def test_what_a_template_has_yet_to_fill_in_describes_no_article():
    assert first_paragraph("https://x.example/a.png\n\nWords.\n") == "Words."
    assert first_paragraph("https://x.example/a.png\n") == "https://x.example/a.png"
    assert first_paragraph("Paid by {{ word }}.\n\n{% if x %}\n\nTake the form.\n") == "Take the form."
    assert first_paragraph("Paid by {{ word }}.\n") == "Paid by {{ word }}."
