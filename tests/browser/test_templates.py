"""Every template in every locale, narrow and wide, light and dark: nothing is out of reach, nothing sticks out, nothing fails.

One page load serves all looks: width and colours are changed on the open page.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

PAGES = {
    "home": "",
    "section": "start/",
    "nested section": "start/devices/",
    "section in another language": "stories/",
    "guide": "start/set-up/",
    "untranslated guide": "start/invite-people/",
    "retired guide": "start/devices/tablet/",
    "faq": "billing/invoices/",
    "troubleshooting": "billing/card-declined/",
    "case study": "stories/school/",
    "white paper": "stories/offline-sync/",
    "tags": "tags/",
    "glossary": "glossary/",
    "search": "search/",
    "search with results": "search/?q=Lantern",
    "contact": "contact/",
    "404": "404.html",
}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of the dark colours, what depends on colours: all else is the same page, which has been looked at in the light ones.
LOOKS = {
    "light": {"runOnly": STANDARD, "rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
WIDTHS = (360, 1280)
# Which looks axe sees at which width. What only one language, one direction at one width, or one scheme at one width has is in some
# row: Persian and Arabic have one direction and one font, so what one of them was looked at for is not looked for in the other.
SEEN = {
    "en": {360: ("light",), 1280: ("light", "dark")},
    "ar": {360: ("light", "dark"), 1280: ()},
    "fa": {360: (), 1280: ("light",)},
}
# What is folded away is looked at too.
UNFOLD = """
for (const part of document.querySelectorAll("details:not(.kb-menu)")) part.open = true;
document.querySelectorAll("img").forEach((picture) => (picture.loading = "eager"));
"""
# All pictures are there, or known not to come.
PICTURES = """() => Promise.all([...document.images].map((picture) => picture.decode().catch(() => null)))"""
# What is wider than the window, and which boxes make it so; what scrolls inside a box of its own may.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (box) => {
    for (let up = box.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter((box) => {
    const { left, right, width } = box.getBoundingClientRect();
    return width && (right > wide + 1 || left < -1) && !scrolls(box);
  });
  return [`the page is ${document.documentElement.scrollWidth} wide`, ...out.map((box) => `${box.tagName}.${box.className}`)];
}"""


class Watched:
    """A browser page whose errors and requests are noted."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("console", lambda said: self.faults.append(f"console: {said.text}") if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("requestfailed", lambda request: self._failed(request))
        page.on("response", lambda answer: self.faults.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
        page.on("request", lambda request: self._requested(request.url, origin))

    def _failed(self, request) -> None:
        # The placeholder of a film is no film; nothing else may fail.
        if not request.url.endswith(".mp4"):
            self.faults.append(f"failed: {request.url}")

    def _requested(self, url: str, origin: str) -> None:
        if not url.startswith((origin, "data:", "blob:")):
            self.faults.append(f"another host: {url}")


def accessibility(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe finds, one line for each element."""
    # Half a megabyte, which is put in once a page.
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], "iframes": False, **rules}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{each['id']}: {node['html'][:120]} ({node['failureSummary'][:300]})" for each in found for node in each["nodes"]]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("locale", ["en", "ar", "fa"])
def test_no_page_has_a_fault(context: Callable[..., BrowserContext], lantern_address: str, locale: str) -> None:
    browser = context(color_scheme="light", reduced_motion="reduce")
    faults: list[str] = []
    for name, path in PAGES.items():
        watched = Watched(browser.new_page(), lantern_address)
        page = watched.page
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(f"{lantern_address}{locale}/{path}")
        page.evaluate(UNFOLD)
        page.evaluate(PICTURES)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in SEEN[locale][width]:
                page.emulate_media(color_scheme=scheme)
                faults += [f"{name}, {width}, {scheme}: {fault}" for fault in accessibility(page, LOOKS[scheme])]
            faults += [f"{name}, {width}: {fault}" for fault in page.evaluate(STICKING_OUT)]
        faults += [f"{name}: {fault}" for fault in watched.faults]
        page.close()
    assert faults == [], "\n".join(faults)


def test_the_root_has_no_fault_without_a_script(context: Callable[..., BrowserContext], lantern_address: str) -> None:
    for scheme in ("light", "dark"):
        browser = context(color_scheme=scheme)
        watched = Watched(browser.new_page(), lantern_address)
        # A language that the site lacks leads to the default one, so the root itself is seen only where no script runs.
        watched.page.route("**/choose.*js", lambda route: route.fulfill(body="", content_type="text/javascript"))
        for width in WIDTHS:
            watched.page.set_viewport_size({"width": width, "height": 600})
            watched.page.goto(lantern_address)
            assert watched.page.locator("main a").count() == 3
            assert watched.page.evaluate(STICKING_OUT) == []
            assert accessibility(watched.page, {"runOnly": STANDARD}) == []
        assert watched.faults == []


def test_an_address_that_is_nowhere_gets_its_locale_s_page_from_any_depth(reader: Page, lantern_address: str) -> None:
    reader.goto(f"{lantern_address}fa/no/such/article/")
    assert reader.locator("html").get_attribute("lang") == "fa"
    reader.locator(".kb-card a").first.click()
    assert reader.url.startswith(f"{lantern_address}fa/")
    reader.goto(f"{lantern_address}fa/no/such/article/")
    assert reader.evaluate("getComputedStyle(document.body).display") == "flex"  # its style sheet was found
