"""What the `style` of one element may say: how the element itself looks, nothing that lies over the page or loads a file.

Receives the value of the attribute; returns what of it stays, or what is wrong. Declarations that are kept are written anew, so
that nobody else's reading of comments, escapes and quotation marks matters.
"""

from __future__ import annotations

import re

from kbgen.markup.safety.allowed import PROPERTIES

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_LOADS = re.compile(r"(?:url|image|image-set|cross-fade|src|element|paint|expression)\s*\(|@import|-moz-binding|behaviou?r\s*:")
_LIES_OVER = re.compile(r"position\s*:\s*(?:fixed|absolute|sticky|-webkit-sticky)")
_DECLARATION = re.compile(r"\s*([a-z-]+)\s*:\s*([\w\s.,%#()+*'\"/-]+?)\s*(!\s*important\s*)?", re.IGNORECASE)
_FUNCTION = re.compile(r"([\w-]+)\(")
_COLOURS = (
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "linear-gradient",
    "radial-gradient",
)
_LENGTHS = ("calc", "min", "max", "clamp", "repeat", "minmax", "fit-content")
_FUNCTIONS = frozenset((*_COLOURS, *_LENGTHS, "var"))
# These could move what is below or above out of sight.
_MOVES = re.compile(r"(?:^|[\s(,])-[\d.]|calc|var|min|max|clamp")
_FORWARD = ("margin", "text-indent")


def kept(style: str) -> str:
    """The declarations of `style` that an article may have, in their order."""
    found = (_DECLARATION.fullmatch(part) for part in style.split(";"))
    return "; ".join(f"{each[1].lower()}: {each[2]}" for each in found if each and _harmless(each[1].lower(), each[2]))


def fault(style: str) -> str:
    """What is wrong with `style`, as the end of a sentence about it; empty where nothing is."""
    text = _ESCAPE.sub(_unescaped, _COMMENT.sub("", style)).lower()
    if _LOADS.search(text):
        return "loads a file"
    return "lays the element over the page" if _LIES_OVER.search(text) else ""


def _harmless(name: str, value: str) -> bool:
    if (
        name not in PROPERTIES
        or "/*" in value
        or value.count("(") != value.count(")")
        or value.count('"') % 2
        or value.count("'") % 2
    ):
        return False
    if not all(function.lower() in _FUNCTIONS for function in _FUNCTION.findall(value)):
        return False
    return not (name.startswith(_FORWARD) and _MOVES.search(value.lower()))


def _unescaped(escape: re.Match[str]) -> str:
    if not escape[1]:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if number <= 0x10FFFF else ""
