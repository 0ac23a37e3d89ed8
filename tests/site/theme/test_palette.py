"""The colours of a site are read from its sheets as browsers read them, as far as the manual says how to set them."""

from __future__ import annotations

import pytest

from kbgen.resources import theme_dir
from kbgen.site.theme.palette import as_hex, palette, sheets


def test_the_theme_has_colours_in_both_schemes(tmp_path):
    found = palette(sheets([theme_dir()], tmp_path, []))
    assert as_hex(found.light["--kb-surface"]) == "#ffffff"
    assert as_hex(found.dark["--kb-surface"]) == "#101719"
    assert found.light.keys() == found.dark.keys()


def test_a_later_sheet_wins_in_its_scheme_alone(tmp_path):
    (tmp_path / "own.css").write_text(
        '@charset "utf-8";\n/* :root { --kb-accent: #000 } */\n'
        "@font-face { font-family: X; src: url(x.woff2) }\n"
        ":root, [data-kb] { --kb-accent: #7a2e8e; --kb-own: 3px }\n"
        '@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --kb-accent: #d9a4e8 } }\n'
        "@media print { :root { --kb-accent: #000 } }\n"
        ".kb-box { --kb-accent: #123456 }\n"
    )
    found = palette(sheets([theme_dir()], tmp_path, ["own.css", "absent.css"]))
    assert (found.light["--kb-accent"], found.dark["--kb-accent"]) == ("#7a2e8e", "#d9a4e8")
    assert found.light["--kb-own"] == found.dark["--kb-own"] == "3px"


def test_the_first_theme_folder_that_has_a_sheet_of_colours_is_taken(tmp_path):
    own = tmp_path / "assets" / "stylesheets" / "kb"
    own.mkdir(parents=True)
    (own / "colours.css").write_text(":root { --kb-accent: #010203 }")
    assert palette(sheets([tmp_path, theme_dir()], tmp_path, [])).light == {"--kb-accent": "#010203"}


def test_a_sheet_that_ends_in_the_midst_is_read_as_far_as_it_goes():
    assert palette([":root { --a: #fff; --b: #000"]).light == {"--a": "#fff", "--b": "#000"}
    assert palette(["@media screen {", "{", "}"]).light == {}


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("#FFF", "#ffffff"),
        ("#0b6b74", "#0b6b74"),
        ("rgb(9 45 49)", "#092d31"),
        ("rgb(9, 45, 300)", "#092dff"),
        ("White", "#ffffff"),
        ("rgb(0 0 0 / 40%)", ""),
        ("#12345", ""),
        ("var(--x)", ""),
        ("", ""),
    ],
)
def test_colours_that_can_be_calculated_with_are_told_from_others(value, colour):
    assert as_hex(value) == colour
