"""Reads the Markdown of an existing MkDocs, Docusaurus or Starlight site, or of a plain folder.

Receives a `Folder` and the site's locales; returns an `Export`. Folders are sections; the same path in two languages is
one article; addresses are those that the generator gave its pages.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

import yaml

from kbgen.articles import prose
from kbgen.articles.article import Status
from kbgen.articles.front_matter import loose
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.front_matter.foreign import day_in, foreign_values, names_in, number_in
from kbgen.articles.names import OTHER_MARKDOWN, OTHER_MARKUP
from kbgen.articles.source import MAX_BYTES
from kbgen.dialects.anchors import NUMBER_PREFIX
from kbgen.dialects.home_pages import KEYS, opening
from kbgen.dialects.myst.substitutions import page_values
from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.locales import match
from kbgen.imports.products.layout import Layout, Root, detect
from kbgen.imports.products.order import numbers_of
from kbgen.imports.products.redirects import with_redirects
from kbgen.imports.products.tree import says_much, titled
from kbgen.language.tag import is_language

_JEKYLL = ("_includes", "_layouts", "_data", "_sass", "_site", "_plugins", "_drafts", "_templates")
ENDINGS = (".md", *OTHER_MARKDOWN)
_TITLE = re.compile(r"\A\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\{[^}\n]*\})?[ \t]*(?:\n|\Z)")
_LABELS = re.compile(r"\A\s*(?:\([^()\n]+\)=[ \t]*\n\s*)+(?=#)")
# Keys that say nothing to a reader: how a generator shows or links a page.
_READ = frozenset(
    {"title", "description", "tags", "keywords", "draft", "slug", "id", "author", "authors", "date", "last_update", "lastUpdated",
     "updated", "sidebar_position", "order", "search", "redirect_from", "toc", "layout", "icon", "template", "pagination_prev",
     "pagination_next", "hide_title", "hide_table_of_contents", "displayed_sidebar", "type", "mode", "hide", "parent",
     "has_children", "asIndexPage"}
    | KEYS
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
    return with_redirects(folder, read_layout(folder, detect(folder, locales, losses), losses, locales), losses)


def read_layout(folder: Folder, layout: Layout, losses: Losses, locales: tuple[str, ...]) -> Export:
    """The same for a folder whose layout is known."""
    found = _Found()
    layout = replace(layout, suffixes=tuple(sorted({*layout.suffixes, *_suffixes(folder)})))
    inside = [
        posixpath.splitext(path[len(root.folder) :].lstrip("/"))[0]
        for path in folder.files
        if path.lower().endswith(ENDINGS) and (root := _root_of(path, layout))
    ]
    layout = replace(layout, numbers=numbers_of(inside, always=layout.number_prefixes))
    for path in folder.files:
        markup = OTHER_MARKUP.get(posixpath.splitext(path)[1].lower())
        if markup and _root_of(path, layout):
            losses.add(path, "text", f"It is {markup}, which is not read. Make Markdown of it, with Pandoc for example.")
    # A folder's own page before a note for those who look at its files.
    for path in sorted(folder.files, key=lambda path: posixpath.basename(path).lower().startswith("readme.")):
        if not path.lower().endswith(ENDINGS):
            continue
        root = _root_of(path, layout)
        if root is None:
            continue
        if why := _no_page(folder, path, root, layout):
            if why != ORDER:
                losses.add(path, "file", why)
            continue
        page = _page(folder, path, root, layout, locales, losses)
        if page is not None:
            _place(page, found, losses)
    _settle_beside(found, layout)
    _promote(found)
    labels = _categories(folder, layout, losses)
    folders = {above for key in found.articles for above in _above(key)} | set(found.sections)
    return Export(
        articles=tuple(
            ForeignArticle(
                f"article/{key}",
                _section(key),
                tuple(page.text for page in pages),
                order=next((page.order for page in pages if page.order), 0),
                name=unquote(posixpath.basename(key)),
            )
            for key, pages in sorted(found.articles.items())
        ),
        sections=tuple(_section_of(key, found.sections.get(key, []), labels, layout) for key in sorted(folders)),
        hosts=layout.hosts,
        languages=tuple(root.folder for root in layout.roots),
        number_prefixes=layout.number_prefixes,
        mdx=layout.mdx,
        values=layout.values,
        roots=(*layout.static, *(root.folder for root in layout.roots)),
        paths=found.paths,
    )


ORDER = "order"


def _read(folder: Folder, path: str) -> str:
    try:
        return folder.read(path, MAX_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def _no_page(folder: Folder, path: str, root: Root, layout: Layout) -> str:
    """Why a Markdown file is no page of its own; empty where it is one."""
    *folders, name = path[len(root.folder) :].lstrip("/").split("/")
    if layout.generator in ("gitbook", "folder", "docfx"):
        # A page may be called `toc.md` because it is about tables of contents.
        listed = name.lower() in ("summary.md", "toc.md", "langs.md") and prose.lists_pages(_read(folder, path))
        if listed or name.lower() in ("_sidebar.md", "_footer.md"):
            return ORDER
    parts = [part for part in folders if part.startswith(("_", "."))]
    if layout.generator == "jekyll":
        parts = [part for part in parts if part in _JEKYLL]
    if parts and parts[0] == "_drafts":
        return "It is a draft; nobody saw it."
    if name.lower().endswith(".excalidraw.md"):
        return "It is a drawing, not a text."
    included = layout.generator in ("docfx", "mintlify") and any(part in ("includes", "snippets") for part in folders)
    if parts or included or (name.startswith("_") and name.lower() not in ("_index.md", "_index.mdx")):
        return "It is a part that other pages include; its text stands where they do."
    return ""


def _suffixes(folder: Folder) -> set[str]:
    """Languages that stand before the ending of a file's name, beside one without or with another: `a.md`, `a.fr.md`."""
    stems = {posixpath.splitext(path)[0] for path in folder.files if path.lower().endswith(ENDINGS)}
    split = [(stem.rpartition(".")[0], stem.rpartition(".")[2]) for stem in stems if "." in posixpath.basename(stem)]
    named = [(base, tag) for base, tag in split if base and is_language(tag)]
    several = Counter(base for base, _ in named)
    return {tag for base, tag in named if base in stems or several[base] > 1}


def _root_of(path: str, layout: Layout) -> Root | None:
    return next((root for root in layout.roots if not root.folder or path.startswith(f"{root.folder}/")), None)


def _settle_beside(found: _Found, layout: Layout) -> None:
    """Put a page that stands beside a folder called like it into that folder, if that has no page of its own: both had one address.
    A few words are the folder's page; more are its first article, since a search finds articles."""
    above = {folder for key in (*found.articles, *found.sections) for folder in _above(key)}
    for key in [key for key in found.articles if key in above and key not in found.sections]:
        pages = found.articles[key]
        within = f"{key}/{posixpath.basename(key)}"
        # What nobody saw is no folder's page.
        unlisted = layout.generator == "gitbook" and bool(layout.order) and key not in layout.order
        if unlisted or any(page.text.draft for page in pages) or within in found.articles or within in above:
            continue
        del found.articles[key]
        found.sections[key] = pages
        if any(says_much(page.text) for page in pages):
            found.articles[within] = [replace(page, order=1) for page in pages]
            found.sections[key] = [replace(page, text=titled(page.text)) for page in pages]
        for page in pages:
            found.paths[page.path] = f"article/{within}" if within in found.articles else f"section/{key}"


def _promote(found: _Found) -> None:
    """Make articles of the pages that describe a folder in which nothing else is: some sites have no other pages."""
    above = {folder for key in (*found.articles, *found.sections) for folder in _above(key)}
    for key in [key for key in found.sections if key and key not in above and key not in found.articles]:
        pages = found.sections.pop(key)
        found.articles[key] = pages
        for page in pages:
            found.paths[page.path] = f"article/{key}"


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
        stem, ending = posixpath.splitext(posixpath.basename(page.path))
        key = posixpath.join(page.key, stem.lower()) if page.index else f"{page.key}-{ending[1:]}"
        key = f"{key}-{ending[1:]}" if key in found.articles else key
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
    values, body, foreign = _front_matter(text, path, losses)
    if above := opening(values, body):
        body = f"{above}\n\n{body}"
    inside = path[len(root.folder) + 1 :] if root.folder else path
    stem, locale = posixpath.splitext(inside)[0], root.locale
    name, dot, suffix = stem.rpartition(".")
    if dot and (suffix in layout.suffixes or (layout.generator == "mkdocs" and match(suffix, locales))):
        base = root.base if suffix == root.locale else f"{root.base}{suffix}/"
        stem, locale, root = name, suffix, Root(root.folder, suffix, base)
    if layout.generator == "jekyll":
        stem = "/".join(part.removeprefix("_") for part in stem.split("/"))
    if layout.number_prefixes:
        stem = "/".join(NUMBER_PREFIX.sub("", part) for part in stem.split("/"))
    last, above = posixpath.basename(stem).lower(), posixpath.basename(posixpath.dirname(stem)).lower()
    index = last in ("index", "readme", "_index") or (layout.generator == "docusaurus" and bool(above) and last == above)
    key = posixpath.dirname(stem) if index else stem
    title, body = _title(values, body)
    title = title or foreign.get("title", "")
    # What the old sidebar says names pages below the folder of all languages, or below that of one.
    below = posixpath.relpath(root.folder or ".", layout.roots[-1].folder or ".")
    known = [name for each in (stem, key) for name in (posixpath.normpath(posixpath.join(below, each)), each)]
    if not title:
        title = next((layout.titles[name] for name in known if layout.titles.get(name)), "")
    order = foreign.get("order", 0)
    order = order if 0 < order < 10**8 else 0
    order = order or next((layout.order[name] for name in known if name in layout.order), 0) or layout.numbers.get(key, 0)
    hidden = foreign.get("status") is Status.DRAFT or any(name in layout.hidden for name in known)
    date = values.get("last_update")
    author = date.get("author") if isinstance(date, dict) else None
    return _Page(
        path,
        key,
        Text(
            locale=locale,
            title=title or (prose.plain(unquote(posixpath.basename(key)).replace("-", " ").replace("_", " ").capitalize())),
            body=body,
            where=path,
            markup=layout.markup,
            description=_one(values.get("description")) or foreign.get("description", ""),
            draft=hidden,
            updated=foreign.get("updated"),
            author=_one(author) or _one(values.get("author")) or next(iter(_many(values.get("authors"))), ""),
            tags=_many(values.get("tags")) or foreign.get("tags", ()),
            keywords=_many(values.get("keywords")) or foreign.get("keywords", ()),
            addresses=_addresses(values, key, index, root, layout),
            folder=posixpath.dirname(path),
            names=foreign.get("names", ()),
            values=page_values(values),
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
    own = [address for key in ("permalink", "url") if (address := _one(values.get(key))).startswith("/") and ":" not in address]
    extra = [*own, *_many(values.get("redirect_from")), *(name for name in _many(values.get("aliases")) if name.startswith("/"))]
    return tuple(dict.fromkeys([f"{root.base}{path}{end}" if path else root.base, *extra]))


def _front_matter(text: str, path: str, losses: Losses) -> tuple[dict[str, Any], str, dict[str, Any]]:
    """The values as they are written, the body, and what they mean in kbgen's own keys."""
    parts, table, issues = loose.read(text, path)
    for issue in issues:
        if issue.code != "front-matter-open":
            losses.add(f"{path}:{issue.line}", "front matter", issue.message)
    if table is None:
        return {}, parts.body, {}
    values = {name: front_matter.plain(entry.value) for name, entry in table.entries.items()}
    foreign, strange = foreign_values(table, _READ - {"draft", "date", "last_update", "lastUpdated", "sidebar_position"})
    for name in ("order", "weight", "nav_order", "sidebar_position"):
        number = number_in(values[name]) if isinstance(values.get(name), str) else None
        if number is not None:
            foreign.setdefault("order", number)
    if "updated" in values and isinstance(values["updated"], str) and (day := day_in(values["updated"])):
        foreign["updated"] = day
    foreign["names"] = names_in(table)
    for name in strange:
        losses.add(path, f"`{name}` of the front matter", "kbgen has no such key.")
    return values, parts.body, foreign


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
    # Names that MyST gives the title stay with the text.
    labels = _LABELS.match(body)
    above, body = (labels[0], body[labels.end() :]) if labels else ("", body)
    heading = _TITLE.match(body)
    title = _one(values.get("title"))
    words = prose.plain(heading[1]) if heading else ""
    # A title for a tab of the browser names the site behind it.
    if heading and (not title or words == title or re.match(rf"{re.escape(words)} [|–-] \w", title)):
        return words, above + body[heading.end() :]
    return title, above + body


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
    order = next((page.order for page in pages if page.order), 0) or layout.order.get(key, 0) or layout.numbers.get(key, 0)
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
    if not texts and order:
        # Without a file of its own it would have no place.
        name = NUMBER_PREFIX.sub("", unquote(posixpath.basename(key))).replace("-", " ").replace("_", " ")
        texts[layout.roots[-1].locale] = Text(layout.roots[-1].locale, prose.plain(name.capitalize()), where=key)
    return ForeignSection(
        f"section/{key}", _section(key) if key else "", tuple(texts.values()), order=order, name=posixpath.basename(key)
    )
