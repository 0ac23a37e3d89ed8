"""Reads `entities.xml`, the space of Confluence that was exported as XML.

Receives a `Folder` with that file and `attachments/<page>/<attachment>/<version>`; returns an `Export`. Pages as they are now and
their drafts count, no former versions and nothing from the bin; what not everybody may read is a draft here. expat reads the XML
as a stream and takes no entity that it declares: no file is fetched and none grows. What is in a body: see `storage.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from xml.parsers import expat

from kbgen.imports.export import Export, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.confluence.storage import Known, html_of
from kbgen.imports.products.records import day_of
from kbgen.imports.products.tree import Page, shelve

FILE = "entities.xml"
MAX_BYTES = 1024 * 1024 * 1024
_KINDS = frozenset({"Page", "BlogPost", "BodyContent", "Attachment", "Label", "Labelling", "ConfluenceUserImpl", "Space"})
_PATTERNS = tuple(re.compile(rf"/pages/(?:viewpage\.action/)?(?P<{name}>\d+)(?:/|$)") for name in ("article", "section"))
_RESTRICTED = "contentPermissionSets"


@dataclass
class Entry:
    """One object: its `values` by property, the ids of the objects that it names, and the collections that are not empty."""

    kind: str
    id: str = ""
    values: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    holds: set[str] = field(default_factory=set)


@dataclass
class _Reader:
    """What expat calls; `depth` counts elements within an object."""

    found: list[Entry] = field(default_factory=list)
    entry: Entry | None = None
    path: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def start(self, tag: str, values: dict[str, str]) -> None:
        if tag == "object" and self.entry is None:
            self.entry, self.path = Entry(values.get("class", "")), []
        elif self.entry is not None:
            self.path.append((tag, values.get("name", "")))
            if tag == "element" and len(self.path) > 1:
                self.entry.holds.add(self.path[0][1])
        self.words = []

    def data(self, words: str) -> None:
        if self.entry is not None:
            self.words.append(words)

    def end(self, tag: str) -> None:
        if self.entry is None:
            return
        if tag == "object" and not self.path:
            if self.entry.kind in _KINDS:
                self.found.append(self.entry)
            self.entry = None
            return
        text = "".join(self.words)
        if len(self.path) == 1 and tag == "id":
            self.entry.id = text.strip()
        elif len(self.path) == 1 and tag == "property" and text.strip():
            self.entry.values[self.path[0][1]] = text
        elif len(self.path) == 2 and tag == "id" and self.path[0][0] == "property":
            self.entry.names[self.path[0][1]] = text.strip()
        if self.path:
            self.path.pop()
        self.words = []


def entries(raw: bytes) -> list[Entry]:
    """The objects of a file that matter. Raises `ValueError` where it is no XML or declares entities."""
    reader = _Reader()
    parser: Any = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = reader.start, reader.end, reader.data

    def refuse(*_: object) -> None:
        raise ValueError("It declares entities of its own.")

    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ValueError(f"It is not readable as XML: {error}.") from None
    return reader.found


def read(folder: Folder, path: str, losses: Losses) -> Export:
    """All pages of the space."""
    try:
        found = entries(folder.read(path, MAX_BYTES))
    except (OSError, ValueError) as error:
        losses.add(path, "space", str(error))
        return Export(())
    by_id = {(entry.kind, entry.id): entry for entry in found}
    pages = [entry for entry in found if entry.kind == "Page" and _is_now(entry)]
    if blog := sum(entry.kind == "BlogPost" for entry in found):
        losses.add(path, f"{blog} blog posts", "A blog is no help article.")
    below = path.rpartition("/")[0]
    root = f"{below}/" if below else ""
    names = {entry.id: entry.values.get("name", "").strip() for entry in found if entry.kind == "ConfluenceUserImpl"}
    names |= {
        number: names[entry.id] for entry in found if entry.id in names and (number := entry.values.get("atlassianAccountId"))
    }
    bodies = {entry.names.get("content", ""): entry.values.get("body", "") for entry in found if entry.kind == "BodyContent"}
    titles = {page.values.get("title", "").strip(): page.id for page in pages}
    files = _attachments(found, root, folder)
    labels: dict[str, list[str]] = {}
    for entry in found:
        label = by_id.get(("Label", entry.names.get("label", ""))) if entry.kind == "Labelling" else None
        if label is not None and label.values.get("name"):
            labels.setdefault(entry.names.get("content", ""), []).append(label.values["name"].strip())
    space = Known(
        lose=partial(losses.add, path),
        pages=titles,
        files={page: {name: place.removeprefix(root) for name, place in mine.items()} for page, mine in files.items()},
        bodies={page.id: bodies.get(page.id, "") for page in pages},
        users=names,
    )
    made: list[Page] = []
    for place, page in enumerate(sorted(pages, key=_position), 1):
        where = f"{path}#{page.id}"
        lose = partial(losses.add, where)
        author = by_id.get(("ConfluenceUserImpl", page.names.get("lastModifier") or page.names.get("creator", "")))
        private = _RESTRICTED in page.holds
        if private:
            lose("a page for some readers only", "Your site is public; it is a draft.")
        text = Text(
            locale="",
            title=page.values.get("title", "").strip(),
            body=html_of(bodies.get(page.id, ""), replace(space, page=page.id, lose=lose)),
            where=where,
            draft=private or page.values.get("contentStatus", "current").strip() == "draft",
            updated=day_of(page.values.get("lastModificationDate", "").strip()[:10]),
            author=author.values.get("name", "").strip() if author else "",
            tags=tuple(dict.fromkeys(labels.get(page.id, ()))),
            folder=below,
        )
        made.append(Page(page.id, page.names.get("parent", ""), (text,), place))
    tops = [page.key for page in made if not page.parent]
    home = tops[0] if len(tops) == 1 and any(page.parent == tops[0] for page in made) else ""
    shelves = shelve(made, home)
    own = {place.removeprefix(root): (name,) for mine in files.values() for name, place in mine.items()}
    return Export(
        articles=shelves.articles,
        sections=shelves.sections,
        patterns=_PATTERNS,
        families=(".atlassian.net",),
        paths={f"{root}{key}.page": lead for key, lead in shelves.leads.items()},
        attachments=own,
        roots=(below,),
    )


def _is_now(page: Entry) -> bool:
    former = "originalVersion" in page.names or page.values.get("originalVersion", "").strip()
    return (
        not former
        and page.values.get("contentStatus", "current").strip() in ("current", "draft")
        and bool(page.values.get("title"))
    )


def _position(page: Entry) -> tuple[int, str]:
    place = page.values.get("position", "").strip()
    return (int(place) if place.isdigit() else 10**9, page.values.get("title", "").casefold())


def _attachments(found: list[Entry], root: str, folder: Folder) -> dict[str, dict[str, str]]:
    """By page, the file of each attachment's newest version by its name."""
    files: dict[str, dict[str, str]] = {}
    for entry in found:
        if entry.kind != "Attachment" or not _is_now(entry):
            continue
        page = entry.names.get("containerContent") or entry.names.get("content", "")
        name = (entry.values.get("title") or entry.values.get("fileName", "")).strip()
        version = (entry.values.get("version") or entry.values.get("attachmentVersion") or "1").strip()
        place = f"{root}attachments/{page}/{entry.id}/{version}"
        if place not in folder.known:
            inside = [path for path in folder.files if path.startswith(f"{root}attachments/{page}/{entry.id}/")]
            place = max(inside, key=lambda path: (len(path), path), default="")
        if place and name:
            files.setdefault(page, {})[name] = place
    return files
