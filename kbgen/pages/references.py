"""Links of an article: from what the writer wrote to an address that works on the page.

`Site` is what a conversion needs to know of everything around the article; the build gives it. A link that leads
nowhere is an issue with the line on which it stands, and stays on the page as plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote
from xml.etree.ElementTree import Element

from kbgen.dialects.myst.labels import words_in
from kbgen.markup.tree import Tree
from kbgen.pages.body import Pointer, Target

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article


# What may be a label or an identifier, and no address.
_NAME = re.compile(r"(?:xref:)?[\w:.-]*[^\W_](?:\?\S*)?")
_PLAIN = re.compile(r"[\w!#$%&'()*+,./:;=?@\[\]~-]*", re.ASCII)


class Site(Protocol):
    """Knows where references of one article lead."""

    def target(self, path: str, reference: str) -> Target:
        """Resolve `reference` as written in the article at `path` (relative to its locale's folder)."""
        ...


def resolve(tree: Tree, article: Article) -> None:
    """Rewrite the links of all `<a>` and the sources of films and sounds in place; pictures are left to `media`."""
    for link in tree.links:
        reference = link.get("href")
        # Footnotes lead back and forth inside what the reader made itself.
        if reference is None or reference.startswith(("#fn", "mailto:")):
            continue
        target = follow(article, reference, link)
        if not len(link) and not (link.text or "").strip():
            # Links of MyST and references of DocFX are called as what they lead to.
            unknown = reference.startswith("#") or (target.problem and _NAME.fullmatch(reference))
            link.text = target.called or (words_in(reference) if unknown else link.text)
        if target.url:
            link.set("href", encoded(target.url) if target.external else target.url)
            if target.external:
                link.set("rel", "noopener")
        else:
            # Text without a link misleads nobody; the writer has the issue.
            link.tag = "span"
            link.attrib.pop("href")
            link.set("class", "kb-broken")
    for element in tree.sources:
        for name in ("src", "poster"):
            if name in element.attrib:
                element.set(name, follow(article, element.attrib[name], element).url)
        if "srcset" in element.attrib:
            element.set("srcset", ", ".join(_candidates(article, element)))


def _candidates(article: Article, element: Element) -> list[str]:
    # HTML Standard, 4.8.4.2.1: addresses with a width or density behind, between commas.
    found = []
    for candidate in element.attrib["srcset"].split(","):
        reference, _, size = candidate.strip().partition(" ")
        if reference and (url := follow(article, reference, element).url):
            found.append(f"{url} {size}".rstrip())
    return found


def follow(article: Article, reference: str, element: Element) -> Target:
    """Resolve one reference of `element`, noting it and, where it is broken, the issue."""
    target = article.site.target(article.path, reference)
    article.references[reference] = target
    if target.anchor:
        article.pointers.append(Pointer(article.file, article.line_of(element), target.locale, target.path, target.anchor))
    if target.problem:
        article.warn(element, "link", target.problem, target.suggestion)
    return target


def encoded(url: str) -> str:
    """An address elsewhere, as it is written, without signs that an address cannot hold."""
    # What is encoded already stays so; brackets are part of IPv6 addresses.
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~") if not _PLAIN.fullmatch(url) else url
