"""A reader without JavaScript searches as everybody does: the collector answers with the site's own page; programs get JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from kbgen.collect.search_page import Search
from kbgen.errors import OperatorError
from kbgen.search.answering.searcher import Searcher
from tests import plain

WORDS = {"en": ("printer", "1 result", "Set up a printer"), "fa": ("چاپگر", "۱ نتیجه", "راه‌اندازی چاپگر")}
NOTHING = {"en": "Nothing found", "ar": "لم نجد شيئًا", "fa": "پیدا نشد"}


@pytest.mark.parametrize("locale", WORDS)
def test_words_are_not_lost_without_scripts(context: Callable[..., BrowserContext], help_center, locale: str) -> None:
    typed, count, title = WORDS[locale]
    page = context(java_script_enabled=False).new_page()
    page.goto(help_center.address(locale))
    page.locator(".kb-search input[type=search]").fill(typed)
    page.locator(".kb-search input[type=search]").press("Enter")
    page.wait_for_url(f"**/_kb/{locale}/search/?q=*")
    expect(page.locator(".kb-results__status")).to_have_text(count)
    expect(page.locator("#kb-q")).to_have_value(typed)
    expect(page.locator("[data-kb-index]")).to_be_hidden()
    found = page.locator(".kb-results__list a")
    expect(found.locator(".kb-hit__title")).to_have_text(title)
    expect(found.locator("mark").first).to_be_visible()
    # Style sheets, the next search and the article have the addresses that they have on the built page.
    assert page.evaluate("getComputedStyle(document.querySelector('.kb-hit')).display") == "block"
    page.locator("#kb-q").fill("qqwwzzxxkk")
    page.locator("#kb-q").press("Enter")
    expect(page.locator(".kb-results__status")).to_contain_text(NOTHING[locale])
    expect(page.locator("[data-kb-index]")).to_be_visible()
    page.go_back()
    found.click()
    expect(page.locator("article h1")).to_have_text(title)
    assert help_center.records() == []


@pytest.mark.parametrize(("locale", "query"), [("en", "plug the printer"), ("fa", "چاپکر"), ("ar", "طابعه"), ("en", "")])
def test_programs_get_what_the_browser_gets(help_center, feedback_site: Path, locale: str, query: str) -> None:
    answer = plain.get(
        f"{help_center.server.url}/_kb/{locale}/search/", params={"q": query}, headers={"Accept": "application/json"}
    )
    expected = Searcher(feedback_site / "search" / locale).answer(query, 20)
    found = answer.json()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert [(row["path"], row["score"]) for row in found["results"]] == [(each.path, each.score) for each in expected.results]
    assert (found["count"], found["corrected"]) == (expected.count, expected.corrected)


def test_markup_in_a_query_stays_text(help_center) -> None:
    query = '"><script>alert(1)</script> printer {corrected} \\1'
    page = plain.get(f"{help_center.server.url}/_kb/en/search/", params={"q": query}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; printer {corrected} \\1" in page


def test_a_search_is_what_was_typed_even_with_scripts(context: Callable[..., BrowserContext], help_center) -> None:
    page = context().new_page()
    page.goto(help_center.address("en"))
    page.locator("#kb-q").fill("printer")
    page.locator("#kb-q").press("Enter")
    page.wait_for_url("**/en/search/?q=printer")
    assert "/_kb/" not in page.url
    expect(page.locator(".kb-results__list li")).to_have_count(1)


def test_unknown_locales_and_missing_indexes_are_answered(help_center, tmp_path: Path) -> None:
    assert plain.get(f"{help_center.server.url}/_kb/xx/search/?q=a").status_code == 404
    assert plain.get(f"{help_center.server.url}/_kb/..%2f..%2fetc/search/?q=a").status_code == 404
    built = tmp_path / "en" / "search"
    built.mkdir(parents=True)
    (built / "index.html").write_text("<head></head><p>All articles", "utf-8")
    assert Search(tmp_path).page("en", "printer") == "<head></head><p>All articles"
    with pytest.raises(OperatorError):
        Search(tmp_path).as_json("en", "printer")
