"""What a text says of itself: its headings and its first paragraph, as the reader of CommonMark sees them, without a tree.

Receives an article's text. What stands in code, quotes, notes and lists is neither a heading nor a first paragraph here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import pyromark

from kbgen.markup import attributes
from kbgen.markup.commonmark import OPTIONS, Lines, prepared
from kbgen.markup.prepare.blocks import CLOSE, OPEN
from kbgen.markup.prepare.repairs import restore
from kbgen.markup.safety.allowed import KNOWN

# Of notes and tabs within a list only the words count.
_MARKS = re.compile(f"{OPEN}\\d*{CLOSE}|{CLOSE}")

_TAG = re.compile(r"<([a-zA-Z][\w.-]*)[^>]*(?<!/)>")


class Heading(NamedTuple):
    """One heading: its words without markup, its `line` from the text's first as 0, and what its attribute list says."""

    level: int
    text: str
    line: int
    classes: tuple[str, ...] = ()
    id: str = ""


class _Block(NamedTuple):
    start: int
    kind: str
    level: int
    words: str


def headings(text: str) -> Iterator[Heading]:
    """The headings of `text`, in order."""
    if "#" not in text and "\n=" not in text and "\n-" not in text:
        return
    rewritten = prepared(text)
    found = [block for block in _blocks(rewritten.text) if block.kind == "Heading"]
    lines = Lines(rewritten.text)
    for block in found:
        line = lines.at(block.start)
        box = Element("h1")
        box.text = block.words
        if "{" in block.words:
            attributes.take(box, attributes.AT_END)
        words = " ".join((box.text or "").split())
        line = rewritten.lines[line] if rewritten.lines else line
        yield Heading(block.level, words, line, tuple(box.get("class", "").split()), box.get("id", ""))


def first_heading(text: str) -> str:
    """The words of the first heading that has any."""
    return next((heading.text for heading in headings(text) if heading.text), "")


_ADDRESS = re.compile(r"https?://\S+")


def first_paragraph(text: str) -> str:
    """The words of the first paragraph; those of the first list item where there is no paragraph.

    What a program of templates has yet to fill in (`{{ name }}`), and an address alone, count only where there is nothing else."""
    item = ""
    for block in _blocks(prepared(text).text):
        words = " ".join(_MARKS.sub("", attributes.ON_LAST_LINE.sub("", block.words)).split())
        if words and block.kind == "Paragraph" and not words.startswith("*["):
            if "{{" not in words and "{%" not in words and not _ADDRESS.fullmatch(words):
                return words
            item = item or words
        if words and block.kind == "List" and not item:
            item = words
    return item


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks at the top, each as soon as it has been read; of a list, the words of its first item."""
    depth = pictures = items = level = begun = 0
    kind, words = "", list[str]()
    events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(text, options=OPTIONS, merge_text=True)
    for event, place in events:
        if isinstance(event, str):
            words += ["\n"] if event != "Rule" else []
            continue
        ((name, value),) = event.items()
        if name == "Start":
            started = value if isinstance(value, str) else next(iter(value))
            if not depth:
                kind, words, items, begun = started, [], 0, place["start"]
                level = int(value["Heading"]["level"][1]) if started == "Heading" else 0
            depth += 1
            pictures += started == "Image"
            items += started == "Item"
        elif name == "End":
            depth -= 1
            pictures -= value == "Image"
            words += [" "] if value == "Paragraph" else []
            if not depth:
                yield _Block(begun, kind, level, restore("".join(words)))
        elif pictures or (kind == "List" and items > 1):
            continue
        elif name in ("Text", "Code") or (name == "InlineHtml" and _is_text(value, text)):
            words.append(value)


def _is_text(html: str, text: str) -> bool:
    """Whether readers see a tag as it is written: `Use <host>`."""
    tag = _TAG.match(html)
    return tag is not None and tag[1].lower() not in KNOWN and f"</{tag[1]}>" not in text
