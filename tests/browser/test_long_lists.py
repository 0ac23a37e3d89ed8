"""A reader finds an article in a long list by typing some letters of its title, on a server and from a folder without one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.command import run_kbgen


@pytest.fixture(scope="module", params=["server", "folder"])
def place(request: pytest.FixtureRequest, lists: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "folder":
        copy = tmp_path_factory.mktemp("copy") / "help"
        run_kbgen("build", "-q", "--offline", copy, "-f", lists / "mkdocs.yml")
        yield f"{copy.as_uri()}/%s/index.html"
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(lists / "site")))
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/%s/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        yield context.new_page()


def test_typing_looks_through_all_pages_of_a_list(reader: Page, place: str) -> None:
    reader.goto(place % "fa/big")
    box, found = reader.locator("#kb-finder"), reader.locator(".kb-titles:visible a")
    expect(box).to_be_visible()
    box.fill("HON")
    expect(found).to_have_text(["Honey 7"])
    expect(reader.locator(".kb-pager")).to_be_hidden()
    expect(reader.locator(".kb-finder [role=status]")).to_have_text("۱ نتیجه")
    box.fill("باد")
    expect(found).to_have_text(["باد 1"])
    box.fill("nowhere")
    expect(reader.locator(".kb-finder [role=status]")).to_have_text("هیچ عنوانی در این فهرست این حرف‌ها را ندارد.")
    box.fill("")
    expect(found).to_have_count(5)
    expect(reader.locator(".kb-pager")).to_be_visible()
    box.fill("honey")
    expect(found).to_have_text(["Honey 7"])
    found.click()
    expect(reader.locator("h1")).to_contain_text("Honey 7")


def test_a_letter_leads_to_its_first_title(reader: Page, place: str) -> None:
    reader.goto(place % "en/big")
    reader.locator(".kb-letters a", has_text="H").click()
    expect(reader.locator("h2", has_text="H")).to_be_in_viewport()
    assert reader.url.endswith("/en/big/page-3.html#letter-H")
    reader.locator(".kb-pager a[rel=prev]").click()
    expect(reader.locator(".kb-pager p")).to_have_text("Page 2 of 3")
