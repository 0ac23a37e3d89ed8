"""Blocks of code: every header that writers put behind a fence, and what the block shows for it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from kbgen.markup.code import Fence, fence

from .conftest import page

HEADERS = [
    # header, language, title, lines lifted out, number of the first line
    ("", "", "", "", None),
    ("python", "python", "", "", None),
    ("python title=x.py", "python", "x.py", "", None),
    ('python title="x y.py"', "python", "x y.py", "", None),
    ("python title='x.py'", "python", "x.py", "", None),
    ("js{1}", "js", "", "1", None),
    ("js {1,3-5}", "js", "", "1 3-5", None),
    ("{1}", "", "", "1", None),
    ("ts twoslash", "ts", "", "", None),
    ("ts {2} showLineNumbers", "ts", "", "2", 1),
    ("py showLineNumbers{4}", "py", "", "4", 1),
    ("bash copy", "bash", "", "", None),
    ('{.python #id hl_lines="1"}', "python", "", "1", None),
    ("{.python .numberLines startFrom=3}", "python", "", "", None),
    ('py hl_lines="1 3-4" linenums="7"', "py", "", "1 3-4", 7),
    ('py linenums="0"', "py", "", "", 1),
    ('title="a.txt"', "", "a.txt", "", None),
    ("jsx filename=app.jsx", "jsx", "app.jsx", "", None),
    ("c++", "c++", "", "", None),
    ("c#", "c#", "", "", None),
    ("objective-c", "objective-c", "", "", None),
    ("rust,ignore", "rust", "", "", None),
    ("diff lang=js", "diff", "", "", None),
    ("text:no-line-numbers", "text", "", "", None),
    ('linenums="' + "9" * 5000 + '"', "", "", "", None),
]


@pytest.mark.parametrize(("header", "language", "title", "lines", "first"), HEADERS)
def test_the_words_behind_a_fence_say_what_they_ask_for(header, language, title, lines, first):
    asked = fence(header)
    assert (asked.language, asked.title, asked.lines, asked.first) == (language, title, lines, first)


@pytest.mark.parametrize("header", [header for header, *_ in HEADERS])
@pytest.mark.parametrize("sign", ["```", "~~~~"])
def test_no_header_swallows_what_follows(header, sign):
    body = page(f"{sign}{header}\nx = 1\n{sign}\n\n## Next\n\ntext\n")
    assert body.select_one("code").text == "x = 1\n"
    assert body.h2.text == "Next"
    assert body.find_all("p")[-1].text == "text"


def test_a_block_may_have_an_address_and_classes():
    assert fence("{.python #id .wide}") == Fence("python", id="id", classes="wide")
    block = page("```{.python #id .wide}\nx\n```\n").div
    assert (block["id"], block["class"]) == ("id", ["highlight", "wide"])


def test_a_title_and_lines_that_are_lifted_out_are_shown():
    body = page('```py title="<a>.py" hl_lines="2"\na = 1\nb = 2\n```\n')
    assert body.select_one(".filename").text == "<a>.py"
    assert body.select_one(".hll").text == "b = 2\n"


def test_lines_are_numbered_from_the_first():
    body = page('```py linenums="7"\na = 1\nb = 2\n```\n')
    assert body.select_one(".linenos").text.split() == ["7", "8"]
    assert body.select_one(".code pre").text == "a = 1\nb = 2\n"


@pytest.mark.parametrize("language", ["", "nosuchlanguage", "html", "python"])
def test_signs_of_html_in_code_are_text(language):
    text = '<b onclick="x">&amp; </code></pre><script>1</script>\n'
    assert page(f"```{language}\n{text}```\n").code.text == text


def test_code_is_kept_to_the_letter():
    text = "\n  a\n\n\tb  \n    c\n\n"
    assert page(f"```\n{text}```\n").code.text == text
    assert page(f"```python\n{text}```\n").code.text == text


def test_known_languages_are_coloured_by_classes_alone():
    body = page("```python\nreturn 1\n```\n")
    assert body.select_one(".k").text == "return"
    assert body.select("[style]") == []


def test_code_reads_from_left_to_right_and_the_keyboard_reaches_it():
    block = page("```\nx\n```\n").div
    assert (block["dir"], block.pre["tabindex"]) == ("ltr", "0")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("    a\n    b\n", "a\nb\n"),
        ("- x\n\n  ```\n  a\n    b\n  ```\n", "a\n  b\n"),
        ("> ```\n> a\n> ```\n", "a\n"),
        ("```\nnever closed\n", "never closed\n"),
        ("   ```\n   a\n   ```\n", "a\n"),
        ("````\n```\na\n```\n````\n", "```\na\n```\n"),
    ],
)
def test_blocks_stand_where_commonmark_has_them(text, code):
    assert page(text).pre.text == code


PROGRAM = 'def f(a):\n    """Say <a> & "b".\n\n    Twice."""\n    return f"{a!r:>{9}}"  # \'x\'\n\n\n'
MARKUP = "<a href='x'>&amp;</a>\n<!-- two\nlines -->\n"
SHELL = "$ ls -l | grep 'x'  # all\nls: no such file\n"


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("", {}),
        ("{0} title=a.txt", {"filename": "a.txt"}),
        ('{0} hl_lines="2 4-9"', {"hl_lines": [2, 4, 5, 6, 7, 8, 9]}),
        ('{0} linenums="8"', {"linenos": "table", "linenostart": 8}),
        ('{0} linenums="8" title=a.txt hl_lines="1"', {"linenos": "table", "linenostart": 8, "filename": "a.txt", "hl_lines": [1]}),
    ],
)
@pytest.mark.parametrize(
    ("language", "text"),
    [("python", PROGRAM), ("html", MARKUP), ("console", SHELL), ("text", PROGRAM), ("yaml", "a: [1, 'x']\n"), ("php", MARKUP)],
)
def test_colours_and_frames_are_those_of_pygments(header, options, language, text):
    words = header.format(language) or language
    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    theirs = BeautifulSoup(highlight(text, lexer, HtmlFormatter(wrapcode=True, **options)), "html.parser").select_one(".highlight")
    # A stopgap for a browser of 2007.
    theirs.select_one("code").find_previous_sibling("span").decompose()
    for frame in theirs.select(".code pre, div.highlight > pre"):
        frame["tabindex"] = "0"
    theirs["dir"] = "ltr"
    ours = page(f"```{words}\n{text}```\n").select_one(".highlight")
    assert str(ours) == str(theirs)
