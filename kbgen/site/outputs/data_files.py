"""The files of a site that are no pages: the manifest, sitemaps, robots.txt, scripts' texts, the root page.

Receives the plan; returns names and contents. The same files come out of kbgen's schedule and of MkDocs'.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any

import orjson

from kbgen.articles.article import Article, Section
from kbgen.manifest import (
    FILE,
    IN_PARTS,
    MOST,
    VERSION,
    Manifest,
    ManifestArticle,
    ManifestLocale,
    ManifestPart,
    ManifestSection,
    digest,
)
from kbgen.pages.lists.parts import numbered
from kbgen.pages.page import encoded
from kbgen.pages.views import article_url, section_url
from kbgen.site.outputs.in_app import offered
from kbgen.site.plan import SitePlan
from kbgen.site.theme.templates import Templates

# sitemaps.org: no more addresses and bytes in one file, here with some room.
MOST_IN_SITEMAP, MOST_BYTES_IN_SITEMAP = 50_000, 50_000_000
_SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
)


def root_files(plan: SitePlan, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """`index.html` leads to a language; `404.html` serves hosts that know only one."""
    default = plan.settings.default_locale.tag
    views = plan.views[default]
    home = plan.lists[default].home()
    chooser = replace(home, template="chooser.html", url="", base="./", canonical=views.absolute(""))
    yield chooser.file, templates.render(chooser).encode()
    missing = replace(home, template="missing.html", url="404.html", base=views.root_path, canonical="")
    parts = [(alternate, plan.views[alternate.tag].not_found(), plan.interfaces[alternate.tag]) for alternate in home.alternates]
    yield missing.file, templates.render_with(missing, parts=parts).encode()


def data_files(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """The manifest, robots.txt and the sitemaps."""
    yield from manifest_files(plan)
    site = plan.settings.site_url
    robots = ["User-agent: *", "Allow: /"]
    if site:
        robots.append(f"Sitemap: {site}sitemap.xml")
        sitemaps = dict(sitemap_files(plan))
        yield "sitemap.xml", _sitemap_index(plan, sitemaps)
        yield from sitemaps.items()
    if "robots.txt" not in plan.files:
        yield "robots.txt", ("\n".join(robots) + "\n").encode()


def manifest_files(plan: SitePlan, most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """The manifest, and where it has more than `most` articles, the files with the others."""
    whole = manifest(plan)
    articles = whole["articles"]
    if len(articles) <= most:
        yield FILE, with_articles(whole)
        return
    parts: list[ManifestPart] = []
    for number, start in enumerate(range(most, len(articles), most), 2):
        name, content = numbered(FILE, number), with_articles({"articles": articles[start : start + most]})
        parts.append({"file": name, "digest": digest(content)})
        yield name, content
    yield FILE, with_articles({**whole, "version": IN_PARTS, "parts": parts, "articles": articles[:most]})


def manifest(plan: SitePlan) -> Manifest:
    """What the collector and reports know of the site: locales and, for each, every article that it shows."""
    settings = plan.settings
    locales: list[ManifestLocale] = [
        {
            "tag": tag,
            "name": interface.name,
            "direction": interface.direction,
            "url": f"{tag}/",
            "calendar": interface.locale.calendar,
            "digits": settings.locale(tag).digits,
        }
        for tag, interface in plan.interfaces.items()
    ]
    articles = [_entry(tag, article) for tag, outline in plan.outlines.items() for article in outline.articles.values()]
    found: Manifest = {
        "version": VERSION,
        "site_name": settings.site_name,
        "site_url": settings.site_url,
        "source_locale": settings.source_locale,
        "locales": locales,
        "articles": articles,
    }
    if plan.screens:
        outline = plan.outlines[settings.source_locale]
        found["screens"] = {screen.pattern: len(offered(screen, outline)) for screen in plan.screens}
    if plan.campaigns:
        found["campaigns"] = list(plan.campaigns)
    if sections := [_section(plan, tag, section) for tag, outline in plan.outlines.items() for section in outline.told]:
        found["sections"] = sections
    return found


def _section(plan: SitePlan, tag: str, section: Section) -> ManifestSection:
    return {
        "id": section.id,
        "locale": tag,
        "path": section.file,
        "url": section_url(tag, section.path),
        "title": section.title or plan.views[tag].site_name,
        "language": section.locale,
    }


def _entry(tag: str, article: Article) -> ManifestArticle:
    return {
        "id": article.id,
        "locale": tag,
        "path": article.path,
        "url": article_url(tag, article.path),
        "title": article.title,
        "kind": str(article.kind),
        "owner": article.owner,
        "updated": article.updated.isoformat() if article.updated else "",
        "language": article.locale,
    }


def sitemap_files(plan: SitePlan, most: int = MOST_IN_SITEMAP) -> Iterator[tuple[str, bytes]]:
    """The sitemaps of each locale: one, or as many as it takes to keep to what the protocol allows."""
    for tag in plan.outlines:
        parts: list[list[str]] = [[]]
        size = 0
        for entry in _sitemap_entries(plan, tag):
            # ASCII: addresses are encoded.
            if parts[-1] and (len(parts[-1]) == most or size + len(entry) > MOST_BYTES_IN_SITEMAP):
                parts.append([])
                size = 0
            parts[-1].append(entry)
            size += len(entry) + 1
        for number, entries in enumerate(parts, 1):
            name = f"{tag}/sitemap.xml"
            lines = [*_SITEMAP, *entries, "</urlset>", ""]
            yield name if number == 1 else numbered(name, number), "\n".join(lines).encode()


def _sitemap_entries(plan: SitePlan, tag: str) -> Iterator[str]:
    """The pages of one locale, with the translations of each as alternates. Untranslated pages are left out."""
    outline = plan.outlines[tag]
    for path, section in outline.sections.items():
        if section.locale == tag or not path:
            languages = {other: each.sections[path].locale if path else other for other, each in plan.outlines.items()}
            yield _entry_of(plan, tag, section_url, path, languages, "")
    for path, article in outline.articles.items():
        if article.locale == tag:
            changed = article.updated.isoformat() if article.updated else ""
            languages = {other: each.articles[path].locale for other, each in plan.outlines.items()}
            yield _entry_of(plan, tag, article_url, path, languages, changed)


def _entry_of(
    plan: SitePlan, tag: str, url_of: Callable[[str, str], str], path: str, languages: Mapping[str, str], changed: str
) -> str:
    site = plan.settings.site_url
    own = {other: escape(site + encoded(url_of(other, path))) for other, language in languages.items() if language == other}
    lines = [f"<url><loc>{own[tag]}</loc>"]
    if len(own) > 1:
        lines += [f'<xhtml:link rel="alternate" hreflang="{other}" href="{url}"/>' for other, url in own.items()]
    return "\n".join([*lines, (f"<lastmod>{changed}</lastmod>" if changed else "") + "</url>"])


def _sitemap_index(plan: SitePlan, names: Iterable[str]) -> bytes:
    site = plan.settings.site_url
    places = "".join(f"<sitemap><loc>{escape(site)}{name}</loc></sitemap>\n" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</sitemapindex>\n'
    ).encode()


def with_articles(value: Mapping[str, Any]) -> bytes:
    """`value` as JSON, its `articles` behind everything else."""
    # One article a line: a difference can be read, and json's fast encoder, which does not indent, does the work.
    head = {name: each for name, each in value.items() if name != "articles"}
    beginning = json.dumps(head, ensure_ascii=False)[:-1] + (", " if head else "")
    rows = b",\n".join(map(orjson.dumps, value["articles"]))
    return b'%s"articles": [\n%s\n]}\n' % (beginning.encode(), rows)
