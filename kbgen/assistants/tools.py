"""The tools that an assistant has, each a function of the built site: what it takes, what it answers, how much of it at most.

Receives a `Desk`, which holds the site and its search; returns data for programs and the same as text for models, in which
everything that writers or readers wrote is a quotation with its source. Raises `ClientError`. Knows nothing of the protocol.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kbgen.assistants.arguments import arguments, integer, string
from kbgen.assistants.hours import state_at
from kbgen.assistants.quotation import quoted
from kbgen.assistants.site import BuiltSite, Entry
from kbgen.collect.schema import MAX_QUERY
from kbgen.errors import ClientError
from kbgen.search.answering.site_search import MOST, MOST_LETTERS, SiteSearch
from kbgen.search.strings import KIND_NAMES

# Letters of an article in one answer: some 5,000 words of a model's attention; the next part is asked for with `offset`.
MOST_TEXT = 20_000
MOST_LISTED = 100
MOST_TERMS = 200
LONGEST_ARTICLE = 10_000_000


@dataclass(frozen=True)
class Answer:
    """What a tool found: `data` for programs, `text` for models."""

    data: dict[str, Any]
    text: str


class Desk:
    """The site, its search, and the time."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.site = BuiltSite(folder)
        self.search = SiteSearch(folder)
        self.now = now


@dataclass(frozen=True)
class Tool:
    """One tool: `answer` takes the desk and checked arguments."""

    name: str
    title: str
    description: str
    schema: Mapping[str, Any]
    answer: Callable[[Desk, Mapping[str, Any]], Answer]


LOCALE = string("Language tag, such as en or fa; the site's first language unless given.", 35)
ARTICLE = string(
    "The article's id, such as start/install, or its address; `#section` at its end is taken too.", 500, least=1, default=None
)


def search(desk: Desk, asked: Mapping[str, Any]) -> Answer:
    """The best articles, in the order of the site's own search."""
    locale = desk.site.locale(asked["locale"])
    kinds = [asked["kind"]] if asked["kind"] else []
    sections = [asked["section"].strip("/")] if asked["section"].strip("/") else []
    found = desk.search.answer(locale, asked["query"], asked["limit"], kinds, sections)
    rows = [_hit(desk, locale, row) for row in found["results"]]
    data = {name: found[name] for name in ("query", "locale", "count", "corrected")} | {"results": rows}
    lines = [f"{found['count']} articles in {locale}" + (f", understood as {found['corrected']!r}" if found["corrected"] else "")]
    for rank, row in enumerate(rows, 1):
        heading = f" – {row['heading']}" if row["heading"] else ""
        lines += ["", f"{rank}. Source: {row['address']}{_dated(row['updated'])}", quoted(f"{row['title']}{heading}")]
        lines += [quoted(row["passage"])] if row["passage"] else []
    if not rows:
        lines.append("Nothing found. Try fewer or other words, another language, or list.")
    return Answer(data, "\n".join(lines))


def _hit(desk: Desk, locale: str, row: Mapping[str, Any]) -> dict[str, Any]:
    entry = desk.site.release.entry(locale, row["article"])
    return {
        "article": row["article"],
        "title": row["title"],
        "address": desk.site.address(row["url"], row["anchor"]),
        "section_anchor": row["anchor"],
        "heading": row["heading"],
        "passage": row["text"],
        "kind": row["kind"],
        "section": row["section"],
        "language": entry.language if entry else locale,
        "updated": entry.updated if entry else "",
        "score": row["score"],
    }


def read(desk: Desk, asked: Mapping[str, Any]) -> Answer:
    """An article, or one of its sections, as Markdown."""
    # The reader of Markdown is not needed to search.
    from kbgen.assistants.texts import body_of, piece, pieces

    entry, anchor = desk.site.article(asked["article"], desk.site.locale(asked["locale"]))
    anchor = asked["section"].lstrip("#") or anchor
    body = body_of(desk.site.copy(entry))
    whole = piece(body, anchor).text if anchor else body
    part = whole[asked["offset"] : asked["offset"] + MOST_TEXT]
    if asked["offset"] and not part:
        raise ClientError(f"offset is beyond the end: the text has {len(whole)} letters.")
    end = asked["offset"] + len(part)
    data = _facts(desk, entry) | {
        "address": desk.site.address(entry.url, anchor),
        "section_anchor": anchor,
        "sections": [{"anchor": each.anchor, "heading": each.heading} for each in pieces(body) if each.anchor],
        "markdown": part,
        "letters": len(whole),
        "next_offset": end if end < len(whole) else None,
    }
    more = f"\n\nThe text goes on: read it with offset {end} ({len(whole)} letters in all)." if end < len(whole) else ""
    return Answer(data, f"Source: {data['address']}{_dated(entry.updated)}\n{quoted(part)}{more}")


def list_articles(desk: Desk, asked: Mapping[str, Any]) -> Answer:
    """Sections and articles, or what changed since a day."""
    locale = desk.site.locale(asked["locale"])
    section, since = asked["section"].strip("/"), _day(asked["changed_since"])
    rows = [_facts(desk, entry) | {"address": desk.site.address(entry.url)} for entry in desk.site.entries(locale)]
    if section:
        rows = [row for row in rows if row["section"] == section or row["section"].startswith(f"{section}/")]
    if since:
        rows = sorted((row for row in rows if row["updated"] >= since), key=lambda row: row["updated"], reverse=True)
    shown = rows[asked["offset"] : asked["offset"] + asked["limit"]]
    end = asked["offset"] + len(shown)
    sections = [
        {name: each[name] for name in ("path", "title", "description", "articles")} | {"address": desk.site.address(each["url"])}
        for each in desk.site.reference(locale).get("sections", [])
        if not section or each["path"] == section or each["path"].startswith(f"{section}/")
    ]
    following = end if end < len(rows) else None
    data = {"locale": locale, "count": len(rows), "sections": sections, "articles": shown, "next_offset": following}
    lines = [f"{len(rows)} articles in {locale}"]
    lines += [f"{row['address']}{_dated(row['updated'])}\n{quoted(row['title'])}" for row in shown]
    lines += [f"More with offset {following}."] if following else []
    return Answer(data, "\n".join(lines))


def glossary(desk: Desk, asked: Mapping[str, Any]) -> Answer:
    """The site's terms and what they mean."""
    locale = desk.site.locale(asked["locale"])
    wanted = asked["term"].strip().casefold()
    terms = [each for each in desk.site.reference(locale).get("glossary", []) if wanted in each["term"].casefold()]
    lines = [f"{len(terms)} terms in {locale}. Source: {desk.site.address(f'{locale}/glossary/')}"]
    lines += [quoted(f"{each['term']}: {each['meaning']}") for each in terms[:MOST_TERMS]]
    return Answer({"locale": locale, "count": len(terms), "terms": terms[:MOST_TERMS]}, "\n".join(lines))


def contact(desk: Desk, asked: Mapping[str, Any]) -> Answer:
    """The ways to a person, and which of them are open now."""
    locale, now = desk.site.locale(asked["locale"]), desk.now()
    channels = [_channel(each, now) for each in desk.site.reference(locale).get("contact", [])]
    page = desk.site.address(f"{locale}/contact/") if channels else ""
    lines = [f"Ways to a person: {page}" if channels else "This site names no way to a person."]
    for each in channels:
        opening = "always open" if each["open_now"] is None else "open now" if each["open_now"] else "closed now"
        change = f", {'closes' if each['open_now'] else 'opens'} {each['changes_at']}" if each["changes_at"] else ""
        lines.append(f"{each['kind']}: {each['address']} ({opening}{change})")
    return Answer(
        {"locale": locale, "page": page, "now": now.isoformat(timespec="minutes"), "channels": channels}, "\n".join(lines)
    )


def _channel(channel: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    week = channel.get("week")
    state = state_at(week, now) if week else None
    return {
        "kind": channel["kind"],
        "address": channel["address"],
        "link": channel["href"],
        "hours": channel["hours"],
        "time_zone": week["zone"] if week else "",
        "open_now": state.open if state else None,
        "changes_at": state.change.isoformat(timespec="minutes") if state and state.change else "",
    }


def _facts(desk: Desk, entry: Entry) -> dict[str, Any]:
    told = desk.site.facts(entry)
    return {
        "article": entry.id,
        "locale": entry.locale,
        "language": entry.language,
        "title": entry.title,
        "description": told.get("description", ""),
        "kind": entry.kind,
        "status": told.get("status", ""),
        "section": told.get("section", entry.path.rpartition("/")[0]),
        "tags": told.get("tags", []),
        "updated": entry.updated,
    }


def _dated(updated: str) -> str:
    return f" (updated {updated})" if updated else ""


def _day(written: str) -> str:
    try:
        return datetime.strptime(written, "%Y-%m-%d").date().isoformat() if written else ""
    except ValueError:
        raise ClientError(f"changed_since is {written!r}. Write a day as 2026-11-21.") from None


def problem(desk: Desk, asked: Mapping[str, Any]) -> Answer:
    """The article that is meant; the problem is stored by whoever called: see `problems`."""
    entry, _ = desk.site.article(asked["article"], desk.site.locale(asked["locale"]))
    data = {"article": entry.id, "locale": entry.locale, "problem": asked["problem"], "address": desk.site.address(entry.url)}
    return Answer(
        data, f"Stored for the writers of {data['address']}. It is not published, and nobody answers it here: see contact."
    )


TOOLS = (
    Tool(
        "search",
        "Search the help center",
        "Find the articles that answer a question, best first, each with the passage that answers, its address and date.",
        arguments(
            query=string(
                "The question or its words, in the reader's language; typos are understood.", MOST_LETTERS, least=1, default=None
            ),
            locale=LOCALE,
            limit=integer("How many articles.", 1, MOST, 5),
            kind=string("Only articles of this kind.", 20, choices=[name.removeprefix("kind.") for name in KIND_NAMES]),
            section=string("Only articles of this section, by its path.", 300),
        ),
        search,
    ),
    Tool(
        "read",
        "Read an article",
        "An article, or one of its sections, as Markdown, with its address and date. Cite the address.",
        arguments(
            article=ARTICLE,
            locale=LOCALE,
            section=string("The anchor of a section, as search and read give it.", 200),
            offset=integer("Where to go on in a long text.", 0, LONGEST_ARTICLE, 0),
        ),
        read,
    ),
    Tool(
        "list",
        "List articles",
        "The sections of the help center and their articles, or the articles that changed since a day, newest first.",
        arguments(
            locale=LOCALE,
            section=string("Only this section and those below it, by its path.", 300),
            changed_since=string("A day, such as 2026-11-21.", 10),
            offset=integer("Where to go on.", 0, 1_000_000, 0),
            limit=integer("How many articles.", 1, MOST_LISTED, 50),
        ),
        list_articles,
    ),
    Tool(
        "glossary",
        "Look up terms",
        "The terms of the help center in a language and what they mean.",
        arguments(locale=LOCALE, term=string("Only terms that hold these letters.", 100)),
        glossary,
    ),
    Tool(
        "contact",
        "Ways to a person",
        "How to reach support: channels, opening hours, and whether each is open now.",
        arguments(locale=LOCALE),
        contact,
    ),
)
# Offered only where there is a database to store it.
PROBLEM = Tool(
    "report_problem",
    "Report a problem",
    "Tell the writers that an article is wrong, out of date or does not answer. Stored for their weekly report; no personal data.",
    arguments(
        article=ARTICLE,
        locale=LOCALE,
        problem=string("What does not hold, in one sentence.", MAX_QUERY, least=3, default=None),
    ),
    problem,
)
