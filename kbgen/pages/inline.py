"""Python-Markdown's inline pass, without the patterns that cannot match.

Receives the tree of blocks and gives the tree that the pass which it replaces would give. That one tries every pattern on every
piece of text, a third of a conversion's time; here a pattern is tried only on text that holds a sign without which it never
matches. Patterns that this module does not know, those of other extensions, are always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

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


class QuickInlineProcessor(InlineProcessor):
    """Tries on each piece of text the patterns that may match in it."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        # An extension may add patterns at any time before a conversion.
        every_pattern: Iterable[Any] = self.inlinePatterns
        self._patterns = [(pattern, SIGNS.get(pattern.pattern, ("",))) for pattern in every_pattern]
        every = dict.fromkeys(sign for _, signs in self._patterns for sign in signs)
        # Most pieces hold no sign at all: the ends of lines between elements, plain sentences.
        self._any_sign = re.compile("|".join(map(re.escape, every))).search
        return super().run(tree, ancestors)

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
