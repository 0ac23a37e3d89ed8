"""Code that Pygments marks up, in half the time.

Pages colour code through classes and kbgen's own style sheet, so nobody reads the rules that Pygments derives from a style for each
block of code: with 80 kinds of tokens that takes as long as marking the block up. And the translations of an article have the same
code as a rule, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from pygments.style import Style, StyleMeta
from pymdownx.highlight import Highlight, HighlightExtension

LATEST = 32


class _NoRules(StyleMeta):  # type: ignore[misc]  # Pygments has no types
    def __iter__(cls) -> Iterator[Any]:
        return iter(())


class ClassesOnly(Style, metaclass=_NoRules):  # type: ignore[misc]  # Pygments has no types
    """Classes on the tokens, and no rules for them."""


def mark_up_once(converter: Markdown) -> None:
    """Let `converter` give the markup of its latest blocks again where it meets the same code."""
    latest: dict[str, str] = {}

    class Once(Highlight):  # type: ignore[misc]  # it has no types
        def highlight(self, src: str, language: str, *options: Any, **named: Any) -> Any:
            """The block's markup."""
            # Inline code is an element, and titles may go into the converter's store: each is one of its own.
            if named.get("inline") or named.get("title"):
                return super().highlight(src, language, *options, **named)
            key = repr((src, language, options, named))
            if key not in latest:
                latest[key] = super().highlight(src, language, *options, **named)
                if len(latest) > LATEST:
                    del latest[next(iter(latest))]
            return latest[key]

    for extension in converter.registeredExtensions:
        if isinstance(extension, HighlightExtension):
            extension.get_pymdownx_highlighter = lambda: Once
