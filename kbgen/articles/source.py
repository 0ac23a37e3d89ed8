"""Finds what the content folder holds, without opening anything, and reads single files with a cap.

Receives `Settings`; returns a `Source`: the Markdown files of each locale, the other files, and an issue for
every name or link that could lead a page out of its folder. Nothing is followed out of the content folder but, in a
lenient site, a link to a text of the same project (`git/around.py`); the order of everything returned depends on names
only. Names that start with `_` or `.` are left out altogether.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from kbgen.articles.free_addresses import with_free_addresses
from kbgen.articles.git.around import is_text_of_project
from kbgen.articles.names import OTHER_MARKDOWN, OTHER_MARKUP, fold, is_refused_by_windows, issue_path, name_fault
from kbgen.articles.prose import lists_pages
from kbgen.config import LOCALE_TAG, Settings
from kbgen.issues import Issue, Level
from kbgen.language.tag import is_language

MAX_BYTES = 1024 * 1024
INDEX = "index.md"
# Where other programs keep pictures and downloads; of what is in these folders only such files are taken.
_KEPT_APART = frozenset({".gitbook", ".attachments", ".vuepress", ".vitepress"})
_SHOWN = frozenset(
    ("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "mp4", "webm", "pdf", "zip", "docx", "xlsx", "pptx", "csv", "txt")
)
# The page of a folder, as Hugo and Zola call it.
_OTHER_INDEX = "_index.md"
_ANY_CASE_TAG = re.compile(LOCALE_TAG.pattern, re.IGNORECASE)


class SourceFile(NamedTuple):
    """One Markdown file: `path` relative to its locale's folder, `where` as issues name it, `file` on this disk.

    In a lenient site `path` may differ from where the file lies, which is `written` then: see `free_addresses`.
    """

    locale: str
    path: str
    where: str
    file: str
    written: str = ""


class Source(NamedTuple):
    """All that was found: `articles` by locale and path (`index.md` included), `files` relative to the content folder."""

    articles: tuple[SourceFile, ...]
    files: tuple[str, ...]
    issues: tuple[Issue, ...]


def digest_of(raw: bytes) -> str:
    """A short name for the content of a file: 16 bytes of BLAKE2b in hexadecimal."""
    return blake2b(raw, digest_size=16).hexdigest()


def find_sources(settings: Settings) -> Source:
    """Walk the content folder once. Never raises for what it finds there."""
    walk = _Walk(settings)
    top = str(settings.content_dir)
    if not os.path.isdir(top):  # noqa: PTH112 - the walk works on strings for speed
        walk.wrong("", "content-missing", "There is no such folder.", "Create it, or set docs_dir.")
        return walk.source()
    tags = {locale.tag for locale in settings.locales}
    if settings.front_matter == "lenient" and not os.path.isdir(f"{top}/{settings.source_locale}"):  # noqa: PTH112
        # Somebody else's folder of one language has no folder for it.
        walk.whole = settings.source_locale
    for entry in walk.entries(top, "", linked=False):
        if not entry.is_dir():
            walk.take(entry, entry.name, walk.whole)
        elif entry.name in tags:
            walk.folder(entry, entry.name, entry.name)
        elif walk.whole and not is_language(entry.name):
            walk.folder(entry, entry.name, walk.whole)
        else:
            walk.other_folder(entry)
    for locale in settings.locales:
        if not os.path.isdir(f"{top}/{locale.tag}") and not (walk.whole == locale.tag and walk.articles):  # noqa: PTH112
            source = locale.tag == settings.source_locale
            walk.wrong(
                locale.tag,
                "locale-missing",
                f"The locale {locale.tag} has no folder.",
                "Create it, or take the locale out of mkdocs.yml.",
                Level.ERROR if source else Level.HINT,
            )
    return walk.source()


def read_bytes(found: SourceFile) -> tuple[bytes | None, Issue | None]:
    """The bytes of a Markdown file, or the issue that says why not. Reads `MAX_BYTES` at most and never waits."""
    try:
        # O_NONBLOCK: a named pipe put in a file's place must not hang the build.
        handle = os.open(found.file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return None, Issue(found.where, 0, "file-kind", "This is not an ordinary file.", suggestion="Remove it.")
            raw = b""
            while len(raw) <= MAX_BYTES and (more := os.read(handle, min(status.st_size, MAX_BYTES) + 1)):
                raw += more
        finally:
            os.close(handle)
    except OSError as error:
        return None, Issue(found.where, 0, "file-read", f"The file cannot be read: {error.strerror}.")
    return raw, None


@dataclass
class _Walk:
    """What one walk gathers; lives as long as `find_sources` runs."""

    settings: Settings
    issues: list[Issue] = field(default_factory=list)
    articles: list[SourceFile] = field(default_factory=list)
    # The locale of what lies in no locale's folder.
    whole: str = ""
    files: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = os.path.realpath(self.settings.content_dir)
        self.shown = issue_path(self.settings, "")

    def wrong(self, inside: str, code: str, message: str, suggestion: str = "", level: Level = Level.ERROR) -> None:
        self.issues.append(Issue(issue_path(self.settings, inside), 0, code, message, level, suggestion))

    def source(self) -> Source:
        order = {locale.tag: place for place, locale in enumerate(self.settings.locales)}
        self.articles.sort(key=lambda file: (order[file.locale], file.path))
        if self.settings.front_matter == "lenient":
            self.articles, changed = with_free_addresses(self.articles, self._reserved())
            self.issues += changed
        self._check_addresses()
        return Source(tuple(self.articles), tuple(sorted(self.files)), tuple(sorted(self.issues)))

    def _reserved(self) -> frozenset[str]:
        """Names at the top of a locale that pages of kbgen's have, whatever the articles say."""
        top, tags = self.settings.content_dir, [locale.tag for locale in self.settings.locales]
        explained = any((top / tag / "_glossary.yml").is_file() for tag in tags)
        others = {"glossary": explained, "contact": bool(self.settings.options.get("contact"))}
        return frozenset({"search", *(name for name, made in others.items() if made)})

    def entries(self, folder: str, inside: str, *, linked: bool) -> list[os.DirEntry[str]]:
        """The safe entries of one folder in the order of their names; an issue for each of the others."""
        try:
            with os.scandir(folder) as listing:
                found = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.wrong(inside, "file-read", f"The folder cannot be read: {error.strerror}.")
            return []
        taken: dict[str, str] = {}
        safe = []
        lenient = self.settings.front_matter == "lenient"
        for entry in found:
            name = entry.name
            if name[0] in "_." and not (lenient and _is_spoken(entry, folder)):
                continue
            if lenient and _is_apart(entry, folder):
                continue
            place = f"{inside}/{name}" if inside else name
            if fault := name_fault(name):
                self.wrong(place, "path-name", f"The name {fault}.", "Rename it.")
                continue
            if is_refused_by_windows(name):
                message = "Windows refuses this name: whoever works there cannot check the content out."
                self.wrong(place, "path-name", message, "Rename it.", Level.WARNING)
            other = taken.setdefault(fold(name), name)
            if other is not name and not (self.settings.front_matter == "lenient" and entry.is_file()):
                beside = issue_path(self.settings, f"{inside}/{other}" if inside else other)
                self.wrong(
                    place,
                    "path-clash",
                    f"The name clashes with {beside}: they differ in case or Unicode form only.",
                    "Rename one of them.",
                )
                continue
            if entry.is_symlink() and not self._safe_link(entry, folder, place, linked=linked):
                continue
            safe.append(entry)
        return safe

    def _safe_link(self, entry: os.DirEntry[str], folder: str, place: str, *, linked: bool) -> bool:
        target = os.path.realpath(entry.path)
        if self.settings.front_matter == "lenient" and not linked and is_text_of_project(entry.path, self.root):
            return True
        if target != self.root and not target.startswith(self.root + os.sep):
            self.wrong(place, "path-symlink", "The link leads out of the content folder.", "Copy the file here instead.")
        elif not os.path.exists(target):  # noqa: PTH110
            self.wrong(place, "path-symlink", "The link leads nowhere.", "Fix or remove it.")
        elif linked:
            # One step only: links inside linked folders could multiply without end.
            self.wrong(
                place, "path-symlink", "This link lies in a folder that is itself reached by a link.", "Link to the file itself."
            )
        elif (os.path.realpath(folder) + os.sep).startswith(target + os.sep):
            self.wrong(place, "path-symlink", "The link leads to a folder that holds it.", "Remove it.")
        else:
            return True
        return False

    def folder(self, top: os.DirEntry[str], inside: str, locale: str) -> None:
        """Take everything below `top`; `locale` is empty outside the folders of locales."""
        waiting = [(top.path, inside, top.is_symlink())]
        while waiting:
            folder, place, linked = waiting.pop()
            for entry in self.entries(folder, place, linked=linked):
                within = f"{place}/{entry.name}"
                if entry.is_dir():
                    waiting.append((entry.path, within, linked or entry.is_symlink()))
                else:
                    self.take(entry, within, locale)

    def take(self, entry: os.DirEntry[str], inside: str, locale: str) -> None:
        """Take one file as an article of `locale`, or as a file to be published as it is."""
        if not entry.is_file():
            self.wrong(inside, "file-kind", "This is not an ordinary file.", "Remove it.")
        elif any(part in _KEPT_APART for part in inside.split("/")[:-1]):
            if inside.rpartition(".")[2].lower() in _SHOWN:
                self.files.append(inside)
        elif entry.name == _OTHER_INDEX:
            below = inside.removeprefix(f"{locale}/") if locale != self.whole else inside
            written = f"../{inside}" if locale == self.whole else below
            self.articles.append(
                SourceFile(locale, f"{below[: -len(_OTHER_INDEX)]}{INDEX}", f"{self.shown}/{inside}", entry.path, written)
            )
        elif entry.name.endswith(".md"):
            if locale:
                # What `issue_path` gives: names in it are safe, as far as the walk came.
                below = inside.removeprefix(f"{locale}/") if locale != self.whole else inside
                written = f"../{inside}" if locale == self.whole else ""
                self.articles.append(SourceFile(locale, below, f"{self.shown}/{inside}", entry.path, written))
            else:
                self.wrong(inside, *_OUTSIDE, Level.WARNING)
        elif locale and self.settings.front_matter == "lenient" and entry.name.lower().endswith((".md", *OTHER_MARKDOWN)):
            below = inside.removeprefix(f"{locale}/") if locale != self.whole else inside
            written = f"../{inside}" if locale == self.whole else below
            path = f"{posixpath.splitext(below)[0]}.md"
            self.articles.append(SourceFile(locale, path, f"{self.shown}/{inside}", entry.path, written))
        elif entry.name.lower().endswith((".md", *OTHER_MARKDOWN)):
            # One spelling keeps an article's address the same everywhere.
            self.wrong(inside, "path-name", "Articles end in `.md`; this file is left out.", "Rename it.", Level.WARNING)
        else:
            self.files.append(inside)
            markup = OTHER_MARKUP.get(posixpath.splitext(entry.name)[1].lower())
            if locale and markup and self.settings.front_matter == "lenient":
                message = f"This text is {markup}, which is not read: readers get the file, and there is no page of it."
                self.wrong(inside, "file-markup", message, "Make Markdown of it, with Pandoc for example.", Level.WARNING)

    def other_folder(self, top: os.DirEntry[str]) -> None:
        """A folder that is not a locale's: its pictures count; Markdown in it means that a locale is not configured."""
        inner = _Walk(self.settings)
        inner.folder(top, top.name, "")
        tag = top.name.replace("_", "-")
        looks_like = next((x.tag for x in self.settings.locales if x.tag.lower() == tag.lower()), "")
        # `img` and `css` look like languages too: only Markdown inside makes it one.
        articles = [issue for issue in inner.issues if issue.code == _OUTSIDE[0]]
        self.issues += [issue for issue in inner.issues if issue.code != _OUTSIDE[0]]
        if not articles:
            self.files += inner.files
        elif looks_like or _ANY_CASE_TAG.match(tag):
            known = ", ".join(locale.tag for locale in self.settings.locales)
            advice = (
                f"Did you mean {looks_like}?"
                if looks_like
                else f"Add it under locales, or rename it to _{top.name}. Known: {known}."
            )
            message = "The folder looks like a locale but is not configured; its articles are left out."
            self.wrong(top.name, "locale-unknown", message, advice, Level.WARNING)
        else:
            self.issues += articles
            self.files += inner.files

    def _check_addresses(self) -> None:
        """Two files must not claim one address, nor one article two spellings in two locales."""
        folders = _folders((file.locale, file.path) for file in self.articles)
        spelled: dict[str, SourceFile] = {}
        for file in self.articles:
            if (file.locale, file.path[:-3]) in folders:
                beside = f"{file.where[:-3]}/"
                self.issues.append(
                    Issue(
                        file.where,
                        0,
                        "path-clash",
                        f"The article and the folder {beside} have one address.",
                        suggestion="Rename one of them.",
                    )
                )
            first = spelled.setdefault(fold(file.path), file)
            if first.path != file.path:
                message = f"The name differs from {first.where} in case or Unicode form only, so it is not its translation."
                self.issues.append(Issue(file.where, 0, "path-clash", message, suggestion="Give both the same name."))


def _is_spoken(entry: os.DirEntry[str], folder: str) -> bool:
    """Whether a name that is left out elsewhere holds something for readers in a folder of another program."""
    if entry.name == _OTHER_INDEX:
        return not os.path.exists(f"{folder}/{INDEX}")  # noqa: PTH110 - the walk works on strings for speed
    return entry.is_dir() and (entry.name in _KEPT_APART or _is_collection(entry.name, f"{folder}/_config.yml"))


def _is_apart(entry: os.DirEntry[str], folder: str) -> bool:
    """Whether something beside the articles of another program is none of them: its order (GitBook, mdBook), what pages include
    (Mintlify)."""
    if entry.name == "SUMMARY.md":
        raw, _ = read_bytes(SourceFile("", "", "", entry.path))
        return raw is None or lists_pages(raw.decode("utf-8", "replace"))
    return entry.name == "snippets" and any(os.path.exists(f"{folder}/{name}") for name in ("docs.json", "mint.json"))  # noqa: PTH110


def _is_collection(name: str, config: str) -> bool:
    """Whether a folder beside the configuration of Jekyll holds pages, as `kbgen import markdown` has it too."""
    return name[0] == "_" and name not in _OF_JEKYLL and os.path.isfile(config)  # noqa: PTH113 - the walk works on strings for speed


_OF_JEKYLL = frozenset({"_includes", "_layouts", "_data", "_sass", "_site", "_plugins", "_drafts", "_templates", "_book", "_build"})
_OUTSIDE = ("article-outside", "The article lies outside every locale's folder and is left out.", "Move it into one, such as en/.")


def _folders(paths: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    folders: set[tuple[str, str]] = set()
    for locale, path in paths:
        folder = path.rpartition("/")[0]
        while folder and (locale, folder) not in folders:
            folders.add((locale, folder))
            folder = folder.rpartition("/")[0]
    return folders
