"""What templates see: plain values, already in the page's language, nothing to compute.

Receives nothing and does nothing. All addresses are relative to the site's root; a template writes `page.base` before
them. Because a page is nothing but text and tuples, its representation is what it shows, and the cache can tell
whether anything on it has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import quote

# The same addresses stand on every page.
encoded = lru_cache(maxsize=65536)(quote)


@dataclass(frozen=True)
class Link:
    """Something to go to. `url` is encoded, as an address has to be in HTML: the article `c#.md` is at `c%23/`. `language` and
    `direction` are set where its title is in another language than the page."""

    url: str
    title: str
    description: str = ""
    icon: str = ""
    kind: str = ""
    note: str = ""
    language: str = ""
    direction: str = ""
    current: bool = False
    retired: bool = False


@dataclass(frozen=True)
class Alternate:
    """The same page in another locale, at `url`, which is encoded; `translated` is false where it shows the source language."""

    tag: str
    name: str
    direction: str
    url: str
    translated: bool = True
    current: bool = False


@dataclass(frozen=True)
class Day:
    """A date twice: for machines (ISO 8601) and for readers."""

    iso: str
    text: str


@dataclass(frozen=True)
class ArticleView:
    """Everything about an article that its page shows besides its body.

    `kind_name` is in the page's language; `details` are the keys of the kind, with numbers already written out. `stale` says
    that the original of this translation has changed since.
    """

    id: str
    kind: str
    kind_name: str
    title: str
    description: str
    status: str
    tags: tuple[Link, ...] = ()
    owner: str = ""
    updated: Day | None = None
    reviewed: Day | None = None
    related: tuple[Link, ...] = ()
    section: Link | None = None
    siblings: tuple[Link, ...] = ()
    previous: Link | None = None
    following: Link | None = None
    edit_url: str = ""
    replacement: Link | None = None
    stale: bool = False
    keywords: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Some entries of a long list: those under one letter, or, without a letter, those whose place a writer gave. `id` is set where
    the letter begins."""

    letter: str
    links: tuple[Link, ...]
    id: str = ""


@dataclass(frozen=True)
class Pager:
    """Which part of a long list a page is, and the ways to the others. Of `pages`, one without a title stands for those left out;
    `titles` are the addresses of files that hold all titles, for a script that looks through them."""

    place: str
    previous: str = ""
    following: str = ""
    pages: tuple[Link, ...] = ()
    letters: tuple[Link, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """A page that lists others: home, section, tag, glossary, index of all titles. A list that takes more than one page has a
    `pager`, and `letters` in place of its short form; `all_sections` leads on where not all of them are shown. `groups` are
    sections with their articles: all of them in the index, the first ones on the page of the section above."""

    title: str
    description: str = ""
    icon: str = ""
    sections: tuple[Link, ...] = ()
    articles: tuple[Link, ...] = ()
    featured: tuple[Link, ...] = ()
    recent: tuple[Link, ...] = ()
    popular: tuple[Link, ...] = ()
    groups: tuple[tuple[Link, tuple[Link, ...]], ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    initials: tuple[tuple[str, str], ...] = ()
    letters: tuple[Group, ...] = ()
    pager: Pager | None = None
    all_sections: str = ""


@dataclass(frozen=True)
class Tools:
    """Addresses of a locale's pages that are not articles; empty where the site has no such page."""

    search: str
    tags: str = ""
    glossary: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Page:
    """One page of the site.

    `url` is relative to the site's root (`fa/guides/set-up/`), `base` leads from the page back to it (`../../../`).
    `language` and `text_direction` are those of the content, `locale` and `direction` those of the frame around it;
    they differ where an article is shown untranslated. `canonical` is absolute if the site has an address, else empty. `picture` is
    the full address of what networks show of a shared link.
    """

    template: str
    url: str
    base: str
    locale: str
    direction: str
    language: str
    text_direction: str
    title: str
    description: str
    site_name: str
    home: str
    canonical: str = ""
    robots: str = ""
    alternates: tuple[Alternate, ...] = ()
    default_alternate: str = ""
    breadcrumbs: tuple[Link, ...] = ()
    navigation: tuple[Link, ...] = ()
    tools: Tools = Tools("")
    article: ArticleView | None = None
    listing: Listing | None = None
    og_locale: str = ""
    og_alternates: tuple[str, ...] = ()
    picture: str = ""
    id: str = ""
    kind: str = ""

    @property
    def untranslated(self) -> bool:
        """Whether the content is in another language than the frame."""
        return self.language != self.locale

    @property
    def file(self) -> str:
        """The file of the page relative to the site's folder."""
        return self.url + "index.html" if not self.url or self.url.endswith("/") else self.url


def base_of(url: str) -> str:
    """The way from the page at `url` back to the site's root: `../` for each folder, `./` on the root itself."""
    return "../" * url.count("/") or "./"
