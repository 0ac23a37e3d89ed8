"""Literals of JavaScript in pages of MDX are read as far as they are literals."""

from __future__ import annotations

import pytest

from kbgen.dialects.mdx.literals import MOST_UNREADABLE, literal, literals_of


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("['a', \"b\", `c`,]", ["a", "b", "c"]),
        (
            "{ name: 'x', 'other-key': \"y\", z: true, n: 3, none: null }",
            {"name": "x", "other-key": "y", "z": True, "n": "3", "none": None},
        ),
        ("[{ a: 'it\\'s', b: 'one ' + 'two' }]", [{"a": "it's", "b": "one two"}]),
        ("{ // said\n a: 'x', /* more */ b: 'y' }", {"a": "x", "b": "y"}),
        ("[{ run: (a, b) => [a, { b }], name: 'x' }]", [{"run": None, "name": "x"}]),
        ("[...others, 'x', call('a'), `t${x}`, `t ${'y'}`]", [None, "x", None, "t${x}", "t y"]),
        ("[<b>One</b>, <a href='/x'>It's <i>two</i></a>, (<><Icon d={x} /> Th&amp;ree</>)]", ["One", "It's two", "Th&ree"]),
        ("[<Row title={a > b}><p>x</p><p>y, {'z'}</p>{f(1, 2)}</Row>, 'last']", ["x y, z", "last"]),
        ("[{ label: <b>One</b>, value: 'a' }, (a, b) => a]", [{"label": "One", "value": "a"}, None]),
        ("[<b>never closed, 'x']", None),
        ("{ ...rest, method() { return 1 }, a: 'x' }", {"a": "x"}),
        ("'alone'", "alone"),
        ("", None),
        ("[1, 2", None),
        ("a => b", None),
    ],
)
def test_a_literal_is_read_and_what_is_computed_is_none(source, value):
    assert literal(source) == value


def test_values_of_a_component_are_its_lists_and_tables():
    given = "title=\"x\" rows={[{ name: 'a>b' }]} count={3} style={{ color: 'red' }} run={() => [1]}"
    assert literals_of(given) == [[{"name": "a>b"}], {"color": "red"}]


def test_a_literal_as_deep_as_nobody_writes_it_takes_no_more_than_its_length():
    assert literal("[" * 100_000) is None
    # In one pass for each, this would take the better part of a minute.
    assert literals_of("a={[" * 20_000) == [[None]] * MOST_UNREADABLE
