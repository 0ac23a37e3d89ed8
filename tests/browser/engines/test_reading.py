"""Reading in Firefox and WebKit."""

from __future__ import annotations

import base64
import io
import json

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.browser.engines.conftest import Help
from tests.browser.engines.firefox import FirefoxWindow
from tests.browser.engines.window import Window

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
FOCUSED = "document.activeElement.id || document.activeElement.className"


@pytest.mark.parametrize(("locale", "side"), [("en", "left"), ("ar", "right")])
def test_an_article_begins_on_its_side(window: Window, site: Help, locale: str, side: str) -> None:
    window.open(f"{site.url}{locale}/start/set-up/")
    where = """(selector) => {
      const box = document.querySelector(selector).getBoundingClientRect();
      const words = document.createRange();
      words.selectNodeContents(document.querySelector(selector));
      const inside = words.getBoundingClientRect();
      return { left: Math.abs(inside.left - box.left), right: Math.abs(inside.right - box.right), width: inside.width };
    }"""
    for selector in ("h1", "#install"):
        found = window.run(where, selector)
        assert found[side] < 2 < found["right" if side == "left" else "left"]
    # Steps are numbered beside their text, on the same side; the menus are on the other.
    number, menu = window.run(
        "(selectors) => selectors.map((each) => document.querySelector(each).getBoundingClientRect().x)",
        [".kb-steps > li", ".kb-languages"],
    )
    assert (number < menu) == (side == "left")


def test_tabs_are_chosen_by_mouse_and_keyboard_and_say_where_the_focus_is(window: Window, site: Help) -> None:
    window.open(f"{site.url}fa/start/set-up/")
    assert window.evaluate("[...document.querySelectorAll('.tabbed-block')].map((each) => each.checkVisibility())") == [True, False]
    window.click(".tabbed-labels label:nth-child(2)")
    window.wait("!document.querySelector('.tabbed-block').checkVisibility()")
    window.evaluate("document.querySelector('.tabbed-set > input:checked').focus()")
    window.press("Up")
    window.wait("document.querySelector('.tabbed-block').checkVisibility()")
    assert window.evaluate("parseFloat(getComputedStyle(document.querySelector('.tabbed-labels')).outlineWidth)") >= 2


def test_code_is_copied(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/start/set-up/")
    # Without a mouse over the code it is there all the same: a finger is over nothing.
    window.wait_for(".kb-copy", "Copy")
    window.click(".kb-copy")
    window.wait_for(".kb-copy", "Copied")


def test_a_picture_opens_large_and_closes_by_key_and_by_button(window: Window, site: Help) -> None:
    window.open(f"{site.url}fa/start/set-up/")
    close = [lambda: window.press("Escape"), lambda: window.click(".kb-picture__close")]
    for way in close:
        window.click("a.kb-zoom")
        window.wait_for("dialog.kb-picture img")
        window.wait("document.querySelector('.kb-picture__close').ariaLabel === 'بستن'")
        way()
        window.wait("!document.querySelector('dialog')")
        assert window.evaluate(FOCUSED) == "kb-zoom"


def darkness(picture: Image.Image, box: dict[str, float], side: str) -> float:
    """How much darker an empty table is at its edge than thirty pixels further in; a shadow is a tenth."""
    edge, inner = (box["x"] + 3, box["x"] + 30) if side == "left" else (box["x"] + box["width"] - 4, box["x"] + box["width"] - 30)
    greys = picture.convert("L")
    far, near = (greys.getpixel((round(x), round(box["y"] + box["height"] / 2))) for x in (inner, edge))
    assert isinstance(far, int)
    assert isinstance(near, int)
    return (far - near) / 255


@pytest.mark.parametrize(("locale", "beyond", "behind"), [("en", "right", "left"), ("ar", "left", "right")])
def test_a_shadow_is_where_a_table_goes_on(window: Window, site: Help, locale: str, beyond: str, behind: str) -> None:
    window.open(f"{site.url}{locale}/start/set-up/")
    prepare = """() => {
      const place = document.querySelector(".kb-table");
      place.querySelector("table").style.minInlineSize = "1500px";
      // Its own cells would hide what is behind them.
      for (const cell of place.querySelectorAll("th, td")) cell.style.cssText = "background: none; color: transparent; border: 0";
      place.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = place.getBoundingClientRect();
      return { x, y, width, height };
    }"""
    box = window.run(prepare)
    scroll = "(far) => void (document.querySelector('.kb-table').scrollLeft = far)"
    away = 1 if beyond == "right" else -1
    for far, shadows in ((0, {beyond}), (300 * away, {beyond, behind}), (3000 * away, {behind})):
        window.run(scroll, far)
        picture = window.picture()
        found = {side for side in ("left", "right") if darkness(picture, box, side) > 0.03}
        assert found == shadows, far


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_table_that_fits_has_no_shadow_beside_its_caption(window: Window, site: Help, locale: str) -> None:
    window.open(f"{site.url}{locale}/contact/")
    # As high as its caption, in the middle of which darkness is measured.
    prepare = """() => {
      const caption = document.querySelector(".kb-table caption");
      caption.style.color = "transparent";
      for (const word of caption.children) word.style.color = "transparent";
      caption.scrollIntoView({ block: "center", behavior: "instant" });
      const { y, height } = caption.getBoundingClientRect();
      const { x, width } = caption.closest(".kb-table").getBoundingClientRect();
      return { x, y, width, height };
    }"""
    box = window.run(prepare)
    picture = window.picture()
    assert {side for side in ("left", "right") if darkness(picture, box, side) > 0.03} == set()


# A window of WebKit's small browser is never this narrow; a frame is.
FRAME = """(address) => new Promise((resolve) => {
  document.body.innerHTML = '<iframe style="border: 0; inline-size: 320px; block-size: 640px"></iframe>';
  const frame = document.querySelector("iframe");
  frame.onload = async () => {
    const page = frame.contentDocument;
    await page.fonts.ready;
    const wide = [...page.querySelectorAll("header *, footer *, h1")].filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      return width > 1 && each.checkVisibility() && (left < -0.5 || right > 320.5);
    });
    resolve([page.documentElement.scrollWidth, wide.map((each) => each.outerHTML.slice(0, 80))]);
  };
  frame.src = address;
})"""
PLACES = [
    "", "start/", "start/set-up/", "billing/invoices/", "billing/card-declined/", "stories/offline-sync/", "stories/school/",
    "search/?q=الفاتورة", "contact/", "tags/", "glossary/",
]  # fmt: skip


def test_nothing_sticks_out_at_320_pixels_in_arabic(window: Window, site: Help) -> None:
    window.open(f"{site.url}robots.txt")
    # A page of text is drawn as one that stands in no document.
    found = {place: window.run(FRAME, f"{site.url}ar/{place}") for place in PLACES}
    # A scroll bar that takes room leaves less.
    assert {place: seen for place, seen in found.items() if seen[0] > 320 or seen[1]} == {}


def test_the_chosen_colours_stay(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/")
    light = window.evaluate(BACKGROUND)
    window.click(".kb-theme")
    dark = window.evaluate(BACKGROUND)
    assert dark == "rgb(16, 23, 25)" != light
    window.open(f"{site.url}fa/billing/invoices/")
    assert window.evaluate(BACKGROUND) == dark
    window.click(".kb-theme")
    window.open(f"{site.url}ar/")
    assert window.evaluate(BACKGROUND) == light


def test_the_language_menu_leads_to_the_same_heading(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/start/set-up/#storage")
    window.run("() => document.getElementById('check').scrollIntoView({ behavior: 'instant' })")
    # What a mouse presses is pressed without scrolling on the way, as a person does.
    window.run("() => document.querySelector('.kb-languages summary').focus({ preventScroll: true })")
    window.press("Enter")
    window.wait_for(".kb-languages a[lang=fa]")
    window.run("() => document.querySelector('.kb-languages a[lang=fa]').focus({ preventScroll: true })")
    window.press("Enter")
    window.wait(f"location.href === {json.dumps(site.url + 'fa/start/set-up/#check')} && document.readyState === 'complete'")
    window.wait("Math.abs(document.getElementById('check').getBoundingClientRect().y) < innerHeight")


def test_a_menu_closes_by_key_and_by_a_click_beside_it(window: Window, site: Help) -> None:
    window.open(f"{site.url}ar/")
    for close in (lambda: window.press("Escape"), lambda: window.click("h1")):
        window.click(".kb-languages summary")
        window.wait_for(".kb-languages a")
        close()
        window.wait("!document.querySelector('.kb-languages').open")


def test_a_question_that_is_linked_to_is_open_and_another_opens(window: Window, site: Help) -> None:
    window.open(f"{site.url}fa/billing/invoices/#vat")
    window.wait_for("#vat")
    assert not window.shown("#where")
    window.click(".kb-question:not([open]) summary")
    window.wait_for("#where")
    assert window.evaluate("location.hash") == "#where"


@pytest.mark.needs("firefox")
def test_paper_has_every_answer(refusing: FirefoxWindow, site: Help) -> None:
    refusing.open(f"{site.url}en/billing/invoices/")
    pages = PdfReader(io.BytesIO(base64.b64decode(refusing.pdf()))).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    for answer in ("a PDF that you can keep", "It appears on the next invoice", "12 days of the larger plan", "Write to us before"):
        assert answer in text
    assert "Was this helpful" not in text
    # And the folds that were closed are closed again.
    refusing.wait("document.querySelectorAll('.kb-question[open]').length === 0")


@pytest.mark.needs("firefox")
def test_a_device_that_is_dark_shows_dark_pages_where_nothing_may_be_kept(refusing: FirefoxWindow, site: Help) -> None:
    refusing.faults.clear()
    refusing.open(f"{site.url}fa/")
    assert refusing.evaluate(BACKGROUND) == "rgb(16, 23, 25)"
    refusing.click(".kb-theme")
    assert refusing.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    assert refusing.faults == []
