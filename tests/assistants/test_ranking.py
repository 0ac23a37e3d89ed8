"""Assistants get what readers get: on every query of the manual's own tests, in the order of the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from benchmarks.chromium import served
from tests.assistants.conftest import ROOT, over_streams, run
from tests.browser.test_search import ANSWER

QUERIES = yaml.safe_load((ROOT / "content" / "search-tests.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def given(manual: Path) -> dict[str, list[list[tuple[str, float]]]]:
    """What an assistant is given for the queries of each locale, in one conversation."""

    async def talk() -> dict[str, list[list[tuple[str, float]]]]:
        found: dict[str, list[list[tuple[str, float]]]] = {}
        async with over_streams(manual) as session:
            for each in QUERIES:
                answer = await session.call_tool("search", {"query": each["query"], "locale": each["locale"], "limit": 10})
                rows = answer.structured_content["results"]
                found.setdefault(each["locale"], []).append([(row["article"], row["score"]) for row in rows])
        return found

    return run(talk)


@pytest.mark.parametrize("locale", ["en", "fa", "ar"])
def test_assistants_get_the_order_of_the_browser(chromium: Browser, manual: Path, given: Any, locale: str) -> None:
    asked = [each for each in QUERIES if each["locale"] == locale]
    with served(manual) as address:
        page = chromium.new_page()
        page.goto(address)
        # The site's own script, whose name changes with its content.
        (script,) = (manual / "assets" / "javascripts" / "search").glob("searcher.*.js")
        shown = page.evaluate(ANSWER.replace("searcher.js", script.name), [locale, [each["query"] for each in asked]])
    for each, mine, (_, theirs) in zip(asked, given[locale], shown, strict=True):
        assert mine == [(row[0], row[5]) for row in theirs], each["query"]
    first = [each for each, mine in zip(asked, given[locale], strict=True) if mine and f"{mine[0][0]}.md" == each["article"]]
    # Twenty questions are the promise; the others come among the first three.
    assert len(first) >= 40
