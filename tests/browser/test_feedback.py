"""The widget in a real browser, from the tap to the database."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from kbgen.language.catalogue import load
from kbgen.resources import locales_dir
from kbgen.site.theme.assets import without_comments
from tests.browser.conftest import wait_until

THEME = Path(__file__).parents[2] / "theme"
Context = Callable[..., BrowserContext]


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#feedback").scroll_into_view_if_needed()
    page.locator("#feedback[data-ready]").wait_for()


def _answer(page: Page, value: str) -> None:
    page.locator(f'#feedback button[value="{value}"]').click()


def _come_to_rest(page: Page) -> None:
    """Wait until nothing is on its way: a colour between two others has no contrast yet."""
    page.evaluate("document.fonts.ready.then(() => Promise.all(document.getAnimations().map((each) => each.finished)))")


SAID = {
    "thanks": "Thank you. Your answer is saved.",
    "undone": "Your answer was withdrawn.",
    "waiting": "You are offline. Your answer will be sent as soon as you are back online.",
    "busy": "Your answer could not be saved just now. It will be sent automatically later.",
    "failed": "Your answer could not be saved.",
}


def _thanks(page: Page, text: str = "thanks") -> None:
    locale = page.locator("html").get_attribute("lang") or ""
    words = load(locale, (locales_dir(),)).gettext(SAID[text])
    expect(page.locator("[data-kb-status]")).to_have_text(words)


@pytest.mark.parametrize("locale", ["fa", "ar", "en"])
def test_vote_given_in_chromium_shows_up_in_export(
    help_center: Any, reader: Page, kbgen: Callable[..., Any], locale: str, tmp_path: Path
) -> None:
    _open(reader, help_center.address(locale))
    _answer(reader, "no")
    _thanks(reader)
    reader.locator('input[name=reason][value="unclear"]').check()
    expect(reader.locator(".kb-feedback__effort")).to_be_hidden()
    reader.locator("textarea[name=comment]").fill("توضیح کافی نیست\nچاپگر ۲")
    reader.locator("[data-kb-send]").click()
    expect(reader.locator("[data-kb-more]")).to_be_hidden()
    _thanks(reader)
    help_center.votes(reader, "comment", until=[("توضیح کافی نیست\nچاپگر ۲",)])
    lines = kbgen("export", "--database", tmp_path / "kb.db", "--format", "jsonl").stdout.splitlines()
    (vote,) = [json.loads(line) for line in lines if '"kind": "vote"' in line]
    assert {key: vote[key] for key in ("article", "locale", "helpful", "reason", "comment")} == {
        "article": "guides/set-up", "locale": locale, "helpful": False, "reason": "unclear",
        "comment": "توضیح کافی نیست\nچاپگر ۲",
    }  # fmt: skip


def test_how_easy_it_was_is_asked_of_those_whom_it_helped(help_center: Any, reader: Page) -> None:
    _open(reader, help_center.address("en"))
    _answer(reader, "yes")
    reader.locator('input[name=effort][value="2"]').check()
    _thanks(reader)
    help_center.votes(reader, "helpful", "effort", until=[(True, 2)])
    _answer(reader, "no")
    _thanks(reader)
    help_center.votes(reader, "helpful", "effort", until=[(False, None)])


def test_vote_is_changed_and_taken_back(help_center: Any, reader: Page) -> None:
    _open(reader, help_center.address("fa"))
    _answer(reader, "no")
    reader.locator('input[name=reason][value="outdated"]').check()
    _thanks(reader)
    _answer(reader, "yes")
    expect(reader.locator("[data-kb-reasons]")).to_be_hidden()
    expect(reader.locator('button[value="yes"]')).to_have_attribute("aria-pressed", "true")
    help_center.votes(reader, "helpful", "reason", until=[(True, None)])
    reader.locator("[data-kb-undo]").click()
    _thanks(reader, "undone")
    assert help_center.records("vote") == []
    expect(reader.locator('button[value="yes"]')).to_be_focused()


def test_vote_given_offline_waits_and_is_sent_once(help_center: Any, context: Context) -> None:
    browser = context()
    page = browser.new_page()
    _open(page, help_center.address("fa"))
    browser.set_offline(True)
    _answer(page, "no")
    _thanks(page, "waiting")
    page.locator('input[name=reason][value="unclear"]').check()
    page.wait_for_function("JSON.parse(localStorage['kb-unsent']) && localStorage['kb-unsent'].includes('unclear')")
    assert help_center.records("vote") == []
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/_kb/votes") else None)
    browser.set_offline(False)
    page.wait_for_function("localStorage.getItem('kb-unsent') === null")
    assert len(sent) == 1
    _thanks(page)
    page.reload()
    page.wait_for_timeout(300)
    assert [(vote["helpful"], vote["reason"]) for vote in help_center.records("vote")] == [(False, "unclear")]
    assert len(sent) == 1


def test_vote_that_waited_over_a_closed_page_is_sent_by_the_next(help_center: Any, context: Context) -> None:
    browser = context()
    page = browser.new_page()
    _open(page, help_center.address("en"))
    browser.set_offline(True)
    _answer(page, "yes")
    _thanks(page, "waiting")
    page.close()
    browser.set_offline(False)
    page = browser.new_page()
    page.goto(help_center.address("fa"))
    page.wait_for_function("localStorage.getItem('kb-unsent') === null")
    assert [(vote["helpful"], vote["locale"]) for vote in help_center.records("vote")] == [(True, "en")]


BUSY: dict[str, Callable[[Route], None]] = {
    "full disk": lambda route: route.fulfill(status=503, body="{}"),
    "too many": lambda route: route.fulfill(status=429, body="{}"),
    "no answer": lambda route: route.abort("connectionrefused"),
}


@pytest.mark.parametrize(("trouble", "locale"), [("full disk", "fa"), ("too many", "ar"), ("no answer", "en")])
def test_vote_that_a_busy_collector_refused_says_so_and_is_sent_again_by_itself(
    help_center: Any, reader: Page, trouble: str, locale: str
) -> None:
    reader.clock.install()
    reader.route("**/_kb/votes", BUSY[trouble])
    _open(reader, help_center.address(locale))
    _answer(reader, "no")
    _thanks(reader, "busy")
    reader.clock.run_for(95_000)
    _thanks(reader, "busy")
    reader.unroute("**/_kb/votes")
    reader.clock.run_for(95_000)
    _thanks(reader)
    assert [vote["helpful"] for vote in help_center.records("vote")] == [False]
    assert reader.evaluate("localStorage.getItem('kb-unsent')") is None


def test_vote_that_waited_never_overtakes_a_later_one(help_center: Any, context: Context) -> None:
    browser = context()
    page = browser.new_page()
    _open(page, help_center.address("en"))
    browser.set_offline(True)
    _answer(page, "no")
    _thanks(page, "waiting")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.url.endswith("/_kb/votes") else None)

    def hold(route: Route) -> None:
        """The vote that waited hangs on its way for a second, in which the reader changes it."""
        page.wait_for_timeout(1000)
        route.continue_()

    page.route("**/_kb/votes", hold, times=1)
    browser.set_offline(False)
    page.wait_for_timeout(100)
    _answer(page, "yes")
    page.wait_for_function("localStorage.getItem('kb-unsent') === null")
    _thanks(page)
    page.wait_for_timeout(300)
    assert ['"helpful":true' in body for body in sent] == [False, True]
    assert [vote["helpful"] for vote in help_center.records("vote")] == [True]


def test_a_vote_given_offline_before_its_words_came_waits_too(help_center: Any, context: Context) -> None:
    browser = context()
    page = browser.new_page()
    page.goto(help_center.address("fa"))
    page.wait_for_timeout(500)
    browser.set_offline(True)
    page.locator("#feedback").scroll_into_view_if_needed()
    page.locator("#feedback[data-ready]").wait_for()
    _answer(page, "no")
    _thanks(page, "waiting")
    browser.set_offline(False)
    page.wait_for_function("localStorage.getItem('kb-unsent') === null")
    assert [vote["helpful"] for vote in help_center.records("vote")] == [False]


@pytest.mark.parametrize("refused", ["localStorage", "sessionStorage", "locks"])
def test_a_vote_arrives_where_the_browser_refuses_to_keep_anything(help_center: Any, context: Context, refused: str) -> None:
    page = context().new_page()
    throw = "() => { throw new DOMException('refused', 'SecurityError'); }"
    if refused == "locks":
        script = f"navigator.locks.request = async () => {{ ({throw})(); }}"
    else:
        script = f"Object.defineProperty(window, '{refused}', {{ get: {throw} }})"
    page.add_init_script(script)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    _open(page, help_center.address("en"))
    _answer(page, "yes")
    _thanks(page)
    assert [vote["helpful"] for vote in help_center.records("vote")] == [True]
    assert faults == []


def test_plain_form_sent_before_the_widget_came_still_thanks(help_center: Any, reader: Page) -> None:
    _open(reader, help_center.address("ar") + "#kb-thanks")
    expect(reader.locator("#kb-thanks")).to_be_visible()
    _answer(reader, "yes")
    _thanks(reader)
    expect(reader.locator("#kb-thanks")).to_be_hidden()


def test_nothing_is_kept_in_the_browser_after_a_vote(help_center: Any, context: Context) -> None:
    browser = context()
    page = browser.new_page()
    _open(page, help_center.address("fa"))
    _answer(page, "yes")
    _thanks(page)
    page.wait_for_timeout(300)
    assert browser.cookies() == []
    assert "kb-unsent" not in page.evaluate("Object.keys(localStorage)")
    assert page.evaluate("Object.values(localStorage).concat(Object.values(sessionStorage)).join()").count("set-up") == 0


def test_without_javascript_a_form_is_stored_and_comes_back_with_thanks(help_center: Any, context: Context) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(help_center.address("fa"))
    page.locator('#feedback button[value="no"]').click()
    assert page.url == help_center.address("fa") + "#kb-thanks"
    expect(page.locator("#kb-thanks")).to_be_visible()
    (vote,) = help_center.records("vote")
    assert (vote["helpful"], vote["reason"], vote["comment"]) == (False, None, None)


def test_without_javascript_a_failure_comes_back_to_the_article_and_says_so(help_center: Any, context: Context) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(help_center.address("fa"))
    help_center.store._writer.execute("PRAGMA query_only=ON")
    page.locator('#feedback button[value="no"]').click()
    page.wait_for_url("**/fa/guides/set-up/#kb-not-stored")
    expect(page.locator("#kb-not-stored")).to_be_visible()


def test_the_words_of_the_widget_are_not_loaded_until_it_is_near(help_center: Any, reader: Page) -> None:
    loaded: list[str] = []
    reader.on("request", lambda request: loaded.append(request.url))
    reader.goto(help_center.address("fa"))
    reader.wait_for_timeout(500)
    assert not [url for url in loaded if "/assets/strings/" in url]
    reader.locator("#feedback").scroll_into_view_if_needed()
    reader.locator("#feedback[data-ready]").wait_for()
    assert [url for url in loaded if "/assets/strings/" in url]
    assert {url.split("/")[2] for url in loaded} == {help_center.server.url.split("/")[2]}


def test_nothing_moves_when_the_widget_comes_and_thanks(help_center: Any, reader: Page) -> None:
    reader.goto(help_center.address("fa"))
    reader.evaluate(
        "() => { window.shift = 0; new PerformanceObserver(list => { for (const entry of list.getEntries()) "
        "if (!entry.hadRecentInput) window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true}); }"
    )
    place = "() => document.querySelector('button[value=no]').getBoundingClientRect().top + scrollY"
    before = reader.evaluate(place)
    reader.locator("#feedback").scroll_into_view_if_needed()
    reader.locator("#feedback[data-ready]").wait_for()
    _answer(reader, "no")
    _thanks(reader)
    reader.wait_for_timeout(300)
    assert reader.evaluate(place) == before
    assert reader.evaluate("window.shift") < 0.01


def test_keyboard_alone_is_enough(help_center: Any, reader: Page) -> None:
    _open(reader, help_center.address("fa"))
    reader.locator('#feedback button[value="yes"]').focus()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    _thanks(reader)
    reader.keyboard.press("Tab")
    reader.keyboard.press("Space")
    for _ in range(2):
        reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.name || document.activeElement.dataset.kbSend") in {"comment", ""}
    reader.locator("textarea[name=comment]").focus()
    reader.keyboard.type("با صفحه‌کلید")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator("[data-kb-more]")).to_be_hidden()
    expect(reader.locator("[data-kb-status]")).to_be_focused()
    help_center.votes(reader, "helpful", "reason", "comment", until=[(False, "does-not-work", "با صفحه‌کلید")])


@pytest.mark.parametrize("locale", ["en", "fa", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(help_center: Any, context: Context, locale: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = context(color_scheme=scheme).new_page()
    _open(page, help_center.address(locale))
    _answer(page, "no")
    _thanks(page)
    _come_to_rest(page)
    results = Axe().run(page, context="#feedback, .kb-contact")
    assert results.violations_count == 0, results.generate_report()
    page.goto(help_center.address(locale, "contact/"))
    page.locator("[data-kb-open]:not(:empty)").first.wait_for()
    _come_to_rest(page)
    results = Axe().run(page, context="main")
    assert results.violations_count == 0, results.generate_report()


def test_refused_vote_says_that_it_was_not_saved_and_does_not_wait(help_center: Any, reader: Page) -> None:
    _open(reader, help_center.address("fa"))
    reader.evaluate("document.getElementById('feedback').dataset.article = 'no/such'")
    reader.reload()
    reader.route("**/_kb/votes", lambda route: route.fulfill(status=404, body="{}"))
    reader.locator("#feedback").scroll_into_view_if_needed()
    reader.locator("#feedback[data-ready]").wait_for()
    _answer(reader, "yes")
    _thanks(reader, "failed")
    assert reader.evaluate("localStorage.getItem('kb-unsent')") is None


def test_view_is_counted_once_for_each_page(help_center: Any, reader: Page) -> None:
    with reader.expect_response("**/_kb/events"):
        reader.goto(help_center.address("fa"))
    reader.wait_for_timeout(200)
    assert [(view["article"], view["locale"]) for view in help_center.records("view")] == [("guides/set-up", "fa")]


def test_search_opened_result_and_rewording_are_events(help_center: Any, reader: Page) -> None:
    reader.goto(help_center.address("fa", "search/"))
    box = reader.locator("input[type=search]").first
    box.press_sequentially("چاپگر", delay=20)
    result = reader.locator("[data-kb-results] a.kb-hit").first
    result.wait_for()
    reader.wait_for_timeout(1700)
    box.fill("")
    box.press_sequentially("بلندگو", delay=20)
    reader.wait_for_timeout(1700)
    box.fill("چاپگر")
    result.wait_for()
    result.click()
    reader.wait_for_url("**/guides/set-up/**")
    reader.wait_for_timeout(2500)
    found = [(record["kind"], record["query"], record["results"]) for record in help_center.records() if record["kind"] != "view"]
    assert ("search", "چاپگر", 1) in found
    assert ("search", "بلندگو", 0) in found
    assert any(record["before"] == "چاپگر" and record["query"] == "بلندگو" for record in help_center.records("reword"))
    (opened,) = help_center.records("open")
    assert (opened["query"], opened["article"], opened["rank"]) == ("چاپگر", "guides/set-up", 1)
    assert len({record["visit"] for record in help_center.records()}) == 1


def test_contact_after_no_carries_article_and_channel(help_center: Any, reader: Page) -> None:
    _open(reader, help_center.address("fa"))
    block = reader.locator('[data-kb-contact~="no"]')
    expect(block).to_be_hidden()
    _answer(reader, "no")
    expect(block).to_be_visible()
    with reader.expect_response("**/_kb/events"):
        block.locator('a[data-kb-channel="mail"]').click()
    wait_until(reader, lambda: len(help_center.records("contact")), 1)
    (contact,) = help_center.records("contact")
    assert (contact["channel"], contact["article"], contact["locale"]) == ("mail", "guides/set-up", "fa")
    _answer(reader, "yes")
    expect(block).to_be_hidden()


def test_contact_appears_when_a_search_finds_nothing(help_center: Any, reader: Page) -> None:
    reader.goto(help_center.address("fa", "search/"))
    block = reader.locator('[data-kb-contact~="empty"]')
    expect(block).to_be_hidden()
    reader.locator("input[type=search]").first.press_sequentially("ظقثضص", delay=20)
    expect(block).to_be_visible()


def test_articles_that_may_answer_appear_while_the_question_is_written(help_center: Any, context: Context) -> None:
    browser = context()
    page = browser.new_page()
    page.goto(help_center.address("fa", "contact/"))
    field = page.locator("#kb-question")
    field.press_sequentially("چگونه چاپگر", delay=20)
    suggestion = page.locator("[data-kb-suggestions] a").first
    suggestion.wait_for()
    with browser.expect_page(), page.expect_response("**/_kb/events"):
        suggestion.click()
    assert field.input_value() == "چگونه چاپگر"
    send = page.locator("a[data-action]")
    expect(send).to_have_text(send.get_attribute("data-anyway") or "")
    with page.expect_response("**/_kb/events"):
        send.click()
    wait_until(page, lambda: [record["article"] for record in help_center.records("suggestion")], ["guides/set-up"])
    wait_until(page, lambda: len(help_center.records("sent")), 1)
    (sent,) = help_center.records("sent")
    assert (sent["channel"], sent["results"] >= 1) == ("mail", True)
    assert (send.get_attribute("href") or "").startswith("mailto:help@example.com?body=%DA%86")
    assert all("چگونه" not in str(record) for record in help_center.records())


def test_sending_nothing_counts_as_nothing_and_says_so(help_center: Any, reader: Page) -> None:
    reader.goto(help_center.address("en", "contact/"))
    reader.locator("a[data-action]").click()
    expect(reader.locator("[data-kb-told]")).to_have_text("Write your question first.")
    expect(reader.locator("#kb-question")).to_be_focused()
    reader.wait_for_timeout(200)
    assert help_center.records("sent") == []


def test_what_was_typed_is_there_after_going_on_and_back(help_center: Any, reader: Page) -> None:
    reader.goto(help_center.address("fa", "contact/"))
    reader.locator("#kb-question").fill("چگونه چاپگر را وصل کنم؟")
    reader.goto(help_center.address("fa"))
    reader.go_back()
    expect(reader.locator("#kb-question")).to_have_value("چگونه چاپگر را وصل کنم؟")


def test_a_question_that_no_address_carries_is_copied_first(help_center: Any, context: Context) -> None:
    page = context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(help_center.address("fa", "contact/"))
    long = "چاپگر " * 100
    page.locator("#kb-question").fill(long)
    send = page.locator("a[data-action]")
    send.click()
    expect(page.locator("[data-kb-told]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == long
    assert help_center.records("sent") == []
    with page.expect_response("**/_kb/events"):
        send.click()
    expect(send).to_have_attribute("href", "mailto:help@example.com")
    expect(page.locator("[data-kb-by-hand]")).to_contain_text("help@example.com")
    expect(page.locator("#kb-question")).to_have_value(long)


def test_without_javascript_no_field_takes_a_question_that_would_be_lost(help_center: Any, context: Context) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(help_center.address("fa", "contact/"))
    expect(page.locator("#kb-question")).to_be_hidden()
    plain = page.locator(".kb-contact a.kb-button:visible")
    expect(plain).to_have_text(load("fa", (locales_dir(),)).gettext("Send us a message"))
    expect(plain).to_have_attribute("href", "mailto:help@example.com")


NOW = "2026-11-24T11:00:00Z"  # Tuesday, 14:30 in Tehran; the next day is a holiday there


@pytest.mark.parametrize(
    ("zone", "locale", "now", "words"),
    [
        ("Asia/Tehran", "en", NOW, "We are here now, until 4:00\u202fPM"),
        ("Europe/London", "en", NOW, "We are here now, until 12:30\u202fPM (your time)"),
        ("America/New_York", "en", "2026-11-24T13:00:00Z", "We are back on Wednesday at 11:30\u202fPM"),
        ("Asia/Tehran", "en", "2026-11-24T01:00:00Z", "We are back at 8:00\u202fAM"),
        ("Asia/Tehran", "fa", NOW, "۱۶:۰۰"),
        ("Asia/Tehran", "fa", "2026-11-24T13:00:00Z", "پنجشنبه"),
    ],
)
def test_open_now_is_right_in_the_readers_time_and_calendar(
    help_center: Any, context: Context, zone: str, locale: str, now: str, words: str
) -> None:
    page = context(timezone_id=zone).new_page()
    page.clock.install(time=now)
    page.goto(help_center.address(locale, "contact/"))
    expect(page.locator("[data-kb-open]").first).to_contain_text(words)


def test_open_now_changes_while_the_page_is_open(help_center: Any, context: Context) -> None:
    page = context(timezone_id="Asia/Tehran").new_page()
    page.clock.install(time="2026-11-24T12:29:50Z")
    page.goto(help_center.address("en", "contact/"))
    expect(page.locator("[data-kb-open]").first).to_contain_text("We are here now")
    page.clock.run_for(20_000)
    expect(page.locator("[data-kb-open]").first).to_contain_text("We are back on Thursday")


def test_widget_code_is_small() -> None:
    folder = THEME / "assets" / "javascripts" / "feedback"
    modules = ("start.js", "events.js", "send.js", "unsent.js", "widget.js", "more.js")
    published = [without_comments((folder / name).read_text("utf-8")).encode() for name in modules]
    assert sum(len(gzip.compress(module, 9)) for module in published) <= 6 * 1024


def test_styles_use_logical_properties_only() -> None:
    text = (THEME / "assets" / "stylesheets" / "feedback.css").read_text("utf-8")
    for word in ("-left", "-right", "left:", "right:", "-top", "-bottom", "width:", "height:"):
        assert word not in text.replace("scroll-margin-block", "").replace("line-height:", ""), word
