"""Plain paragraphs, known at first sight.

Python-Markdown asks a dozen block processors whether a block is theirs before it comes to be a paragraph, a tenth of a
conversion's time. A block whose lines all begin with a letter and hold no bar is none of theirs.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor

# A bar may make a table of the lines. Digits, which begin a numbered list, are no letters.
PLAIN = re.compile(r"(?:[^\W\d_][^\n|]*(?:\n+\Z|\n|\Z))+\Z")
# Whose blocks never look like that.
KNOWN = frozenset({"admonition", "details", "tabbed", "empty", "indent", "defindent", "code", "table", "hashheader", "hr", "olist"})
KNOWN |= {"setextheader", "ulist", "deflist", "quote", "footnote", "abbr", "reference", "paragraph"}
FIRST = 1000


class PlainParagraphProcessor(ParagraphProcessor):
    """Makes a paragraph of what can be nothing else."""

    def test(self, parent: Element, block: str) -> bool:
        return PLAIN.match(block) is not None


def register(markdown: Markdown) -> None:
    """Let plain paragraphs go first, unless there is an extension that may want their lines."""
    processors = markdown.parser.blockprocessors
    if sum(name in processors for name in KNOWN) == len(processors):
        processors.register(PlainParagraphProcessor(markdown.parser), "plain-paragraph", FIRST)
