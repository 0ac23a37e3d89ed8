"""What search gets of a site: a document for every article, and for every section that has text of its own.

Receives what the plan shows and the bodies that were rendered; returns `Document`s for `kbgen.search`, and which of them the index
of a locale is made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kbgen.articles.article import SECTION, Article, Section
from kbgen.articles.kinds import KINDS
from kbgen.pages.body import Body
from kbgen.pages.page import Page, encoded
from kbgen.pages.views import article_url, section_url
from kbgen.search.document import Document, Passage
from kbgen.site.incremental.documents import LostDocumentError
from kbgen.site.incremental.state import TaskState
from kbgen.site.plan import PageKind, SitePlan, Task

# The keys of front matter whose boxes templates give an id, which is their name.
BOXES_WITH_ADDRESS = frozenset({"symptoms", "abstract"})


def document(page: Page, article: Article, body: Body, asked: tuple[str, ...]) -> Document:
    """The search document of an article as shown on `page`."""
    return Document(
        article=article.id,
        locale=page.locale,
        path=article.path,
        url=encoded(article_url(page.locale, article.path)),
        title=article.title,
        kind=article.kind,
        section=article.section,
        language=article.locale,
        description=article.description,
        keywords=article.keywords,
        tags=article.tags,
        passages=(*boxes(article), *body.passages),
        asked=asked,
    )


def boxes(article: Article) -> Iterator[Passage]:
    """What the page of an article shows of its front matter, in boxes above or beside the text: symptoms, goal, facts, abstract."""
    for key in KINDS[article.kind].keys:
        value = article.details.get(key.name)
        if not value or value == article.description:
            continue
        lines = [f"{label}: {each}" for label, each in value.items()] if isinstance(value, Mapping) else value
        text = lines if isinstance(lines, str) else " · ".join(map(str, lines)) if isinstance(lines, Iterable) else ""
        if text:
            yield Passage(key.name if key.name in BOXES_WITH_ADDRESS else "", "", text)


def translated(documents: Iterable[Document]) -> Iterable[Document]:
    """The documents of one article, each with the titles and headings of its translations."""
    every = list(documents)
    words = {
        each.language: " ".join([each.title, *(passage.heading for passage in each.passages if passage.heading)]) for each in every
    }
    for each in every:
        others = tuple((language, text) for language, text in words.items() if language != each.language)
        yield Document(**{**each.__dict__, "translations": others})


def section_document(plan: SitePlan, locale: str, section: Section, body: Body) -> Document | None:
    """The same for a section as `locale` shows it; none where its text has no words. It has the titles of its translations and not
    their headings: each locale's page of a section is rendered apart."""
    if not any(passage.text.strip() for passage in body.passages):
        return None
    titles = {shown.locale: shown.title for outline in plan.outlines.values() for shown in [outline.sections[section.path]]}
    return Document(
        article=section.id,
        locale=locale,
        path=section.file,
        url=encoded(section_url(locale, section.path)),
        title=section.title or plan.views[locale].site_name,
        kind=SECTION,
        section=section.path,
        language=section.locale,
        description=section.description,
        passages=body.passages,
        translations=tuple((tag, title) for tag, title in titles.items() if tag != section.locale),
    )


def documents_of(plan: SitePlan, tag: str, tasks: Mapping[str, TaskState]) -> dict[str, str]:
    """The documents of a locale's index by their paths, in the order of these, each by its name in the cache.

    Raises `LostDocumentError` where an article has none.
    """
    outline = plan.outlines[tag]
    wanted = {path: Task(path) for path in outline.articles}
    wanted |= {section.file: Task(section.path, tag, PageKind.SECTION) for section in outline.told}
    found = {}
    for path in sorted(wanted):
        state = tasks.get(wanted[path].name)
        name = next((name for locale, name in state.documents if locale == tag), "") if state else ""
        if name:
            found[path] = name
        elif path in outline.articles:
            raise LostDocumentError(f"The cache knows no document of {path} in {tag}.")
    return found
