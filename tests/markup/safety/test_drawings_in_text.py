"""A drawing or formula in a text reaches the page whole, and is looked into."""

from __future__ import annotations

import pytest

from kbgen.markup.commonmark import read
from kbgen.markup.safety.article import judge
from kbgen.markup.slips import slips

DRAWING = '<svg viewBox="0 0 24 24"><path d="M4 12h16"/><g><circle cx="1" cy="2" r="3" /></g><title>Line</title></svg>'


@pytest.mark.parametrize("text", [DRAWING, f"Press {DRAWING} to go on.", f"- point\n\n  {DRAWING}", DRAWING.replace("><", ">\n<")])
def test_shapes_that_close_themselves_stand_side_by_side(text):
    root = read(text).root
    drawing = next(root.iter("svg"))
    assert [child.tag for child in drawing] == ["path", "g", "title"]
    assert drawing[1][0].attrib == {"cx": "1", "cy": "2", "r": "3"}
    assert not judge(root)
    assert not slips(text)


def test_a_formula_keeps_its_parts():
    root = read("<math><mfrac><mi>a</mi><mspace width='1em'/><mn>2</mn></mfrac></math>").root
    assert [part.tag for part in next(root.iter("mfrac"))] == ["mi", "mspace", "mn"]
    assert not judge(root)


def test_what_a_drawing_must_not_hold_is_found_though_it_closes_itself():
    root = read("<svg><foreignObject/><path onload='x()'/></svg>").root
    assert len(judge(root)) == 2


def test_the_name_of_a_shape_outside_a_drawing_is_what_somebody_typed():
    assert "".join(read("Type <path> here.").root.itertext()).strip() == "Type <path> here."
    assert [slip.code for slip in slips("Type <path> here.")] == ["tag-unknown"]


def test_a_shape_that_closes_itself_does_so_however_deep_in_a_drawing_it_stands():
    text = f"<svg>{'<g>' * 5000}{'<path/>' * 5000}<title>Line</title>"
    drawing = next(read(text).root.iter("svg"))
    assert sum(1 for shape in drawing.iter("path") if not len(shape)) == 5000
