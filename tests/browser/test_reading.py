"""Reading in a real browser: what pages do with a script, and that they do without."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

LOCALES = ("en", "ar", "fa")


@pytest.fixture
def site(lantern_address: str) -> str:
    return lantern_address


@pytest.mark.parametrize("scripts", [True, False])
def test_a_question_that_is_linked_to_is_open(context: Callable[..., BrowserContext], site: str, scripts: bool) -> None:
    page = context(java_script_enabled=scripts).new_page()
    page.goto(f"{site}fa/billing/invoices/#vat")
    expect(page.locator("#vat")).to_be_visible()
    expect(page.locator("#where")).to_be_hidden()
    expect(page.locator("#vat")).to_be_in_viewport()


def test_a_question_opened_by_hand_has_its_own_address(reader: Page, site: str) -> None:
    reader.goto(f"{site}en/billing/invoices/")
    reader.locator("summary", has_text="second, smaller invoice").click()
    expect(reader.locator("#second")).to_be_visible()
    assert reader.url.endswith("#second")
    reader.keyboard.press("Enter")
    expect(reader.locator("#second")).to_be_hidden()


def test_a_link_from_the_contents_opens_its_question(context: Callable[..., BrowserContext], site: str) -> None:
    page = context(viewport={"width": 1400, "height": 800}).new_page()
    page.goto(f"{site}en/billing/invoices/")
    page.locator(".kb-toc a", has_text="change the address").click()
    expect(page.locator("#address")).to_be_visible()


def press(page: Page, selector: str) -> None:
    """Press what is in view without scrolling, as a person does; Playwright's own click scrolls below a sticky header."""
    box = page.locator(selector).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_the_language_menu_leads_to_the_same_heading(context: Callable[..., BrowserContext], site: str) -> None:
    page = context(viewport={"width": 1280, "height": 700}, reduced_motion="reduce").new_page()
    page.goto(f"{site}en/start/set-up/#storage")
    press(page, ".kb-languages summary")
    press(page, ".kb-languages a[lang=fa]")
    page.wait_for_url(f"{site}fa/start/set-up/#storage")
    expect(page.locator("#storage")).to_be_in_viewport()
    # Read on from there: the next switch leads to where the reader has come.
    page.evaluate("document.getElementById('check').scrollIntoView()")
    press(page, ".kb-languages summary")
    press(page, ".kb-languages a[lang=ar]")
    page.wait_for_url(f"{site}ar/start/set-up/#check")


def test_the_language_menu_of_a_page_read_from_the_top_leads_to_the_top(reader: Page, site: str) -> None:
    reader.goto(f"{site}en/start/set-up/")
    reader.locator(".kb-languages summary").click()
    reader.locator(".kb-languages a[lang=ar]").click()
    assert reader.url == f"{site}ar/start/set-up/"


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [("fa", "fa"), ("fa-IR", "fa"), ("ar-EG", "ar"), ("en-GB", "en"), ("de-DE", "en"), ("FA-ir", "fa")],
)
def test_the_root_leads_to_the_language_that_the_browser_asks_for(
    context: Callable[..., BrowserContext], site: str, wanted: str, shown: str
) -> None:
    page = context(locale=wanted).new_page()
    page.goto(f"{site}?from=mail#top")
    page.wait_for_url(re.compile(f"^{re.escape(site)}{shown}/"))
    assert page.url == f"{site}{shown}/?from=mail#top"
    page.go_back()  # the root is not a stop on the way back
    assert page.url == "about:blank"


def test_the_root_offers_all_languages_without_a_script(context: Callable[..., BrowserContext], site: str) -> None:
    page = context(java_script_enabled=False, locale="fa").new_page()
    page.goto(site)
    page.locator("main a", has_text="فارسی").click()
    assert page.url == f"{site}fa/"


def test_a_picture_opens_large_and_closes_again(reader: Page, site: str) -> None:
    reader.goto(f"{site}fa/start/set-up/")
    reader.locator("a.kb-zoom").first.click()
    dialog = reader.locator("dialog.kb-picture")
    expect(dialog).to_be_visible()
    assert dialog.locator("img").get_attribute("alt").startswith("نخستین پنجرهٔ")
    reader.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert reader.evaluate("document.activeElement.className") == "kb-zoom"


def test_a_picture_is_a_link_to_itself_without_a_script(context: Callable[..., BrowserContext], site: str) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{site}en/start/set-up/")
    page.locator("a.kb-zoom").first.click()
    assert page.url == f"{site}images/first-window.png"


def test_a_hosted_video_asks_its_host_for_nothing_before_play(context: Callable[..., BrowserContext], site: str) -> None:
    browser = context()
    asked: list[str] = []
    # Whatever leaves the site is answered here, so that the test needs no network.

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="")

    browser.route(lambda url: not url.startswith(site), answer)
    page = browser.new_page()
    page.goto(f"{site}ar/start/set-up/")
    link = page.locator("a.kb-video--hosted")
    link.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert asked == []
    link.click()
    expect(page.locator("iframe.kb-video")).to_be_focused()
    page.wait_for_function("true")
    assert asked
    assert all(url.startswith("https://www.youtube-nocookie.com/embed/") for url in asked)
    assert page.url == f"{site}ar/start/set-up/"


def test_code_is_copied_as_it_is_written(context: Callable[..., BrowserContext], site: str) -> None:
    browser = context()
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    page = browser.new_page()
    page.goto(f"{site}fa/start/set-up/")
    button = page.locator(".kb-copy").first
    button.focus()
    expect(button).to_be_visible()
    words = button.inner_text()
    page.keyboard.press("Enter")
    expect(button).not_to_have_text(words)
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines == [
        "# Verify the package before you install it",
        "sha256sum lantern-4.2.tar.gz",
        './install.sh --prefix="$HOME/.local" --language=fa',
    ]


def test_the_choice_of_colours_stays(context: Callable[..., BrowserContext], site: str) -> None:
    page = context(color_scheme="light").new_page()
    background = "getComputedStyle(document.body).backgroundColor"
    page.goto(f"{site}ar/")
    light = page.evaluate(background)
    page.locator(".kb-theme").click()
    dark = page.evaluate(background)
    assert dark != light
    page.goto(f"{site}fa/billing/invoices/")
    assert page.evaluate(background) == dark
    page.locator(".kb-theme").click()
    assert page.evaluate(background) == light
    assert page.context.cookies() == []


def test_colours_follow_the_system_where_nobody_chose(context: Callable[..., BrowserContext], site: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    seen = []
    for scripts in (True, False):
        page = context(color_scheme="dark", java_script_enabled=scripts).new_page()
        page.goto(f"{site}en/")
        seen.append(page.evaluate(background))
    assert seen[0] == seen[1] == "rgb(16, 23, 25)"


def test_the_keyboard_gets_past_the_header_and_through_the_menus(reader: Page, site: str) -> None:
    reader.goto(f"{site}fa/start/set-up/")
    reader.keyboard.press("Tab")
    expect(reader.locator(".kb-skip")).to_be_focused()
    expect(reader.locator(".kb-skip")).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("#content")).to_be_focused()
    menu = reader.locator(".kb-languages")
    menu.locator("summary").focus()
    reader.keyboard.press("Enter")
    expect(menu.locator("a").first).to_be_visible()
    reader.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_focused()
    reader.keyboard.press("Escape")
    expect(menu.locator("a").first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    reader.keyboard.press("Enter")
    for _ in range(len(LOCALES) + 1):
        reader.keyboard.press("Tab")
    expect(menu.locator("a").first).to_be_hidden()


def test_one_menu_closes_the_other_and_a_click_beside_closes_both(reader: Page, site: str) -> None:
    reader.goto(f"{site}en/")
    languages, sections = reader.locator(".kb-languages"), reader.locator(".kb-sections")
    languages.locator("summary").click()
    sections.locator("summary").click()
    expect(languages.locator("a").first).to_be_hidden()
    expect(sections.locator("a").first).to_be_visible()
    reader.locator("h1").click()
    expect(sections.locator("a").first).to_be_hidden()


def test_menus_stay_in_the_window_in_both_directions(context: Callable[..., BrowserContext], site: str) -> None:
    for locale in LOCALES:
        page = context(viewport={"width": 360, "height": 640}).new_page()
        page.goto(f"{site}{locale}/")
        for menu in (".kb-languages", ".kb-sections"):
            page.locator(f"{menu} summary").click()
            box = page.locator(f"{menu} ul").bounding_box()
            assert box["x"] >= 0, (locale, menu)
            assert box["x"] + box["width"] <= 360, (locale, menu)
            page.keyboard.press("Escape")


def test_paper_gets_the_whole_text_and_nothing_else(reader: Page, site: str) -> None:
    reader.goto(f"{site}fa/billing/invoices/")
    reader.emulate_media(media="print")
    for answer in ("where", "vat", "second", "address"):
        assert reader.locator(f"#{answer}").bounding_box()["height"] > 10
    for part in (".kb-header", ".kb-footer nav", ".kb-feedback", ".kb-side"):
        expect(reader.locator(part).first).to_be_hidden()
    # Where it comes from stands at its foot.
    expect(reader.locator(".kb-footer__address")).to_be_visible()
    assert reader.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_paper_is_light_where_the_screen_is_dark(context: Callable[..., BrowserContext], site: str) -> None:
    page = context(color_scheme="dark").new_page()
    page.goto(f"{site}en/stories/offline-sync/")
    page.locator(".kb-theme").click()
    page.locator(".kb-theme").click()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.kb-prose')).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_is_read_and_browsed_without_a_script(context: Callable[..., BrowserContext], site: str, locale: str) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{site}{locale}/")
    page.locator(".kb-card a").first.click()
    assert page.url == f"{site}{locale}/start/"
    page.locator(".kb-list a").first.click()
    assert page.url == f"{site}{locale}/start/set-up/"
    expect(page.locator(".kb-prose h2").first).to_be_visible()
    expect(page.locator(".kb-theme")).to_be_hidden()
    page.locator(".kb-turn__next").click()
    assert page.url == f"{site}{locale}/start/invite-people/"
    # Beside an article on a wide screen stand the sections; at the foot of every page, the rest.
    page.locator(".kb-side__sections a").first.click()
    assert page.url.startswith(f"{site}{locale}/")
    page.locator(".kb-footer a[href$='/tags/']").click()
    assert page.url == f"{site}{locale}/tags/"
    page.goto(f"{site}{locale}/billing/invoices/")
    page.locator("summary").filter(has=page.locator("h2")).first.click()
    expect(page.locator("#where")).to_be_visible()
    page.goto(f"{site}{locale}/search/?q=anything")
    assert page.locator(".kb-index a").count() >= 8


def test_digits_of_steps_and_lists_are_those_of_their_language(reader: Page, site: str) -> None:
    counter = "getComputedStyle(document.querySelector('.kb-steps > li'), '::before').content"
    for path, style in (("fa/start/set-up/", "persian"), ("ar/start/set-up/", "arabic-indic"), ("en/start/set-up/", "decimal")):
        reader.goto(site + path)
        found = reader.evaluate(counter)
        assert style in found or (style == "decimal" and "counter(list-item)" in found)
    reader.goto(f"{site}fa/start/invite-people/")  # English inside a Persian frame
    assert "persian" not in reader.evaluate(counter)
    reader.goto(f"{site}fa/start/set-up/")
    assert reader.locator(".footnote-ref").inner_text() == "۱"


def test_arabic_script_has_its_own_font_and_latin_pages_load_none(context: Callable[..., BrowserContext], site: str) -> None:
    for locale, fonts in (("en", 0), ("ar", 1), ("fa", 1)):
        page = context().new_page()
        loaded: list[str] = []
        page.on("request", lambda request, loaded=loaded: loaded.append(request.url) if request.resource_type == "font" else None)
        page.goto(f"{site}{locale}/stories/offline-sync/")
        page.wait_for_load_state("networkidle")
        assert len(set(loaded)) == fonts
        if fonts:
            assert page.evaluate("document.fonts.check('16px Vazirmatn', 'سلام')")
            assert "Vazirmatn" in page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")


@pytest.mark.parametrize("locale", LOCALES)
def test_long_code_does_not_break_inside_an_option(context: Callable[..., BrowserContext], site: str, locale: str) -> None:
    page = context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{site}{locale}/start/set-up/")
    page.evaluate("""() => {
      const whole = (word) => `<span class="kb-whole">${word}</span>`;
      const code = `pip wheel ${whole("--no-deps")} ${whole("--config-file=my-kb.yml")} content/${whole("first-article.md")}`;
      const line = (length) => `<p>${"m ".repeat(length)}<code dir="ltr" class="kb-long">${code}</code></p>`;
      const tall = whole(`--${"W".repeat(10)}-${"W".repeat(11)}`);
      const table = `<div class="kb-table"><table><tr><td><code dir="ltr" class="kb-long">a ${whole("--no-deps")}</code></td>
        <td>${"m ".repeat(90)}</td></tr></table></div>`;
      const title = `<h1><code dir="ltr" class="kb-long">${tall} ${tall}</code></h1>`;
      const all = [...Array(30).keys()].map(line).join("") + title + table;
      document.querySelector(".kb-prose").innerHTML = all;
    }""")
    # An option on one line is as high as its letters.
    heights = page.locator("p .kb-whole, td .kb-whole").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().height)"
    )
    assert len(heights) == 91
    assert max(heights) < 1.5 * min(heights)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("locale", LOCALES)
def test_no_line_holds_the_full_stop_behind_long_code_alone(context: Callable[..., BrowserContext], site: str, locale: str) -> None:
    page = context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{site}{locale}/start/set-up/")
    page.evaluate("""() => {
      const code = (length) => `<code dir="ltr" class="kb-long">pip ${"w".repeat(length)} install</code><i>.</i>`;
      const lines = [...Array(60).keys()].map((length) => `<p>m <span class="kb-unbroken">${code(length)}</span></p>`);
      document.querySelector(".kb-prose").innerHTML = lines.join("");
    }""")
    beside = page.locator(".kb-unbroken:has(> i)").evaluate_all(
        "all => all.map(({ children: [code, stop] }) => stop.getBoundingClientRect().top < code.getBoundingClientRect().bottom)"
    )
    assert beside == [True] * 60


@pytest.mark.parametrize("locale", LOCALES)
def test_short_code_stays_in_one_piece_and_no_code_is_wider_than_a_phone(
    context: Callable[..., BrowserContext], site: str, locale: str
) -> None:
    page = context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{site}{locale}/start/set-up/")
    # At the end of a line wherever that is: behind words of every length up to a line's.
    page.evaluate("""() => {
      const text = (length) => `${"m ".repeat(length)}<code dir="ltr">--help</code> <code dir="ltr">change-password.md</code>`;
      const lines = [...Array(30).keys()].map((length) => `<p>${text(length)}</p>`);
      const long = `<code dir="ltr" class="kb-long">${"/long".repeat(20)}${"x".repeat(80)}</code>`;
      const large = `<code dir="ltr">${"W".repeat(24)}</code>`;
      const all = `${lines.join("")}<ul><li><ul><li>${long}</li></ul></li></ul><h1>${large}</h1><h2>${large}</h2><p>${large}</p>`;
      document.querySelector(".kb-opening").innerHTML = all;
    }""")
    pieces = page.locator(".kb-opening p > code").evaluate_all("all => all.map((code) => code.getClientRects().length)")
    assert len(pieces) == 61
    assert set(pieces) == {1}
    assert page.evaluate("document.documentElement.scrollWidth") == 360
