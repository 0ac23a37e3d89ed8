"""Clients that never end, too few files, and names that are somebody else's: the collector goes on answering its readers."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest


def _connect(url: str) -> socket.socket:
    host, port = url.removeprefix("http://").split(":")
    found = socket.create_connection((host, int(port)))
    found.settimeout(30)
    return found


def _read_to_the_end(connection: socket.socket) -> bytes:
    """All until the other side closes; a connection that stays open ends the test by its time-out."""
    found = b""
    while piece := connection.recv(65_536):
        found += piece
    return found


def _send_for_ever(client: socket.socket, piece: bytes) -> None:
    for _ in range(10_000):
        client.sendall(piece)


def _memory(number: int) -> int:
    pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_a_connection_whose_request_was_answered_early_is_closed(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    with _connect(collector.url) as client:
        client.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000000\r\n\r\nx")
        assert _read_to_the_end(client).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("piece", [b"x-trailer: " + b"a" * 4000 + b"\r\n", b"1;" + b"e" * 4000 + b"\r\n{\r\n"])
def test_trailers_and_extensions_without_end_are_cut_off(start_collector: Any, tmp_path: Path, piece: bytes) -> None:
    collector = start_collector(tmp_path / "kb.db")
    before = _memory(collector.process.pid)
    with _connect(collector.url) as client:
        client.sendall(b"POST /_kb/votes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
        if piece.startswith(b"x"):
            client.sendall(b"2\r\n{}\r\n0\r\n")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            _send_for_ever(client, piece)
    assert _memory(collector.process.pid) - before < 30_000_000
    assert collector.vote().status_code == 200


def test_a_thousand_silent_clients_do_not_keep_readers_out(start_collector: Any, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    collector = start_collector(tmp_path / "kb.db")
    try:
        silent = [_connect(collector.url) for _ in range(1100)]
        assert collector.vote().status_code == 200
        for one in silent:
            one.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.fixture
def few_files(tmp_path: Path, publish: Callable[..., Path]) -> Iterator[tuple[str, Path]]:
    """A collector that may open 64 files: its address and its log."""
    site, log = publish().parent, tmp_path / "log"
    command = [sys.executable, "-m", "kbgen", "collect", "--database", str(tmp_path / "kb.db"), "--site", str(site)]
    with log.open("w") as file:
        process = subprocess.Popen(
            [*command, "--port", "0", "--private-port", "0"],
            stderr=file,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
        )
    url = ""
    while not url and process.poll() is None:
        lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
        url = next((line["public"] for line in lines if line["event"] == "collecting"), "")
        time.sleep(0.05)
    assert url, log.read_text()
    yield url, log
    process.terminate()
    assert process.wait(30) == 0


def test_with_few_files_votes_are_stored_and_the_log_stays_short(few_files: tuple[str, Path]) -> None:
    url, log = few_files
    silent = [_connect(url) for _ in range(100)]
    body = json.dumps({"article": "guides/set-up", "locale": "fa", "helpful": True}).encode()
    headers = {"Content-Type": "application/json", "Origin": url, "User-Agent": "Mozilla/5.0"}
    with urlopen(Request(f"{url}/_kb/votes", body, headers), timeout=8) as answer:
        assert answer.status == 200
    for one in silent:
        one.close()
    assert log.stat().st_size < 20_000


# Path, name of the host, status. All are asked of one collector, which makes its report once.
NAMES = [
    ("/report/", "evil.example", 421),
    ("/report/report.json", "evil.example:8401", 421),
    ("/report/", "reports.example.org", 302),
    ("/report/", "127.0.0.1:8401", 302),
    ("/report/", "localhost:8401", 302),
    ("/report/", "[::1]:8401", 302),
    ("/metrics", "collector.internal", 200),
]


def test_readers_words_are_shown_to_no_name_but_ours(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db", "--private-name", "reports.example.org")
    found = [
        collector.client.get(f"{collector.private}{path}", headers={"Host": host}, follow_redirects=False).status_code
        for path, host, _ in NAMES
    ]
    assert found == [status for _, _, status in NAMES]


def test_a_slash_too_many_leads_nowhere(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    found = collector.client.post(f"{collector.url}/_kb/votes/", headers={"Host": "evil.example"}, follow_redirects=False)
    assert (found.status_code, found.headers.get("location")) == (404, None)


def test_counters_are_there_before_the_first_failure(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    text = collector.client.get(f"{collector.private}/metrics").text
    for series in (
        "kbgen_store_failures_total 0",
        "kbgen_suspects_total 0",
        'kbgen_votes_total{helpful="yes"} 0',
        'kbgen_events_total{kind="sent"} 0',
        'kbgen_requests_total{route="/_kb/votes",status="503"} 0',
    ):
        assert f"\n{series}\n" in text


def test_events_are_counted_by_household_and_a_day_of_one_is_capped(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db", "--network-day", "100")
    events = {"events": [{"kind": "view", "article": "guides/set-up", "locale": "fa"}] * 20}
    statuses = []
    for number in range(8):
        headers = {"Origin": collector.url, "X-Forwarded-For": f"2001:db8:1:2::{number:x}"}
        statuses.append(collector.client.post(f"{collector.url}/_kb/events", json=events, headers=headers).status_code)
    assert statuses == [200] * 5 + [429] * 3
    elsewhere = {"Origin": collector.url, "X-Forwarded-For": "2001:db8:1:3::1"}
    assert collector.client.post(f"{collector.url}/_kb/events", json=events, headers=elsewhere).status_code == 200
