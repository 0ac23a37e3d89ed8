"""Plain paragraphs and headings, known at first sight.

Python-Markdown asks a dozen block processors whether a block is theirs before it comes to be a paragraph, and half as many for a
heading: a tenth of a conversion's time. A block whose lines all begin with a letter and hold no bar is none of theirs, and one line
that begins with a hash is a heading, if it is anything but a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor

# A bar may make a table of the lines. Digits, which begin a numbered list, are no letters.
PLAIN = re.compile(r"(?:[^\W\d_][^\n|]*(?:\n+\Z|\n|\Z))+\Z")
HEADING = re.compile(r"#[^\n|]*\n*\Z")
# Those whose processors' blocks never look like that. Another one's may, also under the name of one that it replaces.
KNOWN = frozenset({"markdown.blockprocessors", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"})
KNOWN |= {f"markdown.extensions.{name}" for name in ("abbr", "admonition", "def_list", "footnotes", "tables")}
FIRST = 1000


class PlainParagraphProcessor(ParagraphProcessor):
    """Makes a paragraph of what can be nothing else."""

    def test(self, parent: Element, block: str) -> bool:
        return PLAIN.match(block) is not None


class PlainHeadingProcessor(HashHeaderProcessor):
    """Makes a heading of a line that stands alone."""

    def test(self, parent: Element, block: str) -> bool:
        return HEADING.match(block) is not None and super().test(parent, block)


def register(markdown: Markdown) -> None:
    """Let plain paragraphs and headings go first, unless there is an extension that may want their lines."""
    processors = markdown.parser.blockprocessors
    every: Iterable[Any] = processors
    if all(type(each).__module__ in KNOWN for each in every):
        processors.register(PlainParagraphProcessor(markdown.parser), "plain-paragraph", FIRST)
        processors.register(PlainHeadingProcessor(markdown.parser), "plain-heading", FIRST - 1)
