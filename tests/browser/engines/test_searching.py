"""Search in Firefox and WebKit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.engines.conftest import Help
from tests.browser.engines.window import Window

OPTIONS = "[...document.querySelectorAll('[role=option]')]"
RESULTS = "document.querySelectorAll('.kb-results__list li').length"


@pytest.mark.parametrize(("locale", "letters", "found"), [("en", "invoi", "Invoices"), ("ar", "الفاتو", "الفواتير")])
def test_results_come_while_typing_and_are_opened_with_keys(
    window: Window, site: Help, locale: str, letters: str, found: str
) -> None:
    window.open(f"{site.url}{locale}/start/set-up/")
    window.press_with_control("k")
    window.wait("document.activeElement.id === 'kb-q'")
    window.type(letters)
    window.wait_for("[role=option]", found)
    assert window.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    window.press("Down")
    window.wait(f"{OPTIONS}[0].getAttribute('aria-selected') === 'true'")
    window.press("Up", "Down", "Enter")
    window.wait(f"location.pathname === '/{locale}/billing/invoices/'")


def test_a_result_is_opened_with_the_mouse(window: Window, site: Help) -> None:
    window.open(f"{site.url}fa/")
    window.click("#kb-q")
    window.type("صورت")
    window.wait_for("[role=option]", "صورت‌حساب")
    window.click("[role=option]")
    window.wait("location.pathname === '/fa/billing/invoices/'")


def test_enter_leads_to_all_results_and_back_finds_them_again(
    window: Window, help_center: Callable[[Path], Help], lists: Path
) -> None:
    site = help_center(lists / "site")
    window.open(f"{site.url}en/")
    window.click("#kb-q")
    window.type("text")
    window.press("Enter")
    window.wait(f"location.pathname === '/en/search/' && {RESULTS} === 10")
    assert window.evaluate("[document.querySelector('#kb-q').value, location.search]") == ["text", "?q=text"]
    window.click(".kb-results__list li:nth-child(3) a")
    window.wait("location.pathname.startsWith('/en/big/')")
    window.back()
    window.wait(f"location.pathname === '/en/search/' && {RESULTS} === 10")
    window.wait("document.querySelector('#kb-q').value === 'text'")
    window.click(".kb-results__more")
    window.wait(f"{RESULTS} === 20")
    window.click(".kb-results__more")
    window.wait(f"{RESULTS} === 23 && document.querySelector('.kb-results__more').hidden")
    # Thirteen articles, and ten sections with a text of their own, the home page among them.
    assert window.text(".kb-results__status") == "23 results"


def test_a_query_that_was_typed_there_is_there_after_going_on_and_back(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/search/")
    window.click("#kb-q")
    window.type("card", pause=20)
    window.wait_for(".kb-results__list", "Your card is declined")
    window.click(".kb-results__list a")
    window.wait("location.pathname === '/en/billing/card-declined/'")
    window.back()
    window.wait("location.pathname === '/en/search/'")
    window.wait("document.querySelector('#kb-q').value === 'card'")
    window.wait_for(".kb-results__list", "Your card is declined")


def test_a_hundred_letters_and_their_end_leave_no_stale_results(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/search/")
    window.click("#kb-q")
    query = ("invoice " * 13)[:102]
    window.type(query, pause=5)
    window.wait_for(".kb-results__list", "Invoices")
    window.press("Backspace", times=len(query), pause=5)
    window.wait("document.querySelector('#kb-q').value === ''")
    window.wait("document.querySelector('[data-kb-results]').hidden")
    window.wait_for(".kb-index", "Invoices")
    window.wait("location.search === ''")
    window.type("card")
    window.wait("location.search === '?q=card'")
    window.wait_for(".kb-results__list", "Your card is declined")


def test_the_answer_itself_stands_above_its_article(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/search/?q=add%20a%20VAT%20number")
    window.wait_for(".kb-instant", "Account › Company")
    assert window.evaluate("document.querySelector('.kb-instant p a').getAttribute('href')") == "/en/billing/invoices/#vat"


def test_a_mistyped_word_is_corrected_and_both_are_named(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/search/?q=invoces")
    window.wait_for(".kb-results__list", "Invoices")
    window.wait_for(".kb-results__note", "Showing results for “invoices” instead of “invoces”.")
    window.open(f"{site.url}en/")
    window.click("#kb-q")
    window.type("invoces")
    window.wait_for(".kb-suggest__note", "instead of")


@pytest.mark.parametrize("times", [1, 2])
def test_search_whose_script_does_not_come_at_once_comes_later(window: Window, site: Help, times: int) -> None:
    site.line.failing["/search/engine."] = times
    window.open(f"{site.url}en/")
    window.click("#kb-q")
    window.type("invoices")
    window.wait_for("[role=option]", "Invoices")
    assert site.line.failing == {"/search/engine.": 0}


def test_search_whose_script_never_comes_says_so_until_it_comes(window: Window, site: Help) -> None:
    site.line.failing["/search/"] = 1000
    window.open(f"{site.url}en/")
    window.click("#kb-q")
    window.wait_for(".kb-search__offline", "The search is not available right now.")


def test_where_no_script_comes_the_page_stands_as_it_was_sent(window: Window, site: Help) -> None:
    site.line.failing[".js"] = 1000
    window.open(f"{site.url}fa/search/?q=invoices")
    window.wait_for(".kb-index", "صورت‌حساب")
    site.line.failing.clear()
    site.line.failing["/javascripts/kb."] = 1000
    window.open(f"{site.url}fa/search/?q=invoice")
    window.wait_for(".kb-index", "صورت‌حساب")


def test_what_is_being_written_keeps_the_keyboard(window: Window, site: Help) -> None:
    window.open(f"{site.url}en/contact/")
    window.click("#kb-question")
    window.type("My invoice")
    window.press_with_control("k")
    window.type("/")
    assert window.evaluate("document.activeElement.id") == "kb-question"
    window.wait("document.querySelector('#kb-question').value === 'My invoice/'")
    window.wait_for("[data-kb-suggestions]", "Invoices")
    # And what was written is there after going on and back.
    window.open(f"{site.url}en/")
    window.back()
    window.wait(f"document.querySelector('#kb-question')?.value === {json.dumps('My invoice/')}")
