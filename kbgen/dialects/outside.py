"""Replacing what stands outside of code.

Receives a text, an expression and what to write instead; returns the text. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kbgen.dialects.blanked import blanked

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
) -> str:
    """`pattern.sub` outside of code, which indentation marks too where `indented` says so. With `whole` what it spans may hold
    code, only its beginning may not be any; with `code` it begins with a fence itself; with `hidden` it may be a comment."""
    if pattern.search(text) is None:
        return text
    masked = blanked(text, indented=indented)
    pieces, done = [], 0
    for found in pattern.finditer(text if whole else masked):
        mark = text[found.start() : found.end()].strip()[:1]
        at = text.index(mark, found.start()) if mark else found.start()
        if whole and masked[at : at + 1] != mark and not hidden and not (code and is_outside(text, at)):
            continue
        original = found if whole else pattern.match(text, found.start())
        if original is None or original.end() != found.end():
            continue
        pieces += [text[done : found.start()], replace(original)]
        done = found.end()
    return "".join([*pieces, text[done:]])


def is_outside(text: str, at: int) -> bool:
    """Whether no fence is open at `at`."""
    return blanked(f"{text[:at]}x", indented=False)[-1] == "x"
