"""The one interface that collector, reports and operators' verbs see, whatever the database.

A store promises: `write` returns only once the batch is on disk, all of it or nothing; a snapshot reads one moment and
never writes; `StoreUnavailable` passes (a full disk, a lock, a lost connection), `RecordRefused` does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kbgen.errors import KbgenError, OperatorError
from kbgen.store.records import Record, Salt

# What a backup carries. Ballots and salts are left out on purpose: they are the only way from a vote to a reader.
TABLES: dict[str, tuple[str, ...]] = {
    "articles": ("article", "locale", "language", "title", "kind", "owner", "url", "updated", "seen_at"),
    "votes": (
        *("at", "changed_at", "article", "locale", "language", "helpful", "reason", "effort", "comment", "visit"),
        *("suspect", "simulated", "network", "earlier"),
    ),
    "events": (
        *("at", "kind", "locale", "article", "language", "query", "before", "results", "rank", "channel", "visit"),
        *("suspect", "simulated", "network", "earlier", "screen"),
    ),
    "rolled": ("day", "since_at", "until_at", "seen", "notes"),
    "daily": ("day", "locale", "figures", "articles", "asked"),
    "facts": ("name", "value"),
    "desk_comments": ("mark", "article", "locale", "status", "owner", "note", "who", "at"),
    "desk_gaps": ("locale", "question", "what", "other_locale", "other", "said", "who", "at"),
    "desk_marks": ("day", "said", "who", "at"),
    "desk_sends": ("day", "article", "locale", "how", "times"),
    "outbox": ("key", "channel", "body", "made_at", "due_at", "tries", "ended_at", "outcome", "problem"),
    "told": ("destination", "item", "at"),
}
# A salt a day kept for 48 hours makes three at most; a clock that jumped back must not keep more of them alive.
MOST_SALTS = 3
ORDER = {
    "articles": "article, locale",
    "votes": "at, id",
    "events": "at, id",
    "rolled": "day",
    "daily": "day, locale",
    "facts": "name",
    "desk_comments": "mark",
    "desk_gaps": "locale, question, what, other_locale, other",
    "desk_marks": "day, said",
    "desk_sends": "day, article, locale, how",
    "outbox": "made_at, key",
    "told": "destination, item",
}
# A named statement and its parameters.
Step = tuple[str, Mapping[str, Any]]


class StoreUnavailable(KbgenError):
    """The database cannot take or give anything just now; trying again later may work."""


class RecordRefused(KbgenError):
    """The database's own rules forbid a record of this batch; nothing of the batch was stored."""


@dataclass(frozen=True)
class Rows:
    """The answer to a query: names of the columns, and the rows, fetched as they are used."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self.rows


class Snapshot(Protocol):
    """One moment of the database, read-only. `read` runs `queries/<query>.sql`; `table` gives a whole table."""

    def read(self, query: str, **parameters: Any) -> Rows: ...

    def table(self, name: str) -> Rows: ...


class SaltKeeper(Protocol):
    """Where the salts are: a file beside SQLite's, an unlogged table in PostgreSQL."""

    def all(self) -> list[Salt]:
        """Every salt still kept, oldest first."""

    def add(self, salt: Salt) -> Salt:
        """Keep `salt`, or return the one that another host made first for the same period."""

    def drop_before(self, made_at: int, after: int | None = None) -> int | None:
        """Forget salts made before `made_at`, after `after` or beyond the newest three, never the newest; returns the oldest period
        left."""


def check_version(place: str, version: int, newest: int) -> None:
    """Raise `OperatorError` unless a database of `version` can be read by a kbgen that knows up to `newest`."""
    if version > newest:
        raise OperatorError(
            f"{place} was written by a newer kbgen (version {version} of the database, this one knows {newest}). Upgrade kbgen."
        )
    if version == 0:
        raise OperatorError(f"{place} is empty: no collector has ever used it. Name another, or start a collector with it.")
    if version < newest:
        raise OperatorError(
            f"{place} is of version {version}, this kbgen reads {newest}. Start the collector once to bring it forward."
        )


class Store(Protocol):
    """See the module's text. `description` names product and version for the log at start."""

    @property
    def description(self) -> str: ...

    @property
    def address(self) -> str:
        """What `open_store` takes, for another process."""

    @property
    def salts(self) -> SaltKeeper: ...

    def write(self, batch: Sequence[Record]) -> None:
        """Store the whole batch in one transaction, in order."""

    def run(self, query: str, **parameters: Any) -> int:
        """One named statement in a transaction of its own; returns how many rows it changed."""

    def apply(self, steps: Sequence[Step]) -> None:
        """Several named statements in one transaction, all of them or none."""

    def load(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Add rows with the columns of `TABLES[table]`, in one transaction; for restore and simulation. Columns at the end that a
        row of an older kbgen lacks stay empty."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Read one moment, from any thread, while writing goes on."""

    def close(self) -> None:
        """Leave everything tidy on disk and let go of the lock."""


def widened(table: str, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Rows with all columns of a table; those that came in later versions are null where a row lacks them."""
    width = len(TABLES[table])
    for row in rows:
        yield (*row, *(None,) * (width - len(row)))


def is_postgres(database: str) -> bool:
    """Whether a `--database` value names a PostgreSQL server."""
    return database.startswith(("postgresql://", "postgres://"))


def sqlite_path(database: str) -> Path:
    """The file that a `--database` value names: `kb.db`, `/srv/kb.db` or `sqlite:///srv/kb.db`."""
    if "://" in database and not database.startswith("sqlite://"):
        raise OperatorError(
            f"{database.split('://')[0]}:// is no database that kbgen knows. Use a file such as kb.db, or postgresql://…"
        )
    return Path(database.removeprefix("sqlite://").removeprefix("sqlite:")).absolute()


def open_store(database: str, *, write: bool = True) -> Store:
    """Open `database`, a file or a `postgresql://` address. Raises `OperatorError` that says what to do.

    For writing, the database is checked, locked against a second writer (SQLite), created where there is none, and
    brought to today's version. For reading it must exist and be of today's version; a collector may be running.
    """
    if is_postgres(database):
        from kbgen.store.postgres import PostgresStore

        return PostgresStore(database, write=write)
    from kbgen.store.sqlite import SqliteStore

    return SqliteStore(sqlite_path(database), write=write)
