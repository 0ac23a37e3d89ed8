"""Addresses as people write them."""

from __future__ import annotations

import pytest

from kbgen.mail.address import Address, address_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("help@example.com", Address("", "help@example.com")),
        ("Help center <help@example.com>", Address("Help center", "help@example.com")),
        ('"Help, at once" <help@example.com>', Address("Help, at once", "help@example.com")),
        ("مركز المساعدة <help@example.com>", Address("مركز المساعدة", "help@example.com")),
        ("  help+docs@mail.example.com ", Address("", "help+docs@mail.example.com")),
        ("help@bücher.example", Address("", "help@xn--bcher-kva.example")),
        ("help@localhost", Address("", "help@localhost")),
    ],
)
def test_an_address_is_read_with_its_name(text, expected):
    assert address_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "help",
        "help@",
        "@example.com",
        "help@example..com",
        "help@-example.com",
        ".help@example.com",
        "he..lp@example.com",
        "help@example.com, other@example.com",
        "help@exa mple.com",
        "Help\r\nBcc: all@example.com <help@example.com>",
        "help@example.com\nBcc: all@example.com",
        "help@example.com>",
    ],
)
def test_what_is_no_address_or_would_add_a_header_is_none(text):
    assert address_of(text) is None


def test_a_name_in_any_script_with_any_mark_survives_its_header():
    for name in ("Café „Zur Hilfe“; team", "راهنما، تیم", 'She said "yes" \\ no', "a@b, c"):
        address = Address(name, "help@example.com")
        assert address.header.display_name == name
        assert address.header.addr_spec == "help@example.com"
