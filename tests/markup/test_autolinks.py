"""Addresses in a text lead where they say, with the signs that belong to them."""

from __future__ import annotations

import pytest

from .conftest import page


def links(text: str) -> list[tuple[str, str]]:
    return [(link.text, link["href"]) for link in page(text).select("a")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://a.example/x_(y)", "https://a.example/x_(y)"),
        ("https://a.example/?q=1&r=2#top,", "https://a.example/?q=1&r=2#top"),
        ("https://a.example/x?y&hl;", "https://a.example/x?y"),
        ("**https://a.example**", "https://a.example"),
        ("ببینید: https://a.example/راه؟", "https://a.example/راه"),
        ("http://a.example!?", "http://a.example"),
        ("ftp://a.example/x", "ftp://a.example/x"),
        ("- https://a.example", "https://a.example"),
        ("| https://a.example |\n|---|", "https://a.example"),
        ("## https://a.example", "https://a.example"),
        ("!!! note\n    https://a.example", "https://a.example"),
    ],
)
def test_an_address_is_a_link_without_the_punctuation_around_it(text, address):
    assert links(text) == [(address, address)]


def test_www_and_mail_get_their_schemes():
    assert links("www.a.example or me@a.example, mailto:you@a.example") == [
        ("www.a.example", "http://www.a.example"),
        ("me@a.example", "mailto:me@a.example"),
        ("mailto:you@a.example", "mailto:you@a.example"),
    ]


def test_brackets_of_commonmark_hold_addresses_and_mail():
    assert links("<https://a.example/x> <help@example.com>") == [
        ("https://a.example/x", "https://a.example/x"),
        ("help@example.com", "mailto:help@example.com"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.example`",
        "    https://a.example",
        "```\nhttps://a.example me@a.example\n```",
        "http://a_b.c_d",
        "xhttps://a.example",
        "user@host",
        "@name",
        "![https://a.example](p.png)",
        "<script>https://a.example</script>",
        "www. x",
    ],
)
def test_code_pictures_and_what_is_no_address_stay(text):
    assert links(text) == []


def test_a_link_holds_no_other():
    assert links("[see https://a.example](b.md) <a href='c.md'>www.a.example</a>") == [
        ("see https://a.example", "b.md"),
        ("www.a.example", "c.md"),
    ]
