"""Forgetting: a text wherever readers wrote it, a period as a whole, or all words older than a limit.

Receives a store open for writing; returns how many rows were changed. Work is done in pieces, each a transaction; an
interrupted run has forgotten a part and can simply be run again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from kbgen.store.store import Store

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Forgotten:
    """How many votes and events were, or would be, changed."""

    votes: int
    events: int


def find_text(store: Store, text: str) -> tuple[list[int], list[int]]:
    """Ids of the votes and events whose words contain `text`, whatever its case and Unicode form."""
    wanted = _folded(text)
    with store.snapshot() as snapshot:
        votes = [row for row, comment in snapshot.read("votes_with_text") if wanted in _folded(comment)]
        events = [
            row
            for row, query, before in snapshot.read("events_with_text")
            if wanted in _folded(query or "") or wanted in _folded(before or "")
        ]
    return votes, events


def forget_text(store: Store, text: str, progress: Progress) -> Forgotten:
    """Empty every comment and search that contains `text`; that someone voted or searched stays."""
    votes, events = find_text(store, text)
    for query, ids in (("vote_comment_clear", votes), ("event_text_clear", events)):
        for row in ids:
            store.run(query, id=row)
            progress(1)
    return Forgotten(len(votes), len(events))


def forget_period(store: Store, since: int, until: int, progress: Progress) -> Forgotten:
    """Delete every vote and event in [since, until), in milliseconds."""
    limits = {"since": since, "until": until}
    return Forgotten(
        _until_done(lambda: store.run("votes_delete_between", **limits), progress),
        _until_done(lambda: store.run("events_delete_between", **limits), progress),
    )


def expire_words(store: Store, before: int, progress: Progress) -> Forgotten:
    """Empty comments and searches older than `before`, in milliseconds."""
    return Forgotten(
        _until_done(lambda: store.run("votes_expire", limit_at=before), progress),
        _until_done(lambda: store.run("events_expire", limit_at=before), progress),
    )


def _until_done(piece: Callable[[], int], progress: Progress) -> int:
    total = 0
    while done := piece():
        total += done
        progress(done)
    return total


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
