"""What the collector does by itself: it forgets in time, and remembers that articles are still there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.collect.http.app import collector
from kbgen.collect.metrics import Metrics
from kbgen.collect.settings import CollectorSettings
from kbgen.collect.upkeep import forget_old
from kbgen.collect.writer import Writer
from kbgen.report.read.roll_up import roll_up as days_rolled_up
from kbgen.report.read.time_zone import Zone
from kbgen.store.records import Event, Salt, Vote
from kbgen.store.store import Store, open_store


def _rows(store: Store, table: str, column: str) -> list[Any]:
    with store.snapshot() as snapshot:
        rows = snapshot.table(table)
        return [row[rows.columns.index(column)] for row in rows]


async def _run_until(parts: Any, condition: Callable[[], bool]) -> None:
    await parts.start()
    while not condition():
        await asyncio.sleep(0.02)
    await parts.stop()


def test_words_and_ballots_that_are_old_are_gone_without_being_asked(database: str, publish: Callable[..., Path]) -> None:
    now = int(time.time() * 1000)
    store = open_store(database)
    for period, days in ((1, 5), (2, 3), (3, 0)):
        store.salts.add(Salt(period, now - days * DAY_MS, bytes([period]) * 32))
    old, new = now - 366 * DAY_MS, now - 364 * DAY_MS
    store.write(
        [
            Vote(old, "a", "fa", "fa", False, b"1" * 16, 1, comment="old"),
            Vote(new, "a", "fa", "fa", False, b"3" * 16, 3, comment="new"),
            Event(old, "search", "fa", query="old", results=0),
            Event(new, "search", "fa", query="new", results=0),
        ]
    )
    parts = collector(store, publish(), CollectorSettings(keep_words_days=365))
    asyncio.run(_run_until(parts, lambda: _rows(store, "events", "query") == [None, "new"]))
    assert _rows(store, "votes", "comment") == [None, "new"]
    assert [salt.period for salt in store.salts.all()] == [3]
    # The old ballot is gone, so the same voter is a new one; the new ballot still recognises its own.
    store.write([Vote(now, "a", "fa", "fa", True, b"1" * 16, 3), Vote(now, "a", "fa", "fa", True, b"3" * 16, 3)])
    assert len(_rows(store, "votes", "at")) == 3
    store.close()


def test_articles_of_the_manifest_are_in_the_store(database: str, publish: Callable[..., Path]) -> None:
    store = open_store(database)
    asyncio.run(_run_until(collector(store, publish()), lambda: len(_rows(store, "articles", "article")) == 3))
    assert _rows(store, "articles", "owner") == ["docs"] * 3
    store.close()


def test_site_that_nobody_published_for_months_is_seen_anew_each_day(tmp_path: Path, publish: Callable[..., Path]) -> None:
    wall, real = [1_790_000_000.0], [0.0]
    store = open_store(str(tmp_path / "kb.db"))
    parts = collector(store, publish(), CollectorSettings(poll_seconds=0.01), Clock(lambda: wall[0], lambda: real[0]))

    async def live() -> None:
        await parts.start()
        while not _rows(store, "articles", "seen_at"):
            await asyncio.sleep(0.02)
        wall[0] += 90_000
        real[0] += 90_000
        while min(_rows(store, "articles", "seen_at")) != int(wall[0] * 1000):
            await asyncio.sleep(0.02)
        await parts.stop()

    asyncio.run(live())
    assert set(_rows(store, "articles", "seen_at")) == {int(wall[0] * 1000)}
    store.close()


def test_single_records_go_when_they_are_old_and_their_day_is_rolled_up(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    midnight = 20_000 * DAY_MS
    now = midnight + DAY_MS // 2
    moments = [now - days * DAY_MS for days in (402, 401, 400, 399)]
    store.write([Event(at, "view", "fa", article="a") for at in moments])
    store.write([Vote(at, "a", "fa", "fa", True, bytes([number]) * 16, number) for number, at in enumerate(moments)])

    async def forget() -> None:
        writer = Writer(store, Metrics(), Clock())
        writer.start()
        await forget_old(store, writer, now, CollectorSettings(keep_events_days=400), Zone("UTC"))
        await writer.close()

    asyncio.run(forget())
    # No day of them is rolled up.
    assert _rows(store, "events", "at") == _rows(store, "votes", "at") == moments
    days_rolled_up(store, moments[0] + 36 * 3_600_000)
    asyncio.run(forget())
    assert _rows(store, "events", "at") == _rows(store, "votes", "at") == moments[1:]
    days_rolled_up(store, now)
    asyncio.run(forget())
    # The four hundredth day is whole.
    assert _rows(store, "events", "at") == _rows(store, "votes", "at") == moments[2:]
    store.close()
