"""The files of a site that are no pages: the manifest, sitemaps, robots.txt, scripts' texts, the root page.

Receives the plan; returns names and contents. The same files come out of kbgen's schedule and of MkDocs'.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup

from kbgen.articles.article import Article
from kbgen.pages.page import Alternate
from kbgen.pages.views import article_url
from kbgen.site.plan import Plan
from kbgen.site.templates import Templates

MANIFEST = "kbgen-manifest.json"
MANIFEST_VERSION = 1
# Chooses among the site's languages the first that the browser asks for: exactly, else by its language alone.
CHOOSE = """(function(have,first){var want=navigator.languages||[navigator.language||first],found;
for(var i=0;i<want.length&&!found;i++){found=have.find(function(t){return t.toLowerCase()===want[i].toLowerCase()})||
have.find(function(t){return t.split("-")[0]===want[i].toLowerCase().split("-")[0]})}
location.replace((found||first)+"/"+location.search+location.hash)})(%s,%s)"""
# Shows, on a host that knows one 404 page only, the part in the language of the address.
SHOW = """(function(base){var tag=location.pathname.slice(base.length).split("/")[0],part=document.getElementById("in-"+tag);
if(part){document.documentElement.lang=tag;document.documentElement.dir=part.dir;
document.querySelectorAll("[id^=in-]").forEach(function(p){p.hidden=p!==part})}})(%s)"""


def root_files(plan: Plan, templates: Templates) -> Iterator[tuple[str, bytes]]:
    """`index.html` leads to a language; `404.html` serves hosts that know only one."""
    views = plan.views[plan.settings.default_locale.tag]
    home = views.section(views.outline.sections[""])
    tags = json.dumps(list(plan.views))
    script = CHOOSE % (tags, json.dumps(plan.settings.default_locale.tag))
    page = _root(home, "chooser.html", "", "./", views.absolute(""))
    environment = templates.environment
    yield (
        "index.html",
        environment.get_template(page.template).render({**templates.context(page, None), "script": Markup(script)}).encode(),
    )
    missing = _root(home, "missing.html", "404.html", views.root_path, "")
    parts = [(alternate, each.not_found()) for alternate, each in zip(home.alternates, plan.views.values(), strict=True)]
    context = {
        **templates.context(missing, None),
        "script": Markup(SHOW % json.dumps(views.root_path)),
        "parts": [(alternate, part, plan.interfaces[alternate.tag]) for alternate, part in parts],
    }
    yield missing.url, environment.get_template(missing.template).render(context).encode()


def _root(home: Any, template: str, url: str, base: str, canonical: str) -> Any:
    from dataclasses import replace

    return replace(home, template=template, url=url, base=base, canonical=canonical)


def data_files(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """The manifest, robots.txt and the sitemaps."""
    yield MANIFEST, _json(manifest(plan))
    site = plan.settings.site_url
    robots = ["User-agent: *", "Allow: /"]
    if site:
        robots.append(f"Sitemap: {site}sitemap.xml")
        yield "sitemap.xml", _sitemap_index(plan)
        for tag in plan.outlines:
            yield f"{tag}/sitemap.xml", sitemap(plan, tag)
    yield "robots.txt", ("\n".join(robots) + "\n").encode()


def manifest(plan: Plan) -> dict[str, Any]:
    """What the collector and reports know of the site: locales and, for each, every article that it shows."""
    settings = plan.settings
    locales = [
        {"tag": tag, "name": interface.name, "direction": interface.direction, "url": f"{tag}/"}
        for tag, interface in plan.interfaces.items()
    ]
    articles = [_entry(tag, article) for tag, outline in plan.outlines.items() for article in outline.articles.values()]
    return {
        "version": MANIFEST_VERSION,
        "site_name": settings.site_name,
        "site_url": settings.site_url,
        "source_locale": settings.source_locale,
        "locales": locales,
        "articles": articles,
    }


def _entry(tag: str, article: Article) -> dict[str, Any]:
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


def sitemap(plan: Plan, tag: str) -> bytes:
    """The sitemap of one locale, with the translations of each page as alternates. Untranslated pages are left out."""
    views, outline = plan.views[tag], plan.outlines[tag]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    entries = [(views.section(section), "") for section in outline.sections.values() if section.locale == tag or not section.path]
    entries += [
        (views.article(article), article.updated.isoformat() if article.updated else "")
        for article in outline.articles.values()
        if article.locale == tag
    ]
    for page, changed in entries:
        others = [alternate for alternate in page.alternates if alternate.translated]
        lines.append(f"<url><loc>{escape(views.absolute(page.url))}</loc>")
        lines += [_alternate(views.absolute(other.url), other) for other in others if len(others) > 1]
        lines.append((f"<lastmod>{changed}</lastmod>" if changed else "") + "</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def _alternate(url: str, alternate: Alternate) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{alternate.tag}" href="{escape(url)}"/>'


def _sitemap_index(plan: Plan) -> bytes:
    site = plan.settings.site_url
    places = "".join(f"<sitemap><loc>{escape(site)}{tag}/sitemap.xml</loc></sitemap>\n" for tag in plan.outlines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</sitemapindex>\n'
    ).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
