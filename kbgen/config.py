"""Reads `mkdocs.yml` as far as kbgen needs it: where things are, which locales there are, which rules hold.

Receives a path; returns frozen `Settings`. MkDocs is not imported, so that every verb starts quickly; the MkDocs
plugin hands the same mapping of options to `settings_from`, so both roads read one schema. All mistakes of a file
are gathered into one `ConfigError`.
"""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from kbgen.errors import ConfigError
from kbgen.issues import Issue
from kbgen.mkdocs_yml import read

CALENDARS = ("gregorian", "persian", "umm-al-qura")
DIGITS = ("native", "latin")
# Where these hosts show the files of a repository's usual branch.
EDIT_URIS = {"github.com": "edit/master/docs/", "gitlab.com": "edit/master/docs/", "bitbucket.org": "src/default/docs/"}
FRONT_MATTER = ("strict", "lenient")
# The two readers of `kbgen.markup`.
COMMONMARK, PYTHON_MARKDOWN = "commonmark", "python"
# Ordinary articles take 4 ms; 20 s leave room for the largest file on the slowest machine.
ARTICLE_SECONDS = 20.0
# Entries of a list on one page: what a phone shows in a blink, and a reader looks through.
LIST_LENGTH, MOST_LISTED = 100, 1000
INDEX_MEMORY = 256  # megabytes
# What a reader's device keeps of a help center: search of a few hundred articles, and some hundred pages.
OFFLINE = 20  # megabytes
# BCP 47 as far as folder names need it: language, then script, region and variants.
LOCALE_TAG = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*$")


@dataclass(frozen=True)
class LocaleSettings:
    """One entry under `locales`: `tag` is the folder's name; `site_name` falls back to the site's own."""

    tag: str
    name: str
    calendar: str = "gregorian"
    digits: str = "native"
    site_name: str = ""


@dataclass(frozen=True)
class Team:
    """An owner of articles: `names` by locale, and where its digest goes."""

    id: str
    names: Mapping[str, str]
    email: str = ""

    def name_in(self, locale: str) -> str:
        """The team's name in `locale`, else in any locale, else its id."""
        return self.names.get(locale) or next(iter(self.names.values()), self.id)


@dataclass(frozen=True)
class Settings:
    """What `mkdocs.yml` decides. Paths are absolute; `site_url` ends with `/` or is empty.

    `options` keeps the plugin's whole mapping, for the parts (contact, checks, reports) that read a key of their own.
    `fingerprint` changes with anything that the file says; `custom_dir` is the site's own folder of templates. `files` are
    `mkdocs.yml`, what it inherits from, and the hooks and other places that it names; `scripts` are those of `extra_javascript`.
    `markdown` is the reader that the file asks for, empty where it leaves that to the extensions that it or a plugin names.
    `translates` says that bodies are somebody else's, of a program that is not here: no extension and no macros will read them.
    """

    config_file: Path
    content_dir: Path
    site_dir: Path
    site_name: str
    site_url: str
    source_locale: str
    locales: tuple[LocaleSettings, ...]
    front_matter: str = "strict"
    markdown: str = ""
    translates: bool = False
    allow_raw_html: bool = False
    glossary_tooltips: bool = True
    minify_scripts: bool = True
    feedback: bool = True
    second_opinion: bool = False
    article_seconds: float = ARTICLE_SECONDS
    list_length: int = LIST_LENGTH
    index_memory: int = INDEX_MEMORY
    offline: int = 0
    repo_url: str = ""
    edit_uri: str = ""
    teams: Mapping[str, Team] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    custom_dir: Path | None = None
    fingerprint: str = ""
    files: tuple[Path, ...] = ()
    scripts: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The folder of `mkdocs.yml`; issues name paths relative to it."""
        return self.config_file.parent

    @cached_property
    def content_place(self) -> str:
        """The content folder as issues name it: relative to `root`."""
        return os.path.relpath(self.content_dir, self.root)

    @property
    def loose(self) -> bool:
        """Whether the articles may be as somebody else wrote them: every fault that has a way out is a warning."""
        return self.front_matter == "lenient"

    @property
    def default_locale(self) -> LocaleSettings:
        """The first locale named: where `/` leads when the browser asks for none of them."""
        return self.locales[0]

    def edit_url(self, source: str) -> str:
        """Where a file of the content folder, as an address writes its path, is edited; empty where no place is named."""
        if not self.edit_uri:
            return ""
        base = self.repo_url if self.repo_url.endswith("/") else self.repo_url + "/"
        return urljoin(base, self.edit_uri.rstrip("/") + "/" + source)

    def locale(self, tag: str) -> LocaleSettings:
        """The settings of one locale; KeyError if there is none."""
        for entry in self.locales:
            if entry.tag == tag:
                return entry
        raise KeyError(tag)


# Every option under the `kbgen` plugin; tests hold the manual to this list.
OPTIONS: dict[str, str] = {
    "source_locale": "The locale that articles are written in first; others are translations of it.",
    "locales": "The languages of the site, in the order of the switcher; the first is the default.",
    "front_matter": "`strict` refuses unknown or missing keys; `lenient` warns and fills in defaults.",
    "markdown": "How articles are read: `commonmark` is GitHub's Markdown, `python` Python-Markdown with `markdown_extensions`.",
    "feedback": "Whether pages ask for votes and tell the collector what readers search for; `false` where none runs.",
    "second_opinion": "Whether pages ask the collector to order results by meaning (`kbgen build --semantic`).",
    "link_previews": "Whether shared links show a picture that the build draws (`kbgen[previews]`); `fonts` for further scripts.",
    "minify_scripts": "Whether the theme's scripts are published as short as they can be; `true` unless set.",
    "glossary_tooltips": "Whether the first use of a glossary term in an article shows its meaning; `true` unless set.",
    "allow_raw_html": "Whether articles may contain HTML such as `<script>` and `<iframe>`.",
    "article_seconds": "How long converting one article may take before it is an error, 20 seconds unless set.",
    "list_length": "How many entries a list shows before it takes another page, 100 unless set.",
    "index_memory": "Megabytes that a process may hold of the index of search it builds, 256 unless set.",
    "offline": "Whether browsers keep what was read, and search, for times without a network; `megabytes` of it, 20 unless set.",
    "checks": "How much each check matters (`levels`), and what is too long (`limits`).",
    "teams": "Owners of articles: a name for each locale, and an address for their digest.",
    "contact": "Ways to contact support, for each locale: mail, phone, chat, form; opening hours, time zone, holidays.",
}


def load(path: Path) -> Settings:
    """Read `mkdocs.yml` at `path`. Raises `ConfigError` with every issue found."""
    path = path.absolute()
    document, files = read(path)
    options = _plugin_options(document)
    # What a site lets MkDocs load (`hooks`) and look at (`watch`), which are lists of paths.
    lists = [value for key in ("hooks", "watch") if isinstance(value := document.get(key), list)]
    named = [path.parent / str(name) for names in lists for name in names]
    return replace(settings_from(document, options, path), files=(*files, *named))


def _plugin_options(document: Mapping[str, Any]) -> Mapping[str, Any]:
    plugins = document.get("plugins") or []
    entries = (
        plugins.items()
        if isinstance(plugins, dict)
        else [next(iter(entry.items())) if isinstance(entry, dict) and entry else (entry, {}) for entry in plugins]
    )
    for name, options in entries:
        if name == "kbgen":
            return options or {}
    return {}


# Plugins that leave the text of articles alone.
_NO_READERS = frozenset(
    name
    for plugin in [
        "kbgen",
        "search",
        "awesome-nav",
        "awesome-pages",
        "literate-nav",
        "section-index",
        "redirects",
        "glightbox",
        "minify",
        "privacy",
        "tags",
        "social",
        "rss",
        "offline",
        "meta",
        "optimize",
        "git-committers",
    ]
    for name in (plugin, f"material/{plugin}")
)


def _reads_itself(document: Mapping[str, Any], markdown: str) -> bool:
    """Whether the site names what reads its Markdown: extensions, or a plugin that may fill in signs of its own."""
    named = bool(document.get("markdown_extensions")) and markdown != COMMONMARK
    return named or any(name not in _NO_READERS for name in _plugin_names(document))


def _plugin_names(document: Mapping[str, Any]) -> list[str]:
    plugins = document.get("plugins") or []
    return [str(next(iter(entry), "")) if isinstance(entry, dict) else str(entry) for entry in plugins]


def settings_from(document: Mapping[str, Any], options: Mapping[str, Any], config_file: Path) -> Settings:
    """Build `Settings` from the mapping of `mkdocs.yml` and that of the plugin. Raises `ConfigError`."""
    root = config_file.parent
    issues: list[Issue] = []

    def wrong(message: str, suggestion: str = "") -> None:
        issues.append(Issue(config_file.name, 0, "config-option", message, suggestion=suggestion))

    for key in options:
        if key not in OPTIONS:
            near = difflib.get_close_matches(str(key), OPTIONS, 1)
            wrong(
                f"plugins: kbgen: {key} is not an option.",
                f"Did you mean {near[0]}?" if near else "Known: " + ", ".join(OPTIONS) + ".",
            )
    locales = _locales(options.get("locales"), wrong)
    source = str(options.get("source_locale") or (locales[0].tag if locales else ""))
    if locales and source not in {locale.tag for locale in locales}:
        wrong(f"source_locale is {source}, which is not among locales.")
    front_matter = str(options.get("front_matter") or "strict")
    if front_matter not in FRONT_MATTER:
        wrong(f"front_matter is {front_matter}.", "It can be strict or lenient.")
    markdown = str(options.get("markdown") or "")
    if markdown not in ("", COMMONMARK, PYTHON_MARKDOWN):
        wrong(f"markdown is {markdown}.", f"It can be {COMMONMARK} or {PYTHON_MARKDOWN}.")
    seconds = options.get("article_seconds", ARTICLE_SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < float("inf"):
        wrong(f"article_seconds is {seconds}.", "Write a number of seconds greater than 0.")
        seconds = ARTICLE_SECONDS
    length = options.get("list_length", LIST_LENGTH)
    if isinstance(length, bool) or not isinstance(length, int) or not 1 <= length <= MOST_LISTED:
        wrong(f"list_length is {length}.", f"Write a number from 1 to {MOST_LISTED}.")
        length = LIST_LENGTH
    memory = options.get("index_memory", INDEX_MEMORY)
    if isinstance(memory, bool) or not isinstance(memory, int) or memory < 1:
        wrong(f"index_memory is {memory}.", "Write a whole number of megabytes greater than 0.")
        memory = INDEX_MEMORY
    offline = _offline(options.get("offline", False), wrong)
    site_url = str(document.get("site_url") or "")
    theme = document.get("theme")
    custom_dir = theme.get("custom_dir") if isinstance(theme, Mapping) else getattr(theme, "custom_dir", None)
    settings = Settings(
        config_file=config_file,
        content_dir=(root / str(document.get("docs_dir") or "docs")).absolute(),
        site_dir=(root / str(document.get("site_dir") or "site")).absolute(),
        site_name=str(document.get("site_name") or "Help"),
        site_url=site_url if not site_url or site_url.endswith("/") else site_url + "/",
        source_locale=source,
        locales=locales,
        front_matter=front_matter,
        markdown=markdown,
        translates=front_matter == "lenient" and markdown != PYTHON_MARKDOWN and not _reads_itself(document, markdown),
        allow_raw_html=options.get("allow_raw_html") is True,
        glossary_tooltips=options.get("glossary_tooltips") is not False,
        minify_scripts=options.get("minify_scripts") is not False,
        feedback=options.get("feedback") is not False,
        second_opinion=options.get("second_opinion") is True,
        article_seconds=float(seconds),
        list_length=length,
        index_memory=memory,
        offline=offline,
        repo_url=str(document.get("repo_url") or ""),
        edit_uri=_edit_uri(document),
        teams=_teams(options.get("teams") or {}, wrong),
        options=options,
        custom_dir=(root / str(custom_dir)).absolute() if custom_dir else None,
        scripts=_scripts(document),
        fingerprint=hashlib.blake2b(repr(sorted(document.items(), key=str)).encode(), digest_size=16).hexdigest(),
    )
    if issues:
        raise ConfigError(f"{config_file.name} has {len(issues)} mistake{'s' if len(issues) > 1 else ''}.", issues)
    return settings


def _offline(value: Any, wrong: Any) -> int:
    """Megabytes, 0 where nothing is kept."""
    if isinstance(value, bool):
        return OFFLINE if value else 0
    room = value.get("megabytes") if isinstance(value, dict) and value.keys() == {"megabytes"} else None
    if isinstance(room, int) and not isinstance(room, bool) and room > 0:
        return room
    wrong(f"offline is {value}.", "It can be true, false, or for example {megabytes: 20}.")
    return 0


def _scripts(document: Mapping[str, Any]) -> tuple[str, ...]:
    named = document.get("extra_javascript")
    # MkDocs takes `path.js` and `{path: path.js, type: module}`.
    entries = (entry.get("path", "") if isinstance(entry, Mapping) else entry for entry in named) if isinstance(named, list) else ()
    return tuple(str(entry) for entry in entries if entry)


def _edit_uri(document: Mapping[str, Any]) -> str:
    # MkDocs' own rule (`EditURI`), so that both roads give the same links; an empty value switches them off.
    if document.get("edit_uri") is not None:
        return str(document["edit_uri"])
    return EDIT_URIS.get(urlsplit(str(document.get("repo_url") or "")).netloc.lower(), "")


def _locales(value: Any, wrong: Any) -> tuple[LocaleSettings, ...]:
    if not isinstance(value, dict) or not value:
        wrong("plugins: kbgen: locales is missing.", "Name at least one, for example: locales: {en: {name: English}}.")
        return ()
    locales = []
    for tag, entry in value.items():
        # YAML 1.1 reads an unquoted `no` (Norwegian) as false.
        tag = "no" if tag is False else str(tag)
        if not LOCALE_TAG.match(tag):
            wrong(f"locales: {tag} is not a language tag.", "Write it like fa, pt-BR or zh-Hant.")
            continue
        entry = {"name": entry} if isinstance(entry, str) else entry or {}
        if not isinstance(entry, dict):
            wrong(f"locales: {tag} has no settings.", "Write for example: {name: English}.")
            continue
        allowed = {"name", "calendar", "digits", "site_name"}
        for key in entry.keys() - allowed:
            near = difflib.get_close_matches(str(key), allowed, 1)
            wrong(f"locales: {tag}: {key} is not an option.", f"Did you mean {near[0]}?" if near else "")
        calendar, digits = str(entry.get("calendar") or "gregorian"), str(entry.get("digits") or "native")
        if calendar not in CALENDARS:
            wrong(f"locales: {tag}: calendar is {calendar}.", f"It can be {', '.join(CALENDARS)}.")
        if digits not in DIGITS:
            wrong(f"locales: {tag}: digits is {digits}.", f"It can be {' or '.join(DIGITS)}.")
        name, site_name = str(entry.get("name") or ""), str(entry.get("site_name") or "")
        locales.append(LocaleSettings(tag, name or tag, calendar, digits, site_name))
    return tuple(locales)


def _teams(value: Any, wrong: Any) -> dict[str, Team]:
    if not isinstance(value, dict):
        wrong("teams is not a mapping.", "Write for example: teams: {docs: {name: {en: Documentation}}}.")
        return {}
    teams = {}
    for team, entry in value.items():
        entry = {"name": entry} if isinstance(entry, str) else entry or {}
        names = entry.get("name") or {}
        names = {"": str(names)} if not isinstance(names, dict) else {str(k): str(v) for k, v in names.items()}
        teams[str(team)] = Team(str(team), names, str(entry.get("email") or ""))
    return teams
