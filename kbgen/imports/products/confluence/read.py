"""Reads a space of Confluence that was exported as HTML.

Receives a `Folder` with `index.html`, one page a file and `attachments/`; returns an `Export`. `index.html` gives the tree and its
order, a page's own words its title, day and author; macros, tasks, code and emoticons become what other HTML has for them. Who may
read a page is not in such an export: it holds what the person who exported it could see.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from kbgen.imports.convert.clean_html import MAX_LENGTH
from kbgen.imports.convert.parser import page_of
from kbgen.imports.export import Export, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products import page_facts
from kbgen.imports.products.confluence import space_xml
from kbgen.imports.products.confluence.storage import SIGNS
from kbgen.imports.products.tree import Page, shelve

PATTERNS = (
    re.compile(r"/pages/(?:viewpage\.action/)?(?P<article>\d+)(?:/|$)"),
    re.compile(r"/pages/(?:viewpage\.action/)?(?P<section>\d+)(?:/|$)"),
)
_NUMBER = re.compile(r"(?:^|_)(\d{3,})$")
_BY_ID = re.compile(r"[?&]pageId=(\d+)")
_KINDS = {"information": "info", "info": "info", "note": "warning", "tip": "tip", "warning": "danger"}
# What Confluence makes anew on each page, and a site here has anyway.
_MADE = re.compile(
    r"^(?:toc-macro|childpages-macro|children-show-hide|plugin_pagetree|plugin_pagetree_children_list|recently-updated|contentbylabel"
    r"|page-metadata|comment-user-status|hidden-xs-pagetree)$"
)


@dataclass
class _Space:
    """What all pages of one space share: the keys of files, and the files' own names."""

    keys: dict[str, str] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Every page of every space in the folder."""
    if whole := next((path for path in folder.files if posixpath.basename(path) == space_xml.FILE), ""):
        return space_xml.read(folder, whole, losses)
    pages: list[Page] = []
    space = _Space()
    starts = [path for path in folder.files if posixpath.basename(path).lower() == "index.html"]
    files = [path for path in folder.files if path.lower().endswith((".html", ".htm")) and path not in starts]
    for path in files:
        number = _NUMBER.search(posixpath.splitext(posixpath.basename(path))[0])
        space.keys[path] = number[1] if number and number[1] not in space.keys.values() else posixpath.splitext(path)[0]
    tree: dict[str, tuple[str, int]] = {}
    for start in starts:
        tree |= {key: place for key, place in _tree(folder, start, space).items() if key not in tree}
    for path in files:
        key = space.keys[path]
        text, above = _page(folder, path, space, losses)
        if text is not None:
            parent, place = tree.get(key, (above, 0))
            pages.append(Page(key, parent, (text,), place + 1))
    shelves = shelve(pages, _home(pages))
    return Export(
        articles=shelves.articles,
        sections=shelves.sections,
        patterns=PATTERNS,
        families=(".atlassian.net",),
        paths={path: shelves.leads[key] for path, key in space.keys.items() if key in shelves.leads},
        attachments=space.names,
        roots=("", *{posixpath.dirname(start) for start in starts}),
    )


def _home(pages: list[Page]) -> str:
    """The one page of a space below which all the others stand."""
    tops = [page.key for page in pages if not page.parent]
    return tops[0] if len(tops) == 1 and any(page.parent == tops[0] for page in pages) else ""


def _soup(folder: Folder, path: str) -> BeautifulSoup:
    return page_of(folder.read(path, MAX_LENGTH))


def _tree(folder: Folder, start: str, space: _Space) -> dict[str, tuple[str, int]]:
    """Of each page that `index.html` lists the page above and its place."""
    found: dict[str, tuple[str, int]] = {}
    try:
        soup = _soup(folder, start)
    except OSError:
        return {}
    content = soup.find(id="content") or soup
    for link in content.find_all("a", href=True) if isinstance(content, Tag) else ():
        key = _key_of(str(link["href"]), posixpath.dirname(start), space)
        if not key or key in found:
            continue
        item = link.find_parent("li")
        outer = item.find_parent("li") if item is not None else None
        above = outer.find("a", href=True) if outer is not None else None
        parent = _key_of(str(above["href"]), posixpath.dirname(start), space) if above is not None else ""
        found[key] = (parent if parent != key else "", len(found) + 1)
    return found


def _key_of(href: str, below: str, space: _Space) -> str:
    return space.keys.get(posixpath.normpath(posixpath.join(below, unquote(href.partition("#")[0]))), "")


def _page(folder: Folder, path: str, space: _Space, losses: Losses) -> tuple[Text | None, str]:
    """One page's text, and the key of the page that its breadcrumbs name last."""
    try:
        raw = folder.read(path, MAX_LENGTH)
    except OSError as error:
        losses.add(path, "page", f"It cannot be read: {error.strerror}.")
        return None, ""
    if len(raw) > MAX_LENGTH:
        losses.add(path, "the end of the page", f"It is larger than {MAX_LENGTH:,} bytes; what comes after is left out.")
    soup = page_of(raw)
    body = soup.find(id="main-content") or soup.find("div", class_="wiki-content")
    if not isinstance(body, Tag):
        body = soup.find(id="content") or soup.find("body")
    if not isinstance(body, Tag) or (soup.find(id="title-text") is None and not body.get_text(strip=True)):
        return None, ""
    crumbs = soup.find(id="breadcrumbs")
    links = [str(link["href"]) for link in crumbs.find_all("a", href=True)] if isinstance(crumbs, Tag) else []
    above = next((key for href in reversed(links) if (key := _key_of(href, posixpath.dirname(path), space))), "")
    metadata = soup.find(class_="page-metadata")
    line = " ".join(metadata.get_text(" ").split()) if isinstance(metadata, Tag) else ""
    if soup.find(id="comments") is not None:
        losses.add(path, "comments", "They judge the old page and stay behind.")
    shape(soup, body, posixpath.dirname(path), space.names)
    _rewrite_ids(body, path, space)
    return (
        Text(
            locale="",
            title=_title(soup),
            body=body.decode_contents(),
            where=path,
            updated=page_facts.day_said(line.rpartition(" on ")[2]) or page_facts.day_said(line),
            author=_author(metadata if isinstance(metadata, Tag) else None),
            tags=tuple(_labels(soup)),
            folder=posixpath.dirname(path),
        ),
        above,
    )


def _title(soup: BeautifulSoup) -> str:
    named = soup.find(id="title-text") or soup.find("h1") or soup.find("title")
    words = " ".join(named.get_text(" ").split()) if isinstance(named, Tag) else ""
    first = soup.find(id="breadcrumbs")
    crumb = first.find("a") if isinstance(first, Tag) else None
    space = " ".join(crumb.get_text(" ").split()) if isinstance(crumb, Tag) else ""
    if space and words.startswith(f"{space} : "):
        return words[len(space) + 3 :]
    return words.partition(" : ")[2] or words


def _author(metadata: Tag | None) -> str:
    named = metadata.find(class_="editor") or metadata.find(class_="author") if metadata is not None else None
    return " ".join(named.get_text(" ").split()) if isinstance(named, Tag) else ""


def _labels(soup: BeautifulSoup) -> Iterator[str]:
    heading = soup.find(id="labels") or soup.find(class_="labels-section")
    box = heading.find_parent("div", class_="pageSection") or heading if isinstance(heading, Tag) else None
    for link in box.find_all("a") if isinstance(box, Tag) else ():
        if words := link.get_text(strip=True):
            yield words


def shape(soup: BeautifulSoup, body: Tag, below: str, names: dict[str, tuple[str, ...]]) -> None:
    """Confluence's own elements as those of other HTML; `names` gathers what files were called before they got numbers."""
    for tag in body.find_all(True, class_=_MADE):
        tag.extract()
    for box in body.find_all("div", class_="confluence-information-macro"):
        last = [str(name).rpartition("-")[2] for name in box.get_attribute_list("class")]
        kind = next((_KINDS[name] for name in last if name in _KINDS and name != "macro"), "note")
        box["class"] = f"callout {kind}"
        for inner in box.find_all("div", class_="confluence-information-macro-body"):
            inner.unwrap()
    for panel in body.find_all("div", class_="panel"):
        _panel(soup, panel)
    for box in body.find_all("div", class_="expand-container"):
        head, content = box.find(class_="expand-control"), box.find(class_="expand-content")
        if isinstance(head, Tag) and isinstance(content, Tag):
            summary = soup.new_tag("summary")
            summary.string = " ".join(head.get_text(" ").split()) or "…"
            content.name = "details"
            content.insert(0, summary)
            head.extract()
    for item in body.find_all("li"):
        if item.has_attr("data-inline-task-id") or (
            item.parent is not None and "inline-task-list" in str(item.parent.get("class"))
        ):
            box = soup.new_tag("input", type="checkbox")
            if "checked" in item.get_attribute_list("class"):
                box["checked"] = ""
            item.insert(0, box)
    for picture in body.find_all("img"):
        classes = " ".join(str(name) for name in picture.get_attribute_list("class") if name)
        if "emoticon" in classes:
            picture.replace_with(_sign(picture, classes))
    for link in body.find_all("a", class_="confluence-userlink"):
        link.unwrap()
    for tag in [*body.find_all("img"), *body.find_all("a", href=True)]:
        name = str(tag.get("data-linked-resource-default-alias") or "")
        for key in ("src", "data-image-src", "href"):
            address = str(tag.get(key) or "").partition("?")[0]
            if name and "attachments/" in address:
                names[unquote(address)] = (name,)
    for mark in body.find_all("time", datetime=True):
        if not mark.get_text(strip=True):
            mark.string = str(mark["datetime"])


def _panel(soup: BeautifulSoup, panel: Tag) -> None:
    head, content = panel.find(class_="panelHeader"), panel.find(class_="panelContent")
    words = " ".join(head.get_text(" ").split()) if isinstance(head, Tag) else ""
    if isinstance(head, Tag):
        head.extract()
    code = panel.find("pre") if {"code", "preformatted"} & set(panel.get_attribute_list("class")) else None
    if isinstance(content, Tag):
        content.unwrap()
    del panel["class"]
    if not words and code is None:
        panel["class"] = "callout note"
    elif words:
        title = soup.new_tag("p")
        title["class"] = "callout-title"
        title.string = words
        if code is not None:
            title.name = "strong"
            around = soup.new_tag("p")
            around.append(title)
            title = around
        else:
            panel["class"] = "callout note"
        panel.insert(0, title)


def _sign(picture: Tag, classes: str) -> str:
    said = str(picture.get("data-emoji-fallback") or "")
    if said and not said.startswith(":"):
        return said
    name = next((name for name in SIGNS if f"emoticon-{name}" in f"{classes} " and f"emoticon-{name}" in classes.split()), "")
    return SIGNS.get(name, str(picture.get("alt") or ""))


def _rewrite_ids(body: Tag, path: str, space: _Space) -> None:
    """Links that name a page by its number in a query, which no address has."""
    files: Mapping[str, str] = {key: file for file, key in space.keys.items()}
    for link in body.find_all("a", href=_BY_ID):
        found = _BY_ID.search(str(link["href"]))
        if found and found[1] in files:
            fragment = str(link["href"]).partition("#")[2]
            target = posixpath.relpath(files[found[1]], posixpath.dirname(path) or ".")
            link["href"] = f"{target}#{fragment}" if fragment else target
