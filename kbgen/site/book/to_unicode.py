"""The map of a PDF's font from its glyphs to characters (ISO 32000-1, 9.10.3): read, and written.

Glyphs are numbers of two bytes, as in fonts that Chromium writes; characters are text, `UNKNOWN` where none is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

UNKNOWN = "\0"
# As many entries as one section may have.
_MOST = 100
_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def read_map(data: bytes) -> dict[int, str]:
    """Glyphs and what they stand for."""
    text = data.decode("latin-1")
    found: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for glyph, characters in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            found[int(glyph, 16)] = _text(characters)
    for section in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, characters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", section):
            start = _text(characters)
            for glyph in range(int(first, 16), int(last, 16) + 1):
                found[glyph] = start[:-1] + chr(ord(start[-1]) + glyph - int(first, 16))
    return found


def written_map(characters: Mapping[int, str]) -> bytes:
    """The map as a stream of the PDF."""
    entries = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for glyph, text in sorted(characters.items())]
    sections = [entries[at : at + _MOST] for at in range(0, len(entries), _MOST)]
    body = "".join(f"{len(section)} beginbfchar\n{''.join(section)}endbfchar\n" for section in sections)
    return (_HEAD + body + _TAIL).encode()


def _text(characters: str) -> str:
    return bytes.fromhex(characters).decode("utf-16-be")
