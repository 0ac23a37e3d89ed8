"""Reads the Markdown of an existing MkDocs, Docusaurus or Starlight site, or of a plain folder.

Receives a `Folder` and the site's locales; returns an `Export`. Folders are sections; the same path in two languages is
one article; addresses are those that the generator gave its pages.
"""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kbgen.articles import prose
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.front_matter.parse import Listing, Scalar, Table
from kbgen.articles.source import MAX_BYTES
from kbgen.imports.convert.addresses import NUMBER_PREFIX
from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.locales import match
from kbgen.imports.products.layout import Layout, Root, detect
from kbgen.imports.products.records import day_of

ENDINGS = (".md", ".mdx", ".markdown")
_TITLE = re.compile(r"\A\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\{[^}\n]*\})?[ \t]*(?:\n|\Z)")
# Keys that say nothing to a reader: how a generator shows or links a page.
_READ = frozenset(
    {"title", "description", "tags", "keywords", "draft", "slug", "id", "author", "authors", "date", "last_update", "lastUpdated",
     "updated", "sidebar_position", "sidebar", "order", "weight", "nav_order", "search", "redirect_from", "aliases", "status"}
)  # fmt: skip


@dataclass(frozen=True)
class _Page:
    """One file: `key` is its path below its root, without ending, number prefixes and language suffix."""

    path: str
    key: str
    text: Text
    order: int
    index: bool


@dataclass
class _Found:
    """What one reading gathers."""

    articles: dict[str, list[_Page]] = field(default_factory=dict)
    sections: dict[str, list[_Page]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Every Markdown file of the folder as an article, or as its folder's section."""
    layout = detect(folder, locales, losses)
    found = _Found()
    for path in folder.files:
        if not path.lower().endswith(ENDINGS):
            continue
        root = _root_of(path, layout)
        if root is None:
            continue
        if any(part.startswith("_") for part in path.split("/")):
            losses.add(path, "file", "A part that other pages include is no page; copy its text where it is needed.")
            continue
        page = _page(folder, path, root, layout, locales, losses)
        if page is not None:
            _place(page, found, losses)
    labels = _categories(folder, layout, losses)
    folders = {above for key in found.articles for above in _above(key)} | set(found.sections)
    return Export(
        articles=tuple(
            ForeignArticle(
                f"article/{key}",
                _section(key),
                tuple(page.text for page in pages),
                order=next((page.order for page in pages if page.order), 0),
                name=posixpath.basename(key),
            )
            for key, pages in sorted(found.articles.items())
        ),
        sections=tuple(_section_of(key, found.sections.get(key, []), labels, layout) for key in sorted(folders)),
        hosts=layout.hosts,
        languages=tuple(root.folder for root in layout.roots),
        number_prefixes=layout.number_prefixes,
        roots=(*layout.static, *(root.folder for root in layout.roots)),
        paths=found.paths,
    )


def _root_of(path: str, layout: Layout) -> Root | None:
    return next((root for root in layout.roots if not root.folder or path.startswith(f"{root.folder}/")), None)


def _above(key: str) -> list[str]:
    folders = []
    while key := posixpath.dirname(key):
        folders.append(key)
    return folders


def _section(key: str) -> str:
    return f"section/{posixpath.dirname(key)}" if posixpath.dirname(key) else ""


def _place(page: _Page, found: _Found, losses: Losses) -> None:
    shelf, kind = (found.sections, "section") if page.index else (found.articles, "article")
    pages, key = shelf.setdefault(page.key, []), page.key
    if any(other.text.locale == page.text.locale for other in pages):
        key = f"{page.key}-{posixpath.splitext(page.path)[1][1:]}"
        losses.add(page.path, "name", f"Another file stands for the same page; this one becomes {key}.")
        kind, pages = "article", found.articles.setdefault(key, [])
    pages.append(page)
    found.paths[page.path] = f"{kind}/{key}"


def _page(folder: Folder, path: str, root: Root, layout: Layout, locales: tuple[str, ...], losses: Losses) -> _Page | None:
    try:
        raw = folder.read(path, MAX_BYTES * 4)
    except OSError as error:
        losses.add(path, "file", f"It cannot be read: {error.strerror}.")
        return None
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if "\ufffd" in text:
        losses.add(path, "some letters", "The file is not UTF-8; they became \ufffd.")
    values, body = _front_matter(text, path, losses)
    inside = path[len(root.folder) + 1 :] if root.folder else path
    stem, locale = posixpath.splitext(inside)[0], root.locale
    name, dot, suffix = stem.rpartition(".")
    if dot and (suffix in layout.suffixes or (layout.generator == "mkdocs" and match(suffix, locales))):
        base = root.base if suffix == root.locale else f"{root.base}{suffix}/"
        stem, locale, root = name, suffix, Root(root.folder, suffix, base)
    number = NUMBER_PREFIX.match(posixpath.basename(stem)) if layout.number_prefixes else None
    if layout.number_prefixes:
        stem = "/".join(NUMBER_PREFIX.sub("", part) for part in stem.split("/"))
    last, above = posixpath.basename(stem).lower(), posixpath.basename(posixpath.dirname(stem)).lower()
    index = last in ("index", "readme") or (layout.generator == "docusaurus" and bool(above) and last == above)
    key = posixpath.dirname(stem) if index else stem
    title, body = _title(values, body)
    place = values.get("sidebar_position") or values.get("order") or values.get("weight") or values.get("nav_order") or ""
    sidebar = values.get("sidebar")
    if isinstance(sidebar, dict):
        place = sidebar.get("order", "")
    order = int(place) if isinstance(place, str) and place.isascii() and place.isdigit() and len(place) < 9 else 0
    order = order or layout.order.get(stem, 0) or layout.order.get(key, 0) or (int(number[0].strip(" -_.")) if number else 0)
    hidden = values.get("draft") == "true" or values.get("status") == "draft"
    date = values.get("last_update")
    days = (
        date.get("date") if isinstance(date, dict) else None,
        values.get("lastUpdated"),
        values.get("updated"),
        values.get("date"),
    )
    author = date.get("author") if isinstance(date, dict) else None
    return _Page(
        path,
        key,
        Text(
            locale=locale,
            title=title or (prose.plain(posixpath.basename(key).replace("-", " ").replace("_", " ").capitalize())),
            body=body,
            where=path,
            markup=layout.markup,
            description=_one(values.get("description")),
            draft=hidden,
            updated=next((day for value in days if (day := day_of(value)) is not None), None),
            author=_one(author) or _one(values.get("author")) or next(iter(_many(values.get("authors"))), ""),
            tags=_many(values.get("tags")),
            keywords=_many(values.get("keywords")),
            addresses=_addresses(values, key, index, root, layout),
            folder=posixpath.dirname(path),
        ),
        min(order, 10**8),
        index,
    )


def _addresses(values: dict[str, Any], key: str, index: bool, root: Root, layout: Layout) -> tuple[str, ...]:
    slug = values.get("slug")
    own = values.get("id") if layout.generator == "docusaurus" else None
    path = key
    if isinstance(slug, str) and slug:
        path = slug.strip("/") if slug.startswith("/") or layout.generator != "docusaurus" else f"{posixpath.dirname(key)}/{slug}"
    elif isinstance(own, str) and own and not index:
        path = f"{posixpath.dirname(key)}/{own}"
    elif layout.generator == "starlight":
        path = "/".join(re.sub(r"[^\w\- ]", "", part.lower()).replace(" ", "-") for part in key.split("/"))
    path = path.strip("/")
    end = "" if layout.generator == "docusaurus" and not index else "/"
    extra = [*_many(values.get("redirect_from")), *_many(values.get("aliases"))]
    return tuple(dict.fromkeys([f"{root.base}{path}{end}" if path else root.base, *extra]))


def _front_matter(text: str, path: str, losses: Losses) -> tuple[dict[str, Any], str]:
    parts, issues = front_matter.split(text, path)
    if parts is None or parts.header is None:
        if issues:
            losses.add(path, "front matter", issues[0].message)
        return {}, text if parts is None else parts.body
    table, issues = front_matter.parse(parts.header, path)
    for issue in issues:
        losses.add(f"{path}:{issue.line}", "front matter", issue.message)
    values = {name: _value(entry.value) for name, entry in table.entries.items()} if table else {}
    for name in values:
        if name not in _READ:
            losses.add(path, f"`{name}` of the front matter", "kbgen has no such key.")
    return values, parts.body


def _value(value: front_matter.Value) -> Any:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Listing):
        return [_value(item) for item in value.items]
    return {name: _value(entry.value) for name, entry in value.entries.items()} if isinstance(value, Table) else None


def _one(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else _one(value.get("name")) if isinstance(value, dict) else ""


def _many(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    items = value if isinstance(value, list) else []
    return tuple(
        text for item in items if (text := _one(item.get("label", "") if isinstance(item, dict) and "label" in item else item))
    )


def _title(values: dict[str, Any], body: str) -> tuple[str, str]:
    heading = _TITLE.match(body)
    title = _one(values.get("title"))
    if heading and (not title or prose.plain(heading[1]) == title):
        return title or prose.plain(heading[1]), body[heading.end() :]
    return title, body


def _categories(folder: Folder, layout: Layout, losses: Losses) -> dict[str, dict[str, Any]]:
    """What `_category_.json` and `_category_.yml` of Docusaurus say, by language and folder."""
    found: dict[str, dict[str, Any]] = {}
    for path in folder.files:
        root = _root_of(path, layout)
        if posixpath.basename(path) not in ("_category_.json", "_category_.yml", "_category_.yaml") or root is None:
            continue
        try:
            text = folder.read(path, 100_000).decode("utf-8-sig", "replace")
            values = json.loads(text) if path.endswith(".json") else yaml.safe_load(text)
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            losses.add(path, "name and place of the folder", "The file is not readable.")
            continue
        inside = posixpath.dirname(path[len(root.folder) + 1 :])
        key = "/".join(NUMBER_PREFIX.sub("", part) for part in inside.split("/"))
        if isinstance(values, dict):
            found[f"{root.locale}:{key}"] = values
    return found


def _section_of(key: str, pages: list[_Page], categories: dict[str, dict[str, Any]], layout: Layout) -> ForeignSection:
    texts = {page.text.locale: page.text for page in pages}
    order = next((page.order for page in pages if page.order), 0)
    label = layout.labels.get(key, "")
    for root in layout.roots:
        values = categories.get(f"{root.locale}:{key}")
        if values is None and not (label and root is layout.roots[-1]):
            continue
        values = values or {}
        link = values.get("link") if isinstance(values.get("link"), dict) else {}
        title = _one(values.get("label")) or label
        if root.locale not in texts:
            description = _one(link.get("description")) if link else ""
            texts[root.locale] = Text(root.locale, title, where=f"{root.folder}/{key}", description=description)
        position = values.get("position")
        if isinstance(position, int | float) and not isinstance(position, bool) and 0 < position < 10**8:
            order = order or int(position)
    return ForeignSection(
        f"section/{key}", _section(key) if key else "", tuple(texts.values()), order=order, name=posixpath.basename(key)
    )
