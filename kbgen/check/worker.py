"""One worker's share of a check: the texts of articles and sections are looked into, nothing is rendered.

An `Inspector` is made once in each process. Receives tasks of the plan; returns what a renderer would have found out, and what
only a check looks for: the order of headings, the words of the house style, the length of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kbgen.articles.article import Article, Section, Status
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.names import issue_path
from kbgen.dialects.encodings import decoded
from kbgen.issues import Issue
from kbgen.pages.body import Body
from kbgen.rules.settings import Limits
from kbgen.rules.style import Style
from kbgen.rules.texts import heading_issues, length_issues, placeholder_issues
from kbgen.rules.words import Lines, prose_of
from kbgen.search.analysis import analyse
from kbgen.site.incremental.documents import DocumentFile
from kbgen.site.incremental.state import TaskState
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import PageKind, SitePlan, Task
from kbgen.site.references import links_of
from kbgen.site.render import RenderedTask, Renderer
from kbgen.site.search_documents import document, section_document, translated

# The keys whose words readers see. `keywords` are readers' own words, whatever our style says of them.
_SHOWN = frozenset({"title", "description", "goal", "topic", "needs", "symptoms", "applies_to", "abstract", "facts"})
_KEY = re.compile(r"^([a-z_]+)[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class Inspection:
    """What to look for: the styles by locale, and where to keep the documents that tests of search need, if there are any."""

    styles: Mapping[str, Style]
    limits: Limits
    documents: Path | None = None


class Inspector:
    """Looks into the texts of tasks."""

    def __init__(self, plan: SitePlan, mkdocs: MkDocs, events: Events, inspection: Inspection) -> None:
        self._plan = plan
        self._inspection = inspection
        self._kept = DocumentFile(inspection.documents) if inspection.documents is not None else None
        # Other plugins may do anything with a page and its HTML, so they get them whole. Where there are none, nobody looks at
        # the page around a text.
        self._whole = events.has_listeners or self._kept is not None
        self._renderer = Renderer(plan, mkdocs, events, facts_only=not self._whole, thorough=True)
        self._no_page = {tag: views.not_found() for tag, views in plan.views.items()}

    def inspect(self, task: Task) -> RenderedTask:
        """What there is to know of the texts of `task`."""
        if task.what is PageKind.SECTION:
            return self._section(task)
        plan = self._plan
        bodies: dict[str, Body] = {}
        issues: list[Issue] = []
        documents = []
        for tag, outline in plan.outlines.items():
            article = outline.articles[task.key]
            page = plan.views[tag].article(article) if self._whole else self._no_page[tag]
            if article.locale not in bodies:
                bodies[article.locale] = self._renderer.body(article, page)
                issues += self._words(article, article.path)
            if self._kept is not None:
                asked = plan.asked.get((tag, article.path), ())
                documents.append(document(page, article, bodies[article.locale], asked))
        state = _state(plan, task, task.key, bodies, issues)
        if self._kept is not None:
            analysed = ((each.locale, analyse(each, plan.synonyms[each.locale])) for each in translated(documents))
            state = state._replace(documents=tuple((tag, self._kept.store(each)) for tag, each in analysed))
        return RenderedTask(task, state)

    def _section(self, task: Task) -> RenderedTask:
        section = self._plan.outlines[task.locale].sections[task.key]
        # Shown in another language's words: those are looked into where they are at home, and here for search alone.
        own = section.locale == task.locale and bool(section.digest)
        if not own and not (section.has_text and self._kept is not None):
            return RenderedTask(task, TaskState(self._plan.text_fingerprint(task), ()))
        body = self._renderer.section_body(section, self._plan.page(task))
        bodies = {section.locale: body} if body and own else {}
        state = _state(self._plan, task, section.file, bodies, self._words(section, section.file) if own else ())
        told = section_document(self._plan, task.locale, section, body) if body and self._kept is not None else None
        if told and self._kept is not None:
            kept = self._kept.store(analyse(told, self._plan.synonyms[task.locale]))
            state = state._replace(documents=((task.locale, kept),))
        return RenderedTask(task, state)

    def _words(self, entry: Article | Section, path: str) -> Iterator[Issue]:
        settings = self._plan.settings
        place = self._renderer.file_of(entry, path)
        where = issue_path(settings, place)
        text = decoded((settings.content_dir / place).read_bytes(), entry.locale).text
        parts, _ = front_matter.split(text, where)
        if parts is None:
            return
        yield from heading_issues(parts.body, parts.body_line, where)
        prose = prose_of(parts.body)
        if not (isinstance(entry, Article) and entry.status is Status.DRAFT):
            if not isinstance(entry, Article):  # those of articles end a build already
                yield from placeholder_issues(parts.header or "", Lines(parts.header or "", 2), where)
            yield from placeholder_issues(prose, Lines(prose, parts.body_line), where)
        yield from length_issues(prose, Lines(prose, parts.body_line), where, self._inspection.limits)
        style = self._inspection.styles.get(entry.locale)
        if style and style.wordings:
            yield from style.issues(prose, Lines(prose, parts.body_line), where)
            header = _shown(parts.header or "")
            yield from style.issues(header, Lines(header, 2), where)


def _state(plan: SitePlan, task: Task, path: str, bodies: Mapping[str, Body], issues: Iterable[Issue]) -> TaskState:
    every = (*(issue for body in bodies.values() for issue in body.issues), *issues)
    anchors = tuple((f"{tag}/{path}", body.anchors) for tag, body in bodies.items())
    links = [links_of(tag, path, body.references) for tag, body in bodies.items()]
    pointers = [pointer for body in bodies.values() for pointer in body.pointers]
    return TaskState(plan.text_fingerprint(task), (), every, anchors).leading(links, pointers)


def _shown(header: str) -> str:
    """The front matter with all keys blanked whose words no reader sees, and the names of the others."""
    lines, shown = [], False
    for line in header.split("\n"):
        key = _KEY.match(line)
        shown = key[1] in _SHOWN if key else shown
        lines.append(" " * (key.end() if key else 0) + line[key.end() if key else 0 :] if shown else "")
    return "\n".join(lines)


def start(plan: SitePlan, mkdocs: MkDocs, events: Events, inspection: Inspection) -> Inspector:
    """Set a worker up."""
    return Inspector(plan, mkdocs, events, inspection)


def work(inspector: Inspector, task: Task) -> RenderedTask:
    """One task, in a worker."""
    return inspector.inspect(task)
