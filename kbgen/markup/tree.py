"""The tree that both readers give, and that the passes of `kbgen.pages` work on.

Elements are those of `xml.etree.ElementTree`, with names and attributes of HTML; text in them is text as a reader sees it, no
references and no markup. An element without a name (`tag` is None) is markup of our own making, such as coloured code: see
`verbatim`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

# Elements that have neither content nor an end tag (HTML Standard, "void elements", with the obsolete ones that browsers know).
VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
# Elements whose `src`, `srcset` or `poster` leads to a file.
SOURCES = frozenset({"audio", "source", "track", "video"})
# The names of the attribute that holds the markup of an element without a name.
_MARKUP = "html"


class CodePlaces(NamedTuple):
    """What of a text is code, as its reader saw it: the text in its form for the parser, the lines that its lines came from (None
    where all stand where they stood), whether it has signs of ours in it, and the ranges of its bytes that are code."""

    seen: str
    lines: tuple[int, ...] | None
    marked: bool
    ranges: Sequence[Mapping[str, int]]


@dataclass
class Tree:
    """One text as elements below `root`.

    `links` (`a`), `images`, `headings` and `tables` are those in the tree, in the order of the text; `sources` are the elements of
    raw HTML that show a film, a sound or one of several pictures. `line_of` gives the line of the text on which one of these
    begins, counted from 0, or None where that is not known; ask before the element is changed. `code` is for `without_code`.
    """

    root: Element
    line_of: Callable[[Element], int | None]
    links: list[Element] = field(default_factory=list)
    images: list[Element] = field(default_factory=list)
    headings: list[Element] = field(default_factory=list)
    tables: list[Element] = field(default_factory=list)
    sources: list[Element] = field(default_factory=list)
    code: CodePlaces | None = None


def verbatim(html: str, text: str) -> Element:
    """An element that is written out as `html`, which must be safe, and whose words are `text`."""
    nameless: Any = None
    element = Element(nameless, {_MARKUP: html})
    element.text = text
    return element


def markup_of(element: Element) -> str:
    """What an element without a name is written out as."""
    return element.attrib[_MARKUP]


def add_text(parent: Element, text: str) -> None:
    """Put `text` behind everything that `parent` holds."""
    if len(parent):
        last = parent[-1]
        last.tail = text if last.tail is None else last.tail + text
    else:
        parent.text = text if parent.text is None else parent.text + text
