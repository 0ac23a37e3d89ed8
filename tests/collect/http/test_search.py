"""Searches of readers without scripts and of programs, and the order by meaning: what is known is answered, nothing is stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from kbgen.collect.http.app import MOST_ASKED
from kbgen.collect.settings import CollectorSettings
from kbgen.search.analysis import analyse
from kbgen.search.answering.searcher import Searcher
from kbgen.search.indexing.index import build_index
from kbgen.search.synonyms import load_synonyms
from tests.collect.conftest import NO_LIMIT
from tests.search.conftest import small_documents

PAGE = """<!doctype html><html><head><title>Search</title></head><body><a href="#top">Top</a>
<input id="kb-q" name="q"><div class="kb-results" data-kb-results></div><section class="kb-index" data-kb-index>All</section>
<script type="application/json" id="kb-config">{"strings": "strings.json", "numbers": "en-u-nu-latn"}</script></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A search page and its index, beside the manifest."""
    folder = tmp_path / "site"
    synonyms, _ = load_synonyms("en")
    build_index([analyse(document, synonyms) for document in small_documents("en")], "en", synonyms, folder)
    (folder / "en" / "search").mkdir(parents=True)
    (folder / "en" / "search" / "index.html").write_text(PAGE, "utf-8")
    (folder / "strings.json").write_text('{"{n} result": {"one": "{n} article", "other": "{n} articles"}}', "utf-8")
    return folder


def asked(running: Any, query: str) -> BeautifulSoup:
    answer = running.client.get("/_kb/en/search/", params={"q": query})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return BeautifulSoup(answer.text, "html.parser")


def test_a_search_page_is_filled_with_what_is_found(run: Any, site: Path) -> None:
    running = run()
    page = asked(running, 'get "refund"')
    assert [hit.get_text() for hit in page.select(".kb-hit__title")] == ["Get a refund"]
    assert page.select_one(".kb-hit")["href"] == "../../en/orders/refund/"
    assert page.select_one(".kb-results__status").get_text() == "1 article"
    assert page.select_one("#kb-q")["value"] == 'get "refund"'
    assert page.select_one("[data-kb-index]").has_attr("hidden")
    assert {mark.get_text().lower() for mark in page.select("mark")} >= {"refund"}
    page = asked(running, "parcel")
    assert page.select_one(".kb-results__status").get_text() == "2 articles"
    assert page.select_one(".kb-hit")["href"].endswith("/#steps")
    assert running.records() == []


def test_another_reading_of_a_search_is_told_and_what_is_not_found_too(run: Any, site: Path) -> None:
    running = run()
    page = asked(running, " passwrod ")
    assert page.select_one(".kb-results__note").get_text() == "Showing results for “password” instead of “passwrod”."
    page = asked(running, "<b>zzyyxx")
    assert page.select_one(".kb-results__status").get_text() == "Nothing found for “<b>zzyyxx”."
    assert not page.select("li")
    assert not page.select_one("[data-kb-index]").has_attr("hidden")
    # What begins as it does is shown instead.
    page = asked(running, "refundzzyyxx")
    assert page.select_one(".kb-results__note").get_text() == "The nearest articles:"
    assert page.select(".kb-hit__title")[0].get_text() == "Get a refund"


def test_a_page_that_cannot_be_filled_is_shown_as_it_was_built(run: Any, site: Path) -> None:
    running = run()
    assert not asked(running, "  ").select("li")
    (site / "strings.json").unlink()
    page = asked(running, "refund")
    assert not page.select("li")
    assert page.select_one("[data-kb-index]").get_text() == "All"


def test_a_program_gets_the_same_as_json(run: Any, site: Path) -> None:
    answer = run().client.get("/_kb/en/search/", params={"q": "refund"}, headers={"Accept": "application/json"})
    assert answer.headers["cache-control"] == "no-store"
    assert [found["article"] for found in answer.json()["results"]] == ["orders/refund"]


def test_what_is_not_there_is_said(run: Any, site: Path) -> None:
    running = run()
    # A locale that the site has not, and one without a search page.
    for locale in ("xx", "fa"):
        answer = running.client.get(f"/_kb/{locale}/search/", params={"q": "a"})
        assert (answer.status_code, answer.json()["error"]["status"]) == (404, 404)
    assert running.post("/_kb/xx/opinion", {"query": "a b"}).status_code == 404
    assert running.post("/_kb/en/opinion", {"query": 1}).status_code == 400
    # Nobody prepared one; asking often changes nothing.
    assert {running.post("/_kb/en/opinion", {"query": "a b"}).status_code for _ in range(10)} == {503}
    assert running.records() == []


def test_an_order_without_vectors_is_that_of_words_and_faults_take_nobodys_place(run: Any, site: Path, tmp_path: Path) -> None:
    running = run(rules=CollectorSettings(address_rate=NO_LIMIT, global_rate=NO_LIMIT, vectors=tmp_path / "vectors"))
    searcher = Searcher(site / "search" / "en")
    wanted = {"version": searcher.version, "order": [result.number for result in searcher.search("parcel")]}
    assert len(wanted["order"]) == 2
    assert running.post("/_kb/en/opinion", {"query": "parcel"}).json() == wanted
    # There is no index of this locale. So many may wait at once.
    for _ in range(MOST_ASKED + 1):
        assert running.post("/_kb/fa/opinion", {"query": "parcel"}).status_code == 503
    assert running.post("/_kb/en/opinion", {"query": "parcel"}).json() == wanted
    assert running.parts.asked == 0
