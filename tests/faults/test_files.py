"""Files that were copied, cut off, moved or damaged: nothing that was acknowledged is lost without a word."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from kbgen.errors import OperatorError
from kbgen.store.backup import back_up, restore
from kbgen.store.records import Vote
from kbgen.store.store import open_store


def _vote(number: int) -> Vote:
    return Vote(number, "a", "fa", "fa", True, number.to_bytes(16), 1, comment="x" * 300)


def _count(path: Path) -> int:
    store = open_store(str(path), write=False)
    try:
        with store.snapshot() as snapshot:
            return len(list(snapshot.table("votes")))
    finally:
        store.close()


def _killed(path: Path, votes: int) -> None:
    """A writer that stores so many votes, one commit each, and is killed: its log is all that has them."""
    script = (
        "import os, signal, sys\n"
        "from kbgen.store.records import Vote\nfrom kbgen.store.store import open_store\n"
        f"store = open_store({str(path)!r})\n"
        f"for n in range({votes}):\n"
        "    store.write([Vote(n, 'a', 'fa', 'fa', True, n.to_bytes(16), 1, comment='x' * 300)])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL


def test_after_a_kill_all_votes_are_there(tmp_path: Path) -> None:
    _killed(tmp_path / "kb.db", 60)
    store = open_store(str(tmp_path / "kb.db"))
    store.close()
    assert _count(tmp_path / "kb.db") == 60


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_a_log_that_is_gone_after_a_kill_is_missed(tmp_path: Path, how: str) -> None:
    _killed(tmp_path / "kb.db", 60)
    log = tmp_path / "kb.db-wal"
    if how == "deleted":
        log.unlink()
    else:
        log.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(OperatorError, match="lacks what it stored last"):
            open_store(str(tmp_path / "kb.db"))
    # The way out that the message names.
    (tmp_path / "kb.db.lock").unlink()
    open_store(str(tmp_path / "kb.db")).close()


def test_a_log_that_is_damaged_in_the_middle_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    _killed(tmp_path / "kb.db", 60)
    log = tmp_path / "kb.db-wal"
    data = bytearray(log.read_bytes())
    data[len(data) // 2] ^= 0xFF
    log.write_bytes(data)
    with pytest.raises(OperatorError, match="is damaged"):
        open_store(str(tmp_path / "kb.db"))
    assert log.read_bytes() == data


def test_a_log_that_another_program_took_in_is_not_missed(tmp_path: Path) -> None:
    _killed(tmp_path / "kb.db", 60)
    with contextlib.closing(sqlite3.connect(tmp_path / "kb.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not (tmp_path / "kb.db-wal").exists()
    open_store(str(tmp_path / "kb.db")).close()
    assert _count(tmp_path / "kb.db") == 60


def test_a_last_transaction_that_was_acknowledged_is_missed(tmp_path: Path) -> None:
    _killed(tmp_path / "kb.db", 60)
    log = tmp_path / "kb.db-wal"
    log.write_bytes(log.read_bytes()[:-2000])
    with pytest.raises(OperatorError, match="lacks what it stored last"):
        open_store(str(tmp_path / "kb.db"))


def test_a_last_transaction_that_a_crash_tore_before_it_was_acknowledged_is_no_damage(tmp_path: Path) -> None:
    _killed(tmp_path / "kb.db", 60)
    log = tmp_path / "kb.db-wal"
    log.write_bytes(log.read_bytes()[:-2000])
    process, _, mark = (tmp_path / "kb.db.lock").read_text().split()
    (tmp_path / "kb.db.lock").write_text(f"{process}\nwriting {int(mark) - 1}\n")
    open_store(str(tmp_path / "kb.db")).close()
    assert _count(tmp_path / "kb.db") == 59


def test_a_file_of_no_bytes_is_not_taken_for_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "kb.db").touch()
    with pytest.raises(OperatorError, match="0 bytes"):
        open_store(str(tmp_path / "kb.db"))
    assert (tmp_path / "kb.db").stat().st_size == 0


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_a_second_name_of_a_database_has_no_second_lock(tmp_path: Path, link: Any) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    store.write([_vote(1)])
    link(tmp_path / "kb.db", tmp_path / "other.db")
    with pytest.raises(OperatorError, match=r"only one may|second name"):
        open_store(str(tmp_path / "other.db"))
    store.close()


def test_two_backups_to_one_name_are_one_backup_and_one_refusal(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    store.write([_vote(number) for number in range(500)])
    for round_ in range(10):
        target = tmp_path / f"backup-{round_}.db"
        outcomes: list[object] = []

        def run(target: Path = target, outcomes: list[object] = outcomes) -> None:
            try:
                outcomes.append(back_up(store, target, lambda _: None))
            except OperatorError as error:
                outcomes.append(str(error))

        both = [threading.Thread(target=run) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert 500 in outcomes
        assert all(outcome == 500 or "exists" in str(outcome) for outcome in outcomes)
        assert outcomes.count(500) == 1
        assert _count(target) == 500
    store.close()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_restore_that_is_killed_between_its_moves_leaves_no_empty_database(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    store.write([_vote(number) for number in range(5)])
    back_up(store, tmp_path / "backup.db", lambda _: None)
    store.close()
    # Killed right after the old database was moved aside: the system call that would come next never does.
    script = (
        "import os, signal, pathlib\nfrom kbgen.store import backup\n"
        "aside = backup._move_aside\n"
        "def move(path):\n    aside(path)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "backup._move_aside = move\n"
        f"backup.restore(pathlib.Path({str(tmp_path / 'backup.db')!r}), {str(tmp_path / 'kb.db')!r}, lambda _: None, "
        f"replace=True)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    for write in (True, False):
        with pytest.raises(OperatorError, match="was cut off"):
            open_store(str(tmp_path / "kb.db"), write=write)
    assert not (tmp_path / "kb.db").exists()
    restore(tmp_path / "backup.db", str(tmp_path / "kb.db"), lambda _: None, replace=True)
    assert _count(tmp_path / "kb.db") == 5


def test_a_database_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "kb.db.new").write_bytes(b"half of one that was being made when the power failed")
    open_store(str(tmp_path / "kb.db")).close()
    with sqlite3.connect(tmp_path / "kb.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert not (tmp_path / "kb.db.new").exists()
