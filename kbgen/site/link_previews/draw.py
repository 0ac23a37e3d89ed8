"""Draws the picture of one shared link: section, title and site on the site's own colour.

Receives words and a look; returns a PNG. Pillow shapes the letters with Raqm (HarfBuzz and FriBidi), so that Arabic script joins
and mixed lines keep their order. One byte a point and sixteen shades between the two colours: 10 to 20 KB a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from kbgen.errors import OperatorError
from kbgen.pages.sharing.preview import HEIGHT, WIDTH, LinkPreview, PreviewLook

MARGIN, BAR = 84, 14
BOLD, REGULAR = 700, 500
# The title is as large as fits into so many lines.
TITLES, LINES = (84, 72, 62, 54), (3, 3, 4, 4)
LEADING = 1.32
SMALL = 36
# How much of the foreground's colour the small words have.
SHADE = 208
SHADES = 16
# Scripts without spaces may break after each letter.
_UNIT = re.compile(r"\s*(?:[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+)")


def draw(preview: LinkPreview, look: PreviewLook) -> bytes:
    """The picture as PNG. Raises `OperatorError` where Pillow cannot shape letters."""
    if not features.check("raqm"):
        raise OperatorError(
            "link_previews needs Pillow with Raqm, which its own wheels have. Run: pip install --force-reinstall pillow"
        )
    rtl = preview.direction == "rtl"
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = _Pen(ImageDraw.Draw(picture), preview, look)
    start = WIDTH - BAR if rtl else 0
    pen.canvas.rectangle((start, 0, start + BAR - 1, HEIGHT), fill=SHADE)
    if preview.section:
        pen.write(_one_line(pen, preview.section, SMALL, REGULAR), MARGIN, SMALL, REGULAR, SHADE)
    size, lines = _title(pen)
    leading = round(size * LEADING)
    top = MARGIN + SMALL + 36
    top += max(0, (HEIGHT - MARGIN - SMALL - 36 - top - leading * len(lines)) // 2)
    for number, line in enumerate(lines):
        pen.write(line, top + number * leading, size, BOLD, 255)
    pen.write(_one_line(pen, preview.site_name, SMALL, REGULAR), HEIGHT - MARGIN - SMALL, SMALL, REGULAR, SHADE)
    return _png(picture, look)


class _Pen:
    """Writes lines of one picture, from the side where its language begins."""

    def __init__(self, canvas: ImageDraw.ImageDraw, preview: LinkPreview, look: PreviewLook) -> None:
        self.canvas, self.preview, self._look = canvas, preview, look

    def font(self, text: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
        # A part of what was tried whole may be in an earlier font: the fonts of a line need not be one.
        chosen = self._look.font_of(text) or self._look.fonts[0]
        return _font(chosen.file, chosen.digest, size, weight)

    def width(self, text: str, size: int, weight: int) -> float:
        return self.font(text, size, weight).getlength(text, direction=self.preview.direction, language=self.preview.language)

    def write(self, text: str, top: int, size: int, weight: int, shade: int) -> None:
        rtl = self.preview.direction == "rtl"
        # The ascender's line as anchor: fonts differ in how far they reach below.
        self.canvas.text(
            (WIDTH - MARGIN if rtl else MARGIN, top),
            text,
            fill=shade,
            font=self.font(text, size, weight),
            anchor="ra" if rtl else "la",
            direction=self.preview.direction,
            language=self.preview.language,
        )


@cache
def _font(file: Path, digest: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.RAQM)
    try:
        axes = font.get_variation_axes()
    except OSError:
        # A font of one weight.
        return font
    font.set_variation_by_axes([_within(axis, weight) for axis in axes])
    return font


def _within(axis: ImageFont.Axis, weight: int) -> float:
    name = axis.get("name") or b""
    is_weight = name.lower() == (b"weight" if isinstance(name, bytes) else "weight")
    wanted = weight if is_weight else axis["default"]
    return min(max(wanted or 0, axis["minimum"] or 0), axis["maximum"] or 0)


def _title(pen: _Pen) -> tuple[int, list[str]]:
    """The largest size at which the title fits, and its lines; the last size cuts what is too long."""
    for size, most in zip(TITLES, LINES, strict=True):
        lines = list(_lines(pen, pen.preview.title, size))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], _one_line(pen, " ".join(lines[most - 1 :]), size, BOLD)]


def _lines(pen: _Pen, text: str, size: int) -> Iterator[str]:
    line = ""
    for unit in _units(pen, text, size):
        if line and pen.width(line + unit, size, BOLD) > WIDTH - 2 * MARGIN:
            yield line
            line = unit.lstrip()
        else:
            line = (line + unit).lstrip()
    if line:
        yield line


def _units(pen: _Pen, text: str, size: int) -> Iterator[str]:
    """The parts between which a line may break: words, letters of scripts without spaces, parts of what is too wide."""
    for unit in _UNIT.findall(text):
        if pen.width(unit, size, BOLD) <= WIDTH - 2 * MARGIN:
            yield unit
        else:
            yield from unit


def _one_line(pen: _Pen, text: str, size: int, weight: int) -> str:
    """`text`, cut with an ellipsis where it is too long for one line."""
    if pen.width(text, size, weight) <= WIDTH - 2 * MARGIN:
        return text
    while text and pen.width(text + "…", size, weight) > WIDTH - 2 * MARGIN:
        text = text[:-1].rstrip()
    return text + "…"


def _png(picture: Image.Image, look: PreviewLook) -> bytes:
    dark, light = (_rgb(colour) for colour in (look.background, look.foreground))
    step = SHADES - 1
    ramp = [round(low + (high - low) * shade / step) for shade in range(SHADES) for low, high in zip(dark, light, strict=True)]
    # A palette's indices, and no further change of the points: `convert` would look for colours of its own.
    shades = picture.point(lambda value: (value * step + 127) // 255)
    indexed = Image.frombytes("P", shades.size, shades.tobytes())
    indexed.putpalette(ramp)
    written = BytesIO()
    indexed.save(written, "PNG", bits=4, compress_level=6)
    return written.getvalue()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
