"""An article as translators' tools see it: texts of the original, each beside its translation, in sections.

Receives an original's text and the translation's, if there is one; returns a `Handoff`, from which the translation's file can be
made again with other texts in it. What is not replaced stays byte for byte. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kbgen.articles.front_matter import parse as front_matter
from kbgen.translations.handoff.blocks import Block, BlockKind, cut, joined, same_shape
from kbgen.translations.handoff.front import texts_of, with_texts, without
from kbgen.translations.handoff.protection import pieces
from kbgen.translations.parts import FRONT, OPENING, parts_of, short, spans_of

# Dates of the original are not the translation's, and an address has one owner.
_NOT_TAKEN = frozenset({"redirect_from", "keywords"})
WHOLE = "whole"


class Unit(NamedTuple):
    """One text: `name` is its place in the section, `before` what its translation was when it was handed out."""

    path: str
    section: str
    name: str
    kind: str
    source: str
    target: str

    @property
    def id(self) -> str:
        """Its name within all articles."""
        return f"{self.path}#{self.section}/{self.name}"

    @property
    def before(self) -> str:
        """A short name for the translation as it stands; empty where there is none."""
        return short(self.target)[:8] if self.target else ""


class Section(NamedTuple):
    """One part of an article. `there` is the key that the translation has it under; None where it lacks it."""

    key: str
    heading: str
    digest: str
    source: tuple[Block, ...]
    target: tuple[Block, ...]
    there: str | None
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class _File:
    """A file cut into header and lines of its body; what it looked like on the disk is kept."""

    header: str | None
    body: str

    @classmethod
    def of(cls, text: str) -> _File:
        split, _ = front_matter.split(text, "")
        return cls(split.header, split.body) if split else cls(None, text)

    @cached_property
    def sections(self) -> dict[str, tuple[int, int, str]]:
        lines = self.body.split("\n")
        return {span.key: (span.start, span.end, "\n".join(lines[span.start : span.end])) for span in spans_of(self.body)}


@dataclass(frozen=True)
class Handoff:
    """An article in one language. `target` is None where it is not translated at all."""

    path: str
    source: str
    target: str | None

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections of the original, front matter first."""
        parts, mine, theirs = parts_of(self.source), _File.of(_lines(self.source)), _File.of(_lines(self.target or ""))
        found = [self._front(mine, theirs, parts[FRONT].digest)] if FRONT in parts else []
        names = aligned(list(mine.sections), list(theirs.sections))
        for key, (_, _, text) in mine.sections.items():
            there = names.get(key)
            target = theirs.sections[there][2] if there else ""
            found.append(self._section(key, parts[key].heading, parts[key].digest, text, target, there))
        return tuple(found)

    @property
    def units(self) -> list[Unit]:
        """All texts."""
        return [unit for section in self.sections for unit in section.units]

    def with_translations(self, texts: Mapping[str, Mapping[str, str]], *, draft: bool = False) -> str:
        """The translation's file with `texts` by section and name in their places; sections that it lacks are put where the
        original has them, if `texts` names them."""
        mine, theirs = _File.of(_lines(self.source)), _File.of(_lines(self.target or ""))
        header = theirs.header if self.target is not None else without(mine.header or "", _NOT_TAKEN)
        if FRONT in texts:
            header = with_texts(header or "", texts[FRONT])
        if draft and "status: draft" not in (header or ""):
            header = without(header or "", frozenset({"status"})).rstrip("\n") + "\nstatus: draft\n"
        lines = theirs.body.split("\n") if self.target is not None else []
        edits: list[tuple[int, int, str]] = []
        # Where a section that is not there yet goes: behind the one before it.
        last = theirs.sections[OPENING][1] if OPENING in theirs.sections else 0
        first = min((start for start, _, _ in theirs.sections.values()), default=len(lines))
        last = max(last, first if OPENING not in theirs.sections else 0)
        for section in self.sections:
            if section.key == FRONT:
                continue
            if section.there:
                start, end, text = theirs.sections[section.there]
                if section.key in texts:
                    edits.append((start, end, self._text(section, texts[section.key])))
                last = end
            elif section.key in texts:
                edits.append((last, last, self._text(section, texts[section.key])))
        for start, end, text in reversed(edits):
            added = text.split("\n")
            if start == end and self.target is not None:
                added = _apart(lines, start, added)
            lines[start:end] = added
        body = "\n".join(lines)
        if self.target is None:
            body = body if body.startswith("\n") or not mine.body.startswith("\n") else f"\n{body}"
            body = body.rstrip("\n") + "\n"
        written = f"---\n{header}---\n{body}" if header is not None else body
        return written.replace("\n", "\r\n") if "\r\n" in (self.target or "") else written

    def _text(self, section: Section, texts: Mapping[str, str]) -> str:
        if WHOLE in texts:
            return texts[WHOLE]
        base = section.target if section.there else section.source
        made = []
        for number, block in enumerate(_translated(base), 1):
            name = str(number)
            text = texts.get(name, block.text)
            if block.kind is BlockKind.HEADING and not section.there and number == 1:
                # Links lead to the original's address of a heading, whatever its words become.
                text = with_address(text, section.key)
            made.append(block._replace(text=text))
        replaced = iter(made)
        return joined([block if block.kind is BlockKind.GAP else next(replaced) for block in base])

    def _section(self, key: str, heading: str, digest: str, text: str, target: str, there: str | None) -> Section:
        source, translated = tuple(cut(text)), tuple(cut(target))
        if there and not same_shape(source, translated):
            return Section(key, heading, digest, source, translated, there, (Unit(self.path, key, WHOLE, WHOLE, text, target),))
        others = _translated(translated) if there else [None] * len(source)
        units = []
        for number, (block, other) in enumerate(zip(_translated(source), others, strict=False), 1):
            given = other.text if other else ""
            # Code, and marks without words, are handed out only where the two differ: either may be out of date.
            same = not other or given == block.text
            if (block.kind is not BlockKind.CODE and _has_words(block)) or not same:
                units.append(Unit(self.path, key, str(number), str(block.kind), block.text, given))
        return Section(key, heading, digest, source, translated, there, tuple(units))

    def _front(self, mine: _File, theirs: _File, digest: str) -> Section:
        source, target = texts_of(mine.header or ""), texts_of(theirs.header or "")
        units = tuple(Unit(self.path, FRONT, name, "front", text, target.get(name, "")) for name, text in source.items())
        return Section(FRONT, "", digest, (), (), FRONT if theirs.header is not None else None, units)


def aligned(source: Sequence[str], target: Sequence[str]) -> dict[str, str]:
    """Which section of a translation is which of the original: by its address; where none are the same and there are as many, by
    its place."""
    found = {key: key for key in source if key in target}
    left, others = [key for key in source if key not in found], [key for key in target if key not in found]
    if len(source) == len(target) and [source.index(key) for key in left] == [target.index(key) for key in others]:
        found |= dict(zip(left, others, strict=True))
    return found


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _translated(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.kind is not BlockKind.GAP]


def _has_words(block: Block) -> bool:
    """Whether there is anything to translate: a picture alone, or a mark, is the same in every language."""
    return any(letter.isalpha() for piece in pieces(block.text) if not piece.kind for letter in piece.text)


def with_address(text: str, key: str) -> str:
    """A heading's text with its address, if it names none."""
    return text if any(piece.kind == "anchor" and "#" in piece.text for piece in pieces(text)) else f"{text.rstrip()} {{#{key}}}"


def _apart(lines: Sequence[str], place: int, added: Sequence[str]) -> list[str]:
    """A section with an empty line before and after it."""
    before = [""] if place and lines[place - 1].strip() else []
    after = [""] if added[-1].strip() and place < len(lines) else []
    return [*before, *added, *after]
