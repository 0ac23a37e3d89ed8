"""Disks that are full, read-only, broken or gone."""

from __future__ import annotations

import contextlib
import os
import resource
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from kbgen.errors import OperatorError
from kbgen.store.records import Event
from kbgen.store.store import StoreUnavailable, open_store


def _count(path: Path) -> int:
    reader = open_store(str(path), write=False)
    with reader.snapshot() as snapshot:
        votes, *_ = next(iter(snapshot.read("figures")))
    return int(votes)


def _vote_until_refused(collector: Any) -> tuple[int, httpx.Response]:
    for number in range(5000):
        answer = collector.vote(helpful=False, comment=f"{number} " + "x" * 1900, address=f"10.0.{number >> 8}.{number & 255}")
        if answer.status_code != 200:
            return number, answer
    raise AssertionError("the disk never filled")


def test_full_disk_refuses_votes_goes_on_reading_and_recovers_by_itself(start_collector: Any, small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 800_000)
    collector = start_collector(small_disk / "kb.db")
    taken, refused = _vote_until_refused(collector)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
    assert str(small_disk) not in refused.text
    assert collector.ready() == 503
    assert collector.client.get(f"{collector.url}/healthz").status_code == 200
    assert _count(small_disk / "kb.db") == taken
    ballast.unlink()
    collector.wait_for(lambda: collector.ready() == 200, "readiness after space was freed")
    assert collector.vote(address="192.0.2.1").status_code == 200
    assert collector.end() == 0
    assert _count(small_disk / "kb.db") == taken + 1
    with contextlib.closing(sqlite3.connect(small_disk / "kb.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_write_limit_acts_like_a_full_disk_without_root(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    collector.vote()
    pid, unlimited = collector.process.pid, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    assert collector.vote(address="192.0.2.1").status_code == 503
    assert collector.ready() == 503
    resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)
    collector.wait_for(lambda: collector.ready() == 200, "readiness after the limit was lifted")
    assert collector.vote(address="192.0.2.1").status_code == 200
    assert collector.end() == 0
    assert _count(tmp_path / "kb.db") == 2


def test_database_as_large_as_it_may_get_rolls_back_and_stays_whole(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    store._writer.execute("PRAGMA max_page_count=40")  # type: ignore[attr-defined]
    batch = [Event(n, "search", "fa", query="x" * 200, results=0) for n in range(100)]
    stored = 0
    try:
        while True:
            store.write(batch)
            stored += len(batch)
    except StoreUnavailable as error:
        problem = str(error)
    assert "full" in problem
    store._writer.execute("PRAGMA max_page_count=100000")  # type: ignore[attr-defined]
    store.write(batch)
    with store.snapshot() as snapshot:
        assert len(list(snapshot.table("events"))) == stored + 100
    store.close()


def test_read_only_file_system_is_refused_at_the_start_and_named(
    start_collector: Any, small_disk: Path, mount: Callable[[str], None]
) -> None:
    start_collector(small_disk / "kb.db").end()
    mount("ro")
    second = start_collector(small_disk / "kb.db", wait=False)
    assert second.process.wait(120) == 1
    assert str(small_disk) in second.log.read_text()
    assert "read-only" in second.log.read_text()


def test_file_system_that_turns_read_only_gives_503(start_collector: Any, tmp_path: Path) -> None:
    """A file that may not be written to any more, while the collector holds it open."""
    import subprocess

    collector = start_collector(tmp_path / "kb.db")
    collector.vote()
    wal = tmp_path / "kb.db-wal"
    if subprocess.run(["chattr", "+i", str(wal)], capture_output=True, check=False).returncode:
        pytest.skip("this file system or user cannot make a file immutable")
    try:
        assert collector.vote(address="192.0.2.1").status_code == 503
        assert collector.ready() == 503
    finally:
        subprocess.run(["chattr", "-i", str(wal)], check=True)
    collector.wait_for(lambda: collector.ready() == 200, "readiness once it can be written again")
    assert collector.vote(address="192.0.2.1").status_code == 200


def test_database_moved_away_at_run_time_is_noticed_instead_of_written_into_the_void(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    collector.vote()
    (tmp_path / "kb.db").rename(tmp_path / "elsewhere.db")
    assert collector.vote(address="192.0.2.1").status_code == 503
    assert collector.ready() == 503
    (tmp_path / "elsewhere.db").rename(tmp_path / "kb.db")
    assert collector.vote(address="192.0.2.1").status_code == 200


@pytest.mark.parametrize(("place", "length"), [(0, 16), (4096, 8192), (100, 100)], ids=["header", "pages", "schema"])
def test_corrupt_database_is_refused_with_the_way_to_restore_and_left_as_it_is(
    start_collector: Any, tmp_path: Path, place: int, length: int
) -> None:
    path = tmp_path / "kb.db"
    store = open_store(str(path))
    store.write([Event(n, "search", "fa", query=f"q{n}", results=0) for n in range(500)])
    store.close()
    content = bytearray(path.read_bytes())
    content[place : place + length] = os.urandom(length)
    path.write_bytes(content)
    collector = start_collector(path, wait=False)
    assert collector.process.wait(120) == 1
    log = collector.log.read_text()
    assert "damaged" in log
    assert f"kbgen restore --replace --database {path}" in log
    assert "Traceback" not in log
    assert path.read_bytes() == content


def test_way_to_restore_that_is_printed_works(start_collector: Any, tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "kb.db"
    collector = start_collector(path)
    collector.vote()
    subprocess.run([sys.executable, "-m", "kbgen", "backup", "--database", str(path), "BACKUP"], cwd=tmp_path, check=True)
    collector.end()
    path.write_bytes(b"garbage" * 1000)
    broken = start_collector(path, wait=False)
    broken.process.wait(120)
    steps = [line.strip() for line in broken.log.read_text().splitlines() if line.startswith("  ")]
    assert len(steps) == 1
    for step in steps:
        step = step.replace("kbgen restore", f"{sys.executable} -m kbgen restore")
        subprocess.run(step, shell=True, cwd=tmp_path, check=True)
    assert _count(path) == 1
    assert (tmp_path / "kb.db.replaced-1" / "kb.db").read_bytes() == b"garbage" * 1000
    assert start_collector(path).vote(address="192.0.2.1").status_code == 200


def test_corruption_at_run_time_is_unavailable_and_not_a_crash(tmp_path: Path) -> None:
    path = tmp_path / "kb.db"
    store = open_store(str(path))
    store.write([Event(n, "search", "fa", query=f"q{n}", results=0) for n in range(2000)])
    store.close()
    store = open_store(str(path))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    with pytest.raises((StoreUnavailable, OperatorError)), store.snapshot() as snapshot:
        list(snapshot.table("events"))
    store.close()
