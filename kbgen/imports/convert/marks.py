"""What a body's conversion asks of its surroundings, and the marks it leaves where an answer comes later.

A link to a heading cannot be finished before the other article is converted: it may have no such heading. Until then a
mark stands behind the link, and another behind every heading that had an id. The marks are private-use characters,
which are taken out of everything that comes from an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol

# U+E000–E003 mark what comes later, U+E010 and U+E011 the cells and rows of a table under construction.
PRIVATE = re.compile("[\ue000-\ue0ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
_POINTER = re.compile("\ue000([^\ue000-\ue003]*)\ue001([^\ue000-\ue003]*)\ue002")
_HEADING = re.compile("[ ]?\ue003([^\ue000-\ue003]*)\ue003")
# Before a destination that was found.
SETTLED = "\ue030"
_ID = re.compile(r"[\w:.-]+")


class Surroundings(Protocol):
    """What a conversion needs to know of everything around the body."""

    @property
    def inside(self) -> bool:
        """Whether the text is put into another, which goes through the same hands again."""
        ...

    def link(self, target: str) -> str:
        """Where a link leads now, or nothing if only its text can stay."""
        ...

    def picture(self, source: str) -> str:
        """Where a picture or film stands now, or nothing if there is none."""
        ...

    def include(self, name: str, values: Mapping[str, str] | None = None) -> str | None:
        """The Markdown that another file has to put in, by its path or as `<Name>` of what the page imports, with the `values` that
        the place gives it; None if there is none."""
        ...

    def raw(self, name: str) -> str | None:
        """The text of another file as it is; None if there is none."""
        ...

    def value(self, expression: str) -> str | None:
        """What an expression of the old generator stands for, as far as its configuration says."""
        ...

    def lose(self, what: str, why: str) -> None:
        """Note something that cannot be carried."""
        ...


def pointer(target: str, key: str, fragment: str) -> str:
    """A link to a heading of the article `key`, still to be finished."""
    return f"{target}\ue000{key}\ue001{PRIVATE.sub('', fragment)}\ue002"


def settled(target: str) -> str:
    """A destination that has been asked about already, so that nobody asks again where the place leads that it has now."""
    return f"{SETTLED}{target}"


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
