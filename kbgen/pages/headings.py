"""Headings of an article: their addresses, the text below each, and the link that copies the address.

Works on the tree of one article in place and notes what it finds in the article at hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions import toc

from kbgen.dialects.titles import repeats
from kbgen.markup.tree import Tree
from kbgen.pages.body import Heading
from kbgen.search.document import Passage

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article

# Its types are of an older version.
_unique: Any = toc.unique
LEVELS = {f"h{level}": level for level in range(1, 7)}
# What may stand around a text without meaning anything: `<div dir="rtl">` around a whole page.
_WRAPPERS = frozenset({"article", "center", "div", "main", "section"})
# Anchors of texts that were written for other programs: `<a name="…">`.
_NAMED = frozenset({"a"})
_NOT_GITHUB = re.compile(r"[^\w\- ]")


def text_of(element: Element) -> str:
    """All text below `element` as a reader sees it, its spaces made single."""
    # Most blocks hold words alone.
    words = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(words.split())


def give_ids(tree: Tree) -> dict[str, str]:
    """Give each heading without an address one that is made from its words, as Python-Markdown's `toc` makes it.

    Returns, by these addresses, GitHub's where that is another one: texts that were written for GitHub, and for the programs that
    join and number words as it does, link to `#one--two` for "One & two" and to `#notes-1` for the second "Notes".
    """
    if not tree.headings:
        return {}
    counters: dict[str, int] = {}
    used = {name for element in tree.root.iter() if (name := element.get("id")) is not None}
    others: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for heading in tree.headings:
        if "id" not in heading.attrib:
            words = _words(heading)
            slug, plain = _slugs(words)
            heading.set("id", name := _unique(slug, used, counters))
            other = f"{plain}-{seen[plain]}" if seen[plain] else plain
            seen[plain] += 1
            if other not in ("", name):
                others[name] = other
    first = {other: name for name, other in reversed(others.items()) if other not in used}
    return {name: other for other, name in first.items()}


# "Cause" and "See also" head many articles; a kept answer takes 0.1 µs, a new one 10 µs.
@lru_cache(maxsize=4096)
def _slugs(words: str) -> tuple[str, str]:
    """The addresses that Python-Markdown and GitHub make of the words of a heading."""
    return toc.slugify_unicode(words, "-"), _NOT_GITHUB.sub("", words.lower()).replace(" ", "-")


def _words(heading: Element) -> str:
    # The marks of footnotes are not among them.
    if not len(heading):
        return (heading.text or "").strip()
    parts = [heading.text or ""]
    for child in heading:
        if child.tag != "sup" or not child.get("id", "").startswith("fnref"):
            parts += child.itertext()
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def drop_title(tree: Tree, article: Article, *, lenient: bool = False) -> None:
    """Remove a leading `# Title`: the page shows the title of the front matter. On a `lenient` site one that says something else
    stays. Later ones become `##`."""
    root = tree.root
    first = root[0] if len(root) else None
    if first is not None and first.tag == "h1" and not (lenient and not repeats(text_of(first), article.title)):
        article.anchors.append(first.get("id", ""))
        root.remove(first)
        tree.headings.remove(first)
    for heading in tree.headings:
        if heading.tag == "h1":
            heading.tag = "h2"


def collect(tree: Tree, article: Article) -> None:
    """Note every heading and, for search, the text between one heading and the next."""
    anchor, heading = "", ""
    parts: list[str] = []
    for part in _parts(tree.root, set(tree.headings)):
        if isinstance(part, str):
            parts.append(part)
            continue
        _close(article, anchor, heading, parts)
        anchor, heading, parts = part.get("id", ""), text_of(part), []
        article.headings.append(Heading(LEVELS[part.tag], anchor, heading))
    _close(article, anchor, heading, parts)
    article.anchors += article.also.values()
    for element in tree.root.iter():
        if (name := element.get("id")) is not None:
            article.anchors.append(name)
        if element.tag in _NAMED and (name := element.get("name")) is not None:
            article.anchors.append(name)


def _parts(parent: Element, shown: Set[Element]) -> Iterator[Element | str]:
    """The headings below `parent` that a page shows as its own, and the text between them."""
    for child in parent:
        if child.tag in LEVELS:
            yield child
        elif child.tag in _WRAPPERS and len(child) and not shown.isdisjoint(child.iter()):
            yield " ".join((child.text or "").split())
            yield from _parts(child, shown)
        else:
            yield text_of(child)
        if child.tail and not child.tail.isspace():
            yield " ".join(child.tail.split())


def _close(article: Article, anchor: str, heading: str, parts: Sequence[str]) -> None:
    text = " ".join([part for part in parts if part])
    if heading or text:
        article.passages.append(Passage(anchor, heading, text))


def add_permalinks(tree: Tree, article: Article) -> None:
    """Give each heading a link to itself, named in the article's language; where it has another address, that is the link's."""
    label = article.language.gettext("Link to this heading")
    for element in tree.headings:
        # That of a question has moved to its answer.
        if anchor := element.get("id"):
            link = SubElement(element, "a", {"class": "kb-anchor", "href": f"#{anchor}", "aria-label": label})
            link.text = "#"
            if anchor in article.also:
                link.set("id", article.also[anchor])
