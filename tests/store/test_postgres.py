"""What only PostgreSQL has to hold: several writers at once, and a connection that is lost."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import psycopg
import pytest

from kbgen.errors import OperatorError
from kbgen.store.postgres import PostgresStore
from kbgen.store.recording import sort_batch
from kbgen.store.records import Salt, Vote
from kbgen.store.sets import record_sets
from kbgen.store.store import StoreUnavailable, open_store


def _vote(voter: int, at: int) -> Vote:
    return Vote(at, "a", "fa", "fa", True, voter.to_bytes(16), 1)


def test_two_hosts_that_store_votes_of_the_same_readers_never_double_or_block_them(postgres_database: str) -> None:
    failed: list[BaseException] = []

    def host(order: int) -> None:
        store = open_store(postgres_database)
        try:
            for batch in range(20):
                store.write([_vote(voter, batch) for voter in range(20)][::order])
        except BaseException as error:
            failed.append(error)
        finally:
            store.close()

    hosts = [threading.Thread(target=host, args=(order,)) for order in (1, -1, 1)]
    for thread in hosts:
        thread.start()
    for thread in hosts:
        thread.join()
    assert failed == []
    reader = open_store(postgres_database, write=False)
    with reader.snapshot() as snapshot:
        assert len(list(snapshot.table("votes"))) == 20


def test_a_change_that_waited_for_another_host_is_not_lost(postgres_database: str) -> None:
    first, second = PostgresStore(postgres_database), PostgresStore(postgres_database)
    changed = replace(_vote(1, 2), helpful=False, comment="changed")
    with first.transaction() as connection, psycopg.connect(postgres_database, autocommit=True) as watcher:
        record_sets(connection, sort_batch([_vote(1, 1)]))
        other = threading.Thread(target=second.write, args=([changed, _vote(2, 2)],))
        other.start()
        waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        while watcher.execute(waits).fetchone() == (0,):
            time.sleep(0.01)
    other.join()
    first.close()
    second.close()
    reader = open_store(postgres_database, write=False)
    with reader.snapshot() as snapshot:
        rows = snapshot.table("votes")
        named = [dict(zip(rows.columns, row, strict=True)) for row in rows]
    votes = sorted((vote["at"], vote["helpful"], vote["comment"]) for vote in named)
    assert votes == [(1, 0, "changed"), (2, 1, None)]


def test_hosts_that_start_together_migrate_once_and_share_one_salt(postgres_database: str) -> None:
    secrets: list[bytes] = []

    def host(number: int) -> None:
        store = open_store(postgres_database)
        secrets.append(store.salts.add(Salt(1, 0, bytes([number]) * 32)).secret)
        store.close()

    hosts = [threading.Thread(target=host, args=(number,)) for number in range(4)]
    for thread in hosts:
        thread.start()
    for thread in hosts:
        thread.join()
    assert len(secrets) == 4
    assert len(set(secrets)) == 1


def test_lost_connection_is_opened_again(postgres_database: str) -> None:
    store = open_store(postgres_database)
    store.write([_vote(1, 1)])
    with psycopg.connect(postgres_database, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kbgen'")
    with pytest.raises(StoreUnavailable):
        store.write([_vote(2, 1)])
    store.write([_vote(2, 1)])
    with store.snapshot() as snapshot:
        assert len(list(snapshot.table("votes"))) == 2
    store.close()


def test_server_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(OperatorError) as caught:
        open_store("postgresql://someone:hunter2@127.0.0.1:1/kb")
    assert "Check --database" in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_salts_are_in_no_write_ahead_log(postgres_database: str) -> None:
    open_store(postgres_database).close()
    with psycopg.connect(postgres_database) as connection:
        row = connection.execute("SELECT relpersistence FROM pg_class WHERE relname = 'salts'").fetchone()
    assert row == ("u",)
