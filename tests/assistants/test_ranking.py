"""Assistants get what readers get: on every query of the manual's own tests, in the order of the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from benchmarks.chromium import served
from tests.assistants.conftest import ROOT, over_streams, run
from tests.browser.test_search import ANSWER

QUERIES = yaml.safe_load((ROOT / "content" / "search-tests.yml").read_text("utf-8"))


@pytest.mark.parametrize("locale", ["en", "fa", "ar"])
def test_assistants_get_the_order_of_the_browser(chromium: Browser, manual: Path, locale: str) -> None:
    asked = [each for each in QUERIES if each["locale"] == locale]

    async def talk() -> list[list[tuple[str, float]]]:
        found = []
        async with over_streams(manual) as session:
            for each in asked:
                answer = await session.call_tool("search", {"query": each["query"], "locale": locale, "limit": 10})
                found.append([(row["article"], row["score"]) for row in answer.structured_content["results"]])
        return found

    given = run(talk)
    with served(manual) as address:
        page = chromium.new_page()
        page.goto(address)
        # The site's own script, whose name changes with its content.
        (script,) = (manual / "assets" / "javascripts" / "search").glob("searcher.*.js")
        shown = page.evaluate(ANSWER.replace("searcher.js", script.name), [locale, [each["query"] for each in asked]])
    for each, mine, (_, theirs) in zip(asked, given, shown, strict=True):
        assert mine == [(row[0], row[5]) for row in theirs], each["query"]
    first = [each for each, mine in zip(asked, given, strict=True) if mine and f"{mine[0][0]}.md" == each["article"]]
    # Twenty questions are the promise; the others come among the first three.
    assert len(first) >= 40
