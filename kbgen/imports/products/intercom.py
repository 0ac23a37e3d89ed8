"""Reads saved pages of Intercom's API: articles, collections and who wrote them.

Receives a `Folder` with JSON of `/articles`, `/help_center/collections` and `/admins` (the field names are those of
Intercom's API reference); returns an `Export`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.records import ApiRecord, read_records
from kbgen.imports.web import hosts_of

KINDS = ("articles", "collections", "sections", "admins")
# https://intercom.help/acme/en/articles/123-title, https://help.acme.example/en/articles/123-title
PATTERNS = (
    re.compile(r"/articles/(?P<article>\d+)"),
    re.compile(r"/collections/(?P<collection>\d+)"),
    re.compile(r"/sections/(?P<section>\d+)"),
)
_SHORT = re.compile(r"(/(?:articles|collections|sections)/\d+)-.*")


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Everything that the folder holds of an Intercom help center."""
    records = read_records(folder, KINDS, losses)
    names = {record.id("id"): record.text("name") for record in records["admins"]}
    sections = [
        _section(kind, record)
        for kind, plural in (("collection", "collections"), ("section", "sections"))
        for record in _newest(records[plural], losses)
    ]
    known = {section.key: section.parent for section in sections}
    articles = [_article(record, known, names, losses) for record in _newest(records["articles"], losses)]
    hosts = hosts_of(address for article in articles for text in article.texts for address in text.addresses)
    return Export(tuple(articles), tuple(sections), patterns=PATTERNS, hosts=hosts, families=("intercom.help",))


def _newest(records: list[ApiRecord], losses: Losses) -> list[ApiRecord]:
    found: dict[str, ApiRecord] = {}
    for record in records:
        number = record.id("id")
        if not number:
            losses.add(record.file, record.text("title", "name") or "a record", "It has no id.")
        elif number not in found or record.number("updated_at") >= found[number].number("updated_at"):
            found[number] = record
    return list(found.values())


def _article(record: ApiRecord, known: Mapping[str, str], names: dict[str, str], losses: Losses) -> ForeignArticle:
    number = record.id("id")
    where = f"{record.file} article {number}"
    # `parent_id` may name a collection or, in older exports, a section.
    kind = record.text("parent_type") or "collection"
    parents = [f"{kind}/{parent}" for parent in dict.fromkeys([record.id("parent_id"), *record.texts("parent_ids")]) if parent]
    section = next((parent for parent in parents if parent in known), parents[0] if parents else "")
    # An article in a collection inside another names both.
    above, outer = set[str](), section
    while outer and outer not in above:
        above.add(outer)
        outer = known.get(outer, "")
    for parent in parents:
        if parent not in above and parent in known:
            losses.add(where, f"also in {parent}", "An article has one place; link to it from the other section.")
    editions = {record.text("default_locale"): record}
    translated = record.values.get("translated_content")
    for locale, values in sorted(translated.items()) if isinstance(translated, dict) else ():
        if isinstance(values, dict):
            editions.setdefault(locale, ApiRecord(values, record.file))
    # Without a default locale the main text is that translation which has the same title.
    if "" in editions and any(locale and edition.text("title") == record.text("title") for locale, edition in editions.items()):
        del editions[""]
    texts = tuple(_text(locale, edition, names, where) for locale, edition in editions.items())
    return ForeignArticle(f"article/{number}", section, texts, order=record.number("order"))


def _text(locale: str, record: ApiRecord, names: dict[str, str], where: str) -> Text:
    author, address = record.id("author_id"), record.text("url")
    return Text(
        locale=locale,
        title=record.text("title"),
        description=record.text("description"),
        body=record.text("body") or _blocks(record.records("body") or record.records("json_blocks")),
        where=where,
        draft=record.text("state") != "published",
        updated=record.day("updated_at", "created_at"),
        author=names.get(author, "") or author,
        addresses=tuple(dict.fromkeys([address, _SHORT.sub(r"\1", address)])) if address else (),
    )


def _blocks(blocks: list[ApiRecord]) -> str:
    """HTML of a text that was saved as the editor's blocks; their words are HTML already."""
    out = []
    for block in blocks:
        kind, words = block.text("type").casefold(), block.text("text", "content")
        inner = _blocks(block.records("content") or block.records("blocks"))
        items = "".join(f"<li>{item}</li>" for item in block.texts("items")) or "".join(
            f"<li>{item.text('text')}{_blocks(item.records('content'))}</li>" for item in block.records("items")
        )
        address = html.escape(block.text("url", "linkUrl", "embedUrl"))
        if kind.startswith(("heading", "subheading")):
            out.append(f"<{'h3' if kind.startswith('sub') else 'h2'}>{words}</{'h3' if kind.startswith('sub') else 'h2'}>")
        elif items:
            name = "ol" if "unordered" not in kind and "ordered" in kind else "ul"
            out.append(f"<{name}>{items}</{name}>")
        elif kind == "code":
            out.append(f"<pre><code>{words}</code></pre>")
        elif kind == "image":
            out.append(f'<p><img src="{address}" alt="{html.escape(block.text("altText", "title"))}"></p>')
        elif kind == "video":
            out.append(f'<iframe src="{address}"></iframe>')
        elif address:
            out.append(f'<p><a href="{address}">{words or address}</a></p>')
        elif kind == "callout":
            out.append(f'<div class="callout note">{inner or f"<p>{words}</p>"}</div>')
        elif kind == "collapsiblesection":
            summary = block.values.get("summary")
            said = str(summary.get("text") or "") if isinstance(summary, dict) else block.text("summary", "title")
            out.append(f"<details><summary>{said}</summary>{inner}</details>")
        else:
            out.append(inner or f"<p>{words}</p>")
    return "\n".join(out)


def _section(kind: str, record: ApiRecord) -> ForeignSection:
    where = f"{record.file} {kind} {record.id('id')}"
    editions = {record.text("default_locale"): record}
    translated = record.values.get("translated_content")
    for locale, values in sorted(translated.items()) if isinstance(translated, dict) else ():
        if isinstance(values, dict):
            editions.setdefault(locale, ApiRecord(values, record.file))
    address = record.text("url")
    texts = tuple(
        Text(
            locale=locale,
            title=edition.text("name"),
            description=edition.text("description"),
            where=where,
            addresses=(address, _SHORT.sub(r"\1", address)) if address and edition is record else (),
        )
        for locale, edition in editions.items()
    )
    parent = record.id("parent_id")
    return ForeignSection(
        f"{kind}/{record.id('id')}", f"collection/{parent}" if parent else "", texts, order=record.number("order")
    )
