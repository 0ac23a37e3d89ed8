"""One build in MkDocs' order: the state that the plugin keeps from event to event.

Receives settings and MkDocs' configuration; gives, for each page by its file, the text to convert, the body and the
template's context. All of it comes from the same plan, renderer and templates as `kbgen.site.build` uses.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig

from kbgen.articles.article import Article, Section
from kbgen.articles.git.moves import write_moves
from kbgen.articles.schedule import build_day
from kbgen.articles.shared import Expanded
from kbgen.config import Settings
from kbgen.pages.body import Body
from kbgen.pages.copies import copy_name
from kbgen.pages.page import Page
from kbgen.search.analysis import AnalysedDocument, analyse
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.state import BuildState
from kbgen.site.index import write_index
from kbgen.site.link_previews.write import kept_previews
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.outputs.feeds import whole_text, whole_texts
from kbgen.site.outputs.kept import kept_files
from kbgen.site.outputs.write import other_files
from kbgen.site.plan import PageKind
from kbgen.site.planning import plan_site
from kbgen.site.publishing.publish import published_files
from kbgen.site.render import PLAIN, Renderer
from kbgen.site.result import BuildResult
from kbgen.site.search_documents import document, section_document, translated
from kbgen.site.stops import checked, stop_at_issues
from kbgen.site.theme.templates import Templates, prepare


class MkDocsBuild:
    """The site as MkDocs walks through it."""

    def __init__(self, settings: Settings, config: MkDocsConfig) -> None:
        self.result = BuildResult()
        mkdocs = MkDocs(config)
        self._content = read_content(settings, {}, BuildState())
        library = checked(self._content, self.result, drafts=False, day=build_day(time.time()))
        self.plan = plan_site(settings, library, mkdocs, self.result)
        self._renderer = Renderer(self.plan, mkdocs, Events(mkdocs, silent=True))
        self._templates = self._renderer.templates
        self.pages: dict[str, Page] = {}
        self._sources: dict[str, Article | Section] = {}
        self._bodies: dict[str, Body] = {}
        for page, source in self._walk():
            self.pages[page.file] = page
            if source is not None:
                self._sources[page.file] = source

    def _walk(self) -> Iterator[tuple[Page, Article | Section | None]]:
        for task in self.plan.tasks:
            if task.what is None:
                for tag, outline in self.plan.outlines.items():
                    article = outline.articles[task.key]
                    yield self.plan.views[tag].article(article), article
            else:
                introduced = task.what is PageKind.SECTION and task.number == 1
                section = self.plan.outlines[task.locale].sections[task.key] if introduced else None
                yield self.plan.page(task), section if section and section.has_text else None

    def source(self, file: str) -> str:
        """The Markdown of a page, empty for pages that have none."""
        source = self._sources.get(file)
        return self._expanded(file).text if source else ""

    def convert(self, file: str, text: str) -> None:
        """Convert the Markdown of a page, as other plugins have left it."""
        match self._sources.get(file):
            case Article() as article:
                self._bodies[file] = self._renderer.convert(
                    article, article.path, article.kind, article.title, text, self._expanded(file)
                )
            case Section() as section:
                self._bodies[file] = self._renderer.convert(section, section.file, PLAIN, section.title, text, self._expanded(file))

    def _expanded(self, file: str) -> Expanded:
        source = self._sources[file]
        return self._renderer.expanded(source, source.path if isinstance(source, Article) else source.file)

    def body(self, file: str) -> Body | None:
        """The body of a page, once it is converted."""
        return self._bodies.get(file)

    def prepare(self, environment: jinja2.Environment) -> jinja2.Environment:
        """Make MkDocs' environment ours."""
        self._templates = Templates(prepare(environment), self.plan, self._templates.styles, self._templates.scripts)
        return environment

    def context(self, file: str) -> dict[str, Any]:
        """What the template of a page may use."""
        return self._templates.context(self.pages[file], self.body(file))

    def _documents(self) -> dict[str, list[AnalysedDocument]]:
        found: dict[str, list[AnalysedDocument]] = {tag: [] for tag in self.plan.outlines}
        for path in self.plan.outlines[self.plan.settings.source_locale].articles:
            documents = []
            for tag, outline in self.plan.outlines.items():
                article = outline.articles[path]
                page = self.plan.views[tag].article(article)
                documents.append(document(page, article, self._bodies[page.file], self.plan.asked.get((tag, path), ())))
            for each in translated(documents):
                found[each.locale].append(analyse(each, self.plan.synonyms[each.locale]))
        for file, source in self._sources.items():
            tag = self.pages[file].locale
            if isinstance(source, Section) and (told := section_document(self.plan, tag, source, self._bodies[file])):
                found[tag].append(analyse(told, self.plan.synonyms[tag]))
        return found

    def finish(self, site_dir: Path) -> None:
        """Write everything that is no page. Raises `AuthorError` if there are errors."""
        for body in self._bodies.values():
            self.result.issues += [issue for issue in body.issues if issue not in self.result.issues]
        for tag, documents in self._documents().items():
            write_index(self.plan, tag, sorted(documents, key=lambda document: document.path), site_dir)
        copies = {
            copy_name(page): self._renderer.copy(page, source, self._bodies[file])
            for file, page in self.pages.items()
            if (source := self._sources.get(file))
        }
        others = other_files(self.plan, self._templates, self._renderer, self.result)
        texts = [
            (name, whole_text(self.plan, tag, held, copies.__getitem__)) for name, (tag, held) in whole_texts(self.plan).items()
        ]
        for name, content in [*copies.items(), *texts, *others]:
            path = site_dir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name, kept in kept_previews(self.plan, self.plan.settings.root / ".kbgen" / "cache"):
            path = site_dir / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(kept.read_bytes())
        for name, content in kept_files(self.plan, lambda: self._templates, published_files(site_dir)):
            (site_dir / name).write_bytes(content)
        stop_at_issues(self.plan.settings, self.result, strict=False)
        write_moves(self.plan.settings, self._content.library.moves)
