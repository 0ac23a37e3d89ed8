"""Markdown as it comes: what would run is found with its line, code and text that only look like it are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.payloads import ADDRESSES, CONFUSIONS, HANDLERS, TAGS
from kbgen.markup.commonmark import read
from kbgen.markup.python_markdown import PythonMarkdown
from kbgen.markup.safety.article import judge
from kbgen.markup.serialise import to_html
from tests.markup.browser_tree import dangers

DANGEROUS = [
    "<script>alert(1)</script>",
    "<SCRIPT\nsrc=x>",
    "text <iframe src='x'></iframe>",
    "<object data=x>",
    "<style>a{}</style>",
    "<embed src=x>",
    "<base href=//x>",
    "<meta http-equiv=refresh>",
    "<img src=x onerror=alert(1)>",
    "<img src='>' onerror=alert(1)>",
    "<details ontoggle=x open>",
    "## Title {onclick=alert(1)}",
    "[x](y){: class=z onmouseover='alert(1)' }",
    "[x](javascript:alert(1))",
    "[x]( JaVaScRiPt:alert(1) )",
    "[x](<javascript:alert(1)>)",
    "![x](javascript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x][y]\n\n[y]:\n  <javascript:alert(1)>",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<a href=' \n javascript:alert(1)'>x</a>",
    "[x](vbscript:x)",
    "[x](data:text/html,<b>)",
    # The fence is never closed where it looks closed, or its first line is none.
    "~~~\ncode\n~~~\n<script>alert(1)</script>",
    "``` a ` b\n<script>alert(1)</script>\n```",
    "> ```\n<script>alert(1)</script>\n> ```",
    "- ```\n<script>alert(1)</script>\n  ```",
    "\\`<script>alert(1)</script>`",
    "``<script>alert(1)</script>`",
    "`\n\n<script>alert(1)</script>`",
    "<div>\n`<script>alert(1)</script>`\n</div>\n",
    "!!! note\n    <script>alert(1)</script>",
    "> [!NOTE]\n> <script>alert(1)</script>",
    '=== "Tab"\n\n    <img src=x onerror=alert(1)>',
    ":::tip\n<img src=x onerror=alert(1)>\n:::",
    "A[^1]\n\n[^1]: <script>alert(1)</script>",
    "|a|\n|-|\n|<img src=x onerror=alert(1)>|",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_runs_a_program_is_found(text):
    assert judge(read(text).root)


@pytest.mark.parametrize("number", range(32))
def test_no_reference_to_a_control_character_hides_a_program(number):
    # `&#13;` and the like are signs that browsers drop in front of an address.
    for reference in (f"&#{number};", f"&#x{number:x};", f"&#0{number};"):
        for text in (f'<a href="{reference}javascript:alert(1)">x</a>', f"[x](<{reference}javascript:alert(1)>)"):
            assert judge(read(text).root), text
            assert judge(PythonMarkdown().read(text).root) or "javascript" not in to_html(read(text).root), text


@pytest.mark.parametrize("inner", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>"])
@pytest.mark.parametrize("indent", ["", " ", "  ", "   "])
@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
@pytest.mark.parametrize("around", ["", "> ", "    "])
def test_fences_are_code_however_they_are_indented(inner, indent, fence, around):
    text = f"{indent}{fence}html\n{inner}\n {fence}"
    quoted = "\n".join(around + line for line in text.split("\n"))
    tree = read(f"!!! note\n\n{quoted}" if around == "    " else quoted)
    assert judge(tree.root) == []
    assert not dangers(to_html(tree.root))


@pytest.mark.parametrize(
    "text",
    [
        "A script: read it aloud. JavaScript: the good parts.",
        "[JavaScript](https://example.org/javascript:the-good-parts)",
        "[^1]: JavaScript: The Good Parts.",
        "Use <kbd>Ctrl</kbd> and <br> where `x = 1`, one = two, on = off.",
        "![x](a.png){ width=200 loading=lazy }",
        "<https://example.org/?on=1&online=2>",
        "R&D costs 3 < 5 and 7 > 2; see [x](a.md?one=2).",
        "<scripture>",
        "\\<object name> and \\<script>",
        "Never write `<script>` nor ``<iframe src=`x`>``.",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!-- <script>alert(1)</script> -->",
        "<Tabs><TabItem onSelect='x'>one</TabItem></Tabs>".replace(" onSelect='x'", ""),
        "- a\n\n      <script>alert(1)</script>\n",
    ],
)
def test_ordinary_text_is_left_alone(text):
    assert judge(read(text).root) == []


def test_a_finding_knows_its_line():
    text = "\nfine\n\n<script>\nx\n</script>\n\n```\n<script>\n```\n\nsee [x](javascript:y)\n\n<p>\n<img src=x onerror=y>\n</p>\n"
    tree = read(text)
    assert [tree.line_of(finding.element) for finding in judge(tree.root)] == [3, 11, 14]


PIECES = [
    *(*TAGS, *HANDLERS, *CONFUSIONS, *(f"[x]({address})" for address in ADDRESSES)),
    *("<div>", "</div>", '<a title="', "<p", "<?", "<!--", "-->", "<svg>", "</svg>", "<math>", "<style>", "</style>"),
    *("`", "``", "```", "```\n", "~~~\n", "py", "\\", "'", '"', ">", "a", "[x](", "](y)", "{", "}", "![", "<", "&#1;"),
    *("\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "> ", "# ", "!!! a\n    ", ":::a\n", "|", "\u2028", "\x00"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=400, deadline=None)
def test_what_is_published_holds_nothing_that_a_browser_would_run(text):
    for tree in (read(text), PythonMarkdown().read(text)):
        if not judge(tree.root):
            assert dangers(to_html(tree.root)) == []
