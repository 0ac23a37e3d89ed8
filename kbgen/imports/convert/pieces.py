"""Surroundings for a piece of HTML inside other text that is converted later: links and pictures stay as they are written.

Receives the place of the text and where to note losses.
"""

from __future__ import annotations

from dataclasses import dataclass

from kbgen.dialects.marks import Nowhere
from kbgen.imports.export import Losses


@dataclass(frozen=True)
class Untouched(Nowhere):
    """Answers every question with what was asked."""

    where: str
    losses: Losses
    inside: bool = True

    def holds(self, source: str) -> bool:
        """Nobody knows yet."""
        return False

    def lose(self, what: str, why: str) -> None:
        """Note a loss of the whole text."""
        self.losses.add(self.where, what, why)
