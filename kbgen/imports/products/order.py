"""The order and the names of pages, as the file says that the old generator made its sidebar from.

Receives a `Folder`; returns places and names by path below a root, without ending. Read are `SUMMARY.md` (GitBook, mdBook),
`docs.json` and `mint.json` (Mintlify), `toc.yml` (DocFX), `_Sidebar.md` (wikis), `_meta.json|js|ts` (Nextra), `.pages` and
`.nav.yml` (MkDocs plugins), `.order` (Azure DevOps), and whatever else names pages in order, such as VitePress' configuration.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from kbgen.articles.prose import lists_pages
from kbgen.dialects.anchors import NUMBER_PREFIX, unnumbered
from kbgen.dialects.mdx.literals import begun
from kbgen.imports.folder import Folder

MAX_BYTES = 1_000_000
# None looks further than a bound for what closes it, so that a file of opening signs takes no more than a moment.
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((?:<([^<>\n]{1,1000})>|([^()\s]{1,1000}))(?:[ \t][^()\n]{0,500})?\)")
_WIKI = re.compile(r"\[\[(?:([^\[\]|\n]{1,500})\|)?([^\[\]|\n]{1,500})\]\]")
# Where the table of a program may begin.
_TABLE = re.compile(r"(?:=|=>|\breturn|\bdefault|\()\s{0,200}(?=\{)")
# Of one program; each is read to its end.
MOST_TABLES = 50
DEEPEST = 20
ORDERS = ("summary.md", "docs.json", "mint.json", "toc.yml", "toc.md", "_sidebar.md", ".nav.yml", ".pages", ".order")


class Order:
    """Places and names, gathered from all files of a folder that give some."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.hidden: set[str] = set()

    @property
    def short_names(self) -> dict[str, str]:
        """The names by the last part of each path, if that is one page's alone; a folder's is that of its first page."""
        found: dict[str, str] = {}
        for stem, name in self.names.items():
            short = stem.removesuffix("/README").rpartition("/")[2]
            found[short] = "" if short in found else name
        return found

    def add(self, path: str, name: str = "") -> None:
        """The next page, by its path below its root."""
        stem = re.sub(r"\.(?:md|mdx|markdown|html)$", "", posixpath.normpath(path.partition("#")[0].strip("/")))
        if not stem or stem.startswith("..") or "://" in path:
            return
        self.places.setdefault(stem, len(self.places) + 1)
        if name.strip():
            self.names.setdefault(stem, " ".join(name.split()))


def read_order(folder: Folder, below: str) -> Order:
    """What the files in `below` say."""
    order = Order()
    prefix = f"{below}/" if below else ""
    for path in folder.files:
        if not path.startswith(prefix):
            continue
        inside = path[len(prefix) :]
        name, here = posixpath.basename(inside).lower(), posixpath.dirname(inside)
        if name not in ORDERS and not name.startswith("_meta."):
            continue
        try:
            text = folder.read(path, MAX_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            continue
        table = _meta(name, text) if name.startswith("_meta.") else {}
        order.hidden |= {posixpath.join(here, found) for found in _hidden(table)}
        for target, title in _pages(table) if table else _entries(name, text):
            order.add(posixpath.join(here, target) if here and not target.startswith("/") else target, title)
    return order


def numbers_of(paths: Iterable[str], *, always: bool) -> dict[str, int]:
    """The places of pages and folders by the numbers before their names; `paths` are those of pages below a root, without ending.
    With `always` the program knows such numbers, and they are no part of the keys; else half of what lies in a folder has
    to have one.
    """
    beside: dict[str, set[str]] = {}
    for path in paths:
        above, name = posixpath.split(path)
        while name:
            beside.setdefault(above, set()).add(name)
            above, name = posixpath.split(above)
    found: dict[str, int] = {}
    for above, names in beside.items():
        own = {name for name in names if name.lower() not in ("index", "_index", "readme")}
        prefixes = {name: prefix[0] for name in own if (prefix := NUMBER_PREFIX.match(name)) and len(prefix[0]) < 9}
        numbers = {name: int(prefix.strip(" -_.")) for name, prefix in prefixes.items()}
        if always or (len(numbers) > 1 and 2 * len(numbers) >= len(own)):
            # No place is 0.
            first = 1 if 0 in numbers.values() else 0
            for name, place in numbers.items():
                path = posixpath.join(above, name)
                found[unnumbered(path) if always else path] = place + first
    return found


def _entries(name: str, text: str) -> Iterator[tuple[str, str]]:
    if name == ".order":
        yield from ((line.strip(), "") for line in text.splitlines() if line.strip())
    elif name.endswith(".md"):
        if not name.startswith("_") and not lists_pages(text):
            return
        for found in _LINK.finditer(text):
            yield found[2] or found[3], found[1]
        for found in _WIKI.finditer(text):
            yield found[2].strip().replace(" ", "-"), found[1] or ""
    elif name.startswith("_meta."):
        return
    else:
        try:
            value = json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
        except (ValueError, RecursionError, yaml.YAMLError):
            return
        yield from _walk(value, 0, "")


def _meta(name: str, text: str) -> dict[str, Any]:
    """What a file of Nextra gives its folder: of a program the first table that is not empty, whatever it is called."""
    if name.endswith(".json"):
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            return {}
        return value if isinstance(value, dict) else {}
    starts = [found.end() for found, _ in zip(_TABLE.finditer(text), range(MOST_TABLES), strict=False)]
    # What the file gives stands behind what it prepares.
    named = re.search(r"\bexport\s+default\s+(\w+)\s*;?", text)
    first = re.search(rf"\b{named[1]}\b[^=\n]{{0,200}}=\s*(?=\{{)", text) if named else None
    for start in [*([first.end()] if first else []), *starts]:
        value = begun(text, start)
        if isinstance(value, dict) and value:
            return value
    return {}


def _pages(table: dict[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The pages and folders of a table in order, with their names; separators and links to elsewhere are none."""
    for key, entry in table.items():
        path = posixpath.join(above, key)
        if key == "*" or (isinstance(entry, dict) and (entry.get("type") == "separator" or "href" in entry)):
            continue
        title = entry.get("title") if isinstance(entry, dict) else entry
        yield path, title if isinstance(title, str) else ""
        if isinstance(entry, dict) and isinstance(entry.get("items"), dict) and depth < DEEPEST:
            yield from _pages(entry["items"], path, depth + 1)


def _hidden(table: dict[str, Any], above: str = "", depth: int = 0) -> Iterator[str]:
    for key, entry in table.items():
        if not isinstance(entry, dict):
            continue
        if entry.get("display") == "hidden" and "href" not in entry:
            yield posixpath.join(above, key)
        if isinstance(entry.get("items"), dict) and depth < DEEPEST:
            yield from _hidden(entry["items"], posixpath.join(above, key), depth + 1)


def _walk(value: Any, depth: int, key: str) -> Iterator[tuple[str, str]]:
    """Pages anywhere in a tree: texts under `pages` or `nav`, and tables with `href` and `name`."""
    if depth > 20:
        return
    if isinstance(value, dict):
        href = value.get("href") or value.get("topicHref")
        if isinstance(href, str) and not href.startswith("http"):
            yield href, str(value.get("name") or "")
        for name, inner in value.items():
            if isinstance(inner, dict | list):
                yield from _walk(inner, depth + 1, str(name))
            elif key in ("nav", "arrange") and isinstance(inner, str):
                yield inner, str(name)
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, str) and key in ("pages", "nav", "arrange", "root") and item != "...":
                yield item, ""
            else:
                yield from _walk(item, depth + 1, key)
