"""Somebody else's front matter is read as far as it can be, with its lines, and nothing of it is lost or expanded."""

from __future__ import annotations

from typing import Any

import pytest

from kbgen.articles.front_matter.loose import MAX_BYTES, read
from kbgen.articles.front_matter.parse import MAX_DEPTH, Listing, Scalar, Value
from kbgen.issues import Level


def told(value: Value) -> Any:
    """A value as plain data, each key with its line."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Listing):
        return [told(item) for item in value.items]
    return {name: (entry.line, told(entry.value)) for name, entry in value.entries.items()}


YAML = """---
title: a
base: &b {k: 1}
more:
  <<: *b
  k: 2
  j: 3
self: &s [*s, x]
text: |
  l1
  l2
? [a]
: b
---
body"""
TOML = '+++\ntitle = "T"\nday = 2025-03-04\nn = 3\nyes = true\nno = false\nl = [1, "x"]\n[sub]\nk = "v"\n+++ \nbody'


@pytest.mark.parametrize(
    ("text", "values", "body", "line", "issues"),
    [
        # Anchors, aliases and merge keys; what names itself is empty, what is written beside a merged key wins.
        (
            YAML,
            {
                "title": (2, "a"),
                "base": (3, {"k": (3, "1")}),
                "more": (4, {"k": (6, "2"), "j": (7, "3")}),
                "self": (8, ["", "x"]),
                "text": (9, "l1\nl2\n"),
            },
            "body",
            15,
            [],
        ),
        (
            TOML,
            {
                "title": (2, "T"),
                "day": (2, "2025-03-04"),
                "n": (2, "3"),
                "yes": (2, "true"),
                "no": (2, "false"),
                "l": (2, ["1", "x"]),
                "sub": (2, {"k": (2, "v")}),
            },
            "body",
            11,
            [],
        ),
        # What is neither is read by its lines.
        ("+++\ntitle = T\nb = 'x'\n+++\nbody", {"title": (2, "T"), "b": (3, "x")}, "body", 5, [1]),
        (
            "---\ntitle: it's: bad\nname: \"q\"\nkey: 'x\nodd: '\n: y\nempty:\ntitle: again\n---\nbody",
            {"title": (2, "it's: bad"), "name": (3, "q"), "key": (4, "'x"), "odd": (5, "'")},
            "body",
            10,
            [2],
        ),
        ("---\ntitle: a\ntitle: b\n---\n", {"title": (2, "a")}, "", 5, [3]),
        ("---\n- a\n---\nx", {}, "x", 4, [2]),
        ("no front matter", None, "no front matter", 1, []),
        # A line above the text, and none of it.
        ("---\ntitle: x\nnever closed", None, "---\ntitle: x\nnever closed", 1, [1]),
        ('---\ntitle: "a\x07b"\n---\n', {"title": (2, "ab")}, "", 4, [2]),
    ],
)
def test_it_is_read_as_far_as_it_can_be(text: str, values: Any, body: str, line: int, issues: list[int]) -> None:
    parts, table, found = read(text, "a.md")
    assert (parts.body, parts.body_line) == (body, line)
    assert (None if table is None else told(table)) == values
    assert [issue.line for issue in found] == issues
    assert {issue.level for issue in found} <= {Level.WARNING}


def test_what_is_deep_or_large_ends_somewhere() -> None:
    deep = "[" * (MAX_DEPTH + 9) + "x" + "]" * (MAX_DEPTH + 9)
    for text in (f"+++\na = {deep.replace('x', '1')}\n+++\n", f"---\na: &a {deep}\n---\n"):
        _, table, _ = read(text, "a.md")
        assert table is not None
        value, depth = table.entries["a"].value, 0
        while isinstance(value, Listing) and value.items:
            value, depth = value.items[0], depth + 1
        assert depth in (MAX_DEPTH - 1, MAX_DEPTH)
    many = "\n".join(f"k{number}: &a{number} x" for number in range(MAX_BYTES // 8))
    _, table, issues = read(f"---\nfirst: &f x\n{many}\n---\n", "a.md")
    assert table is not None
    assert table.entries["first"].line == 2
    assert len(table.entries) < MAX_BYTES // 8
    assert issues


def test_a_value_knows_the_line_that_it_begins_on() -> None:
    _, table, _ = read(YAML, "a.md")
    assert table is not None
    assert {name: entry.value.line for name, entry in table.entries.items()} == {
        "title": 2,
        "base": 3,
        "more": 5,
        "self": 8,
        "text": 9,
    }
