"""Abbreviations: `*[SLA]: Service level agreement` explains each SLA of the text.

Receives a tree whose paragraphs may hold such lines, takes them out, and marks the words. Words in code, links and headings of
their own kind are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from kbgen.markup.prepare.signs import signs_in

_LINE = re.compile(r"\*\[(?P<short>[^\]\n]+)\]:[ \t]*(?P<long>.*)$")
_DEFINED = re.compile(r"\*\[[^\]\n]+\]:")
_OPAQUE = frozenset({"abbr", "code", "kbd", "pre", "samp", "script", "style", "textarea"})
MOST = 500


def may_define_any(text: str) -> bool:
    """Whether looking for definitions in the tree of `text` is worth the while."""
    return "*[" in signs_in(text) and _DEFINED.search(text) is not None


def explain(root: Element) -> None:
    """Take the definitions out of the paragraphs of `root` and mark what they explain."""
    meanings: dict[str, str] = {}
    _take(root, meanings)
    if not meanings:
        return
    words = sorted(meanings, key=lambda word: (-len(word), word))[:MOST]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    _mark(root, pattern, meanings)


def _take(root: Element, meanings: dict[str, str]) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == "p" and (child.text or "").startswith("*["):
                lines = "".join(child.itertext()).split("\n")
                defined = [_LINE.match(line.strip()) for line in lines]
                if all(defined):
                    meanings.update((found["short"], found["long"].strip()) for found in defined if found)
                    parent.remove(child)


def _mark(root: Element, pattern: re.Pattern[str], meanings: Mapping[str, str]) -> None:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _OPAQUE or element.tag is None:
            continue
        children = list(element)
        waiting += children
        for child in reversed(children):
            if child.tail and pattern.search(child.tail):
                child.tail, marks = _split(child.tail, pattern, meanings)
                at = list(element).index(child) + 1
                element[at:at] = marks
        if element.text and pattern.search(element.text):
            element.text, marks = _split(element.text, pattern, meanings)
            element[0:0] = marks


def _split(text: str, pattern: re.Pattern[str], meanings: Mapping[str, str]) -> tuple[str, list[Element]]:
    marks: list[Element] = []
    before, done = "", 0
    for found in pattern.finditer(text):
        between = text[done : found.start()]
        if marks:
            marks[-1].tail = between
        else:
            before = between
        mark = Element("abbr", {"title": meanings[found[0]]})
        mark.text = found[0]
        marks.append(mark)
        done = found.end()
    marks[-1].tail = text[done:]
    return before, marks
