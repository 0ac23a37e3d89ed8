"""Reads saved pages of Zendesk's Help Center API.

Receives a `Folder` with JSON of `/api/v2/help_center/…` (categories, sections, articles, translations, article
attachments, users, content tags; the field names are those of Zendesk's API reference) and, if wanted, the attachments'
files; returns an `Export`. Pages may overlap and come in any order: the newest of two records with one id counts.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.products.records import ApiRecord, newest_by_id, read_records, with_files
from kbgen.imports.web import hosts_of, parts_of

KINDS = ("categories", "sections", "articles", "translations", "article_attachments", "users", "content_tags")
PATTERNS = (
    re.compile(r"/hc/(?:[^/?#]+/)?articles/(?P<article>\d+)"),
    re.compile(r"/hc/(?:[^/?#]+/)?sections/(?P<section>\d+)"),
    re.compile(r"/hc/(?:[^/?#]+/)?categories/(?P<category>\d+)"),
)
_NAMED = re.compile(r"(/article_attachments/\d+)/[^/]+$")
_SHORT = re.compile(r"(/(?:articles|sections|categories)/\d+)-.*")


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Everything that the folder holds of a Zendesk help center."""
    records = read_records(folder, KINDS, losses)
    translations = _translations(records, losses)
    names = {record.id("id"): record.text("name") for record in records["users"]}
    tags = {record.id("id"): record.text("name") for record in records["content_tags"]}
    closed = {record.id("id") for record in records["sections"] if _is_closed(record)}
    files = _files(records["article_attachments"])
    articles = [
        _article(f"article/{number}", versions, translations, names, tags, closed, files, losses)
        for number, versions in newest_by_id(records["articles"], losses, _locale).items()
    ]
    sections = [
        _section(kind, number, versions, translations)
        for kind, plural in (("category", "categories"), ("section", "sections"))
        for number, versions in newest_by_id(records[plural], losses, _locale).items()
    ]
    hosts = hosts_of(address for article in articles for text in article.texts for address in text.addresses)
    return Export(
        articles=tuple(articles),
        sections=tuple(sections),
        patterns=PATTERNS,
        hosts=hosts,
        families=(".zendesk.com",),
        attachments=_attachments(records["article_attachments"]),
    )


def _locale(record: ApiRecord) -> str:
    return record.text("locale")


def _translations(records: dict[str, list[ApiRecord]], losses: Losses) -> dict[tuple[str, str], dict[str, ApiRecord]]:
    """Translations by (`article`, id) and locale: those of pages of their own and those loaded along with an article."""
    found: dict[tuple[str, str], dict[str, ApiRecord]] = {}
    for record in records["translations"]:
        kind, source = record.text("source_type").lower(), record.id("source_id")
        if not kind or not source or not record.text("locale"):
            losses.add(record.file, f"translation {record.id('id')}", "It does not say what it translates.")
            continue
        found.setdefault((kind, source), {})[record.text("locale")] = record
    for kind, plural in (("article", "articles"), ("section", "sections"), ("category", "categories")):
        for owner in records[plural]:
            for record in owner.records("translations"):
                found.setdefault((kind, owner.id("id")), {}).setdefault(record.text("locale"), record)
    return found


def _is_closed(section: ApiRecord) -> bool:
    """Whether not everybody may read a section, as help centers of the older kind say it."""
    policy = section.values.get("access_policy")
    return isinstance(policy, dict) and policy.get("viewable_by") not in ("everybody", None)


def _article(
    key: str,
    versions: list[ApiRecord],
    translations: dict[tuple[str, str], dict[str, ApiRecord]],
    names: dict[str, str],
    tags: dict[str, str],
    closed: set[str],
    files: dict[str, list[ApiRecord]],
    losses: Losses,
) -> ForeignArticle:
    number = key.partition("/")[2]
    main = next((record for record in versions if record.text("locale") == record.text("source_locale")), versions[0])
    where = f"{main.file} article {number}"
    restricted = main.values.get("user_segment_id") or main.values.get("user_segment_ids") or main.id("section_id") in closed
    if restricted:
        losses.add(where, "who may read it", "kbgen's sites are public; the article is imported as a draft.")
    if main.number("vote_count"):
        losses.add(where, "votes", f"{main.number('vote_count')} votes stay behind: they judge the old page.")
    labels = [*main.texts("label_names")]
    for tag in main.texts("content_tag_ids"):
        if tag in tags:
            labels.append(tags[tag])
        else:
            losses.add(where, f"content tag {tag}", "The export holds no content_tags page that names it.")
    texts: dict[str, Text] = {}
    others = translations.get(("article", number), {})
    for record in [main, *versions, *others.values()]:
        locale = record.text("locale")
        if locale in texts:
            continue
        edition = others.get(locale, record)
        if edition.flag("outdated"):
            losses.add(where, f"{locale}: marked as outdated", "Bring the translation up to date after the import.")
        texts[locale] = Text(
            locale=locale,
            title=edition.text("title", "name") or record.text("title", "name"),
            body=with_files(
                edition.text("body") or record.text("body"),
                (
                    (file.text("display_file_name", "file_name") or "file", file.text("content_url"))
                    for file in files.get(number, ())
                    if file.text("locale") in ("", locale)
                ),
            ),
            where=f"{edition.file} article {number}",
            draft=bool(restricted) or edition.flag("draft") or edition.flag("hidden"),
            updated=record.day("edited_at") or edition.day("updated_at", "created_at"),
            author=names.get(main.id("author_id"), "") or main.id("author_id"),
            tags=tuple(dict.fromkeys(labels)),
            addresses=_addresses(edition, record, "articles", number),
        )
    return ForeignArticle(
        key,
        f"section/{main.id('section_id')}" if main.id("section_id") else "",
        tuple(texts.values()),
        order=main.number("position"),
        featured=main.flag("promoted"),
    )


def _addresses(edition: ApiRecord, record: ApiRecord, plural: str, number: str) -> tuple[str, ...]:
    address = edition.text("html_url") or record.text("html_url")
    if not address:
        locale = edition.text("locale")
        return (f"/hc/{locale}/{plural}/{number}",) if locale else ()
    # People copy the short form, and Zendesk answers to both.
    return tuple(dict.fromkeys([address, _SHORT.sub(r"\1", address)]))


def _section(
    kind: str, number: str, versions: list[ApiRecord], translations: dict[tuple[str, str], dict[str, ApiRecord]]
) -> ForeignSection:
    main = next((record for record in versions if record.text("locale") == record.text("source_locale")), versions[0])
    plural = "categories" if kind == "category" else "sections"
    texts: dict[str, Text] = {}
    for record in [main, *versions, *translations.get((kind, number), {}).values()]:
        texts.setdefault(
            record.text("locale"),
            Text(
                locale=record.text("locale"),
                title=record.text("name", "title"),
                description=record.text("description", "body"),
                where=f"{record.file} {kind} {number}",
                addresses=_addresses(record, main, plural, number),
            ),
        )
    parent = main.id("parent_section_id")
    category = main.id("category_id")
    enclosing = f"section/{parent}" if parent else f"category/{category}" if category and kind == "section" else ""
    return ForeignSection(f"{kind}/{number}", enclosing, tuple(texts.values()), order=main.number("position"))


def _files(records: list[ApiRecord]) -> dict[str, list[ApiRecord]]:
    """By article, the files that Zendesk lists below its text: those that stand in the text say that they are inline."""
    found: dict[str, list[ApiRecord]] = {}
    for record in records:
        if record.values.get("inline") is False:
            found.setdefault(record.id("article_id"), []).append(record)
    return found


def _attachments(records: list[ApiRecord]) -> dict[str, tuple[str, ...]]:
    """For the path of each attachment's address, the names under which its file may have been saved, the surest first."""
    found: dict[str, tuple[str, ...]] = {}
    for record in records:
        name, number = record.text("display_file_name", "file_name"), record.id("id")
        for address in (record.text("content_url"), record.text("relative_path")):
            # Texts name an attachment with the name of its file behind its number or without.
            for path in {parts_of(address)[1], _NAMED.sub(r"\1", parts_of(address)[1])} if address else ():
                found[unquote(path)] = (f"{number}/{name}", f"{number}-{name}", f"{number}_{name}", number, name)
    return found
