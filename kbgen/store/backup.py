"""Backups: one SQLite file with articles, votes and events, whatever database they come from or go to.

Receives open stores and paths; promises that a backup is one moment, that it appears under its name only when it is
whole, and that it holds no ballot and no salt: nothing in it leads from a vote to a reader. Moving from SQLite to
PostgreSQL is a backup and a restore.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from kbgen.errors import OperatorError
from kbgen.store.place import WriterLock, restore_mark
from kbgen.store.sqlite import SqliteStore, refuse_corrupt
from kbgen.store.statements import migrations
from kbgen.store.store import TABLES, Snapshot, Store, is_postgres, open_store, sqlite_path

Progress = Callable[[int], None]


def back_up(source: Store, target: Path, progress: Progress) -> int:
    """Write the backup `target`; returns the number of rows. `progress` is told of each thousand rows."""
    target = target.absolute()
    if target.exists():
        raise OperatorError(f"{target} exists already. Name another file, or remove it.")
    # A name of its own: two backups to one name must not write into each other's file.
    fresh = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    copy = SqliteStore(fresh)
    try:
        with source.snapshot() as snapshot:
            rows = _copy(snapshot, copy, progress)
        copy.close()
        _make_portable(fresh)
        _publish(fresh, target)
    finally:
        copy.close()
        _remove(fresh)
    return rows


def _publish(fresh: Path, target: Path) -> None:
    """Give a whole backup its name, if nobody else has it by now."""
    try:
        # Unlike a rename, a second name is refused where there is a file.
        os.link(fresh, target)
    except FileExistsError:
        raise OperatorError(f"{target} exists by now: another backup was quicker. Name another file.") from None
    except OSError:
        # A file system without hard links.
        fresh.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


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
    if is_postgres(database):
        with _of_today(backup) as source:
            return _restore_into(source, open_store(database), progress)
    path = sqlite_path(database).resolve()
    if path.exists() and not replace:
        raise OperatorError(f"{path} exists already. To keep it beside the restored one: kbgen restore --replace")
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _of_today(backup) as source:
            rows = _restore_into(source, SqliteStore(fresh), progress)
        _flush(fresh)
        lock = WriterLock(path)
        mark = restore_mark(path)
        try:
            # Between the two moves there is no database. Who is started then must not begin an empty one.
            mark.write_text("A restore is putting another database here.\n", "utf-8")
            _flush(mark)
            _move_aside(path)
            fresh.replace(path)
            lock.left_open = False
            lock.closed()
            mark.unlink()
        finally:
            lock.release()
    finally:
        _remove(fresh)
    return rows


@contextmanager
def _of_today(backup: Path) -> Iterator[SqliteStore]:
    """The backup, opened for reading; one of an older kbgen as a copy that was brought forward."""
    with sqlite3.connect(f"{backup.as_uri()}?mode=ro", uri=True) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    if version == 0 or version >= migrations("sqlite")[-1].number:
        source = SqliteStore(backup, write=False)
        yield source
        source.close()
        return
    with tempfile.TemporaryDirectory(prefix="kbgen-restore-") as folder:
        copy = Path(shutil.copyfile(backup, Path(folder) / "backup.db"))
        source = SqliteStore(copy)
        yield source
        source.close()


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
    for suffix in ("", "-wal", "-shm", ".lock", ".new"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
