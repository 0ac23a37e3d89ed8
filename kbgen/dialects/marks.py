"""What a body's conversion asks of its surroundings, and the marks it leaves where an answer comes later.

A link to a heading cannot be finished before the other article is converted: it may have no such heading. Until then a
mark stands behind the link, and another behind every heading that had an id. The marks are private-use characters,
which are taken out of everything that comes from an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol
from urllib.parse import quote, unquote

# U+E000–E004 mark what comes later, U+E010 and U+E011 the cells and rows of a table under construction.
PRIVATE = re.compile("[\ue000-\ue0ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069]")
_POINTER = re.compile("\ue000([^\ue000-\ue003]*)\ue001([^\ue000-\ue003]*)\ue002")
_HEADING = re.compile("[ ]?\ue003([^\ue000-\ue004]*)\ue003")
_ALONE = re.compile("^[ \t]*(?:\ue004[^\ue000-\ue004]*\ue004[ \t]*)+\n(?:[ \t]*\n)?", re.MULTILINE)
PLACE = re.compile("\ue004([^\ue000-\ue004]*)\ue004")
# Before a destination that was found.
SETTLED = "\ue030"
_ID = re.compile(r"[\w:.-]+")


class Surroundings(Protocol):
    """What a conversion needs to know of everything around the body."""

    @property
    def inside(self) -> bool:
        """Whether the text is put into another, which goes through the same hands again."""
        ...

    @property
    def later(self) -> bool:
        """Whether a link without words gets them later from what it leads to."""
        ...

    def link(self, target: str) -> str:
        """Where a link leads now, or nothing if only its text can stay."""
        ...

    def called(self, target: str) -> str:
        """The title of the page, or the words of the heading, to which a link leads; nothing where they are not known."""
        ...

    def picture(self, source: str) -> str:
        """Where a picture or film stands now, or nothing if there is none."""
        ...

    def holds(self, source: str) -> bool:
        """Whether the folder has the file of a picture."""
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


class Nowhere:
    """Surroundings of which nothing is known: links and pictures stay as they are written, nothing can be put in. What cannot be
    carried is for a subclass to note."""

    inside = False
    later = True

    def link(self, target: str) -> str:
        """The target."""
        return target

    def called(self, target: str) -> str:
        """Nothing."""
        return ""

    def picture(self, source: str) -> str:
        """The source."""
        return source

    def holds(self, source: str) -> bool:
        """Whether to take a picture for one that is there."""
        return True

    def include(self, name: str, values: Mapping[str, str] | None = None) -> str | None:
        """Nothing."""
        return None

    def raw(self, name: str) -> str | None:
        """Nothing."""
        return None

    def value(self, expression: str) -> str | None:
        """Nothing."""
        return None


def destination(target: str) -> str:
    """An address that can stand between the round brackets of a link."""
    for sign, code in ((" ", "%20"), ("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ('"', "%22"), ("\\", "%5C")):
        target = target.replace(sign, code)
    return target


def pointer(target: str, key: str, fragment: str) -> str:
    """A link to a heading of the article `key`, still to be finished."""
    # Both go through hands that write addresses: a space in a key would not come back as it was.
    return f"{target}\ue000{quote(key)}\ue001{quote(PRIVATE.sub('', unquote(fragment)))}\ue002"


def settled(target: str) -> str:
    """A destination that has been asked about already, so that nobody asks again where the place leads that it has now."""
    return f"{SETTLED}{target}"


def heading_mark(*anchors: str) -> str:
    """The mark behind a heading that was called `anchors`; the first that an attribute list can hold becomes its name."""
    known = [anchor for anchor in dict.fromkeys(anchors) if anchor]
    known.sort(key=lambda anchor: not _ID.fullmatch(anchor))
    return f" \ue003{' '.join(map(quote, known))}\ue003" if known else ""


def place_mark(anchor: str) -> str:
    """The mark of a place that is no heading and was called `anchor`."""
    # An underscore would be taken for emphasis where the text around it is written.
    return f"\ue004{quote(anchor).replace('_', '%5F')}\ue004"


def _named(anchors: str) -> str:
    """The name that a place has now."""
    name = unquote(anchors.partition(" ")[0])
    return name if _ID.fullmatch(name) else re.sub(r"[^\w:.-]+", "-", name).strip("-") or "place"


def pointed_at(markdown: str) -> set[tuple[str, str]]:
    """The (key, fragment) pairs to which links of `markdown` lead."""
    return {(unquote(match[1]), unquote(match[2])) for match in _POINTER.finditer(markdown)}


def anchors_of(markdown: str) -> dict[str, str]:
    """What places of `markdown` were called, with what each is called now."""
    found: dict[str, str] = {}
    for pattern in (_HEADING, PLACE):
        for match in pattern.finditer(markdown):
            for anchor in match[1].split(" "):
                found.setdefault(unquote(anchor), _named(match[1]))
    return found


def finish(markdown: str, fragment: Callable[[str, str], str], wanted: Callable[[str], bool]) -> str:
    """Replace all marks. `fragment` gives the new anchor or nothing, `wanted` says whether a heading keeps its id."""
    seen: set[str] = set()

    def keeps(match: re.Match[str]) -> str:
        name = _named(match[1])
        if name in seen or not any(wanted(unquote(anchor)) for anchor in match[1].split(" ")):
            return ""
        seen.add(name)
        return name

    def heading(match: re.Match[str]) -> str:
        name = keeps(match)
        return f" {{#{name}}}" if name else ""

    def place(match: re.Match[str]) -> str:
        name = keeps(match)
        return f'<span id="{name}"></span>' if name else ""

    def link(match: re.Match[str]) -> str:
        anchor = fragment(unquote(match[1]), unquote(match[2]))
        return f"#{anchor}" if anchor else ""

    if not any(sign in markdown for sign in "\ue000\ue003\ue004"):
        return markdown

    def alone(match: re.Match[str]) -> str:
        # A line of places to which nothing leads would leave a gap.
        names = [unquote(name) for found in PLACE.finditer(match[0]) for name in found[1].split(" ")]
        return match[0] if any(map(wanted, names)) else ""

    markdown = _ALONE.sub(alone, markdown) if "\ue004" in markdown else markdown
    return PLACE.sub(place, _HEADING.sub(heading, _POINTER.sub(link, markdown)))
