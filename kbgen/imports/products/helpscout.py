"""Reads saved pages of Help Scout's Docs API: collections, categories, articles, redirects.

Receives a `Folder` with JSON of `/v1/collections`, `/v1/collections/…/categories`, `/v1/articles/…`, `/v1/redirects/…`
(the field names are those of the Docs API reference); returns an `Export`. A Docs site has one language and does not
name it, so every text is in the locale that the command line says.
"""

from __future__ import annotations

import html
import re

from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.records import ApiRecord, read_records
from kbgen.imports.web import hosts_of

KINDS = ("articles", "collections", "categories", "redirects", "users")
# Public addresses hold the number, the API's records refer to each other by id.
PATTERNS = (
    re.compile(r"/article/(?P<article>\d+)"),
    re.compile(r"/category/(?P<category>\d+)"),
    re.compile(r"/collection/(?P<collection>\d+)"),
)


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Everything that the folder holds of a Help Scout Docs site."""
    records = read_records(folder, KINDS, losses)
    articles, collections, categories = (_merged(records[kind], losses) for kind in ("articles", "collections", "categories"))
    keys = {number: _key("article", record) for number, record in articles.items()}
    sections = {number: _key("collection", record) for number, record in collections.items()}
    sections |= {number: _key("category", record) for number, record in categories.items()}
    redirects: dict[str, list[str]] = {}
    for record in records["redirects"]:
        target = record.id("documentId") or _document(record.text("redirect"), keys | sections)
        if target in keys | sections:
            redirects.setdefault(target, []).append(record.text("urlMapping"))
        else:
            losses.add(record.file, f"redirect {record.text('urlMapping')}", "It leads to nothing that is imported.")
    names = {record.id("id"): f"{record.text('firstName')} {record.text('lastName')}".strip() for record in records["users"]}
    private = {number for number, record in collections.items() if record.text("visibility") == "private"}
    found = [
        _article(number, record, keys, sections, names, redirects.get(number, []), record.id("collectionId") in private, losses)
        for number, record in articles.items()
    ]
    groups = [_section("collection", record, "", redirects.get(number, [])) for number, record in collections.items()]
    groups += [
        _section("category", record, sections.get(record.id("collectionId"), ""), redirects.get(number, []))
        for number, record in categories.items()
    ]
    hosts = hosts_of(record.text("publicUrl") for record in articles.values())
    return Export(tuple(found), tuple(groups), patterns=PATTERNS, hosts=hosts)


def _document(address: str, keys: dict[str, str]) -> str:
    """The id of what an address of the old help center shows: a redirect of one's own names only that."""
    named = next((found for pattern in PATTERNS if (found := pattern.search(address))), None)
    key = next((f"{kind}/{number}" for kind, number in named.groupdict().items() if number), "") if named else ""
    return next((number for number, known in keys.items() if key and known == key), "")


def _merged(records: list[ApiRecord], losses: Losses) -> dict[str, ApiRecord]:
    """Records by id. A list's short form and the full object of one article become one record."""
    found: dict[str, ApiRecord] = {}
    for record in records:
        number = record.id("id")
        if not number:
            losses.add(record.file, record.text("name") or "a record", "It has no id.")
            continue
        other = found.get(number)
        newer = other is None or (bool(record.text("text")), record.text("updatedAt")) >= (
            bool(other.text("text")),
            other.text("updatedAt"),
        )
        first, second = (other, record) if newer else (record, other)
        found[number] = ApiRecord({**(first.values if first else {}), **(second.values if second else {})}, (second or record).file)
    return found


def _key(kind: str, record: ApiRecord) -> str:
    return f"{kind}/{record.id('number', 'id')}"


def _article(
    number: str,
    record: ApiRecord,
    keys: dict[str, str],
    sections: dict[str, str],
    names: dict[str, str],
    redirects: list[str],
    private: bool,
    losses: Losses,
) -> ForeignArticle:
    where = f"{record.file} article {record.id('number', 'id')}"
    if "text" not in record.values:
        losses.add(where, "text", "The list of articles holds no texts. Save /v1/articles/{id} of each article too.")
    if record.flag("hasDraft"):
        losses.add(where, "unpublished changes", "The API gives the published text; publish or copy the changes.")
    if private:
        losses.add(where, "who may read it", "The collection is private; the article is imported as a draft.")
    categories = [sections[category] for category in record.texts("categories") if category in sections]
    for category in record.texts("categories"):
        if category not in sections:
            losses.add(where, f"category {category}", "The export holds no categories page that names it.")
    for extra in categories[1:]:
        losses.add(where, f"also in {extra}", "An article has one place; link to it from the other section.")
    address, author = record.text("publicUrl"), record.id("updatedBy", "createdBy")
    text = Text(
        locale="",
        title=html.unescape(record.text("name")),
        body=record.text("text"),
        where=where,
        draft=private or record.text("status") != "published",
        updated=record.day("lastPublishedAt", "updatedAt", "createdAt"),
        author=names.get(author, "") or author,
        keywords=record.texts("keywords"),
        addresses=tuple(item for item in dict.fromkeys([address, *redirects]) if item),
    )
    section = categories[0] if categories else sections.get(record.id("collectionId"), "")
    related = tuple(keys[item] for item in record.texts("related") if item in keys)
    return ForeignArticle(_key("article", record), section, (text,), order=record.number("order"), related=related)


def _section(kind: str, record: ApiRecord, parent: str, redirects: list[str]) -> ForeignSection:
    text = Text(
        locale="",
        title=html.unescape(record.text("name")),
        description=record.text("description"),
        where=f"{record.file} {kind} {record.id('number', 'id')}",
        addresses=tuple(item for item in dict.fromkeys([record.text("publicUrl"), *redirects]) if item),
    )
    return ForeignSection(_key(kind, record), parent, (text,), order=record.number("order"))
