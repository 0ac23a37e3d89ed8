"""The Markdown copy of an article in parts.

Receives the text of `index.md`; returns its sections by anchor. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown.extensions import toc

from kbgen.articles.front_matter.parse import split
from kbgen.errors import ClientError
from kbgen.markup.outline import headings

# Its types are of an older version.
_unique: Any = toc.unique


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading with all that stands below it, deeper headings included; the anchor of the opening is empty."""

    anchor: str
    heading: str
    level: int
    text: str


def body_of(copy: str) -> str:
    """The text without its front matter."""
    found, _ = split(copy, "")
    return found.body.lstrip("\n") if found else copy


def pieces(body: str) -> list[Piece]:
    """All sections in their order, each whole: a section holds those below it."""
    lines = body.split("\n")
    found = list(headings(body))
    if found and found[0].level == 1 and not "".join(lines[: found[0].line]).strip():
        # The title, which is the page's.
        found = found[1:]
    used, counters = {each.id for each in found if each.id}, dict[str, int]()
    made = [Piece("", "", 1, "\n".join(lines[: found[0].line if found else len(lines)]).strip("\n"))]
    for place, heading in enumerate(found):
        level = max(2, heading.level)
        end = next((each.line for each in found[place + 1 :] if max(2, each.level) <= level), len(lines))
        # As `kbgen.pages.headings` gives addresses to headings that name none.
        anchor = heading.id or _unique(toc.slugify_unicode(heading.text, "-"), used, counters)
        made.append(Piece(anchor, heading.text, level, "\n".join(lines[heading.line : end]).strip("\n")))
    return made


def piece(body: str, anchor: str) -> Piece:
    """The section at `anchor`. Raises `ClientError` that names those there are."""
    found = pieces(body)
    for each in found:
        if each.anchor == anchor:
            return each
    # An address that something else than a heading has: the smallest section that holds it.
    holding = [each for each in found if re.search(rf"#{re.escape(anchor)}(?![\w-])", each.text)] if anchor else []
    if holding:
        return min(holding, key=lambda each: len(each.text))
    known = ", ".join(each.anchor for each in found if each.anchor)
    raise ClientError(f"The article has no section {anchor!r}. It has: {known or 'none'}.", 404)
