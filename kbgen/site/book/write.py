"""A book as one HTML file: cover, contents, chapters, glossary and topics, with styles, fonts and pictures in it.

Receives settings and what is asked for; returns a `Written` book, whose numbers can be filled in. The site need not be built.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from kbgen.articles.schedule import build_day
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.pages.interface import Interface
from kbgen.pages.page import encoded
from kbgen.pages.views import special_url
from kbgen.resources import theme_dir
from kbgen.site.book.chapters import GLOSSARY, Book, Chapter, book_of
from kbgen.site.book.page_numbers import with_numbers
from kbgen.site.book.paper import Paper
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.state import BuildState
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.render import Renderer
from kbgen.site.result import BuildResult
from kbgen.site.stops import checked, stop_at_issues

# Of the theme's own face, which varies and would not be put into a PDF as a font.
_FACE = re.compile(r'@font-face\s*\{[^}]*"Vazirmatn"[^}]*\}')
FACES = {400: "100 599", 700: "600 900"}
# CSS's names of the digits that pages are counted in.
COUNTERS = {
    "arab": "arabic-indic",
    "arabext": "persian",
    "deva": "devanagari",
    "beng": "bengali",
    "mymr": "myanmar",
    "tibt": "tibetan",
}


@dataclass(frozen=True)
class Written:
    """A book's HTML without page numbers, and its language."""

    book: Book
    html: str
    interface: Interface

    def numbered(self, pages: Mapping[str, int]) -> str:
        """The HTML with the numbers of `pages`."""
        number = self.interface.locale.number
        reference = self.interface.gettext("page {n}")

        def written(kind: str, page: int) -> str:
            return escape(number(page) if kind == "page" else f"({reference.replace('{n}', number(page))})")

        return with_numbers(self.html, pages, written)


def write_book(settings: Settings, tag: str, asked: str) -> Written:
    """Write the book of `asked` in the language `tag`. Raises `AuthorError` where the content has errors."""
    if tag not in {locale.tag for locale in settings.locales}:
        known = ", ".join(locale.tag for locale in settings.locales)
        raise OperatorError(f"The site has no language {tag}. It has: {known}.")
    result = BuildResult()
    mkdocs = mkdocs_config.load(settings)
    content = read_content(settings, {}, BuildState())
    library = checked(content, result, drafts=False, day=build_day(time.time()))
    plan = plan_site(settings, library, mkdocs, result)
    stop_at_issues(settings, result, strict=False)
    events = Events(mkdocs)
    events.pre_build(plan.pages, plan.files)
    renderer = Renderer(plan, mkdocs, events)
    book = book_of(plan, renderer, tag, asked)
    return Written(book, _html(plan, renderer, book), plan.interfaces[tag])


def _html(plan: SitePlan, renderer: Renderer, book: Book) -> str:
    interface = plan.interfaces[book.locale]
    # Addresses in links are encoded; pages know their own as they are.
    places = {encoded(chapter.page.url): chapter.anchor for chapter in book.chapters}
    if book.terms:
        places[special_url(book.locale, "glossary")] = GLOSSARY
    paper = Paper(plan.settings.content_dir, plan.settings.site_url, places)
    template = renderer.templates.environment.get_template("book.html")
    rtl = interface.direction == "rtl" or any(chapter.page.text_direction == "rtl" for chapter in book.chapters)
    return template.render(
        book=book,
        chapters=[(chapter, Markup(_body(renderer, paper, chapter))) for chapter in book.chapters],
        inside=[
            heading
            for chapter in book.chapters
            for heading in (chapter.body.headings if chapter.body else ())
            if heading.level == 2
        ]
        if not book.whole
        else [],
        _=interface.gettext,
        language=book.locale,
        direction=interface.direction,
        digits=interface.locale.numbering,
        counter=COUNTERS.get(interface.locale.numbering, "decimal"),
        site_name=plan.views[book.locale].site_name,
        site_url=plan.settings.site_url,
        day=interface.date(build_day(time.time())),
        styles=Markup(_styles(plan, arabic=rtl)),
        running=Markup(_css_text(book.title)),
    )


def _body(renderer: Renderer, paper: Paper, chapter: Chapter) -> str:
    if chapter.body is None:
        return ""
    # `article` is what the frame of articles calls it.
    context = renderer.templates.context(chapter.page, chapter.body) | {"article": chapter.page.article}
    facts = ""
    if chapter.is_article:
        template = renderer.templates.environment.get_template(chapter.page.template)
        if block := template.blocks.get("facts"):
            facts = "".join(block(template.new_context(context)))
    # The title of an article is a heading of the book; what was level 2 below it follows.
    return paper.carried(facts + chapter.body.html, chapter.page.url, chapter.anchor, chapter.level - 1)


def _styles(plan: SitePlan, *, arabic: bool) -> str:
    sheets = [plan.assets.files[plan.assets.names["assets/stylesheets/kb.css"]].decode()]
    if arabic:
        own = plan.assets.files[plan.assets.names["assets/stylesheets/arabic-script.css"]].decode()
        sheets += [*(_face(weight, span) for weight, span in FACES.items()), _FACE.sub("", own)]
    return "\n".join(sheets)


def _face(weight: int, span: str) -> str:
    font = base64.b64encode((theme_dir() / "previews" / f"vazirmatn-{weight}.woff2").read_bytes()).decode()
    source = f'url("data:font/woff2;base64,{font}") format("woff2")'
    return f'@font-face {{ font-family: "Vazirmatn"; font-weight: {span}; src: {source}; }}'


def _css_text(text: str) -> str:
    """`text` inside quotation marks of CSS."""
    return "".join(sign if sign.isalnum() or sign in " .,-–—" else f"\\{ord(sign):x} " for sign in text)
