"""Markdown to the HTML of an article's body.

Receives an article's Markdown, its kind and language, and something that knows where links lead; returns a `Body`.
One `Converter` serves a whole process: Python-Markdown's set-up costs as much as converting an article. The passes
over the tree are listed in `ArticlePasses.run`, in order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor

from kbgen.articles.allowances import without_allowances
from kbgen.articles.article import Kind
from kbgen.articles.prose import without_code
from kbgen.issues import Issue
from kbgen.pages import admonitions, direction, footnotes, headings, kinds, media, paragraphs, references, shortcuts, terms
from kbgen.pages.body import Body, Heading, Pointer, Question, Target
from kbgen.pages.highlighting import ClassesOnly, mark_up_once
from kbgen.pages.inline import QuickInlineProcessor, hasten_links
from kbgen.pages.interface import Interface
from kbgen.pages.references import Site
from kbgen.pages.serialise import to_html
from kbgen.search.document import Passage

# What every article may use. A site adds its own under `markdown_extensions`; those named twice are loaded once.
EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
)
# `fenced_code` is always among MkDocs' own; superfences does its work and must not compete with it.
REPLACED = frozenset({"fenced_code", "markdown.extensions.fenced_code"})
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "toc": {"slugify": slugify_unicode, "toc_depth": "2-6"},
    # The title is the number alone, which `footnotes.py` puts into words.
    "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "{}"},
    "pymdownx.highlight": {"guess_lang": False, "pygments_style": ClassesOnly},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": False},
}
# Where Python-Markdown has its own inline pass, which ours replaces.
INLINE_PRIORITY = 20
# Python-Markdown keeps raw HTML and code aside under such marks until the end.
STASH = re.compile("\x02wzxhzdk:([0-9]+)\x03")
TAGS = re.compile(r"<[^>]+>")
# A reference that stands between these is part of a longer one.
LONGER_BEFORE, LONGER_BEHIND = re.compile(r"[\w./#:-]"), re.compile(r"[\w./#?-]")


@dataclass
class Article:
    """What the passes know of the article at hand, and what they find out; lives for one conversion."""

    path: str
    file: str
    kind: Kind
    title: str
    language: Interface
    site: Site
    markdown: str = ""
    first_line: int = 1
    lines: tuple[int, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    headings: list[Heading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    references: dict[str, Target] = field(default_factory=dict)
    pointers: list[Pointer] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    prose: str | None = None

    def advance(self, reference: str) -> None:
        """Go on to the next place where `reference` stands outside code; references come in the order of the text."""
        if self.prose is None:
            self.prose = without_code(self.markdown) if "`" in self.markdown else self.markdown
        if reference in self.spent:
            return
        at = self.places.get(reference, -1)
        while (at := self.prose.find(reference, at + 1)) >= 0:
            # Looking at two characters takes 0.3 µs, compiling an expression for each reference 100 µs.
            if not LONGER_BEHIND.match(self.prose, at + len(reference)) and not (at and LONGER_BEFORE.match(self.prose, at - 1)):
                self.places[reference] = at
                return
        # Of many links by the name of one definition, the first looks through the text, the others do not.
        self.spent.add(reference)

    def line_of(self, text: str) -> int:
        """The line of the file on which `text` stands in the Markdown, or 0: the parser keeps no lines. Of a reference it is the
        place that was last advanced to, of other text the first."""
        at = self.places[text] if text in self.places else self.markdown.find(text)
        if at < 0:
            return 0
        line = self.markdown.count("\n", 0, at)
        # Where a snippet was put in, its lines are those of the place that names it.
        return self.first_line + (self.lines[min(line, len(self.lines) - 1)] if self.lines else line)


class ArticlePasses(Treeprocessor):
    """kbgen's own passes over an article's tree, after all other extensions have done their work."""

    article: Article

    def run(self, root: Element) -> None:
        article = self.article
        headings.drop_title(root, article)
        admonitions.name(root, article)
        references.resolve(root, article)
        media.dress(root, article)
        headings.collect(root, article, self.text_of)
        terms.explain(root, article)
        kinds.shape(root, article, self.text_of)
        headings.add_permalinks(root, article)
        footnotes.number(root, article)
        direction.isolate(root, article)

    def text_of(self, element: Element) -> str:
        """All text below `element` as a reader sees it, with code put back in its place and spaces made single."""
        text = "".join(element.itertext())
        if "\x02" in text:
            text = STASH.sub(self._stashed, text)
        return " ".join(text.split())

    def _stashed(self, match: re.Match[str]) -> str:
        block = self.md.htmlStash.rawHtmlBlocks[int(match.group(1))]
        raw = block if isinstance(block, str) else "".join(block.itertext())
        return html.unescape(TAGS.sub("", raw))


def configured(extensions: Sequence[Any], options: Mapping[str, Mapping[str, Any]] | None) -> markdown.Markdown:
    """Python-Markdown with our extensions and those of a site, in one order for all who convert."""
    named = [entry for entry in extensions if entry not in REPLACED]
    merged = {name: dict(value) for name, value in OPTIONS.items()}
    for name, value in (options or {}).items():
        merged.setdefault(name, {}).update(value)
    if merged["pymdownx.highlight"].get("noclasses"):
        # Colours in the elements themselves: then the rules are needed.
        merged["pymdownx.highlight"] = {"pygments_style": "default"} | dict((options or {})["pymdownx.highlight"])
    every = [*EXTENSIONS, *(entry for entry in named if entry not in EXTENSIONS)]
    configs = {name: value for name, value in merged.items() if name in every}
    return markdown.Markdown(extensions=every, extension_configs=configs)


def hasten(converter: markdown.Markdown) -> None:
    """Put quick ways into a finished `configured` one; the HTML stays the same."""
    converter.treeprocessors.register(QuickInlineProcessor(converter), "inline", INLINE_PRIORITY)
    hasten_links(converter)
    paragraphs.register(converter)
    shortcuts.take(converter)
    mark_up_once(converter)
    converter.serializer = to_html
    # Asked for each element by several passes; nothing changes the list after the set-up.
    setattr(converter, "is_block_level", cache(converter.is_block_level))  # noqa: B010


class Converter:
    """Turns the Markdown of any number of articles into bodies, one after the other."""

    def __init__(self, extensions: Sequence[Any] = (), options: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._markdown = configured(extensions, options)
        hasten(self._markdown)
        contents: Any = self._markdown.treeprocessors["toc"]
        self._contents, self._contents_mark = contents, str(contents.marker)
        self._passes = ArticlePasses(self._markdown)
        # Below every built-in pass: ids, attributes and unescaped text are there.
        self._markdown.treeprocessors.register(self._passes, "kbgen", -10)

    def convert(self, article: Article) -> Body:
        """The body of `article`. Broken references are issues of the body, never exceptions."""
        self._markdown.reset()
        self._passes.article = article
        source = without_allowances(article.markdown)
        # Looking for the mark through all elements takes long, and few articles have it.
        self._contents.marker = self._contents_mark if self._contents_mark in source else ""
        text = _completed(self._markdown.convert(source), article.language)
        return Body(
            html=text,
            headings=tuple(article.headings),
            passages=tuple(article.passages),
            questions=tuple(article.questions),
            steps=tuple(article.steps),
            anchors=tuple(article.anchors),
            references=tuple(sorted(article.references.items())),
            pointers=tuple(article.pointers),
            words=sum(map(_words, chain.from_iterable((passage.heading, passage.text) for passage in article.passages))),
            issues=tuple(article.issues),
            markdown=source,
        )


def _words(text: str) -> int:
    # Single spaces part them: see `text_of`.
    return text.count(" ") + 1 if text else 0


def _completed(text: str, language: Interface) -> str:
    """The HTML with what extensions leave out of elements that they write as text, beyond the reach of the passes."""
    text = text.replace('<div class="highlight">', '<div class="highlight" dir="ltr">').replace("<pre>", '<pre tabindex="0">')
    # The numbers of lines are never wider than their column: nobody has to reach them to scroll.
    text = text.replace('<div class="linenodiv"><pre tabindex="0">', '<div class="linenodiv"><pre>')
    if '<input type="checkbox" disabled' in text:
        # A box of a task list stands beside its text, not inside a label; on its own it says nothing.
        done, open_ = html.escape(language.gettext("Done")), html.escape(language.gettext("Not done yet"))
        text = text.replace(
            '<input type="checkbox" disabled checked', f'<input type="checkbox" aria-label="{done}" disabled checked'
        )
        text = text.replace('<input type="checkbox" disabled', f'<input type="checkbox" aria-label="{open_}" disabled')
    return text
