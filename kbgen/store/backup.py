"""Backups: one SQLite file with articles, votes and events, whatever database they come from or go to.

Receives open stores and paths; promises that a backup is one moment, that it appears under its name only when it is
whole, and that it holds no ballot and no salt: nothing in it leads from a vote to a reader. Moving from SQLite to
PostgreSQL is a backup and a restore.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from kbgen.errors import OperatorError
from kbgen.store.place import WriterLock
from kbgen.store.sqlite import SqliteStore, refuse_corrupt
from kbgen.store.store import TABLES, Snapshot, Store, is_postgres, open_store, sqlite_path

Progress = Callable[[int], None]


def back_up(source: Store, target: Path, progress: Progress) -> int:
    """Write the backup `target`; returns the number of rows. `progress` is told of each thousand rows."""
    target = target.absolute()
    if target.exists():
        raise OperatorError(f"{target} exists already. Name another file, or remove it.")
    fresh = target.with_name(target.name + ".part")
    _remove(fresh)
    copy = SqliteStore(fresh)
    try:
        with source.snapshot() as snapshot:
            rows = _copy(snapshot, copy, progress)
        copy.close()
        _make_portable(fresh)
        fresh.replace(target)
    finally:
        copy.close()
        _remove(fresh)
    return rows


def restore(backup: Path, database: str, progress: Progress, *, replace: bool = False) -> int:
    """Make `database` from `backup`; it must not exist yet, or (PostgreSQL) must be empty. Returns the number of rows.

    With `replace`, a SQLite database that is there is moved into a folder beside it, and no collector may be writing to it.
    """
    backup = backup.absolute()
    if not backup.is_file():
        raise OperatorError(f"There is no backup {backup}.")
    with sqlite3.connect(f"{backup.as_uri()}?mode=ro", uri=True) as connection:
        refuse_corrupt(connection, backup, "Take another backup.")
    connection.close()
    source = SqliteStore(backup, write=False)
    if is_postgres(database):
        return _restore_into(source, open_store(database), progress)
    path = sqlite_path(database)
    if path.exists() and not replace:
        raise OperatorError(f"{path} exists already. To keep it beside the restored one: kbgen restore --replace")
    fresh = path.with_name(path.name + ".part")
    _remove(fresh)
    try:
        rows = _restore_into(source, SqliteStore(fresh), progress)
        _flush(fresh)
        lock = WriterLock(path)
        try:
            _move_aside(path)
            fresh.replace(path)
        finally:
            lock.release()
    finally:
        _remove(fresh)
    return rows


def _move_aside(path: Path) -> None:
    """A log that stayed behind would be applied to the restored database, so it moves with its own."""
    present = [file for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))) if file.exists()]
    if present:
        number = next(n for n in count(1) if not path.with_name(f"{path.name}.replaced-{n}").exists())
        folder = path.with_name(f"{path.name}.replaced-{number}")
        folder.mkdir(mode=0o700)
        for file in present:
            file.rename(folder / file.name)


def _restore_into(source: Store, target: Store, progress: Progress) -> int:
    try:
        with target.snapshot() as snapshot:
            votes, events, *_ = next(iter(snapshot.read("figures")))
        if votes or events:
            raise OperatorError(f"The database holds {votes} votes and {events} events already. Restore into an empty one.")
        with source.snapshot() as snapshot:
            return _copy(snapshot, target, progress)
    finally:
        target.close()


def _copy(snapshot: Snapshot, target: Store, progress: Progress) -> int:
    total = 0
    for table in TABLES:
        total += target.load(table, _counted(iter(snapshot.table(table)), progress))
    return total


def _counted(rows: Iterator[tuple[Any, ...]], progress: Progress) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, 1):
        yield row
        if number % 1000 == 0:
            progress(1000)


def _make_portable(path: Path) -> None:
    # Without the write-ahead log's mark the file can be read from a disk that cannot be written to.
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()
    _flush(path)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".lock"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
