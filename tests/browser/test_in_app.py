"""`<kb-help>` in an application of another origin, as `examples/in_app` has it: strict policy, foreign styles, three languages."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from examples.in_app.serve import HELP, application, help_center
from kbgen import config
from kbgen.collect.http.server import serve_in_thread
from kbgen.site.build import build
from kbgen.site.result import BuildOptions
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import Store, open_store
from tests.browser.conftest import wait_until

Context = Callable[..., BrowserContext]
BEFORE, SEARCHED = 10_000, 70_000
SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts += each.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


FILM = """
    - day: 6
      video: https://youtu.be/dQw4w9WgXcQ
      subject: {en: The tour}
      text: {en: Two minutes.}
"""


class TwoOrigins:
    """The help center and the application, each at an origin of its own."""

    def __init__(self, site: Path, store: Store) -> None:
        self.store = store
        # Each of the two has to know the other's origin.
        with socket.create_server(("127.0.0.1", 0)) as place:
            port = place.getsockname()[1]
        self.app = serve_in_thread(application(f"http://localhost:{port}"))
        own = f"http://localhost:{port}"
        self.help = serve_in_thread(help_center(site, store, (own, self.app.url)), port=port)
        self.help_url = f"{own}/"

    def address(self, path: str = "/") -> str:
        return self.app.url + path

    def records(self, kind: str) -> list[dict[str, Any]]:
        with self.store.snapshot() as snapshot:
            return [record for record in entries(snapshot, 0, FOREVER) if record["kind"] == kind]

    def stop(self) -> None:
        self.app.stop()
        self.help.stop()


@pytest.fixture(scope="module")
def help_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(HELP, tmp_path_factory.mktemp("in-app") / "help"))
    with (project / "content" / "journeys.yml").open("a", encoding="utf-8") as journeys:
        journeys.write(FILM)
    build(config.load(project / "mkdocs.yml"), BuildOptions(jobs=1))
    return project / "site"


@pytest.fixture
def two(help_site: Path, tmp_path: Path) -> Iterator[TwoOrigins]:
    store = open_store(str(tmp_path / "kb.db"))
    servers = TwoOrigins(help_site, store)
    yield servers
    servers.stop()
    store.close()


@pytest.fixture
def visitor(context: Context) -> Iterator[Callable[..., Page]]:
    """A page; whatever it throws, or its policy refuses, fails the test."""
    wrong: list[str] = []

    def new(**options: Any) -> Page:
        page = context(**options).new_page()
        page.add_init_script(SHIFTS)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield new
    assert wrong == []


def button(page: Page) -> Locator:
    return page.locator("kb-help .button")


def panel(page: Page) -> Locator:
    return page.locator("kb-help dialog")


def field(page: Page) -> Locator:
    """The box for a search, once the reader can type into it."""
    box = panel(page).get_by_role("searchbox")
    expect(box).to_be_focused()
    return box


def read_in(page: Page, language: str) -> None:
    page.locator("#language").select_option(language)


@pytest.mark.parametrize(
    ("language", "label", "suggested", "direction"),
    [
        ("en", "Help", "Correct an invoice that was sent", "ltr"),
        ("ar", "المساعدة", "تصحيح فاتورة أُرسلت", "rtl"),
        ("fa", "راهنما", "اصلاح صورت‌حسابی که فرستاده شده", "rtl"),
    ],
)
def test_what_helps_on_the_screen_is_offered_in_its_language(
    two: TwoOrigins, visitor: Callable[..., Page], language: str, label: str, suggested: str, direction: str
) -> None:
    page = visitor()
    page.goto(two.address("/invoices/1024/edit"))
    read_in(page, language)
    expect(button(page)).to_have_text(label)
    button(page).click()
    expect(panel(page).locator(".kb-hit__title").first).to_have_text(suggested)
    assert panel(page).evaluate("(dialog) => getComputedStyle(dialog).direction") == direction
    box = panel(page).bounding_box()
    assert box
    width = page.evaluate("document.documentElement.clientWidth")
    assert (box["x"] < 40) if direction == "rtl" else (box["x"] + box["width"] > width - 40)
    # There is no way back yet, and no gap where its button will be.
    title, search = (panel(page).locator(name).bounding_box() for name in (".kb-panel__title", ".kb-panel__search"))
    assert title
    assert search
    gap = box["x"] + box["width"] - title["x"] - title["width"] if direction == "rtl" else title["x"] - box["x"]
    assert 0 <= gap < 24


def test_another_screen_offers_something_else(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    button(page).click()
    titles = panel(page).locator(".kb-hit__title")
    expect(titles.first).to_have_text("Send an invoice")
    page.keyboard.press("Escape")
    page.locator("nav a", has_text="Team").click()
    button(page).click()
    expect(titles).to_have_text(["Invite a colleague"])
    page.keyboard.press("Escape")
    page.locator("nav a", has_text="Reports").click()
    button(page).click()
    expect(panel(page).locator("h2").locator("visible=true")).to_have_text(["Popular now", "Recently updated"])
    expect(titles).to_have_text(
        ["Send an invoice", "Invite a colleague", "Questions about invoices", "Correct an invoice that was sent"]
    )


def test_what_helps_follows_an_application_that_goes_on_beside_the_panel(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    button(page).click()
    titles = panel(page).locator(".kb-hit__title")
    expect(titles.first).to_have_text("Send an invoice")
    page.locator("nav a", has_text="Team").click()
    expect(titles).to_have_text(["Invite a colleague"])
    # What was searched meanwhile stays, and what helps on this screen is there when it is taken away.
    panel(page).get_by_role("searchbox").fill("invoice")
    expect(panel(page).locator(".kb-hit mark").first).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Invoices")
    expect(panel(page).locator(".kb-hit mark").first).to_be_visible()
    panel(page).get_by_role("searchbox").fill("")
    expect(titles.first).to_have_text("Send an invoice")


RESET = """
  body * { all: unset !important; }
  body * { position: static !important; margin: 30px !important; padding: 9px !important; inline-size: 50px !important; opacity: .2 !important; transform: rotate(9deg) !important; font: 40px cursive !important; letter-spacing: 1em !important; text-transform: uppercase !important; animation: none 5s !important; pointer-events: none !important; }
"""  # noqa: E501


def test_a_reset_of_the_application_leaves_the_button_in_its_corner(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor(bypass_csp=True, viewport={"width": 1000, "height": 700})
    page.goto(two.address("/invoices"))
    expect(button(page)).to_be_visible()
    look = "(one) => { const { fontSize, letterSpacing, textTransform } = getComputedStyle(one); return [fontSize, letterSpacing, textTransform]; }"  # noqa: E501
    before = button(page).bounding_box(), button(page).evaluate(look)
    page.add_style_tag(content=RESET)
    assert (button(page).bounding_box(), button(page).evaluate(look)) == before
    button(page).click()
    expect(panel(page).locator(".kb-hit").first).to_be_visible()
    assert panel(page).locator(".kb-hit__title").first.evaluate(look) == ["16px", "normal", "none"]


def test_an_application_says_where_the_button_stands_and_whether(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor(viewport={"width": 1000, "height": 700})
    page.goto(two.address("/invoices"))
    tag = page.locator("kb-help")
    tag.evaluate(
        "(one) => { one.style.setProperty('--kb-help-block-end', '100px'); one.style.setProperty('--kb-help-inline-end', '50px'); }"
    )
    at = button(page).bounding_box()
    assert at
    assert (at["x"] + at["width"], at["y"] + at["height"]) == (950, 600)
    button(page).click()
    expect(panel(page)).to_be_visible()
    box = panel(page).bounding_box()
    assert box
    assert box["x"] + box["width"] == 950
    assert box["y"] + box["height"] < at["y"]
    tag.evaluate("(one) => { one.style.display = 'none'; }")
    expect(button(page)).to_be_hidden()


def test_two_tags_show_one_button_and_the_second_has_it_when_the_first_goes(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    page.evaluate("document.body.append(document.createElement('kb-help'))")
    expect(page.locator("kb-help")).to_have_count(2)
    expect(button(page).locator("visible=true")).to_have_count(1)
    page.evaluate("document.querySelector('kb-help').remove()")
    button(page).click()
    expect(panel(page).locator(".kb-hit").first).to_be_visible()


def test_a_tag_that_is_taken_away_and_put_back_works_again(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    button(page).click()
    expect(panel(page)).to_be_visible()
    page.evaluate("globalThis.tag = document.querySelector('kb-help'); tag.remove(); document.body.append(tag)")
    expect(panel(page)).to_have_count(0)
    button(page).click()
    expect(panel(page).locator(".kb-hit").first).to_be_visible()
    expect(panel(page)).to_have_count(1)


def test_code_opens_it_above_a_dialog_that_the_application_holds_its_reader_in(
    two: TwoOrigins, visitor: Callable[..., Page]
) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    page.wait_for_function("globalThis.kbHelp")
    page.evaluate("""() => {
      const dialog = document.createElement("dialog");
      const ask = Object.assign(document.createElement("button"), { textContent: "Why?" });
      ask.addEventListener("click", () => kbHelp.open());
      dialog.append(ask);
      document.body.append(dialog);
      dialog.showModal();
    }""")
    ask = page.get_by_role("button", name="Why?")
    ask.click()
    panel(page).locator(".kb-hit").first.click()
    expect(panel(page).locator("h1")).to_have_text("Send an invoice")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(ask).to_be_focused()


UNUSUAL = """
  for (const one of [Object, Array, String, Function, Promise, Map, Set, Element, Node, HTMLElement, EventTarget]) {
    Object.freeze(one);
    Object.freeze(one.prototype);
  }
"""
POLLUTED = (
    "Array.prototype.last = function () {}; Object.prototype.extra = 'x'; Array.prototype.toJSON = function () { return 'bad'; };"
)


@pytest.mark.parametrize("done", [UNUSUAL, POLLUTED], ids=["frozen", "added to"])
def test_an_application_may_freeze_what_the_browser_has_built_in_or_add_to_it(
    two: TwoOrigins, visitor: Callable[..., Page], done: str
) -> None:
    page = visitor()
    page.add_init_script(done)
    page.goto(two.address("/team"))
    button(page).click()
    field(page).fill("invite")
    panel(page).locator("li:has(mark) .kb-hit").first.click()
    panel(page).get_by_role("button", name="Yes", exact=True).click()
    expect(panel(page).locator("[data-kb-status]")).to_have_text("Thank you. Your answer is saved.")
    assert [vote["helpful"] for vote in two.records("vote")] == [True]


def test_a_zoomed_application_has_the_whole_panel_on_its_screen(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor(bypass_csp=True, viewport={"width": 1100, "height": 700})
    page.goto(two.address("/invoices"))
    page.add_style_tag(content="html { zoom: 1.5; }")
    button(page).click()
    expect(panel(page)).to_be_visible()
    top, bottom = panel(page).evaluate("(one) => { const { top, bottom } = one.getBoundingClientRect(); return [top, bottom]; }")
    assert 0 <= top < bottom <= 700


def test_keys_that_are_typed_in_the_panel_do_nothing_in_the_application(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    page.evaluate("""() => {
      globalThis.heard = [];
      for (const name of ["keydown", "keypress", "keyup", "copy", "paste"]) addEventListener(name, ({ type }) => heard.push(type));
    }""")
    button(page).click()
    box = field(page)
    page.evaluate("heard.length = 0")
    box.press_sequentially("invite")
    box.press("ControlOrMeta+a")
    box.press("ControlOrMeta+c")
    box.press("ControlOrMeta+v")
    assert page.evaluate("heard") == []
    page.locator("#why").press("x")
    assert "keydown" in page.evaluate("heard")


def test_a_search_is_answered_as_on_the_site_and_its_article_is_read_in_place(
    two: TwoOrigins, visitor: Callable[..., Page]
) -> None:
    page = visitor()
    page.goto(two.address())
    button(page).click()
    field(page).press_sequentially("downlaod")
    hit = panel(page).locator(".kb-hit").first
    expect(hit.locator(".kb-hit__title")).to_have_text("Send an invoice")
    expect(panel(page).get_by_role("status").first).to_contain_text("result")
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel(page).locator("h1")).to_have_text("Send an invoice")
    picture = panel(page).locator(".kb-prose img")
    expect(picture).to_be_visible()
    picture.evaluate("(image) => image.decode()")
    shown = panel(page).locator(".tabbed-block")
    expect(shown.nth(1)).to_be_hidden()
    panel(page).locator(".tabbed-labels label").nth(1).click()
    expect(shown.nth(1)).to_be_visible()
    panel(page).get_by_role("button", name="Back").click()
    expect(hit).to_be_focused()


def test_links_to_articles_stay_in_the_panel_and_others_open_beside_the_application(
    two: TwoOrigins, visitor: Callable[..., Page]
) -> None:
    page = visitor()
    page.goto(two.address("/invoices"))
    page.evaluate("kbHelp.open('invoices/send')")
    elsewhere = panel(page).get_by_role("link", name="our site")
    expect(panel(page).locator("h1")).to_have_text("Send an invoice")
    page.route("https://ledgerly.example/**", lambda route: route.fulfill(body="prices"))
    page.context.route("https://ledgerly.example/**", lambda route: route.fulfill(body="prices"))
    with page.context.expect_page() as opened:
        elsewhere.click()
    opened.value.close()
    panel(page).get_by_role("link", name="corrected").click()
    expect(panel(page).locator("h1")).to_have_text("Correct an invoice that was sent")
    panel(page).get_by_role("link", name="send it").click()
    expect(panel(page).locator("#ways")).to_be_focused()
    assert page.url == two.address("/invoices")


def test_code_opens_a_heading_and_a_question_and_closes_again(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address())
    page.wait_for_function("globalThis.kbHelp")
    page.evaluate("""() => {
      globalThis.told = [];
      const names = ["open", "article", "search", "close"];
      for (const name of names) document.addEventListener(`kb-help:${name}`, () => told.push(name));
    }""")
    page.evaluate("kbHelp.open('invoices/questions#drafts')")
    expect(panel(page).get_by_text("Everybody in your")).to_be_visible()
    page.evaluate("kbHelp.search('invite')")
    expect(panel(page).locator(".kb-hit__title").first).to_have_text("Invite a colleague")
    page.evaluate("kbHelp.close()")
    expect(panel(page)).to_be_hidden()
    told = page.evaluate("told")
    assert (told[0], told[-1], set(told)) == ("open", "close", {"open", "article", "search", "close"})


def test_the_keyboard_goes_in_and_comes_back(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address())
    why = page.locator("#why")
    page.wait_for_function("globalThis.kbHelp")
    why.press("Enter")
    expect(panel(page).locator("h1")).to_be_focused()
    # The application stays in reach beside the panel.
    expect(panel(page)).to_have_attribute("popover", "manual")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(why).to_be_focused()


def test_on_a_phone_the_panel_is_the_whole_screen_and_holds_the_focus(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor(viewport={"width": 360, "height": 740}, has_touch=True)
    page.goto(two.address("/invoices"))
    read_in(page, "fa")
    button(page).tap()
    expect(panel(page).locator(".kb-hit").first).to_be_visible()
    assert panel(page).bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert page.locator("kb-help dialog:modal").count() == 1
    assert panel(page).evaluate("(dialog) => dialog.scrollWidth") <= 360
    page.keyboard.press("Escape")
    expect(button(page)).to_be_focused()


def test_votes_and_searches_reach_the_collector_and_nothing_stays_in_the_application(
    two: TwoOrigins, visitor: Callable[..., Page]
) -> None:
    page = visitor()
    page.goto(two.address("/team/42?token=secret"))
    button(page).click()
    # At once, so that no results of its first letters are there to be pressed.
    field(page).fill("invite")
    panel(page).locator("li:has(mark) .kb-hit").first.click()
    panel(page).get_by_role("button", name="No", exact=True).click()
    expect(panel(page).locator("[data-kb-status]")).to_have_text("Thank you. Your answer is saved.")
    # Whom it did not help is shown a way to a person, with its hours.
    expect(panel(page).get_by_role("link", name="help@ledgerly.example")).to_be_visible()
    expect(panel(page).get_by_text(re.compile("We are (here|back)"))).not_to_have_count(0)
    assert [(vote["article"], vote["helpful"]) for vote in two.records("vote")] == [("team/invite", False)]
    wait_until(page, lambda: {event["article"] for event in two.records("view")}, {"team/invite"})
    wait_until(page, lambda: [event["query"] for event in two.records("open")], ["invite"])
    # Of the screen nothing is told but which line of in_app.yml it fits.
    assert {event["screen"] for kind in ("view", "search", "open") for event in two.records(kind)} == {"/team/**"}
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    assert kept == [0, 0, ""]


def test_an_answer_that_is_given_before_its_script_came_waits_for_it(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    held: list[Route] = []
    page.route("**/feedback/widget.*", lambda route: held.append(route))
    page.goto(two.address("/team"))
    button(page).click()
    field(page).press_sequentially("invite")
    panel(page).locator("li:has(mark) .kb-hit").first.click()
    panel(page).get_by_role("button", name="Yes", exact=True).click()
    panel(page).get_by_role("button", name="No", exact=True).click()
    for route in held:
        route.continue_()
    expect(panel(page).locator("[data-kb-status]")).to_have_text("Thank you. Your answer is saved.")
    assert page.url == two.address("/team")
    assert [vote["helpful"] for vote in two.records("vote")] == [False]


def test_a_question_is_answered_before_it_is_sent(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address())
    button(page).click()
    panel(page).get_by_role("link", name="Contact us").click()
    question = panel(page).get_by_label("What is your question?")
    question.fill("how do I invite a colleague")
    panel(page).get_by_role("link", name="Invite a colleague").click()
    expect(panel(page).locator("h1")).to_have_text("Invite a colleague")
    panel(page).get_by_role("button", name="Back").click()
    expect(question).to_have_value("how do I invite a colleague")


def test_the_film_of_a_letter_plays_on_its_page_and_is_counted_once(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.context.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="film"))
    address = f"{two.help_url}en/letters/first-week/6/"
    page.goto(f"{address}?via=first-week/6")
    expect(page.locator("h1")).to_have_text("The tour")
    # The address is as it is for everybody.
    page.wait_for_url(address)
    page.locator("[data-player]").click()
    expect(page.frame_locator("iframe.kb-video").get_by_text("film")).to_be_visible()
    wait_until(
        page, lambda: [(event["screen"], event.get("article")) for event in two.records("view")], [("mail:first-week/6", None)]
    )
    page.goto(f"{address}?via=first-week/6")
    wait_until(page, lambda: len(two.records("view")), 2)
    page.reload()
    page.get_by_role("link", name="Ledgerly help").first.click()
    page.wait_for_url(f"{two.help_url}en/")
    assert len(two.records("view")) == 2


# Each language at both widths and in both schemes, and each width in both schemes; what none of these pairs has, no three have.
LOOKS = [("en", 360, False), ("en", 1280, True), ("ar", 360, True), ("ar", 1280, False), ("fa", 360, False), ("fa", 1280, True)]


@pytest.mark.parametrize(("language", "width", "dark"), LOOKS)
def test_axe_finds_nothing_and_nothing_moves(
    two: TwoOrigins, visitor: Callable[..., Page], language: str, dark: bool, width: int
) -> None:
    page = visitor(viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(two.address("/invoices"))
    read_in(page, language)
    if dark:
        page.locator("#dark").click()
    # What the application itself moved when it changed its language is told first.
    page.evaluate("new Promise((done) => setTimeout(done, 300)).then(() => { window.shifts = 0; })")
    page.evaluate(Axe().axe_script)
    button(page).click()
    expect(panel(page).locator(".kb-hit").first).to_be_visible()
    ink, ground = panel(page).evaluate("(dialog) => [getComputedStyle(dialog).color, getComputedStyle(dialog).backgroundColor]")
    bright = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (ink, ground)]
    assert (bright[0] > bright[1]) == dark
    assert faults(page) == []
    panel(page).locator(".kb-hit").first.click()
    expect(panel(page).locator("[data-kb-feedback][data-ready]")).to_be_attached()
    assert faults(page) == []
    assert page.evaluate("window.shifts") == 0


def faults(page: Page) -> list[str]:
    found = page.evaluate("axe.run({ include: [['kb-help']] })")["violations"]
    return [f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"]]


def test_the_application_and_the_panel_do_not_colour_each_other(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address())
    look = "(element) => { const { fontFamily, fontSize, color, borderInlineStartWidth } = getComputedStyle(element); return [fontFamily, fontSize, color, borderInlineStartWidth]; }"  # noqa: E501
    before = page.locator("#text").evaluate(look)
    page.evaluate("kbHelp.open('team/invite')")
    paragraph = panel(page).locator(".kb-prose p").first
    expect(paragraph).to_be_visible()
    assert page.locator("#text").evaluate(look) == before
    family, size, _, edge = paragraph.evaluate(look)
    assert ("Georgia" in family, size, edge) == (False, "16px", "0px")
    page.evaluate("document.querySelector('kb-help').style.setProperty('--kb-help-accent', 'rgb(1, 2, 3)')")
    assert button(page).evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(1, 2, 3)"


def test_a_help_center_that_is_away_harms_nothing_and_says_so(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.goto(two.address())
    expect(button(page)).to_be_visible()
    gone: list[str] = []

    def cut(route: Route) -> None:
        gone.append(route.request.url)
        route.abort()

    page.route(f"{two.help_url}**", cut)
    button(page).click()
    alert = page.locator("kb-help").get_by_role("alert")
    expect(alert).to_contain_text("cannot be reached")
    assert alert.get_by_role("link").get_attribute("href") == f"{two.help_url}en/"
    page.unroute(f"{two.help_url}**")
    button(page).click()
    expect(panel(page)).to_be_visible()
    page.route(f"{two.help_url}**", cut)
    panel(page).locator(".kb-hit").first.click()
    expect(panel(page).get_by_role("heading", name="cannot be reached")).to_be_focused()
    assert gone


def test_where_the_script_itself_does_not_come_the_application_works(two: TwoOrigins, visitor: Callable[..., Page]) -> None:
    page = visitor()
    page.route(f"{two.help_url}**", lambda route: route.abort())
    page.goto(two.address())
    page.locator("nav a", has_text="Team").click()
    page.locator("#why").click()
    expect(page.locator("h1")).to_have_text("Team")


@pytest.mark.parametrize(("language", "word"), [("en", "invite"), ("ar", "دعوة"), ("fa", "دعوت")])
def test_little_is_loaded_before_it_is_opened_and_not_much_for_the_first_search(
    two: TwoOrigins, visitor: Callable[..., Page], language: str, word: str
) -> None:
    page = visitor()
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        if response.url.startswith(two.help_url):
            sizes[response.url] = len(gzip.compress(response.body(), mtime=0))

    page.on("response", weigh)
    page.goto(two.address("/invoices"), wait_until="networkidle")
    assert 0 < sum(sizes.values()) <= BEFORE
    read_in(page, language)
    button(page).click()
    field(page).press_sequentially(word)
    expect(panel(page).locator(".kb-hit mark").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) <= SEARCHED, sizes
