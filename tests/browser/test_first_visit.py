"""A first visit on a phone: few requests, few bytes, nothing that moves, and reading begins on the first screen.

The bars are those of `benchmarks/first_visit.py`, which measures the manual; here a page of each kind of the scenario.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.chromium import served
from benchmarks.first_visit import BYTES, FIRST, REQUESTS, SHIFT, reading_begins, visit, visits

PATHS = ("", "start/set-up/", "search/", "contact/")
ARTICLES = ("start/set-up/", "billing/invoices/", "billing/card-declined/", "stories/school/")


@pytest.mark.parametrize("tag", ["en", "ar", "fa"])
def test_a_page_is_there_with_few_requests_and_nothing_moves(chromium: Browser, lantern: Path, tag: str) -> None:
    pages = [f"{tag}/{path}" for path in PATHS]
    for path, found in zip(pages, visits(chromium, lantern, pages), strict=True):
        # Pictures and films are the article's own, and the scenario has a style sheet and a script besides.
        own = ("/media/", ".png", ".webp", ".mp4")
        theme = [(name, size) for name, size in found.sent if own[0] not in name and not name.endswith(own[1:])]
        assert len(theme) <= REQUESTS[tag], (path, theme)
        assert sum(size for _, size in theme) <= BYTES[tag], (path, theme)
        assert found.shift <= SHIFT, (path, found.moved)


def test_reading_begins_on_the_first_half_of_a_phone(chromium: Browser, lantern: Path) -> None:
    with served(lantern) as address:
        begins = {f"{tag}/{path}": reading_begins(chromium, f"{address}{tag}/{path}") for tag in ("en", "fa") for path in ARTICLES}
    assert all(begins.values())
    assert {path: place for path, place in begins.items() if place > FIRST} == {}


def test_results_take_the_place_of_all_articles_without_a_jump(chromium: Browser, lantern: Path) -> None:
    found = visit(chromium, lantern, "fa/search/?q=%DA%86%D8%B1%D8%A7%D8%BA")
    assert found.shift <= SHIFT, found.moved


def test_a_search_by_its_address_has_the_engine_under_way_before_the_page_s_own_script(chromium: Browser, lantern: Path) -> None:
    with served(lantern) as address:
        page = chromium.new_page()
        page.route("**/javascripts/kb.*.js", lambda route: None)
        with page.expect_request("**/search/engine.*.js"):
            page.goto(f"{address}en/search/?q=invoices", wait_until="commit")
        page.close()
    engine = "/assets/javascripts/search/engine."
    for path, times in (("en/search/?q=invoices", 1), ("en/search/", 0)):
        names = [name for name, _ in visit(chromium, lantern, path).sent]
        assert sum(name.startswith(engine) for name in names) == times, names
