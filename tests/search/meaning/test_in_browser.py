"""The second opinion in a real browser, with the real collector: it moves what nobody is about to press, and is not waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.staticfiles import StaticFiles

from kbgen.collect.http.app import Collector, collector, create_app
from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.collect.settings import CollectorSettings
from kbgen.search.answering.searcher import Searcher
from kbgen.search.meaning.keep import keep_vectors
from kbgen.search.meaning.model import Model
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import open_store
from tests import plain
from tests.search.meaning.conftest import QUERIES

# The page waits 300 ms for an opinion; a busy test machine may need longer.
PATIENT = """const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (time) => timeout(time === 300 ? 60000 : time);"""


@dataclass
class Running:
    """A site with its collector."""

    server: RunningServer
    parts: Collector

    def events(self, kind: str) -> list[dict[str, Any]]:
        with self.parts.store.snapshot() as snapshot:
            return [record for record in entries(snapshot, 0, FOREVER) if record["kind"] == kind]


@pytest.fixture
def serve(project: Path, model: Model, tmp_path: Path) -> Iterator[Callable[[Path | None], Running]]:
    """Serve the site with a collector that knows meanings, or not."""
    started: list[Running] = []

    def start(vectors: Path | None) -> Running:
        if vectors:
            keep_vectors(project / "site", vectors, model)
        store = open_store(str(tmp_path / f"kb{len(started)}.db"))
        parts = collector(store, project / "site" / "kbgen-manifest.json", CollectorSettings(vectors=vectors))
        server = serve_in_thread(create_app(parts, StaticFiles(directory=project / "site", html=True)))
        started.append(Running(server, parts))
        return started[-1]

    yield start
    for running in started:
        running.server.stop()
        running.parts.store.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A page that waits for opinions as long as it takes."""
    context = chromium.new_context()
    context.add_init_script(PATIENT)
    yield context.new_page()
    context.close()


def titles(page: Page, place: str) -> list[str]:
    return page.locator(f"{place} .kb-hit__title").all_inner_texts()


@pytest.mark.parametrize("locale", QUERIES)
def test_the_list_below_the_box_takes_the_order_of_meanings(serve, tab: Page, tmp_path: Path, project: Path, locale: str) -> None:
    running = serve(tmp_path / "vectors")
    power = next(r.title for r in Searcher(project / "site" / "search" / locale).search(QUERIES[locale]) if r.article == "power")
    tab.goto(f"{running.server.url}/{locale}/printer/")
    with tab.expect_response("**/opinion") as answered:
        tab.locator(".kb-search input[type=search]").first.fill(QUERIES[locale])
    assert answered.value.status == 200
    expect(tab.locator(".kb-suggest .kb-hit__title").first).to_have_text(power, timeout=60_000)
    with tab.expect_response("**/_kb/events"):
        tab.locator(".kb-suggest .kb-hit").first.click()
    tab.wait_for_url("**/power/*")
    (opened,) = running.events("open")
    assert (opened["article"], opened["rank"], opened["channel"]) == ("power", 1, "meaning")


def test_the_search_page_takes_it_too(serve, tab: Page, tmp_path: Path) -> None:
    running = serve(tmp_path / "vectors")
    tab.goto(f"{running.server.url}/en/search/?q={QUERIES['en']}")
    expect(tab.locator(".kb-results__list .kb-hit__title").first).to_have_text("The screen does not turn on", timeout=60_000)
    expect(tab.locator(".kb-results__status")).to_have_text("2 results")


def test_what_a_reader_is_about_to_press_stays(serve, tab: Page, tmp_path: Path) -> None:
    running = serve(tmp_path / "vectors")
    tab.goto(f"{running.server.url}/en/printer/")
    box = tab.locator(".kb-search input[type=search]").first
    held = []
    tab.route("**/opinion", lambda route: held.append(route))
    with tab.expect_request("**/opinion"):
        box.fill(QUERIES["en"])
    expect(tab.locator(".kb-suggest .kb-hit")).to_have_count(2)
    before = titles(tab, ".kb-suggest")
    box.press("ArrowDown")
    with tab.expect_response("**/opinion"):
        held[0].continue_()
    tab.wait_for_timeout(300)
    assert titles(tab, ".kb-suggest") == before
    assert tab.locator('.kb-suggest [aria-selected="true"]').count() == 1


def test_without_an_opinion_nothing_is_missed_and_nobody_asks_again(serve, tab: Page) -> None:
    running = serve(None)
    tab.goto(f"{running.server.url}/en/printer/")
    asked = []
    tab.on("request", lambda request: asked.append(request.url) if request.url.endswith("/opinion") else None)
    box = tab.locator(".kb-search input[type=search]").first
    with tab.expect_response("**/opinion") as answered:
        box.fill(QUERIES["en"])
    assert answered.value.status == 503
    expect(tab.locator(".kb-suggest .kb-hit__title").first).to_have_text("Dark screen colours")
    box.fill("choose dark colours")
    tab.wait_for_timeout(500)
    assert len(asked) == 1


def test_the_collector_takes_only_what_it_knows_and_stores_nothing(serve, tmp_path: Path, project: Path) -> None:
    running = serve(tmp_path / "vectors")

    def ask(locale: str, body: Any, **headers: str) -> httpx.Response:
        address = f"{running.server.url}/_kb/{locale}/opinion"
        return plain.post(address, json=body, headers={"Origin": running.server.url} | headers)

    good = ask("en", {"query": QUERIES["en"]})
    searcher = Searcher(project / "site" / "search" / "en")
    assert good.json()["version"] == searcher.version
    assert [searcher.result(number, 0).article for number in good.json()["order"]] == ["power", "dark"]
    assert good.headers["cache-control"] == "no-store"
    assert ask("xx", {"query": "a b"}).status_code == 404
    assert ask("en", {"query": 1}).status_code == 400
    assert ask("en", {}).status_code == 400
    assert ask("en", {"query": "a" * 201}).status_code == 400
    assert ask("en", {"query": "a b"}, Origin="https://elsewhere.example").status_code == 403
    assert ask("en", {"query": "qqxx zzyy"}).json()["order"] == []
    with running.parts.store.snapshot() as snapshot:
        assert list(entries(snapshot, 0, FOREVER)) == []
