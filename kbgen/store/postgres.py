"""The store in PostgreSQL, for several collectors behind a load balancer. Needs `pip install 'kbgen[postgres]'`.

The same tables, statements and promises as SQLite: `write` returns after COMMIT, and the server's own
`synchronous_commit` decides what that means. A lost connection is opened again at the next use.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString

from kbgen.errors import OperatorError
from kbgen.store.recording import sort_batch
from kbgen.store.records import Record, Salt
from kbgen.store.sets import record_sets
from kbgen.store.statements import migrations, percent_statement
from kbgen.store.store import MOST_SALTS, ORDER, TABLES, RecordRefused, Rows, Step, StoreUnavailable, check_version, widened

try:
    import psycopg
except ImportError:  # pragma: no cover - the extra is not installed
    raise OperatorError("PostgreSQL needs one more package: pip install 'kbgen[postgres]'") from None

# Any number will do, as long as every kbgen takes the same: it keeps two hosts from migrating at once.
_MIGRATION_LOCK = 0x6B6267656E
# Whatever the writing connection looks for it finds by an index. A planner that was never told the size of a table (ANALYZE comes
# minutes after the first rows, or never) reads the whole of it instead: measured at 26 ms a vote over 6,000 votes.
_WRITER_OPTIONS = "-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
# Rows fetched at a time; a report over a million events stays small in memory.
_FETCH = 5000


class PostgresStore:
    """A `Store` on the server that `address` names."""

    def __init__(self, address: str, *, write: bool = True) -> None:
        self.address = address
        self._may_write = write
        self._mutex = threading.Lock()
        self._writer: psycopg.Connection[Any] | None = None
        self.salts = SaltTable(self)
        try:
            with self._connect() as connection:
                self.description = f"PostgreSQL {connection.info.server_version // 10000} on {connection.info.host or 'localhost'}"
                if write:
                    _migrate(connection)
                else:
                    check_version("The database", _version(connection), migrations("postgres")[-1].number)
        except psycopg.Error as error:
            raise OperatorError(f"The PostgreSQL database cannot be used: {_first_line(error)}. Check --database.") from None

    def _connect(self, options: str = "") -> psycopg.Connection[Any]:
        return psycopg.connect(self.address, autocommit=True, connect_timeout=5, application_name="kbgen", options=options)

    def write(self, batch: Sequence[Record]) -> None:
        """Store the whole batch in one transaction, in order; returns after the commit."""
        found = sort_batch(batch)
        with self.transaction() as connection:
            record_sets(connection, found)

    def run(self, query: str, **parameters: Any) -> int:
        """One named statement in a transaction of its own; returns how many rows it changed."""
        with self.transaction() as connection:
            return max(connection.execute(_sql(query), parameters).rowcount, 0)

    def apply(self, steps: Sequence[Step]) -> None:
        """Several named statements in one transaction, all of them or none."""
        with self.transaction() as connection, connection.pipeline():
            for name, parameters in steps:
                connection.execute(_sql(name), parameters)

    def load(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Add rows with the columns of `TABLES[table]`, in one transaction, by COPY."""
        added = 0
        sql = _trusted(f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN")
        with self.transaction() as connection, connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in widened(table, rows):
                copy.write_row(row)
                added += 1
        return added

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[Any]]:
        """A transaction on the writing connection, which is opened again if it was lost."""
        if not self._may_write:
            raise StoreUnavailable("The database is open for reading only.")
        with self._mutex:
            try:
                if self._writer is None or self._writer.closed:
                    self._writer = self._connect(_WRITER_OPTIONS)
                with self._writer.transaction():
                    yield self._writer
            except (psycopg.IntegrityError, psycopg.DataError) as error:
                raise RecordRefused(_first_line(error)) from None
            except psycopg.Error as error:
                raise StoreUnavailable(_first_line(error)) from None

    @contextmanager
    def snapshot(self) -> Iterator[PostgresSnapshot]:
        """Read one moment, on a connection of its own."""
        try:
            with self._connect() as connection:
                connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                yield PostgresSnapshot(connection)
        except psycopg.Error as error:
            raise StoreUnavailable(_first_line(error)) from None

    def close(self) -> None:
        """Close the writing connection."""
        with self._mutex:
            if self._writer is not None:
                self._writer.close()
                self._writer = None


class PostgresSnapshot:
    """A read-only transaction; rows come through a cursor on the server, some thousands at a time."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._cursors = 0

    def read(self, query: str, **parameters: Any) -> Rows:
        """The rows of `queries/<query>.sql`."""
        return self._rows(_sql(query), parameters)

    def table(self, name: str) -> Rows:
        """A whole table, in a fixed order, with the columns of `TABLES`."""
        return self._rows(_trusted(f"SELECT {', '.join(TABLES[name])} FROM {name} ORDER BY {ORDER[name]}"), {})

    def _rows(self, sql: LiteralString, parameters: Mapping[str, Any]) -> Rows:
        self._cursors += 1
        cursor = self._connection.cursor(f"rows_{self._cursors}")
        cursor.itersize = _FETCH
        cursor.execute(sql, parameters)
        return Rows(tuple(column.name for column in cursor.description or ()), iter(cursor))


class SaltTable:
    """A `SaltKeeper` in an unlogged table: shared by the hosts, in no backup, empty again after a crash of the server."""

    def __init__(self, store: PostgresStore) -> None:
        self._store = store

    def all(self) -> list[Salt]:
        """Every salt still kept, oldest first."""
        with self._store.transaction() as connection:
            rows = connection.execute("SELECT period, made_at, secret FROM salts ORDER BY period").fetchall()
        return [Salt(int(period), int(made_at), bytes(secret)) for period, made_at, secret in rows]

    def add(self, salt: Salt) -> Salt:
        """Keep `salt`, or return the one that another host made first for the same period."""
        with self._store.transaction() as connection:
            connection.execute(
                "INSERT INTO salts (period, made_at, secret) VALUES (%s, %s, %s) ON CONFLICT (period) DO NOTHING",
                (salt.period, salt.made_at, salt.secret),
            )
            row = connection.execute("SELECT made_at, secret FROM salts WHERE period = %s", (salt.period,)).fetchone()
        return Salt(salt.period, int(row[0]), bytes(row[1])) if row else salt

    def drop_before(self, made_at: int, after: int | None = None) -> int | None:
        """Forget salts made before `made_at`, after `after` or beyond the newest three, never the newest; returns the oldest period
        left."""
        with self._store.transaction() as connection:
            connection.execute(
                "DELETE FROM salts WHERE period < (SELECT MAX(period) FROM salts) "
                "AND (made_at < %s OR made_at > %s OR period <= (SELECT MAX(period) FROM salts) - %s)",
                (made_at, after if after is not None else 2**62, MOST_SALTS),
            )
            row = connection.execute("SELECT MIN(period) FROM salts").fetchone()
        return row[0] if row else None


def _sql(name: str) -> LiteralString:
    return _trusted(percent_statement(name))


def _trusted(sql: str) -> LiteralString:
    # Every statement comes from this package's files and column names; values always go as parameters.
    return sql


def _version(connection: psycopg.Connection[Any]) -> int:
    row = connection.execute("SELECT to_regclass('kbgen_migrations')").fetchone()
    if not row or row[0] is None:
        return 0
    row = connection.execute("SELECT COALESCE(MAX(number), 0) FROM kbgen_migrations").fetchone()
    return int(row[0]) if row else 0


def _migrate(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
        version, steps = _version(connection), migrations("postgres")
        if version > steps[-1].number:
            check_version("The database", version, steps[-1].number)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS kbgen_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
            "applied_at TIMESTAMPTZ NOT NULL DEFAULT now())"
        )
        for step in steps:
            if step.number > version:
                for part in step.statements:
                    connection.execute(_trusted(part))
                connection.execute("INSERT INTO kbgen_migrations (number, name) VALUES (%s, %s)", (step.number, step.name))


def _first_line(error: psycopg.Error) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
