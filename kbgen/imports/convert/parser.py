"""HTML from anywhere as a tree, in time in proportion to its length.

Receives text or bytes; returns a BeautifulSoup tree. html.parser does the reading; here it is kept from taking for ever, and end
tags that HTML lets writers leave out (`<li>a<li>b`, `<p>a<ul>`) are put where a browser has them, so that lists and tables keep
their shape. Source of the ends: the HTML standard, "optional tags" and the rules for starting `li`, `dd` and `p`.
"""

from __future__ import annotations

import warnings
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

# Pages of programs nest their text in some fifty boxes.
MAX_PAGE_DEPTH = 150
# An attribute may hold `<` and a text too; more before one `>` are no tags.
MAX_OPEN = 20
_BLOCKS = (
    "address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main"
    " menu nav ol p pre section table ul"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What a start tag closes if it stands right in it; then again, so that a cell ends with its row.
_CLOSES: dict[str, frozenset[str]] = {
    **{name: frozenset({"p"}) for name in _BLOCKS.split()},
    **{name: frozenset({"p", *_HEADINGS}) for name in _HEADINGS},
    "li": frozenset({"p", "li"}),
    "dt": frozenset({"p", "dt", "dd"}),
    "dd": frozenset({"p", "dt", "dd"}),
    "td": frozenset({"p", "td", "th"}),
    "th": frozenset({"p", "td", "th"}),
    "tr": frozenset({"p", "td", "th", "tr"}),
    "tbody": frozenset({"p", "td", "th", "tr", "thead", "tbody", "caption"}),
    "tfoot": frozenset({"p", "td", "th", "tr", "thead", "tbody", "caption"}),
    "option": frozenset({"option"}),
    "a": frozenset({"a"}),
}


class _Soup(BeautifulSoup):
    """BeautifulSoup that ends elements where HTML does."""

    def handle_starttag(self, name: str, *rest: Any, **more: Any) -> Tag | None:
        """Take a start tag, after what it ends."""
        closes = _CLOSES.get(name.lower())
        while closes and self.currentTag is not None and self.currentTag.name in closes:
            self.handle_endtag(self.currentTag.name)
        return super().handle_starttag(name, *rest, **more)

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        """Take an end tag; that of any heading ends the one that is open."""
        if name.lower() in _HEADINGS and self.currentTag is not None and self.currentTag.name in _HEADINGS:
            name = self.currentTag.name
        super().handle_endtag(name, nsprefix)


def soup_of(html: str | bytes) -> BeautifulSoup:
    """BeautifulSoup without its warnings about texts that look like file names."""
    if isinstance(html, bytes):
        html = _decoded(html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _Soup(_tamed(_without_declarations(html)), "html.parser")


def _decoded(raw: bytes) -> str:
    """As browsers do: a byte order mark, what the page declares, UTF-8, Windows-1252."""
    from bs4 import UnicodeDammit

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return UnicodeDammit(raw, ["utf-8"], is_html=True).unicode_markup or raw.decode("utf-8", "replace")


def _without_declarations(html: str) -> str:
    """Without comments, declarations and processing instructions.

    html.parser searches the rest of the text for the end of each (3.11: 160 s for 100,000 that never end); here each kind
    is searched for once more at most.
    """
    for opening, closing in (("<!--", "-->"), ("<![", "]>"), ("<!", ">"), ("<?", ">")):
        pieces, done = [], 0
        while (start := html.find(opening, done)) >= 0:
            pieces.append(html[done:start])
            end = html.find(closing, start + len(opening))
            if end < 0:
                # Nothing closes any of the rest: only the marks go, the text may be the article.
                pieces.append(html[start:].replace(opening, ""))
                done = len(html)
                break
            done = end + len(closing)
        html = "".join([*pieces, html[done:]])
    return html


def _tamed(html: str) -> str:
    """With `<` as text where no tag can begin: html.parser reads to the end of the text from every one that nothing closes."""
    *closed, rest = html.split(">")
    for place, piece in enumerate(closed):
        if piece.count("<") > MAX_OPEN:
            text, _, tag = piece.rpartition("<")
            closed[place] = f"{text.replace('<', '&lt;')}<{tag}"
    return ">".join([*closed, rest.replace("<", "&lt;")])


def flatten(soup: BeautifulSoup, deepest: int) -> bool:
    """Make text of what is nested more than `deepest` levels; says whether anything was."""
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    deep = False
    while waiting:
        tag, depth = waiting.pop()
        for child in list(tag.children):
            if not isinstance(child, Tag):
                continue
            if depth >= deepest:
                child.replace_with(NavigableString(f" {child.get_text(' ')} "))
                deep = True
            else:
                waiting.append((child, depth + 1))
    return deep


def page_of(raw: bytes) -> BeautifulSoup:
    """A whole page, for readers that look around in it: with a depth that no search in it suffers from."""
    soup = soup_of(raw)
    flatten(soup, MAX_PAGE_DEPTH)
    return soup
