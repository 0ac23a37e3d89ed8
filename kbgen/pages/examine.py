"""Markdown as a check needs it: links, pictures, headings and addresses, without HTML.

Has the face of `markdown.Converter` and finds the same headings, references, anchors and issues, in about half its time: no
code is coloured, and nothing is shaped for its kind or written out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from kbgen.articles.allowances import without_allowances
from kbgen.pages import headings, media, references
from kbgen.pages.body import Body
from kbgen.pages.markdown import Article, ArticlePasses, configured, hasten

# These write for readers; none makes a link or an address.
_FOR_READERS = ("prettify", "unescape")
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


class Examiner:
    """Looks into the Markdown of any number of articles, one after the other."""

    def __init__(self, extensions: Sequence[Any] = (), options: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        merged = {name: dict(value) for name, value in (options or {}).items()}
        for name, value in _FACTS_ONLY.items():
            merged.setdefault(name, {}).update(value)
        self._markdown = configured(extensions, merged)
        hasten(self._markdown)
        processors = self._markdown.treeprocessors
        for name in _FOR_READERS:
            processors.deregister(name, strict=False)
        self._passes = _Facts(self._markdown)
        processors.register(self._passes, "kbgen", -10)

    def convert(self, article: Article) -> Body:
        """What there is to know of `article`; the body's HTML stays empty."""
        self._markdown.reset()
        self._passes.article = article
        lines = without_allowances(article.markdown).split("\n")
        for preprocessor in self._markdown.preprocessors:
            lines = preprocessor.run(lines)
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
