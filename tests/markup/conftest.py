"""A text as the reader of CommonMark gives it: written out, and as a tree of a browser's making."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from kbgen.markup import commonmark
from kbgen.markup.serialise import to_html


def html(text: str) -> str:
    """What a text becomes, without spaces between elements."""
    written = to_html(commonmark.read(text).root)
    return "\n".join(line for line in (line.strip() for line in written.split("\n")) if line)


def page(text: str) -> BeautifulSoup:
    """The same as something to select in."""
    return BeautifulSoup(to_html(commonmark.read(text).root), "html.parser")


def words(element: Tag | BeautifulSoup) -> str:
    """What a reader sees of an element, its spaces made single."""
    return " ".join(element.get_text().split())


def outline(element: Tag | BeautifulSoup) -> str:
    """The names of elements as they stand in one another, with the kind of a note: `ul(li(p div.note(p p)))`."""
    parts = []
    for child in element.find_all(True, recursive=False):
        kinds = [name for name in child.get("class", []) if name not in ("admonition", "highlight")]
        inner = "" if child.name in ("pre", "label", "input") or "highlight" in child.get("class", []) else outline(child)
        parts.append(f"{child.name}{''.join(f'.{kind}' for kind in kinds)}" + (f"({inner})" if inner else ""))
    return " ".join(parts)
