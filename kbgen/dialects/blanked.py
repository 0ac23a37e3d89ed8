"""A text with its code blanked, letter for letter, so that what looks like a component or mark in code is none.

Receives Markdown; returns a text of the same length. Unlike `kbgen.markup.without_code` it does not take indented lines for code
where MDX or a list may have indented them. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FENCE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})(.*)$")
_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)((?:[^`\n]|\n(?![ \t]*\n)|(?!\1(?!`))`+)+?)(?<!`)\1(?!`)")
_SPAN_IN_LINE = re.compile(r"(?<![`\\])(`+)(?!`)([^`\n]|(?!\1(?!`))`+)+?(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What is indented below these is no code: items of lists, and the tabs and notes of Python-Markdown.
_LISTED = re.compile(r"^\s*(?:[-*+]|\d+[.)])[ \t]|^(?:===[+!]*|!!!|\?\?\?\+?)[ \t]")


# Of one text it is asked for by several, one after the other.
@lru_cache(maxsize=8)
def blanked(text: str, *, indented: bool, wrapped: bool = True) -> str:
    """`text` with fences, code spans and comments blanked; with `indented`, blocks of code that are marked by indentation too;
    without `wrapped`, no span that goes on in the next line."""
    signs = ("`", "~~~", "<!--", "    ", "\t") if indented else ("`", "~~~", "<!--")
    if not any(sign in text for sign in signs):
        return text
    lines = text.split("\n")
    out: list[str] = []
    fence = ""
    listed = False
    before = ""
    for line in lines:
        found = _FENCE.match(line)
        if fence:
            closes = found and found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2].strip()
            out.append(" " * len(line))
            fence = "" if closes else fence
            before = "x"
            continue
        if found and not (found[1][0] == "`" and "`" in found[2]):
            fence = found[1]
            out.append(" " * len(line))
            before = "x"
            continue
        code = indented and line.startswith(("    ", "\t")) and not listed and (not before.strip() or before == "    code")
        if line.strip() and not line.startswith((" ", "\t")):
            listed = bool(_LISTED.match(line))
        out.append(" " * len(line) if code else line)
        before = "    code" if code else line
    joined = "\n".join(out)
    joined = (_SPAN if wrapped else _SPAN_IN_LINE).sub(_spaces, joined)
    # Behind the last end of a comment none begins: each would be looked for to the end of the text.
    end = joined.rfind("-->") + 3
    return _COMMENT.sub(_spaces, joined[:end]) + joined[end:] if end > 2 else joined


def _spaces(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
