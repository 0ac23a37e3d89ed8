"""The report in a real browser: nothing that axe finds, tables that sort, no way out of the page, in three languages."""

from __future__ import annotations

import re
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


# Every language, and both widths in both schemes: colours know nothing of languages.
LOOKS = [("en", "light", 1280), ("ar", "dark", 360), ("fa", "light", 360), ("fa", "dark", 1280)]


@pytest.mark.parametrize(("tag", "scheme", "width"), LOOKS)
def test_axe_finds_nothing(chromium: Browser, pages: Path, tag: str, scheme: str, width: int) -> None:
    page = show(chromium, pages, tag, scheme, width)
    # axe is put in as text of the page, past its policy, as a tester's tool may be.
    result = Axe().run(page)
    assert result.violations_count == 0, result.generate_report()
    page.close()


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_sticks_out_or_scrolls_sideways_on_a_phone(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".scroll").evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length") == 0
    page.close()


@pytest.mark.parametrize("tag", TAGS)
def test_every_table_can_be_sorted(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag)
    for table in page.locator("table").all():
        table.locator("thead button").last.press("Enter")
        values = [float(cell.get_attribute("data-value") or "nan") for cell in table.locator("tbody td:last-child").all()]
        assert values == sorted(values, reverse=True)
    assert page.locator("table").count() >= 4
    page.close()


@pytest.mark.parametrize("tag", TAGS)
def test_time_runs_as_the_text_does(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag)
    labels = page.locator(".chart").first.locator(".axis.x text")
    places = [label["x"] for label in (one.bounding_box() for one in labels.all()) if label and label["width"] > 0]
    assert len(places) > 2
    assert places == sorted(places, reverse=tag != "en")
    page.close()


LATIN = re.compile(r"[A-Za-z]{2,}|[0-9]")
# What is Latin in every language: the commands, the formats, the universal time.
NAMES = re.compile(r"kbgen( simulate| report --popular)?|CSV|JSON|UTC|mkdocs\.yml|report\.json|English")


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_no_english_word_or_digit_stands_where_readers_did_not_write_it(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag)
    page.evaluate("document.querySelectorAll('bdi, q, code, .comments').forEach(one => one.remove())")
    found = LATIN.findall(NAMES.sub("", page.inner_text("body")))
    assert found == []
    styles = {one.evaluate("one => getComputedStyle(one).listStyleType") for one in page.locator("ol").all()}
    assert styles == {{"ar": "arabic-indic", "fa": "persian"}[tag]}
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


@pytest.mark.parametrize("tag", TAGS)
def test_paper_repeats_the_headings_and_is_short(chromium: Browser, pages: Path, tag: str) -> None:
    page = show(chromium, pages, tag)
    paper = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 9
    page.emulate_media(media="print")
    assert page.locator("thead button").first.evaluate("one => getComputedStyle(one).display") == "contents"
    page.close()
