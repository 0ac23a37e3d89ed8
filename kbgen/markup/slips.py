"""Slips of the pen that Markdown takes without a word: what somebody typed is not what readers see.

Receives an article's text; returns what looks like a mistake, each with its line and what to do. The parser says what stands in
code, so that nothing there is taken for a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, NamedTuple

import pyromark

from kbgen.markup.commonmark import OPTIONS, prepared
from kbgen.markup.outline import headings
from kbgen.markup.prepare.blocks import NOTES, Mark, Rewritten
from kbgen.markup.prepare.repairs import restore
from kbgen.markup.safety.allowed import ISLANDS, KNOWN

_CLOSING_FENCE = re.compile(r"[ >\t]*(?:`{3,}|~{3,})[ \t]*$")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_BOX = re.compile(r"^:{3,}[ ]*[a-zA-Z{][^\n]*(?<!:)$", re.MULTILINE)
_SPACED = re.compile(r"(?<!\S)(\*\*|__)[ ]+(?=\S)[^*_\n]*?[ ]+\1(?!\w)")
_HEADING = re.compile(r"^#{2,6}(?=[^\W\d_])[^\n]*", re.MULTILINE)
_ROW = re.compile(r"\|.*\|$")
_TAG = re.compile(r"</?([a-zA-Z][\w.-]*)")
# `##Heading` and `** words **` are what they look like to Python-Markdown, and `:::` is nothing.
_MEANT = frozenset({"heading-space", "emphasis-open", "box-open"})
MOST = 100


class Slip(NamedTuple):
    """One slip: `line` counts from the text's first line as 0."""

    line: int
    code: str
    message: str
    advice: str


def slips(text: str, *, python: bool = False) -> list[Slip]:
    """The slips in `text`, in the order of its lines; at most a hundred. To Python-Markdown (`python`) some of them are none."""
    rewritten = prepared(text)
    found = [*_marks(rewritten.marks), *_same_addresses(text)]
    found += _Reading(rewritten).slips()
    return sorted({slip for slip in found if not python or slip.code not in _MEANT})[:MOST]


def _marks(marks: tuple[Mark, ...]) -> Iterator[Slip]:
    for mark in marks:
        if mark.empty:
            advice = "Indent the lines that belong to it by four spaces." if mark.kind != "box" else "Write what belongs into it."
            yield Slip(mark.line, "note-empty", "Nothing stands in this note, fold or tab.", advice)
        kind = mark.classes.split(" ", 1)[0]
        if mark.kind in ("note", "fold") and kind and kind not in NOTES:
            near = get_close_matches(kind, sorted(NOTES), 1)
            advice = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(sorted(NOTES))}."
            yield Slip(mark.line, "note-kind", f"`{kind[:40]}` is no kind of note, and has no colour of its own.", advice)


def _same_addresses(text: str) -> Iterator[Slip]:
    seen: set[str] = set()
    for heading in headings(text) if "{" in text else ():
        if heading.id and heading.id in seen:
            message = f"Another heading has the address #{heading.id} already; links lead to that one."
            yield Slip(heading.line, "anchor-duplicate", message, "Give this one another address.")
        seen.add(heading.id)


class _Reading:
    """Goes through the parser's events once."""

    def __init__(self, rewritten: Rewritten) -> None:
        self._rewritten = rewritten
        self._source = rewritten.text.encode()
        self._found: list[Slip] = []
        self._noted: dict[str, int] = {}
        self._referred: set[str] = set()

    def slips(self) -> list[Slip]:
        """All that the events tell."""
        events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(
            self._rewritten.text, options=OPTIONS, merge_text=True, broken_link_callback=self._broken
        )
        in_code = False
        for event, place in events:
            if isinstance(event, str):
                continue
            ((name, value),) = event.items()
            if name == "Start" and isinstance(value, dict) and "CodeBlock" in value:
                in_code = True
                self._fence(value["CodeBlock"], place)
            elif name == "End" and value == "CodeBlock":
                in_code = False
            elif name == "Start" and isinstance(value, dict) and "FootnoteDefinition" in value:
                self._noted.setdefault(value["FootnoteDefinition"].casefold(), place["start"])
            elif name == "Start" and value == "Paragraph":
                self._paragraph(place)
            elif name == "Text" and not in_code:
                self._text(value, place)
            elif name in ("Html", "InlineHtml"):
                self._html(value, place)
            elif name == "FootnoteReference":
                self._referred.add(value.casefold())
        for label, at in self._noted.items():
            if label not in self._referred:
                message = f"Nothing refers to the footnote ^{label[:40]}: readers do not see it."
                self._add(at, "footnote-unused", message, f"Put [^{label[:40]}] where it belongs, or take it out.")
        return self._found

    def _line(self, at: int) -> int:
        line, lines = self._source.count(b"\n", 0, at), self._rewritten.lines
        return line if lines is None else lines[min(line, len(lines) - 1)]

    def _add(self, at: int, code: str, message: str, advice: str) -> None:
        if len(self._found) < MOST:
            self._found.append(Slip(self._line(at), code, message, advice))

    def _words(self, place: Any) -> str:
        return restore(self._source[place["start"] : place["end"]].decode(errors="replace"))

    def _broken(self, link: Any) -> None:
        start = link["span"]["start"]
        # `list[i][j]` is what programs look like.
        before = self._source[max(0, start - 1) : start]
        if link["link_type"] in ("Reference", "Collapsed") and not before.isalnum():
            name = restore(str(link["reference"]))[:80]
            message = f"Nothing is defined as [{name}]: the brackets are shown as they are."
            self._add(
                start, "reference-unknown", message, f"Add a line such as [{name}]: page.md, or write the link in parentheses."
            )

    def _fence(self, kind: Any, place: Any) -> None:
        if not isinstance(kind, dict):
            return
        lines = self._words(place).rstrip("\n").split("\n")
        if len(lines) < 2 or not _CLOSING_FENCE.match(lines[-1]):
            message = "Nothing closes this block of code: all that follows in it is code."
            self._add(place["start"], "fence-open", message, "Put a line with the same signs behind the code.")

    def _paragraph(self, place: Any) -> None:
        words = self._words(place)
        if "|" not in words:
            return
        lines = [line.strip() for line in words.strip().split("\n")]
        if len(lines) > 1 and all(_ROW.match(line) for line in lines):
            message = "These lines look like a table and are none: the line of dashes is missing."
            columns = max(1, lines[0].count("|") - 1)
            self._add(place["start"], "table-divider", message, f"Put this below the first: {'|---' * min(columns, 8)}|")

    def _text(self, text: str, place: Any) -> None:
        text = restore(text)
        start = place["start"]
        if "[^" in text:
            for note in _FOOTNOTE.finditer(text):
                message = f"There is no footnote ^{note[1][:40]}: its mark is shown as it is."
                self._add(start, "footnote-unknown", message, f"Add a line such as [^{note[1][:40]}]: What it says.")
        if text.startswith(":::") and _BOX.match(text):
            message = "Nothing closes this box: its signs are shown as they are."
            self._add(start, "box-open", message, "Put a line with ::: behind it.")
        if "** " in text or "__ " in text:
            for _ in _SPACED.finditer(text):
                message = "Spaces stand between the stars and the words: the stars are shown as they are."
                self._add(start, "emphasis-open", message, "Write **words** without spaces inside.")
        if text.startswith("##") and _HEADING.match(text):
            advice = f"Write {text[: len(text) - len(text.lstrip('#'))]} and a space."
            self._add(start, "heading-space", "This is no heading: a space is missing behind its signs.", advice)

    def _html(self, text: str, place: Any) -> None:
        for tag in _TAG.finditer(text) if not text.startswith(("<!", "<?")) else ():
            name = tag[1].lower()
            if name not in KNOWN and not self._stands_closed(name) and not self._is_drawn(name):
                message = f"`<{tag[1][:40]}>` is no element of HTML, and is shown as it is."
                self._add(place["start"], "tag-unknown", message, f"Write it as code: `<{tag[1][:40]}>`.")

    def _is_drawn(self, name: str) -> bool:
        return any(name in names and f"<{island}".encode() in self._source.lower() for island, names in ISLANDS.items())

    def _stands_closed(self, name: str) -> bool:
        lower = self._source.lower()
        return f"</{name}>".encode() in lower and f"<{name}".encode() in lower
