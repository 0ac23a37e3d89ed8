"""Where the desk keeps what people decide.

A SQLite file has one writer, and the collector is it: beside `kb.db` the desk writes `kb-desk.db`, a database of the same format in
which only the desk's tables are filled. In PostgreSQL, which many may write to, they are in the database itself.
"""

from __future__ import annotations

from kbgen.store.store import Store, is_postgres, open_store, sqlite_path


def desk_database(database: str) -> str:
    """The `--database` value of the desk's own tables."""
    if is_postgres(database):
        return database
    path = sqlite_path(database)
    return str(path.with_name(f"{path.stem}-desk{path.suffix}"))


def open_desk(database: str, *, write: bool = True) -> Store:
    """The desk's tables beside `database`. Raises `OperatorError` as `open_store` does."""
    return open_store(desk_database(database), write=write)
