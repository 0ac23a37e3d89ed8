"""Addresses for the files of somebody else's folder, where two of them want the same one, or one that a page of kbgen's has.

Receives the Markdown files that were found; returns them with paths of their own, and a warning for each that has another than its
file's name gives. A path changes its last name only, or the name of a folder at the top, so that relative links hold. A
page beside a folder that is called like it and has no page of its own goes into that folder: the folder's page, at the address that
both had in the other program, lists it, and as an article a search finds it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kbgen.articles.names import fold
from kbgen.issues import Issue, Level

if TYPE_CHECKING:
    from kbgen.articles.source import SourceFile

_INDEX = "index.md"
# What describes a folder where no `index.md` does: on every forge, and in Hugo.
_DESCRIBES = ("readme.md",)


def with_free_addresses(files: Sequence[SourceFile], reserved: frozenset[str]) -> tuple[list[SourceFile], list[Issue]]:
    """`files` with an address each. `reserved` are names at the top of a locale that pages of kbgen's have."""
    held = {(file.locale, fold(file.path)) for file in files}
    folders = {(file.locale, fold(folder)) for file in files for folder in _folders(file.path)}
    described = {(file.locale, fold(_described(file.path, file.locale, held))) for file in files}
    seen: set[tuple[str, str]] = set()
    settled: list[SourceFile] = []
    issues: list[Issue] = []
    spelled: dict[str, str] = {}
    for file in files:
        path = _described(file.path, file.locale, held)
        top, slash, rest = path.partition("/")
        if fold(top.removesuffix(".md")) in reserved:
            path = f"about-{top}{slash}{rest}"
        if (file.locale, fold(path.removesuffix(".md"))) in folders:
            above, slash, name = path.rpartition("/")
            folder = path.removesuffix(".md")
            inside = f"{folder}/{name}"
            clash = (file.locale, fold(f"{folder}/{_INDEX}")) in described or (file.locale, fold(inside)) in held
            clash |= (file.locale, fold(inside.removesuffix(".md"))) in folders
            path = f"{above}{slash}about-{name}" if clash else inside
        # A translation is one by its path, however the other one writes it.
        path = spelled.setdefault(fold(path), path) if (file.locale, fold(path)) not in seen else path
        number, free = 2, path
        while (file.locale, fold(free)) in seen:
            free, number = f"{path.removesuffix('.md')}-{number}.md", number + 1
        seen.add((file.locale, fold(free)))
        settled.append(file._replace(path=free, written=file.written or file.path) if free != file.path else file)
        if free != file.path and not free.endswith(_INDEX):
            code = "path-reserved" if fold(top.removesuffix(".md")) in reserved else "path-clash"
            message = f"Another page has this address; the article's is {file.locale}/{free.removesuffix('.md')}/."
            issues.append(Issue(file.where, 0, code, message, Level.WARNING, "Rename the file to choose one."))
    order = {file.locale: None for file in files}
    by_locale = sorted(settled, key=lambda file: ([*order].index(file.locale), file.path))
    return by_locale, issues


def renamed(files: Iterable[SourceFile]) -> dict[str, str]:
    """The path of the file of each article whose address is another, by its locale and path."""
    return {f"{file.locale}/{file.path}": file.written for file in files if file.written}


def lies_at(renamed: Mapping[str, str], locale: str, path: str) -> str:
    """The file of what is at `path` of a locale, relative to the content folder: in a lenient site it may lie elsewhere than its
    address says."""
    written = renamed.get(f"{locale}/{path}")
    return posixpath.normpath(f"{locale}/{written}") if written else f"{locale}/{path}"


def _described(path: str, locale: str, held: set[tuple[str, str]]) -> str:
    folder, slash, name = path.rpartition("/")
    index = f"{folder}{slash}{_INDEX}"
    return index if name.lower() in _DESCRIBES and (locale, fold(index)) not in held else path


def _folders(path: str) -> list[str]:
    folders = []
    while path := path.rpartition("/")[0]:
        folders.append(path)
    return folders
