"""What the search index is made from: one document per article and locale, in reading order, already free of markup.

Receives nothing and does nothing: `site` fills these from rendered pages, `kbgen.search` indexes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Passage(NamedTuple):
    """A heading of an article and the text below it, up to the next heading.

    `anchor` is the heading's id on the page, empty for the text before the first heading (whose `heading` is empty).
    """

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True)
class Document:
    """One article in one locale, as search sees it.

    `path` is relative to the locale's folder; `url` is relative to the site's root (`fa/guides/set-up/`).
    `language` is that of the text itself: for an article shown untranslated it is the source's, not `locale`.
    `translations` are the titles and headings of the same article in the other locales, as (locale, text).
    `asked` are phrases by which readers asked for it.
    """

    article: str
    locale: str
    path: str
    url: str
    title: str
    kind: str
    section: str
    language: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()
