"""Reads the content folder: find the files, read each, put them together.

Receives `Settings`; returns the `Library` and every issue found, both in an order that depends on nothing but names.
`read_article` reads a single file from its bytes, and `assemble` builds the library from what was read, so that a
build of what changed reads one file and gives the same library as a build of everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kbgen.articles.active import without_active
from kbgen.articles.article import Article, Library, Section, Status
from kbgen.articles.free_addresses import renamed
from kbgen.articles.git.moves import Moves, read_moves
from kbgen.articles.identity import refer_by_id, reference_issues, settle_ids
from kbgen.articles.names import issue_path
from kbgen.articles.reader import read_article
from kbgen.articles.sections import complete
from kbgen.articles.shared import Shared, read_shared
from kbgen.articles.source import find_sources, read_bytes
from kbgen.config import Settings
from kbgen.issues import Issue, Level

__all__ = ["assemble", "read_article", "read_library", "without_drafts"]


def read_library(settings: Settings) -> tuple[Library, list[Issue]]:
    """Read all of the content folder. Never raises for what it holds."""
    source = find_sources(settings)
    files, active = without_active(settings, source.files, source.files)
    issues = [*source.issues, *active]
    entries: list[Article | Section] = []
    for file in source.articles:
        raw, unreadable = read_bytes(file)
        if raw is None:
            issues += [unreadable] if unreadable else []
            continue
        entry, found = read_article(settings, file.locale, file.path, raw)
        issues += found
        if entry is not None:
            entries.append(entry)
    shared, unreadable_texts = read_shared(settings)
    moves, wrong_lines = read_moves(settings)
    library, found = assemble(settings, entries, files, shared, moves)
    library = replace(library, renamed=renamed(source.articles))
    return library, sorted([*issues, *found, *unreadable_texts, *wrong_lines])


def assemble(
    settings: Settings,
    entries: Iterable[Article | Section],
    files: Iterable[str],
    shared: Shared | None = None,
    moves: Moves | None = None,
) -> tuple[Library, list[Issue]]:
    """Put together what was read: settle ids across languages, complete the sections, check what refers to what. Pure."""
    shared, moves = shared or Shared(settings.source_locale), moves or {}
    order = {locale.tag: place for place, locale in enumerate(settings.locales)}
    by_place = sorted((_filled(entry, shared) for entry in entries), key=lambda entry: (order[entry.locale], entry.path))
    articles, issues = settle_ids(settings, [entry for entry in by_place if isinstance(entry, Article)], moves)
    described = [entry for entry in by_place if isinstance(entry, Section)]
    articles, described = refer_by_id(articles, described)
    if settings.front_matter == "lenient":
        articles, without = _without_clashing_tags(settings, articles)
        issues += without
    issues += reference_issues(settings, articles, described)
    shelves: dict[str, dict[str, Article]] = {locale.tag: {} for locale in settings.locales}
    for article in articles:
        shelves[article.locale][article.path] = article
    sections = {
        tag: complete(settings, tag, {section.path: section for section in described if section.locale == tag}, shelf)
        for tag, shelf in shelves.items()
    }
    return Library(shelves, sections, tuple(sorted(files)), shared=shared, moves=moves), sorted(issues)


def _without_clashing_tags(settings: Settings, articles: list[Article]) -> tuple[list[Article], list[Issue]]:
    """The articles without tags, if one of them has the address of the tags' own page: it was there first."""
    holder = next((each for each in articles if each.path == "tags.md" or each.path.startswith("tags/")), None)
    if holder is None or not any(article.tags for article in articles):
        return articles, []
    message = "The address `tags` is that of the page on which kbgen lists tags; there is none now, and tags are not shown."
    where = issue_path(settings, f"{holder.locale}/{holder.path}")
    issue = Issue(where, 0, "path-reserved", message, Level.WARNING, "Choose another name, such as `about-tags`.")
    return [replace(article, tags=()) for article in articles], [issue]


def _filled(entry: Article | Section, shared: Shared) -> Article | Section:
    """The entry with the variables of its title and description filled in."""
    if "{=" not in entry.title and "{=" not in entry.description:
        return entry
    title, description = (shared.fill(entry.locale, text) for text in (entry.title, entry.description))
    return replace(entry, title=title, description=description)


def without_drafts(library: Library) -> Library:
    """The library as the published site shows it."""
    return replace(
        library,
        articles={
            tag: {path: article for path, article in shelf.items() if article.status is not Status.DRAFT}
            for tag, shelf in library.articles.items()
        },
    )
