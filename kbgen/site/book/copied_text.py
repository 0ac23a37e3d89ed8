"""The text of a printed PDF, made fit to be copied and searched in every program.

Chromium gives a letter with vowel signs one `ActualText` of several characters (ISO 32000-1, 14.9.4). In text from right to left
programs disagree about the order of these: most turn them around, so that «سطرِ» is copied as «سطِر» and «مثلاً» as «مثًال». One
character for each glyph leaves them nothing to turn around. So here each sign gets its own character, on the line and before its
letter, as text from right to left stands in a PDF; there it is invisible, and where it is seen its outline is drawn, for signs that
stand above or below the line are taken for words of their own. Ligatures of lam and alef get the one character of Unicode for them,
which programs take apart again.

Receives a printed PDF and writes it anew. What does not look as Chromium writes it is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from kbgen.errors import OperatorError
from kbgen.site.book.to_unicode import UNKNOWN, read_map, written_map

# A letter and the hamza above it, or a lam and an alef: one character in place of two.
_ONE = {
    "\u0647\u0654": "\u06c0",
    "\u0644\u0627": "\ufefb",
    "\u0644\u0622": "\ufef5",
    "\u0644\u0623": "\ufef7",
    "\u0644\u0625": "\ufef9",
}
_NUMBER = rb"-?[\d.]+"
_BLOCK = re.compile(rb"BT\n(/ReversedChars BMC\n.*?)ET\n", re.S)
_SPAN = rb"/Span<</ActualText <FEFF(?P<text>[0-9A-F]+)> >> BDC\n(?P<within>[^()]*?)EMC\n"
_FONT = rb"(?P<font>/F\d+) (?P<size>[\d.]+) Tf\n"
_PLACE = rb"(?P<place>(?:%s ){6})Tm\n" % _NUMBER
_MOVE = rb"(?P<x>%s) (?P<y>%s) Td " % (_NUMBER, _NUMBER)
_GLYPHS = rb"<(?P<glyphs>[0-9A-F]+)> Tj\n"
_OUTER = re.compile(b"|".join((_SPAN, _FONT, _PLACE, _MOVE)))
_INNER = re.compile(b"|".join((_FONT, _PLACE, _MOVE, _GLYPHS)))


class Font:
    """A font of the PDF with a map of characters: what its glyphs stand for, and how they look."""

    def __init__(self, entry: Any) -> None:
        self.entry = entry
        self._before = read_map(entry["/ToUnicode"].get_object().get_data())
        self.characters = {glyph: one_character(text) for glyph, text in self._before.items()}
        self._glyphs: Any = None

    @property
    def changed(self) -> bool:
        """Whether glyphs stand for something else than before."""
        return self.characters != self._before

    def outline(self, glyph: int) -> list[tuple[str, list[tuple[float, float]]]] | None:
        """Lines and curves in parts of the font's size, or none where the font is not in the PDF as TrueType."""
        from fontTools.pens.recordingPen import DecomposingRecordingPen
        from fontTools.ttLib import TTFont

        if self._glyphs is None:
            file = self.entry["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object().get("/FontFile2")
            if not file:
                return None
            font = TTFont(BytesIO(file.get_object().get_data()))
            self._glyphs = (font.getGlyphSet(), font.getGlyphOrder(), font["head"].unitsPerEm)
        glyphs, order, size = self._glyphs
        if glyph >= len(order):
            return None
        pen = DecomposingRecordingPen(glyphs)
        glyphs[order[glyph]].draw(pen)
        return [(verb, [(x / size, y / size) for x, y in points]) for verb, points in _cubic(pen.value)]


def one_character(text: str) -> str:
    """The one character that `text` is written with, where there is one."""
    return _ONE.get(text) or unicodedata.normalize("NFC", text)


def make_copyable(pdf: Path) -> None:
    """Write the PDF at `pdf` anew. Raises `OperatorError` where a package is missing."""
    try:
        import fontTools  # noqa: F401
        from pypdf import PdfWriter
        from pypdf.generic import StreamObject
    except ImportError:
        raise OperatorError("kbgen book --pdf needs pypdf and fonttools. Run: pip install 'kbgen[book]'") from None
    writer = PdfWriter(clone_from=pdf)
    fonts: dict[int, Font] = {}
    for page in writer.pages:
        contents = page["/Contents"].get_object() if "/Contents" in page else None
        if not isinstance(contents, StreamObject):
            continue
        named = {}
        for name, entry in page["/Resources"].get_object().get("/Font", {}).items():  # type: ignore[union-attr]
            font = entry.get_object()
            if "/ToUnicode" in font:
                named[name.encode()] = fonts.setdefault(id(font), Font(font))
        before = contents.get_data()
        after = _BLOCK.sub(lambda match, named=named: _Block(named).rewritten(match), before)  # type: ignore[misc]
        if after != before:
            contents.set_data(after)
    for font in fonts.values():
        if font.changed:
            font.entry["/ToUnicode"].get_object().set_data(written_map(font.characters))
    writer.write(pdf)


@dataclass
class _Block:
    """One block of text, with the state that its operators set. Places are in units of the text; `seen` are outlines to draw."""

    fonts: dict[bytes, Font]
    font: bytes = b""
    size: float = 0
    matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    x: float = 0
    y: float = 0
    seen: list[bytes] = field(default_factory=list)

    def rewritten(self, match: re.Match[bytes]) -> bytes:
        """The block, and after it the outlines of signs that are in it no more."""
        body = match[1]
        if b"/ActualText" not in body or re.search(rb"\d Tr\n", body):
            return match[0]
        made = [b"BT\n"]
        at = 0
        for each in _OUTER.finditer(body):
            made.append(body[at : each.start()])
            at = each.end()
            made.append(self._span(each) if each["text"] else self._told(each))
        return b"".join((*made, body[at:], b"ET\n", *self.seen))

    def _told(self, each: re.Match[bytes]) -> bytes:
        if each["font"]:
            self.font, self.size = each["font"], float(each["size"])
        elif each["place"]:
            self.matrix, self.x, self.y = tuple(map(float, each["place"].split())), 0, 0
        elif each["x"]:
            self.x, self.y = self.x + float(each["x"]), self.y + float(each["y"])
        return each[0]

    def _span(self, span: re.Match[bytes]) -> bytes:
        """A span that needs its text no more, without it; another as it was."""
        start = (self.x, self.y)
        text = bytes.fromhex(span["text"].decode()).decode("utf-16-be")
        within = span["within"]
        glyphs: list[tuple[int, float, float]] = []
        around: list[bytes] = []
        at = 0
        plain = True
        # Whether it was said where the next glyph stands: otherwise it follows the one before.
        placed = known = False
        for each in _INNER.finditer(within):
            plain = plain and each.start() == at
            at = each.end()
            placed = placed or bool(each["x"] or each["place"])
            if each["glyphs"]:
                known, placed = placed and (known or not glyphs), False
                # Signs are zero wide, so that what is written at once stands in one place.
                glyphs += [(int(each["glyphs"][i : i + 4], 16), self.x, self.y) for i in range(0, len(each["glyphs"]), 4)]
            else:
                self._told(each)
                if each["place"]:
                    start = (0, 0)
                if not each["x"]:
                    around.append(each[0])
        shared = plain and at == len(within) and self.font in self.fonts and _shared(text, [glyph for glyph, _, _ in glyphs])
        if not shared:
            return span[0]
        font = self.fonts[self.font]
        characters = {glyph: one_character(each) for glyph, each in shared}
        if any(font.characters.get(glyph, UNKNOWN) not in (UNKNOWN, each) for glyph, each in characters.items()):
            return span[0]
        if len(glyphs) == 1:
            font.characters |= characters
            return within
        outlines = [self._drawn(font, *each) for each in glyphs[:-1]]
        if None in outlines or not known:
            return span[0]
        font.characters |= characters
        self.seen += filter(None, outlines)
        signs = b"".join(b"%04X" % glyph for glyph, _, _ in glyphs[:-1])
        move = b"%s %s Td " % (_number(self.x - start[0]), _number(self.y - start[1]))
        return b"".join((*around, b"3 Tr\n", move, b"<%s> Tj\n0 Tr\n0 0 Td <%04X> Tj\n" % (signs, glyphs[-1][0])))

    def _drawn(self, font: Font, glyph: int, x: float, y: float) -> bytes | None:
        """Operators that fill the glyph's outline where it stood."""
        outline = font.outline(glyph)
        if outline is None:
            return None
        a, b, c, d, e, f = self.matrix
        lines = []
        for verb, points in outline:
            for px, py in points:
                tx, ty = x + px * self.size, y + py * self.size
                lines += [_number(a * tx + c * ty + e), _number(b * tx + d * ty + f)]
            lines.append(verb.encode())
        return b" ".join(lines) + b" f\n" if lines else b""


def _shared(text: str, glyphs: Sequence[int]) -> list[tuple[int, str]]:
    """Which glyph stands for what: from right to left the signs come before their letter, the last of them first. Empty where
    that cannot be said, or where there are no signs."""
    signs = "".join(sign for sign in text if unicodedata.combining(sign))
    letters = "".join(sign for sign in text if not unicodedata.combining(sign))
    if not signs or not letters or not glyphs or unicodedata.bidirectional(letters[0]) not in ("R", "AL"):
        return []
    if len(glyphs) == 1:
        return [(glyphs[0], text)] if len(one_character(text)) == 1 else []
    if len(glyphs) == len(signs) + 1:
        return list(zip(glyphs, (*reversed(signs), letters), strict=True))
    # A shadda and a vowel are often one glyph.
    return [(glyphs[0], signs), (glyphs[1], letters)] if len(glyphs) == 2 else []


def _cubic(drawn: Sequence[tuple[str, tuple[Any, ...]]]) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    """What a pen recorded, in the operators of PDF, which knows no quadratic curves."""
    from fontTools.pens.basePen import decomposeQuadraticSegment

    x = y = 0.0
    for verb, points in drawn:
        if verb in ("moveTo", "lineTo"):
            x, y = points[0]
            yield ("m" if verb == "moveTo" else "l"), [points[0]]
        elif verb == "qCurveTo" and points[-1] is None:
            # A contour of off-curve points alone begins halfway between its last and its first.
            ring = points[:-1]
            x, y = (ring[-1][0] + ring[0][0]) / 2, (ring[-1][1] + ring[0][1]) / 2
            yield "m", [(x, y)]
            for control, end in decomposeQuadraticSegment((*ring, (x, y))):
                yield "c", [_third((x, y), control), _third(end, control), end]
                x, y = end
        elif verb == "qCurveTo":
            for control, end in decomposeQuadraticSegment(points):
                yield "c", [_third((x, y), control), _third(end, control), end]
                x, y = end
        elif verb == "curveTo":
            yield "c", list(points)
            x, y = points[-1]
        elif verb == "closePath":
            yield "h", []


def _third(end: tuple[float, float], control: tuple[float, float]) -> tuple[float, float]:
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _number(value: float) -> bytes:
    return (f"{value:.4f}".rstrip("0").rstrip(".") or "0").replace("-0", "0" if abs(value) < 0.00005 else "-0").encode()
