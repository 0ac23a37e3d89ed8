"""The reader of sites that name extensions: texts mean what they mean to Python-Markdown, in the same tree."""

from __future__ import annotations

import html5lib
import markdown
import pytest

from kbgen.markup.python_markdown import EXTENSIONS, OPTIONS, PythonMarkdown, tree_of
from kbgen.markup.serialise import to_html


def written(text: str, *extensions: str, **options: object) -> str:
    return to_html(PythonMarkdown(extensions, options).read(text).root)


def same(first: str, second: str) -> bool:
    def parsed(text: str) -> str:
        return html5lib.serialize(html5lib.parse(text), quote_attr_values="always", alphabetical_attributes=True)

    return parsed(first) == parsed(second)


TEXTS = [
    "# T\n\ntext *x* **y** `z`\n\n## T\n\n## F {#own .c}\n",
    "1. a\n    - b\n    - c\n2. d\n\n- e\n\n1. f\n",
    '!!! tip "T"\n    x\n\n??? note\n    y\n\n=== "A"\n\n    a\n\n=== "B"\n\n    b\n',
    "| a | b |\n|:--|--:|\n| c | d |\n",
    "a[^1]\n\n[^1]: note\n",
    "T\n:   d\n\n*[T]: x\n",
    "- [ ] a\n- [x] b\n",
    "![a](b.png){width=3} [l](m.md 't')\n",
    '```py title="x" hl_lines="1"\na = "<&>"\n```\n\n    code\n',
    "<div>\n<p>html <br> & x</p>\n</div>\n\ntext &nbsp; &copy; &#65; &unknown; a & b\n",
    "سلام **دنیا** <kbd>Ctrl</kbd> <span dir=ltr>x</span>\n",
    "line  \nbreak\n\n---\n\n> quote\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_becomes_what_python_markdown_makes_of_it(text):
    configs = {key: dict(value) for key, value in OPTIONS.items()}
    expected = markdown.markdown(text, extensions=list(EXTENSIONS), extension_configs=configs)
    # Code reads from left to right everywhere, and the keyboard reaches it.
    expected = expected.replace('<div class="highlight">', '<div class="highlight" dir="ltr">')
    expected = expected.replace("<pre>", '<pre tabindex="0">')
    assert same(written(text), expected)


def test_extensions_of_the_site_are_used_with_their_options():
    assert "<ins>a</ins>" in written("^^a^^", "pymdownx.caret")
    assert "<p>a<br />\nb</p>" in written("a\nb", "nl2br")
    assert ">©<" in written("(c)", "pymdownx.smartsymbols").replace("<p>", ">").replace("</p>", "<")
    assert 'id="x_t"' in written("# T", **{"toc": {"slugify": lambda value, separator: f"x_{value.lower()}"}})


def test_markdown_in_html_is_read_where_the_site_names_the_extension():
    assert "<strong>x</strong>" in written('<div markdown="1">\n**x**\n</div>', "md_in_html")


def test_one_reader_reads_many_texts_and_keeps_nothing():
    reader = PythonMarkdown()
    first = "[a]\n\n[a]: x.md\n\n# T\n\nb[^1]\n\n[^1]: n\n"
    alone = to_html(reader.read(first).root)
    assert to_html(reader.read("[a] # T [^1]").root) == "<p>[a] # T [^1]</p>"
    assert to_html(reader.read(first).root) == alone


def test_the_tree_knows_its_links_pictures_headings_tables_and_films():
    tree = PythonMarkdown().read(
        "# T\n\n[a](b.md) ![c](d.png)\n\n| a |\n|---|\n| b |\n\n<video src='x.mp4'></video>\n\n<h2>U</h2>\n"
    )
    assert [link.get("href") for link in tree.links] == ["b.md"]
    assert [image.get("src") for image in tree.images] == ["d.png"]
    assert [heading.text for heading in tree.headings] == ["T", "U"]
    assert (len(tree.tables), [source.tag for source in tree.sources]) == (1, ["video"])


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>a &nbsp;b &copy; &amp;lt; &lt;</p>", "a \u00a0b © &lt; <"),
        ("<p>a<br>b</p>", "ab"),
        ("<p>a & b</p>", "a & b"),
        ("<p>&unknown; &#x41; &</p>", "&unknown; A &"),
        ("<b>a", "a"),
        ("a</b>", "a"),
        ("<p>Type <name> here</p>", "Type <name> here"),
        ("<p>]]> \x0c</p>", "]]> \x0c"),
    ],
)
def test_html_is_read_whether_it_is_xml_or_not(html, words):
    assert "".join(tree_of(html).itertext()) == words


def test_the_same_words_are_read_either_way():
    html = "<div class='a'><p>x &amp; <b>y</b> &eacute;</p><img src='a.png' alt='A'{}><pre>\n z</pre></div>"
    xml, plain = tree_of(html.format("/")), tree_of(html.format(""))
    assert [(element.tag, element.attrib) for element in xml.iter()] == [(element.tag, element.attrib) for element in plain.iter()]
    assert (
        to_html(plain) == to_html(xml).replace("<pre>\n\n", "<pre>\n")
        or "".join(plain.itertext()).split() == "".join(xml.itertext()).split()
    )
