"""What a translation is before anybody wrote it: the original's structure, code, addresses and pictures, with `…` for its words.

Receives an original as a `Handoff`; returns texts by section and name, as `Handoff.with_translations` takes them. Pure.
"""

from __future__ import annotations

import re

from kbgen.translations.handoff.protection import pieces
from kbgen.translations.handoff.units import Section, Unit
from kbgen.translations.parts import FRONT

# `kbgen new` leaves it too, and `kbgen check` names it in what is published.
GAP = "…"
_CELL = re.compile(r"(?<=\|)[^|\n]*[^|\s:-][^|\n]*(?=\|)")
_PICTURE = re.compile(r"!\[[^\]\n]*(?=\]\()")


def framed(section: Section) -> dict[str, str]:
    """The texts of a section that is still to be written."""
    return {unit.name: _gap(unit) for unit in section.units}


def is_framed(section: Section) -> bool:
    """Whether nobody wrote anything into the section of a draft yet."""
    return section.there is not None and any(unit.target and unit.target == _there(unit, section.key) for unit in section.units)


def _gap(unit: Unit) -> str:
    if unit.section == FRONT or unit.kind == "heading":
        # A title says what the draft is about, and a heading where one is in it.
        return unit.source if unit.kind == "heading" or unit.name == "title" else GAP
    if unit.kind == "code":
        return unit.source
    if unit.kind == "table":
        return _CELL.sub(f" {GAP} ", unit.source)
    pictures = [match[0] for match in re.finditer(r"!\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?", unit.source)]
    if pictures:
        return "\n".join(_PICTURE.sub(f"![{GAP}", picture) for picture in pictures)
    marks = [piece.text for piece in pieces(unit.source)[:1] if piece.kind == "note"]
    rest = unit.source.partition("\n")[2]
    if marks:
        # A note keeps its mark, and the indentation by which its text belongs to it.
        return f"{marks[0]}\n    {GAP}" if rest else marks[0]
    return GAP


def _there(unit: Unit, key: str) -> str:
    gap = _gap(unit)
    return "" if unit.kind in ("heading", "code") or unit.name == "title" else gap
