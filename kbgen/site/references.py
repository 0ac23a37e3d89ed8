"""Where an article's links lead on the site: from places in the content folder to addresses relative to the page.

Implements `kbgen.pages.references.Site` for one locale. Addresses within the locale are relative to the article, so that
an untranslated article's body serves in every locale's frame as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import orjson

from kbgen.articles.links import Link, LinkIndex, LinkKind, resolve
from kbgen.pages.body import Target
from kbgen.pages.views import article_url, section_url
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.state import Links
from kbgen.site.loose_anchors import LooseAnchors

if TYPE_CHECKING:
    from kbgen.site.plan import SitePlan

# An article is linked to from many others.
_quoted = lru_cache(maxsize=16384)(quote)


@lru_cache(maxsize=4096)
def picture_size(path: str) -> tuple[int, int]:
    """Width and height of a picture in pixels, (0, 0) where they cannot be told."""
    # It brings an HTTP client along, for pictures elsewhere.
    import imagesize

    try:
        width, height = imagesize.get(path)
    except (OSError, ValueError):
        return 0, 0
    return max(0, int(width)), max(0, int(height))


class ContentReferences:
    """Resolves the references of articles shown in one locale; with `anchors`, headings as other programs call them."""

    def __init__(self, index: LinkIndex, content_dir: Path, locale: str, anchors: LooseAnchors | None = None) -> None:
        self._index = index
        self._anchors = anchors
        self._content_dir = content_dir
        self._locale = locale
        # Of the text at hand alone: its links are asked for twice, for the page and for the copy.
        self._path, self._known = "", dict[str, Target]()

    def target(self, path: str, reference: str) -> Target:
        """Where `reference`, written in the article at `path`, leads."""
        if path != self._path:
            self._path, self._known = path, {}
        if reference not in self._known:
            self._known[reference] = self._target(path, reference)
        return self._known[reference]

    def lead_as_before(self, links: Links) -> bool:
        """Whether all `links` of a text lead where they led."""
        found = [(reference, self.target(links.path, reference)) for reference in links.references]
        return links_of(links.locale, links.path, found) == links

    def _target(self, path: str, reference: str) -> Target:
        link = resolve(self._index, self._locale, path, reference)
        if link.kind is LinkKind.BROKEN:
            return Target("", link.problem, link.suggestion)
        if link.kind is LinkKind.EXTERNAL:
            return Target(link.path, external=link.path.startswith(("http:", "https:", "//")))
        link = self._anchored(link)
        called = link.words or (self._anchors.called(link.locale, link.path) if self._anchors else "")
        # The article's page is a folder below the locale's: one step up for each folder and one for itself.
        up = "../" * self._depth(path)
        anchor = f"#{_quoted(link.anchor)}" if link.anchor else ""
        match link.kind:
            case LinkKind.ANCHOR:
                return Target(anchor or "#", locale=self._locale, path=path, anchor=link.anchor, called=link.words)
            case LinkKind.ARTICLE:
                url = self._way(up, link.locale, article_url(link.locale, link.path)) + anchor
                return Target(url, locale=link.locale, path=link.path, anchor=link.anchor, called=called)
            case LinkKind.SECTION:
                return Target(self._way(up, link.locale, section_url(link.locale, link.path)) + anchor, called=called)
            case _:
                width, height = picture_size(f"{self._content_dir}/{link.path}")
                return Target(f"{up}../{_quoted(link.path)}", width=width, height=height)

    def _anchored(self, link: Link) -> Link:
        if self._anchors is None or not link.anchor or link.kind not in (LinkKind.ARTICLE, LinkKind.ANCHOR):
            return link
        return link._replace(anchor=self._anchors.settled(link.locale, link.path, link.anchor))

    def _depth(self, path: str) -> int:
        name = path.rpartition("/")[2]
        return path.count("/") + (name != "index.md")

    def _way(self, up: str, locale: str, url: str) -> str:
        if locale == self._locale:
            return (up + _quoted(url.removeprefix(f"{locale}/"))) or "./"
        return f"{up}../{_quoted(url)}"


def references_of(plan: SitePlan, index: LinkIndex) -> dict[str, ContentReferences]:
    """The references of each locale of a plan, whose links lead by `index`."""
    anchors = LooseAnchors(plan) if plan.settings.loose else None
    return {tag: ContentReferences(index, plan.settings.content_dir, tag, anchors) for tag in plan.outlines}


def links_of(locale: str, path: str, found: Sequence[tuple[str, Target]]) -> Links:
    """What to remember of the references in the text at `path`: `found` has each, and everything known of where it leads."""
    references, targets = zip(*found, strict=True) if found else ((), ())
    return Links(locale, path, references, fingerprint(orjson.dumps(targets, default=list).decode()))
