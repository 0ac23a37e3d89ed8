"""Pages that stand below other pages, as articles and sections.

Receives pages with the key of the page above each; returns what an `Export` holds. A page with others below it becomes their
section. What it says itself stays with the section if it is a few words; more, and whatever readers must not see, becomes the first
article in it, since a search finds articles. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kbgen.imports.export import HOME, ForeignArticle, ForeignSection, Markup, Text
from kbgen.imports.words import html_words, source_words

# A section's page may say so many words above the list of its articles.
FEW_WORDS = 60


@dataclass(frozen=True)
class Page:
    """One page; `parent` is the key of the one above, empty at the top. A page that only groups others has no text."""

    key: str
    parent: str
    texts: tuple[Text, ...]
    order: int = 0
    name: str = ""
    featured: bool = False
    groups: bool = False


@dataclass(frozen=True)
class Shelves:
    """`leads` says which article or section each page has become."""

    articles: tuple[ForeignArticle, ...]
    sections: tuple[ForeignSection, ...]
    leads: Mapping[str, str]


def shelve(pages: Iterable[Page], home: str = "") -> Shelves:
    """All pages; `home` is the key of that which is the site's first page."""
    known = {page.key: page for page in pages}
    above = {page.parent for page in known.values() if page.parent in known}
    articles: list[ForeignArticle] = []
    sections: list[ForeignSection] = []
    leads: dict[str, str] = {}
    for page in known.values():
        parent = page.parent if page.parent in known and page.parent != home else ""
        within = f"section/{parent}" if parent else ""
        if page.key == home and not any(text.draft for text in page.texts):
            sections.append(ForeignSection(HOME, "", page.texts))
            leads[page.key] = HOME
        elif page.groups or page.key in above:
            spoken = any(text.draft or says_much(text) for text in page.texts)
            shown = tuple(titled(text) if spoken else text for text in page.texts)
            sections.append(ForeignSection(f"section/{page.key}", within, shown, page.order, page.name))
            leads[page.key] = f"section/{page.key}"
            if spoken:
                articles.append(ForeignArticle(f"article/{page.key}", f"section/{page.key}", page.texts, 1, name=page.name))
                leads[page.key] = f"article/{page.key}"
        else:
            articles.append(ForeignArticle(f"article/{page.key}", within, page.texts, page.order, page.featured, name=page.name))
            leads[page.key] = f"article/{page.key}"
    return Shelves(tuple(articles), tuple(sections), leads)


def says_much(text: Text) -> bool:
    """Whether a text is more than a section's page may say."""
    return (html_words(text.body) if text.markup is Markup.HTML else source_words(text.body)).total() >= FEW_WORDS


def titled(text: Text) -> Text:
    """What stays of a page with its section where its text is an article: the title, and what readers may see besides."""
    return replace(text, body="", description="" if text.draft else text.description, addresses=(), draft=False)
