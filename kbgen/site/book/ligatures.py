"""A ligature of Arabic script, such as lam and alef, told as its letters.

Its one glyph stands for two letters, and programs disagree about their order in text from right to left («الأمر» is copied as
«األمر»). So the glyph stands for the last letter alone, and behind it, where the letter before stands in such text, comes one that
is not seen and has no width: a glyph that the font in the PDF names and the document does not use.

Receives the streams of all pages with their fonts; returns the streams anew, and tells the fonts what glyphs stand for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kbgen.site.book.copied_text import Font

_SHOWN = re.compile(
    rb"(?P<font>/F\d+) [\d.]+ Tf\n|<(?P<glyphs>[0-9A-F]+)> Tj\n|<(?P<signs>[0-9A-F]+)> % before (?P<late>[0-9A-F]{4})\n"
)
_UNSEEN = b"3 Tr\n<%s> %s\n0 Tr\n"


def is_ligature(text: str) -> bool:
    """Whether these are several letters that are written from right to left, or several signs on one."""
    classes = {unicodedata.bidirectional(letter) for letter in text}
    return len(text) > 1 and (classes <= {"R", "AL"} or classes == {"NSM"})


def in_order(glyphs: Sequence[int], text: str) -> bytes:
    """A letter or a ligature, the last of `glyphs`, and its signs, the others, as operators; each in its place from right to left.
    Signs of a ligature's first letter stand behind it and before that letter, which `taken_apart` puts where the mark is."""
    *signs, letter = glyphs
    last = text.rstrip("".join(sign for sign in text if unicodedata.combining(sign)))
    behind = len(text) - len(last)
    between = sum(1 for sign in last if unicodedata.combining(sign))
    if not between:
        return (_UNSEEN % (_written(signs), b"Tj") if signs else b"") + b"0 0 Td <%04X> Tj\n" % letter
    # One glyph for several signs stands where the first of them do.
    before, inside = (signs[:behind], signs[behind:]) if len(signs) == behind + between else ([], signs)
    made = _UNSEEN % (_written(before), b"Tj") if before else b""
    made += b"0 0 Td <%04X> Tj %% its first letter follows\n" % letter
    return made + _UNSEEN % (_written(inside), b"%% before %04X" % letter)


def note_used(data: bytes, fonts: Mapping[bytes, Font]) -> None:
    """Tell the fonts which of their glyphs a page shows."""
    font = None
    for each in _SHOWN.finditer(data):
        if each["font"]:
            font = fonts.get(each["font"])
        elif font:
            font.used.update(_numbers(each["glyphs"] or each["signs"] + each["late"]))


def taken_apart(data: bytes, fonts: Mapping[bytes, Font]) -> bytes:
    """The stream of a page with the letters of ligatures behind each other."""
    font: Font | None = None

    def told(each: re.Match[bytes]) -> bytes:
        nonlocal font
        if each["font"]:
            font = fonts.get(each["font"])
            return each[0]
        if font is None:
            return each[0]
        glyphs = [one for glyph in _numbers(each["glyphs"] or each["signs"]) for one in (glyph, *font.behind(glyph))]
        if each["late"]:
            # Shown together: some programs leave out what has no width by itself.
            glyphs += font.behind(int(each["late"], 16))
        return b"<%s> Tj\n" % _written(glyphs)

    return _SHOWN.sub(told, data)


def _written(glyphs: Iterable[int]) -> bytes:
    return b"".join(b"%04X" % glyph for glyph in glyphs)


def _numbers(glyphs: bytes) -> Iterable[int]:
    return (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))
