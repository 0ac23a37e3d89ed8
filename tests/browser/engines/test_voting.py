"""Votes in Firefox and WebKit, from the tap to the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.engines.conftest import Help
from tests.browser.engines.firefox import FirefoxWindow
from tests.browser.engines.start import wait_for
from tests.browser.engines.window import Window

THANKS = "Thank you. Your answer is saved."


def near(window: Window, address: str) -> None:
    """Read an article to its end, where the question is."""
    window.open(address)
    window.run("() => document.getElementById('feedback').scrollIntoView({ block: 'center', behavior: 'instant' })")
    window.wait("document.getElementById('feedback').dataset.ready === ''")


def said(help_center: Help, of: Callable[[dict[str, Any]], object]) -> Callable[[], bool]:
    return lambda: [of(vote) for vote in help_center.votes()] != []


@pytest.mark.parametrize("locale", ["en", "fa"])
def test_a_vote_with_a_reason_and_a_comment_is_stored(window: Window, site: Help, locale: str) -> None:
    near(window, f"{site.url}{locale}/start/set-up/")
    window.click('#feedback button[value="no"]')
    window.wait("document.querySelector('#feedback button[value=no]').ariaPressed === 'true'")
    window.click('label:has(input[name="reason"][value="unclear"])')
    window.click('textarea[name="comment"]')
    window.type("گام ۲ step")
    window.click("[data-kb-send]")
    window.wait("document.querySelector('[data-kb-more]').hidden")

    def complete() -> list[dict[str, Any]]:
        return [vote for vote in site.votes() if vote["comment"]]

    (vote,) = wait_for(complete, "the comment")
    assert {key: vote[key] for key in ("article", "locale", "helpful", "reason", "comment")} == {
        "article": "start/set-up", "locale": locale, "helpful": False, "reason": "unclear", "comment": "گام ۲ step",
    }  # fmt: skip
    assert len(site.votes()) == 1


def test_a_vote_is_changed_and_withdrawn(window: Window, site: Help) -> None:
    near(window, f"{site.url}en/billing/card-declined/")
    window.click('#feedback button[value="yes"]')
    window.wait_for("[data-kb-status]", THANKS)
    window.click('#feedback button[value="no"]')
    wait_for(lambda: [vote["helpful"] for vote in site.votes()] == [False], "the other answer")
    window.click("[data-kb-undo]")
    window.wait_for("[data-kb-status]", "Your answer was withdrawn.")
    assert site.votes() == []


def test_a_vote_that_the_collector_could_not_take_is_sent_later(window: Window, site: Help) -> None:
    near(window, f"{site.url}en/billing/card-declined/")
    site.line.failing["/_kb/votes"] = 1
    window.click('#feedback button[value="yes"]')
    window.wait_for("[data-kb-status]", "Your answer could not be saved just now. It will be sent automatically later.")
    assert site.votes() == []
    # The next page that is read sends it.
    window.open(f"{site.url}en/")
    window.wait("localStorage.getItem('kb-unsent') === null")
    assert [(vote["article"], vote["helpful"]) for vote in site.votes()] == [("billing/card-declined", True)]


@pytest.mark.needs("firefox")
def test_a_vote_arrives_where_nothing_may_be_kept(refusing: FirefoxWindow, site: Help) -> None:
    near(refusing, f"{site.url}en/start/set-up/")
    refusing.faults.clear()
    with pytest.raises(RuntimeError, match=r"SecurityError|insecure"):
        refusing.evaluate("localStorage.length")
    refusing.click('#feedback button[value="yes"]')
    refusing.wait_for("[data-kb-status]", THANKS)
    refusing.click('#feedback button[value="no"]')
    wait_for(lambda: [vote["helpful"] for vote in site.votes()] == [False], "the second answer")
    assert refusing.faults == []


@pytest.mark.needs("firefox")
def test_search_works_where_nothing_may_be_kept(refusing: FirefoxWindow, site: Help) -> None:
    refusing.faults.clear()
    refusing.open(f"{site.url}en/start/set-up/")
    refusing.click("#kb-q")
    refusing.type("invoices")
    refusing.wait_for("[role=option]", "Invoices")
    refusing.press("Enter")
    refusing.wait_for(".kb-results__list", "Invoices")
    assert refusing.faults == []
