"""What could run a program in the reader's browser is found, however it is written, and code is left alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kbgen.articles.raw_html import issues_in

DANGEROUS = [
    "<script>alert(1)</script>",
    "<SCRIPT\nsrc=x>",
    "<script/src=x>",
    "text <iframe src='x'></iframe>",
    "<object data=x>",
    "<style>a{}</style>",
    "<embed src=x>",
    "<base href=//x>",
    "<meta http-equiv=refresh>",
    "<img src=x onerror=alert(1)>",
    "<img src=x ONERROR = alert(1)>",
    "<img src='>' onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img alt='' src=\"x\"onerror=alert(1)>",
    '<a title="x><img src=x onerror=alert(1)>"',
    "<svg\nonload\n=alert(1)>",
    "<details ontoggle=x open>",
    "# Title {onclick=alert(1)}",
    "[x](y){: class=z onmouseover='alert(1)' }",
    "[x](javascript:alert(1))",
    "[x]( JaVaScRiPt:alert(1) )",
    "[x](<javascript:alert(1)>)",
    "![x](javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#0000106;&#x61;vascript:alert(1))",
    "[x](&#106avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script&#58;alert(1))",
    "[x](&#x6A;&#x61;&#x76;&#x61;&#x73;&#x63;&#x72;&#x69;&#x70;&#x74;&#x3A;alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x][y]\n\n[y]:\n  <javascript:alert(1)>",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    "<a href=' \n javascript:alert(1)'>x</a>",
    "[x](y){href=javascript:alert(1)}",
    "[x](vbscript:x)",
    "[x](data:text/html,<b>)",
]


@pytest.mark.parametrize("body", DANGEROUS)
def test_what_runs_a_program_is_found(body):
    assert issues_in(body, 1, "x.md")


@pytest.mark.parametrize("body", DANGEROUS)
def test_the_same_in_a_fenced_block_is_text(body):
    assert (
        issues_in(
            f"Look:\n\n```html\n{body}\n```\n\n~~~\n{body}\n~~~\n\n- item\n\n    ```\n    {body}\n    ```\n".replace(
                "\n\n[y]", " [y]"
            ),
            1,
            "x",
        )
        == []
    )


@pytest.mark.parametrize("body", [body for body in DANGEROUS if "\n" not in body])
def test_the_same_in_a_code_span_is_text(body):
    assert issues_in(f"Never write `{body}` nor ``{body}``.", 1, "x") == []


@pytest.mark.parametrize(
    "body",
    [
        # The fence is never closed, or its first line is not one.
        "```\n<script>alert(1)</script>\n",
        "~~~~\n<script>alert(1)</script>\n~~~\n",
        "``` not a language\n<script>alert(1)</script>\n```\n",
        # The span is closed on an earlier line, so that this one begins outside it.
        "a ` b\nc ` <script>alert(1)</script> ` d",
        "- x ` y\n- a ` b ` <script>alert(1)</script> ` d",
        "\\`<script>alert(1)</script>`",
        # In an HTML block backticks are letters.
        "<div>\n`<script>alert(1)</script>`\n</div>\n",
        "`\n<script>alert(1)</script>\n`",
        "``<script>alert(1)</script>`",
    ],
)
def test_what_only_looks_like_code_is_found(body):
    assert "<script>" in markdown.markdown(body, extensions=["pymdownx.superfences"]) or "<script>" in body
    assert issues_in(body, 1, "x")


@pytest.mark.parametrize(
    "body",
    [
        "A script: read it aloud. JavaScript: the good parts.",
        "[JavaScript](https://example.org/javascript:the-good-parts)",
        "[^1]: JavaScript: The Good Parts.",
        "Use <kbd>Ctrl</kbd> and <br> where `x = 1`, one = two, on = off.",
        "<details><summary>More</summary>once = 1</details>",
        "![x](a.png){ width=200 loading=lazy }",
        "<video controls src=a.mp4></video>",
        "<https://example.org/?on=1&online=2>",
        "R&D costs 3 < 5 and 7 > 2; see [x](a.md?one=2).",
        "{{ condition = 3 }}",
        "[data](data.csv)",
        "<scripture>",
    ],
)
def test_ordinary_text_is_left_alone(body):
    assert issues_in(body, 1, "x") == []


def test_an_issue_names_the_line_in_the_file():
    body = "\nfine\n\n<script>\n\n```\n<script>\n```\n\n[x](javascript:y)\n"
    found = issues_in(body, 5, "content/en/a.md")
    assert [(issue.path, issue.line, issue.code) for issue in found] == [
        ("content/en/a.md", 8, "article-html"),
        ("content/en/a.md", 14, "article-html"),
    ]


# Each would take minutes if some expression looked at the rest of the text from each of its places.
@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        "<a \"'",
        "{",
        "{a ",
        "`",
        "`a``",
        "```\n",
        "~~~a\n",
        "](",
        "[",
        "]:\n",
        "&#106;",
        " on",
        " on=",
        "<\n",
        "=",
        "> ",
        "#",
        "a\n=",
        "\\`",
    ],
)
def test_a_megabyte_of_anything_is_read_to_its_end(unit):
    text = unit * (1_000_000 // len(unit))
    for tail in ("", "\n<script> javascript: on=", " onx=1 javascript:"):
        assert len(issues_in(text + tail, 1, "x")) <= 100


def test_many_different_fences_are_read_to_their_end():
    fences = "\n".join("`" * length for length in range(3, 1400))
    assert issues_in(f"{fences}\n<script>", 1, "x")


# What confuses readers of Markdown about where code and HTML begin and end.
TAGS = [
    *("<script>", "<img src=x onerror=y>", "<div>", "</div>", '<a title="', "<p", "<?", "<!--", "-->"),
    *("`", "``", "```", "```\n", "~~~\n", "py", "\\", "'", "a", "[x](", "](y)"),
    *("\n", "\n\n", " ", "    ", "- ", "1. ", "> ", "# "),
]
LINKS = [
    *("javascript:x", "java\nscript:x", "javascript&colon;x", "&#106;avascript:x"),
    *("[x](", "![", "](", ")", "[x][y]", "[y]: ", "<a href=", "{href=", "}", "<", ">"),
    *("`", '"', "\\", "a", " ", "\n", "\n\n"),
]
EXTENSIONS = ["attr_list", "def_list", "footnotes", "tables", "pymdownx.details", "pymdownx.superfences", "pymdownx.tasklist"]


def pieces(of: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(of), max_size=25).map("".join)


@given(pieces(TAGS))
@settings(max_examples=500, deadline=None)
def test_whatever_becomes_a_script_on_the_page_was_found_in_the_text(body):
    page = markdown.markdown(body, extensions=EXTENSIONS)
    if "<script" in page or "<img src=x onerror" in page:
        assert issues_in(body, 1, "x")


class Tags(HTMLParser):
    """Gathers where the tags of a page lead, as a browser reads them: what stands in text as code is none."""

    def __init__(self):
        super().__init__()
        self.targets = []

    def handle_starttag(self, tag, attrs):
        self.targets += [value for name, value in attrs if name in ("href", "src") and value]


@given(pieces(LINKS))
@settings(max_examples=500, deadline=None)
def test_whatever_becomes_a_link_to_a_program_was_found_in_the_text(body):
    page = markdown.markdown(body, extensions=EXTENSIONS)
    tags = Tags()
    tags.feed(page)
    tags.close()
    for value in tags.targets:
        if re.sub(r"[\x00-\x20]", "", value).lower().startswith("javascript:"):
            assert issues_in(body, 1, "x")
