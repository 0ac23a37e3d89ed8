"""Other plugins' part in kbgen's own schedule: MkDocs' page events, in MkDocs' order, on MkDocs' objects.

A site that uses no other plugin and no hook pays nothing: every method then hands back what it was given. `File` and
`Page` objects are made only for pages that somebody listens to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from kbgen.pages.body import Body
from kbgen.pages.page import Page
from kbgen.site.mkdocs import MkDocs
from kbgen.site.templates import Templates


class Events:
    """Runs the events of other plugins and hooks; `silent` where MkDocs runs them itself."""

    def __init__(self, mkdocs: MkDocs, *, silent: bool = False) -> None:
        self._config = mkdocs.config
        self._silent = silent
        self._pages: dict[str, MkDocsPage] = {}

    def listeners(self, event: str) -> list[Callable[..., Any]]:
        """The methods of others that are registered for `event`, in order of priority."""
        methods = [] if self._silent else self._config.plugins.events[event]
        own = self._config.plugins.get("kbgen")
        return [method for method in methods if getattr(method, "__self__", None) is not own]

    @cached_property
    def heard(self) -> frozenset[str]:
        """The events that somebody else listens to."""
        return frozenset(event for event in self._config.plugins.events if self.listeners(event))

    def pre_build(self) -> None:
        """Before anything is built."""
        for method in self.listeners("pre_build"):
            method(config=self._config)

    def post_build(self) -> None:
        """After everything is written, before it is published; `config.site_dir` is the staging folder."""
        for method in self.listeners("post_build"):
            method(config=self._config)

    def environment(self, environment: jinja2.Environment) -> jinja2.Environment:
        """The Jinja environment as other plugins want it."""
        for method in self.listeners("env"):
            environment = method(environment, config=self._config, files=self._files) or environment
        return environment

    def page_markdown(self, text: str, locale: str, path: str) -> str:
        """The Markdown of an article, changed by others before it is converted."""
        if "page_markdown" not in self.heard:
            return text
        page = self._page(f"{locale}/{path}")
        for method in self.listeners("page_markdown"):
            text = _or(method(text, page=page, config=self._config, files=self._files), text)
        page.markdown = text
        return text

    def page_content(self, body: Body, locale: str, path: str) -> Body:
        """The body, its HTML changed by others."""
        if "page_content" not in self.heard:
            return body
        page, html = self._page(f"{locale}/{path}"), body.html
        for method in self.listeners("page_content"):
            html = _or(method(html, page=page, config=self._config, files=self._files), html)
        return replace(body, html=html)

    def render(self, templates: Templates, page: Page, body: Body | None) -> str:
        """The HTML of a page, its context changed by others."""
        if "page_context" not in self.heard:
            return templates.render(page, body)
        of_mkdocs = self._page(page.url + "index.md")
        nav = Navigation([], [])
        context: Any = {**get_context(nav, self._files, self._config, of_mkdocs), **templates.context(page, body)}
        for method in self.listeners("page_context"):
            context = _or(method(context, page=of_mkdocs, config=self._config, nav=nav), context)
        return templates.environment.get_template(page.template).render(context)

    def post_page(self, html: str, page: Page) -> str:
        """A page's HTML, changed by others before it is written."""
        if "post_page" not in self.heard:
            return html
        of_mkdocs = self._page(page.url + "index.md")
        for method in self.listeners("post_page"):
            html = _or(method(html, page=of_mkdocs, config=self._config), html)
        return html

    @cached_property
    def _files(self) -> Files:
        return Files([])

    def _page(self, source: str) -> MkDocsPage:
        if source not in self._pages:
            file = File(source, self._config.docs_dir, self._config.site_dir, True)
            self._pages[source] = MkDocsPage(None, file, self._config)
        return self._pages[source]


def _or(result: Any, before: Any) -> Any:
    # MkDocs' rule: a plugin that returns nothing has changed nothing.
    return before if result is None else result
