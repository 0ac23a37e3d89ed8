"""How a shared link's picture is laid out: what stands where, how large, in which colours."""

from __future__ import annotations

import itertools
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from kbgen.pages.sharing.preview import HEIGHT, WIDTH, LinkPreview, PreviewLook
from kbgen.resources import theme_dir
from kbgen.site.link_previews.draw import (
    BOLD,
    LINES,
    MARGIN,
    REGULAR,
    SMALL,
    TITLES,
    _lines,
    _one_line,
    _Pen,
    _title,
    _units,
    _within,
    draw,
)
from kbgen.site.link_previews.look import FONT, _font

ROOM = WIDTH - 2 * MARGIN
WORDS = [
    "How",
    "do",
    "I",
    "invite",
    "a",
    "colleague",
    "to",
    "the",
    "billing",
    "account",
    "of",
    "our",
    "company",
    "and",
    "change",
    "who",
    "may",
    "see",
    "its",
    "invoices",
]


@pytest.fixture(scope="module")
def look() -> PreviewLook:
    return PreviewLook("#000000", "#ffffff", (_font(theme_dir() / FONT),))


def pen(look: PreviewLook, title: str = "", direction: str = "ltr") -> _Pen:
    return _Pen(ImageDraw.Draw(Image.new("L", (1, 1))), LinkPreview(title, "", "Help", "en", direction), look)


def picture(look: PreviewLook, title: str, section: str = "", name: str = "Help", direction: str = "ltr") -> Image.Image:
    with Image.open(BytesIO(draw(LinkPreview(title, section, name, "en", direction), look))) as found:
        return found.convert("RGB")


def ink(found: Image.Image, top: int, bottom: int) -> tuple[int, int, int, int] | None:
    """What is written between two heights, beside the bar."""
    return found.convert("L").crop((20, top, WIDTH - 20, bottom)).getbbox()


@pytest.mark.parametrize("count", range(1, 45, 2))
def test_a_title_is_as_large_as_it_fits_and_loses_no_word_before_it_is_cut(look, count):
    text = " ".join((WORDS * 3)[:count])
    one = pen(look, text)
    size, lines = _title(one)
    for larger, most in zip(TITLES, LINES, strict=True):
        if larger > size:
            assert len(list(_lines(one, text, larger))) > most
    assert len(lines) <= LINES[TITLES.index(size)]
    assert all(one.width(line, size, BOLD) <= ROOM for line in lines)
    if not lines[-1].endswith("…"):
        assert " ".join(lines) == text
        # No line ends sooner than it has to.
        for line, then in itertools.pairwise(lines):
            assert one.width(f"{line} {then.split()[0]}", size, BOLD) > ROOM
    else:
        assert size == TITLES[-1]
        assert len(lines) == LINES[-1]
        assert text.startswith(" ".join(lines)[:-1])


def test_each_size_is_used(look):
    sizes = [_title(pen(look, " ".join((WORDS * 3)[:count])))[0] for count in range(1, 45)]
    assert sizes == sorted(sizes, reverse=True)
    assert set(sizes) == set(TITLES)


def test_a_line_is_cut_no_sooner_than_it_has_to_be(look):
    one = pen(look)
    assert _one_line(one, "Short", SMALL, REGULAR) == "Short"
    text = " ".join(WORDS * 2)
    cut = _one_line(one, text, SMALL, REGULAR)
    kept = cut.removesuffix("…")
    assert text.startswith(kept)
    assert cut != kept
    assert one.width(cut, SMALL, REGULAR) <= ROOM < one.width(f"{text[: len(kept) + 2]}…", SMALL, REGULAR)


def test_a_line_breaks_between_words_within_those_that_are_too_wide_and_after_each_character_of_chinese(look):
    one = pen(look)
    assert list(_units(one, "Set up a", 84)) == ["Set", " up", " a"]
    assert list(_units(one, "設定 する", 84)) == ["設", "定", " す", "る"]
    assert list(_units(one, "a " + "W" * 40, 84)) == ["a", " ", *"W" * 40]


@pytest.mark.parametrize(
    ("axis", "value"),
    [
        ({"name": b"Weight", "minimum": 100, "default": 400, "maximum": 900}, 700),
        ({"name": "weight", "minimum": 100, "default": 400, "maximum": 600}, 600),
        ({"name": b"WEIGHT", "minimum": 750, "default": 800, "maximum": 900}, 750),
        ({"name": b"Width", "minimum": 50, "default": 100, "maximum": 200}, 100),
        ({"name": None, "minimum": None, "default": None, "maximum": None}, 0),
    ],
)
def test_of_a_variable_font_the_weight_alone_is_chosen_as_far_as_it_goes(axis, value):
    assert _within(axis, 700) == value


def test_colours_are_the_sites_and_those_between(look):
    found = picture(PreviewLook("#102030", "#f0e0d0", look.fonts), "Set the device up", "Getting started")
    colours = {colour for _, colour in found.getcolors(1000)}
    assert (0x10, 0x20, 0x30) in colours
    assert (0xF0, 0xE0, 0xD0) in colours
    assert len(colours) == 16
    # Four fifths of the way for small words and the bar.
    bar = tuple(round(low + (high - low) * 12 / 15) for low, high in ((0x10, 0xF0), (0x20, 0xE0), (0x30, 0xD0)))
    assert [found.getpixel((x, HEIGHT // 2)) for x in (0, 13, 14)] == [bar, bar, (0x10, 0x20, 0x30)]
    assert max(colour for _, colour in found.crop((20, HEIGHT - MARGIN - SMALL, WIDTH, HEIGHT)).getcolors(99)) == bar


def test_section_title_and_name_stand_below_each_other_where_the_language_begins(look):
    found = picture(look, "Set up", "Start")
    name = ink(found, HEIGHT - MARGIN - SMALL, HEIGHT)
    section = ink(found, 0, MARGIN + SMALL + 20)
    assert section[1] - MARGIN in range(SMALL // 2)
    assert abs(section[0] + 20 - MARGIN) < 8
    assert abs(name[0] + 20 - MARGIN) < 8
    assert name[3] <= MARGIN + SMALL
    assert ink(picture(look, "Set up"), 0, MARGIN + SMALL + 20) is None
    # In the middle between them.
    title = ink(found, MARGIN + SMALL + 20, HEIGHT - MARGIN - SMALL)
    top = MARGIN + SMALL + 20 + title[1]
    bottom = MARGIN + SMALL + 20 + title[3]
    assert abs((top + bottom) - (MARGIN + SMALL + 36 + HEIGHT - MARGIN - SMALL - 36)) < 40
    mirrored = picture(look, "Set up", "Start", direction="rtl")
    assert [mirrored.getpixel((x, HEIGHT // 2))[0] > 0 for x in (0, WIDTH - 15, WIDTH - 14, WIDTH - 1)] == [
        False,
        False,
        True,
        True,
    ]
    assert abs(ink(mirrored, 0, MARGIN + SMALL + 20)[2] + 20 - (WIDTH - MARGIN)) < 8


def test_lines_of_a_title_do_not_touch(look):
    found = picture(look, " ".join(WORDS)).convert("L")
    rows = [found.crop((20, y, WIDTH - 20, y + 1)).getbbox() is not None for y in range(HEIGHT)]
    blocks = sum(1 for before, now in itertools.pairwise(rows) if now and not before)
    # The lines of the title, and the name below.
    assert blocks >= len(_title(pen(look, " ".join(WORDS)))[1])
    assert rows.index(True) > MARGIN + SMALL
