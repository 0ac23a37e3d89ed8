"""Which text a reader of each language gets: the translation, or the original where there is none.

Receives a library; returns, for each locale, the article shown at each path. Pure. An article's own `locale` is the
language of its text, which differs from the locale of the page around it exactly where it is shown untranslated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kbgen.articles.article import Article, Library, Section


@dataclass(frozen=True, slots=True)
class Shown:
    """The article that stands at one path of `locale`."""

    locale: str
    article: Article

    @property
    def language(self) -> str:
        """The language of the text itself."""
        return self.article.locale

    @property
    def translated(self) -> bool:
        """Whether the text is in the locale's own language."""
        return self.article.locale == self.locale


def preference(locale: str, locales: Sequence[str], source: str) -> list[str]:
    """The languages in which a reader of `locale` is given an article: their own, the source, then as the site lists them."""
    return list(dict.fromkeys([locale, source, *locales]))


def shown(library: Library, locales: Sequence[str], source: str) -> dict[str, dict[str, Shown]]:
    """For each of `locales`, what stands at each path that has an article in any of them, sorted by path."""
    paths = sorted({path for locale in locales for path in library.articles.get(locale, {})})
    result: dict[str, dict[str, Shown]] = {}
    for locale in locales:
        shelves = [library.articles.get(tag, {}) for tag in preference(locale, locales, source)]
        result[locale] = {path: Shown(locale, next(shelf[path] for shelf in shelves if path in shelf)) for path in paths}
    return result


def sections_shown(library: Library, locales: Sequence[str], source: str) -> dict[str, dict[str, Section]]:
    """The same for sections; one that somebody described, in whatever language, comes before one named after its folder."""
    paths = sorted({path for locale in locales for path in library.sections.get(locale, {})})
    result: dict[str, dict[str, Section]] = {}
    for locale in locales:
        shelves: list[Mapping[str, Section]] = [library.sections.get(tag, {}) for tag in preference(locale, locales, source)]
        result[locale] = {}
        for path in paths:
            found = [shelf[path] for shelf in shelves if path in shelf]
            # The home page is each locale's own: its default is the site's name in that language.
            described = [section for section in found if section.digest] if path else []
            result[locale][path] = (described or found)[0]
    return result


def languages_of(library: Library, path: str, locales: Sequence[str]) -> list[str]:
    """The locales in which the article at `path` is really written, for the language switcher and hreflang."""
    return [locale for locale in locales if path in library.articles.get(locale, {})]
