"""Python-Markdown's passes, left out where they would find nothing.

Each looks for something that few texts hold, line by line or element by element; whether a text holds it can be told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.util import ETX, STX, Registry
from pymdownx.superfences import SuperFencesBlockPreprocessor

# What a text must hold for a preprocessor to change it, and the lines that are added even then.
SIGNS: Mapping[type, tuple[tuple[str, ...], tuple[str, ...]]] = {
    NormalizeWhitespace: ((STX, ETX, "\r", "\t", " \n"), ("", "")),
    HtmlBlockPreprocessor: (("<", "&"), ()),
    SuperFencesBlockPreprocessor: (("```", "~~~"), ()),
}


class Listed(Registry[Any]):
    """A registry that sorts and lists its items when they have changed, and not whenever somebody goes through them."""

    listed: list[Any] | None = None

    def __iter__(self) -> Iterator[Any]:
        if self.listed is None:
            self.listed = list(super().__iter__())
        return iter(self.listed)

    def register(self, item: Any, name: str, priority: float) -> None:
        """Add an item."""
        self.listed = None
        super().register(item, name, priority)

    def deregister(self, name: str, strict: bool = True) -> None:
        """Remove an item."""
        self.listed = None
        super().deregister(name, strict)


def take(converter: Markdown) -> None:
    """Take them in `converter`."""
    every: Iterable[Any] = converter.preprocessors
    for each in every:
        # Not one that an extension derives from these: it may look for more.
        if type(each) in SIGNS:
            each.run = _only_with(*SIGNS[type(each)], each.run)
    # Gone through at each block.
    converter.parser.blockprocessors.__class__ = Listed
    unescape: Any = converter.treeprocessors["unescape"]
    unescape.unescape = _only_escaped(unescape.unescape)
    contents: Any = converter.treeprocessors["toc"]
    contents.build_toc_div = _only_asked_for(contents, contents.build_toc_div)


def _only_with(
    signs: tuple[str, ...], added: tuple[str, ...], usual: Callable[[list[str]], list[str]]
) -> Callable[[list[str]], list[str]]:
    def run(lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return usual(lines) if any(sign in text for sign in signs) else [*lines, *added]

    return run


def _only_escaped(usual: Callable[[str], str]) -> Callable[[str], str]:
    def unescape(text: str) -> str:
        return usual(text) if STX in text else text

    return unescape


def _only_asked_for(contents: Any, usual: Callable[[list[Any]], Element]) -> Callable[[list[Any]], Element]:
    def build_toc_div(tokens: list[Any]) -> Element:
        # A page lists its headings itself.
        return usual(tokens) if contents.marker else Element("div")

    return build_toc_div
