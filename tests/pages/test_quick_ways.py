"""The quick ways through an article give what Python-Markdown's own give."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import SubElement

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown.blockprocessors import ParagraphProcessor
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor

from kbgen.pages.inline import SIGNS
from kbgen.pages.markdown import configured, hasten

CONTENT = Path(__file__).parents[2] / "content"
# Pieces of everything that a pattern looks for, whole and broken.
SIGNED = ["a", "ب", "`", "``", "\\", "\\*", "*", "**", "***", "_", "__", "[", "]", "(", ")", "![", "[^", "[^1]", "  \n", "\n", " "]
MARKUP = [
    "[a](b)",
    "[a]",
    "![a](b)",
    "<b>",
    "</b>",
    "<",
    ">",
    "&",
    "&amp;",
    "&#1;",
    "<http://a.b>",
    "a@b.c",
    "<a@b.c>",
    "://",
    "\u200c",
    "`a b`",
    " **a b** ",
    "*ب*",
    "_a_",
    "[a b](../c_d.md#e)",
    "![a *b](c)",
    ".",
]
# Python-Markdown shows the name of one of its own marks where it confuses them, with a number that depends on how many it made.
CONFUSED = "wxh:"
PIECES = st.sampled_from([*SIGNED, *MARKUP, "\u200c"])


def usual(text):
    return configured((), {}).convert(text)


def quick(text):
    markdown = configured((), {})
    hasten(markdown)
    return markdown.convert(text)


@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_manual_is_the_same_as_with_the_usual_pass(locale):
    files = sorted((CONTENT / locale).rglob("*.md"))
    assert len(files) > 30
    for file in files:
        text = file.read_text("utf-8")
        assert quick(text) == usual(text), file


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_signs_is_the_same_as_with_the_usual_pass(text):
    expected = usual(text)
    assume(CONFUSED not in expected)
    assert quick(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See [one](a.md), **two words**, `three`, *four*, __five__ and _six_.",
        "![a picture](b.png)",
        "[پیوند](ا.md) و **پررنگ**، `کد`",
        "`<b>` and ` a `",
        "[a](b_c_d.md) _e_",
        "- [a](b)\n    - **c**\n- d",
    ],
)
def test_plain_elements_are_read_without_the_usual_pass(text, monkeypatch):
    expected = usual(text)
    markdown = configured((), {})
    hasten(markdown)
    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", None)
    assert markdown.convert(text) == expected


def test_pattern_of_an_extension_is_tried_on_plain_elements_too():
    class Loud(SimpleTagInlineProcessor):
        pass

    markdown = configured((), {})
    markdown.inlinePatterns.register(Loud(r"()~(.+?)~", "u"), "loud", 75)
    hasten(markdown)
    assert markdown.convert("**a** [~b~](c)") == '<p><strong>a</strong> <a href="c"><u>b</u></a></p>'


@settings(deadline=None)
@given(st.sampled_from(sorted(SIGNS)), st.text(st.sampled_from("ab \n`\\[]()!^<>&;*_:/@#x1-?"), max_size=30))
def test_pattern_matches_only_where_one_of_its_signs_is(expression, text):
    found = re.compile(expression, re.DOTALL).search(text)
    assert found is None or any(sign in text for sign in SIGNS[expression])


def test_every_pattern_of_ours_has_its_signs():
    markdown = configured((), {})
    assert {pattern.pattern for pattern in markdown.inlinePatterns} <= SIGNS.keys()


PLAIN = ["a b", "پ ب", "Term", "", "", "", "  ", "\t", "a  ", "\u00a0", "&amp;", "<b>a</b>", "<div>", "a | b", "--|--", "| a |"]
LISTS = [": What", "- a", "1. a", "۱. a", "    a b", "  a", "> a", "*[A]: B", "[^1]: A", "[a]: /b"]
BLOCKS = [
    "# A",
    "# A |",
    "## A\\",
    "####### A",
    "#",
    "===",
    "---",
    '=== "Tab"',
    "!!! note",
    "??? note",
    "```",
    "***",
    "{: .a }",
    "a {: .b }",
    "[TOC]",
]
LINES = st.sampled_from([*PLAIN, *LISTS, *BLOCKS])


@settings(deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join))
def test_any_mixture_of_lines_is_the_same_as_the_usual_way(text):
    assert quick(text) == usual(text)


def test_extension_that_may_want_plain_lines_gets_them():
    class Loud(ParagraphProcessor):
        def run(self, parent, blocks):
            SubElement(parent, "p").text = blocks.pop(0).upper()

    markdown = configured((), {})
    markdown.parser.blockprocessors.register(Loud(markdown.parser), "loud", 20)
    hasten(markdown)
    assert markdown.convert("Quiet.") == "<p>QUIET.</p>"


def test_extension_that_reads_headings_in_its_own_way_gets_them():
    markdown = configured(("pymdownx.saneheaders",), {})
    hasten(markdown)
    text = "#1234 is a ticket.\n\n# A\n\n##\n\nText"
    assert markdown.convert(text) == configured(("pymdownx.saneheaders",), {}).convert(text)


HEADINGS = [
    "# A",
    "## A",
    "## `a` b",
    "## **A** [b](c)",
    "## A & B",
    "## <b>A</b>",
    "## A {: #x }",
    "## ب‌پ",
    "### A[^1]",
    "## \\*a\\*",
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*HEADINGS, "[^1]: A", "", "", "text", '## A {: data-toc-label="B" }']), max_size=12).map("\n".join)
)
def test_headings_have_the_ids_that_a_table_of_contents_gives_them(text):
    markdown, quicker = configured((), {}), configured((), {})
    hasten(quicker)
    for converter in (markdown, quicker):
        converter.treeprocessors["toc"].marker = ""
    assert quicker.convert(text) == markdown.convert(text)


CODE = '```python title="A"\ndef f(x: int) -> str:\n    return "ü" * x  # twice\n```\n\n```{.bash linenums="1"}\nls -la | wc\n```\n'


def test_code_has_the_classes_that_a_usual_style_gives():
    styled = configured((), {"pymdownx.highlight": {"pygments_style": "default"}})
    assert configured((), {}).convert(CODE) == styled.convert(CODE)


OPTIONS = [{}, {"line_spans": "l", "anchor_linenums": True, "linenums": True}, {"use_pygments": False}]


@pytest.mark.parametrize("options", OPTIONS)
def test_code_that_comes_again_is_marked_up_as_the_first_time(options):
    markdown = configured((), {"pymdownx.highlight": options})
    hasten(markdown)
    other = CODE.replace("python", "text").replace('linenums="1"', 'hl_lines="1"')
    for text in (CODE, other, CODE, f"One\n\n{CODE}\n\n{CODE}", other, *(f"```text\n{number}\n```" for number in range(50)), CODE):
        markdown.reset()
        assert markdown.convert(text) == configured((), {"pymdownx.highlight": options}).convert(text)


def test_code_with_a_title_in_html_has_its_own_each_time():
    options = {"pymdownx.highlight": {"auto_title": True, "auto_title_map": {"Python": {"title": "<b>Py</b>", "mode": "html"}}}}
    markdown = configured((), options)
    hasten(markdown)
    code = "```python\nx = 1\n```\n\n"
    for text in (code * 2, f"<div>raw</div>\n\n{code * 2}"):
        markdown.reset()
        assert markdown.convert(text) == configured((), options).convert(text)


def test_site_that_wants_colours_in_the_elements_gets_them():
    assert 'style="color' in configured((), {"pymdownx.highlight": {"noclasses": True}}).convert(CODE)
