"""How things look where words alone do not tell: boxes that break, cells that are missing."""

from __future__ import annotations

from playwright.sync_api import Page


def test_an_empty_cell_of_the_facts_is_no_grey_field(reader: Page, lantern_address: str) -> None:
    reader.set_viewport_size({"width": 480, "height": 900})
    reader.goto(f"{lantern_address}en/stories/school/")
    box = reader.locator(".kb-facts")
    rows = box.locator("div").evaluate_all("(cells) => new Set(cells.map((cell) => cell.offsetTop)).size")
    assert rows == 2, "three facts stand in two columns, so that a cell is missing"
    field, line = box.evaluate("(box) => [getComputedStyle(box).backgroundColor, getComputedStyle(box).borderTopColor]")
    assert field != line


def test_code_that_breaks_keeps_its_border_on_every_line(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}en/stories/school/")
    long = "<p style='inline-size: 8rem'><code>kbgen messages extract update compile</code></p>"
    reader.locator(".kb-prose").evaluate("(prose, html) => prose.insertAdjacentHTML('afterbegin', html)", long)
    code = reader.locator(".kb-prose code").first
    assert code.evaluate("(code) => code.getClientRects().length") > 1
    assert code.evaluate("(code) => getComputedStyle(code).webkitBoxDecorationBreak") == "clone"
