"""The contract of a store, held by SQLite and PostgreSQL alike."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from kbgen.errors import OperatorError
from kbgen.store.records import Event, Salt, SeenArticle, Vote
from kbgen.store.store import RecordRefused, Store, StoreUnavailable, open_store


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = open_store(database)
    yield opened
    opened.close()


def vote(at: int = 1, voter: int = 1, helpful: bool | None = True, **more: Any) -> Vote:
    return Vote(**{  # type: ignore[arg-type]
        "at": at, "article": "guides/set-up", "locale": "fa", "language": "fa", "helpful": helpful,
        "voter": voter.to_bytes(16), "period": 1, **more,
    })  # fmt: skip


def stored(store: Store) -> list[dict[str, Any]]:
    with store.snapshot() as snapshot:
        rows = snapshot.table("votes")
        return [dict(zip(rows.columns, row, strict=True)) for row in rows]


def count(store: Store, table: str) -> int:
    with store.snapshot() as snapshot:
        return sum(1 for _ in snapshot.table(table))


def test_changed_vote_replaces_the_first(store: Store) -> None:
    store.write([vote(1, helpful=False, reason="unclear", comment="why?")])
    store.write([vote(2, helpful=True, effort=5)])
    (row,) = stored(store)
    assert (row["at"], row["changed_at"], row["helpful"], row["effort"]) == (1, 2, 1, 5)
    assert row["reason"] is row["comment"] is None


def test_latest_of_two_votes_in_one_batch_wins(store: Store) -> None:
    store.write([vote(1, helpful=True), vote(2, voter=2), vote(3, helpful=False)])
    assert [row["helpful"] for row in stored(store)] == [0, 1]


def test_votes_of_two_readers_are_two(store: Store) -> None:
    store.write([vote(1, voter=1), vote(1, voter=2)])
    assert len(stored(store)) == 2


def test_vote_taken_back_is_gone_and_can_be_given_again(store: Store) -> None:
    store.write([vote(1)])
    store.write([vote(2, helpful=None)])
    assert stored(store) == []
    store.write([vote(3, helpful=False)])
    assert [row["helpful"] for row in stored(store)] == [0]


def test_taking_back_what_was_never_given_changes_nothing(store: Store) -> None:
    store.write([vote(1, voter=9, helpful=None), vote(2, voter=1)])
    assert len(stored(store)) == 1


def test_ticket_recognises_a_vote_that_comes_from_another_address(store: Store) -> None:
    ticket = b"t" * 16
    store.write([vote(1, voter=1, ticket=ticket)])
    store.write([vote(2, voter=2, ticket=ticket, helpful=False)])
    assert [row["helpful"] for row in stored(store)] == [0]


def test_ticket_of_one_article_does_not_reach_another(store: Store) -> None:
    ticket = b"t" * 16
    store.write([vote(1, voter=1, ticket=ticket), vote(2, voter=2, ticket=ticket, article="faq/refunds")])
    assert {row["article"] for row in stored(store)} == {"guides/set-up", "faq/refunds"}


def test_vote_after_its_period_was_forgotten_is_a_new_one(store: Store) -> None:
    store.write([vote(1)])
    store.run("votes_delete_between", since=0, until=10)
    store.write([vote(2)])
    assert [row["at"] for row in stored(store)] == [2]


def test_ballots_of_forgotten_salts_are_deleted_and_votes_stay(store: Store) -> None:
    store.write([vote(1, voter=1, period=1), vote(2, voter=2, period=2)])
    assert store.run("ballots_drop_old", period=2) == 1
    store.write([vote(3, voter=1, period=3)])
    assert len(stored(store)) == 3


@pytest.mark.parametrize(
    "bad",
    [
        vote(1, reason="unclear"),
        vote(1, effort=6),
        vote(1, comment=""),
        vote(1, comment="x" * 2001),
        vote(1, article=""),
        vote(1, voter=1, ticket=b"short"),
        Event(1, "stare", "fa"),
        Event(1, "search", "fa", query="x" * 201),
        Event(1, "open", "fa", rank=0),
        Event(1, "search", "fa", results=-1),
        Event(1, "contact", "fa", channel="pigeon"),
        Event(1, "view", ""),
    ],
    ids=lambda record: str(record)[:60],
)
def test_database_itself_refuses_what_the_schema_forbids_and_keeps_nothing_of_the_batch(store: Store, bad: Vote | Event) -> None:
    with pytest.raises(RecordRefused):
        store.write([vote(1, voter=7), bad])
    assert count(store, "votes") == count(store, "events") == 0
    store.write([vote(1)])


def test_snapshot_sees_one_moment(store: Store) -> None:
    store.write([vote(1, voter=1)])
    with store.snapshot() as snapshot:
        assert len(list(snapshot.table("votes"))) == 1
        store.write([vote(2, voter=2)])
        assert len(list(snapshot.table("votes"))) == 1
    assert len(stored(store)) == 2


def test_events_come_back_as_they_were_written(store: Store) -> None:
    event = Event(5, "reword", "fa", query="گذرواژه", before="رمز عبور", visit=2**62, suspect=True, simulated=True, screen="/a/*")
    store.write([event, Event(6, "search", "en", query="x", results=0), Event(9, "view", "en", article="a", language="en")])
    with store.snapshot() as snapshot:
        rows = snapshot.read("events_between", since=5, until=9)
        found = [dict(zip(rows.columns, row, strict=True)) for row in rows]
    assert [row["kind"] for row in found] == ["reword", "search"]
    assert found[0] | {"id": 0} == {
        "id": 0, "at": 5, "kind": "reword", "locale": "fa", "article": None, "language": None, "query": "گذرواژه",
        "before": "رمز عبور", "results": None, "rank": None, "channel": None, "visit": 2**62, "suspect": 1, "simulated": 1,
        "screen": "/a/*",
    }  # fmt: skip


def test_articles_keep_what_the_latest_manifest_says(store: Store) -> None:
    store.write([SeenArticle(1, "a", "fa", "en", "Old", "guide", "docs", "fa/a/", "")])
    store.write([SeenArticle(2, "a", "fa", "fa", "New", "guide", "docs", "fa/a/", "2026-11-01")])
    with store.snapshot() as snapshot:
        assert list(snapshot.read("articles_all")) == [("a", "fa", "fa", "New", "guide", "docs", "fa/a/", "2026-11-01", 2)]


def test_figures_say_how_much_there_is_and_whether_it_is_made_up(store: Store) -> None:
    with store.snapshot() as snapshot:
        assert list(snapshot.read("figures")) == [(0, 0, None, None, 0)]
    store.write([vote(3), Event(8, "view", "fa", article="a", language="fa", simulated=True)])
    with store.snapshot() as snapshot:
        assert list(snapshot.read("figures")) == [(1, 1, 3, 8, 1)]


def test_words_expire_and_counts_stay(store: Store) -> None:
    store.write(
        [vote(1, comment="old", helpful=False), vote(9, voter=2, comment="new"), Event(1, "search", "fa", query="q", results=0)]
    )
    assert store.run("votes_expire", limit_at=5) == 1
    assert store.run("events_expire", limit_at=5) == 1
    assert store.run("votes_expire", limit_at=5) == 0
    assert [row["comment"] for row in stored(store)] == [None, "new"]
    assert count(store, "events") == 1


def test_salts_are_kept_three_at_most_and_the_newest_always(store: Store) -> None:
    for period in range(1, 6):
        store.salts.add(Salt(period, period * 100, bytes([period]) * 32))
    assert store.salts.drop_before(0) == 3
    assert store.salts.drop_before(10_000) == 5
    assert [salt.secret for salt in store.salts.all()] == [bytes([5]) * 32]


def test_reader_cannot_write_and_the_writer_goes_on(store: Store, database: str) -> None:
    store.write([vote(1)])
    reader = open_store(database, write=False)
    with pytest.raises(StoreUnavailable):
        reader.write([vote(2)])
    with reader.snapshot() as snapshot:
        assert len(list(snapshot.table("votes"))) == 1
    reader.close()
    store.write([vote(2, voter=2)])


def test_reading_from_many_threads_while_writing_is_never_wrong(store: Store) -> None:
    wrong: list[str] = []

    def read() -> None:
        for _ in range(10):
            with store.snapshot() as snapshot:
                votes = len(list(snapshot.table("votes")))
                events = len(list(snapshot.table("events")))
                if votes != events:
                    wrong.append(f"{votes} votes, {events} events")

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(50):
        store.write([vote(number, voter=number), Event(number, "view", "fa", article="a", language="fa")])
    for reader in readers:
        reader.join()
    assert wrong == []


def test_opening_again_finds_everything(database: str) -> None:
    first = open_store(database)
    first.write([vote(1)])
    first.close()
    second = open_store(database)
    assert len(stored(second)) == 1
    second.close()


def test_database_from_a_newer_version_is_refused_in_a_sentence(database: str) -> None:
    open_store(database).close()
    if database.startswith("postgresql"):
        import psycopg

        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute("INSERT INTO kbgen_migrations (number, name) VALUES (99, 'later')")
    else:
        import sqlite3

        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA user_version=99")
    for write in (True, False):
        with pytest.raises(OperatorError, match=r"newer kbgen \(version 99.*Upgrade kbgen"):
            open_store(database, write=write)
