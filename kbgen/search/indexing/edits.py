"""What an update of an index works on: edits, and files that are published and get successors.

Receives the means to read what is published; a file that is not what its name says stops the update.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from kbgen.errors import KbgenError
from kbgen.search.analysis import AnalysedDocument
from kbgen.search.indexing.published import EMPTY, numbered, numbered_name

# Gives the content of a published file; raises OSError or ValueError where that cannot be read.
Read = Callable[[str], str]
# Gives an article that did not change, by its number.
Recall = Callable[[int], AnalysedDocument]


class NotUpdatableError(KbgenError):
    """The index has to be built anew: a change moves more than it touches, or a published file is damaged."""


class Edit(NamedTuple):
    """One article, by its number in the order of paths, as it was and as it is. Its path is the same."""

    number: int
    old: AnalysedDocument
    new: AnalysedDocument


class NumberedFiles:
    """One sort of numbered files: gives those that are published, and takes their successors."""

    def __init__(self, stem: str, suffix: str, names: Sequence[str], read: Read) -> None:
        self.names = list(names)
        self.new: dict[str, str] = {}
        self._stem, self._suffix, self._read = stem, suffix, read

    def content(self, place: int) -> str:
        """A published file, whole."""
        if self.names[place] == EMPTY:
            return ""
        name = numbered(self._stem, place, self.names[place], self._suffix)
        try:
            content = self._read(name)
        except (OSError, ValueError):
            content = ""
        if numbered_name(content) != self.names[place]:
            raise NotUpdatableError(f"{name} is damaged.")
        return content

    def latest(self, place: int) -> str:
        """What the file holds now."""
        return self.new.get(numbered(self._stem, place, self.names[place], self._suffix)) or self.content(place)

    def put(self, place: int, content: str) -> None:
        """What the file holds from now on."""
        name = numbered_name(content)
        if name not in (EMPTY, self.names[place]):
            self.new[numbered(self._stem, place, name, self._suffix)] = content
        self.names[place] = name
