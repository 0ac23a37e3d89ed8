"""Other plugins' part in kbgen's own schedule: MkDocs' events, in MkDocs' order, on MkDocs' objects.

A site that uses no other plugin and no hook pays nothing: every method then hands back what it was given. Otherwise each
page has the `File` and `Page` that `mkdocs build` would give it, and all of them belong to one process, because plugins
keep what they learn from one page to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page as MkDocsPage

from kbgen.pages.body import Body
from kbgen.pages.page import Page
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.files import file_of, meta_of
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

    def pre_build(self, pages: Iterable[Page], media: Iterable[str]) -> None:
        """Before anything is rendered: `pre_build`, then `files` and `nav` with all `pages` and the writers' other files."""
        if not self.has_listeners:
            return
        for method in self.listeners("pre_build"):
            method(config=self._config)
        every = list(pages)
        folders = self._config.docs_dir, self._config.site_dir
        files = Files([*(File(name, *folders, True) for name in sorted(media)), *(file_of(self._config, page) for page in every)])
        for method in self.listeners("files"):
            files = _or(method(files, config=self._config), files)
        self._files, self._nav = files, get_navigation(files, self._config)
        for method in self.listeners("nav"):
            self._nav = _or(method(self._nav, config=self._config, files=files), self._nav)
        metas = {page.file: meta_of(page) for page in every}
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.meta = metas.get(file.dest_uri, {})
                self._pages[file.dest_uri] = file.page

    def post_build(self) -> None:
        """After everything is written, before it is published; `config.site_dir` is the staging folder."""
        for method in self.listeners("post_build"):
            method(config=self._config)

    def environment(self, environment: jinja2.Environment) -> jinja2.Environment:
        """The Jinja environment as other plugins want it."""
        for method in self.listeners("env"):
            environment = _or(method(environment, config=self._config, files=self._files), environment)
        return environment

    def page_markdown(self, text: str, page: Page) -> str:
        """The Markdown of an article, changed by others before it is converted."""
        if not self.listened & {"pre_page", "page_read_source", "page_markdown"}:
            return text
        of_mkdocs = self._page(page)
        for method in self.listeners("pre_page"):
            method(of_mkdocs, config=self._config, files=self._files)
        for method in self.listeners("page_markdown"):
            text = _or(method(text, page=of_mkdocs, config=self._config, files=self._files), text)
        of_mkdocs.markdown = text
        return text

    def page_content(self, body: Body, page: Page) -> Body:
        """The body, its HTML changed by others."""
        if not self.listened & {"page_content", "page_context", "post_page"}:
            return body
        of_mkdocs, html = self._page(page), body.html
        for method in self.listeners("page_content"):
            html = _or(method(html, page=of_mkdocs, config=self._config, files=self._files), html)
        of_mkdocs.content = html
        return replace(body, html=html)

    def render(self, templates: Templates, page: Page, body: Body | None) -> str:
        """The HTML of a page, its context changed by others."""
        if "page_context" not in self.listened:
            return templates.render(page, body)
        of_mkdocs = self._page(page)
        context: Any = {**get_context(self._nav, self._files, self._config, of_mkdocs), **templates.context(page, body)}
        for method in self.listeners("page_context"):
            context = _or(method(context, page=of_mkdocs, config=self._config, nav=self._nav), context)
        return templates.environment.get_template(page.template).render(context)

    def post_page(self, html: str, page: Page) -> str:
        """A page's HTML, changed by others before it is written."""
        for method in self.listeners("post_page") if "post_page" in self.listened else ():
            html = _or(method(html, page=self._page(page), config=self._config), html)
        return html

    def _page(self, page: Page) -> MkDocsPage:
        if page.file not in self._pages:
            of_mkdocs = MkDocsPage(None, file_of(self._config, page), self._config)
            of_mkdocs.meta = meta_of(page)
            self._pages[page.file] = of_mkdocs
        return self._pages[page.file]


def _or(result: Any, before: Any) -> Any:
    # MkDocs' rule: a plugin that returns nothing has changed nothing.
    return before if result is None else result
