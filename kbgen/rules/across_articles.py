"""What can be said of articles only when all are known: titles that are there twice, articles that nobody leads to.

Receives the library and which articles texts link to; returns issues. Pure, apart from `IssuePlaces`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kbgen.articles.article import Article, Library, Status
from kbgen.issues import Issue, Level
from kbgen.rules.metadata import IssuePlaces


def duplicate_titles(library: Library, places: IssuePlaces) -> Iterator[Issue]:
    """Articles of one locale with the same title: in lists and search results a reader cannot tell them apart."""
    for shelf in library.articles.values():
        holders: dict[str, Article] = {}
        for article in shelf.values():
            first = holders.setdefault(" ".join(article.title.casefold().split()), article)
            if first is not article:
                where = places.file(article)
                message = f"The title “{article.title[:80]}” is also that of {places.file(first)}."
                advice = "Say in each what sets it apart."
                yield Issue(where, places.line(where, "title"), "title-duplicate", message, Level.WARNING, advice)


def orphans(library: Library, linked: Collection[str], source: str, places: IssuePlaces, level: Level) -> Iterator[Issue]:
    """Articles that no text links to, that no `related` or `featured` names, and whose section nobody described.

    A section counts as described if an `index.md` stands in it, in any language: then a writer has put the article into its
    list on purpose. `linked` are the paths that links of texts lead to. Drafts and retired articles are left alone.
    """
    described = {section.path for shelf in library.sections.values() for section in shelf.values() if section.digest}
    named = {name for shelf in library.articles.values() for article in shelf.values() for name in article.related}
    named |= {name for shelf in library.sections.values() for section in shelf.values() for name in section.featured}
    locales = [source, *(tag for tag in library.articles if tag != source)]
    seen: set[str] = set()
    for tag in locales:
        for article in library.articles.get(tag, {}).values():
            if article.path in seen:
                continue
            seen.add(article.path)
            listed = article.section in described or article.featured
            if listed or article.path in linked or article.id in named or article.status is not Status.PUBLISHED:
                continue
            place = article.section or "the first page"
            message = f"No text leads to this article, and {place} has no index.md that would list it on purpose."
            advice = "Link to it, name it in `related` of another article, or describe its section."
            yield Issue(places.file(article), 0, "orphan", message, level, advice)
