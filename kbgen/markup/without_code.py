"""A text with its code blanked, so that what looks like a link or a comment in it is not taken for one.

Receives a text, gives text of the same length in which every other character keeps its place. The parser says what is code, in
notes as well: indented lines of a note are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyromark

from kbgen.markup.commonmark import OPTIONS, prepared
from kbgen.markup.prepare.repairs import restore
from kbgen.markup.tree import CodePlaces

_CODE = "\x04"
_COVERED = re.compile(f"{_CODE}+")


# Of one article it is asked for by several, one after the other.
@lru_cache(maxsize=8)
def without_code(text: str) -> str:
    """`text` with blocks of code and code spans blanked."""
    return _blanked(text, spans=True)


@lru_cache(maxsize=8)
def without_fences(text: str) -> str:
    """`text` with blocks of code blanked."""
    return _blanked(text, spans=False)


def without_known_code(text: str, code: CodePlaces | None) -> str:
    """As `without_code`, of a text that was just read: its parser need not say again what is `code`."""
    if code is None:
        return without_code(text)
    if not code.ranges:
        return text
    if code.marked or code.lines:
        return _outside(text, code.seen, code.lines, _blank(code.seen, _CODE, code.ranges))
    # Repaired, it has other places than as it is written.
    return _blank(text, " ", code.ranges) if code.seen == text else without_code(text)


def _blanked(text: str, *, spans: bool) -> str:
    if "`" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return text
    rewritten = prepared(text)
    if not rewritten.marks and not rewritten.lines:
        return _blank(text, " ", _code_in(text, spans=spans))
    return _outside(text, rewritten.text, rewritten.lines, _blank(rewritten.text, _CODE, _code_in(rewritten.text, spans=spans)))


def _outside(text: str, seen: str, places: tuple[int, ...] | None, covered: str) -> str:
    """`text` without what is `covered` where the parser has `seen` it."""
    # The lines of a note begin in another way where the parser sees them; they end as they are written.
    lines = text.split("\n")
    for place, line, cover in zip(places or range(len(lines)), seen.split("\n"), covered.split("\n"), strict=True):
        if _CODE not in cover:
            continue
        for code in _COVERED.finditer(cover):
            lines[place] = _without(lines[place], line[code.start() : code.end()].lstrip(" >"), len(line) - code.end())
    return "\n".join(lines)


def _code_in(text: str, *, spans: bool) -> Iterator[Mapping[str, int]]:
    """The ranges of bytes of `text` that are code."""
    events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(text, options=OPTIONS)
    for event, place in events:
        if isinstance(event, str):
            continue
        started = event.get("Start")
        if (spans and "Code" in event) or (isinstance(started, dict) and "CodeBlock" in started):
            yield place


def _blank(text: str, sign: str, ranges: Iterable[Mapping[str, int]]) -> str:
    """`text` with `sign` in place of each character of these ranges of its bytes."""
    source = text.encode()
    pieces: list[str] = []
    done = 0
    for place in ranges:
        start, end = place["start"], place["end"]
        if start >= done:
            covered = "\n".join([sign * len(line) for line in source[start:end].decode().split("\n")])
            pieces += [source[done:start].decode(), covered]
            done = end
    return "".join([*pieces, source[done:].decode()]) if pieces else text


def _without(line: str, code: str, behind: int) -> str:
    """`line` with `code`, which ends so many characters before its end, blanked."""
    code = restore(code)
    start = len(line) - behind - len(code)
    if start < 0 or line[start : start + len(code)] != code:
        start = line.find(code)
    return line[:start] + " " * len(code) + line[start + len(code) :] if start >= 0 else line
