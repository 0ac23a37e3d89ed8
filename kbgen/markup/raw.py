"""Raw HTML in a tree: tags open and close elements among those of Markdown, as a browser would take them.

What raw HTML opens within an element of Markdown ends with it; an end tag that ends nothing is left out. A tag that HTML does not
know, and that nothing closes, is what somebody wrote: `Type <name>`, `List<String>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from xml.etree.ElementTree import Element

from kbgen.markup.html import Tokens
from kbgen.markup.safety.allowed import ISLANDS, KNOWN
from kbgen.markup.stack import DEEPEST, Stack
from kbgen.markup.tree import VOID

_DRAWINGS = re.compile(r"<(?:svg|math)", re.IGNORECASE)


class RawHtml:
    """Takes pieces of HTML; elements go to `stack`, text to `text`, and `noted` learns of each element, its line in the piece,
    and its attribute `markdown`, which no page shows.

    `keep` takes every tag for an element, whatever HTML says of its name, as CommonMark does.
    """

    def __init__(
        self, stack: Stack, source: str, *, keep: bool, text: Callable[[str], None], noted: Callable[[Element, int, str], None]
    ) -> None:
        self.text = text
        self._stack = stack
        self._source = source
        self._keep = keep
        self._noted = noted
        self._pending: list[str] = []
        self._lower = ""

    def read(self, html: str) -> None:
        """Take one piece."""
        self._tokens.read(html)

    # Most articles hold no HTML, and need neither.
    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self)

    @cached_property
    def _has_drawings(self) -> bool:
        return _DRAWINGS.search(self._source) is not None

    def start(self, tag: str, given: list[tuple[str, str | None]], line: int, written: str) -> None:
        """See `html.Sink`."""
        empty = written.endswith("/>")
        drawn = (empty or tag not in KNOWN) and self._stands_in_drawing()
        if tag not in KNOWN and not self._keep and not drawn:
            # An element of another program, `<Tabs>`, is nothing here but what stands in it.
            if not empty and not self._stands(f"</{tag}>"):
                self.text(written)
            return
        element = Element(tag)
        for name, value in given:
            # The first of its name counts (HTML Standard, 13.2.5.33).
            if name not in element.attrib:
                element.set(name, value or "")
        self._noted(element, line, element.attrib.pop("markdown", ""))
        if tag in VOID or (empty and drawn):
            # Only in drawings and formulas a slash at its end closes a tag.
            self._stack.top.append(element)
        else:
            self._stack.open(element, raw=True)

    def end(self, tag: str, line: int, written: str) -> None:
        """See `html.Sink`. An end tag within a paragraph may be that of an element around it: then both end together."""
        if self._stack.close_raw(tag):
            return
        if tag == "br":
            # As browsers take it (HTML Standard, 13.2.6.4.7).
            self.start("br", [], line, written)
            return
        if tag not in KNOWN and not self._keep and not self._stands(f"<{tag}"):
            self.text(written)
        elif self._stack.top.tag == "p":
            self._pending.append(tag)

    def end_paragraph(self) -> None:
        """Close what end tags within a paragraph that is over were meant for."""
        if self._pending:
            pending, self._pending = self._pending, []
            for tag in pending:
                self._stack.close_raw(tag)

    def _stands_in_drawing(self) -> bool:
        # Looked for from the top down, and only where there are any: nothing but raw HTML stands inside a drawing.
        if not self._has_drawings:
            return False
        for element, raw in self._stack.entries[DEEPEST::-1]:
            if not raw or element.tag in ISLANDS:
                return raw
        return False

    def _stands(self, tag: str) -> bool:
        self._lower = self._lower or self._source.lower()
        return tag in self._lower
