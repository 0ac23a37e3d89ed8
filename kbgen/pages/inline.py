"""Python-Markdown's inline pass, without the patterns that cannot match.

Receives the tree of blocks and gives the tree that the pass which it replaces would give. That one tries every pattern on every
piece of text, a third of a conversion's time; here a pattern is tried only on text that holds a sign without which it never
matches. Patterns that this module does not know, those of other extensions, are always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MethodType
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, inlinepatterns
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

from kbgen.pages.spans import Spans, spans

# What a text must hold, one of one or two, for a pattern to match in it. The keys are Python-Markdown's own expressions: where one
# changes with a version, it is not found here, and is always tried.
SIGNS: Mapping[str, tuple[str, ...]] = {
    inlinepatterns.BACKTICK_RE: ("`",),
    inlinepatterns.ESCAPE_RE: ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),  # of a footnote
    inlinepatterns.LINK_RE: ("[",),
    inlinepatterns.REFERENCE_RE: ("[",),
    inlinepatterns.IMAGE_LINK_RE: ("![",),
    inlinepatterns.IMAGE_REFERENCE_RE: ("![",),
    inlinepatterns.AUTOLINK_RE: ("://",),
    inlinepatterns.AUTOMAIL_RE: ("@",),
    inlinepatterns.LINE_BREAK_RE: ("  \n",),
    inlinepatterns.HTML_RE: ("<",),
    inlinepatterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),  # of emphasis
}


# The text of a link up to its end where nothing is nested in it, and an address without title, escapes and parentheses. Letter by
# letter, as Python-Markdown has to read all others, these take ten times as long.
_LINK_TEXT = re.compile(r"([^\[\]]*)\]")
_ADDRESS = re.compile(r"""\(([^\s()<>'"\\\x02]+)\)""")


class QuickInlineProcessor(InlineProcessor):
    """Tries on each piece of text the patterns that may match in it."""

    _known: list[tuple[Any, str]] | None = None

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Python-Markdown's pass over `tree`, in place."""
        every_pattern: Iterable[Any] = self.inlinePatterns
        # An extension may add patterns at any time before a conversion.
        if (patterns := [(each, each.pattern) for each in every_pattern]) != self._known:
            self._prepare(patterns)
        # Most pieces hold no sign at all, or plain ones: the ends of lines between elements, sentences with a link in them.
        texts: list[tuple[Element, Spans]] = []
        tails: list[tuple[Element, str]] = []
        all_read = True
        for each in tree.iter():
            text, tail = each.text, each.tail
            if text:
                if isinstance(text, AtomicString) or not self._any_sign(text):
                    texts.append((each, Spans(text)))
                elif self._only_usual and (read := spans(text, self._any_sign)):
                    texts.append((each, read))
                else:
                    all_read = False
            if tail:
                if self._any_sign(tail):
                    all_read = False
                else:
                    tails.append((each, tail))
        if all_read:
            # Others may look at what the usual pass notes down.
            super().run(Element(tree.tag), ancestors)
        else:
            # What it does not see costs it nothing.
            for each, _ in texts:
                each.text = None
            for each, _ in tails:
                each.tail = None
            super().run(tree, ancestors)
            for each, tail in tails:
                each.tail = tail
        for each, (text, elements) in texts:
            each.text = text
            if elements:
                each[0:0] = elements
        return tree

    def _prepare(self, patterns: list[tuple[Any, str]]) -> None:
        self._known = patterns
        self._patterns = [(pattern, SIGNS.get(expression, ("",))) for pattern, expression in patterns]
        # Python-Markdown brings them, and this module knows them.
        self._only_usual = all(type(each).__module__.startswith("markdown.") and text in SIGNS for each, text in patterns)
        every = dict.fromkeys(sign for _, signs in self._patterns for sign in signs)
        self._any_sign = re.compile("|".join(map(re.escape, [*every, INLINE_PLACEHOLDER_PREFIX]))).search

    # The name is Python's for the private method that does this in `InlineProcessor`.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or not self._any_sign(data):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._patterns)):
            pattern, signs = self._patterns[index]
            if signs[0] in data or signs[-1] in data:
                start, matched = 0, True
                while matched:
                    data, matched, start = apply(pattern, data, index, start)
        return data


def hasten_links(converter: Markdown) -> None:
    """Give the patterns of links and pictures quick ways to read plain ones."""
    every: Iterable[Any] = converter.inlinePatterns
    for pattern in every:
        # Not one that an extension reads in its own way.
        if isinstance(pattern, LinkInlineProcessor):
            for name, quick in (("getText", _text), ("getLink", _link)):
                if getattr(type(pattern), name) is getattr(LinkInlineProcessor, name):
                    setattr(pattern, name, MethodType(quick, pattern))


def _text(pattern: LinkInlineProcessor, data: str, index: int) -> tuple[str, int, bool]:
    found = _LINK_TEXT.match(data, index)
    return (found[1], found.end(), True) if found else LinkInlineProcessor.getText(pattern, data, index)


def _link(pattern: LinkInlineProcessor, data: str, index: int) -> tuple[str, str | None, int, bool]:
    found = _ADDRESS.match(data, index)
    return (found[1], None, found.end(), True) if found else LinkInlineProcessor.getLink(pattern, data, index)
