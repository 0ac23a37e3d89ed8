"""Rolls days up: the figures of a day that is over become small rows, made anew while its votes can still change.

Receives a store, or the address of one; returns the statements that keep a day, or applies them. A day is made anew when votes of
it were changed or taken back, or something came late, for as long as ballots live (48 hours); afterwards only `kbgen forget`
changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kbgen.report.read.day_rows import Kept, rows
from kbgen.report.read.history import OVER_MIDNIGHT_MS, Recorded, book, recorded, unrolled_days
from kbgen.report.read.time_zone import UTC, Zone
from kbgen.store.store import Snapshot, Step, Store, open_store

# A visit that goes on over midnight is nearly always over by then.
GRACE_MS = 45 * 60_000
# Ballots live for 48 hours after their day, and words of a vote may come with its last change.
CHANGES_MS = 4 * 86_400_000
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Due:
    """A day to be rolled up, from the moment on at which the day before ended; `kept` is what there is of it."""

    day: int
    not_before: int
    kept: Kept | None = None


def due(snapshot: Snapshot, zone: Zone, now: int) -> Iterator[Due]:
    """The days that are over and not rolled up, oldest first; before them those that have changed since they were."""
    known = recorded(snapshot)
    for kept in known.kept:
        if not kept.seen or (now - kept.until < CHANGES_MS and kept.seen != _seen(snapshot, kept.since, kept.until)):
            yield Due(kept.day, kept.since, kept)
    for day in unrolled_days(snapshot, zone, known.until, now - GRACE_MS):
        yield Due(day, known.until)


def steps_of(snapshot: Snapshot, zone: Zone, one: Due) -> list[Step]:
    """What keeps one day; nothing but its removal where no single record of it is left."""
    # A day that was rolled up in another zone keeps its limits.
    since = one.kept.since if one.kept else max(zone.start(one.day), one.not_before)
    until = one.kept.until if one.kept else zone.start(one.day + 1)
    (first_at,) = next(iter(snapshot.read("next_moment", since=since)))
    if first_at is None or first_at >= until:
        return [("rolled_delete", {"day": one.day})]
    return rows(one.day, since, until, _seen(snapshot, since, until), int(first_at), book(snapshot, since, until))


def _seen(snapshot: Snapshot, since: int, until: int) -> tuple[int, ...]:
    found = next(iter(snapshot.read("day_seen", since=since, until=until + OVER_MIDNIGHT_MS, day_end=until)))
    return tuple(int(value or 0) for value in found)


def made(address: str, zone: str, now: int, done: frozenset[int]) -> tuple[int, list[Step]] | None:
    """The first day that is due and not among those that were done, with what keeps it; for a process of its own."""
    store = open_store(address, write=False)
    try:
        with store.snapshot() as snapshot:
            one = next((one for one in due(snapshot, Zone(zone), now) if one.day not in done), None)
            return (one.day, steps_of(snapshot, Zone(zone), one)) if one else None
    finally:
        store.close()


def roll_up(store: Store, now: int, zone: str = "", progress: Progress = lambda _: None) -> int:
    """Roll up all days that are due; returns how many. `zone` is taken where the database has decided none."""
    with store.snapshot() as snapshot:
        known = recorded(snapshot)
        name = decided(known, zone)
        days = list(due(snapshot, Zone(name), now))
    if days and not known.zone:
        store.apply([("fact_put", {"name": "zone", "value": name})])
    for one in days:
        with store.snapshot() as snapshot:
            steps = steps_of(snapshot, Zone(name), one)
        store.apply(steps)
        progress(1)
    return len(days)


def decided(known: Recorded, zone: str) -> str:
    """The zone that days are counted in."""
    return known.zone or zone or UTC
