"""`kbgen notify` and the collector as processes: what they say, and that nothing is lost when they are killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from kbgen.notices.outbox import HELD_MS, Outbox
from kbgen.store.store import open_store
from tests.notices.conftest import NOW
from tests.report.conftest import view, vote

COMMENT = "webhooks: {chat: {address: CHAT, secret: KEY}}\nrules:\n  - {when: comment, send_to: [chat]}\n"


@pytest.fixture
def today(at_work_sqlite, journal):
    """A comment of an hour ago, by the real clock, which the commands go by."""
    at_work_sqlite.wants(COMMENT)
    journal.now = int(time.time() * 1000)
    journal.visit(view("billing/invoices"), vote("billing/invoices", False, comment="No PDF!"), days=1 / 24)
    at_work_sqlite.store(journal)
    return at_work_sqlite


@pytest.fixture
def notify(today, kbgen):
    """Run `kbgen notify` on it; returns exit code and words."""

    def run(*options: str, environment: dict[str, str] | None = None) -> tuple[int, str]:
        command = ["notify", "--database", today.database, "-f", today.folder / "mkdocs.yml"]
        done = kbgen(*command, *options, expect=None, variables=today.environment | (environment or {}))
        return done.returncode, done.said

    return run


def test_once_sends_what_is_due_and_says_so(notify, hooks):
    code, said = notify("--dry-run")
    assert (code, hooks.bodies) == (0, [])
    assert "No PDF!" in said
    assert "1 would be sent." in said
    assert notify("--once") == (0, "1 new, 1 sent, 0 to be tried again, 0 refused.\n")
    assert "webhook-signature" in hooks.headers[0]
    assert notify("--once") == (0, "Nothing to tell.\n")
    assert notify("--dry-run") == (0, "Nothing to tell.\n")
    code, said = notify("--outbox")
    assert said.rstrip().endswith("sent")


def test_what_did_not_arrive_fails_the_command_and_waits(notify, hooks):
    hooks.answers = [(503, {})]
    code, said = notify("--once")
    assert code == 1
    assert "chat answered 503" in said
    assert "1 to be tried again" in said
    assert "waits, next try" in notify("--outbox")[1]


def test_without_its_file_or_with_a_wrong_one_the_command_says_what_to_do(notify, today):
    today.wants("rules: [{when: comment, send_to: [nobody]}]\n")
    code, said = notify("--once")
    assert code == 1
    assert "send_to nobody is not known" in said
    (today.folder / "notify.yml").unlink()
    assert "There is no notify.yml" in notify("--once")[1]


@pytest.mark.parametrize("moment", ["while the place has not answered", "before anything was handed over"])
def test_a_process_that_is_killed_loses_nothing(today, notify, hooks, moment):
    """The place accepts the connection and never answers: the process is killed with the entry in its hands."""
    command = [sys.executable, "-m", "kbgen", "notify", "--database", today.database, "-f", str(today.folder / "mkdocs.yml")]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connected = threading.Event()

        def accept() -> None:
            connection, _ = silent.accept()
            with connection:
                connection.recv(10)
                connected.set()
                killed.wait(60)

        killed, listener = threading.Event(), threading.Thread(target=accept, daemon=True)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        if moment.startswith("before"):
            # It cannot begin: the environment does not say where to.
            address = ""
        else:
            listener.start()
        process = subprocess.Popen(
            command, env=os.environ | today.environment | {"CHAT": address}, stderr=subprocess.PIPE, text=True
        )
        if address:
            assert connected.wait(60)
        else:
            assert "has no CHAT" in process.stderr.readline()
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        process.stderr.close()
        if address:
            killed.set()
            listener.join()
    assert hooks.bodies == []
    store = open_store(today.database)
    try:
        (entry,) = Outbox(store).due(int(time.time() * 1000) + HELD_MS + 1000)
        # As if that time had passed.
        store.run("outbox_later", id=entry.id, due=NOW, problem="")
    finally:
        store.close()
    assert notify("--once")[1].startswith("0 new, 1 sent")
    assert [body["id"] for body in hooks.bodies] == [entry.key]


def test_a_collector_tells_by_itself_and_nobody_else_writes_meanwhile(today, notify, hooks, start_collector, monkeypatch):
    for name, value in today.environment.items():
        monkeypatch.setenv(name, value)
    collector = start_collector(today.database, "--config-file", str(today.folder / "mkdocs.yml"))
    collector.wait_for(lambda: hooks.bodies, "the message")
    assert "No PDF!" in hooks.bodies[0]["items"][0]["text"]
    code, said = notify("--once")
    assert code == 1
    assert "sends by itself" in said
    assert collector.end() == 0
    log = collector.log.read_text("utf-8")
    assert '"event": "told"' in log
    assert "No PDF!" not in log
    assert notify("--once") == (0, "Nothing to tell.\n")
