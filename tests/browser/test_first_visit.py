"""A first visit on a phone: few requests, few bytes, nothing that moves, and reading begins on the first screen.

The bars are those of `benchmarks/first_visit.py`, which measures the manual; here a page of each kind of the scenario.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.first_visit import BYTES, FIRST, REQUESTS, SHIFT, visit


@pytest.mark.parametrize("tag", ["en", "ar", "fa"])
@pytest.mark.parametrize("path", ["", "start/set-up/", "search/", "contact/"])
def test_a_page_is_there_with_few_requests_and_nothing_moves(chromium: Browser, lantern: Path, tag: str, path: str) -> None:
    found = visit(chromium, lantern, f"{tag}/{path}", slow=False)
    # Pictures and films are the article's own, and the scenario has a style sheet and a script besides.
    theme = [(name, size) for name, size in found.sent if "/media/" not in name and not name.endswith((".png", ".webp", ".mp4"))]
    assert len(theme) <= REQUESTS[tag], theme
    assert sum(size for _, size in theme) <= BYTES[tag], theme
    assert found.shift <= SHIFT, found.moved


@pytest.mark.parametrize("tag", ["en", "fa"])
@pytest.mark.parametrize("path", ["start/set-up/", "billing/invoices/", "billing/card-declined/", "stories/school/"])
def test_reading_begins_on_the_first_half_of_a_phone(chromium: Browser, lantern: Path, tag: str, path: str) -> None:
    assert visit(chromium, lantern, f"{tag}/{path}", slow=False).begins <= FIRST


def test_results_take_the_place_of_all_articles_without_a_jump(chromium: Browser, lantern: Path) -> None:
    found = visit(chromium, lantern, "fa/search/?q=%DA%86%D8%B1%D8%A7%D8%BA")
    assert found.shift <= SHIFT, found.moved
