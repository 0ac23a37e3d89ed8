"""Databases that an earlier kbgen made are brought forward, with all that they hold. `old/version1.sqlite3` is such a one."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from kbgen.store.backup import restore
from kbgen.store.records import Vote
from kbgen.store.statements import migrations
from kbgen.store.store import Store, open_store

OLD = Path(__file__).parent / "old" / "version1.sqlite3"
DAY_MS = 86_400_000


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of version 1 of each kind, with 60 votes under tickets and 120 events."""
    if request.param == "sqlite":
        return str(shutil.copyfile(OLD, tmp_path / "kb.db"))
    import psycopg

    address = str(request.getfixturevalue("postgres_database"))
    with sqlite3.connect(OLD) as source, psycopg.connect(address, autocommit=True) as target:
        for part in migrations("postgres")[0].statements:
            target.execute(part)  # type: ignore[arg-type]
        target.execute("CREATE TABLE kbgen_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMPTZ)")
        target.execute("INSERT INTO kbgen_migrations VALUES (1, 'votes_and_events', now())")
        for table in ("votes", "events", "articles", "ballots"):
            rows = source.execute(f"SELECT * FROM {table}")
            marks = ", ".join(["%s"] * len(rows.description))
            with target.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {table} OVERRIDING SYSTEM VALUE VALUES ({marks})", list(rows))  # type: ignore[arg-type]
        target.execute("SELECT setval(pg_get_serial_sequence('votes', 'id'), 1000)")
    source.close()
    return address


def _votes(store: Store) -> list[tuple[object, ...]]:
    with store.snapshot() as snapshot:
        return [row[:10] for row in snapshot.table("votes")]


def test_everything_is_there_after_the_first_start(old: str) -> None:
    with sqlite3.connect(OLD) as source:
        before = list(
            source.execute(
                "SELECT at, changed_at, article, locale, language, helpful, reason, effort, comment, visit FROM votes "
                "ORDER BY at, id"
            )
        )
    source.close()
    store = open_store(old)
    assert _votes(store) == before
    with store.snapshot() as snapshot:
        assert next(iter(snapshot.read("figures")))[:2] == (60, 120)
    store.close()


def test_a_vote_of_before_is_still_changed_by_its_ticket(old: str) -> None:
    store = open_store(old)
    vote = Vote(20_740 * DAY_MS, "guides/set-up", "fa", "fa", False, b"another address.", 9, ticket=(1001).to_bytes(16))
    store.write([vote])
    changed = [row for row in _votes(store) if row[1] == vote.at]
    assert len(_votes(store)) == 60
    assert [row[5] for row in changed] == [0]
    store.close()


def test_a_start_that_was_cut_off_is_made_good_by_the_next(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(OLD, tmp_path / "kb.db"))
    broken = sqlite3.connect(path, isolation_level=None)
    broken.execute("BEGIN")
    broken.execute("ALTER TABLE votes ADD COLUMN network INTEGER")
    broken.close()
    store = open_store(str(path))
    assert len(_votes(store)) == 60
    store.close()


def test_a_backup_of_before_is_restored(tmp_path: Path) -> None:
    backup = Path(shutil.copyfile(OLD, tmp_path / "backup.db"))
    rows = restore(backup, str(tmp_path / "again.db"), lambda _: None)
    assert rows == 60 + 120 + 1
    store = open_store(str(tmp_path / "again.db"))
    assert len(_votes(store)) == 60
    store.close()
    assert backup.read_bytes() == OLD.read_bytes()
