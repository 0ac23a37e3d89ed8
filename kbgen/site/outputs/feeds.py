"""What programs read: `llms.txt`, `llms-full.txt`, the feed of changes of each locale, and `articles.json`.

Receives the plan and the Markdown copies of articles; returns names and contents. A locale's texts hold what is written in
its language: what it shows untranslated stands in that of the original.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kbgen.articles.article import Article, Status
from kbgen.pages.page import encoded
from kbgen.pages.views import article_url
from kbgen.site.plan import SitePlan

SHORT, FULL, FEED, LIST = "llms.txt", "llms-full.txt", "feed.xml", "articles.json"
LIST_VERSION = 1
# Readers of feeds ask every hour; what is older than the last forty changes has been fetched.
ENTRIES = 40


def text_files(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Everything that follows from titles, descriptions and dates alone."""
    yield LIST, (json.dumps(_list(plan), ensure_ascii=False, indent=1) + "\n").encode()
    yield SHORT, _root(plan).encode()
    for tag in plan.outlines:
        yield f"{tag}/{SHORT}", _short(plan, tag).encode()
        yield f"{tag}/{FEED}", _feed(plan, tag).encode()


def texts_of(plan: SitePlan, tags: Iterable[str], copy: Callable[[str], bytes]) -> Iterator[tuple[str, bytes]]:
    """All articles of each locale of `tags` in one text. `copy` gives the copy at a place in the site."""
    for tag in tags:
        yield f"{tag}/{FULL}", b"\n".join([_header(plan, tag).encode(), *map(copy, copies_in(plan, tag))])


def copies_in(plan: SitePlan, tag: str) -> list[str]:
    """The copies of articles that the text of a locale is put together from, by their places in the site."""
    return [f"{article_url(tag, article.path)}index.md" for article in _own(plan, tag)]


def _own(plan: SitePlan, tag: str) -> list[Article]:
    return [
        article
        for article in plan.outlines[tag].articles.values()
        if article.locale == tag and article.status is not Status.RETIRED
    ]


def _header(plan: SitePlan, tag: str) -> str:
    home = plan.outlines[tag].sections[""]
    description = home.description if home.locale == tag else ""
    return f"# {plan.views[tag].site_name}\n" + (f"\n> {description}\n" if description else "")


def _address(plan: SitePlan, tag: str, url: str) -> str:
    """The full address where the site says its own, else one from the server's root."""
    return plan.views[tag].absolute(url) or f"/{encoded(url)}"


def _root(plan: SitePlan) -> str:
    lines = [f"# {plan.settings.site_name}", "", "## Languages", ""]
    for tag, interface in plan.interfaces.items():
        short, full = (_address(plan, tag, f"{tag}/{name}") for name in (SHORT, FULL))
        lines.append(f"- [{interface.name} ({tag})]({short}): [all texts in one]({full})")
    return "\n".join([*lines, ""])


def _short(plan: SitePlan, tag: str) -> str:
    lines = [_header(plan, tag)]
    sections: dict[str, list[Article]] = {}
    for article in _own(plan, tag):
        sections.setdefault(article.section, []).append(article)
    for path, articles in sections.items():
        title = plan.outlines[tag].sections[path].title or plan.views[tag].site_name
        lines += [f"## {title}", ""]
        for article in articles:
            address = _address(plan, tag, f"{article_url(tag, article.path)}index.md")
            lines.append(f"- [{article.title}]({address}): {article.description}")
        lines.append("")
    return "\n".join(lines)


def _feed(plan: SitePlan, tag: str) -> str:
    dated = sorted(
        (article for article in _own(plan, tag) if article.updated),
        key=lambda each: (each.updated or date.min, each.path),
        reverse=True,
    )[:ENTRIES]
    home, own = _address(plan, tag, f"{tag}/"), _address(plan, tag, f"{tag}/{FEED}")
    views = plan.views[tag]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">',
        f"<title>{escape(views.site_name, quote=False)}</title>",
        f"<id>{_id(plan, tag, home)}</id>",
        f"<updated>{_time(dated[0].updated if dated else None)}</updated>",
        f"<author><name>{escape(views.site_name, quote=False)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>',
        f'<link href="{escape(home)}"/>',
    ]
    for article in dated:
        # An entry is the article, whose id stays when it moves, and not its address.
        lines += [
            "<entry>",
            f"<title>{escape(article.title, quote=False)}</title>",
            f"<id>{_id(plan, tag, article.id)}</id>",
            f"<updated>{_time(article.updated)}</updated>",
            f'<link href="{escape(_address(plan, tag, article_url(tag, article.path)))}"/>',
            f"<summary>{escape(article.description, quote=False)}</summary>",
            *(f'<category term="{escape(name)}"/>' for name in article.tags),
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _id(plan: SitePlan, tag: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"{plan.settings.site_url or plan.settings.site_name} {tag} {name}").urn


def _time(day: date | None) -> str:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _list(plan: SitePlan) -> dict[str, Any]:
    articles = [
        {
            "id": article.id,
            "locale": tag,
            "language": article.locale,
            "url": _address(plan, tag, article_url(tag, article.path)),
            "markdown": _address(plan, tag, f"{article_url(tag, article.path)}index.md"),
            "title": article.title,
            "description": article.description,
            "kind": str(article.kind),
            "status": str(article.status),
            "section": article.section,
            "tags": list(article.tags),
            "updated": article.updated.isoformat() if article.updated else "",
        }
        for tag, outline in plan.outlines.items()
        for article in outline.articles.values()
    ]
    return {"version": LIST_VERSION, "site_name": plan.settings.site_name, "articles": articles}
