"""The order and the names of pages, as the file says that the old generator made its sidebar from.

Receives a `Folder`; returns places and names by path below a root, without ending. Read are `SUMMARY.md` (GitBook, mdBook),
`docs.json` and `mint.json` (Mintlify), `toc.yml` (DocFX), `_Sidebar.md` (wikis), `_meta.json|js|ts` (Nextra), `.pages` and
`.nav.yml` (MkDocs plugins), `.order` (Azure DevOps), and whatever else names pages in order, such as VitePress' configuration.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from typing import Any

import yaml

from kbgen.imports.folder import Folder

MAX_BYTES = 1_000_000
# None looks further than a bound for what closes it, so that a file of opening signs takes no more than a moment.
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\]\((?:<([^<>\n]{1,1000})>|([^()\s]{1,1000}))(?:[ \t][^()\n]{0,500})?\)")
_WIKI = re.compile(r"\[\[(?:([^\[\]|\n]{1,500})\|)?([^\[\]|\n]{1,500})\]\]")
_META = re.compile(
    r"""(?:^|[{,])\s{0,200}["']?([\w./-]{1,300})["']?\s{0,200}:\s{0,200}(?:["']([^"'\n]{0,500})["'])?""", re.MULTILINE
)
_HIDDEN = re.compile(
    r"""(?<![\w./-])([\w./-]{1,300})["']?\s{0,20}:\s{0,20}\{[^{}]{0,2000}?\bdisplay["']?\s{0,20}:\s{0,20}["']hidden["']"""
)
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
        order.hidden |= {posixpath.join(here, found) for found in _HIDDEN.findall(text)} if name.startswith("_meta.") else set()
        for target, title in _entries(name, text):
            order.add(posixpath.join(here, target) if here and not target.startswith("/") else target, title)
    return order


def _entries(name: str, text: str) -> Iterator[tuple[str, str]]:
    if name == ".order":
        yield from ((line.strip(), "") for line in text.splitlines() if line.strip())
    elif name.endswith(".md"):
        for found in _LINK.finditer(text):
            yield found[2] or found[3], found[1]
        for found in _WIKI.finditer(text):
            yield found[2].strip().replace(" ", "-"), found[1] or ""
    elif name.startswith("_meta."):
        for found in _META.finditer(text):
            yield found[1], found[2] or ""
    else:
        try:
            value = json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
        except (ValueError, RecursionError, yaml.YAMLError):
            return
        yield from _walk(value, 0, "")


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
