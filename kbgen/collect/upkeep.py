"""What the collector does by itself: follow the site's manifest, forget salts and ballots, roll up days, empty old words.

Receives the collector's parts; each function runs until it is cancelled. Work on the database goes through the writer, in
small pieces, so that votes never wait for it long.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.collect.known_articles import ManifestWatcher
from kbgen.collect.settings import CollectorSettings
from kbgen.collect.trust import Trust
from kbgen.collect.voter import Voters
from kbgen.collect.writer import Overloaded, Writer
from kbgen.errors import KbgenError
from kbgen.report.read.history import recorded
from kbgen.report.read.period import as_date
from kbgen.report.read.roll_up import decided, due, made
from kbgen.report.read.time_zone import Zone
from kbgen.store.records import SeenArticle
from kbgen.store.store import Step, Store, StoreUnavailable

HOUR_SECONDS, DAY_SECONDS = 3600.0, 86_400.0
# Articles written at once: a site of three thousand takes a dozen small batches.
_PIECE = 256

log = logging.getLogger("kbgen.collect.upkeep")


def seen_before(store: Store) -> list[SeenArticle]:
    """The articles that earlier manifests named, as the store remembers them."""
    with store.snapshot() as snapshot:
        return [
            SeenArticle(seen_at, article, locale, language, title, kind, owner, url, updated)
            for article, locale, language, title, kind, owner, url, updated, seen_at in snapshot.read("articles_all")
        ]


async def follow_manifest(
    watcher: ManifestWatcher, writer: Writer, clock: Clock, poll_seconds: float, first: list[SeenArticle]
) -> None:
    """Read the manifest whenever it changes; tell the store which articles it names, and once a day that they still are.

    `first` are the articles of the manifest that was read at the start.
    """
    unsaved = first
    said, told_at = "", clock.monotonic()
    while True:
        seen_articles = await asyncio.to_thread(watcher.look)
        if seen_articles:
            unsaved = seen_articles
            log.info("site published", extra={"fields": {"articles": len(seen_articles)}})
        if clock.monotonic() - told_at >= DAY_SECONDS:
            # A site that nobody published for months is still there: what it names now counts as seen today.
            unsaved, told_at = watcher.still_there(), clock.monotonic()
        if watcher.problem != said:
            said = watcher.problem
            if said:
                log.warning("manifest not read", extra={"fields": {"problem": said}})
        try:
            while unsaved:
                await writer.store(unsaved[:_PIECE])
                unsaved = unsaved[_PIECE:]
        except (StoreUnavailable, Overloaded):
            log.warning("articles not stored, will try again", extra={"fields": {"articles": len(unsaved)}})
        await asyncio.sleep(poll_seconds)


async def keep_tidy(store: Store, voters: Voters, writer: Writer, clock: Clock, rules: CollectorSettings, trust: Trust) -> None:
    """Each hour: delete salts and ballots older than 48 hours, roll up days that are over, and then, of days that are rolled up,
    empty words and delete single records that are older than the rules keep them."""
    while True:
        try:
            oldest = await asyncio.to_thread(voters.forget_old)
            if oldest is not None:
                await _in_pieces(writer, partial(store.run, "ballots_drop_old", period=oldest))
            if trust.believes():
                zone = await roll_up(store, writer, clock.now_ms(), rules.zone)
                await forget_old(store, writer, clock.now_ms(), rules, zone)
            else:
                log.warning("clock doubted", extra={"fields": {"clock": clock.now_ms(), "effect": "nothing is deleted for a day"}})
        except (KbgenError, OSError, BrokenProcessPool) as error:
            log.warning("tidying put off", extra={"fields": {"problem": type(error).__name__}})
        await asyncio.sleep(HOUR_SECONDS)


async def roll_up(store: Store, writer: Writer, now: int, zone: str) -> Zone:
    """Roll up all days that are over, one after the other; returns the zone that days are counted in."""
    with store.snapshot() as snapshot:
        name = decided(recorded(snapshot), zone)
        waiting = next(iter(due(snapshot, Zone(name), now)), None)
        known = recorded(snapshot).zone
    if known and known != zone:
        log.warning("days end in the zone of the database", extra={"fields": {"database": known, "asked": zone}})
    elif not known:
        await writer.run(partial(_apply, store, [("fact_put", {"name": "zone", "value": name})]))
    if waiting is None:
        return Zone(name)
    # In a fresh process: a day of half a million events takes some seconds of work, for which votes must not wait.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        loop = asyncio.get_running_loop()
        # Each day once: one that still changes would be due again and again.
        done: set[int] = set()
        while one := await loop.run_in_executor(pool, made, store.address, name, now, frozenset(done)):
            day, steps = one
            done.add(day)
            await writer.run(partial(_apply, store, steps))
            log.info("day rolled up", extra={"fields": {"day": as_date(day).isoformat()}})
    return Zone(name)


async def forget_old(store: Store, writer: Writer, now: int, rules: CollectorSettings, zone: Zone) -> None:
    """Empty old words and delete old records, but of no day that is not rolled up."""
    with store.snapshot() as snapshot:
        rolled = recorded(snapshot).until
    words = min(now - rules.keep_words_days * DAY_MS, rolled)
    for query in ("votes_expire", "events_expire"):
        await _in_pieces(writer, partial(store.run, query, limit_at=words))
    await writer.run(partial(store.run, "daily_words_expire", day=zone.day(words)))
    singles = min(zone.start(zone.day(now - rules.keep_events_days * DAY_MS)), rolled)
    for query in ("votes_drop_old", "events_drop_old"):
        await _in_pieces(writer, partial(store.run, query, limit_at=singles))


async def _in_pieces(writer: Writer, piece: Callable[[], int]) -> None:
    while await writer.run(piece):
        await asyncio.sleep(0)


def _apply(store: Store, steps: Sequence[Step]) -> int:
    store.apply(steps)
    return len(steps)
