"""HTML becomes Markdown that kbgen's own Markdown reads back as the same text and structure."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbgen.dialects.marks import finish
from kbgen.imports.convert.from_html import markdown_of
from kbgen.markup import commonmark
from kbgen.markup.serialise import to_html


class Around:
    """Everything is found where it was."""

    def __init__(self):
        self.lost = []

    def link(self, target):
        return target

    def picture(self, source):
        return source

    def holds(self, source):
        return False

    def lose(self, what, why):
        self.lost.append(what)


def converted(source: str) -> str:
    return finish(markdown_of(source, Around()), lambda key, anchor: anchor, lambda anchor: True)


def rendered(text: str) -> str:
    return to_html(commonmark.read(text).root)


def words(source: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).split())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>A <b>bold</b> and <em>slanted</em> word.</p>", "A **bold** and *slanted* word.\n"),
        ("<h1>Title</h1><h4>Part</h4><h4>Next</h4><h2>End</h2>", "## Title\n\n### Part\n\n### Next\n\n### End\n"),
        ("<h2>C#</h2><h2>Signs ##</h2>", "## C\\#\n\n## Signs \\#\\#\n"),
        ("<p>~5 minutes, ~~old~~, a~b</p>", "~5 minutes, &#126;&#126;old&#126;&#126;, a&#126;b\n"),
        ("<p>1) no list<br>-<br>+<br>:::note<br>= x<br>==</p>", "1\\) no list  \n\\-  \n\\+  \n&#58;::note  \n&#61; x  \n&#61;=\n"),
        ("<h3><b>All bold</b></h3>", "## All bold\n"),
        ("<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>", "- a\n    - b\n        1. c\n"),
        ("<ol start='3'><li>c</li><li>d</li></ol>", "3. c\n4. d\n"),
        ("<ol><li><p>One</p><pre>x\n y</pre></li><li>Two</li></ol>", "1. One\n\n    ```\n    x\n     y\n    ```\n2. Two\n"),
        ("<p>a<br>b</p>", "a  \nb\n"),
        (
            "<p>1. no list<br># no heading<br>- no item<br>!!! no box</p>",
            "1\\. no list  \n\\# no heading  \n\\- no item  \n\\!!! no box\n",
        ),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        ("<p>H<sub>2</sub>O, <kbd>Ctrl</kbd>, <s>old</s></p>", "H<sub>2</sub>O, <kbd>Ctrl</kbd>, <s>old</s>\n"),
        ("<p><code>a_b*c</code> <code>`x`</code></p>", "`a_b*c` `` `x` ``\n"),
        ("<pre class='language-py'><code>```\nx</code></pre>", "````py\n```\nx\n````\n"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td></tr></table>", "| A | B |\n| --- | --- |\n| 1\\|2 |  |\n"),
        ("<table><tr><td>box</td></tr></table>", "box\n"),
        ("<dl><dt>T</dt><dd>One</dd><dd>Two</dd></dl>", "T\n:   One\n\n:   Two\n"),
        ("<p class='alert alert-danger'>Mind</p>", "!!! danger\n\n    Mind\n"),
        ("<div class='note-editor'><p>Plain</p></div>", "Plain\n"),
        ("<details><summary>More</summary><p>x</p></details>", '??? note "More"\n\n    x\n'),
        ("<a href='/a b(c)'>x</a>", "[x](/a%20b%28c%29)\n"),
        ("<h2><a name='old'></a>Part</h2>", "## Part {#old}\n"),
        ("<a id='old'></a><h2>Part</h2>", "## Part {#old}\n"),
        ("<p>Broken <b>bold <i>both</b> rest", "Broken **bold *both*** rest\n"),
        ("<p>a&nbsp;: b</p>", "a\u00a0: b\n"),
        ("<div><div><span>x</span></div></div>", "x\n"),
        ("<iframe src='https://player.vimeo.com/video/123456' title='Film'></iframe>", "![Film](https://vimeo.com/123456)\n"),
        ("<iframe src='https://maps.example/x'></iframe>", "[https://maps.example/x](https://maps.example/x)\n"),
        ("<pre class='language-py'><code>a<br>b</code><button>Copy</button></pre>", "```py\na\nb\n```\n"),
        ("<div class='highlight-source-go'><pre><span class='line'>a</span><span class='line'>b</span></pre></div>",
         "```go\na\nb\n```\n"),
        ("<pre class='brush: js; title: x'>a</pre>", "```js\na\n```\n"),
        ("<table><tr><td><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>", "```\na\nb\n```\n"),
        ("<p><mark>m</mark> <q>q</q> <ins>i</ins> <var>v</var> <tt>a_b</tt> <kbd>*</kbd></p>",
         "<mark>m</mark> “q” <ins>i</ins> *v* `a_b` <kbd>\\*</kbd>\n"),
        ("<audio src='a.mp3' title='Hear'></audio>", "[Hear](a.mp3)\n"),
        ("<math><mi>x</mi></math>", "`x`\n"),
        ("<a href='/x'><h3>Card</h3><p>More</p></a>", "## [Card](/x)\n\nMore\n"),
        ("<h2 id='a'>Part <a href='#a'>¶</a></h2>", "## Part {#a}\n"),
        ("<section id='s'><h2 id='a'>Part</h2></section>", "## Part {#a}\n"),
        ("<p id='p'>Words <a name='n'></a>more</p>", "<span id=\"p\"></span>Words <span id=\"n\"></span>more\n"),
        ("", ""),
        ("<p> </p><div></div>", ""),
    ],
)  # fmt: skip
def test_html_is_written_as_a_writer_would_write_it(source, expected):
    assert converted(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Press <button>Save</button> now.</p>", "Press Save now.\n"),
        ("<p>Press<button>Save</button>now.</p>", "Press Save now.\n"),
        ("<h3><button aria-expanded='false'>Is it free?</button></h3><div hidden><p>Yes.</p></div>", "## Is it free?\n\nYes.\n"),
        ("<div role='button' aria-expanded='false' aria-controls='x'>More</div><div id='x'>Text</div>",
         '??? note "More"\n\n    <span id="x"></span>Text\n'),
        ("<div class='accordion-header'><span>Where?</span></div><div class='accordion-body'>Here.</div>",
         '??? note "Where?"\n\n    Here.\n'),
        ("<span aria-expanded='false'>Head</span> and words around", "Head and words around\n"),
        ("<p role='tablist'><button role='tab' aria-controls='a'>One</button><button role='tab' aria-controls='b'>Two</button></p>"
         "<div role='tabpanel' id='a'>1st</div><div role='tabpanel' id='b' hidden><p>2nd</p></div>",
         '=== "One"\n\n    <span id="a"></span>1st\n\n=== "Two"\n\n    <span id="b"></span>\n\n    2nd\n'),
        ("<div><ul role='tablist'><li role='tab'>One</li><li role='tab'>Two</li></ul><div><div role='tabpanel'>1st</div>"
         "<div role='tabpanel'>2nd</div></div></div>", '=== "One"\n\n    1st\n\n=== "Two"\n\n    2nd\n'),
        ("<ul class='nav-tabs'><li><a href='#a'>One</a></li><li><a href='#b'>Two</a></li></ul><p id='a'>1</p><p id='b'>2</p>",
         '=== "One"\n\n    <span id="a"></span>1\n\n=== "Two"\n\n    <span id="b"></span>2\n'),
        ("<div role='tablist'><div role='tab'>Alone</div></div><p>x</p>", "Alone\n\nx\n"),
        ("<div><button class='btn-copy'>Copy link</button></div><div><button>Start the trial</button></div>", "Start the trial\n"),
    ],
)  # fmt: skip
def test_no_words_of_buttons_accordions_and_tabs_are_lost(source, expected):
    assert converted(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div class='panel panel-warning'><div class='panel-heading'>Careful</div><div class='panel-body'><p>Hot.</p></div></div>",
         '!!! warning "Careful"\n\n    Hot.\n'),
        ("<div class='callout--info'><p class='callout__title'>Know</p><p>it</p></div>", '!!! info "Know"\n\n    it\n'),
        ("<aside class='notice notice--danger'><h4>Stop</h4><p>Now</p></aside>", '!!! danger "Stop"\n\n    Now\n'),
        ("<div class='admonition tip'><p class='admonition-title'>Tip</p><p>x</p></div>", '!!! tip "Tip"\n\n    x\n'),
        ("<div class='callout callout-yellow'>Y</div>", "!!! warning\n\n    Y\n"),
        ("<div role='note'>N</div>", "!!! note\n\n    N\n"),
        ("<div class='alert-wrapper'><div class='alert alert-success'>A</div></div>", "!!! tip\n\n    A\n"),
        ("<div class='release-notes'><p>R</p></div>", "R\n"),
        ("<div class='alert-content'>no box</div>", "no box\n"),
    ],
)  # fmt: skip
def test_boxes_that_call_for_attention_keep_their_kind_and_title(source, expected):
    assert converted(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ul><li>a<li>b</ul>", "- a\n- b\n"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n    - b\n- c\n"),
        ("<ul><p><li>a</li></p><p><li>b</li></p></ul>", "- a\n- b\n"),
        ("<li>a</li><li>b</li><p>x</p>", "- a\n- b\n\nx\n"),
        ("<ol><li>a</li><p>more of a</p><li>b</li></ol>", "1. a\n\n    more of a\n2. b\n"),
        ("<ul>words<li>a</li></ul>", "- words\n- a\n"),
        ("<ul><li><input type='checkbox' checked> done</li><li><label><input type='checkbox'> open</label></li></ul>",
         "- [x] done\n- [ ] open\n"),
        ("<dl><div><dt>T</dt><dd>One</dd></div></dl>", "T\n:   One\n"),
        ("<dl><dd>alone</dd></dl>", "alone\n"),
        ("<table><tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |\n|  | 3 |\n"),
        ("<table><tr><td><h2>Head</h2><ul><li>x</li></ul></td></tr></table>", "## Head\n\n- x\n"),
        ("<table><tr><td>o<table><tr><td>i<td>j</table><td>p</table>", "o\n\n|  |  |\n| --- | --- |\n| i | j |\n\np\n"),
        ("<table><tr><td>a<details><summary>S</summary>D</details><td>b</table>", "|  |  |\n| --- | --- |\n| a<br>S<br>D | b |\n"),
    ],
)  # fmt: skip
def test_broken_lists_and_tables_get_the_shape_that_a_browser_shows(source, expected):
    assert converted(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<img src='blank.gif' data-src='a.png' alt='A'>", "![A](a.png)\n"),
        ("<img src='data:image/gif;base64,R0lGOD' data-lazy-src='a.png' alt='A'>", "![A](a.png)\n"),
        ("<img srcset='a-300.png 300w, a-900.png 900w' alt='A'>", "![A](a-900.png)\n"),
        ("<picture><source srcset='a.webp 1x, b.webp 2x'><img alt='A'></picture>", "![A](b.webp)\n"),
        ("<img data-src='a.png' alt='A'><noscript><img src='a.png' alt='A'></noscript>", "![A](a.png)\n"),
        ("<noscript><img src='a.png' alt='A'></noscript>", "![A](a.png)\n"),
        ("<iframe src='about:blank' data-src='https://www.youtube.com/embed/abcdefgh'></iframe>",
         "![](https://www.youtube.com/watch?v=abcdefgh)\n"),
        ("<p>Done <img class='emoji' alt='✅' src='x.svg'></p>", "Done ✅\n"),
    ],
)  # fmt: skip
def test_pictures_that_load_late_are_found(source, expected):
    assert converted(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>",
        "<ol><li><p>a</p><p>b</p><ul><li>c</li></ul></li><li><p>d</p></li></ol>",
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        "<dl><dt>T</dt><dd>One</dd></dl>",
        "<blockquote><p>a</p><ul><li>b</li></ul></blockquote>",
    ],
)
def test_structure_comes_back_as_it_was(source):
    def shape(text):
        tree = ElementTree.fromstring(f"<div>{text}</div>")
        return [
            element.tag
            for element in tree.iter()
            if element.tag in {"ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "blockquote"}
        ]

    assert shape(rendered(converted(source))) == shape(source)


# Everything that means something to Markdown, HTML or kbgen, among letters of three scripts.
SIGNS = st.text(alphabet="aB1 .:;,!?#*_`~^|\\/<>&[](){}=+-\"'$%@\nسلام\u200cб", max_size=40)


@settings(max_examples=300, deadline=None)
@given(SIGNS)
def test_text_stays_text_whatever_signs_it_holds(text):
    source = f"<p>{html.escape(text)}</p>"
    assert words(rendered(converted(source))) == " ".join(text.split())


@settings(max_examples=200, deadline=None)
@given(SIGNS, SIGNS, SIGNS)
def test_text_stays_text_in_lists_tables_and_headings(first, second, third):
    a, b, c = (html.escape(text) for text in (first, second, third))
    source = (
        f"<ul><li>{a}</li><li>x {b}</li></ul><table><tr><th>h {a}</th><th>{b}</th></tr><tr><td>{c}</td><td>x {a}</td></tr></table>"
    )
    expected = " ".join(" ".join(part.split()) for part in (first, f"x {second}", f"h {first}", second, third, f"x {first}"))
    assert words(rendered(converted(source))).split() == expected.split()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab <>/=\"'!-?[]&;#\n", max_size=120))
def test_broken_html_never_fails(source):
    markdown_of(source, Around())


NESTED = {
    "open tags": "<b>" * 30_000,
    "open boxes": "<div>" * 30_000 + "x",
    "open lists": "<ul><li>" * 5_000,
    "comments that never end": "<!--" * 30_000,
    "declarations that never end": "<![CDATA[" * 30_000,
    "tags that never end": "<a " * 30_000,
    "quotes that never end": '<a b="' * 30_000,
    "ends without a start": "</p>" * 30_000,
    "spaces": "a " + " " * 500_000 + "b",
    "brackets": "<p>" + "[" * 50_000,
    "a row of cells": "<table><tr>" + "<td>" * 5_000,
    "headings": "<h1>" * 10_000,
    "buttons of a sentence": "<p>a" + "<button>x</button>" * 5_000,
    "tasks of an item": "<ul><li>" + "<input type=checkbox>" * 5_000,
    "lists of tabs": "<div role=tablist><b role=tab>x</b></div>" * 3_000,
    "heads of accordions": "<div aria-expanded=false>x</div>" * 3_000,
    "ids": "<a id=x></a>" * 5_000,
    "boxes": "<div class=note>" * 3_000,
    "cells that reach down": "<table>" + "<tr><td rowspan=9999 colspan=9999>x" * 300,
    "lines of code": "<pre>" + "<span class=line>x</span>" * 5_000,
    "a long list": "<ol>" + "<li>x</li>" * 5_000 + "</ol>",
}


@pytest.mark.parametrize("name", NESTED)
def test_html_made_to_take_for_ever_is_read_all_the_same(name):
    # Without the guards in `tree` each of these takes minutes or ends in a RecursionError.
    assert isinstance(markdown_of(NESTED[name], Around()), str)


def test_what_is_dropped_is_named():
    around = Around()
    markdown_of("<script>x</script><form><input></form><svg></svg><style>x</style><object></object><audio></audio>", around)
    assert around.lost == ["<script>", "<form>", "<svg>", "<object>", "<audio>"]
