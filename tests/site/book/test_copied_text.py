"""The pieces of which a printed text is put together anew, each by itself: numbers, outlines, signs, ligatures."""

from __future__ import annotations

import pytest

from kbgen.site.book.copied_text import _cubic, _number, _shared, _third, one_character
from kbgen.site.book.ligatures import in_order, is_ligature

SEEN, LAM, ALEF, HEH = "\u0633", "\u0644", "\u0627", "\u0647"
FATHA, KASRA, SHADDA, HAMZA = "\u064e", "\u0650", "\u0651", "\u0654"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *[(0, "0"), (-0.00001, "0"), (-0.00004, "0"), (0.00006, "0.0001"), (-0.00006, "-0.0001"), (1.5, "1.5"), (-0.25, "-0.25")],
        *[(10, "10"), (100.0, "100"), (12.34567, "12.3457"), (-7, "-7")],
    ],
)
def test_a_number_is_as_short_as_a_printer_needs(value: float, written: str) -> None:
    assert _number(value) == written.encode()


@pytest.mark.parametrize(
    ("text", "glyphs", "shared"),
    [
        # From right to left the signs come before their letter, the last first.
        (SEEN + KASRA, [1, 2], [(1, KASRA), (2, SEEN)]),
        (SEEN + SHADDA + FATHA, [1, 2, 3], [(1, FATHA), (2, SHADDA), (3, SEEN)]),
        # A shadda and a vowel in one glyph.
        (SEEN + SHADDA + FATHA, [1, 2], [(1, SHADDA + FATHA), (2, SEEN)]),
        (SEEN + SHADDA + FATHA + KASRA, [1, 2, 3], []),
        # One glyph: a ligature, or a letter that has its sign in itself.
        (LAM + ALEF, [7], [(7, LAM + ALEF)]),
        (HEH + HAMZA, [7], [(7, HEH + HAMZA)]),
        (SEEN + KASRA, [7], []),
        (SEEN, [7], []),
        (LAM + ALEF, [7, 8], []),
        ("e\u0301", [1, 2], []),
        (KASRA, [1], []),
        (SEEN + KASRA, [], []),
    ],
)
def test_each_glyph_gets_its_character(text: str, glyphs: list[int], shared: list[tuple[int, str]]) -> None:
    assert _shared(text, glyphs) == shared


@pytest.mark.parametrize(
    ("text", "several"),
    [
        (LAM + ALEF, True),
        (LAM, False),
        (SHADDA + FATHA, True),
        (FATHA, False),
        (LAM + FATHA, False),
        ("fi", False),
        ("\u05d0\u05d1", True),
    ],
)
def test_several_letters_from_right_to_left_or_several_signs_are_a_ligature(text: str, several: bool) -> None:
    assert is_ligature(text) is several


def test_heh_with_a_hamza_is_one_character_and_others_are_composed() -> None:
    assert one_character(HEH + HAMZA) == "\u06c0"
    assert one_character(ALEF + HAMZA) == "\u0623"
    assert one_character(SEEN + KASRA) == SEEN + KASRA


def test_outlines_are_told_with_the_curves_that_pdf_has() -> None:
    assert _third((0, 0), (3, 6)) == (2, 4)
    assert _third((9, 3), (3, 6)) == (5, 5)
    drawn = [
        ("moveTo", ((0, 0),)),
        ("lineTo", ((0, 3),)),
        ("qCurveTo", ((3, 6), (6, 3))),
        ("curveTo", ((7, 1), (8, 2), (9, 0))),
        ("qCurveTo", ((9, 6), (15, 6), (15, 0))),
        ("closePath", ()),
    ]
    assert list(_cubic(drawn)) == [
        ("m", [(0, 0)]),
        ("l", [(0, 3)]),
        ("c", [(2, 5), (4, 5), (6, 3)]),
        ("c", [(7, 1), (8, 2), (9, 0)]),
        ("c", [(9, 4), (10, 6), (12, 6)]),
        ("c", [(14, 6), (15, 4), (15, 0)]),
        ("h", []),
    ]
    # A contour of off-curve points alone: a round dot.
    dot = list(_cubic([("qCurveTo", ((0, 0), (6, 0), (6, 6), (0, 6), None))]))
    assert [verb for verb, _ in dot] == ["m", "c", "c", "c", "c"]
    assert dot[0] == ("m", [(0, 3)])
    assert [points[-1] for _, points in dot[1:]] == [(3, 0), (6, 3), (3, 6), (0, 3)]
    assert dot[1][1][:2] == [(0, 1), (1, 0)]


def test_signs_stand_unseen_before_their_letter() -> None:
    assert in_order([5], LAM) == b"0 0 Td <0005> Tj\n"
    assert in_order([1, 2, 3], SEEN + SHADDA + FATHA) == b"3 Tr\n<00010002> Tj\n0 Tr\n0 0 Td <0003> Tj\n"
    # Of a ligature the signs of the first letter stand behind it, marked with where they belong.
    inside = in_order([1, 2], LAM + FATHA + ALEF)
    assert inside == b"0 0 Td <0002> Tj % its first letter follows\n3 Tr\n<0001> % before 0002\n0 Tr\n"
    both = in_order([1, 2, 3], LAM + FATHA + ALEF + KASRA)
    assert both == b"3 Tr\n<0001> Tj\n0 Tr\n0 0 Td <0003> Tj % its first letter follows\n3 Tr\n<0002> % before 0003\n0 Tr\n"
