"""The Markdown copy of an article, or of a section's own text, for programs that read text: what the page says, with links that
work from where it stands.

Receives a page, its article or section, and the Markdown; returns the text of `index.md` beside the page. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import orjson

from kbgen.articles.article import SECTION, Article, Section
from kbgen.markup.without_code import without_code
from kbgen.pages.page import Page

# `[text](target "title")`, `![…](…)`; what stands in code is blanked before they are sought.
_LINK = r"\]\([ \t]*(<[^>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"
_LINKS = re.compile(_LINK)
# `[name]: target` and `{poster=…}` besides, which few texts have and whose expression takes ten times as long.
_MORE = ("]:", "poster=", "captions=")
_MORE_LINKS = re.compile(
    rf"{_LINK}|^ {{0,3}}\[[^\]\n]+\]:[ \t]*(<[^>\n]*>|\S+)|\b(?:poster|captions)=(\"[^\"\n]*\"|[^\s\"'}}]+)", re.MULTILINE
)


def copy_name(page: Page) -> str:
    """The file of the copy, relative to the site's folder."""
    return f"{page.url}index.md"


def markdown_copy(page: Page, entry: Article | Section, text: str, prose: str, address: Callable[[str], str]) -> str:
    """The copy of `text`, which is `prose` with its code blanked. `address` says where a reference leads, as seen from the page;
    empty for one that is broken."""
    facts = _facts(page, entry) if isinstance(entry, Article) else _section_facts(page, entry)
    # JSON is YAML too, and leaves no question of quotation marks.
    header = [f"{name}: {orjson.dumps(value).decode()}" for name, value in facts.items() if value]
    body = with_addresses(text, address, prose).strip("\n")
    title = "" if body.startswith("# ") else f"# {page.title}\n\n"
    return "\n".join(["---", *header, "---", "", f"{title}{body}", ""])


def _section_facts(page: Page, section: Section) -> dict[str, Any]:
    return {
        "title": page.title,
        "description": section.description,
        "url": page.canonical or f"/{page.url}",
        "id": section.id,
        "language": section.locale,
        "kind": SECTION,
    }


def _facts(page: Page, article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "description": article.description,
        "url": page.canonical or f"/{page.url}",
        "id": article.id,
        "language": article.locale,
        "kind": article.kind,
        "status": article.status,
        "tags": list(article.tags),
        "owner": page.article.owner if page.article else "",
        "updated": _day(article.updated),
        "reviewed": _day(article.reviewed),
        **{name: list(value) if isinstance(value, tuple) else value for name, value in article.details.items()},
    }


def with_addresses(text: str, address: Callable[[str], str], prose: str = "") -> str:
    """`text` with the targets of its links replaced by addresses. `prose` is the text with its code blanked, if it is known."""
    pieces, done = [], 0
    prose = prose or without_code(text)
    links = _MORE_LINKS if any(sign in prose for sign in _MORE) else _LINKS
    for found in links.finditer(prose):
        start, end = found.span(found.lastindex or 0)
        written = text[start:end]
        target = address(written.strip('<>"'))
        if target:
            pieces += [text[done:start], f'"{target}"' if written[0] == '"' else target]
            done = end
    return "".join([*pieces, text[done:]])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
