"""Markdown as a check needs it: links, pictures, headings and addresses, without HTML.

Has the face of `markdown.Converter` and finds the same headings, references, anchors and issues, in about half its time: no
code is coloured, nothing is shaped for its kind or written out, and text without any mark of Markdown is not searched for marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from kbgen.articles.allowances import without_allowances
from kbgen.pages import headings, media, references
from kbgen.pages.body import Body
from kbgen.pages.markdown import Article, ArticlePasses, configured

# Letters, digits, spaces and the marks of ordinary sentences: no inline pattern starts with them.
_MARKED = re.compile(r"[^\w\s.,;?()'،؛؟\u200c–—…-]")
# These write for readers; none makes a link or an address.
_FOR_READERS = ("prettify", "unescape")
# What a text has to hold somewhere for an inline pattern of Python-Markdown to find anything; patterns of others always run.
# References are found only where something is defined.
_TRIGGERS: Mapping[str, str] = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "]:",
    "short_reference": "]:",
    "image_reference": "]:",
    "short_image_ref": "]:",
    "link": "](",
    "image_link": "![",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
    "linebreak": "  \n",
    "not_strong": "*",
    "em_strong": "*",
    "em_strong2": "_",
}
# Colours of code and a table of contents are for readers; an empty marker keeps Python-Markdown from looking for its place.
_FACTS_ONLY: Mapping[str, Mapping[str, Any]] = {"pymdownx.highlight": {"use_pygments": False}, "toc": {"marker": ""}}


class _Facts(ArticlePasses):
    """Those of the article's passes that find something out."""

    def run(self, root: Element) -> None:
        article = self.article
        headings.drop_title(root, article)
        references.resolve(root, article)
        media.dress(root, article)
        headings.collect(root, article, self.text_of)


class _Plain(Treeprocessor):
    """Spares text without marks the inline patterns, two thirds of the time that an ordinary paragraph takes."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARKED.search(element.text):
                element.text = AtomicString(element.text)


class Examiner:
    """Looks into the Markdown of any number of articles, one after the other."""

    def __init__(self, extensions: Sequence[Any] = (), options: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        merged = {name: dict(value) for name, value in (options or {}).items()}
        for name, value in _FACTS_ONLY.items():
            merged.setdefault(name, {}).update(value)
        self._markdown = configured(extensions, merged)
        processors = self._markdown.treeprocessors
        for name in _FOR_READERS:
            processors.deregister(name, strict=False)
        self._passes = _Facts(self._markdown)
        processors.register(self._passes, "kbgen", -10)
        # Just before Python-Markdown's own inline pass, which has priority 20.
        processors.register(_Plain(self._markdown), "kbgen-plain", 20.5)
        self._inline: Any = processors["inline"]
        patterns = self._markdown.inlinePatterns
        names = {id(patterns[name]): name for name in _TRIGGERS if name in patterns}
        self._patterns = [(_TRIGGERS.get(names.get(id(pattern), ""), ""), pattern) for pattern in patterns]

    def convert(self, article: Article) -> Body:
        """What there is to know of `article`; the body's HTML stays empty."""
        self._markdown.reset()
        self._passes.article = article
        lines = without_allowances(article.markdown).split("\n")
        for preprocessor in self._markdown.preprocessors:
            lines = preprocessor.run(lines)
        text = "\n".join(lines)
        # An ordinary article needs four of the seventeen patterns, and each runs over each piece of text.
        self._inline.inlinePatterns = [pattern for trigger, pattern in self._patterns if trigger in text]
        root: Any = self._markdown.parser.parseDocument(lines).getroot()
        for processor in self._markdown.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        return Body(
            html="",
            headings=tuple(article.headings),
            anchors=tuple(article.anchors),
            references=tuple(sorted(article.references.items())),
            pointers=tuple(article.pointers),
            issues=tuple(article.issues),
        )
