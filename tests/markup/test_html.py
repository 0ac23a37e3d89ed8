"""Pieces of HTML as tokens: nothing that a writer can type ends the reading."""

from __future__ import annotations

import pytest

from kbgen.markup.commonmark import read
from kbgen.markup.python_markdown import PythonMarkdown, tree_of
from kbgen.markup.safety.article import judge
from kbgen.markup.serialise import to_html


@pytest.mark.parametrize(
    "section", ["<![CDA[x>", "<![CDA`TA[<b>x]]>", "<![x", "<![", "<![if !IE]>x<![endif]>", "<![ temp [x]]>", "<!x y [<z>]>"]
)
def test_sections_that_html_does_not_know_are_left_out(section):
    html = f"<div>\n{section}\n</div>\n\nafter"
    assert "after" in to_html(read(html).root)
    assert "".join(tree_of(f"<div>{section}</div><p>after</p>").itertext()).endswith("after")


DRAWING = '<svg viewBox="0 0 9 9"><g fill="red"><path d="M0 0h9"/><circle r="3" /></g><text x="1">t</text></svg>'


@pytest.mark.parametrize(
    "source",
    [
        DRAWING,
        f"Before {DRAWING} behind",
        DRAWING.replace("><", ">\n<"),
        DRAWING.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '),
    ],
)
def test_drawings_keep_their_shapes(source):
    for tree in (read(source).root, PythonMarkdown().read(source).root):
        assert judge(tree) == []
        (drawing,) = tree.iter("svg")
        assert [element.tag for element in drawing.iter()] == ["svg", "g", "path", "circle", "text"]
        assert (drawing[0].attrib, drawing[0][0].get("d"), drawing[1].text) == ({"fill": "red"}, "M0 0h9", "t")


def test_formulas_keep_their_parts():
    root = read("<math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>").root
    assert [element.tag for element in root.iter()] == ["div", "p", "math", "mfrac", "mi", "mn"]


def test_names_of_shapes_are_no_elements_outside_a_drawing():
    assert to_html(read("cd <path>, then <svg></svg> and <circle>").root) == (
        "<p>cd &lt;path&gt;, then <svg></svg> and &lt;circle&gt;</p>\n"
    )
