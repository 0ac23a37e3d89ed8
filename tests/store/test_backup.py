"""Backups, restores and moves between databases."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kbgen.errors import OperatorError
from kbgen.store.backup import back_up, restore
from kbgen.store.records import Event, Salt, SeenArticle, Vote
from kbgen.store.store import TABLES, Store, open_store


def _quiet(_: int) -> None:
    pass


def _fill(store: Store) -> None:
    store.salts.add(Salt(1, 0, b"s" * 32))
    store.write(
        [
            *(Vote(n, "a", "fa", "fa", False, n.to_bytes(16), 1, comment="متن\n=1+1") for n in range(1, 6)),
            *(Event(n, "search", "fa", query="گذرواژه", results=n, visit=n) for n in range(1, 3000)),
            SeenArticle(1, "a", "fa", "fa", "عنوان", "faq", "docs", "fa/a/", ""),
        ]
    )


def _everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.snapshot() as snapshot:
        return {table: list(snapshot.table(table)) for table in TABLES}


def test_restored_backup_holds_the_same_records(database: str, tmp_path: Path) -> None:
    store = open_store(database)
    _fill(store)
    rows = back_up(store, tmp_path / "backup.db", _quiet)
    before = _everything(store)
    store.close()
    assert rows == 5 + 2999 + 1
    assert restore(tmp_path / "backup.db", str(tmp_path / "again.db"), _quiet) == rows
    again = open_store(str(tmp_path / "again.db"))
    assert _everything(again) == before
    again.close()


def test_backup_moves_sqlite_to_postgres(tmp_path: Path, postgres_database: str) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    _fill(store)
    back_up(store, tmp_path / "backup.db", _quiet)
    restore(tmp_path / "backup.db", postgres_database, _quiet)
    moved = open_store(postgres_database)
    assert _everything(moved) == _everything(store)
    # New votes find their place after the old ones.
    moved.write([Vote(9, "a", "fa", "fa", True, b"v" * 16, 1)])
    for opened in (moved, store):
        opened.close()


def test_backup_holds_no_ballot_and_no_salt(database: str, tmp_path: Path) -> None:
    store = open_store(database)
    _fill(store)
    back_up(store, tmp_path / "backup.db", _quiet)
    store.close()
    with sqlite3.connect(tmp_path / "backup.db") as connection:
        assert connection.execute("SELECT COUNT(*) FROM ballots").fetchone() == (0,)
    assert b"s" * 32 not in (tmp_path / "backup.db").read_bytes()
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup.db"]


def test_backup_never_overwrites(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    (tmp_path / "backup.db").write_text("precious")
    with pytest.raises(OperatorError, match="exists already"):
        back_up(store, tmp_path / "backup.db", _quiet)
    assert (tmp_path / "backup.db").read_text() == "precious"
    store.close()


def _foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE invoices (number)")
    connection.close()


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (lambda folder: None, "There is no backup"),
        (lambda folder: (folder / "backup.db").write_bytes(b"no database " * 400), "is damaged.*Take another backup"),
        (lambda folder: (folder / "backup.db").write_bytes(b""), "is empty"),
        (lambda folder: _foreign(folder / "backup.db"), "belongs to another program"),
    ],
    ids=["missing", "not a database", "empty", "another program's"],
)
def test_restore_of_no_backup_says_so_and_makes_nothing(tmp_path: Path, prepare, words: str) -> None:  # type: ignore[no-untyped-def]
    prepare(tmp_path)
    with pytest.raises(OperatorError, match=words):
        restore(tmp_path / "backup.db", str(tmp_path / "kb.db"), _quiet)
    assert not (tmp_path / "kb.db").exists()


def test_restore_never_overwrites(database: str, tmp_path: Path) -> None:
    store = open_store(database)
    _fill(store)
    back_up(store, tmp_path / "backup.db", _quiet)
    store.close()
    with pytest.raises(OperatorError, match="already"):
        restore(tmp_path / "backup.db", database, _quiet)
