"""A clock that is wrong deletes nothing, and a salt from the future does not stay."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.collect.http.app import collector
from kbgen.collect.settings import CollectorSettings
from kbgen.collect.trust import PROOF_SECONDS, Trust
from kbgen.collect.voter import Voters
from kbgen.store.records import Event, Salt, Vote
from kbgen.store.store import Store, open_store

NOW = 1_795_219_200_000


class Times:
    """Both clocks, set by hand."""

    def __init__(self, wall: int = NOW) -> None:
        self.wall, self.real = wall / 1000, 0.0

    def clock(self) -> Clock:
        return Clock(lambda: self.wall, lambda: self.real)

    def pass_hours(self, hours: float) -> None:
        self.wall += hours * 3600
        self.real += hours * 3600


async def _live(parts: Any, seconds: float) -> None:
    await parts.start()
    await asyncio.sleep(seconds)
    await parts.stop()


def _words(store: Store) -> list[Any]:
    with store.snapshot() as snapshot:
        return [row[8] for row in snapshot.table("votes")] + [row[5] for row in snapshot.table("events")]


@pytest.mark.parametrize("years", [2, -2])
def test_one_start_with_a_wrong_clock_empties_nothing(database: str, publish: Callable[..., Path], years: int) -> None:
    store = open_store(database)
    store.write(
        [
            Vote(NOW, "a", "fa", "fa", False, b"1" * 16, 1, comment="kept"),
            Event(NOW, "search", "fa", query="kept", results=0),
        ]
    )
    times = Times(NOW + years * 365 * DAY_MS)
    asyncio.run(_live(collector(store, publish(), CollectorSettings(keep_words_days=30, keep_events_days=60), times.clock()), 1.5))
    assert _words(store) == ["kept", "kept"]
    store.close()


def test_a_clock_is_believed_again_once_it_has_gone_on_for_a_day() -> None:
    times = Times(NOW + 30 * DAY_MS)
    trust = Trust(times.clock(), NOW)
    assert not trust.believes()
    times.pass_hours(PROOF_SECONDS / 3600 - 0.1)
    assert not trust.believes()
    times.pass_hours(0.2)
    assert trust.believes()


def test_a_jump_while_it_runs_is_doubted_and_a_rest_of_days_is_not() -> None:
    times = Times()
    trust = Trust(times.clock(), NOW - 3 * DAY_MS)
    assert trust.believes()
    times.wall += 400 * 86_400
    assert not trust.believes()


def test_a_salt_from_the_future_is_replaced_at_the_next_start(database: str) -> None:
    store = open_store(database)
    store.salts.add(Salt(4, NOW + 700 * DAY_MS, b"f" * 32))
    times = Times()
    voters = Voters(store.salts, times.clock())
    assert voters.reader("203.0.113.7", "Firefox").period == 5
    voters.forget_old()
    assert [salt.period for salt in store.salts.all()] == [5]
    store.close()


def test_a_device_is_known_by_both_numbers_for_half_an_hour_after_midnight(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    times = Times(NOW - 60_000)
    voters = Voters(store.salts, times.clock())
    before = voters.reader("203.0.113.7", "Firefox").visit()
    assert voters.reader("203.0.113.7", "Firefox").earlier() is None
    times.pass_hours(0.1)
    after = voters.reader("203.0.113.7", "Firefox")
    assert (after.earlier(), after.visit() == before) == (before, False)
    times.pass_hours(0.6)
    assert voters.reader("203.0.113.7", "Firefox").earlier() is None
    store.close()


def test_the_salt_changes_at_the_teams_midnight(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    # Midnight in Tehran is half past eight in the evening in UTC.
    times = Times(NOW + int(20.4 * 3_600_000))
    voters = Voters(store.salts, times.clock(), zone="Asia/Tehran")
    first = voters.reader("::1", "").period
    times.pass_hours(0.2)
    assert voters.reader("::1", "").period == first + 1
    times.pass_hours(4)
    assert voters.reader("::1", "").period == first + 1
    store.close()


def test_browsers_of_one_household_are_one_network(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    voters = Voters(store.salts, Times().clock())
    one, other = voters.reader("2001:db8:1:2::1", "Firefox"), voters.reader("2001:db8:1:2::2", "Chrome")
    assert one.network() == other.network()
    assert one.visit() != other.visit()
    assert voters.reader("2001:db8:1:3::1", "Firefox").network() != one.network()
    store.close()


def test_a_clock_is_doubted_beyond_a_week_of_rest_or_a_jump_of_more_than_a_day_either_way() -> None:
    assert Trust(Times(NOW + 7 * DAY_MS).clock(), NOW).believes()
    assert not Trust(Times(NOW + 7 * DAY_MS + 1000).clock(), NOW).believes()
    assert Trust(Times(NOW + 900 * DAY_MS).clock(), None).believes()
    for seconds, believed in ((86_400, True), (86_401, False), (-86_400, True), (-86_401, False)):
        times = Times()
        trust = Trust(times.clock(), NOW)
        times.pass_hours(48)
        times.wall += seconds
        assert trust.believes() is believed
        # Doubt lasts for a day of its own, and what passed with both clocks is no jump.
        times.pass_hours(24)
        assert trust.believes()
