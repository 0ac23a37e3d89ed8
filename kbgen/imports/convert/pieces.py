"""Surroundings for a piece of HTML inside other text that is converted later: links and pictures stay as they are written.

Receives the place of the text and where to note losses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.imports.export import Losses


@dataclass(frozen=True)
class Untouched:
    """Answers every question with what was asked."""

    where: str
    losses: Losses
    inside: bool = True

    def link(self, target: str) -> str:
        """The target."""
        return target

    def picture(self, source: str) -> str:
        """The source."""
        return source

    def holds(self, source: str) -> bool:
        """Nobody knows yet."""
        return False

    def include(self, name: str, values: Mapping[str, str] | None = None) -> str | None:
        """Nothing."""
        return None

    def raw(self, name: str) -> str | None:
        """Nothing."""
        return None

    def value(self, expression: str) -> str | None:
        """Nothing."""
        return None

    def lose(self, what: str, why: str) -> None:
        """Note a loss of the whole text."""
        self.losses.add(self.where, what, why)
