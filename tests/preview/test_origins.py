"""Which pages of other origins may read a preview, in which drafts are, and write to it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import plain
from tests.preview.conftest import Serve

APPLICATION, STRANGER = "http://localhost:3000", "https://stranger.example"
ALLOWED = "Access-Control-Allow-Origin"


@pytest.fixture
def running(scenario: Any) -> Iterator[Serve]:
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]
    project: Path = scenario("lantern")
    served = Serve(project, "--origin", APPLICATION, port=port)
    yield served
    served.end()


def test_an_application_that_was_named_reads_and_writes_and_no_other_page_does(running: Serve) -> None:
    view = {"events": [{"kind": "view", "article": "start/set-up", "locale": "en"}]}

    def allowed(path: str, origin: str) -> str | None:
        return plain.get(running.url + path, headers={"Origin": origin}).headers.get(ALLOWED)

    def stored(origin: str) -> int:
        return plain.post(f"{running.url}/_kb/events", json=view, headers={"Origin": origin}).status_code

    for path in ("/kb-help.js", "/en/in-app.json", "/en/start/set-up/"):
        assert allowed(path, APPLICATION) == APPLICATION
        assert allowed(path, STRANGER) is None
    assert [stored(origin) for origin in (running.url, APPLICATION, STRANGER)] == [200, 200, 403]


def test_without_a_name_nobody_else_reads(serve: tuple[Path, str]) -> None:
    _, url = serve
    assert ALLOWED not in plain.get(f"{url}/kb-help.js", headers={"Origin": APPLICATION}).headers
