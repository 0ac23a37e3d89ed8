"""What a book holds: sections and articles in reading order, each with its body.

Receives a plan, a language and what is asked for; returns a `Book`. Bodies are those of the site, drafts and retired articles are
left out. Raises `OperatorError` for a section or an article that there is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kbgen.articles.article import Article, Section, Status
from kbgen.articles.nearest import did_you_mean
from kbgen.errors import OperatorError
from kbgen.language.alphabet.collation import collation_key
from kbgen.pages.body import Body
from kbgen.pages.lists.entries import ListKind
from kbgen.pages.page import Page
from kbgen.pages.views import anchor_of
from kbgen.site.plan import SitePlan
from kbgen.site.render import Renderer

GLOSSARY = "glossary"


@dataclass(frozen=True)
class Chapter:
    """A section's heading or an article. `anchor` is its address in the book; `level` that of its heading."""

    anchor: str
    level: int
    page: Page
    body: Body | None
    is_article: bool


@dataclass(frozen=True)
class Book:
    """`topics` lead from a tag to the anchors of its articles; `terms` are the glossary's, with their anchors."""

    locale: str
    title: str
    description: str
    chapters: Sequence[Chapter]
    topics: Sequence[tuple[str, Sequence[Chapter]]] = ()
    terms: Sequence[tuple[str, str, str]] = field(default=())

    @property
    def whole(self) -> bool:
        """Whether it is more than one article."""
        return len(self.chapters) > 1


def book_of(plan: SitePlan, renderer: Renderer, tag: str, asked: str) -> Book:
    """The book of `asked` in the language `tag`: a section by its path, an article by its path or id, or all where it is empty."""
    outline, views = plan.outlines[tag], plan.views[tag]
    path = asked.strip("/").removesuffix(".md")
    article = outline.articles.get(f"{path}.md") or outline.by_id.get(path)
    if article is not None:
        chapter = _article(renderer, views.article(article), article, "a1", 1)
        return Book(tag, article.title, article.description, [chapter])
    if path not in outline.sections:
        known = [*(name for name in outline.sections if name), *outline.by_id]
        raise OperatorError(
            f"There is neither a section nor an article {asked!r} in {tag}. {did_you_mean(path, known, '')}".strip()
        )
    home = outline.sections[path]
    chapters = list(_walk(plan, renderer, tag, path))
    if not any(chapter.is_article for chapter in chapters):
        raise OperatorError(f"The section {path or tag!r} has no articles.")
    by_id = {chapter.page.id: chapter for chapter in chapters if chapter.is_article}
    topics = [
        (name, [by_id[each.id] for each in tagged if each.id in by_id])
        for name, tagged in outline.by_tag.items()
        if any(each.id in by_id for each in tagged)
    ]
    ordered = sorted(views.glossary, key=lambda entry: collation_key(entry[0], tag))
    terms = [(f"{GLOSSARY}-{anchor_of(term)}", term, meaning) for term, meaning in ordered]
    title = home.title if path else views.site_name
    return Book(tag, title or views.site_name, home.description, chapters, topics, terms)


def _walk(plan: SitePlan, renderer: Renderer, tag: str, path: str) -> Iterator[Chapter]:
    """A section's heading and introduction, its articles, then the sections below it."""
    outline, views = plan.outlines[tag], plan.views[tag]
    section = outline.sections[path]
    counter = f"s{list(outline.sections).index(path)}"
    articles = [article for article in outline.in_section[path] if article.status is Status.PUBLISHED]
    below = [chapter for under in outline.subsections[path] for chapter in _walk(plan, renderer, tag, under.path)]
    if path and (articles or below):
        page = plan.lists[tag].page(ListKind.SECTION, path)
        yield Chapter(counter, min(1 + path.count("/"), 3), page, _introduction(renderer, section, page), is_article=False)
    for number, article in enumerate(articles, 1):
        level = min(2 + path.count("/"), 3) if path else 1
        yield _article(renderer, views.article(article), article, f"{counter}a{number}", level)
    yield from below


def _article(renderer: Renderer, page: Page, article: Article, anchor: str, level: int) -> Chapter:
    return Chapter(anchor, level, page, renderer.body(article, page), is_article=True)


def _introduction(renderer: Renderer, section: Section, page: Page) -> Body | None:
    return renderer.section_body(section, page)
