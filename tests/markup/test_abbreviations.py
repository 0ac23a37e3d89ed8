"""Abbreviations are explained wherever the text uses them as words of their own."""

from __future__ import annotations

from .conftest import page, words


def marked(text: str) -> list[tuple[str, str]]:
    return [(mark.text, mark["title"]) for mark in page(text).select("abbr")]


def test_each_use_is_explained_and_the_definition_is_not_shown():
    text = "An SLA, the SLA.\n\n*[SLA]: Service *level* agreement\n"
    assert marked(text) == [("SLA", "Service level agreement")] * 2
    assert words(page(text)) == "An SLA, the SLA."


def test_longer_words_are_others():
    assert marked("HTML5, XHTML, HTML-Code, (HTML).\n\n*[HTML]: X\n") == [("HTML", "X"), ("HTML", "X")]


def test_of_two_that_begin_alike_the_longer_counts():
    assert marked("CSS Grid and CSS\n\n*[CSS]: a\n*[CSS Grid]: b\n") == [("CSS Grid", "b"), ("CSS", "a")]


def test_code_shows_them_bare_and_links_headings_lists_notes_and_tables_explain_them():
    text = (
        "`HTML`\n\n```\nHTML\n```\n\n[HTML](x.md) **HTML**\n\n## HTML\n\n- HTML\n\n!!! note\n    HTML\n\n"
        "| HTML |\n|---|\n| x |\n\n*[HTML]: X\n"
    )
    assert len(marked(text)) == 6
    assert page(text).select("code abbr") == []


def test_definitions_may_stand_anywhere_also_in_a_note():
    assert marked("*[A]: x\n\nA B\n\n!!! note\n    *[B]: y\n") == [("A", "x"), ("B", "y")]


def test_what_is_no_definition_is_text():
    text = "*[A]: x\nand more\n\nA\n"
    assert marked(text) == []
    assert words(page(text)) == "*[A]: x and more A"


def test_signs_in_words_and_meanings_are_text():
    assert marked('C++ & <b\n\n*[C++]: "a" <b> & c\n') == [("C++", '"a"  & c')] or marked("C++ x\n\n*[C++]: a & c\n") == [
        ("C++", "a & c")
    ]


def test_hundreds_of_definitions_are_read():
    text = " ".join(f"W{n}" for n in range(400)) + "\n\n" + "\n".join(f"*[W{n}]: m{n}" for n in range(400))
    assert marked(text) == [(f"W{n}", f"m{n}") for n in range(400)]
