"""What a saved page says of its article besides the text: title, day of the last change, author, address.

Receives a tree; returns values, empty where the page says nothing. Sources: the Open Graph protocol, schema.org in JSON-LD and
microdata, Dublin Core, and `<time>`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag

from kbgen.articles.front_matter.foreign import day_in
from kbgen.articles.front_matter.parse import MAX_BYTES as _HEADER_BYTES
from kbgen.imports.products.records import day_of

_CHANGED = (
    *("article:modified_time", "last-modified", "og:updated_time", "dcterms.modified"),
    *("dc.date.modified", "lastmod", "revised"),
)
_MADE = ("date", "article:published_time", "dcterms.date", "dc.date", "datepublished", "pubdate")
_SPACES = re.compile(r"\s+")
# `0; url=../new/`: seconds, and an address that may stand in quotation marks.
_REFRESH = re.compile(r"\s*[0-4](?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']*?)[\"']?\s*$", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif|edit|revis|chang|تحديث|به‌روز|aktualisiert|mis à jour", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([A-Za-z]{3})[a-z]*\.?,? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})\b")
_NUMERIC = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_BY = re.compile(r"\b(?:by|von|par|por)\s+(.{2,60}?)(?=\s+(?:on|at|in|am|le)\s|\s*[,|·•–—]|\s+\d|$)", re.IGNORECASE)
# Behind the first space of several, so that a title of spaces takes no time.
_BARS = re.compile(r"(?:(?<!\s)\s+)(?:\||»|·|•|::|-|–|—)\s+|(?:(?<!\s)\s+)?\|\s*")
_BAR = re.compile(r"(?:(?<!\s)\s+)?[|»·•]\s*|(?<!\s)\s+::\s+")


def metas(soup: BeautifulSoup, name: str) -> list[str]:
    """What all `<meta>` of a name say."""
    found = soup.find_all("meta", attrs={"name": re.compile(f"^{re.escape(name)}$", re.IGNORECASE)})
    found += soup.find_all("meta", attrs={"property": name})
    return [text for tag in found if (text := _SPACES.sub(" ", str(tag.get("content") or "")).strip()[:_HEADER_BYTES])]


def meta(soup: BeautifulSoup, *names: str) -> str:
    """The first thing that any of them says."""
    return next((found[0] for name in names if (found := metas(soup, name))), "")


def canonical(soup: BeautifulSoup) -> str:
    """The address that the page gives itself."""
    link = soup.find("link", rel="canonical", href=True)
    address = str(link.get("href")) if isinstance(link, Tag) else meta(soup, "og:url")
    return address if address.startswith(("http://", "https://")) else ""


def leads_to(soup: BeautifulSoup) -> str:
    """Where a page leads that is only there for an old address; HTML, "refresh" of `http-equiv`. Nothing for all others."""
    for tag in soup.find_all("meta", attrs={"http-equiv": re.compile("^refresh$", re.IGNORECASE)}):
        found = _REFRESH.match(str(tag.get("content") or ""))
        if found and found[1]:
            return found[1]
    return ""


def is_hidden(soup: BeautifulSoup) -> bool:
    """Whether search engines are told to leave the page out."""
    return any("noindex" in said.lower() for said in metas(soup, "robots"))


def changed(soup: BeautifulSoup, main: Tag) -> date | None:
    """The day of the last change, else that of the first publication."""
    linked = list(_linked(soup))
    # A page names its own day near its beginning or end; a page of a thousand times is a list of something.
    times = [*main.find_all("time", datetime=True), *soup.find_all(True, attrs={"itemprop": re.compile("^date")})]
    times = [*times[:20], *times[-20:]] if len(times) > 40 else times
    near = [(_UPDATED.search(_context(tag)) is not None, tag) for tag in times]
    days: list[date | None] = [
        *(day_of(meta(soup, name)) for name in _CHANGED),
        *(day_of(each.get("dateModified")) for each in linked),
        *(_moment(tag) for late, tag in near if late),
        *(day_of(meta(soup, name)) for name in _MADE),
        *(day_of(each.get("datePublished")) for each in linked),
        *(_moment(tag) for late, tag in near if not late and _is_above(tag, main)),
    ]
    return next((day for day in days if day is not None), None)


def author(soup: BeautifulSoup, main: Tag) -> str:
    """Who wrote it."""
    named = meta(soup, "author", "article:author", "dcterms.creator")
    if named and not named.startswith("http"):
        return named
    for each in _linked(soup):
        who = each.get("author")
        who = who[0] if isinstance(who, list) and who else who
        name = who.get("name") if isinstance(who, dict) else who
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())[:100]
    tag = main.find(True, attrs={"rel": "author"}) or main.find(True, attrs={"itemprop": "author"})
    return " ".join(tag.get_text(" ").split())[:100] if isinstance(tag, Tag) else ""


def said(byline: str) -> tuple[date | None, str]:
    """The day and the name that a line such as "Updated 5 May 2025 by Mina" holds."""
    by = _BY.search(byline)
    return day_said(byline), by[1].strip(" .") if by else ""


def day_said(text: str) -> date | None:
    """A day that is written out anywhere in a short English text, or in numbers."""
    for found in _NAMED.finditer(text):
        month = found[2].lower()
        day = found[1] or found[3]
        if month in _MONTHS and day:
            try:
                return date(int(found[4]), _MONTHS.index(month) + 1, int(day))
            except ValueError:
                continue
    number = _NUMERIC.search(text)
    return day_in(number[0]) if number else None


def _linked(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD that are pages or articles."""
    for tag in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            document = json.loads(tag.get_text())
        except (ValueError, RecursionError):
            continue
        waiting = document if isinstance(document, list) else [document]
        for item in waiting:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield from (each for each in (graph if isinstance(graph, list) else [item]) if isinstance(each, dict))


def _moment(tag: Tag) -> date | None:
    return day_of(str(tag.get("datetime") or tag.get("content") or "")) or day_said(tag.get_text(" ", strip=True)[:80])


def _context(tag: Tag) -> str:
    around = tag.parent
    words = around.get_text(" ")[:120] if isinstance(around, Tag) and len(around.get_text()) < 200 else ""
    return f"{tag.get('itemprop') or ''} {tag.get('class') or ''} {words}"


def _is_above(tag: Tag, main: Tag) -> bool:
    """Whether a time stands at the head of the article, and not somewhere in its text."""
    if tag.find_parent(["header", "footer"]) is not None or tag.has_attr("itemprop"):
        return True
    if isinstance(tag.parent, Tag) and len(tag.parent.get_text()) > 80:
        return False
    above = tag.find_all_previous(string=True, limit=8)
    before = sum(len(node.strip()) for node in above if any(each is main for each in node.parents))
    return before < 150


def heading(soup: BeautifulSoup, main: Tag) -> str:
    """The article's own first heading, taken out of it; else one elsewhere on the page that its title repeats."""
    named = [tag for tag in main.find_all("h1") if tag.get_text(strip=True)]
    if named:
        first = named[0]
        words = _words(first)
        first.extract()
        return words
    title = soup.find("title")
    whole = _words(title) if isinstance(title, Tag) else ""
    found = [words for tag in soup.find_all("h1") if tag.find_parent("nav") is None and (words := _words(tag))]
    return next(
        (words for words in found if words.casefold() in whole.casefold() and words.casefold() != whole.casefold()), ""
    ) or (found[0] if len(found) == 1 and not re.search(r"logo|brand|site-?(?:title|name)", str(soup.find("h1"))[:200]) else "")


def _words(tag: Tag) -> str:
    for sign in tag.find_all("a"):
        if re.fullmatch(r"[¶#§🔗\u200b\s]*", sign.get_text()):
            sign.extract()
    return " ".join(tag.get_text(" ").split())


def titled(soup: BeautifulSoup) -> str:
    """What the head calls the page, with the site's name where it has that."""
    title = soup.find("title")
    site = meta(soup, "og:site_name", "application-name")
    named = meta(soup, "og:title") or (_words(title) if isinstance(title, Tag) else "")
    parts = _BARS.split(named)
    if site and len(parts) > 1 and site.casefold() in (parts[0].casefold(), parts[-1].casefold()):
        return _without(named, site)
    return named


def site_names(titles: Iterable[str]) -> frozenset[str]:
    """What stands behind or before a bar in the titles of several pages: the name of the site."""
    ends = Counter(part for title in titles if len(parts := _BARS.split(title)) > 1 for part in {parts[0], parts[-1]})
    return frozenset(name for name, count in ends.items() if count > 1 and name)


def without_site(title: str, names: frozenset[str]) -> str:
    """A title without the site's name; of a single page what stands before a bar."""
    parts = _BARS.split(title)
    for end in (parts[-1], parts[0]):
        if len(parts) > 1 and end in names:
            return _without(title, end)
    pieces = _BAR.split(title)
    return pieces[0] if len(pieces) == 2 and pieces[0] and len(pieces[1]) <= 40 else title


def _without(title: str, name: str) -> str:
    folded, end = title.casefold(), name.casefold()
    rest = title[: -len(name)] if folded.endswith(end) else title[len(name) :] if folded.startswith(end) else title
    return re.sub(r"^(?:\W*\s)?[|»·•:–—-]+\s+|\s*[|»·•:–—-]+\s*$", "", rest).strip() or title
