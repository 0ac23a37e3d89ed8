"""What a report knows of the site: its locales, articles, owners, and the search index of today.

Receives the settings where there are any, the folder of the built site, and the articles that the database has seen; an
article that no longer exists keeps the title under which it was last seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kbgen.config import LocaleSettings, Settings, Team
from kbgen.errors import OperatorError
from kbgen.manifest import FILE, VERSION, VERSIONS, load
from kbgen.report.read.index import ReportIndex
from kbgen.report.read.period import day_of


@dataclass(frozen=True)
class ArticleFacts:
    """One article in one locale; `present` is whether the site has it now, `language` that of its text."""

    article: str
    locale: str
    title: str
    language: str = ""
    kind: str = ""
    owner: str = ""
    url: str = ""
    path: str = ""
    updated: str = ""
    present: bool = True

    @property
    def edited(self) -> int | None:
        """The day of the last edit, None where none is known."""
        try:
            return day_of(date.fromisoformat(self.updated))
        except ValueError:
            return None


@dataclass(frozen=True)
class KnownSite:
    """See the module's text. `folder` is that of the built site, None where there is none; `sections` are those that search
    finds."""

    name: str
    locales: tuple[LocaleSettings, ...]
    source_locale: str
    articles: Mapping[tuple[str, str], ArticleFacts]
    teams: Mapping[str, Team] = field(default_factory=dict)
    folder: Path | None = None
    url: str = ""
    settings: Settings | None = None
    screens: Mapping[str, int] = field(default_factory=dict)
    campaigns: tuple[str, ...] = ()
    sections: Mapping[tuple[str, str], ArticleFacts] = field(default_factory=dict)

    @cached_property
    def indexes(self) -> dict[str, ReportIndex]:
        """The search index of each locale that has one."""
        if self.folder is None:
            return {}
        folders = {locale.tag: self.folder / "search" / locale.tag for locale in self.locales}
        return {tag: ReportIndex(folder) for tag, folder in folders.items() if (folder / "index.json").is_file()}

    @property
    def content_dir(self) -> Path | None:
        """The writers' folder, where the settings are known."""
        return self.settings.content_dir if self.settings else None

    def name_in(self, tag: str) -> str:
        """The site's name in a locale."""
        return next((locale.site_name for locale in self.locales if locale.tag == tag and locale.site_name), self.name)

    def facts(self, article: str, locale: str) -> ArticleFacts:
        """What is known of an article, or of a section that was found; one that nobody knows is called by its id."""
        found = self.articles.get((article, locale)) or self.sections.get((article, locale))
        return found or ArticleFacts(article, locale, article, present=False)

    def team(self, owner: str, locale: str) -> str:
        """The name of an owner in a locale."""
        team = self.teams.get(owner)
        return team.name_in(locale) if team else owner


def find_site(settings: Settings | None, folder: Path | None, seen: Iterable[tuple[Any, ...]]) -> KnownSite:
    """Put together what is known. `seen` are the rows of `articles_all.sql`; `folder` must hold a manifest if it is given."""
    document: dict[str, Any] = {}
    if folder is None and settings and (settings.site_dir / FILE).is_file():
        folder = settings.site_dir
    if folder is not None:
        document = _manifest(folder / FILE)
    articles: dict[tuple[str, str], ArticleFacts] = {}
    for article, locale, language, title, kind, owner, url, updated, _ in seen:
        articles[article, locale] = ArticleFacts(
            article, locale, title, language, kind, owner, url, "", updated, present=not document
        )
    for entry in document.get("articles", ()):
        facts = _facts(entry)
        articles[facts.article, facts.locale] = facts
    sections = map(_facts, document.get("sections", ()))
    if settings:
        locales = settings.locales
    elif document:
        locales = tuple(
            LocaleSettings(entry["tag"], entry["name"], entry.get("calendar", "gregorian"), entry.get("digits", "native"))
            for entry in document["locales"]
        )
    else:
        locales = tuple(LocaleSettings(tag, tag) for tag in sorted({locale for _, locale in articles})) or (
            LocaleSettings("en", "English"),
        )
    return KnownSite(
        name=settings.site_name if settings else str(document.get("site_name") or ""),
        locales=locales,
        source_locale=settings.source_locale if settings else str(document.get("source_locale") or locales[0].tag),
        articles=articles,
        teams=settings.teams if settings else {},
        folder=folder,
        url=settings.site_url if settings else str(document.get("site_url") or ""),
        settings=settings,
        screens={str(name): int(count) for name, count in document.get("screens", {}).items()},
        campaigns=tuple(map(str, document.get("campaigns", ()))),
        sections={(facts.article, facts.locale): facts for facts in sections},
    )


def _facts(entry: Mapping[str, Any]) -> ArticleFacts:
    text = {key: str(value or "") for key, value in entry.items()}
    return ArticleFacts(
        text["id"],
        text["locale"],
        text.get("title") or text["id"],
        text.get("language", ""),
        text.get("kind", ""),
        text.get("owner", ""),
        text.get("url", ""),
        text.get("path", ""),
        text.get("updated", ""),
    )


def _manifest(path: Path) -> dict[str, Any]:
    try:
        document = load(path)
        if document["version"] not in VERSIONS:
            raise OperatorError(f"{path} is of version {document['version']}, this kbgen reads {VERSION}. Build the site again.")
    except (OSError, ValueError, KeyError, TypeError):
        raise OperatorError(f"There is no readable {FILE} in {path.parent}. Build the site first: kbgen build") from None
    return document
