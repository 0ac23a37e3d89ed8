"""What is written is read again as the same tree, by an HTML parser that is none of ours."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.markup import commonmark
from kbgen.markup.python_markdown import PythonMarkdown
from kbgen.markup.serialise import to_html
from kbgen.markup.tree import VOID, verbatim

# Every sign that means something in HTML, and letters; no NUL and no carriage return, which no browser keeps.
TEXT = st.text(alphabet="<>&\"'=/!-;#xml \n\tآé\u00a0\u200c]`{", max_size=20)
NAMES = st.sampled_from(["id", "class", "title", "data-x", "alt", "href"])
# Elements that may stand in one another in any order: what HTML closes by itself is no matter of writing.
INLINE = ["b", "i", "em", "span", "code", "abbr", "sub"]
BLOCKS = ["div", "section", "article", "blockquote"]


def elements(names: list[str], children: st.SearchStrategy[list[Element]]) -> st.SearchStrategy[Element]:
    return st.builds(build, st.sampled_from(names), st.dictionaries(NAMES, TEXT, max_size=3), TEXT, children, TEXT)


def build(tag: str, attributes: dict[str, str], text: str, children: list[Element], tail: str) -> Element:
    element = Element(tag, attributes)
    element.tail = tail
    if tag not in VOID:
        element.text = text
        element.extend(children)
    return element


WORDS = elements([*INLINE, "br", "img", "wbr"], st.just([]))
LINES = st.lists(elements([*(name for name in INLINE if name != "a"), "br", "img"], st.lists(WORDS, max_size=2)), max_size=3)
TREES = st.lists(elements([*BLOCKS, "pre", "hr"], LINES), max_size=3)
NESTED = st.lists(elements(BLOCKS, TREES), max_size=3)


def shape(element: Element, *, whole: bool = True) -> object:
    """An element as plain values, without the names of HTML's namespace."""
    children = [shape(child) for child in element]
    text = element.text or ""
    return element.tag.partition("}")[2] or element.tag, dict(element.attrib), text, children, (element.tail or "") if whole else ""


def read_again(html: str) -> Element:
    (body,) = html5lib.parse(f"<!doctype html><body><div>{html}</div>", namespaceHTMLElements=False).iter("body")
    return body[0]


@given(NESTED, TEXT)
def test_every_tree_is_read_again_as_it_was_written(children, text):
    root = build("div", {}, text, children, "")
    assert shape(read_again(to_html(root)), whole=False) == shape(root, whole=False)


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        (
            build("p", {"b": "1", "a": '"<&>'}, "a < b & c > d", [], ""),
            '<p a="&quot;&lt;&amp;&gt;" b="1">a &lt; b &amp; c &gt; d</p>',
        ),
        (build("pre", {}, "\n\na", [], ""), "<pre>\n\n\na</pre>"),
        (build("pre", {}, "\n", [], ""), "<pre>\n\n</pre>"),
        (build("br", {}, "", [], " x"), "<br /> x"),
        (build("p", {}, "", [], ""), "<p></p>"),
        (build("script", {}, "a < b && c", [], ""), "<script>a < b && c</script>"),
        (verbatim("<b>as it is</b>", "words"), "<b>as it is</b>"),
    ],
)
def test_each_sign_is_written_so_that_it_means_itself(element, expected):
    root = Element("div")
    root.append(element)
    assert to_html(root) == expected


def test_a_tree_may_be_as_deep_as_it_likes():
    root = at = Element("div")
    for _ in range(20_000):
        child = Element("div")
        at.append(child)
        at = child
    assert to_html(root).count("</div>") == 20_000


TEXTS = st.text(alphabet=st.sampled_from("`~# \n>-*_[]()!<&;:\"'\\aس1.|{}=+"), max_size=120)


@pytest.mark.parametrize("read", [commonmark.read, PythonMarkdown().read], ids=["commonmark", "python-markdown"])
@given(text=TEXTS)
def test_the_words_of_any_text_are_those_that_a_browser_shows(read, text):
    root = read(text).root
    assert "".join("".join(read_again(to_html(root)).itertext()).split()) == "".join("".join(root.itertext()).split())
