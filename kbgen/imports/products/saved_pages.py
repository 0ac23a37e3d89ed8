"""Reads a folder of saved HTML pages.

Receives a `Folder` and the site's locales; returns an `Export`. Folders are sections, `index.html` is its folder's
section, and a top folder called like one of the site's locales holds that language: the same path in two such folders is
the same article. What a page says of its article is read by `page_facts`; what stands around the text is left out by `around`.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from kbgen.imports.convert import office
from kbgen.imports.convert.clean_html import MAX_LENGTH
from kbgen.imports.convert.parser import page_of
from kbgen.imports.export import Export, ForeignArticle, ForeignSection, Losses, Text
from kbgen.imports.folder import Folder
from kbgen.imports.locales import match
from kbgen.imports.products import around, page_facts
from kbgen.imports.web import hosts_of

ENDINGS = (".html", ".htm", ".xhtml")
_INDEX = frozenset({"index", "default"})
_BODY = re.compile(
    r"^(?:article-?_*body|article-?_*content|entry-content|post-content|markdown-body|wiki-content|theme-doc-markdown|kb-article)$"
)
# Pages that every site generator makes by itself; those of lists are told by what is on them too.
_MISSING = re.compile(r"^(?:404|not[-_]?found)$", re.IGNORECASE)
_MADE = re.compile(r"^(?:genindex(?:-.+)?|(?:py-)?modindex|http-routingtable|search)$", re.IGNORECASE)
_LISTS = frozenset(
    {"tag", "tags", "topic", "topics", "category", "categories", "author", "authors", "archive", "archives", "search"}
)
# So many pages with one description: nobody wrote it for an article.
SHARED = 3


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
    old: dict[str, list[str]] = {}
    read = {path: page for path in pages if (page := _page(folder, path, places[path], losses, old))}
    hidden = [path for path, page in read.items() if page.hidden]
    # A help center that no search engine may see hides all of its articles too.
    for path in hidden if len(hidden) * 2 < len(read) else ():
        losses.add(
            path, "page", "It is no article: the site tells search engines to leave it out, as it does for search and lists."
        )
        del read[path]
    for path, text in _settled(read).items():
        place, text = places[path], replace(text, addresses=(*text.addresses, *old.get(path, ())))
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


@dataclass(frozen=True)
class _Read:
    """A page's text; whether its title comes from the head, where the site's name may stand beside it; whether search engines are
    told to leave it out."""

    text: Text
    from_head: bool
    hidden: bool


def _page(folder: Folder, path: str, place: _Place, losses: Losses, old: dict[str, list[str]]) -> _Read | None:
    """The page, or nothing where it is no article; addresses that lead to another page go to `old`, by that page's file."""
    try:
        raw = folder.read(path, MAX_LENGTH)
    except OSError as error:
        losses.add(path, "page", f"It cannot be read: {error.strerror}.")
        return None
    if len(raw) > MAX_LENGTH:
        losses.add(path, "the end of the page", f"It is larger than {MAX_LENGTH:,} bytes; what comes after is left out.")
    soup = page_of(raw)
    office.shape(soup)
    if target := page_facts.leads_to(soup):
        if file := _file_at(folder, path, target):
            old.setdefault(file, []).append(_own_address(path, place))
        losses.add(path, "page", f"It only leads on to {target}{'; its address leads to that article now' if file else ''}.")
        return None
    if _MISSING.match(posixpath.splitext(posixpath.basename(path))[0]):
        losses.add(path, "page", "It is shown where there is no page, and no article.")
        return None
    if _MADE.match(posixpath.splitext(posixpath.basename(path))[0]):
        losses.add(path, "page", "It is an index or a search that the old generator made; kbgen has its own.")
        return None
    html = soup.find("html")
    spoken = str(html.get("lang") or "") if isinstance(html, Tag) else ""
    address = page_facts.canonical(soup)
    addresses = [*([address] if address else []), _own_address(path, place)]
    main = _main(soup)
    day, author = page_facts.changed(soup, main), page_facts.author(soup, main)
    heading = page_facts.heading(soup, main)
    lines = around.bylines(main)
    for line in lines:
        said, by = page_facts.said(line)
        day, author = day or said, author or by
    for words in (*lines, *around.clear(main)):
        losses.add(path, f"around the text: {words[:80]}", "It belongs to the page, not to the article.")
    leading = [link for link in main.find_all("a", href=True) if not str(link["href"]).startswith(("#", "javascript:"))]
    links = sum(len(link.get_text(strip=True)) for link in leading)
    length = len(main.get_text(strip=True))
    # Cards say something beside their links; help authoring tools call every page a topic.
    most = 2 if {"topic", "topics"} & set(place.key.lower().split("/")) else 5
    if links * most > length and _LISTS.intersection(place.key.lower().split("/")):
        losses.add(path, "page", "It is a list that sites make of their tags or days; kbgen makes such lists itself.")
        return None
    listing = place.index and links * 2 > length
    if listing:
        losses.add(path, "list of links", "A section's page lists its articles itself.")
    text = Text(
        locale=place.locale or spoken,
        title=heading or page_facts.titled(soup),
        body="" if listing else main.decode(),
        where=path,
        description=page_facts.meta(soup, "description", "og:description"),
        draft=False,
        updated=day,
        author=author,
        keywords=tuple(word.strip() for word in page_facts.meta(soup, "keywords").split(",") if word.strip()),
        tags=tuple(page_facts.metas(soup, "article:tag")),
        addresses=tuple(dict.fromkeys(addresses)),
        folder=posixpath.dirname(path),
    )
    return _Read(text, not heading, page_facts.is_hidden(soup))


def _own_address(path: str, place: _Place) -> str:
    return f"{posixpath.dirname(f'/{path}').rstrip('/')}/" if place.index or _is_index(path) else f"/{path}"


def _file_at(folder: Folder, path: str, target: str) -> str:
    """The page of the folder at an address that `path` names, or nothing."""
    file = folder.inside("" if target.startswith("/") else posixpath.dirname(path), urlsplit(target).path)
    ways = (file, f"{file}.html", f"{file}/index.html") if file and not urlsplit(target).netloc else ()
    return next((way for way in map(posixpath.normpath, ways) if way in folder.known), "")


def _settled(pages: Mapping[str, _Read]) -> dict[str, Text]:
    """Titles without the name of the site, and no description that several pages share: it is the site's."""
    names = page_facts.site_names(page.text.title for page in pages.values() if page.from_head)
    shared = Counter(page.text.description for page in pages.values())
    return {
        path: replace(
            page.text,
            title=page_facts.without_site(page.text.title, names) if page.from_head else page.text.title,
            description=page.text.description if shared[page.text.description] < SHARED else "",
        )
        for path, page in pages.items()
    }


def _is_index(path: str) -> bool:
    return posixpath.splitext(posixpath.basename(path))[0].lower() in _INDEX


def _main(soup: BeautifulSoup) -> Tag:
    """The part of the page that is the article."""
    articles = [tag for tag in soup.find_all("article") if tag.find_parent("article") is None]
    if len(articles) > 1:
        # Cards that lead to other articles are articles too; the one with the page's heading, or most of its text, is it.
        whole = max(1, len((soup.find("main") or soup).get_text(strip=True)))
        large = [tag for tag in articles if tag.find("h1") or len(tag.get_text(strip=True)) > whole * 0.6]
        articles = large if len(large) == 1 else []
    candidates = [
        articles[0] if articles else None,
        soup.find(True, attrs={"itemprop": "articleBody"}),
        soup.find("main"),
        soup.find(True, attrs={"role": "main"}),
        soup.find(True, class_=_BODY),
        soup.find("body"),
    ]
    main = next((tag for tag in candidates if isinstance(tag, Tag) and tag.get_text(strip=True)), soup)
    if main.name in ("body", "[document]"):
        for tag in main.find_all(["header", "footer"], recursive=False):
            tag.extract()
    return main
