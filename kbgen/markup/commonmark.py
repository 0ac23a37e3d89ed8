"""The reader of CommonMark: GitHub's Markdown, and notes, folds, tabs, boxes, attributes and abbreviations on top.

Receives an article's text, gives its `Tree`. The parser is pulldown-cmark by way of `pyromark`; its events become elements in
`builder.py`. Before, `prepare/` rewrites what CommonMark takes for something else or lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

import pyromark
from pyromark import Options

from kbgen.markup import abbreviations
from kbgen.markup.builder import Builder
from kbgen.markup.prepare.blocks import CLOSE, OPEN, Rewritten, rewrite
from kbgen.markup.prepare.repairs import repair
from kbgen.markup.tree import CodePlaces, Tree

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)
# How often the marks of notes are read anew because some stand in code, whose places move with those that are left out.
TRIES = 6
_MARK = re.compile(rf"{OPEN}(\d+){CLOSE}")


def read(text: str, *, raw: bool = False, colours: bool = True) -> Tree:
    """The tree of `text`. `raw` keeps tags that HTML does not know, as CommonMark has it; otherwise they are text unless something
    closes them. Without `colours` code is known for its words alone."""
    text = _plain(text)
    left_out: set[int] = set()
    for _ in range(TRIES):
        rewritten = _rewritten(text, left_out)
        builder = _built(rewritten, raw=raw, colours=colours)
        lost = [mark.line for number, mark in enumerate(rewritten.marks) if number not in builder.found]
        if not lost:
            return _tree(builder, rewritten)
        left_out.update(lost)
    rewritten = Rewritten(repair(text))
    return _tree(_built(rewritten, raw=raw, colours=colours), rewritten)


def prepared(text: str) -> Rewritten:
    """`text` as `read` gives it to the parser: repaired, its notes rewritten, and those that stand in code as they are typed."""
    text = _plain(text)
    left_out: set[int] = set()
    for _ in range(TRIES):
        rewritten = _rewritten(text, left_out)
        found = _marks_in(rewritten.text) if rewritten.marks else set()
        lost = [mark.line for number, mark in enumerate(rewritten.marks) if number not in found]
        if not lost:
            return rewritten
        left_out.update(lost)
    return Rewritten(repair(text))


def _plain(text: str) -> str:
    """`text` without the signs of our marks, its lines ended by line feeds."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace(OPEN, "").replace(CLOSE, "") if OPEN in text or CLOSE in text else text


def _rewritten(text: str, left_out: set[int]) -> Rewritten:
    # Repaired afterwards: to a line that closes a box, a sign for its first colon would be none of its own.
    rewritten = rewrite(text, left_out)
    repaired = repair(rewritten.text)
    return rewritten if repaired is rewritten.text else rewritten._replace(text=repaired)


def _marks_in(text: str) -> set[int]:
    found: set[int] = set()
    begun = False
    events: Iterator[Any] = pyromark.events(text, options=OPTIONS)
    for event in events:
        if isinstance(event, str):
            begun = False
            continue
        words = event.get("Text", "") if begun else event.get("Html") or event.get("InlineHtml") or ""
        if OPEN in words:
            found.update(map(int, _MARK.findall(words)))
        started = event.get("Start")
        begun = isinstance(started, dict) and "Heading" in started
    return found


def _built(rewritten: Rewritten, *, raw: bool, colours: bool) -> Builder:
    builder = Builder(rewritten.text, rewritten.marks, raw=raw, colours=colours)
    builder.read(pyromark.events_with_range(rewritten.text, options=OPTIONS, merge_text=True))
    return builder


def _tree(builder: Builder, rewritten: Rewritten) -> Tree:
    builder.notes.write(builder.root)
    if abbreviations.may_define_any(rewritten.text):
        abbreviations.explain(builder.root)
    lines = _Lines(rewritten, builder.places)
    code = CodePlaces(rewritten.text, rewritten.lines, bool(rewritten.marks), builder.code)
    return Tree(builder.root, lines.of, builder.links, builder.images, builder.headings, builder.tables, builder.sources, code)


class _Lines:
    """Where elements stand in the text; looked for only where somebody wants to know."""

    def __init__(self, rewritten: Rewritten, places: Mapping[Element, tuple[int, int]]) -> None:
        self._rewritten = rewritten
        self._places = places
        self._bytes: Lines | None = None

    def of(self, element: Element) -> int | None:
        """The line of the text on which `element` begins."""
        if element not in self._places:
            return None
        self._bytes = self._bytes or Lines(self._rewritten.text)
        start, below = self._places[element]
        line, lines = self._bytes.at(start) + below, self._rewritten.lines
        return line if lines is None else lines[min(line, len(lines) - 1)]


class Lines:
    """The lines of a text on which its bytes stand, counted from 0: the parser's ranges are of bytes."""

    def __init__(self, text: str) -> None:
        self._source = text.encode()
        self._last, self._line = 0, 0

    def at(self, start: int) -> int:
        """The line of the byte with this number; quick for bytes that follow one another."""
        last = self._last
        between = self._source.count(b"\n", min(start, last), max(start, last))
        self._line += between if start > last else -between
        self._last = start
        return self._line
