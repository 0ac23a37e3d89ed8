"""Which articles and locales there are: read from the built site's manifest, and read again when a new site is published.

Receives the path of `kbgen-manifest.json`; promises that a broken or missing manifest never makes known articles
unknown, and that articles stay known for 30 days after they were removed: pages in open tabs and caches still vote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.errors import OperatorError
from kbgen.manifest import MAIL, VERSION, VERSIONS, load
from kbgen.store.records import SeenArticle

REMOVED_STAY_KNOWN_MS = 30 * DAY_MS


@dataclass(frozen=True)
class KnownArticles:
    """What the collector takes votes and events for. Articles are found by locale and id; so are sections with text of their own,
    which a search may lead to and nobody votes on."""

    locales: frozenset[str] = frozenset()
    articles: Mapping[tuple[str, str], SeenArticle] = field(default_factory=dict)
    screens: frozenset[str] = frozenset()
    sections: Mapping[tuple[str, str], SeenArticle] = field(default_factory=dict)

    def article(self, locale: str, article: str) -> SeenArticle | None:
        """The article as the manifest last showed it."""
        return self.articles.get((locale, article))

    def result(self, locale: str, article: str) -> SeenArticle | None:
        """The article or section that a search led to."""
        return self.article(locale, article) or self.sections.get((locale, article))


def read_manifest(path: Path, at: int) -> KnownArticles:
    """Read a manifest. Raises `OperatorError` that says what to do where it is missing or not ours."""
    try:
        document = load(path)
        version = document["version"]
        if version not in VERSIONS:
            raise OperatorError(
                f"{path} is of version {version}, this collector reads {VERSION}. Build and collect with one kbgen."
            )
        locales = frozenset(str(entry["tag"]) for entry in document["locales"])
        letters = (f"{MAIL}{name}" for name in document.get("campaigns", ()))
        screens = frozenset([*map(str, document.get("screens", {})), *letters])
        seen_articles = [_seen_article(entry, at) for entry in document["articles"]]
        sections = [_seen_article(entry, at) for entry in document.get("sections", ())]
    except (FileNotFoundError, NotADirectoryError):
        raise OperatorError(f"There is no {path.name} in {path.parent}. Build the site first: kbgen build") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OperatorError(
            f"{path} cannot be read as a site's manifest ({type(error).__name__}: {error}). Build the site again."
        ) from None
    by_id = ({(seen.locale, seen.article): seen for seen in found} for found in (seen_articles, sections))
    articles, told = by_id
    return KnownArticles(locales, articles, screens, told)


def _seen_article(entry: Mapping[str, Any], at: int) -> SeenArticle:
    locale = str(entry["locale"])
    return SeenArticle(
        at=at,
        article=str(entry["id"]),
        locale=locale,
        language=str(entry.get("language") or locale),
        title=str(entry.get("title") or entry["id"]),
        kind=str(entry.get("kind") or ""),
        owner=str(entry.get("owner") or ""),
        url=str(entry.get("url") or ""),
        updated=str(entry.get("updated") or ""),
    )


def with_removed(known: KnownArticles, before: Iterable[SeenArticle], now: int) -> KnownArticles:
    """`known` and those articles of `before` that were seen in the last 30 days."""
    recent = {(seen.locale, seen.article): seen for seen in before if now - seen.at < REMOVED_STAY_KNOWN_MS}
    articles = recent | dict(known.articles)
    return replace(known, locales=known.locales | {locale for locale, _ in articles}, articles=articles)


class ManifestWatcher:
    """Keeps `known` up to date with the manifest at `path`; `problem` says why the last look failed."""

    def __init__(self, path: Path, clock: Clock, before: Iterable[SeenArticle] = ()) -> None:
        self.path = path
        self.known = with_removed(KnownArticles(), before, clock.now_ms())
        self.problem = ""
        self._clock = clock
        self._current: list[SeenArticle] = []
        self._stamp: tuple[int, int, int] | None = None

    def look(self) -> list[SeenArticle]:
        """Look whether another manifest is there; returns its articles if so, else nothing. Never raises."""
        try:
            status = self.path.stat()
        except OSError:
            self.problem = f"There is no {self.path.name} in {self.path.parent}."
            return []
        # The folder is replaced as a whole, so the inode changes even where two builds share time and size.
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if stamp == self._stamp:
            return []
        now = self._clock.now_ms()
        try:
            fresh = read_manifest(self.path, now)
        except OperatorError as error:
            self.problem = str(error)
            return []
        self._stamp, self.problem = stamp, ""
        # What the last manifest named was there until now, however long ago that one was read.
        before = [*self.known.articles.values(), *self.still_there()]
        self._current = list(fresh.articles.values())
        self.known = with_removed(fresh, before, now)
        return self._current

    def still_there(self) -> list[SeenArticle]:
        """The articles of the manifest that was read last, seen now."""
        now = self._clock.now_ms()
        return [replace(seen, at=now) for seen in self._current]
