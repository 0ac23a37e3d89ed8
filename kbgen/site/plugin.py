"""kbgen as a MkDocs plugin: `mkdocs build` and `mkdocs serve` give the pages that `kbgen build` gives.

MkDocs keeps its own order of events; at each the plugin does the part that `build.py` does in kbgen's order: the content
is read and planned when MkDocs collects files, bodies are converted when it would convert Markdown, and what is no page is
written at the end.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from kbgen.config import Settings, settings_from
from kbgen.errors import AuthorError, KbgenError
from kbgen.issues import Level
from kbgen.resources import theme_dir
from kbgen.site.mkdocs.files import file_of, meta_of
from kbgen.site.mkdocs.known_plugins import refused, spare_addresses, without_effect
from kbgen.site.theme.parts import parted

if TYPE_CHECKING:
    # It brings a web server and file watchers along, a twentieth of a small build's time.
    from mkdocs.livereload import LiveReloadServer

LAST, FIRST = -100, 100
log = get_plugin_logger("kbgen")


class KbgenPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # MkDocs reads the parameter as a class of options
    """The `kbgen` entry under `plugins`."""

    def load_config(self, options: Any, config_file_path: str | None = None) -> tuple[list[Any], list[Any]]:
        """Keep the options as they are: `kbgen.config` checks them, with better messages than MkDocs has."""
        self.options: Mapping[str, Any] = options or {}
        self.config = options or {}
        return [], []

    def settings(self, config: MkDocsConfig) -> Settings:
        """The settings, from MkDocs' own reading of `mkdocs.yml`."""
        return settings_from(config, self.options, Path(config.config_file_path))

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our templates behind the site's own and before Material's; look at the plugins beside us."""
        if problem := refused(config):
            raise PluginError(str(problem))
        spare_addresses(config)
        own, ours = config.theme.custom_dir, str(theme_dir())
        if ours not in config.theme.dirs:
            config.theme.dirs.insert(1 if own else 0, ours)
        # Sitemaps and 404 pages are ours, one for each locale.
        config.theme.static_templates = set()
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
        """Watch the site's own templates and catalogues too; MkDocs watches the content and the settings."""
        own = config.theme.custom_dir, str(Path(config.config_file_path).parent / "locales")
        for folder in own:
            if folder and Path(folder).is_dir():
                server.watch(folder)
        return server

    @event_priority(LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read and plan the whole site; MkDocs' files are then exactly the pages of the plan, and the writers' pictures."""
        from kbgen.site.mkdocs.build import MkDocsBuild
        from kbgen.site.mkdocs.events import unpublished

        try:
            self.session = MkDocsBuild(self.settings(config), config)
        except KbgenError as error:
            raise PluginError(_told(error)) from None
        made = [file for file in files if file.generated_by]
        self.session.result.issues += [
            *without_effect(config),
            *(unpublished(file) for file in made if file.is_documentation_page()),
        ]
        kept = [
            file for file in files if not file.is_documentation_page() and (file in made or file.src_uri in self.session.plan.files)
        ]
        return Files([*kept, *(file_of(config, shown) for shown in self.session.pages.values())])

    @event_priority(FIRST)
    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """The text of an article behind front matter that MkDocs and other plugins can read: JSON, which is YAML too."""
        meta = json.dumps(meta_of(self.session.pages[page.file.dest_uri]))
        return f"---\n{meta}\n---\n" + self.session.source(page.file.dest_uri)

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Convert the page's own text; MkDocs gets nothing to convert."""
        page.meta["template"] = self.session.pages[page.file.dest_uri].template
        self.session.convert(page.file.dest_uri, markdown)
        return ""

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """The body that kbgen's converter makes."""
        body = self.session.body(page.file.dest_uri)
        return body.html if body else ""

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Templates escape what they are given."""
        return self.session.prepare(env)

    @event_priority(FIRST)
    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
        """What our templates show, with the body as other plugins have left it."""
        context.update(self.session.context(page.file.dest_uri))
        context["body"] = Markup(page.content or "")
        context["opening"], context["rest"] = map(Markup, parted(page.content or ""))
        return context

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page, and say what is wrong."""
        try:
            self.session.finish(Path(config.site_dir))
        except AuthorError as error:
            raise PluginError(_told(error)) from None
        # MkDocs counts them, and stops at the end where it was asked to be strict.
        for issue in self.session.result.issues:
            if issue.level is Level.WARNING:
                log.warning("%s", issue)


def _told(error: KbgenError) -> str:
    issues = getattr(error, "issues", ())
    return "\n".join([str(error), *(str(issue) for issue in issues)])
