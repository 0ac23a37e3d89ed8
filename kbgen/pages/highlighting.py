"""A style for Pygments that has no rules.

Pages colour code through classes and kbgen's own style sheet, so nobody reads the rules that Pygments derives from a style for each
block of code: with 80 kinds of tokens that takes as long as marking the block up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pygments.style import Style, StyleMeta


class _NoRules(StyleMeta):  # type: ignore[misc]  # Pygments has no types
    def __iter__(cls) -> Iterator[Any]:
        return iter(())


class ClassesOnly(Style, metaclass=_NoRules):  # type: ignore[misc]  # Pygments has no types
    """Classes on the tokens, and no rules for them."""
