"""A block of printed text with vowel signs is written anew: a character for each glyph, signs drawn where they stood."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from kbgen.resources import theme_dir
from kbgen.site.book.copied_text import Font, _Block
from kbgen.site.book.ligatures import note_used, taken_apart
from kbgen.site.book.to_unicode import written_map
from kbgen.site.link_previews.look import FONT

SEEN, KASRA, LAM, ALEF = "س", "\u0650", "ل", "ا"
BOX = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (?=[mlc] |-?[\d.]+ -?[\d.]+)")


@pytest.fixture(scope="module")
def letters() -> tuple[bytes, dict[str, int]]:
    """A real font as a PDF holds it, and the glyphs of some characters."""
    font = TTFont(theme_dir() / FONT)
    font.flavor = None
    written = BytesIO()
    font.save(written)
    cmap = font.getBestCmap()
    return written.getvalue(), {sign: font.getGlyphID(cmap[ord(sign)]) for sign in (SEEN, KASRA, LAM, ALEF, " ")}


def stream(data: bytes) -> StreamObject:
    made = StreamObject()
    made.set_data(data)
    made[NameObject("/Length1")] = NumberObject(len(data))
    return made


@pytest.fixture
def font(letters: tuple[bytes, dict[str, int]]) -> Font:
    content, glyphs = letters
    descriptor = DictionaryObject({NameObject("/FontFile2"): stream(content)})
    widths = ArrayObject([NumberObject(glyphs[SEEN]), ArrayObject([NumberObject(500)])])
    below = DictionaryObject({NameObject("/FontDescriptor"): descriptor, NameObject("/W"): widths})
    told = written_map({glyphs[LAM]: LAM, glyphs[" "]: " "})
    return Font(DictionaryObject({NameObject("/ToUnicode"): stream(told), NameObject("/DescendantFonts"): ArrayObject([below])}))


def block(body: str) -> re.Match[bytes]:
    found = re.fullmatch(rb"BT\n(.*)ET\n", f"BT\n{body}ET\n".encode(), re.S)
    assert found
    return found


def span(text: str, within: str) -> str:
    return f"/Span<</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}> >> BDC\n{within}EMC\n"


def rewritten(font: Font, body: str) -> str:
    return _Block({b"/F1": font}).rewritten(block(f"/ReversedChars BMC\n/F1 20 Tf\n{body}")).decode()


def box(drawn: str) -> tuple[float, float, float, float]:
    """Within which points an outline lies."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", drawn)]
    xs, ys = numbers[::2], numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_sign_goes_before_its_letter_unseen_and_is_drawn_where_it_stood(font, letters):
    glyphs = letters[1]
    seen, kasra = glyphs[SEEN], glyphs[KASRA]
    within = f"7 0 Td <{kasra:04X}> Tj\n-3 2 Td <{seen:04X}> Tj\n"
    made = rewritten(font, f"1 0 0 1 100 200 Tm\n10 5 Td {span(SEEN + KASRA, within)}")
    head, _, drawn = made.partition("ET\n")
    assert head == (
        f"BT\n/ReversedChars BMC\n/F1 20 Tf\n1 0 0 1 100 200 Tm\n10 5 Td "
        f"4 2 Td 3 Tr\n<{kasra:04X}> Tj\n0 Tr\n0 0 Td <{seen:04X}> Tj\n"
    )
    assert (font.characters[seen], font.characters[kasra]) == (SEEN, KASRA)
    assert font.changed
    # The sign's own outline, at its own place and in the size of the text.
    own = [point for _, points in font.outline(kasra) for point in points]
    wanted = [bound(axis) for bound in (min, max) for axis in zip(*own, strict=True)]
    assert box(drawn.removesuffix(" f\n")) == pytest.approx(
        (117 + 20 * wanted[0], 205 + 20 * wanted[1], 117 + 20 * wanted[2], 205 + 20 * wanted[3]), abs=1e-3
    )
    assert drawn.endswith(" f\n")


def test_the_place_that_is_said_is_that_of_the_matrix(font, letters):
    glyphs = letters[1]
    within = f"2 0 0 -3 10 40 Tm\n1 1 Td <{glyphs[KASRA]:04X}> Tj\n1 0 Td <{glyphs[SEEN]:04X}> Tj\n"
    made = rewritten(font, f"1 0 0 1 100 200 Tm\n10 5 Td {span(SEEN + KASRA, within)}")
    head, _, drawn = made.partition("ET\n")
    assert "2 0 0 -3 10 40 Tm\n2 1 Td 3 Tr\n" in head
    own = [point for _, points in font.outline(glyphs[KASRA]) for point in points]
    xs, ys = zip(*own, strict=True)
    assert box(drawn.removesuffix(" f\n")) == pytest.approx(
        (12 + 40 * min(xs), 37 - 60 * max(ys), 12 + 40 * max(xs), 37 - 60 * min(ys)), abs=1e-3
    )


def test_a_place_is_counted_from_the_page_s_corner_until_another_is_said(font, letters):
    glyphs = letters[1]
    within = f"7 0 Td <{glyphs[KASRA]:04X}> Tj\n-3 2 Td <{glyphs[SEEN]:04X}> Tj\n"
    _, _, drawn = rewritten(font, f"10 5 Td {span(SEEN + KASRA, within)}").partition("ET\n")
    own = [point for _, points in font.outline(glyphs[KASRA]) for point in points]
    xs, ys = zip(*own, strict=True)
    wanted = (17 + 20 * min(xs), 5 + 20 * min(ys), 17 + 20 * max(xs), 5 + 20 * max(ys))
    assert box(drawn.removesuffix(" f\n")) == pytest.approx(wanted, abs=1e-3)


def test_what_is_not_as_it_is_known_is_left_as_it_was(font, letters):
    glyphs = letters[1]
    seen, kasra, lam = (glyphs[sign] for sign in (SEEN, KASRA, LAM))
    for text, within in (
        # No place is said for the first glyph, or for the second.
        (SEEN + KASRA, f"<{kasra:04X}> Tj\n-3 2 Td <{seen:04X}> Tj\n"),
        (SEEN + KASRA, f"7 0 Td <{kasra:04X}> Tj\n<{seen:04X}> Tj\n"),
        # Other operators, more glyphs than characters, a glyph that stands for something else.
        (SEEN + KASRA, f"7 0 Td <{kasra:04X}> Tj\n0 Ts\n-3 2 Td <{seen:04X}> Tj\n"),
        (SEEN + KASRA, f"7 0 Td <{kasra:04X}{kasra:04X}> Tj\n-3 2 Td <{seen:04X}> Tj\n"),
        (SEEN + KASRA, f"7 0 Td <{kasra:04X}> Tj\n-3 2 Td <{lam:04X}> Tj\n"),
        ("ab", f"7 0 Td <{kasra:04X}> Tj\n-3 2 Td <{seen:04X}> Tj\n"),
    ):
        kept = span(text, within)
        assert kept in rewritten(font, f"1 0 0 1 0 0 Tm\n0 0 Td {kept}")
    assert not font.changed
    # Text that is not seen has no outlines to draw.
    hidden = f"/ReversedChars BMC\n3 Tr\n{span(SEEN + KASRA, '')}"
    assert _Block({}).rewritten(block(hidden)) == block(hidden)[0]


def test_one_glyph_needs_no_span(font, letters):
    alef = letters[1][ALEF]
    made = rewritten(font, span(f"{ALEF}\u0654", f"7 0 Td <{alef:04X}> Tj\n"))
    assert made == f"BT\n/ReversedChars BMC\n/F1 20 Tf\n7 0 Td <{alef:04X}> Tj\nET\n"
    assert font.characters[alef] == "أ"


def test_a_ligature_is_told_as_its_letters_by_glyphs_that_nothing_shows(font, letters):
    glyph = letters[1][SEEN]
    font.characters[glyph] = LAM + ALEF
    page = f"/F1 20 Tf\n0 0 Td <{glyph:04X}> Tj\n".encode()
    note_used(page, {b"/F1": font})
    assert font.used == {glyph}
    made = taken_apart(page, {b"/F1": font})
    found = re.search(rb"<([0-9A-F]{4})([0-9A-F]{4})> Tj", made)
    assert found
    assert int(found[1], 16) == glyph
    spare = int(found[2], 16)
    assert (font.characters[glyph], font.characters[spare]) == (ALEF, LAM)
    assert font.outline(spare) == []
    # It takes no room, and the next ligature takes the same.
    widths = font.entry["/DescendantFonts"][0]["/W"]
    assert [widths[-2], list(widths[-1])] == [spare, [0]]
    assert taken_apart(page, {b"/F1": font}) == made
    order = TTFont(BytesIO(letters[0])).getGlyphOrder()
    empty = [number for number in range(len(order) - 1, 0, -1) if not font.outline(number)]
    assert spare == empty[0]
    assert font.outline(len(order)) is None
