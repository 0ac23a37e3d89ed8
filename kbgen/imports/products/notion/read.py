"""Reads what Notion exports: Markdown and CSV, or HTML.

Receives a `Folder`; returns an `Export`. Names end in the page's id, 32 hexadecimal digits, which is the page's lasting key and no
part of any address. A page whose name a folder bears stands above what is in it; a database (`.csv`) does too, its columns are what
its pages say of themselves, its rows their order. What a column marks as unfinished or private becomes a draft.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from kbgen.imports.convert.clean_html import MAX_LENGTH
from kbgen.imports.export import Export, Losses, Markup, Text
from kbgen.imports.folder import Folder
from kbgen.imports.locales import match
from kbgen.imports.products.notion import pages as notion_pages
from kbgen.imports.products.notion.properties import Database, Properties, read_database
from kbgen.imports.products.tree import Page, shelve

_ID = re.compile(r"[ _-]?\b([0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=_all$|$)")
_TARGET = re.compile(r"""\]\(([^()\s]+)\)|\bhref="([^"]+)\"""")
_SHOWN_TABLE = re.compile(r"^\[(?P<words>[^\]\n]+)\]\((?P<to>[^()\s]+\.csv)\)[ \t]*$", re.MULTILINE)
# So many rows are read as a table; more are looked through in a program for that.
MAX_ROWS = 300
ENDINGS = (".md", ".html")
PATTERNS = (
    re.compile(r"(?:^|[-/])(?P<article>[0-9a-f]{32})$"),
    re.compile(r"(?:^|[-/])(?P<section>[0-9a-f]{32})$"),
)


@dataclass(frozen=True)
class _File:
    """A page or database: its path, the folder that holds what is below it, its id or its path, and its name without id."""

    path: str
    key: str
    name: str

    @property
    def above(self) -> str:
        return posixpath.dirname(self.path)


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Every page of the export, below the page or database in which it stands."""
    files = [_file(path) for path in folder.files if path.lower().endswith(ENDINGS) and not _is_map(folder, path)]
    tables = [_file(path) for path in folder.files if path.lower().endswith(".csv")]
    databases = {table.key: read_database(folder, table.path, losses) for table in _whole(tables)}
    holders = _holders([*_whole(tables), *files])
    pages: list[Page] = []
    leads: dict[str, str] = {}
    tops = {top for path in folder.files if (top := path.partition("/")[0]) and match(top, locales)}
    for file in sorted(files, key=lambda file: _natural(file.name)):
        holder = _holder_of(file.above, holders)
        database = databases.get(holder)
        language = file.path.partition("/")[0]
        text, order = _text(folder, file, database, language if language in tops else "", losses)
        pages.append(Page(file.key, holder, (text,), order, file.name))
    pages = [_tabled(page, tables, databases, {page.parent for page in pages}) for page in pages]
    for table in _whole(tables):
        if any(page.parent == table.key for page in pages):
            title = Text(locale="", title=table.name, where=table.path, folder=table.above)
            pages.append(Page(table.key, _holder_of(table.above, holders), (title,), 0, table.name, groups=True))
        elif len(databases[table.key].rows) > MAX_ROWS:
            losses.add(table.path, "table", "A database with many rows that are no pages; it is a file to download.")
    shelves = shelve(_ordered(pages, {file.path: file.key for file in (*files, *tables)}), _home(pages))
    for file in (*files, *tables):
        if file.key in shelves.leads:
            leads[file.path] = shelves.leads[file.key]
    return Export(
        articles=shelves.articles,
        sections=shelves.sections,
        patterns=PATTERNS,
        hosts=frozenset({"notion.so", "www.notion.so", "app.notion.com"}),
        families=(".notion.site",),
        paths=leads,
        roots=("",),
    )


def _tabled(page: Page, tables: list[_File], databases: Mapping[str, Database], parents: set[str]) -> Page:
    """A page with the rows of a database as a table, where it shows one whose rows are no pages."""
    keys = {table.path: table for table in tables if table.key not in parents and table.key in databases}

    def table(found: re.Match[str], folder: str) -> str:
        known = keys.get(posixpath.normpath(posixpath.join(folder, unquote(found["to"]))))
        database = databases[known.key] if known else None
        if database is None or not database.columns or not 0 < len(database.rows) <= MAX_ROWS:
            return found[0]
        rows = [database.columns, ("---",) * len(database.columns), *database.rows]
        cells = ([" ".join(cell.replace("|", "\\|").split()) for cell in row] for row in rows)
        return f"**{found['words']}**\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in cells)

    if not keys:
        return page
    texts = tuple(
        replace(text, body=_SHOWN_TABLE.sub(lambda found, folder=text.folder: table(found, folder), text.body))  # type: ignore[misc]
        for text in page.texts
    )
    return replace(page, texts=texts)


def _ordered(pages: list[Page], keys: Mapping[str, str]) -> list[Page]:
    """The pages with a place each: what no column gives is that of the link to it in the page above, else that of its name."""
    mentioned: dict[str, int] = {}
    for page in pages:
        for text in page.texts:
            for found in _TARGET.finditer(text.body):
                path = posixpath.normpath(posixpath.join(text.folder, unquote(found[1] or found[2])))
                if (key := keys.get(path)) and key != page.key:
                    mentioned.setdefault(key, len(mentioned) + 2)
    last = len(mentioned) + 2
    return [replace(page, order=page.order or mentioned.get(page.key) or last + place) for place, page in enumerate(pages)]


def _home(pages: list[Page]) -> str:
    """The page below which everything stands, if there is one."""
    tops = [page.key for page in pages if not page.parent]
    return tops[0] if len(tops) == 1 and any(page.parent == tops[0] for page in pages) else ""


def _file(path: str) -> _File:
    stem = posixpath.splitext(path)[0]
    name = posixpath.basename(stem)
    found = _ID.search(name)
    key = found[1].replace("-", "") if found else stem
    plain = _ID.sub("", name).removesuffix("_all").strip() or name
    return _File(path, key, plain)


def _whole(tables: Iterable[_File]) -> list[_File]:
    """One file of each database: the one with all rows, where the shown ones are in a file of their own."""
    found: dict[str, _File] = {}
    for table in tables:
        if table.key not in found or table.path.endswith("_all.csv"):
            found[table.key] = table
    return list(found.values())


def _is_map(folder: Folder, path: str) -> bool:
    """Whether a page of HTML is the export's own list of pages."""
    if posixpath.basename(path) != "index.html":
        return False
    return b"<article" not in folder.read(path, 200_000)


def _holders(files: Iterable[_File]) -> dict[str, str]:
    """The key of the page that is above a folder, by the folder's path as Notion writes it, with the id and without."""
    found: dict[str, str] = {}
    for file in files:
        stem = posixpath.splitext(file.path)[0].removesuffix("_all")
        found[stem] = file.key
        found.setdefault(posixpath.join(file.above, file.name), file.key)
    return found


def _holder_of(folder: str, holders: Mapping[str, str]) -> str:
    while folder:
        if folder in holders:
            return holders[folder]
        name = posixpath.basename(folder)
        plain = posixpath.join(posixpath.dirname(folder), _ID.sub("", name).strip() or name)
        if plain in holders:
            return holders[plain]
        folder = posixpath.dirname(folder)
    return ""


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    return tuple(
        (int(part), "") if part.isascii() and part.isdigit() and len(part) < 18 else (-1, part) for part in re.split(r"(\d+)", name)
    )


def _text(folder: Folder, file: _File, database: Database | None, locale: str, losses: Losses) -> tuple[Text, int]:
    """One page's text and its place among its siblings, 0 where nothing says it."""
    try:
        raw = folder.read(file.path, MAX_LENGTH)
    except OSError as error:
        losses.add(file.path, "page", f"It cannot be read: {error.strerror}.")
        raw = b""
    columns = database.columns if database else ()
    html = file.path.lower().endswith(".html")
    title, written, body = notion_pages.from_html(raw, columns) if html else notion_pages.from_markdown(raw, columns)
    title = title or file.name
    row = database.row(title) if database else None
    said = Properties({**(row.values if row else {}), **written})
    for name in said.meaningless:
        losses.add(file.path, f"`{name}` of its properties", "kbgen has no such key.")
    text = Text(
        locale=locale,
        title=title,
        body=body,
        where=file.path,
        markup=Markup.HTML if html else Markup.COMMONMARK,
        description=said.description,
        draft=said.hidden,
        updated=said.updated,
        author=said.author,
        tags=said.tags,
        keywords=said.keywords,
        folder=posixpath.dirname(file.path),
    )
    return text, said.order or (row.place + 1 if row else 0)
