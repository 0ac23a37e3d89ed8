"""Addresses that stand in a text as they are: `https://…`, `www.…`, `name@example.org`.

Which signs belong to an address follows GitHub Flavored Markdown 0.29, "Autolinks (extension)", as cmark-gfm reads it: `www.`
begins at the start of a text, behind a space or one of `* _ ~ (`, `https://` behind anything but a letter or digit and needs no
dot; a full stop and other punctuation at its end, a bracket without its partner and something that
looks like a reference of HTML stay outside. Receives a text, gives pieces of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kbgen.markup.prepare.signs import signs_in

_ADDRESS = re.compile(
    r"(?:(?<![^\W_])(?P<scheme>https?://|ftp://)|(?<![^\s*_~(])(?=www\.))(?P<host>[\w-]+(?:\.[\w-]+)*)(?P<rest>[^\s<]*)"
    r"|(?P<protocol>(?<![\w.+:/-])(?:mailto:|xmpp:))?(?P<mail>(?<![\w.+-])[a-zA-Z0-9._+-]+@[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+)"
    r"(?P<resource>/[a-zA-Z0-9@.]+)?",
    re.IGNORECASE,
)
# How addresses begin that are links anyway: counting them takes a tenth of the time of an expression.
_LINKED = ("](https://", "](http://", "<https://", "<http://")
_TRAILING = "?!.,:*_~'\"؟،؛۔»”’›"
_REFERENCE = re.compile(r"&[a-zA-Z0-9]+;$")


class Address(NamedTuple):
    """Where it stands in the text, and where it leads."""

    start: int
    end: int
    url: str


def may_hold_addresses(text: str) -> bool:
    """Whether looking through `text` is worth the while. Addresses of links, `](https://`, and those in `<…>` are not."""
    if "@" in text or "www." in text or "WWW." in text:
        return True
    bare = text.count("://")
    return bare > 0 and bare > sum(map(text.count, _LINKED))


def may_hold_any(text: str) -> bool:
    """As `may_hold_addresses`, of a whole article."""
    signs = signs_in(text)
    if "@" in signs or "www." in text or "WWW." in text:
        return True
    return "://" in signs and may_hold_addresses(text)


def addresses(text: str) -> Iterator[Address]:
    """The addresses in `text`, in order."""
    for found in _ADDRESS.finditer(text):
        if found["mail"] is None:
            if _is_domain(found["host"], short=bool(found["scheme"])) and (
                end := _end(text, found.start(), found.end())
            ) > found.start("host"):
                yield Address(found.start(), end, ("" if found["scheme"] else "http://") + text[found.start() : end])
        elif found["mail"][-1] not in "-_":
            end = found.end() if (found["protocol"] or "").lower() == "xmpp:" else found.end("mail")
            end -= text[end - 1] == "."
            yield Address(found.start(), end, ("" if found["protocol"] else "mailto:") + text[found.start() : end])


def _is_domain(host: str, *, short: bool) -> bool:
    labels = host.split(".")
    return (short or len(labels) > 1) and not any("_" in label for label in labels[-2:])


def _end(text: str, start: int, end: int) -> int:
    opened, closed = text.count("(", start, end), text.count(")", start, end)
    while end > start:
        sign = text[end - 1]
        if sign in _TRAILING:
            end -= 1
        elif sign == ")" and closed > opened:
            closed -= 1
            end -= 1
        elif sign == ";" and (reference := _REFERENCE.search(text, max(start, end - 40), end)):
            end = reference.start()
        elif sign == ";":
            end -= 1
        else:
            break
    return end
