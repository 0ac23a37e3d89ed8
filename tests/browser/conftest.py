"""A small real site with its collector, and a real browser in front of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.staticfiles import StaticFiles

from kbgen import config
from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.collect.limits import Rate
from kbgen.collect.settings import CollectorSettings
from kbgen.site.build import build
from kbgen.site.result import BuildOptions
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import Store, open_store
from tests.sites import Once

MKDOCS = """
site_name: Help
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      front_matter: lenient
      locales: {en: English, fa: {name: فارسی, calendar: persian}, ar: العربية}
      contact:
        time_zone: Asia/Tehran
        hours: {sat-wed: 08:00-16:00, thu: 08:00-12:00}
        holidays: [2026-11-25]
        mail: help@example.com
        phone: +98 21 1234 5678
"""
ARTICLES = {
    "en": ("Set up a printer", "Plug the printer in and switch it on."),
    "fa": ("راه‌اندازی چاپگر", "چاپگر را وصل و روشن کنید."),
    "ar": ("إعداد الطابعة", "صِل الطابعة وشغّلها."),
}

# The limit only ends a test that would hang; on a busy machine what comes can take longer than the usual 5 s.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def feedback_site(once: Once) -> Path:
    """The folder of a built site in three languages, with ways to a person."""
    return once("feedback", _build_feedback_site) / "site"


def _build_feedback_site(root: Path) -> None:
    for locale, (title, text) in ARTICLES.items():
        guides = root / "content" / locale / "guides"
        guides.mkdir(parents=True)
        (guides.parent / "index.md").write_text("---\ntitle: Home\n---\n")
        (guides / "index.md").write_text("---\ntitle: Guides\n---\n")
        long = f"\n\n{text}" * 60
        (guides / "set-up.md").write_text(f"---\ntitle: {title}\nkind: guide\n---\n{text}\n\n## 1{long}\n", "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    build(config.load(root / "mkdocs.yml"), BuildOptions(jobs=1))


@dataclass
class Help:
    """A running site with its collector. `address` gives the address of an article."""

    server: RunningServer
    store: Store

    def address(self, locale: str, path: str = "guides/set-up/") -> str:
        return f"{self.server.url}/{locale}/{path}"

    def records(self, kind: str = "") -> list[dict[str, Any]]:
        with self.store.snapshot() as snapshot:
            return [record for record in entries(snapshot, 0, FOREVER) if not kind or record["kind"] == kind]

    def votes(self, page: Page, *keys: str, until: list[tuple[Any, ...]]) -> None:
        """Wait until these are the values of `keys` of all votes, which the page sends while the reader goes on."""
        wait_until(page, lambda: [tuple(vote[key] for key in keys) for vote in self.records("vote")], until)


def wait_until(page: Page, asked: Callable[[], object], wanted: object) -> None:
    """Ask again and again, while the page works on; the limit only ends a test that would hang."""
    end = time.monotonic() + 60
    while (found := asked()) != wanted:
        assert time.monotonic() < end, found
        page.wait_for_timeout(20)


@pytest.fixture
def help_center(feedback_site: Path, tmp_path: Path) -> Iterator[Help]:
    """The site and an empty database of its own."""
    store = open_store(str(tmp_path / "kb.db"))
    unlimited = Rate(1e9, 1e9)
    parts = collector(
        store, feedback_site / "kbgen-manifest.json", CollectorSettings(address_rate=unlimited, global_rate=unlimited)
    )
    server = serve_in_thread(create_app(parts, StaticFiles(directory=feedback_site, html=True)))
    yield Help(server, store)
    server.stop()
    store.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser contexts with options of Playwright's own."""
    opened: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        opened.append(chromium.new_context(**options))
        opened[-1].set_default_timeout(60_000)
        return opened[-1]

    yield new
    for one in opened:
        one.close()


@pytest.fixture
def reader(context: Callable[..., BrowserContext]) -> Page:
    """A page in a browser as most readers have it."""
    return context().new_page()


class LanternHandler(SimpleHTTPRequestHandler):
    """Serves the site below `/lantern/`, as its `site_url` says; what is not there gets the locale's 404 page."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/lantern") if path.startswith("/lantern/") else "/nowhere")

    def send_error(self, code: int, *args: object) -> None:
        locale = self.path.split("/")[2] if self.path.count("/") > 2 else "en"
        page = Path(self.directory) / locale / "404.html"
        body = page.read_bytes() if page.exists() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Takes what the page tells the collector."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def lantern_address(lantern: Path) -> Iterator[str]:
    """Where the scenario that uses everything is served for this run; it ends with `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(LanternHandler, directory=str(lantern)))
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/lantern/"
    server.shutdown()
