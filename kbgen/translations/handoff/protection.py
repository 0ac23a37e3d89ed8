"""What of a text no translator may lose or change: code, addresses, tags, variables, anchors, marks.

Receives Markdown; returns it in pieces, protected or not, which together are the text. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

# In this order: what stands in code is code.
_KINDS = {
    "code": r"(?<!`)(?P<ticks>`+)(?!`)(?:[^`]|(?<!`)`+(?!`))*?(?<!`)(?P=ticks)(?!`)",
    "comment": r"<!--.*?-->",
    "variable": r"\{\{.*?\}\}|\{%.*?%\}|\$\{[^{}\n]*\}",
    "anchor": r"\{:?[ \t]*[#.][^{}\n]*\}|\{:[^{}\n]*\}",
    "link": r"\]\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"\n]*\")?\)|\]\[[^\[\]\n]*\]",
    "definition": r"^[ \t]{0,3}\[[^\]\n]+\]:[ \t]*\S+",
    "footnote": r"\[\^[^\]\s]+\]:?",
    "note": r"^[ \t]*(?:!!!|\?\?\?\+?|===)(?:[ \t]+[\w-]+)*|\[!\w+\]",
    "image": r"!\[",
    "address": r"<(?:https?://|mailto:)[^<>\s]+>|https?://[^\s<>()\[\]«»\"'`]*[^\s<>()\[\]«»\"'`.,;:!?،؛؟]",
    "tag": r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>",
    "entity": r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);",
}
_PROTECTED = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL | re.MULTILINE)


class Piece(NamedTuple):
    """A part of a text; `kind` is empty for what is translated."""

    text: str
    kind: str = ""


def pieces(text: str) -> list[Piece]:
    """The text in pieces."""
    found, at = [], 0
    for match in _PROTECTED.finditer(text):
        if match.start() > at:
            found.append(Piece(text[at : match.start()]))
        found.append(Piece(match[0], next(kind for kind in _KINDS if match[kind] is not None)))
        at = match.end()
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def protected(text: str) -> list[str]:
    """The protected pieces of a text, in their order."""
    return [piece.text for piece in pieces(text) if piece.kind]


def differences(wanted: Iterable[str], given: Iterable[str]) -> list[str]:
    """What was lost and what was put in, as words for a translator. Order is free: languages have their own."""
    before, after = Counter(wanted), Counter(given)
    lost, added = before - after, after - before
    return [*(f"{each} is lost" for each in lost.elements()), *(f"{each} was put in" for each in added.elements())]
