"""Votes of one moment are stored together, and what is wrong with one of them is no matter of the others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from kbgen.collect.clock import Clock
from kbgen.collect.metrics import Metrics
from kbgen.collect.writer import Overloaded, Writer
from kbgen.store.records import Event
from kbgen.store.store import RecordRefused, Store, StoreUnavailable, open_store

GOOD = Event(1, "view", "en", article="a")
# No kind: the database refuses it. Beyond what a column holds: the driver fails.
REFUSED, TOO_LARGE = Event(1, None, "en"), Event(1 << 70, "view", "en")  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "kb.db"))
    yield opened
    opened.close()


def events(store: Store) -> int:
    with store.snapshot() as snapshot:
        return len(list(snapshot.table("events")))


def written(store: Store, work: Callable[[Writer], Awaitable[object]], capacity: int = 10) -> Writer:
    """A writer that has done `work` and was closed."""

    async def run() -> Writer:
        writer = Writer(store, Metrics(), Clock(), capacity)
        writer.start()
        await work(writer)
        assert writer.waiting == 0
        await writer.close()
        await writer.close()
        return writer

    return asyncio.run(run())


def test_a_record_that_is_refused_takes_none_with_it(store: Store) -> None:
    async def work(writer: Writer) -> None:
        outcomes = await asyncio.gather(
            *(writer.store(records) for records in ([GOOD], [GOOD, REFUSED], [GOOD, GOOD])), return_exceptions=True
        )
        assert [type(outcome) for outcome in outcomes] == [type(None), RecordRefused, type(None)]
        with pytest.raises(RecordRefused):
            await writer.store([REFUSED])
        await writer.store([GOOD])

    writer = written(store, work)
    assert events(store) == 4
    # Its own fault, and none of the database's.
    assert writer.problem == ""


def test_a_fault_of_the_database_is_told_to_all_of_its_batch_and_is_over_with_the_next_write(store: Store) -> None:
    async def work(writer: Writer) -> None:
        outcomes = await asyncio.gather(writer.store([GOOD]), writer.store([TOO_LARGE]), return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [StoreUnavailable, StoreUnavailable]
        assert writer.problem == "OverflowError"
        await writer.store([GOOD])
        assert writer.problem == ""
        with pytest.raises(StoreUnavailable, match="ZeroDivisionError"):
            await writer.run(lambda: 1 // 0)
        assert writer.problem == "ZeroDivisionError"

    writer = written(store, work)
    assert events(store) == 1
    assert "kbgen_store_failures_total 2" in "\n".join(writer._metrics.failures.lines())


def test_what_waits_has_a_limit_and_a_chore_counts_as_one(store: Store) -> None:
    async def work(writer: Writer) -> None:
        first = asyncio.create_task(writer.store([GOOD, GOOD]))
        await asyncio.sleep(0)
        assert writer.waiting == 2
        with pytest.raises(Overloaded):
            await writer.store([GOOD, GOOD])
        chore = asyncio.create_task(writer.run(lambda: events(store)))
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await writer.run(lambda: 0)
        await first
        # It came behind the records, and says what it did.
        assert await chore == 2
        await writer.store([GOOD, GOOD, GOOD])
        with pytest.raises(Overloaded):
            await writer.store([GOOD] * 4)

    written(store, work, capacity=3)
    assert events(store) == 5


def test_a_writer_that_is_closed_takes_nothing_and_loses_nothing(store: Store) -> None:
    async def run() -> None:
        writer = Writer(store, Metrics(), Clock())
        with pytest.raises(StoreUnavailable, match="stopping"):
            await writer.store([GOOD])
        writer.start()
        last = asyncio.create_task(writer.store([GOOD]))
        await asyncio.sleep(0)
        await writer.close()
        await last
        with pytest.raises(StoreUnavailable, match="stopping"):
            await writer.store([GOOD])

    asyncio.run(run())
    assert events(store) == 1
