"""A section cut into what is translated piece by piece: headings, paragraphs, points of lists, tables; code and gaps between.

Receives the text of a section; returns blocks that together are the text, byte for byte. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

_FENCE = re.compile(r"^[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+")
_LEAD = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d+[.)][ \t]+|:[ \t]+)?")
_POINT = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+]|\d+[.)]|:)[ \t]")
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$")
_TABLE = re.compile(r"^[ \t]*\|")
_COMMENT = re.compile(r"^[ \t]*<!--.*-->[ \t]*$")


class BlockKind(StrEnum):
    """What a block is; gaps hold nothing to translate."""

    GAP = "gap"
    CODE = "code"
    HEADING = "heading"
    POINT = "point"
    TABLE = "table"
    TEXT = "text"


class Block(NamedTuple):
    """One block: `lead` is its mark (`## `, `1. `), which is not translated."""

    kind: BlockKind
    lead: str
    text: str


def cut(section: str) -> list[Block]:
    """The blocks of a section, in order."""
    found: list[Block] = []
    lines = section.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if fence := _FENCE.match(line):
            closing = re.compile(rf"^[ \t]*{fence[1][0]}{{{len(fence[1])},}}[ \t]*$")
            while end < len(lines) and not closing.match(lines[end]):
                end += 1
            end = min(end + 1, len(lines))
            kind = BlockKind.CODE
        elif _is_gap(line):
            kind = BlockKind.GAP
        elif _HEADING.match(line):
            kind = BlockKind.HEADING
        else:
            kind = BlockKind.TABLE if _TABLE.match(line) else BlockKind.POINT if _POINT.match(line) else BlockKind.TEXT
            while end < len(lines) and _goes_on(kind, lines[end]):
                end += 1
        _add(found, kind, "\n".join(lines[at:end]))
        if end < len(lines):
            _add(found, BlockKind.GAP, "\n")
        at = end
    return found


def joined(blocks: Sequence[Block]) -> str:
    """The text of blocks."""
    return "".join(block.lead + block.text for block in blocks)


def same_shape(one: Sequence[Block], other: Sequence[Block]) -> bool:
    """Whether two sections have the same blocks in the same order, so that each translates its counterpart."""
    mine, theirs = ([block.kind for block in blocks if block.kind is not BlockKind.GAP] for blocks in (one, other))
    return mine == theirs


def _add(found: list[Block], kind: BlockKind, text: str) -> None:
    if kind is BlockKind.GAP:
        if found and found[-1].kind is BlockKind.GAP:
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        elif text:
            found.append(Block(kind, "", text))
        return
    lead = ""
    if kind in (BlockKind.HEADING, BlockKind.POINT, BlockKind.TEXT):
        match = (_HEADING if kind is BlockKind.HEADING else _LEAD).match(text)
        lead = match[0] if match else ""
    found.append(Block(kind, lead, text[len(lead) :]))


def _is_gap(line: str) -> bool:
    return not line.strip() or bool(_RULE.match(line)) or bool(_COMMENT.match(line))


def _goes_on(kind: BlockKind, line: str) -> bool:
    if _is_gap(line) or _FENCE.match(line) or _HEADING.match(line):
        return False
    if kind is BlockKind.TABLE:
        return bool(_TABLE.match(line))
    return not _TABLE.match(line) and not _POINT.match(line)
