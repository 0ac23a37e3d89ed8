"""Assistants over HTTP: the same answers, only under the server's own names, and only so often."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from kbgen.assistants.http import MAX_BODY, http_app
from kbgen.assistants.problems import Problems
from kbgen.assistants.server import make_server
from kbgen.assistants.tools import Desk
from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.collect.limits import Rate
from kbgen.collect.settings import CollectorSettings
from kbgen.store.export import FOREVER, entries
from kbgen.store.store import Store, open_store
from tests import plain
from tests.assistants.conftest import run
from tests.needs import MCP_CONFORMANCE

CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "contact", "arguments": {}}}
HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
Start = Callable[..., RunningServer]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "kb.db"))
    yield opened
    opened.close()


@pytest.fixture
def start(lamp: Path, store: Store) -> Iterator[Start]:
    """Start the server with rules of the collector's."""
    started = []

    def serve(hosts: tuple[str, ...] = (), **rules: Any) -> RunningServer:
        settings = CollectorSettings(**rules)
        problems = Problems(store, lamp, settings)
        server = make_server(Desk(lamp), problems)
        started.append(serve_in_thread(http_app(server, settings, time.monotonic, hosts, problems.guard)))
        return started[-1]

    yield serve
    for one in started:
        one.stop()


def records(store: Store) -> list[dict[str, Any]]:
    with store.snapshot() as snapshot:
        return list(entries(snapshot, 0, FOREVER))


def test_a_client_asks_and_reports_over_http(start: Start, store: Store) -> None:
    address = start().url

    async def talk() -> None:
        async with streamable_http_client(f"{address}/mcp") as streams, ClientSession(*streams[:2]) as session:
            await session.initialize()
            assert [tool.name for tool in (await session.list_tools()).tools][-1] == "report_problem"
            found = await session.call_tool("search", {"query": "تمیز", "locale": "fa"})
            assert found.structured_content["results"][0]["article"] == "care/clean"
            said = {"article": "fa/care/clean", "problem": "Step 2 is gone, write to me@example.com"}
            assert not (await session.call_tool("report_problem", said)).is_error

    run(talk)
    (event,) = records(store)
    assert (event["kind"], event["article"], event["locale"]) == ("problem", "care/clean", "fa")
    assert event["query"] == "Step 2 is gone, write to [email]"
    assert event["visit"]


def test_only_own_names_and_origins_are_answered(start: Start) -> None:
    address = start(hosts=("help.lamp.example",), origins=("https://chat.example",)).url
    tried = {
        (): 200,
        (("Host", "help.lamp.example"),): 200,
        (("Host", "evil.example"),): 421,
        (("Origin", "https://chat.example"),): 200,
        (("Origin", "https://evil.example"),): 403,
        (("Origin", "null"),): 403,
        (("Content-Type", "text/plain"),): 400,
    }
    for more, status in tried.items():
        answer = plain.post(f"{address}/mcp", json=CALL, headers=HEADERS | dict(more))
        assert answer.status_code == status, (more, answer.text)


def test_a_network_that_asks_too_much_waits(start: Start) -> None:
    address = start(address_rate=Rate(0.001, 3)).url
    codes = [plain.post(f"{address}/mcp", json=CALL, headers=HEADERS).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]


def test_a_proxy_is_believed_about_who_asks(start: Start) -> None:
    address = start(address_rate=Rate(0.001, 1)).url
    codes = [
        plain.post(f"{address}/mcp", json=CALL, headers=HEADERS | {"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in (1, 2, 1)
    ]
    assert codes == [200, 200, 429]


def test_problems_have_the_days_limit_of_a_network(start: Start, store: Store) -> None:
    address = start(network_day=2).url
    report = {"name": "report_problem", "arguments": {"article": "care/clean", "problem": "It is wrong"}}
    answers = [
        plain.post(f"{address}/mcp", json=CALL | {"params": report}, headers=HEADERS).json()["result"].get("isError", False)
        for _ in range(4)
    ]
    assert answers == [False, False, True, True]
    assert len(records(store)) == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[" * 10_000, 400),
        (b'{"jsonrpc": "2.0", "id": 1}', 400),
        (b"\xff\xfe", 400),
        (b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "' + b"x" * MAX_BODY + b'"}}', 413),
    ],
)
def test_bad_requests_are_refused_and_the_server_goes_on(start: Start, body: bytes, status: int) -> None:
    address = start().url
    assert plain.post(f"{address}/mcp", content=body, headers=HEADERS).status_code == status
    assert plain.post(f"{address}/mcp", json=CALL, headers=HEADERS).status_code == 200


@pytest.mark.needs("mcp-conformance")
def test_the_protocols_own_suite_finds_what_it_asks_of_every_server(start: Start, tmp_path: Path) -> None:
    expected = Path(__file__).with_name("conformance.yml")
    # The suite asks faster than one address may.
    address = start(address_rate=Rate(1000, 1000)).url
    asked = ["server", "--suite", "all", "--url", f"{address}/mcp", "--expected-failures", str(expected)]
    ran = subprocess.run([MCP_CONFORMANCE, *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr
    for scenario in ("server-initialize", "ping", "tools-list", "resources-list", "tools-call-error"):
        assert f"✓ {scenario}: 1 passed, 0 failed" in ran.stdout
    assert "✓ dns-rebinding-protection: 2 passed, 0 failed" in ran.stdout
