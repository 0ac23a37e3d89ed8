"""What programs read: `llms.txt`, `llms-full.txt`, the feed of changes of each locale, and `articles.json`.

Receives the plan and the Markdown copies of articles; returns names and contents. A locale's texts hold what is written in
its language: what it shows untranslated stands in that of the original.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kbgen.articles.article import Article, Section, Status
from kbgen.pages.lists.parts import numbered
from kbgen.pages.page import encoded
from kbgen.pages.views import article_url, section_url
from kbgen.site.outputs.data_files import with_articles
from kbgen.site.plan import SitePlan

SHORT, FULL, FEED, LIST = "llms.txt", "llms-full.txt", "feed.xml", "articles.json"
LIST_VERSION = 1
# Articles in one file: about 3 MB of facts, 4 MB of texts. Larger sites have several, which the first names.
LISTED, TEXTS = 5000, 1000
# Readers of feeds ask every hour; what is older than the last forty changes has been fetched.
ENTRIES = 40


def text_files(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """Everything that follows from titles, descriptions and dates alone."""
    yield from list_files(plan)
    yield SHORT, _root(plan).encode()
    for tag in plan.outlines:
        yield from short_files(plan, tag)
        yield f"{tag}/{FEED}", _feed(plan, tag).encode()


def whole_texts(plan: SitePlan, most: int = TEXTS) -> dict[str, tuple[str, list[str]]]:
    """The files that hold articles with their text: for each its locale, and the places in the site of the copies of articles that
    it is put together from."""
    found = {}
    for tag in plan.outlines:
        parts = _parts(plan, tag, most)
        for number, articles in enumerate(parts, 1):
            name = f"{tag}/{FULL}" if len(parts) == 1 else numbered(f"{tag}/{FULL}", number)
            found[name] = tag, [_copy(tag, entry) for entry in articles]
    return found


def whole_text(plan: SitePlan, tag: str, copies: Iterable[str], copy: Callable[[str], bytes]) -> bytes:
    """One of them. `copy` gives the copy at a place in the site."""
    return b"\n".join([_header(plan, tag).encode(), *map(copy, copies)])


def _copy(tag: str, entry: Article | Section) -> str:
    """Where the Markdown copy of an entry is."""
    return (section_url(tag, entry.path) if isinstance(entry, Section) else article_url(tag, entry.path)) + "index.md"


def _folder(entry: Article | Section) -> str:
    return entry.path if isinstance(entry, Section) else entry.section


def _parts(plan: SitePlan, tag: str, most: int) -> list[list[Article | Section]]:
    """The articles of a locale in reading order, which is by section, as many to a file as it may hold; before those of a section
    its own text, if it has one."""
    articles: dict[str, list[Article]] = {}
    for article in _own(plan, tag):
        articles.setdefault(article.section, []).append(article)
    own: list[Article | Section] = []
    for path, section in plan.outlines[tag].sections.items():
        own += [section] if section.has_text and section.locale == tag else []
        own += articles.get(path, [])
    return [own[start : start + most] for start in range(0, len(own), most)] or [[]]


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


def short_files(plan: SitePlan, tag: str, most: int = TEXTS) -> Iterator[tuple[str, bytes]]:
    """The articles of a locale by section. A large one has them in parts; what leads to those and to their texts is at the
    addresses of the whole."""
    name, parts = f"{tag}/{SHORT}", _parts(plan, tag, most)
    if len(parts) == 1:
        yield name, _short(plan, tag, parts[0]).encode()
        return
    for file in (SHORT, FULL):
        lines = [_header(plan, tag), "## Parts", ""]
        for number, articles in enumerate(parts, 1):
            first, last = (_section_title(plan, tag, _folder(entry)) for entry in (articles[0], articles[-1]))
            title = first if first == last else f"{first} – {last}"
            short, full = (_address(plan, tag, numbered(f"{tag}/{each}", number)) for each in (SHORT, FULL))
            more = f", [all texts in one]({full})" if file == SHORT else ""
            lines.append(f"- [{title}]({short if file == SHORT else full}): {len(articles)} texts{more}")
        yield f"{tag}/{file}", "\n".join([*lines, ""]).encode()
    for number, articles in enumerate(parts, 1):
        yield numbered(name, number), _short(plan, tag, articles).encode()


def _section_title(plan: SitePlan, tag: str, path: str) -> str:
    return plan.outlines[tag].sections[path].title or plan.views[tag].site_name


def _short(plan: SitePlan, tag: str, shown: Iterable[Article | Section]) -> str:
    lines = [_header(plan, tag)]
    sections: dict[str, list[Article | Section]] = {}
    for entry in shown:
        sections.setdefault(_folder(entry), []).append(entry)
    for path, entries in sections.items():
        lines += [f"## {_section_title(plan, tag, path)}", ""]
        for entry in entries:
            title = entry.title or _section_title(plan, tag, path)
            described = f": {entry.description}" if entry.description or isinstance(entry, Article) else ""
            lines.append(f"- [{title}]({_address(plan, tag, _copy(tag, entry))}){described}")
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


def list_files(plan: SitePlan, most: int = LISTED) -> Iterator[tuple[str, bytes]]:
    """`articles.json` with all articles, or the first of several files, of which each names the `next`."""
    every = [(tag, article) for tag, outline in plan.outlines.items() for article in outline.articles.values()]
    starts = range(0, len(every) or 1, most)
    for number, start in enumerate(starts, 1):
        articles = [_listed(plan, tag, article) for tag, article in every[start : start + most]]
        content: dict[str, Any] = {"version": LIST_VERSION, "site_name": plan.settings.site_name, "articles": articles}
        if number < len(starts):
            content["next"] = numbered(LIST, number + 1)
        name = LIST if number == 1 else numbered(LIST, number)
        yield name, with_articles(content)


def _listed(plan: SitePlan, tag: str, article: Article) -> dict[str, Any]:
    return {
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
