"""The article as every later stage sees it: read, checked, immutable.

Receives nothing and does nothing: these are the types that flow from `articles` to `pages`, `search` and `site`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from kbgen.articles.banner import Banner
from kbgen.articles.git.moves import Former
from kbgen.articles.shared import Shared


class Kind(StrEnum):
    """What an article is; decides its required front matter, its page and its structured data."""

    FAQ = "faq"
    GUIDE = "guide"
    TROUBLESHOOTING = "troubleshooting"
    CASE_STUDY = "case-study"
    WHITE_PAPER = "white-paper"


# What search and programs call the page of a section that has text of its own. It is none of the kinds.
SECTION = "section"


class Status(StrEnum):
    """Where an article is in its life: drafts are shown by `kbgen serve` only, retired ones say so and point on."""

    PUBLISHED = "published"
    DRAFT = "draft"
    RETIRED = "retired"


@dataclass(frozen=True)
class Article:
    """One Markdown file of one locale.

    `path` is relative to the locale's folder, with forward slashes (`guides/set-up.md`); the same path in two
    locales is the same article in two languages. `id` is what the manifest, votes and links call it; it is the
    same in every locale and, unless front matter sets it, the path without `.md`.
    `body` is the Markdown after the front matter and `body_line` the file's line number of its first line.
    `redirect_from` names its old addresses, as paths (`/old/page`) or whole (`https://old.example/page`).
    `publish_at` and `expire_at` are the days from which readers see it, and no longer see it; `replaced_by` is the id of the
    article that took its place. `uses` are the variables and snippets in it, as `=name` and `+name`.
    `labels` are, of a lenient site, names by which other texts of its program call the article or a place in it: the name, its
    anchor and the words of a link, with tabs between them.
    `details` holds, converted, the keys that only this kind knows (`symptoms`, `facts`, `abstract` …).
    """

    id: str
    locale: str
    path: str
    kind: Kind
    title: str
    description: str
    body: str
    body_line: int
    digest: str
    status: Status = Status.PUBLISHED
    tags: tuple[str, ...] = ()
    owner: str = ""
    updated: date | None = None
    reviewed: date | None = None
    review_by: date | None = None
    related: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    order: int = 0
    featured: bool = False
    redirect_from: tuple[str, ...] = ()
    publish_at: date | None = None
    expire_at: date | None = None
    replaced_by: str = ""
    uses: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def section(self) -> str:
        """The folder of the article relative to the locale's folder: `guides`, `guides/advanced`, or `` for none."""
        return self.path.rpartition("/")[0]

    @property
    def slug(self) -> str:
        """The last part of the article's address: the file's name without `.md`."""
        return self.path.rpartition("/")[2].removesuffix(".md")


@dataclass(frozen=True)
class Section:
    """A folder of articles in one locale, described by its `index.md`.

    `path` is relative to the locale's folder (`guides/advanced`); the locale's root is the section with path ``.
    `icon` names an icon of the theme. `body` is the Markdown introduction, often empty; `has_text` is whether it is not.
    """

    path: str
    locale: str
    title: str
    description: str = ""
    icon: str = ""
    order: int = 0
    body: str = ""
    body_line: int = 1
    digest: str = ""
    featured: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    has_text: bool = False

    @property
    def file(self) -> str:
        """The file that describes it, relative to the locale's folder."""
        return f"{self.path}/index.md" if self.path else "index.md"

    @property
    def id(self) -> str:
        """What search and programs call its page, as articles are called that have no other name: the file without `.md`."""
        return self.file.removesuffix(".md")

    @property
    def parent(self) -> str | None:
        """The path of the enclosing section, or None for the locale's root."""
        return None if not self.path else self.path.rpartition("/")[0]


@dataclass(frozen=True)
class Library:
    """Everything the content folder holds: per locale, articles by path and sections by path, and other files.

    `files` are the non-Markdown files (pictures, captions, downloads), as paths relative to the content folder.
    `glossary` holds, per locale, terms and what they mean; `shared` the texts that articles share; `banners`, per
    locale, what stands above its pages; `moves`, by present path, where articles were before; `renamed`, by locale and path, the
    files of articles that have another address than their file's name would give.
    """

    articles: Mapping[str, Mapping[str, Article]]
    sections: Mapping[str, Mapping[str, Section]]
    files: tuple[str, ...] = ()
    glossary: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    shared: Shared = field(default_factory=Shared)
    banners: Mapping[str, Banner] = field(default_factory=dict)
    moves: Mapping[str, Former] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)
