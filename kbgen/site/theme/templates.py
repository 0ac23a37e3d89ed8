"""Page templates: the environment they are rendered in, and what they are given.

Receives a page and, for articles, its body; returns HTML. All text is escaped unless it is HTML that kbgen itself made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from markupsafe import Markup, escape

from kbgen.pages.body import Body
from kbgen.pages.direction import isolated
from kbgen.pages.page import Page
from kbgen.pages.reading import minutes
from kbgen.pages.structured import json_ld
from kbgen.resources import material_dir
from kbgen.site.plan import SitePlan
from kbgen.site.theme.icons import FOLDER as ICONS
from kbgen.site.theme.parts import parted

TOC_LEVELS = (2, 3)
# Functions that templates are given, each of a page's language or of the site.
PLAIN = frozenset({"_", "content_", "absolute", "icon"})
# Of a problem the contents list the causes; each has its fix with it.
CAUSES = (2,)


def prepare(environment: jinja2.Environment) -> jinja2.Environment:
    """Make an environment safe for text from front matter: MkDocs' own escapes nothing."""
    environment.autoescape = True
    environment.trim_blocks = True
    environment.undefined = jinja2.StrictUndefined
    environment.filters["isolated"] = isolated
    environment.globals["icon"] = _icons(environment)
    environment.code_generator_class = _CodeGenerator
    environment.escaped = _escaped  # type: ignore[attr-defined]
    # With another theme than Material, or none, its icons are still there.
    icons = jinja2.PrefixLoader({ICONS: jinja2.FileSystemLoader(material_dir() / ICONS)})
    environment.loader = jinja2.ChoiceLoader([environment.loader, icons] if environment.loader else [icons])
    return environment


class _CodeGenerator(CodeGenerator):
    """Lets compiled templates escape their texts by `_escaped`, and hand what a block, a parent or an included template makes on as
    one string: each of the 700 strings of a page would else pass through as many generators as there are templates around it."""

    def write(self, x: str) -> None:
        super().write("environment.escaped(" if x == "escape(" else x)

    def writeline(self, x: str, node: nodes.Node | None = None, extra: int = 0) -> None:
        if x.startswith(("yield from context.blocks[", "yield from parent_template.")):
            x = f"yield concat({x.removeprefix('yield from ')})"
        super().writeline(x, node, extra)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        # Four hundred on a page, nearly all attributes: only what is none is left to a function of Python's.
        name = repr(node.attr)
        self.write("(known if (known := getattr((asked := ")
        self.visit(node.node, frame)
        self.write(f"), {name}, missing)) is not missing else environment.getattr(asked, {name}))")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        # These want nothing of the context.
        plain = isinstance(node.node, nodes.Name) and node.node.name in PLAIN
        if forward_caller or not plain or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:
        # What the theme writes: one template by name, in the context of the page.
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing or not node.with_context or frame.buffer is not None:
            super().visit_Include(node, frame)
            return
        context = f"template.new_context(context.get_all(), True, {self.dump_local_context(frame)})"
        self.writeline(f"template = environment.get_template({name!r}, {self.name!r})", node)
        self.writeline(f"yield concat(template.root_render_func({context}))")


def _escaped(value: Any) -> str:
    if type(value) is str:
        return _escaped_text(value)
    return value if type(value) is Markup else escape(value)


# Most texts of a page stand on its neighbours too, or many times on itself. To escape one takes five times as long as to find it.
@lru_cache(maxsize=16384)
def _escaped_text(text: str) -> str:
    return str(escape(text))


def _icons(environment: jinja2.Environment) -> Callable[..., Markup]:
    # Every page shows some, and to include a template takes forty times as long as to take what is kept.
    @cache
    def icon(*names: str) -> Markup:
        """The first of these icons that there is."""
        return Markup(environment.select_template([f"{ICONS}/{name}.svg" for name in names]).render())

    return icon


@dataclass(frozen=True, eq=False)
class Templates:
    """Renders pages of one plan."""

    environment: jinja2.Environment
    plan: SitePlan
    styles: Sequence[str] = ()
    scripts: Sequence[str] = ()

    def render(self, page: Page, body: Body | None = None) -> str:
        """The HTML of a page."""
        return self.environment.get_template(page.template).render(self.context(page, body))

    def render_with(self, page: Page, **more: Any) -> str:
        """The HTML of a page whose template is given more than other pages' are."""
        return self.environment.get_template(page.template).render({**self.context(page, None), **more})

    def context(self, page: Page, body: Body | None) -> dict[str, Any]:
        """What the template of `page` may use; the manual lists these names for writers of templates."""
        plan = self.plan
        interface, content = plan.interfaces[page.locale], plan.interfaces[page.language]
        views = plan.views[page.locale]
        levels = CAUSES if page.kind == "troubleshooting" else TOC_LEVELS
        headings = [heading for heading in body.headings if heading.level in levels and heading.id] if body else []
        opening, rest = parted(body.html if body else "")
        context: dict[str, Any] = {
            "page": page,
            "base": page.base,
            "body": Markup(body.html) if body else "",
            "opening": Markup(opening),
            "rest": Markup(rest),
            "toc": headings,
            "assets": plan.assets.names,
            # MkDocs finds them in the content folder and in the theme; there they have a hash in their name.
            "styles": [plan.assets.names.get(name, name) for name in self.styles],
            "scripts": [plan.assets.names.get(name, name) for name in self.scripts],
            "_": interface.gettext,
            "pgettext": interface.pgettext,
            "ngettext": interface.count,
            # In the language of the content, for words that stand among it.
            "content_": content.gettext,
            "language_name": interface.name,
            # In the words of the page's language, for sentences.
            "language_here": interface.locale.language_name(page.locale),
            "language_there": interface.locale.language_name(page.language),
            "digits": interface.locale.numbering,
            "content_digits": content.locale.numbering,
            "absolute": views.absolute_link,
            "json_ld": Markup(json_ld(page, body, views.absolute)),
            "config_json": Markup(self._config(page)),
            "search_prompt": "",
            "brief": False,
            "contact": views.contact,
            "feedback": plan.settings.feedback,
            "offline": bool(plan.settings.offline),
            "source_locale": plan.settings.source_locale,
        }
        if page.article and body:
            details = page.article.details
            time = minutes(body.words, page.language)
            context |= {
                "reading_time": interface.count("{n} minute to read", "{n} minutes to read", time),
                "time_needed": content.count("Takes about {n} minute", "Takes about {n} minutes", details.get("minutes") or 0),
                "applies_to": content.locale.join(details.get("applies_to") or ()),
                "authors": content.locale.join(details.get("authors") or ()),
            }
        return context

    def _config(self, page: Page) -> str:
        strings = self.plan.assets[f"strings/{page.locale}.json"]
        numbers = f"{page.locale}-u-nu-{self.plan.interfaces[page.locale].locale.numbering}"
        config: dict[str, object] = {"base": page.base, "locale": page.locale, "numbers": numbers, "strings": strings}
        if self.plan.settings.second_opinion:
            config["opinion"] = True
        if self.plan.settings.offline:
            config["offline"] = True
        return json.dumps(config, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
