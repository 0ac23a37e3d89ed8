"""Colours have one list, and the two places that CSS needs for the dark ones are the same."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHEET = (ROOT / "theme" / "assets" / "stylesheets" / "kb" / "colours.css").read_text("utf-8")


def palette(selector: str) -> dict[str, str]:
    found = re.search(rf"{re.escape(selector)} \{{(.*?)\}}", SHEET, re.DOTALL)
    assert found
    return dict(re.findall(r"([\w-]+): ([^;]+);", found[1]))


def test_dark_by_choice_is_dark_by_the_system():
    assert palette(':root[data-theme="dark"]') == palette(':root:not([data-theme="light"])')


def test_every_colour_has_a_dark_twin():
    light, dark = palette(":root"), palette(':root[data-theme="dark"]')
    colours = {name for name, value in light.items() if value.startswith(("#", "0 "))}
    assert colours == dark.keys() - {"color-scheme"}


def test_every_colour_that_a_sheet_uses_is_in_the_list():
    used = {
        name
        for path in (ROOT / "theme" / "assets" / "stylesheets").rglob("*.css")
        for name in re.findall(r"var\((--kb-[\w-]+)\)", path.read_text("utf-8"))
    }
    set_somewhere = {
        name
        for path in (ROOT / "theme").rglob("*.*")
        if path.suffix in {".css", ".js", ".html"}
        for name in re.findall(r"(--kb-[\w-]+):", path.read_text("utf-8"))
    }
    assert used - set_somewhere == set()
