"""HTML in a text: elements among those of Markdown, closed as a browser closes them; tags that HTML does not know are words."""

from __future__ import annotations

import pytest

from kbgen.markup import commonmark
from kbgen.markup.serialise import to_html

from .conftest import html, outline, page, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<details>\n<summary>More</summary>\n\nIn **bold** [l](b.md)\n\n- a\n\n</details>\n",
            "details(summary p(strong a) ul(li))",
        ),
        ('<div dir="rtl" markdown="1">\n# x\n\n- a\n</div>', "div(h1 ul(li))"),
        ("<div markdown>\n**x**\n</div>", "div(p(strong))"),
        ("<div markdown='1'>**x** y</div>\n\nz", "div(p(strong)) p"),
        ("<div markdown=block class=a>\n\n<div markdown=1>\n*x*\n</div>\n\n</div>", "div.a(div(p(em)))"),
        ("- a\n\n    <div markdown=1>\n    *x*\n    </div>\n", "ul(li(p div(p(em))))"),
        ("- <div markdown=1>\n  *x*\n  </div>\n", "ul(li(div(p(em))))"),
        # As CommonMark has it: what stands in an HTML block is HTML until a blank line.
        ("<div>\n*x*\n</div>", "div"),
        ("<div>\n\n*x*\n\n</div>", "div(p(em))"),
        ("a <b>b *c*</b> <kbd>d</kbd>", "p(b(em) kbd)"),
        ("<table><tr><td>\n\n**x**\n\n</td></tr></table>", "table(tr(td(p(strong))))"),
        ("<center>\n\n![a](b.png)\n\n</center>", "center(p(img))"),
        ("# <img src=a.png> T", "h1(img)"),
        ("a<br>b<br/>c<hr>", "p(br br hr)"),
    ],
)
def test_markdown_in_html_is_read_where_a_blank_line_or_an_attribute_says_so(text, expected):
    assert outline(page(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>open\n\nnext", "<p><b>open</b></p>\n<p>next</p>"),
        ("- <i>a\n- b", "<ul>\n<li><i>a</i></li>\n<li>b</li>\n</ul>"),
        ("<div>\n\ntext", "<div>\n<p>text</p></div>"),
        ("a</b> b", "<p>a b</p>"),
        ("</div>\n\ntext", "<p>text</p>"),
        ("*a <b>c* d</b>", "<p><em>a <b>c</b></em> d</p>"),
        ("<b>a <i>b</b> c</i>", "<p><b>a <i>b</i></b> c</p>"),
        ("> <div>\n\ntext", "<blockquote>\n<div>\n</div>\n</blockquote>\n<p>text</p>"),
        ("[a <b>b](c.md) d", '<p><a href="c.md">a <b>b</b></a> d</p>'),
    ],
)
def test_what_nobody_closes_ends_with_what_it_stands_in(text, expected):
    assert html(text).replace("\n", "") == expected.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "Type <name> here",
        "Type <your-name>, then <Enter>",
        "List<String> and Map<K, V>",
        "\\<object name>",
        "\\<script>",
        "`<div>`",
        "a < b > c <- d",
        "<3 <5> <",
        "&lt;b&gt;",
        "</nothing>",
        "<name>\n\nnext",
        "x <a.b> y",
    ],
)
def test_names_in_angle_brackets_are_words(text):
    body = page(text)
    shown = text.replace("\\", "").replace("`", "").replace("&lt;", "<").replace("&gt;", ">")
    assert words(body) == " ".join(shown.split())
    assert {element.name for element in body.find_all(True)} <= {"p", "code"}


def test_headings_keep_them_too():
    assert page("## Use <host>\n").h2.text == "Use <host>"
    assert page("## `a` <b>x</b>\n").h2.decode_contents() == "<code>a</code> <b>x</b>"


def test_components_of_other_programs_are_nothing_but_what_stands_in_them():
    body = page('<Tabs><TabItem label="A">\n\nin **tab**\n\n</TabItem></Tabs>\n\n<Card title="x" />\n\n<my-note>text</my-note>\n')
    assert words(body) == "in tab text"
    assert "Card" not in str(body)


def test_where_a_site_trusts_its_authors_every_tag_is_one():
    text = "<my-note>text</my-note> <name>"
    assert to_html(commonmark.read(text, raw=True).root).strip() == "<p><my-note>text</my-note> <name></name></p>"


@pytest.mark.parametrize(
    "text", ["a <!-- b --> c", "<!-- b -->\n\na c", "a <?php x ?> c", "a <!X y> c", "a <![CDATA[ x ]]> c", "<!--\n\nb\n\n-->\na c"]
)
def test_comments_and_the_like_are_nothing(text):
    assert words(page(text)) == "a c"
    assert "<!" not in str(page(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p title=a>x</p>", '<p title="a">x</p>'),
        ("<p title='\"&lt;&amp;'>x</p>", '<p title="&quot;&lt;&amp;">x</p>'),
        ("<p hidden>x</p>", '<p hidden="">x</p>'),
        ("<p id=a id=b>x</p>", '<p id="a">x</p>'),
        ("<P ID=a>x</P>", '<p id="a">x</p>'),
        ("<p>&copy; &nbsp;&#65; &unknown;</p>", "<p>© \u00a0A &amp;unknown;</p>"),
    ],
)
def test_attributes_and_references_are_those_that_a_browser_sees(text, expected):
    assert html(text) == expected


def test_pre_and_textarea_lose_the_line_end_that_a_browser_drops():
    for text in ("<pre>\n a\n  b\n</pre>", "<div><pre>\n a\n  b\n</pre></div>"):
        assert page(text).pre.text == " a\n  b\n"
    assert page("a <pre>\nb</pre>").pre.text == "b"
    assert to_html(commonmark.read("<pre>\n\na</pre>").root).strip() == "<pre>\n\na</pre>"


def test_links_pictures_and_films_of_html_are_found_like_any_other():
    tree = commonmark.read(
        '<img src="a.png" alt="A">\n\n<a href="b.md">b</a> [c](c.md)\n\n<video src="d.mp4" poster="d.png"></video>\n\n'
        '<picture>\n<source srcset="e.webp">\n<img src="e.png">\n</picture>\n\n<h2 id="x">T</h2>\n\n'
        "<table><tr><td>x</td></tr></table>\n"
    )
    assert [image.get("src") for image in tree.images] == ["a.png", "e.png"]
    assert [link.get("href") for link in tree.links] == ["b.md", "c.md"]
    assert [source.tag for source in tree.sources] == ["video", "source"]
    assert [heading.get("id") for heading in tree.headings] == ["x"]
    assert len(tree.tables) == 1


def test_in_code_html_is_words():
    text = "<div markdown=1>\n<b onclick=x>&amp;</b>\n</div>"
    assert page(f"```\n{text}\n```").pre.text == f"{text}\n"
