"""The collector in a thread, with clocks and rules that a test chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from kbgen.collect.clock import Clock
from kbgen.collect.http.app import Collector, collector, create_app
from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.collect.limits import Rate
from kbgen.collect.settings import CollectorSettings
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import Store, open_store
from tests import plain

NO_LIMIT = Rate(1e9, 1e9)


@dataclass
class Running:
    """A collector that answers, and its store."""

    parts: Collector
    server: RunningServer
    client: httpx.Client

    @property
    def store(self) -> Store:
        return self.parts.store

    def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return self.client.post(path, json=body, headers={"Origin": self.server.url} | headers)

    def vote(self, helpful: bool | None = True, address: str = "203.0.113.7", **more: Any) -> httpx.Response:
        body = {"article": "guides/set-up", "locale": "fa", "helpful": helpful, **more}
        return self.post("/_kb/votes", body, **{"X-Forwarded-For": address})

    def records(self) -> list[dict[str, Any]]:
        with self.store.snapshot() as snapshot:
            return list(entries(snapshot, 0, FOREVER))


Run = Callable[..., Running]


@pytest.fixture
def run(tmp_path: Path, publish: Callable[..., Path]) -> Iterator[Run]:
    """Start a collector in a thread."""
    started: list[Running] = []

    def start(
        database: str = "", rules: CollectorSettings | None = None, clock: Clock | None = None, site: ASGIApp | None = None
    ) -> Running:
        store = open_store(database or str(tmp_path / "kb.db"))
        rules = rules or CollectorSettings(address_rate=NO_LIMIT, global_rate=NO_LIMIT, poll_seconds=0.05)
        parts = collector(store, publish(), rules, clock)
        server = serve_in_thread(create_app(parts, site))
        headers = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}
        started.append(Running(parts, server, plain.Client(base_url=server.url, headers=headers, timeout=30)))
        return started[-1]

    yield start
    for one in started:
        one.client.close()
        one.server.stop()
        one.store.close()
