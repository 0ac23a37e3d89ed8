"""The report in a real browser: nothing that axe finds, tables that sort, no way out of the page, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

TAGS = ("en", "ar", "fa")


@pytest.fixture(scope="module")
def pages(lantern: Path, kbgen: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report over simulated readers, with hostile words among them."""
    folder = tmp_path_factory.mktemp("report")
    database = folder / "simulated.db"
    until = ("--until", "2026-11-21")
    kbgen("simulate", "--database", database, "--days", "60", *until, cwd=lantern.parent)
    kbgen("report", "--database", database, "--out", folder / "out", *until, cwd=lantern.parent)
    return folder / "out"


def show(chromium: Browser, pages: Path, tag: str, scheme: str = "light", width: int = 1280) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((pages / f"report.{tag}.html").as_uri())
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", TAGS)
def test_axe_finds_nothing(chromium: Browser, pages: Path, tag: str, scheme: str) -> None:
    for width in (1280, 360):
        page = show(chromium, pages, tag, scheme, width)
        # axe is put in as text of the page, past its policy, as a tester's tool may be.
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        page.close()


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_sticks_out_at_360_pixels(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("tag", TAGS)
def test_tables_sort_by_keyboard_and_say_so(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag)
    left = "section:has(#gaps) tbody td:nth-child(3)"
    page.locator("section:has(#gaps) th button").nth(2).press("Enter")
    page.locator("section:has(#gaps) th button").nth(2).press("Enter")
    values = [int(cell.get_attribute("data-value") or "0") for cell in page.locator(left).all()]
    assert values == sorted(values)
    assert page.locator("section:has(#gaps) th").nth(2).get_attribute("aria-sort") == "ascending"
    page.close()


def test_the_page_asks_nobody_for_anything(chromium: Browser, pages: Path) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page = chromium.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto((pages / "report.fa.html").as_uri())
    assert asked == [(pages / "report.fa.html").as_uri()]
    assert wrong == []
    page.close()


def test_paper_shows_what_was_folded(chromium: Browser, pages: Path) -> None:
    page = show(chromium, pages, "ar", width=760)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 760
    page.close()
