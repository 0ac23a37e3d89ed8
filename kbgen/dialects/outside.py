"""Replacing what stands outside of code.

Receives a text, an expression and what to write instead; returns the text. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kbgen.dialects.blanked import blanked

_MARK = re.compile(r"[ \t>]*(`{3,}|~{3,})")
Replace = Callable[[re.Match[str]], str]


def replaced(
    pattern: re.Pattern[str],
    text: str,
    replace: Replace,
    *,
    indented: bool,
    whole: bool = False,
    code: bool = False,
    hidden: bool = False,
    until: int | None = None,
) -> str:
    """`pattern.sub` outside of code, which indentation marks too where `indented` says so. With `whole` what it spans may hold
    code, only its beginning may not be any; with `code` it begins with a fence itself; with `hidden` it may be a comment.
    Nothing behind `until` is looked at."""
    until = len(text) if until is None else until
    if not code and pattern.search(text, 0, until) is None:
        return text
    masked = blanked(text, indented=indented)
    pieces, done = [], 0
    found_all = _at_openings(pattern, text, until) if code else pattern.finditer(text if whole else masked, 0, until)
    for found in found_all:
        mark = text[found.start() : found.end()].strip()[:1]
        at = text.index(mark, found.start()) if mark else found.start()
        if found.start() < done or (whole and masked[at : at + 1] != mark and not hidden and not code):
            continue
        original = found if whole else pattern.match(text, _behind_code(found, masked, text))
        if original is None or original.end() != found.end():
            continue
        pieces += [text[done : original.start()], replace(original)]
        done = found.end()
    return "".join([*pieces, text[done:]])


def _behind_code(found: re.Match[str], masked: str, text: str) -> int:
    """Where what was `found` begins, not counting code that stands before it and is seen as spaces."""
    at = first = found.start()
    while at < found.end() and masked[at].isspace():
        first = at + 1 if masked[at] != text[at] else first
        at += 1
    return first


def _at_openings(pattern: re.Pattern[str], text: str, until: int) -> Iterator[re.Match[str]]:
    """The matches that begin with the line of a fence which opens a block."""
    fence, at = "", 0
    for line in text[:until].split("\n"):
        mark = _MARK.match(line)
        if fence:
            fence = "" if mark and line.strip() == mark[1] and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
            if found := pattern.match(text, at, until):
                yield found
        at += len(line) + 1
