"""Markdown converted as a build converts it, in any language, with kbgen's own catalogues."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from kbgen.articles.article import Kind
from kbgen.config import LocaleSettings
from kbgen.language import catalogue
from kbgen.language.locale import Locale
from kbgen.markup import commonmark
from kbgen.markup.python_markdown import PythonMarkdown
from kbgen.pages.body import Target
from kbgen.pages.interface import Interface
from kbgen.pages.markdown import Article, Converter
from kbgen.resources import locales_dir


class Anywhere:
    """A site in which every reference leads where it says."""

    def target(self, path: str, reference: str) -> Target:
        return Target(reference)


def interface(tag: str) -> Interface:
    words = catalogue.load(tag, [locales_dir()])
    return Interface(Locale.of(LocaleSettings(tag, tag)), words)


@pytest.fixture(scope="session", params=[commonmark.read, PythonMarkdown().read], ids=["commonmark", "python-markdown"])
def convert(request: pytest.FixtureRequest) -> Callable[..., BeautifulSoup]:
    """`convert("Text.", "fa", terms=(…))`: the body as a tree; the same for every reader."""
    converter = Converter(request.param)

    def body(markdown: str, tag: str, kind: Kind = Kind.WHITE_PAPER, terms: tuple[tuple[str, str], ...] = ()) -> BeautifulSoup:
        article = Article("a.md", f"content/{tag}/a.md", kind, "A", interface(tag), Anywhere(), markdown, terms=terms)
        return BeautifulSoup(converter.convert(article).html, "html.parser")

    return body
