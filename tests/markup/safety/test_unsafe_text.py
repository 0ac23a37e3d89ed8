"""What could run a program in the reader's browser never reaches a page, however it is written; and code shows anything.

Judged is what is written, by an HTML parser that is none of ours: a text is either refused, or nothing on its page can run.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.markup import commonmark
from kbgen.markup.python_markdown import PythonMarkdown
from kbgen.markup.safety.article import judge
from kbgen.markup.serialise import to_html
from kbgen.markup.tree import Tree

Read = Callable[[str], Tree]
READERS = {"commonmark": commonmark.read, "python-markdown": PythonMarkdown(["md_in_html", "pymdownx.magiclink"]).read}
ACTIVE = {"script", "iframe", "object", "embed", "base", "meta", "style", "link", "form", "frame", "frameset", "applet", "template"}
# Browsers drop C0 and spaces before an address, tabs and line ends within it (URL Standard).
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0]+")
RUNS = re.compile(r"(?:javascript:|vbscript:|data:text|data:image/svg|data:application)", re.IGNORECASE)


def dangers(html: str) -> list[str]:
    """What of a page could run, as an independent parser sees it."""
    found = []
    for element in html5lib.parse(f"<!doctype html><body>{html}", namespaceHTMLElements=False).iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        name = tag.rpartition("}")[2].lower()
        if name in ACTIVE:
            found.append(name)
        for attribute, value in element.attrib.items():
            if attribute.lower().startswith("on") or attribute.lower() in ("srcdoc", "formaction"):
                found.append(attribute)
            if RUNS.match(IGNORED.sub("", value)) and attribute.lower() not in ("alt", "title", "class", "id"):
                found.append(value)
    return found


@pytest.fixture(params=list(READERS))
def read(request: pytest.FixtureRequest) -> Read:
    return READERS[request.param]


def refused(read: Read, text: str) -> bool:
    """Whether the text is refused; otherwise its page is harmless."""
    tree = read(text)
    if judge(tree.root):
        return True
    assert dangers(to_html(tree.root)) == []
    return False


# Certainly programs, for both readers.
CLEAR = [
    "<script>alert(1)</script>",
    "text <iframe src='x'></iframe>",
    "<object data=x></object>",
    "<style>a{}</style>",
    "<embed src=x>",
    "<base href=//x>",
    "<meta http-equiv=refresh>",
    "<img src=x onerror=alert(1)>",
    "<img src=x ONERROR = alert(1)>",
    "<img src='>' onerror=alert(1)>",
    "<svg\nonload\n=alert(1)></svg>",
    "<details ontoggle=x open>x</details>",
    "# Title {onclick=alert(1)}",
    "[x](y){: class=z onmouseover='alert(1)' }",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "![x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#0000106;&#x61;vascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;&#x61;&#x76;&#x61;&#x73;&#x63;&#x72;&#x69;&#x70;&#x74;&#x3A;alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    "<a href=' \n javascript:alert(1)'>x</a>",
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    "[x](y){href=javascript:alert(1)}",
    "[x](vbscript:x)",
    "[x](data:text/html,<b>)",
    "<form action=x><button>b</button></form>",
    "<p style='position:fixed'>x</p>",
    "<svg><script>alert(1)</script></svg>",
    "<div>\n\n<script>alert(1)</script>\n\n</div>",
    "- a\n\n    <script>alert(1)</script>\n",
    "> <script>alert(1)</script>",
    "!!! note\n    <script>alert(1)</script>",
    '!!! note "<img src=x onerror=y>"\n    x',
    '=== "A"\n\n    <script>alert(1)</script>',
    "a[^1]\n\n[^1]: <img src=x onerror=y>",
    "| a |\n|---|\n| <img src=x onerror=y> |",
    "<div markdown=1>\n[x](javascript:y)\n</div>",
]
# Programs to one reader or to neither: what is not refused must be harmless.
UNCLEAR = [
    "<SCRIPT\nsrc=x>",
    "<script/src=x>",
    "<script>alert(1)",
    "<img/src=x/onerror=alert(1)>",
    "<img alt='' src=\"x\"onerror=alert(1)>",
    '<a title="x><img src=x onerror=alert(1)>"',
    "[x]( JaVaScRiPt:alert(1) )",
    "[x](java\tscript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](javascript\\:alert(1))",
    "[x](&#106avascript:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](java&NewLine;script&#58;alert(1))",
    "[x][y]\n\n[y]:\n  <javascript:alert(1)>",
    "<javascript:alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)",
    "[x](java script:alert(1))",
    "![x](a.png){onerror=alert(1)}",
    "x {onclick=alert(1)}",
    "<p>&lt;script&gt;</p>",
    "<details>\n<summary>x</summary>\n\n[x](javascript:y)\n\n</details>",
    # The fence is never closed, or its first line is none.
    "```\n<script>alert(1)</script>\n",
    "~~~~\n<script>alert(1)</script>\n~~~\n",
    "``` not a `language\n<script>alert(1)</script>\n```\n",
    " ```\n<script>alert(1)</script>\n ```\n",
    "\t```\n<script>alert(1)</script>\n\t```\n",
    "> ```\n<script>alert(1)</script>\n> ```\n",
    " ~~~\n<img src=x onerror=alert(1)>\n ~~~\n",
    "- ```\n<script>alert(1)</script>\n  ```\n",
    "!!! note\n    ```\n<script>alert(1)</script>\n    ```\n",
    ":::note\n```\n:::\n<script>alert(1)</script>\n```\n",
    # The span is closed on an earlier line, so that this one begins outside it.
    "a ` b\nc ` <script>alert(1)</script> ` d",
    "- x ` y\n- a ` b ` <script>alert(1)</script> ` d",
    "\\`<script>alert(1)</script>`",
    "<div>\n`<script>alert(1)</script>`\n</div>\n",
    "`\n<script>alert(1)</script>\n`",
    "``<script>alert(1)</script>`",
    # Programs in the words of our own marks.
    "!!! note onclick=x\n    y",
    '!!! \\"onclick=x\n    y',
    ":::note{onclick=alert(1)}\nx\n:::",
    "::: {.a onclick=alert(1)}\nx\n:::",
    '=== "<script>alert(1)</script>"\n    x',
    '```py title="<script>alert(1)</script>"\nx\n```',
    '```{.py #x"onclick=alert(1)}\nx\n```',
    '```{.a"onclick=alert(1)}\nx\n```',
    "```<script>\nx\n```",
    "*[x]: <script>alert(1)</script>\n\nx",
    '*[x]: " onmouseover="alert(1)\n\nx',
    "a[^<script>]\n\n[^<script>]: x",
    'a[^"onclick=x]\n\n[^"onclick=x]: y',
    '<div markdown="1" onclick="x">\n*y*\n</div>',
    "<div onclick=x markdown>\ny\n</div>",
    "https://a.example/<script>alert(1)</script>",
    'https://a.example/"onclick="alert(1)',
    "\x020\x03<script>alert(1)</script>",
    "> ###### \x020\x03x\n\n!!! note\n    y",
]


@pytest.mark.parametrize("text", CLEAR)
def test_what_runs_a_program_is_refused(read, text):
    assert refused(read, text)


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_not_refused_runs_nothing(read, text):
    refused(read, text)


@pytest.mark.parametrize("text", [*CLEAR, *UNCLEAR])
def test_the_same_in_a_block_of_code_is_shown_to_the_letter(read, text):
    if "\x02" in text or "```" in text or "~~~" in text:
        return
    body = read(f"Look:\n\n````html\n{text}\n````\n\nAfter.\n")
    assert judge(body.root) == []
    assert dangers(to_html(body.root)) == []
    assert text.replace("\t", "    ").split() == "".join(body.root.itertext()).split()[1:-1]


@pytest.mark.parametrize(
    "text", [text for text in [*CLEAR, *UNCLEAR] if "\n" not in text and "`" not in text and "\x02" not in text]
)
def test_the_same_in_a_code_span_is_text(read, text):
    tree = read(f"Never write `{text}` nor ``{text}``.")
    assert judge(tree.root) == []
    assert dangers(to_html(tree.root)) == []
    assert "".join(tree.root.itertext()).replace("\t", " ").count(" ".join(text.split())) == 2 or "  " in text or "\t" in text


@pytest.mark.parametrize(
    "text",
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
        "&lt;script>, `<script>`",
        "Type <name>, List<String>",
        "| a |\n|:-:|\n| b |",
        "1. a\n\n    !!! note\n        b",
        "- [ ] a\n- [x] b",
        '=== "A"\n    a\n=== "B"\n    b',
        "a[^1]\n\n[^1]: b",
        "*[a]: b\n\na",
        '```py title="x" linenums="1"\nx\n```',
        "<div dir=rtl style='text-align: right'>x</div>",
        "<svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
        "<me@example.org> mailto:me@example.org",
        "![x](data:image/png;base64,aaaa)",
    ],
)
def test_ordinary_text_is_left_alone(read, text):
    assert not refused(read, text)


@pytest.mark.parametrize("text", ["\\<object name>", "\\<script>", "a \\<iframe src=x> b"])
def test_an_escaped_sign_is_a_sign(text):
    # Python-Markdown does not know this escape.
    assert not refused(commonmark.read, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\nfine\n\n[x](javascript:y)\n", 3),
        ("a\n\n<img src=x\nonerror=y>\n", 2),
        ("!!! note\n    a\n\n    ![](javascript:y)\n", 3),
        ("```\n<script>\n```\n\n<div>\n<iframe src=x></iframe>\n</div>\n", 5),
    ],
)
def test_what_is_refused_is_known_by_its_line(text, line):
    tree = commonmark.read(text)
    (finding,) = judge(tree.root)
    assert tree.line_of(finding.element) == line


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
        "#",
        "\\`",
    ],
)
def test_a_megabyte_of_anything_is_read_to_its_end(unit):
    # An expression that looked at the rest of the text from each of its places would take hours. Lines of one paragraph are
    # joined one by one: of these a third will do.
    size = 300_000 if unit.endswith("\n") else 1_000_000
    tree = commonmark.read(unit * (size // len(unit)) + "\n\n<img src=x onerror=y>", colours=False)
    assert judge(tree.root) or "<img src=x" in to_html(tree.root).replace("&lt;", "<") or "onerror" not in to_html(tree.root)


# What confuses readers of Markdown about where code and HTML begin and end.
TAGS = [
    *("<script>", "<img src=x onerror=y>", "<div>", "</div>", '<a title="', "<p", "<?", "<!--", "-->", "<div markdown>", "<pre>"),
    *("`", "``", "```", "```\n", "~~~\n", "py", "\\", "'", "a", "[x](", "](y)", "!!! note\n", ":::tip\n", ":::\n", '=== "', '"'),
    *("\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "> ", "# ", "|", "|---|\n", "[^1]", "[^1]: "),
]
LINKS = [
    *("javascript:x", "java\nscript:x", "javascript&colon;x", "&#106;avascript:x", "&#1;javascript:x"),
    *("[x](", "![", "](", ")", "[x][y]", "[y]: ", "<a href=", "{href=", "}", "<", ">", "{onclick=x}"),
    *("`", '"', "\\", "a", " ", "\n", "\n\n", "*[a]: ", '!!! note "', "http://a.b/"),
]


def pieces(of: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(of), max_size=25).map("".join)


@pytest.mark.parametrize("name", list(READERS))
@given(text=pieces(TAGS))
@settings(max_examples=300)
def test_no_mixture_of_tags_and_code_runs_unless_it_is_refused(name, text):
    refused(READERS[name], text)


@pytest.mark.parametrize("name", list(READERS))
@given(text=pieces(LINKS))
@settings(max_examples=300)
def test_no_mixture_of_links_and_attributes_runs_unless_it_is_refused(name, text):
    refused(READERS[name], text)
