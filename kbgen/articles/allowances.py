"""Issues that a writer allows at one place, with the reason.

In the text, `<!-- kbgen: allow image-alt because the caption says it all -->` holds for the line that it stands in or, on a
line of its own, for the block below it. In front matter `# kbgen: allow review-missing because it never changes` holds for
the whole file. Several codes are separated by commas.

Receives the text of a file; returns what it allows. `without_allowances` takes the comments out of what readers get.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kbgen.articles.front_matter import parse as front_matter
from kbgen.markup.without_code import without_code

MARK = "kbgen:"
_IN_TEXT = re.compile(r"<!--[ \t]*kbgen:(?P<said>[^\n]*?)-->")
_IN_HEADER = re.compile(r"^[ \t]*#[ \t]*kbgen:(?P<said>[^\n]*)$", re.MULTILINE)
_ALLOW = re.compile(r"\s*allow\s+(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+because\s+(?P<reason>\S.*?))?\s*")


class Allowance(NamedTuple):
    """`codes` are allowed on the lines `first` to `last`; `line` is that of the comment.

    `codes` is empty where the comment cannot be understood, `reason` where none is given. A whole file is line 0 to `last`.
    """

    line: int
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int

    def holds(self, code: str, line: int) -> bool:
        """Whether an issue with this code on this line is allowed."""
        return code in self.codes and bool(self.reason) and self.first <= line <= self.last


def allowances(text: str) -> list[Allowance]:
    """Everything that the file with this text allows, in order."""
    if MARK not in text:
        return []
    parts, _ = front_matter.split(text, "")
    if parts is None:
        return []
    every, header = text.count("\n") + 1, parts.header or ""
    found = [_allowance(match["said"], header.count("\n", 0, match.start()) + 2, 0, every) for match in _IN_HEADER.finditer(header)]
    lines = parts.body.split("\n")
    # What stands in a code block shows how it is written.
    for match in _IN_TEXT.finditer(without_code(parts.body)):
        at = parts.body.count("\n", 0, match.start())
        first, last = (at, at) if _IN_TEXT.sub("", lines[at]).strip() else _block_below(lines, at)
        found.append(_allowance(match["said"], at + parts.body_line, first + parts.body_line, last + parts.body_line))
    return found


def without_allowances(body: str) -> tuple[str, tuple[int, ...]]:
    """`body` without these comments, and without the lines that held nothing else: a blank line in their place would end a list.

    Also, for each line that is left, the one that it was, counted from 0; empty where all lines are left.
    """
    if MARK not in body or "<!--" not in body:
        return body, ()
    pieces, done = [], 0
    gone: set[int] = set()
    for match in _IN_TEXT.finditer(without_code(body)):
        start, end = match.span()
        line_start, line_end = body.rfind("\n", 0, start) + 1, body.find("\n", end)
        line_end = len(body) if line_end < 0 else line_end + 1
        if not (body[line_start:start] + body[end:line_end]).strip():
            start, end = line_start, line_end
            gone.update(range(body.count("\n", 0, start), body.count("\n", 0, end)))
        pieces.append(body[done:start])
        done = end
    lines = tuple(line for line in range(body.count("\n") + 1) if line not in gone) if gone else ()
    return "".join([*pieces, body[done:]]), lines


def _allowance(said: str, line: int, first: int, last: int) -> Allowance:
    match = _ALLOW.fullmatch(said)
    if not match:
        return Allowance(line, (), "", first, last)
    codes = tuple(dict.fromkeys(code.strip() for code in match["codes"].split(",")))
    return Allowance(line, codes, match["reason"] or "", first, last)


def _block_below(lines: list[str], at: int) -> tuple[int, int]:
    """From the comment's own line to the end of the next run of lines that are not empty."""
    last = at
    for place in _following(lines, at):
        last = place
    return at, last


def _following(lines: list[str], at: int) -> Iterator[int]:
    started = False
    for place in range(at + 1, len(lines)):
        if lines[place].strip():
            # Several comments may stand above one block.
            started = started or not _IN_TEXT.fullmatch(lines[place].strip())
            yield place
        elif started:
            return
