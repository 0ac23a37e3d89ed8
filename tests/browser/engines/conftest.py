"""A help center with its collector, and the two engines that many readers have beside Chromium's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.server import serve_in_thread
from kbgen.collect.limits import Rate
from kbgen.collect.settings import CollectorSettings
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import Store, open_store
from tests import needs
from tests.browser.engines.firefox import FirefoxWindow, firefox
from tests.browser.engines.webkit import webkit
from tests.browser.engines.window import Window

ENGINES = [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("firefox", "webkit")]
# A reader who refuses cookies refuses all that a page could keep; and one who likes the dark tells the system.
REFUSING = {"network.cookie.cookieBehavior": 2, "ui.systemUsesDarkTheme": 1}


@pytest.fixture(scope="package", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Window]:
    """One window of each engine for all tests: each test's help center has an address of its own, for which nothing is kept yet."""
    with ExitStack() as stack:
        if request.param == "firefox":
            yield stack.enter_context(firefox(str(needs.firefox())))
        else:
            yield stack.enter_context(webkit(*map(str, needs.webkit())))


@pytest.fixture
def window(engine: Window) -> Iterator[Window]:
    """That window, which shows nothing once the test is over: a page whose server has gone would still be drawn."""
    yield engine
    engine.open("about:blank")


@pytest.fixture(scope="package")
def refusing() -> Iterator[FirefoxWindow]:
    """A Firefox whose reader refuses cookies, and with them all storage, on a device set to dark."""
    with firefox(str(needs.firefox()), REFUSING) as window:
        yield window


@dataclass
class Line:
    """What lies between a reader and a site: it remembers what was asked for, and can fail. `failing` maps a part of a path to how
    many more times it does not arrive."""

    app: ASGIApp
    asked: list[str] = field(default_factory=list)
    failing: dict[str, int] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = str(scope["path"])
            self.asked.append(path)
            for part, left in self.failing.items():
                if part in path and left:
                    self.failing[part] -= 1
                    return await PlainTextResponse("Out of order", 503)(scope, receive, send)
        return await self.app(scope, receive, send)


@dataclass
class Help:
    """A help center. `url` ends with a slash."""

    url: str
    line: Line
    store: Store

    def votes(self) -> list[dict[str, Any]]:
        """What readers said, the first first."""
        with self.store.snapshot() as snapshot:
            return [record for record in entries(snapshot, 0, FOREVER) if record["kind"] == "vote"]


@pytest.fixture
def help_center(tmp_path: Path) -> Iterator[Callable[[Path], Help]]:
    """Start the help center of a built site, with an empty database and an address of its own."""
    with ExitStack() as stack:

        def start(site: Path) -> Help:
            store = open_store(str(tmp_path / "kb.db"))
            stack.callback(store.close)
            unlimited = Rate(1e9, 1e9)
            parts = collector(store, site / "kbgen-manifest.json", CollectorSettings(address_rate=unlimited, global_rate=unlimited))
            line = Line(create_app(parts, StaticFiles(directory=site, html=True)))
            server = serve_in_thread(line)
            stack.callback(server.stop)
            return Help(f"{server.url}/", line, store)

        yield start


@pytest.fixture
def site(help_center: Callable[[Path], Help], lantern: Path) -> Help:
    """The help center that uses everything."""
    return help_center(lantern)
