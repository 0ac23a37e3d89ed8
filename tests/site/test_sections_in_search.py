"""The text that a folder's `index.md` has of its own is found as an article is, read by programs, and clicks on it are counted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect
from starlette.staticfiles import StaticFiles

from kbgen.assistants.tools import TOOLS, Desk
from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.server import serve_in_thread
from kbgen.collect.settings import CollectorSettings
from kbgen.manifest import FILE
from kbgen.report.read.site import find_site
from kbgen.search.answering.searcher import Searcher
from kbgen.search.answering.site_search import SiteSearch
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import Store, open_store
from tests import plain
from tests.browser.conftest import wait_until
from tests.command import run_kbgen

FILES: dict[str, str | bytes] = {
    "en/index.md": "# Help\n",
    "en/guides/index.md": "# Guides\n\nFirst unpack the theodolite.\n\n## Levelling the tripod\n\nTurn the brass screws.",
    "en/guides/lamp.md": "# Lamp\n\nIt shines.\n",
    "en/empty/index.md": "---\ntitle: Quokka corner\n---\n",
    "en/empty/kite.md": "# Kite\n\nIt flies.\n",
    "en/planned/index.md": "---\ntitle: Soon\ndraft: true\n---\n\nAn okapi waits.\n",
    "en/planned/sail.md": "# Sail\n\nIt is white.\n",
    "fa/index.md": "# راهنما\n",
    "fa/guides/lamp.md": "# چراغ\n\nمی‌تابد.\n",
}


@pytest.fixture
def site(small: Callable[..., Path]) -> Path:
    config = small(FILES, locales="{en: English, fa: فارسی}")
    run_kbgen("build", "-q", "-f", config)
    return config.parent / "site"


def found(site: Path, query: str, locale: str = "en") -> list[tuple[str, str, str]]:
    results = Searcher(site / "search" / locale).search(query)
    return [(each.article, each.url, each.kind) for each in results]


def test_a_sections_own_words_are_found_with_their_heading(site: Path) -> None:
    assert found(site, "theodolite") == [("guides/index", "en/guides/", "section")]
    row = SiteSearch(site).answer("en", "brass screws")["results"][0]
    assert (row["title"], row["heading"], row["anchor"], row["section"]) == (
        "Guides",
        "Levelling the tripod",
        "levelling-the-tripod",
        "guides",
    )
    # In a language that has no such text it is shown as it is, and found so.
    assert found(site, "theodolite", "fa") == [("guides/index", "fa/guides/", "section")]


def test_a_section_without_text_or_not_yet_public_adds_nothing(site: Path) -> None:
    assert found(site, "quokka") == found(site, "okapi") == []
    paths = [section["path"] for section in json.loads((site / FILE).read_bytes())["sections"] if section["locale"] == "en"]
    assert "guides/index.md" in paths
    assert not {"empty/index.md", "planned/index.md"} & set(paths)


def test_an_edited_section_is_found_by_its_new_words_and_a_new_one_at_once(site: Path) -> None:
    content = site.parent / "content" / "en"
    (content / "guides" / "index.md").write_text("# Guides\n\nUnpack the sextant.\n", "utf-8")
    run_kbgen("build", "-q", "-f", site.parent / "mkdocs.yml")
    assert found(site, "theodolite") == []
    assert [each[0] for each in found(site, "sextant")] == ["guides/index"]
    (content / "empty" / "index.md").write_text("---\ntitle: Corner\n---\n\nA numbat sleeps.\n", "utf-8")
    (content / "guides" / "index.md").write_text("---\ntitle: Guides\n---\n", "utf-8")
    run_kbgen("build", "-q", "-f", site.parent / "mkdocs.yml")
    assert [each[0] for each in found(site, "numbat")] == ["empty/index"]
    assert found(site, "sextant") == []


def test_programs_read_a_sections_text(site: Path) -> None:
    copy = (site / "en" / "guides" / "index.md").read_text("utf-8")
    assert 'kind: "section"' in copy
    assert copy.replace("---\n\n# Guides", "", 1).count("theodolite") == 1
    assert copy in (site / "en" / "llms-full.txt").read_text("utf-8")
    assert "- [Guides](https://small.example.org/en/guides/index.md)" in (site / "en" / "llms.txt").read_text("utf-8").splitlines()
    assert not (site / "en" / "empty" / "index.md").exists()
    desk, tools = Desk(site), {tool.name: tool for tool in TOOLS}
    asked = {"locale": "en", "section": "", "offset": 0}
    for name in ("guides/index", "guides/index.md", "https://small.example.org/en/guides/", "en/guides/"):
        answer = tools["read"].answer(desk, asked | {"article": name})
        assert answer.data["address"] == "https://small.example.org/en/guides/"
        assert "theodolite" in answer.data["markdown"]
    hit = tools["search"].answer(desk, {"locale": "fa", "query": "theodolite", "limit": 3, "kind": "section", "section": ""})
    assert [(row["article"], row["language"]) for row in hit.data["results"]] == [("guides/index", "en")]


def test_a_check_knows_sections_that_searches_must_find(site: Path) -> None:
    tests = site.parent / "content" / "search-tests.yml"
    tests.write_text("- {query: theodolite, locale: en, article: guides/index.md, first: 1}\n", "utf-8")
    for _ in range(2):
        assert "search-test" not in run_kbgen("check", "-f", site.parent / "mkdocs.yml", expect=None).said


@pytest.fixture
def running(site: Path, tmp_path: Path) -> Iterator[tuple[str, Store]]:
    """The address of the site with its collector, and the database of that."""
    store = open_store(str(tmp_path / "kb.db"))
    parts = collector(store, site / FILE, CollectorSettings())
    server = serve_in_thread(create_app(parts, StaticFiles(directory=site, html=True)))
    yield server.url, store
    server.stop()
    store.close()


def test_a_reader_is_led_to_the_place_in_a_section_and_reports_know_it(
    chromium: Browser, site: Path, running: tuple[str, Store]
) -> None:
    url, store = running

    def opened() -> list[tuple[object, ...]]:
        with store.snapshot() as snapshot:
            found = [record for record in entries(snapshot, 0, FOREVER) if record["kind"] == "open"]
        return [(record["article"], record["query"], record["language"]) for record in found]

    page = chromium.new_page()
    page.goto(f"{url}/en/search/?q=brass+screws")
    hit = page.locator(".kb-results__list .kb-hit")
    expect(hit.locator(".kb-hit__title")).to_have_text("Guides")
    expect(hit.locator(".kb-hit__place")).to_have_text("Section")
    expect(hit.locator(".kb-hit__heading")).to_have_text("Levelling the tripod")
    hit.click()
    page.wait_for_url("**/en/guides/#levelling-the-tripod")
    wait_until(page, opened, [("guides/index", "brass screws", "en")])
    page.close()
    without_scripts = BeautifulSoup(plain.get(f"{url}/_kb/en/search/", params={"q": "theodolite"}).text, "html.parser")
    assert [link["href"] for link in without_scripts.select(".kb-results__list .kb-hit")] == ["../../en/guides/"]
    vote = {"article": "guides/index", "locale": "en", "helpful": True}
    assert plain.post(f"{url}/_kb/votes", json=vote, headers={"Origin": url}).status_code == 404
    with store.snapshot() as snapshot:
        report = find_site(None, site, snapshot.read("articles_all"))
    assert report.facts("guides/index", "en").title == "Guides"
    assert ("guides/index", "en") not in report.articles
