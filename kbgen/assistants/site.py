"""A built site as assistants see it: its languages, articles, sections, glossary and ways to a person.

Receives the folder that `kbgen build` made and reads nothing else: drafts are not in it. Follows a new release by the manifest, as
the collector does. Raises `OperatorError` where there is no site, `ClientError` for a language or an article that it has not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

import orjson

from kbgen.articles.article import SECTION
from kbgen.articles.nearest import by_folder, did_you_mean_article
from kbgen.errors import ClientError, OperatorError
from kbgen.manifest import FILE, VERSION, VERSIONS, load

LIST, REFERENCE = "articles.json", "reference.json"
COPY = "index.md"


class Entry(NamedTuple):
    """An article as one language shows it, or a section with text of its own; `language` is that of its text. `url` is relative to
    the site."""

    id: str
    locale: str
    path: str
    url: str
    title: str
    kind: str
    updated: str
    language: str


class Release(NamedTuple):
    """What one release of the site says of itself."""

    name: str
    site_url: str
    locales: tuple[str, ...]
    names: Mapping[str, str]
    articles: Mapping[tuple[str, str], Entry]
    sections: Mapping[tuple[str, str], Entry]

    def entry(self, locale: str, name: str) -> Entry | None:
        """The article or section of that id, or with that path without `.md`."""
        return self.articles.get((locale, name)) or self.sections.get((locale, name))


class BuiltSite:
    """One site, read as far as it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamp: tuple[int, int, int] | None = None
        self._release: Release | None = None
        self._told: dict[tuple[str, str], dict[str, Any]] | None = None
        self._references: dict[str, dict[str, Any]] = {}

    @property
    def release(self) -> Release:
        """The release that stands in the folder now."""
        file = self.folder / FILE
        try:
            status = file.stat()
        except OSError:
            if self._release:
                # Between two releases: what was known still holds.
                return self._release
            raise OperatorError(f"There is no {FILE} in {self.folder}. Build the site first: kbgen build") from None
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if self._release is None or stamp != self._stamp:
            self._release, self._stamp = _read(file), stamp
            self._told, self._references = None, {}
        return self._release

    def locale(self, asked: str) -> str:
        """The language that is meant: the site's first where none is named, `en` for `en-GB`."""
        release = self.release
        if not asked:
            return release.locales[0]
        known = {tag.lower(): tag for tag in release.locales}
        tag = asked.replace("_", "-").lower()
        while tag and tag not in known:
            tag = tag.rpartition("-")[0]
        if not tag:
            raise ClientError(f"This site has no language {asked!r}. It has: {', '.join(release.locales)}.", 404)
        return known[tag]

    def article(self, asked: str, locale: str) -> tuple[Entry, str]:
        """The article that is named by its id, its path or its address, and the anchor in that; or the section."""
        release = self.release
        name, anchor = asked.strip(), ""
        if "#" in name:
            name, _, anchor = name.partition("#")
        if "://" in name:
            # A full address counts by its path; a site below a folder has that in front.
            name = unquote(urlsplit(name).path).removeprefix(urlsplit(release.site_url).path)
        name = unquote(name).strip("/").removesuffix("/" + COPY).removesuffix("/index.html").removesuffix(".md")
        tag, _, rest = name.partition("/")
        if tag in release.locales and release.entry(tag, name) is None:
            locale, name = tag, rest
        found = (
            release.entry(locale, name)
            or next((entry for (tag, _), entry in release.articles.items() if tag == locale and entry.path == f"{name}.md"), None)
            # The address of a section is its folder's.
            or release.sections.get((locale, f"{name}/index".lstrip("/")))
        )
        if found is None:
            near = did_you_mean_article(name, by_folder(id_ for tag, id_ in release.articles if tag == locale))
            raise ClientError(f"There is no article {asked!r} in {locale}. {near or 'Find it with search.'}", 404)
        return found, unquote(anchor)

    def address(self, url: str, anchor: str = "") -> str:
        """The full address of a page where the site says its own, else one from the server's root."""
        return f"{self.release.site_url or '/'}{quote(url, safe='/%')}{'#' + quote(anchor) if anchor else ''}"

    def copy(self, entry: Entry) -> str:
        """The Markdown copy of an article, with its front matter."""
        try:
            return (self.folder / entry.url / COPY).read_text("utf-8")
        except OSError:
            raise ClientError(f"The text of {entry.id} cannot be read just now. Try again.", 503) from None

    def facts(self, entry: Entry) -> Mapping[str, Any]:
        """What `articles.json` says besides: description, section, tags, status."""
        self.release  # noqa: B018 - a new release forgets what was told
        if self._told is None:
            told = self._listed()
            self._told = {(each["locale"], each["id"]): {name: each[name] for name in _FACTS if name in each} for each in told}
        return self._told.get((entry.locale, entry.id), {})

    def reference(self, locale: str) -> Mapping[str, Any]:
        """Sections, glossary and contact of a language; empty for a site of an earlier kbgen."""
        self.release  # noqa: B018
        if locale not in self._references:
            self._references[locale] = self._json(f"{locale}/{REFERENCE}")
        return self._references[locale]

    def entries(self, locale: str) -> Sequence[Entry]:
        """The articles of a language in reading order."""
        return [entry for (tag, _), entry in self.release.articles.items() if tag == locale]

    def _listed(self) -> list[dict[str, Any]]:
        """The articles of `articles.json` and of the files that follow it."""
        found: list[dict[str, Any]] = []
        names = [LIST]
        for name in names:
            part = self._json(name)
            found += part.get("articles", [])
            following = part.get("next")
            if isinstance(following, str) and "/" not in following and following not in names:
                names.append(following)
        return found

    def _json(self, name: str) -> dict[str, Any]:
        try:
            found = orjson.loads((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


_ENTRY = ("id", "locale", "path", "url", "title", "kind", "updated", "language")
_FACTS = ("description", "section", "tags", "status")


def _read(file: Path) -> Release:
    try:
        document = load(file)
        if document["version"] not in VERSIONS:
            raise OperatorError(f"{file} is of version {document['version']}, this kbgen reads {VERSION}. Build with this kbgen.")
        entries = [Entry(*(str(each[name]) for name in _ENTRY)) for each in document["articles"]]
        more = {"kind": SECTION, "updated": ""}
        sections = [Entry(*(str((each | more)[name]) for name in _ENTRY)) for each in document.get("sections", ())]
        names = {str(each["tag"]): str(each["name"]) for each in document["locales"]}
        if not names:
            raise ValueError("no languages")
        return Release(
            str(document["site_name"]),
            str(document["site_url"]),
            tuple(names),
            names,
            {(entry.locale, entry.id): entry for entry in entries},
            {(entry.locale, entry.id): entry for entry in sections},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OperatorError(f"{file} cannot be read as a site's manifest ({error}). Build the site again.") from None
