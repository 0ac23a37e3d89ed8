"""Code is blanked and nothing else, in notes as well, and every other sign keeps its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.markup.without_code import without_code, without_fences


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a `b` c", "a     c"),
        ("a\n\n    b\n\nc", "a\n\n     \n\nc"),
        ("- a\n\n    b\n", "- a\n\n    b\n"),
        ("```\na\n```\nb", "   \n \n   \nb"),
        ("> ```\n> a\n> ```\nb", ">    \n   \n     \nb"),
        ("!!! note\n\n    [a](b.md) `c` d\n", "!!! note\n\n    [a](b.md)     d\n"),
        ('!!! note "A `b`"\n    c\n', '!!! note "A    "\n    c\n'),
        ("!!! note\n    a\n\n        b\n\n    c\n", "!!! note\n    a\n\n         \n\n    c\n"),
        ("!!! note\n    ```\n    a\n    ```\n    b\n", "!!! note\n       \n     \n       \n    b\n"),
        ('=== "A"\n\n    [a](b.md)\n', '=== "A"\n\n    [a](b.md)\n'),
        ("- a\n\n    ??? tip\n        b `c`\n", "- a\n\n    ??? tip\n        b    \n"),
        (":::tip\n`a` b\n:::\n", ":::tip\n    b\n:::\n"),
        ("```\n!!! note\n    a\n```\n`b` c\n!!! tip\n    `d` e", "   \n        \n     \n   \n    c\n!!! tip\n        e"),
        ("<div markdown>a `b` c</div>", "<div markdown>a     c</div>"),
        ("é `ü` é\n!!! note\n    é `ü` é", "é     é\n!!! note\n    é     é"),
    ],
)
def test_code_is_blanked_wherever_it_stands(text, left):
    assert without_code(text) == left


def test_spans_stay_where_only_blocks_are_asked_for():
    assert without_fences("a `b`\n\n```\nc\n```\n") == "a `b`\n\n   \n \n   \n"
    assert without_fences("!!! note\n    a `b`\n\n        c\n") == "!!! note\n    a `b`\n\n         \n"


@given(st.text(alphabet=st.sampled_from('`~# \n>=-a{}.[]()!*_<\\:\t"é'), max_size=200))
def test_blanking_code_moves_nothing(body):
    for blanked in (without_fences(body), without_code(body)):
        assert len(blanked) == len(body)
        assert all(new in (old, " ") for new, old in zip(blanked, body, strict=True))


@given(
    st.lists(
        st.sampled_from(
            [
                "!!! note",
                "???",
                ":::tip",
                ":::",
                '=== "a"',
                "    ",
                "\t",
                "`",
                "```",
                "\n",
                "\n\n",
                "é",
                "> ",
                "- ",
                "<div markdown>",
                "x",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_blanking_code_moves_nothing_in_notes(body):
    for blanked in (without_fences(body), without_code(body)):
        assert len(blanked) == len(body)
        assert all(new in (old, " ") for new, old in zip(blanked, body, strict=True))
