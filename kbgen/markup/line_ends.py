"""Takes out the ends of lines that would show as spaces in Chinese and Japanese.

A writer breaks a paragraph's lines where they like; in HTML such an end is a space, which these scripts do not have. So it goes
where a wide character stands on either side of it (CSS Text 3, "Segment Break Transformation Rules"; browsers differ in following
them). Korean is written with spaces and keeps its ends of lines. Works on the tree of one article in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

# Kana, Han and their marks, full-width forms: East Asian wide by Unicode Standard Annex 11, but for Hangul.
_WIDE = "\u2e80-\u2fdf\u3000-\u30ff\u31c0-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
_ENDS_WIDE, _BEGINS_WIDE = re.compile(f"[{_WIDE}]\\Z"), re.compile(f"[{_WIDE}]")
_BETWEEN = re.compile(f"(?<=[{_WIDE}])[ \\t]*\\n[ \\t]*(?=[{_WIDE}])")
_ANY = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "summary"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)


def join(root: Element, markdown: str) -> None:
    """Join the lines of every paragraph in `root`, which was made from `markdown`."""
    if markdown.isascii() or not _BEGINS_WIDE.search(markdown):
        return
    if not _BETWEEN.search(markdown) and not re.search(f"[{_WIDE}][^\\w\\s]*\\n|\\n[^\\w\\s]*[{_WIDE}]", markdown):
        return
    for block in root.iter():
        if block.tag in _BLOCKS:
            _join_block(block)


def _join_block(block: Element) -> None:
    before: Place | None = None
    for place in _places(block):
        if place is None:
            before = None
            continue
        text = _text(place)
        if not text:
            continue
        text = _BETWEEN.sub("", text)
        if before:
            # An end of a line beside an element: `**太字**` and the next line.
            left = _text(before)
            if left.endswith("\n") and _ENDS_WIDE.search(left.rstrip()) and _BEGINS_WIDE.match(text):
                _set(before, left.rstrip())
            elif text.startswith("\n") and _ENDS_WIDE.search(left) and _BEGINS_WIDE.match(text.lstrip()):
                text = text.lstrip()
        _set(place, text)
        before = place


Place = tuple[Element, bool]  # an element, and whether it is the text behind it


def _places(element: Element) -> Iterator[Place | None]:
    """The texts of a block in the order of reading; what is no text of it, such as code and pictures, is None."""
    yield element, False
    for child in element:
        if child.tag in _INLINE:
            yield from _places(child)
        else:
            yield None
        yield child, True


def _text(place: Place) -> str:
    element, behind = place
    return (element.tail if behind else element.text) or ""


def _set(place: Place, text: str) -> None:
    element, behind = place
    if behind:
        element.tail = text
    else:
        element.text = text
