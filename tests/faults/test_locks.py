"""One writer: others are told why, and a database that is held for a while costs nothing but time."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kbgen.collect.clock import Clock
from kbgen.collect.metrics import Metrics
from kbgen.collect.writer import Overloaded, Writer
from kbgen.store.records import Event
from kbgen.store.store import StoreUnavailable, open_store


def test_second_collector_exits_and_says_who_the_first_is(start_collector: Any, tmp_path: Path) -> None:
    first = start_collector(tmp_path / "kb.db")
    second = start_collector(tmp_path / "kb.db", wait=False)
    assert second.process.wait(120) == 1
    assert f"Process {first.process.pid} is writing to" in second.log.read_text()
    assert first.vote().status_code == 200


@pytest.mark.parametrize("verb", [["forget", "--text", "secret", "--yes"], ["expire"]])
def test_verbs_that_write_exit_while_the_collector_runs(start_collector: Any, tmp_path: Path, verb: list[str]) -> None:
    collector = start_collector(tmp_path / "kb.db")
    command = [sys.executable, "-m", "kbgen", verb[0], "--database", str(tmp_path / "kb.db"), *verb[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "only one may" in done.stderr
    assert collector.vote().status_code == 200


def test_verbs_that_read_work_while_the_collector_runs(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    collector.vote(helpful=False, comment="سلام")
    command = [sys.executable, "-m", "kbgen", "export", "--database", str(tmp_path / "kb.db")]
    assert "سلام" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
    command = [sys.executable, "-m", "kbgen", "backup", "--database", str(tmp_path / "kb.db"), str(tmp_path / "b.db")]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "b.db").exists()


def test_database_held_by_another_program_gives_503_and_recovers(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "kb.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = collector.vote()
        assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
        assert collector.ready() == 503
        other.execute("ROLLBACK")
    collector.wait_for(lambda: collector.ready() == 200, "readiness after the lock was gone")
    assert collector.vote().status_code == 200


def test_port_in_use_is_named(start_collector: Any, tmp_path: Path) -> None:
    first = start_collector(tmp_path / "kb.db")
    port = first.url.rpartition(":")[2]
    second = start_collector(tmp_path / "other.db", "--port", port, wait=False)
    assert second.process.wait(120) == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in second.log.read_text()


def test_full_queue_refuses_at_once_and_what_was_taken_is_stored(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))

    async def flood() -> list[object]:
        writer = Writer(store, Metrics(), Clock(), capacity=10)
        writer.start()
        with contextlib.closing(sqlite3.connect(tmp_path / "kb.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            tasks = [asyncio.create_task(writer.store([Event(n, "search", "fa", query="x", results=0)])) for n in range(50)]
            await asyncio.sleep(0.2)
            assert writer.waiting == 10
            refused = [task for task in tasks if task.done()]
            assert len(refused) == 40
            assert all(isinstance(task.exception(), Overloaded) for task in refused)
            other.execute("ROLLBACK")
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        await writer.close()
        with pytest.raises(StoreUnavailable):
            await writer.store([Event(1, "search", "fa", query="x", results=0)])
        return outcomes

    outcomes = asyncio.run(flood())
    assert outcomes.count(None) == 10
    with store.snapshot() as snapshot:
        assert len(list(snapshot.table("events"))) == 10
    store.close()


def test_one_record_that_the_database_refuses_does_not_take_its_neighbours_with_it(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))

    async def batch() -> list[object]:
        writer = Writer(store, Metrics(), Clock())
        writer.start()
        events = [Event(n, "stare" if n == 5 else "search", "fa", query="x", results=0) for n in range(10)]
        outcomes = await asyncio.gather(*(writer.store([event]) for event in events), return_exceptions=True)
        await writer.close()
        return outcomes

    outcomes = asyncio.run(batch())
    assert outcomes.count(None) == 9
    store.close()


def test_stopping_waits_for_everything_that_was_taken(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))

    async def stop() -> int:
        writer = Writer(store, Metrics(), Clock())
        writer.start()
        tasks = [asyncio.create_task(writer.store([Event(n, "search", "fa", query="x", results=0)])) for n in range(1000)]
        await asyncio.sleep(0)
        await writer.close()
        return (await asyncio.gather(*tasks)).count(None)

    assert asyncio.run(stop()) == 1000
    store.close()
