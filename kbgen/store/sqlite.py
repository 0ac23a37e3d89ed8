"""The store in one SQLite file: one writing connection, any number of reading ones.

Write-ahead log with `synchronous=FULL`: `write` returns after the operating system has the batch on disk. SQLite 3.7.0 to
3.51.2 can corrupt a database on a rare reset of that log when two connections write or checkpoint at once
(https://www.sqlite.org/wal.html#walresetbug), so a lock keeps every database to one writer, and readers are read-only.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kbgen.errors import OperatorError
from kbgen.store.log import refuse_damaged_log, refuse_lost_log
from kbgen.store.place import WriterLock, check_folder, refuse_odd, refuse_unfinished
from kbgen.store.recording import record_batch, ticket_key
from kbgen.store.records import Record
from kbgen.store.salts import SaltFile
from kbgen.store.statements import migrations, statement
from kbgen.store.store import ORDER, TABLES, RecordRefused, Rows, Step, StoreUnavailable, check_version, widened

# Seconds that a reader or writer waits for another process's lock before it gives up.
BUSY_SECONDS = 5.0


class SqliteStore:
    """A `Store` in the file at `path`."""

    def __init__(self, path: Path, *, write: bool = True) -> None:
        # Two names of one file would have two locks and two logs.
        self.path = path = path.resolve()
        self.salts = SaltFile(path)
        self._mutex = threading.Lock()
        self._lock: WriterLock | None = None
        self._writer: sqlite3.Connection | None = None
        self._inode = 0
        # Counts transactions. The database and the lock both keep it, and by it a lost log is known.
        self._mark = 0
        check_folder(path)
        refuse_unfinished(path)
        if write:
            self._lock = WriterLock(path)
            try:
                self._writer = self._open_writer(self._lock)
            except BaseException:
                self._lock.release()
                raise
        else:
            self._check_reader()

    @property
    def address(self) -> str:
        """The path of the file."""
        return str(self.path)

    @property
    def description(self) -> str:
        """`SQLite 3.40.1 at /srv/kb.db`."""
        return f"SQLite {sqlite3.sqlite_version} at {self.path}"

    def _open_writer(self, lock: WriterLock) -> sqlite3.Connection:
        if not self.path.exists() and self.path.with_name(self.path.name + "-wal").exists():
            raise OperatorError(
                f"{self.path} is missing but its log {self.path.name}-wal is there: the database was moved or deleted. "
                "Put it back, or restore a backup (kbgen restore), or move the log away to start empty."
            )
        if self.path.exists():
            refuse_odd(self.path)
            refuse_damaged_log(self.path)
            if lock.left_open:
                refuse_lost_log(self.path, lock.mark)
        writer: sqlite3.Connection | None = None
        try:
            if not self.path.exists():
                _create(self.path)
            writer = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            refuse_corrupt(writer, self.path)
            writer.execute("PRAGMA journal_mode=WAL")
            writer.execute("PRAGMA synchronous=FULL")
            writer.execute("PRAGMA foreign_keys=ON")
            # What is forgotten is overwritten, not only unlinked.
            writer.execute("PRAGMA secure_delete=ON")
            _migrate(writer, self.path)
            self._mark = max(lock.mark, *writer.execute("SELECT coalesce(max(at), 0) FROM heartbeat").fetchone()) + 1
            writer.execute(statement("heartbeat"), {"at": self._mark})
            lock.writing(self._mark)
        except (sqlite3.Error, OSError) as error:
            if writer:
                writer.close()
            raise OperatorError(f"{self.path} cannot be opened for writing: {error}.{_advice(error)}") from None
        except OperatorError:
            if writer:
                writer.close()
            raise
        self._inode = self.path.stat().st_ino
        return writer

    def _check_reader(self) -> None:
        if not self.path.exists():
            raise OperatorError(
                f"There is no database {self.path}. The collector makes it: kbgen collect --database {self.path.name}"
            )
        with self._reading() as connection:
            version = _version(connection)
            _refuse_foreign(connection, self.path)
        check_version(str(self.path), version, migrations("sqlite")[-1].number)

    def write(self, batch: Sequence[Record]) -> None:
        """Store the whole batch in one transaction, in order; returns after the commit is on disk."""
        with self._transaction() as connection:

            def execute(name: str, parameters: Mapping[str, Any]) -> tuple[Any, ...] | None:
                cursor = connection.execute(statement(name), parameters)
                # All rows are fetched, because SQLite cannot commit while a statement still has some to give.
                rows: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
                return rows[0] if rows else None

            def execute_many(name: str, parameters: Sequence[Mapping[str, Any]]) -> None:
                connection.executemany(statement(name), parameters)

            record_batch(execute, execute_many, batch)

    def run(self, query: str, **parameters: Any) -> int:
        """One named statement in a transaction of its own; returns how many rows it changed."""
        with self._transaction() as connection:
            return max(connection.execute(statement(query), parameters).rowcount, 0)

    def apply(self, steps: Sequence[Step]) -> None:
        """Several named statements in one transaction, all of them or none."""
        with self._transaction() as connection:
            for name, parameters in steps:
                connection.execute(statement(name), parameters)

    def load(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Add rows with the columns of `TABLES[table]`, in one transaction."""
        columns = TABLES[table]
        marks = ", ".join("?" * len(columns))
        with self._transaction() as connection:
            cursor = connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", widened(table, rows))
            return max(cursor.rowcount, 0)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._writer is None:
            raise StoreUnavailable(f"{self.path} is open for reading only.")
        with self._mutex:
            connection = self._writer
            self._check_in_place()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                self._mark += 1
                connection.execute(statement("heartbeat"), {"at": self._mark})
                connection.execute("COMMIT")
                if self._lock is not None:
                    self._lock.writing(self._mark)
            except sqlite3.IntegrityError as error:
                _roll_back(connection)
                raise RecordRefused(str(error)) from None
            except sqlite3.Error as error:
                _roll_back(connection)
                raise StoreUnavailable(f"{self.path.name}: {error}") from None
            except BaseException:
                _roll_back(connection)
                raise

    def _check_in_place(self) -> None:
        # In write-ahead mode SQLite goes on writing into a file that was moved or deleted, where nobody would find it.
        try:
            there = self.path.stat().st_ino
        except OSError:
            there = 0
        if there != self._inode:
            raise StoreUnavailable(f"{self.path} was moved or deleted. Put it back, or restart the collector.")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(
                f"{self.path.as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            yield connection
        except sqlite3.Error as error:
            raise StoreUnavailable(f"{self.path} cannot be read: {error}.{_advice(error)}") from None
        finally:
            if connection:
                connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSnapshot]:
        """Read one moment, from any thread, while writing goes on."""
        with self._reading() as connection:
            connection.execute("BEGIN")
            yield SqliteSnapshot(connection)

    def close(self) -> None:
        """Copy the log into the database, close it, and let go of the lock."""
        with self._mutex:
            if self._writer is not None:
                try:
                    busy, *_ = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                    if self._lock is not None and not busy:
                        self._lock.closed()
                except sqlite3.Error:
                    pass  # a full disk or a long reader: the log stays and is read at the next start
                finally:
                    self._writer.close()
                    self._writer = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None


class SqliteSnapshot:
    """A read transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, query: str, **parameters: Any) -> Rows:
        """The rows of `queries/<query>.sql`."""
        return self._rows(statement(query), parameters)

    def table(self, name: str) -> Rows:
        """A whole table, in a fixed order, with the columns of `TABLES`."""
        return self._rows(f"SELECT {', '.join(TABLES[name])} FROM {name} ORDER BY {ORDER[name]}", {})

    def _rows(self, sql: str, parameters: Mapping[str, Any]) -> Rows:
        cursor = self._connection.execute(sql, parameters)
        return Rows(tuple(column[0] for column in cursor.description), cursor)


def _create(path: Path) -> None:
    """A new database appears under its name with all its tables: an empty file by that name is never ours."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    # Comments are nobody's business but the operator's; the log files get the same mode from SQLite.
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    connection = sqlite3.connect(fresh, isolation_level=None)
    try:
        _migrate(connection, path)
    finally:
        connection.close()
    fresh.replace(path)


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite has rolled back by itself after a full disk or an input/output error.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def refuse_corrupt(connection: sqlite3.Connection, path: Path, advice: str = "") -> None:
    """Raise `OperatorError`, with the way to restore or other `advice`, where the file is damaged or is no database."""
    try:
        problems = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname not in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
            raise
        problems = [str(error)]
    if problems != ["ok"]:
        restore = f"Restore the last backup; the damaged file is kept:\n  kbgen restore --replace --database {path} BACKUP"
        raise OperatorError(f"{path} is damaged: {problems[0].splitlines()[-1]}. Nothing was changed. {advice or restore}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where the file has tables and none of kbgen's versions."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' LIMIT 1").fetchone()
    if found and _version(connection) == 0:
        raise OperatorError(f"{path} belongs to another program: it holds {found[0]}. Name another file.")


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    version, steps = _version(connection), migrations("sqlite")
    if version > steps[-1].number:
        check_version(str(path), version, steps[-1].number)
    _refuse_foreign(connection, path)
    connection.create_function("ballot_key", 2, ticket_key, deterministic=True)
    for step in steps:
        if step.number > version:
            connection.execute("BEGIN IMMEDIATE")
            for part in step.statements:
                connection.execute(part)
            connection.execute(f"PRAGMA user_version={step.number}")
            connection.execute("COMMIT")


def _advice(error: sqlite3.Error | OSError) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return " Check that the file and its folder may be written by this user and are not on a read-only file system."
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return " Another program holds it; close that and try again."
    if name.startswith("SQLITE_FULL"):
        return " Free some space and try again."
    return ""
