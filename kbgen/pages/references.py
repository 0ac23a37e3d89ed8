"""Links of an article: from what the writer wrote to an address that works on the page.

`Site` is what a conversion needs to know of everything around the article; the build gives it. A link that leads
nowhere is an issue with the line on which it stands, and stays on the page as plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import Element

from kbgen.issues import Issue, Level
from kbgen.pages.body import Pointer, Target

if TYPE_CHECKING:
    from kbgen.pages.markdown import Article


class Site(Protocol):
    """Knows where references of one article lead."""

    def target(self, path: str, reference: str) -> Target:
        """Resolve `reference` as written in the article at `path` (relative to its locale's folder)."""
        ...


def resolve(root: Element, article: Article) -> None:
    """Rewrite the links of all `<a>` in place; pictures are left to `media`."""
    for link in root.iter("a"):
        reference = link.get("href")
        # Footnotes lead back and forth inside what Python-Markdown made itself.
        if reference is None or reference.startswith(("#fn", "mailto:", "&#")):
            continue
        target = follow(article, reference)
        if target.url:
            link.set("href", target.url)
            if target.external:
                link.set("rel", "noopener")
        else:
            # Text without a link misleads nobody; the writer has the issue.
            link.tag = "span"
            link.attrib.pop("href")
            link.set("class", "kb-broken")


def follow(article: Article, reference: str) -> Target:
    """Resolve one reference, noting it and, where it is broken, the issue."""
    target = article.site.target(article.path, reference)
    article.advance(reference)
    article.references[reference] = target
    if target.anchor:
        article.pointers.append(Pointer(article.file, article.line_of(reference), target.locale, target.path, target.anchor))
    if target.problem:
        line = article.line_of(reference)
        article.issues.append(Issue(article.file, line, "link", target.problem, Level.WARNING, target.suggestion))
    return target
