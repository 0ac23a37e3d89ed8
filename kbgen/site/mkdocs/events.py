"""Other plugins' part in kbgen's own schedule: MkDocs' events, in MkDocs' order, on MkDocs' objects.

A site that uses no other plugin and no hook pays nothing: every method then hands back what it was given. Otherwise each
page has the `File` and `Page` that `mkdocs build` would give it, and all of them belong to one process, because plugins
keep what they learn from one page to the next. A plugin that fails ends the build with its name; pages that it made of its own
are told, since kbgen publishes what is in the content folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.commands.build import get_context
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from kbgen.errors import OperatorError
from kbgen.issues import Issue, Level
from kbgen.pages.body import Body
from kbgen.pages.page import Page
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.files import file_of, meta_of
from kbgen.site.mkdocs.known_plugins import name_of, without_effect
from kbgen.site.theme.templates import Templates

# These run before kbgen has a say, or belong to MkDocs' own server.
BEFORE = frozenset({"startup", "shutdown", "serve", "config", "build_error"})


class Events:
    """Runs the events of other plugins and hooks; `silent` where MkDocs runs them itself."""

    def __init__(self, mkdocs: MkDocs, *, silent: bool = False) -> None:
        self._mkdocs = mkdocs
        self._config = mkdocs.config
        self._silent = silent
        self._files = Files([])
        self._nav = Navigation([], [])
        self._pages: dict[str, MkDocsPage] = {}
        # Files that a plugin made and no writer: what is no page is published as it is.
        self._made: list[File] = []

    def __reduce__(self) -> tuple[type[Events], tuple[MkDocs]]:
        # For processes that are started anew: they are used only where nobody listens, so there is nothing to carry over.
        return Events, (self._mkdocs,)

    def listeners(self, event: str) -> list[Callable[..., Any]]:
        """The methods of others that are registered for `event`, in order of priority."""
        methods = [] if self._silent else self._config.plugins.events[event]
        own = self._config.plugins.get("kbgen")
        return [method for method in methods if getattr(method, "__self__", None) is not own]

    @cached_property
    def has_listeners(self) -> bool:
        """Whether anybody else listens to any event."""
        return bool(self.listened)

    @cached_property
    def listened(self) -> frozenset[str]:
        """The events that somebody else listens to."""
        return frozenset(event for event in self._config.plugins.events if event not in BEFORE and self.listeners(event))

    def _run(self, event: str, *value: Any, **more: Any) -> Any:
        """Call everybody who listens to `event`; what one makes of `value` is what the next is given."""
        result = value[0] if value else None
        for method in self.listeners(event):
            try:
                # MkDocs' rule: a plugin that returns nothing has changed nothing.
                made = method(*([result] if value else []), config=self._config, **more)
                result = result if made is None else made
            except (Exception, Abort) as error:
                page = more["page"].file.src_uri if "page" in more else ""
                where = f" at {page}" if page else ""
                said = " ".join(str(error).split()) or type(error).__name__
                who = name_of(self._config, method)
                raise OperatorError(
                    f"The {who} of mkdocs.yml failed in on_{event}{where}: {type(error).__name__}: {said}"
                ) from error
        return result

    def pre_build(self, pages: Iterable[Page], media: Iterable[str]) -> list[Issue]:
        """Before anything is rendered: `pre_build`, then `files` and `nav` with all `pages` and the writers' other files.

        Returns warnings of plugins that do nothing here, and of pages that a plugin made."""
        idle = [] if self._silent else list(without_effect(self._config))
        if not self.has_listeners:
            return idle
        self._run("pre_build")
        every = list(pages)
        folders = self._config.docs_dir, self._config.site_dir
        files = Files([*(File(name, *folders, True) for name in sorted(media)), *(file_of(self._config, page) for page in every)])
        known = {file.src_uri for file in files}
        files = self._run("files", files)
        made = [file for file in files if file.src_uri not in known]
        self._made = [file for file in made if not file.is_documentation_page()]
        self._files = files
        self._nav = self._run("nav", get_navigation(files, self._config), files=files)
        metas = {page.file: meta_of(page) for page in every}
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.meta = metas.get(file.dest_uri, {})
                self._pages[file.dest_uri] = file.page
        return [*idle, *(unpublished(file) for file in made if file.is_documentation_page())]

    def post_build(self) -> None:
        """After everything is written, before it is published; `config.site_dir` is the staging folder."""
        for file in self._made:
            path = Path(self._config.site_dir, file.dest_uri)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content_bytes)
        self._run("post_build")

    def environment(self, environment: jinja2.Environment) -> jinja2.Environment:
        """The Jinja environment as other plugins want it."""
        made: jinja2.Environment = self._run("env", environment, files=self._files)
        return made

    def page_markdown(self, text: str, page: Page) -> str:
        """The Markdown of an article, changed by others before it is converted."""
        if not self.listened & {"pre_page", "page_read_source", "page_markdown"}:
            return text
        of_mkdocs = self._run("pre_page", self._page(page), files=self._files)
        read = self._run("page_read_source", page=of_mkdocs)
        text = text if read is None else read
        # Its title is known from here on.
        of_mkdocs.markdown = text
        of_mkdocs.markdown = self._run("page_markdown", text, page=of_mkdocs, files=self._files)
        return str(of_mkdocs.markdown)

    def page_content(self, body: Body, page: Page) -> Body:
        """The body, its HTML changed by others."""
        if not self.listened & {"page_content", "page_context", "post_page"}:
            return body
        of_mkdocs = self._page(page)
        if of_mkdocs.markdown is None:
            of_mkdocs.markdown = ""
        of_mkdocs.content = body.html
        tokens: list[Any] = [{"level": each.level, "id": each.id, "name": each.text, "html": each.text} for each in body.headings]
        of_mkdocs.toc = get_toc(nest_toc_tokens(tokens))
        of_mkdocs.content = html = self._run("page_content", body.html, page=of_mkdocs, files=self._files)
        return replace(body, html=html)

    def render(self, templates: Templates, page: Page, body: Body | None) -> str:
        """The HTML of a page, its context changed by others."""
        if "page_context" not in self.listened:
            return templates.render(page, body)
        of_mkdocs = self._page(page)
        context: Any = {**get_context(self._nav, self._files, self._config, of_mkdocs), **templates.context(page, body)}
        context = self._run("page_context", context, page=of_mkdocs, nav=self._nav)
        return templates.environment.get_template(page.template).render(context)

    def post_page(self, html: str, page: Page) -> str:
        """A page's HTML, changed by others before it is written."""
        return str(self._run("post_page", html, page=self._page(page))) if "post_page" in self.listened else html

    def _page(self, page: Page) -> MkDocsPage:
        if page.file not in self._pages:
            of_mkdocs = MkDocsPage(None, file_of(self._config, page), self._config)
            of_mkdocs.meta = meta_of(page)
            self._pages[page.file] = of_mkdocs
        return self._pages[page.file]


def unpublished(file: File) -> Issue:
    """The warning for a page that a plugin made."""
    maker = f" by {file.generated_by}" if file.generated_by else ""
    message = f"{file.src_uri} was made{maker} while the site is built, and is not published."
    advice = "kbgen reads articles from the content folder: write it there before the build."
    return Issue("mkdocs.yml", 0, "plugin-page", message, Level.WARNING, advice)
