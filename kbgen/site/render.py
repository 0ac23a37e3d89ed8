"""One worker's share of a build: articles become pages, in every locale that shows them.

A `Renderer` is made once in each process. Receives tasks of the plan, writes pages into the staging folder and returns
what the parent still needs: names, sizes, issues, and the documents for search.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import jinja2

from kbgen.articles.article import Article, Kind, Section
from kbgen.articles.banner import FILE as BANNER
from kbgen.articles.banner import Banner
from kbgen.articles.free_addresses import lies_at
from kbgen.articles.links import index_of
from kbgen.articles.names import issue_path
from kbgen.articles.shared import Expanded
from kbgen.articles.source import INDEX
from kbgen.config import PYTHON_MARKDOWN
from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.markup.slips import slips
from kbgen.pages import markdown
from kbgen.pages.body import Body
from kbgen.pages.copies import copy_name, markdown_copy
from kbgen.pages.page import Page
from kbgen.processes.time_limit import TimeUp, time_limit
from kbgen.search.analysis import AnalysedDocument, analyse
from kbgen.site.incremental.content import load_text
from kbgen.site.incremental.documents import DocumentFile
from kbgen.site.incremental.fingerprints import page_fingerprint
from kbgen.site.incremental.state import TaskState
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import PageKind, SitePlan, Task
from kbgen.site.publishing.publish import write_file
from kbgen.site.references import links_of, references_of
from kbgen.site.search_documents import document, section_document, translated
from kbgen.site.theme.template_errors import template_issue
from kbgen.site.theme.templates import Templates, prepare

Write = Callable[[str, bytes], int]
# A section's introduction has no kind of its own; a white paper's body is not reshaped.
PLAIN = Kind.WHITE_PAPER


@dataclass(frozen=True)
class RenderedTask:
    """What one task gave: what to remember of it, and what each locale's search index gets."""

    task: Task
    state: TaskState
    documents: tuple[tuple[str, AnalysedDocument], ...] = ()


class Renderer:
    """Turns tasks into pages."""

    def __init__(
        self,
        plan: SitePlan,
        mkdocs: MkDocs,
        events: Events,
        *,
        facts_only: bool = False,
        thorough: bool = False,
        with_lines: bool = False,
    ) -> None:
        self._plan = plan
        self._events = events
        self._mkdocs = mkdocs
        self._facts_only, self._thorough, self._with_lines = facts_only, thorough, with_lines
        self._converter = self._fresh_converter()
        environment = events.environment(mkdocs.environment())
        self.templates = Templates(prepare(environment), plan, mkdocs.styles, mkdocs.scripts)
        tags = list(plan.outlines)
        index = index_of(plan.library, tags, plan.settings.source_locale, loose=plan.settings.loose)
        # Articles whose text is newer than the plan: the preview's.
        self.fresh: dict[tuple[str, str], Article] = {}
        self._references = references_of(plan, index)

    def render(self, task: Task, write: Write) -> RenderedTask:
        """Render all pages of a task and write them."""
        return self._article(task.key, write) if task.what is None else self._other(task, write)

    def html(self, page: Page, body: Body | None) -> str:
        """One page's HTML, with the other plugins' say in it."""
        try:
            return self._events.post_page(self._events.render(self.templates, page, body), page)
        except jinja2.TemplateError as error:
            raise AuthorError("A template is wrong.", [template_issue(error, self._plan.settings.root)]) from error

    def body(self, article: Article, page: Page) -> Body:
        """The body of an article in its own language, for `page`."""
        loaded = self.fresh.get((article.locale, article.path)) or self._loaded(article, article.path)
        return self._with_events(loaded, article.path, article.kind, article.title, page)

    def section_body(self, section: Section, page: Page) -> Body | None:
        """The introduction of a section, if it has one."""
        loaded = self._loaded(section, section.file)
        if not loaded.body.strip():
            return None
        return self._with_events(loaded, section.file, PLAIN, section.title, page)

    def _loaded(self, entry: Article | Section, path: str) -> Article | Section:
        return load_text(self._plan.settings, entry, path, self.file_of(entry, path))

    def file_of(self, entry: Article | Section, path: str) -> str:
        """The file of `entry`, relative to the content folder: in a lenient site it may lie elsewhere than its address says."""
        return lies_at(self._plan.library.renamed, entry.locale, path)

    def expanded(self, source: Article | Section, path: str) -> Expanded:
        """The text of `source`, whose file is at `path`, with variables and snippets in it."""
        settings = self._plan.settings
        where = issue_path(settings, self.file_of(source, path))
        return self._plan.library.shared.expand(source.locale, source.body, source.body_line, where)

    def convert(
        self, source: Article | Section, path: str, kind: Kind, title: str, text: str, expanded: Expanded | None = None
    ) -> Body:
        """The body that `text` makes, in the place of `source`; empty, with an issue, where that takes too long. `expanded`
        is what `text` was before other plugins had it."""
        plan = self._plan
        expanded = expanded or Expanded(text)
        article = markdown.Article(
            path=path,
            file=issue_path(plan.settings, self.file_of(source, path)),
            kind=kind,
            title=title,
            language=plan.interfaces[source.locale],
            site=self._references[source.locale],
            markdown=text,
            first_line=source.body_line,
            lines=expanded.lines,
            terms=plan.terms.get(source.locale, ()),
            issues=list(expanded.issues),
        )
        seconds = plan.settings.article_seconds
        try:
            with time_limit(seconds):
                return self._converter.convert(article)
        except TimeUp:
            # It was stopped in the midst of its work and may be in any state.
            self._converter = self._fresh_converter()
            advice = "Look for long runs of brackets or other signs, or split the article; article_seconds raises the limit."
            message = f"The article takes longer than {seconds:g} seconds to convert."
            return Body("", issues=(Issue(article.file, article.first_line, "article-time", message, suggestion=advice),))
        except RecursionError:
            self._converter = self._fresh_converter()
            advice = "Look for notes, lists or definitions of which each stands in the one before, or split the article."
            message = "The article has more in one another than can be read."
            return Body("", issues=(Issue(article.file, article.first_line, "article-depth", message, suggestion=advice),))

    def _fresh_converter(self) -> markdown.Converter:
        settings = self._plan.settings
        read = self._mkdocs.reader(settings, colours=not self._facts_only)
        look_for = partial(slips, python=self._mkdocs.dialect(settings) == PYTHON_MARKDOWN) if self._thorough else None
        lenient = settings.front_matter == "lenient"
        return markdown.Converter(
            read,
            trusted=settings.allow_raw_html,
            lenient=lenient,
            facts_only=self._facts_only,
            look_for=look_for,
            with_lines=self._with_lines,
        )

    def _with_events(self, source: Article | Section, path: str, kind: Kind, title: str, page: Page) -> Body:
        expanded = self.expanded(source, path)
        text = self._events.page_markdown(expanded.text, page)
        return self._events.page_content(self.convert(source, path, kind, title, text, expanded), page)

    def copy(self, page: Page, entry: Article | Section, body: Body) -> bytes:
        """The Markdown copy of an article, or of a section's own text."""
        references, path = self._references[entry.locale], entry.file if isinstance(entry, Section) else entry.path
        return markdown_copy(page, entry, body.markdown, body.prose, lambda target: references.target(path, target).url).encode()

    def banner(self, tag: str, banner: Banner) -> Body:
        """The body of a locale's banner; its links lead from the locale's home."""
        source = Section("", tag, "", body=banner.body, body_line=banner.body_line)
        body = self.convert(source, INDEX, PLAIN, "", banner.body)
        where = issue_path(self._plan.settings, f"{tag}/{BANNER}")
        return replace(body, issues=tuple(replace(issue, path=where) for issue in body.issues))

    def _article(self, path: str, write: Write) -> RenderedTask:
        plan = self._plan
        bodies: dict[str, Body] = {}
        files, documents = [], []
        for tag, outline in plan.outlines.items():
            article = outline.articles[path]
            page = plan.views[tag].article(article)
            # One body serves all locales that show it, unless other plugins have a say: each page is then one of its own.
            if article.locale not in bodies or self._events.has_listeners:
                bodies[article.locale] = self.body(article, page)
            body = bodies[article.locale]
            files.append((page.file, page_fingerprint(page), write(page.file, self.html(page, body).encode())))
            # A copy has no key of its own: it shows nothing that the page does not.
            files.append((copy_name(page), "", write(copy_name(page), self.copy(page, article, body))))
            documents.append(document(page, article, body, plan.asked.get((tag, article.path), ())))
        issues = tuple(issue for body in bodies.values() for issue in body.issues)
        anchors = tuple((f"{tag}/{path}", body.anchors) for tag, body in bodies.items())
        links = [links_of(tag, path, body.references) for tag, body in bodies.items()]
        pointers = [pointer for body in bodies.values() for pointer in body.pointers]
        state = TaskState(plan.text_fingerprint(Task(path)), tuple(files), issues, anchors).leading(links, pointers)
        analysed = tuple((each.locale, analyse(each, plan.synonyms[each.locale])) for each in translated(documents))
        return RenderedTask(Task(path), state, analysed)

    def _other(self, task: Task, write: Write) -> RenderedTask:
        page = self._plan.page(task)
        introduced = task.what is PageKind.SECTION and task.number == 1
        section = self._plan.outlines[task.locale].sections[task.key] if introduced else None
        body = self.section_body(section, page) if section else None
        if body is None and self._events.has_listeners:
            # MkDocs asks other plugins about pages without a text of their own too.
            self._events.page_markdown("", page)
            body = self._events.page_content(Body(""), page)
        size = write(page.file, self.html(page, body).encode())
        files = [(page.file, page_fingerprint(page), size)]
        if body is None or section is None or not section.has_text:
            return RenderedTask(task, TaskState(self._plan.text_fingerprint(task), tuple(files)))
        path = section.file
        files.append((copy_name(page), "", write(copy_name(page), self.copy(page, section, body))))
        # A section shown in several locales has its issues said once, by the locale it is written in.
        issues = body.issues if section.locale == task.locale else ()
        links = [links_of(section.locale, path, body.references)]
        state = TaskState(self._plan.text_fingerprint(task), tuple(files), issues).leading(links, body.pointers)
        found = section_document(self._plan, task.locale, section, body)
        analysed = ((task.locale, analyse(found, self._plan.synonyms[task.locale])),) if found else ()
        return RenderedTask(task, state, analysed)


def start(plan: SitePlan, mkdocs: MkDocs, events: Events, folder: Path, cache: Path) -> tuple[Renderer, Write, DocumentFile]:
    """Set a worker up: its renderer, how it writes into the staging folder, and where it keeps documents for search."""

    return Renderer(plan, mkdocs, events), partial(write_file, folder), DocumentFile(cache)


def work(state: tuple[Renderer, Write, DocumentFile], task: Task) -> RenderedTask:
    """One task, in a worker; of its documents, the names alone go back."""
    renderer, write, kept = state
    written = renderer.render(task, write)
    names = tuple((tag, kept.store(document)) for tag, document in written.documents)
    return RenderedTask(task, written.state._replace(documents=names))
