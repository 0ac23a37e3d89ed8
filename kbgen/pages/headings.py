"""Headings of an article: their addresses, the text below each, and the link that copies the address.

Works on the tree of one article in place and notes what it finds in the article at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from kbgen.pages.body import Heading
from kbgen.search.document import Passage

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

LEVELS = {f"h{level}": level for level in range(1, 7)}


def drop_title(root: Element, article: Article) -> None:
    """Remove a leading `# Title`: the page shows the title of the front matter. Later ones become `##`."""
    first = next(iter(root), None)
    if first is not None and first.tag == "h1":
        if first.get("id"):
            article.anchors.append(str(first.get("id")))
        root.remove(first)
    for heading in root.iter("h1"):
        heading.tag = "h2"


def collect(root: Element, article: Article, text_of: Callable[[Element], str]) -> None:
    """Note every heading and, for search, the text between one heading and the next."""
    anchor, heading = "", ""
    parts: list[str] = []

    def close() -> None:
        text = " ".join(part for part in parts if part)
        if heading or text:
            article.passages.append(Passage(anchor, heading, text))

    for child in root:
        if child.tag in LEVELS:
            close()
            anchor, heading, parts = child.get("id", ""), text_of(child), []
            article.headings.append(Heading(LEVELS[child.tag], anchor, heading))
        else:
            parts.append(text_of(child))
    close()
    article.anchors.extend(str(element.get("id")) for element in root.iter() if element.get("id"))


def add_permalinks(root: Element, article: Article) -> None:
    """Give each heading a link to itself, named in the article's language."""
    label = article.language.gettext("Link to this heading")
    for element in root.iter():
        if element.tag in LEVELS and element.get("id"):
            link = SubElement(element, "a", {"class": "kb-anchor", "href": f"#{element.get('id')}", "aria-label": label})
            link.text = "#"
