"""HTML that stands in a text, as tokens: start tags, end tags and text.

Comments, declarations and processing instructions are nothing that a page shows, and are left out. What is not a whole tag is text.
Whoever takes the tokens decides what they become; what he makes of them is all that is ever published.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Protocol

# A comment to browsers (HTML Standard, 13.2.5.42, "bogus comment state"); Python's reader stumbles over some.
_SECTION = re.compile(r"<!\[[^>]*>?")
# The tags that most articles use have no attributes.
_PLAIN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[ \t\n]*/?>")


class Sink(Protocol):
    """Takes the tokens of a piece of HTML; `line` counts from its first line as 0."""

    def start(self, tag: str, attributes: list[tuple[str, str | None]], line: int, written: str) -> None:
        """A start tag, in small letters, and as it is written."""
        ...

    def end(self, tag: str, line: int, written: str) -> None:
        """An end tag."""
        ...

    def text(self, text: str) -> None:
        """Text, its references decoded."""
        ...


class Tokens(HTMLParser):
    """Reads pieces of HTML, one after the other, for one sink."""

    def __init__(self, sink: Sink) -> None:
        super().__init__(convert_charrefs=True)
        self._sink = sink

    def read(self, html: str) -> None:
        """All tokens of `html`."""
        if plain := _PLAIN.fullmatch(html):
            tag = plain[2].lower()
            if plain[1]:
                self._sink.end(tag, 0, html)
            else:
                self._sink.start(tag, [], 0, html)
            return
        html = _without_comments(html)
        if "<![" in html:
            html = _SECTION.sub(lambda found: "\n" * found[0].count("\n"), html)
        self.reset()
        self.feed(html)
        self.close()
        if self.rawdata:
            # The inside of an element that nothing closes.
            self._sink.text(self.rawdata)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """See `_markupbase`, which ends with an assertion where a section is none that SGML knows: `<![CDA[`."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            # Browsers take it for a comment (HTML Standard, "markup declaration open state").
            return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`. A slash before the end of a tag means nothing in HTML."""
        self._sink.start(tag, attrs, self.getpos()[0] - 1, self.get_starttag_text() or f"<{tag}>")

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        self._sink.end(tag, self.getpos()[0] - 1, f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        self._sink.text(data)


def _without_comments(html: str) -> str:
    """`html` without the comments and instructions that it begins with, but with their lines: where nothing closes one, Python's
    reader goes to the end of the text from each that follows."""
    lines = 0
    while (start := html.lstrip()).startswith(("<!--", "<?")):
        close = "-->" if start[1] == "!" else "?>"
        end = html.find(close)
        lines += html.count("\n", 0, end if end >= 0 else len(html))
        html = html[end + len(close) :] if end >= 0 else ""
    return "\n" * lines + html
