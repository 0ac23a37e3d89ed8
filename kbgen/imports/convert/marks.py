"""What a body's conversion asks of its surroundings, and the marks it leaves where an answer comes later.

A link to a heading cannot be finished before the other article is converted: it may have no such heading. Until then a
mark stands behind the link, and another behind every heading that had an id. The marks are private-use characters,
which are taken out of everything that comes from an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

# U+E000–E003 mark what comes later, U+E010 and U+E011 the cells and rows of a table under construction.
PRIVATE = re.compile("[\ue000-\ue0ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
_POINTER = re.compile("\ue000([^\ue000-\ue003]*)\ue001([^\ue000-\ue003]*)\ue002")
_HEADING = re.compile("[ ]?\ue003([^\ue000-\ue003]*)\ue003")
_ID = re.compile(r"[\w:.-]+")


class Surroundings(Protocol):
    """What a conversion needs to know of everything around the body."""

    def link(self, target: str) -> str:
        """Where a link leads now, or nothing if only its text can stay."""
        ...

    def picture(self, source: str) -> str:
        """Where a picture or film stands now, or nothing if there is none."""
        ...

    def lose(self, what: str, why: str) -> None:
        """Note something that cannot be carried."""
        ...


def pointer(target: str, key: str, fragment: str) -> str:
    """A link to a heading of the article `key`, still to be finished."""
    return f"{target}\ue000{key}\ue001{PRIVATE.sub('', fragment)}\ue002"


def heading_mark(anchor: str) -> str:
    """The mark behind a heading that was called `anchor`; nothing if no attribute list could hold that."""
    return f" \ue003{anchor}\ue003" if _ID.fullmatch(anchor) else ""


def pointed_at(markdown: str) -> set[tuple[str, str]]:
    """The (key, fragment) pairs to which links of `markdown` lead."""
    return {(match[1], match[2]) for match in _POINTER.finditer(markdown)}


def anchors_of(markdown: str) -> set[str]:
    """The ids that headings of `markdown` had."""
    return {match[1] for match in _HEADING.finditer(markdown)}


def finish(markdown: str, fragment: Callable[[str, str], str], wanted: Callable[[str], bool]) -> str:
    """Replace all marks. `fragment` gives the new anchor or nothing, `wanted` says whether a heading keeps its id."""
    seen: set[str] = set()

    def heading(match: re.Match[str]) -> str:
        keep = wanted(match[1]) and match[1] not in seen
        seen.add(match[1])
        return f" {{#{match[1]}}}" if keep else ""

    def link(match: re.Match[str]) -> str:
        anchor = fragment(match[1], match[2])
        return f"#{anchor}" if anchor else ""

    return _HEADING.sub(heading, _POINTER.sub(link, markdown)) if "\ue000" in markdown or "\ue003" in markdown else markdown
