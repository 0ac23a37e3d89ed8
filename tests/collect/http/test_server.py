"""Requests whose head never ends: cut off by size and by time, and nobody else suffers."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from kbgen.collect.http.server import Connection, serve_in_thread
from tests import plain


class Impatient(Connection):
    """Waits for a request's head for one second: less, and a busy machine has not sent a whole one by then."""

    head_seconds = 1.0


def _head(address: str, first: bytes, more: bytes = b"", times: int = 0) -> bytes:
    """Send a head that does not end; returns all that was answered until the connection was closed."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        try:
            for part in [first, *[more] * times]:
                connection.sendall(part)
        except OSError:
            pass  # closed on us meanwhile: what was answered may still be read
        received = b""
        try:
            while part := connection.recv(4096):
                received += part
        except ConnectionResetError:
            pass
        return received


@pytest.mark.parametrize(
    ("first", "more"),
    [(b"GET /", b"a" * 1000), (b"GET / HTTP/1.1\r\nX: ", b"a" * 1000), (b"GET / HTTP/1.1\r\n", b"x: y\r\n" * 200)],
    ids=["address", "one header", "many headers"],
)
def test_head_without_end_is_cut_off(run: Any, first: bytes, more: bytes) -> None:
    running = run()
    # The client may see a reset instead of the answer, since what it went on sending was never read.
    assert _head(running.server.url, first, more, 20_000)[:12] in {b"HTTP/1.1 431", b""}
    assert _head(running.server.url, first, more, 36)[:12] == b"HTTP/1.1 431"
    assert running.vote().status_code == 200


@pytest.fixture
def impatient() -> Iterator[str]:
    """The address of a server that waits for one second."""

    async def here(request: Request) -> PlainTextResponse:
        return PlainTextResponse("here")

    running = serve_in_thread(Starlette(routes=[Route("/", here)]), connection=Impatient)
    yield running.url
    running.stop()


TOO_LATE = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def test_head_that_is_never_finished_ends_at_its_deadline(impatient: str) -> None:
    assert _head(impatient, b"GET / HTTP/1.1\r\nHost: x\r\nX") == TOO_LATE


def test_connection_that_says_nothing_is_closed(impatient: str) -> None:
    assert _head(impatient, b"") == b""


def test_second_head_on_a_connection_has_its_deadline_too(impatient: str) -> None:
    answered = _head(impatient, WHOLE + WHOLE + b"GET / HTT")
    assert (answered.count(b" 200 "), answered.count(b" 408 ")) == (2, 1)


def test_connection_that_rests_between_requests_stays_open(impatient: str) -> None:
    with plain.Client(base_url=impatient) as client:
        for _ in range(2):
            assert client.get("/").text == "here"
            time.sleep(1.5)


def test_connections_leave_files_for_the_collector_itself() -> None:
    # A limit that a process lowered it cannot raise again: a process of its own, from the highest on.
    code = (
        "import resource; from kbgen.collect.http.server import allow_files\n"
        "for files in (1024, 100, 50, 30):\n"
        "    resource.setrlimit(resource.RLIMIT_NOFILE, (16, files))\n"
        "    print(allow_files(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split("\n") == ["738 1024", "45 100", "8 50", "8 30", ""]
