"""Places that other pages of a book name without saying where they are: labels of MyST and the names of its figures and tables.

Receives a body; returns each name with the anchor that the translated text has for it, and the words of the heading below it.
Source: the documentation of MyST-Parser, "Cross-references". Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LABEL = re.compile(r"^[ ]{0,3}\(([^()\n]+)\)=[ \t]*$", re.MULTILINE)
_NAME = re.compile(r"^[ \t]*(?::name:|name:(?=[^\n]*\n(?:[ \t]*[\w-]+:[^\n]*\n)*[ \t]*---))[ \t]+(\S[^\n]*?)[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"\s*#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*(?:\n|\Z)")


class Label(NamedTuple):
    """A name in small letters, where it leads, and what a link without words of its own says."""

    name: str
    anchor: str
    words: str = ""


def place_of(label: str) -> str:
    """The anchor of a label."""
    return re.sub(r"[^\w:.-]+", "-", label.strip()).strip("-")


def labels_in(body: str) -> Iterator[Label]:
    """The labels of a text, in order."""
    for found in LABEL.finditer(body) if ")=" in body else ():
        heading = _HEADING.match(body, found.end())
        yield Label(found[1].strip().lower(), place_of(found[1]), heading[1] if heading else "")
    for found in _NAME.finditer(body) if "name:" in body and "}" in body else ():
        yield Label(found[1].lower(), place_of(found[1]))


def words_in(target: str) -> str:
    """What can be said of a place of which nothing is known but its name."""
    if target.startswith("xref:"):
        return target[5:].partition("?")[0]
    return target.rpartition("/")[2].rpartition(":")[2].lstrip("#").replace("-", " ").replace("_", " ")
