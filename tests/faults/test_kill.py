"""A collector that is killed or stopped has stored everything that it acknowledged."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest

from kbgen.store.store import open_store
from tests import plain


def _load(collector: Any, enough: int, then: Any, first: int) -> list[str]:
    """Vote from eight connections, do `then` once `enough` are acknowledged; returns the comments of all that were."""
    acknowledged: list[str] = []
    stop = threading.Event()

    def vote(worker: int) -> None:
        with plain.Client(headers={"Origin": collector.url, "User-Agent": "Mozilla/5.0"}, timeout=60) as client:
            number = first
            while not stop.is_set():
                number += 1
                mark = f"w{worker}n{number}"
                body = {"article": "guides/set-up", "locale": "fa", "helpful": True, "comment": mark}
                address = f"10.{worker}.{number >> 8 & 255}.{number & 255}"
                try:
                    answer = client.post(f"{collector.url}/_kb/votes", json=body, headers={"X-Forwarded-For": address})
                except httpx.HTTPError:
                    return
                if answer.status_code == 200:
                    acknowledged.append(mark)

    workers = [threading.Thread(target=vote, args=(worker,)) for worker in range(8)]
    for worker in workers:
        worker.start()
    collector.wait_for(lambda: len(acknowledged) >= enough, f"{enough} acknowledged votes")
    then()
    stop.set()
    for worker in workers:
        worker.join()
    return acknowledged


def _stored(database: str) -> set[str]:
    store = open_store(database)
    with store.snapshot() as snapshot:
        rows = snapshot.table("votes")
        place = rows.columns.index("comment")
        comments = {row[place] for row in rows}
    store.close()
    return comments


def test_kill_9_under_load_loses_no_acknowledged_vote(start_collector: Any, tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for round_ in range(4):
        collector = start_collector(tmp_path / "kb.db")
        acknowledged += _load(collector, 30, lambda: collector.end(signal.SIGKILL), round_ * 10_000)  # noqa: B023
        with contextlib.closing(sqlite3.connect(tmp_path / "kb.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert set(acknowledged) - _stored(str(tmp_path / "kb.db")) == set()
    assert len(acknowledged) >= 120


def test_kill_9_loses_nothing_in_postgres_either(start_collector: Any, postgres_database: str) -> None:
    collector = start_collector(postgres_database)
    acknowledged = _load(collector, 30, lambda: collector.end(signal.SIGKILL), 0)
    assert set(acknowledged) - _stored(postgres_database) == set()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_under_load_stores_what_was_taken_and_leaves_one_tidy_file(
    start_collector: Any, tmp_path: Path, number: int
) -> None:
    collector = start_collector(tmp_path / "kb.db")
    codes: list[int] = []
    acknowledged = _load(collector, 30, lambda: codes.append(collector.end(number)), 0)
    assert codes == [0]
    assert sorted(path.name for path in tmp_path.glob("kb.db*")) == ["kb.db", "kb.db.lock", "kb.db.salts"]
    assert set(acknowledged) - _stored(str(tmp_path / "kb.db")) == set()


def test_killed_collector_leaves_no_lock_behind(start_collector: Any, tmp_path: Path) -> None:
    start_collector(tmp_path / "kb.db").end(signal.SIGKILL)
    assert start_collector(tmp_path / "kb.db").vote().status_code == 200


def test_restart_lets_a_vote_of_before_be_changed(start_collector: Any, tmp_path: Path) -> None:
    first = start_collector(tmp_path / "kb.db")
    first.vote(helpful=True, comment="before")
    first.end(signal.SIGKILL)
    start_collector(tmp_path / "kb.db").vote(helpful=True, comment="after")
    # The address in front of the collector changed with the port, the reader did not.
    assert _stored_by_reader(tmp_path / "kb.db") == ["after"]


def _stored_by_reader(path: Path) -> list[str]:
    reader = open_store(str(path), write=False)
    with reader.snapshot() as snapshot:
        rows = snapshot.table("votes")
        return [row[rows.columns.index("comment")] for row in rows]
