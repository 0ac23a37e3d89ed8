"""Reads a folder of saved HTML pages.

Receives a `Folder` and the site's locales; returns an `Export`. Folders are sections, `index.html` is its folder's
section, and a top folder called like one of the site's locales holds that language: the same path in two such folders is
the same article. Title, description, dates and author come from the page's head; navigation around the text is left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag

from kbgen.articles.front_matter.parse import MAX_BYTES as _HEADER_BYTES
from kbgen.imports.convert.clean_html import MAX_LENGTH, soup_of
from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.locales import match
from kbgen.imports.products.records import day_of
from kbgen.imports.web import hosts_of

ENDINGS = (".html", ".htm", ".xhtml")
_INDEX = frozenset({"index", "default"})
_AROUND = ("nav", "header", "footer", "aside", "script", "style", "noscript", "template", "form")
_DATES = ("article:modified_time", "last-modified", "og:updated_time", "date", "dcterms.modified", "article:published_time")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class _Place:
    """Where a page stands: its language, and its path below that language's folder without ending."""

    locale: str
    key: str
    index: bool


def read(folder: Folder, losses: Losses, locales: tuple[str, ...] = ()) -> Export:
    """Every page of the folder as an article, or as its folder's section."""
    pages = [path for path in folder.files if path.lower().endswith(ENDINGS)]
    places = _places(pages, locales)
    articles: dict[str, list[Text]] = {}
    sections: dict[str, list[Text]] = {}
    paths: dict[str, str] = {}
    for path in pages:
        text = _page(folder, path, places[path], losses)
        if text is None:
            continue
        place = places[path]
        texts = (sections if place.index else articles).setdefault(place.key, [])
        if any(other.locale == text.locale for other in texts):
            other = f"{place.key}-{posixpath.splitext(path)[1][1:]}"
            losses.add(path, "name", f"Another page is called the same in the same language; this one becomes {other}.")
            texts = articles.setdefault(other, [])
            place = replace(place, key=other, index=False)
        texts.append(text)
        paths[path] = f"section/{place.key}" if place.index else f"article/{place.key}"
    folders = sections.keys() | {folder for key in articles for folder in _folders(key)}
    return Export(
        articles=tuple(
            ForeignArticle(f"article/{key}", _section_of(key), tuple(texts), name=posixpath.basename(key))
            for key, texts in sorted(articles.items())
        ),
        sections=tuple(
            ForeignSection(
                f"section/{key}", _section_of(key) if key else "", tuple(sections.get(key, ())), name=posixpath.basename(key)
            )
            for key in sorted(folders)
        ),
        hosts=hosts_of(
            address for texts in (*articles.values(), *sections.values()) for text in texts for address in text.addresses
        ),
        paths=paths,
        languages=(*sorted({place.locale for place in places.values() if place.locale}), ""),
    )


def _places(pages: list[str], locales: tuple[str, ...]) -> dict[str, _Place]:
    placed: dict[str, tuple[str, str]] = {}
    for path in pages:
        top, slash, rest = path.partition("/")
        tag = match(top, locales) if slash else ""
        placed[path] = (top if tag else "", posixpath.splitext(rest if tag else path)[0])
    # `guides/set-up/index.html` alone in its folder is the page /guides/set-up/ of a site with pretty addresses.
    beside = {folder for _, stem in placed.values() if posixpath.basename(stem).lower() not in _INDEX for folder in _folders(stem)}
    above = {folder for _, stem in placed.values() for folder in _folders(posixpath.dirname(stem))}
    result = {}
    for path, (locale, stem) in placed.items():
        within = posixpath.dirname(stem)
        if posixpath.basename(stem).lower() not in _INDEX:
            result[path] = _Place(locale, stem, False)
        else:
            result[path] = _Place(locale, within, within == "" or within in beside or within in above)
    return result


def _folders(path: str) -> Iterable[str]:
    while path := posixpath.dirname(path):
        yield path


def _section_of(key: str) -> str:
    above = posixpath.dirname(key)
    return f"section/{above}" if above else ""


def _page(folder: Folder, path: str, place: _Place, losses: Losses) -> Text | None:
    try:
        raw = folder.read(path, MAX_LENGTH)
    except OSError as error:
        losses.add(path, "page", f"It cannot be read: {error.strerror}.")
        return None
    if len(raw) > MAX_LENGTH:
        losses.add(path, "the end of the page", f"It is larger than {MAX_LENGTH:,} bytes; what comes after is left out.")
    soup = soup_of(raw)
    html = soup.find("html")
    spoken = str(html.get("lang") or "") if isinstance(html, Tag) else ""
    address = _canonical(soup)
    own = f"/{path}"
    addresses = [address] if address else []
    addresses.append(f"{posixpath.dirname(own).rstrip('/')}/" if place.index or _is_index(path) else own)
    main = _main(soup)
    links = sum(len(link.get_text(strip=True)) for link in main.find_all("a"))
    listing = place.index and links * 2 > len(main.get_text(strip=True))
    if listing:
        losses.add(path, "list of links", "A section's page lists its articles itself.")
    return Text(
        locale=place.locale or spoken,
        title=_title(soup, main),
        body="" if listing else main.decode(),
        where=path,
        description=_meta(soup, "description", "og:description"),
        draft=False,
        updated=next((day for name in _DATES if (day := day_of(_meta(soup, name)))), None),
        author=_meta(soup, "author", "article:author"),
        keywords=tuple(word.strip() for word in _meta(soup, "keywords").split(",") if word.strip()),
        tags=tuple(_metas(soup, "article:tag")),
        addresses=tuple(dict.fromkeys(addresses)),
        folder=posixpath.dirname(path),
    )


def _is_index(path: str) -> bool:
    return posixpath.splitext(posixpath.basename(path))[0].lower() in _INDEX


def _metas(soup: BeautifulSoup, name: str) -> list[str]:
    found = soup.find_all("meta", attrs={"name": name}) + soup.find_all("meta", attrs={"property": name})
    return [text for tag in found if (text := _SPACES.sub(" ", str(tag.get("content") or "")).strip()[:_HEADER_BYTES])]


def _meta(soup: BeautifulSoup, *names: str) -> str:
    return next((found[0] for name in names if (found := _metas(soup, name))), "")


def _canonical(soup: BeautifulSoup) -> str:
    link = soup.find("link", rel="canonical", href=True)
    address = str(link.get("href")) if isinstance(link, Tag) else ""
    return address if address.startswith(("http://", "https://")) else ""


def _main(soup: BeautifulSoup) -> Tag:
    """The part of the page that is the article."""
    articles = soup.find_all("article")
    candidates = [
        articles[0] if len(articles) == 1 else None,
        soup.find("main"),
        soup.find(True, attrs={"role": "main"}),
        soup.find("body"),
    ]
    main = next((tag for tag in candidates if isinstance(tag, Tag)), soup)
    for tag in main.find_all(_AROUND):
        # A form that wraps the whole page is not one that asks something.
        if tag.name == "form" and tag.find(["p", "h1", "h2"]):
            continue
        tag.extract()
    return main


def _title(soup: BeautifulSoup, main: Tag) -> str:
    heading = main.find("h1")
    if isinstance(heading, Tag) and heading.get_text(strip=True):
        words = heading.get_text(" ", strip=True)
        if len(main.find_all("h1")) == 1:
            heading.extract()
        return words
    title = soup.find("title")
    return _meta(soup, "og:title") or (title.get_text(" ", strip=True) if isinstance(title, Tag) else "")
