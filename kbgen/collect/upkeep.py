"""What the collector does by itself: follow the site's manifest, forget salts and ballots, empty old words.

Receives the collector's parts; each function runs until it is cancelled. Work on the database goes through the writer, in
small pieces, so that votes never wait for it long.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from kbgen.collect.clock import DAY_MS, Clock
from kbgen.collect.known import Follower
from kbgen.collect.rules import Rules
from kbgen.collect.voter import Voters
from kbgen.collect.writer import Overloaded, Writer
from kbgen.errors import KbgenError
from kbgen.store.records import Sighting
from kbgen.store.store import Store, StoreUnavailable

HOUR_SECONDS, DAY_SECONDS = 3600.0, 86_400.0
# Articles written at once: a site of three thousand takes a dozen small batches.
_PIECE = 256

log = logging.getLogger("kbgen.collect.upkeep")


def seen_before(store: Store) -> list[Sighting]:
    """The articles that earlier manifests named, as the store remembers them."""
    with store.snapshot() as snapshot:
        return [
            Sighting(seen_at, article, locale, language, title, kind, owner, url, updated)
            for article, locale, language, title, kind, owner, url, updated, seen_at in snapshot.read("articles_all")
        ]


async def follow_manifest(follower: Follower, writer: Writer, clock: Clock, poll_seconds: float, first: list[Sighting]) -> None:
    """Read the manifest whenever it changes; tell the store which articles it names, and once a day that they still are.

    `first` are the articles of the manifest that was read at the start.
    """
    unsaved = first
    said, told_at = "", clock.monotonic()
    while True:
        sightings = await asyncio.to_thread(follower.look)
        if sightings:
            unsaved = sightings
            log.info("site published", extra={"fields": {"articles": len(sightings)}})
        if clock.monotonic() - told_at >= DAY_SECONDS:
            # A site that nobody published for months is still there: what it names now counts as seen today.
            unsaved, told_at = follower.still_there(), clock.monotonic()
        if follower.problem != said:
            said = follower.problem
            if said:
                log.warning("manifest not read", extra={"fields": {"problem": said}})
        try:
            while unsaved:
                await writer.store(unsaved[:_PIECE])
                unsaved = unsaved[_PIECE:]
        except (StoreUnavailable, Overloaded):
            log.warning("articles not stored, will try again", extra={"fields": {"articles": len(unsaved)}})
        await asyncio.sleep(poll_seconds)


async def keep_tidy(store: Store, voters: Voters, writer: Writer, clock: Clock, rules: Rules) -> None:
    """Each hour: delete salts and ballots older than 48 hours, and empty words that are older than the rules keep them."""
    while True:
        try:
            oldest = await asyncio.to_thread(voters.forget_old)
            if oldest is not None:
                while await writer.run(partial(store.run, "ballots_drop_old", period=oldest)):
                    await asyncio.sleep(0)
            limit = clock.now_ms() - rules.keep_words_days * DAY_MS
            for query in ("votes_expire", "events_expire"):
                while await writer.run(partial(store.run, query, limit_at=limit)):
                    await asyncio.sleep(0)
        except (KbgenError, OSError) as error:
            log.warning("tidying put off", extra={"fields": {"problem": type(error).__name__}})
        await asyncio.sleep(HOUR_SECONDS)
