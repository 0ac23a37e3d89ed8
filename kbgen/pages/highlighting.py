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
            key = repr((src, language, options, named))
            if key in latest:
                return latest[key]
            stored = converter.htmlStash.html_counter
            markup = super().highlight(src, language, *options, **named)
            # Inline code is an element, and a title may be in the converter's store: each is one of its own.
            if isinstance(markup, str) and converter.htmlStash.html_counter == stored:
                latest[key] = markup
                if len(latest) > LATEST:
                    del latest[next(iter(latest))]
            return markup

    for extension in converter.registeredExtensions:
        if isinstance(extension, HighlightExtension):
            extension.get_pymdownx_highlighter = lambda: Once
