"""Reads saved pages of Freshdesk's API: solution categories, folders, articles, and the agents who wrote them.

Receives a `Folder` with JSON of `/api/v2/solutions/categories`, `…/folders`, `…/articles` and their translations (the field
names are those of the API reference); returns an `Export`. What Freshdesk shows to some readers only becomes a draft, and so
does an article whose folder is not in the export: only the folder says who may read it.
"""

from __future__ import annotations

import re

from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.records import ApiRecord, newest_by_id, read_records, with_files
from kbgen.imports.web import parts_of

KINDS = ("categories", "folders", "articles", "agents")
PATTERNS = (
    re.compile(r"/solutions/articles/(?P<article>\d+)"),
    re.compile(r"/solutions/folders/(?P<folder>\d+)"),
    re.compile(r"/solutions/(?:categories/)?(?P<category>\d+)"),
)
PUBLISHED, EVERYBODY = 2, 1


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Everything that the folder holds of a Freshdesk portal."""
    records = read_records(folder, KINDS, losses)
    names = {record.id("id"): _name(record) for record in records["agents"]}
    categories, folders, articles = (
        newest_by_id(records[kind], losses, _language) for kind in ("categories", "folders", "articles")
    )
    found = [_article(number, versions, folders, names, losses) for number, versions in articles.items()]
    sections = [_section(f"category/{number}", "", versions) for number, versions in categories.items()]
    for number, versions in folders.items():
        above = versions[0].id("parent_folder_id")
        parent = f"folder/{above}" if above in folders else _category(versions[0], articles, number)
        sections.append(_section(f"folder/{number}", parent, versions))
    files = {
        parts_of(file.text("attachment_url"))[1]: (f"{file.id('id')}/{file.text('name')}", file.text("name"))
        for article in records["articles"]
        for file in article.records("attachments")
        if file.text("attachment_url")
    }
    return Export(tuple(found), tuple(sections), patterns=PATTERNS, families=(".freshdesk.com",), attachments=files)


def _name(agent: ApiRecord) -> str:
    contact = agent.values.get("contact")
    return str(contact.get("name") or "") if isinstance(contact, dict) else agent.text("name")


def _language(record: ApiRecord) -> str:
    """The language that a record names, or that of the folder in its hierarchy."""
    named = record.text("language", "language_code")
    if named:
        return named
    for level in record.records("hierarchy"):
        data = level.values.get("data")
        if isinstance(data, dict) and isinstance(data.get("language"), str):
            return str(data["language"])
    return ""


def _category(folder: ApiRecord, articles: dict[str, list[ApiRecord]], number: str) -> str:
    """A folder does not always say its category; its articles do."""
    own = folder.id("category_id")
    if not own:
        inside = (version for versions in articles.values() for version in versions if version.id("folder_id") == number)
        own = next((found for version in inside if (found := version.id("category_id"))), "")
    return f"category/{own}" if own else ""


def _article(
    number: str, versions: list[ApiRecord], folders: dict[str, list[ApiRecord]], names: dict[str, str], losses: Losses
) -> ForeignArticle:
    main = versions[0]
    where = f"{main.file} article {number}"
    place = main.id("folder_id")
    holders = folders.get(place, [])
    restricted = any(holder.number("visibility") != EVERYBODY for holder in holders)
    if restricted:
        losses.add(where, "who may read it", "kbgen's sites are public; the article is imported as a draft.")
    elif not holders:
        losses.add(where, f"folder {place}", "It is not in the export, so nobody knows who may read the article; it is a draft.")
    votes = sum(version.number("thumbs_up") + version.number("thumbs_down") for version in versions)
    if votes:
        losses.add(where, "votes", f"{votes} votes stay behind: they judge the old page.")
    texts = tuple(_text(number, version, names, where, draft=restricted or not holders) for version in versions)
    return ForeignArticle(f"article/{number}", f"folder/{place}" if holders else "", texts, order=main.number("position"))


def _text(number: str, record: ApiRecord, names: dict[str, str], where: str, *, draft: bool) -> Text:
    seo = record.values.get("seo_data")
    said = ApiRecord(seo, record.file) if isinstance(seo, dict) else ApiRecord({}, record.file)
    keywords = said.texts("meta_keywords") or tuple(word.strip() for word in said.text("meta_keywords").split(",") if word.strip())
    author = record.id("agent_id")
    return Text(
        locale=_language(record),
        title=record.text("title"),
        description=said.text("meta_description"),
        body=with_files(
            record.text("description"),
            ((file.text("name") or "file", file.text("attachment_url")) for file in record.records("attachments")),
        ),
        where=where,
        draft=draft or record.number("status") != PUBLISHED,
        updated=record.day("updated_at", "created_at"),
        author=names.get(author, "") or author,
        tags=record.texts("tags"),
        keywords=keywords,
        addresses=(f"/support/solutions/articles/{number}",),
    )


def _section(key: str, parent: str, versions: list[ApiRecord]) -> ForeignSection:
    kind, _, number = key.partition("/")
    address = f"/support/solutions/folders/{number}" if kind == "folder" else f"/support/solutions/{number}"
    texts = tuple(
        Text(
            locale=_language(version),
            title=version.text("name"),
            description=version.text("description"),
            where=f"{version.file} {kind} {number}",
            addresses=(address,),
        )
        for version in versions
    )
    return ForeignSection(key, parent, texts, order=versions[0].number("position"))
