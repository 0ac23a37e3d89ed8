"""The places of a page to which links can lead: ids and names of its elements.

Receives a tree; changes it. A heading gathers the ids that mean it (`data-kb-ids`): its own, those inside it, of an empty element
before it, of the section that it begins. Any other id leaves a mark where its element begins; a mark to which nothing leads goes
when the text is finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from kbgen.dialects.marks import place_mark

_HEADING = re.compile(r"h[1-6]")
_WHOLE = frozenset(
    {"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "figure", "details", "img", "hr", "br", "video", "iframe"}
)
MAX_LENGTH = 200


def mark(soup: BeautifulSoup) -> None:
    """All places. Elements whose ids stay are at most as many as the page has."""
    for tag in [*soup.find_all(id=True), *soup.find_all("a", attrs={"name": True})]:
        anchor = str(tag.get("id") or tag.get("name") or "").strip()
        if not anchor or len(anchor) > MAX_LENGTH or any(ord(sign) < 32 for sign in anchor) or tag.find_parent("pre"):
            continue
        heading = _heading_of(tag)
        if heading is not None:
            known = str(heading.get("data-kb-ids") or "")
            # Its own name stays the one that it has.
            order = (anchor, known) if heading is tag else (known, anchor)
            heading["data-kb-ids"] = "\n".join(part for part in order if part)
        elif not any(_HEADING.fullmatch(above.name) for above in tag.parents):
            _place(tag, NavigableString(place_mark(anchor)))


def _heading_of(tag: Tag) -> Tag | None:
    """The heading that an id means."""
    if _HEADING.fullmatch(tag.name):
        return tag
    inside = tag.find_parent(_HEADING)
    if inside is not None:
        return inside
    # What begins with a heading, or is nothing but an anchor right before one.
    for node in _from(tag):
        if isinstance(node, Tag):
            if _HEADING.fullmatch(node.name):
                return node
            if node.name in ("img", "pre", "table", "hr", "iframe", "video"):
                return None
        elif str(node).strip():
            return None
    return None


def _from(tag: Tag, most: int = 12) -> Iterator[Tag | NavigableString]:
    node = tag.next_element
    while node is not None and most:
        if isinstance(node, Tag | NavigableString):
            yield node
        node, most = node.next_element, most - 1


def _place(tag: Tag, sign: NavigableString) -> None:
    if tag.name == "pre" or tag.name in ("img", "hr", "br", "video", "iframe", "code", "kbd"):
        tag.insert_before(sign)
        return
    at: Tag | None = tag
    while at is not None and at.name in _WHOLE:
        at = at.find(True)
        if at is not None and at.name in ("img", "pre", "hr", "iframe", "video"):
            at.insert_before(sign)
            return
    if at is None:
        tag.insert_before(sign)
    elif at.name == "summary":
        at.insert_after(sign)
    else:
        at.insert(0, sign)
