"""The outbox: what is to be sent stands in the database until it was taken over, whatever happens to the process in between.

Receives a store and the time; one contract for SQLite and PostgreSQL. An entry is put there in the same transaction as the note of
what it tells, under a key of its own: what was told once is never put there again. A process takes an entry for `HELD_MS`; if it
dies, the entry is tried again after that. Whoever receives it can tell such a second try by its key, which mail carries as
Message-ID and a webhook as `webhook-id`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.store.store import RecordRefused, Step, Store

SENT, REFUSED, GIVEN_UP = "sent", "refused", "given up"
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
# Longer than a mail or a message may take.
HELD_MS = 15 * MINUTE_MS
# The pauses between tries; the last one is repeated. A server that is down over a weekend misses nothing.
PAUSES_MS = (MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS)
# As RFC 5321 (4.5.4.1) advises for mail: at least four to five days.
GIVE_UP_MS = 5 * DAY_MS
# How long the outbox remembers what became of an entry.
KEPT_MS = 90 * DAY_MS


@dataclass(frozen=True)
class Entry:
    """Something to be sent: `channel` is `mail` or `hook:<name>`, `body` a value of JSON, `tries` those that failed."""

    id: int
    key: str
    channel: str
    body: dict[str, Any]
    made_at: int
    due_at: int
    tries: int


@dataclass(frozen=True)
class Parcel:
    """What is put into the outbox: `items` are what it tells, each once to this `destination`."""

    key: str
    channel: str
    destination: str
    items: tuple[str, ...]
    body: dict[str, Any]


@dataclass(frozen=True)
class Outbox:
    """The outbox of a store that is open for writing."""

    store: Store

    def put(self, parcel: Parcel, now: int) -> bool:
        """Put a parcel there with the note of what it tells; False where somebody else had told some of it by then."""
        body = json.dumps(parcel.body, ensure_ascii=False)
        steps: list[Step] = [
            ("told_put", {"destination": parcel.destination, "item": item, "at": now}) for item in sorted(set(parcel.items))
        ]
        steps.append(("outbox_put", {"key": parcel.key, "channel": parcel.channel, "body": body, "at": now}))
        try:
            self.store.apply(steps)
        except RecordRefused:
            return False
        return True

    def due(self, now: int) -> Iterator[Entry]:
        """What may be tried now, each entry held for this process while it is tried."""
        with self.store.snapshot() as snapshot:
            found = [
                Entry(int(id), key, channel, json.loads(body), int(made_at), int(due_at), int(tries))
                for id, key, channel, body, made_at, due_at, tries in snapshot.read("outbox_due", now=now)
            ]
        for entry in found:
            if self.store.run("outbox_claim", id=entry.id, seen=entry.due_at, until=now + HELD_MS):
                yield entry

    def end(self, entry: Entry, now: int, outcome: str = SENT, problem: str = "") -> None:
        """It was taken over, or never will be. Its text is emptied."""
        self.store.run("outbox_end", id=entry.id, at=now, outcome=outcome, problem=problem[:500] or None)

    def later(self, entry: Entry, now: int, problem: str, pause: int = 0) -> bool:
        """Try again after a pause, at least `pause` milliseconds; False where it was tried for long enough."""
        if now - entry.made_at >= GIVE_UP_MS:
            self.end(entry, now, GIVEN_UP, problem)
            return False
        due = now + max(pause, PAUSES_MS[min(entry.tries, len(PAUSES_MS) - 1)])
        self.store.run("outbox_later", id=entry.id, due=due, problem=problem[:500])
        return True

    def told(self) -> dict[str, dict[str, int]]:
        """What was told, by destination, with the time."""
        found: dict[str, dict[str, int]] = {}
        with self.store.snapshot() as snapshot:
            for destination, item, at in snapshot.read("told_all"):
                found.setdefault(destination, {})[item] = int(at)
        return found

    def forget(self, ended: Sequence[tuple[str, str]], now: int) -> None:
        """Let go of what is over, as (destination, item), and of old entries."""
        if ended:
            self.store.apply([("told_drop", {"destination": destination, "item": item}) for destination, item in ended])
        self.store.run("outbox_drop_old", before=now - KEPT_MS)
