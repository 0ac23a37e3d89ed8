"""Python-Markdown's passes, left out where they would find nothing.

Each looks for something that few texts hold, line by line or element by element; whether a text holds it can be told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

import markdown.extensions.toc
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


# Its types are of an older version.
toc: Any = markdown.extensions.toc
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))


def take(converter: Markdown) -> None:
    """Take them in `converter`."""
    every: Iterable[Any] = converter.preprocessors
    for each in every:
        # Not one that an extension derives from these: it may look for more.
        if type(each) in SIGNS:
            each.run = _only_with(*SIGNS[type(each)], each.run)
    # Gone through at each block.
    converter.parser.blockprocessors.__class__ = Listed
    escaped: Any = converter.treeprocessors["unescape"]
    escaped.unescape = _only_escaped(escaped.unescape)
    contents: Any = converter.treeprocessors["toc"]
    contents.run = _only_ids(contents, contents.run)


def _only_with(
    signs: tuple[str, ...], added: tuple[str, ...], usual: Callable[[list[str]], list[str]]
) -> Callable[[list[str]], list[str]]:
    def run(lines: list[str]) -> list[str]:
        # With the end of the last line, before which spaces may stand too.
        text = "\n".join([*lines, ""])
        return usual(lines) if any(sign in text for sign in signs) else [*lines, *added]

    return run


def _only_escaped(usual: Callable[[str], str]) -> Callable[[str], str]:
    def unescaped(text: str) -> str:
        return usual(text) if STX in text else text

    return unescaped


def _only_ids(contents: Any, usual: Callable[[Element], None]) -> Callable[[Element], None]:
    """Of a table of contents the ids alone, where none is asked for: a page lists its headings itself."""

    def run(root: Element) -> None:
        if contents.marker or contents.base_level or contents.use_anchors or contents.use_permalinks not in (False, None):
            usual(root)
            return
        used = {element.get("id", "") for element in root.iter() if "id" in element.attrib}
        counters: dict[str, int] = {}
        for element in root.iter():
            if element.tag in HEADINGS:
                if "id" not in element.attrib:
                    slug = contents.slugify(unescape(_name(element, contents.md)), contents.sep)
                    element.set("id", toc.unique(slug, used, counters))
                element.attrib.pop("data-toc-label", None)

    return run


def _name(heading: Element, converter: Markdown) -> str:
    text = heading.text or ""
    if len(heading) or any(sign in text for sign in (STX, "&", "<", ">")):
        return str(toc.strip_tags(toc.render_inner_html(toc.remove_fnrefs(heading), converter)))
    return " ".join(text.split())
