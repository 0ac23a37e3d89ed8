"""Forgetting: a text wherever readers wrote it, a period as a whole, or all words older than a limit.

Receives a store open for writing; returns how many rows were changed. Work is done in pieces, each a transaction; an
interrupted run has forgotten a part and can simply be run again.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from kbgen.store.daily import without
from kbgen.store.export import FOREVER
from kbgen.store.store import Step, Store

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Forgotten:
    """How many votes and events were, or would be, changed; `days` are those whose kept figures were."""

    votes: int
    events: int
    days: int = 0


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
    """Empty every comment and search that contains `text`, also where only a day's figures are kept; that someone voted or searched
    stays."""
    votes, events = find_text(store, text)
    days = _forget_asked(store, text)
    _forget_waiting(store, text)
    for query, ids in (("vote_comment_clear", votes), ("event_text_clear", events)):
        for row in ids:
            store.run(query, id=row)
            progress(1)
    return Forgotten(len(votes), len(events), days)


def forget_at_desk(store: Store, text: str) -> int:
    """Take a text out of what people wrote at the desk: notes are emptied, questions and marks that contain it go. Returns how
    many."""
    wanted, steps = _folded(text), list[Step]()
    with store.snapshot() as snapshot:
        for mark, article, locale, status, owner, note, who, at in snapshot.read("desk_comments_all"):
            if wanted in _folded(note):
                kept = {"mark": mark, "article": article, "locale": locale, "status": status, "owner": owner, "who": who, "at": at}
                steps.append(("desk_comment_put", {**kept, "note": ""}))
        for locale, question, what, _, other, said, _, _ in snapshot.read("desk_gaps_all"):
            if any(wanted in _folded(one) for one in (question, other, said)):
                steps.append(("desk_gap_drop", {"locale": locale, "question": question, "what": what}))
        for day, said in snapshot.read("desk_marks_between", first=-FOREVER, last=FOREVER):
            if wanted in _folded(said):
                steps.append(("desk_mark_drop", {"day": day, "said": said}))
    if steps:
        store.apply(steps)
    return len(steps)


def _forget_asked(store: Store, text: str) -> int:
    """Take a text out of the words that are kept with days; returns of how many days."""
    wanted, days = _folded(text), set()
    with store.snapshot() as snapshot:
        steps: list[Step] = []
        for day, locale, _, _, asked in snapshot.read("daily_between", first=-FOREVER, last=FOREVER):
            rest, lost = without(bytes(asked), lambda words: wanted in _folded(words)) if asked else (b"", 0)
            if lost:
                days.add(day)
                steps.append(("daily_asked", {"day": day, "locale": locale, "asked": rest}))
    if steps:
        store.apply(steps)
    return len(days)


def _forget_waiting(store: Store, text: str) -> None:
    """End the mail and messages that wait to be sent and hold a text: what was forgotten must not go out after that."""
    wanted = _folded(text)
    with store.snapshot() as snapshot:
        found = [row for row, body in snapshot.read("outbox_texts") if wanted in _folded(_texts(json.loads(body)))]
    for row in found:
        store.run("outbox_end", id=row, at=0, outcome="refused", problem="it held a text that was forgotten")


def _texts(value: object) -> str:
    """All texts in a value of JSON."""
    if isinstance(value, dict):
        return "\n".join(_texts(one) for one in value.values())
    return "\n".join(map(_texts, value)) if isinstance(value, list) else str(value)


def forget_period(store: Store, since: int, until: int, progress: Progress) -> Forgotten:
    """Delete every vote and event in [since, until), in milliseconds, and the kept figures of its days. Days that it holds in part
    are marked: they are made anew from what is left of them (`kbgen.report.read.roll_up`)."""
    limits = {"since": since, "until": until}
    with store.snapshot() as snapshot:
        touched = [row for row in snapshot.read("rolled_all") if row[1] < until and row[2] > since]
    votes = _until_done(lambda: store.run("votes_delete_between", **limits), progress)
    events = _until_done(lambda: store.run("events_delete_between", **limits), progress)
    for day, since_at, until_at, *_ in touched:
        store.run("rolled_delete" if since <= since_at and until_at <= until else "rolled_mark", day=day)
    return Forgotten(votes, events, len(touched))


def expire_words(store: Store, before: int, progress: Progress) -> Forgotten:
    """Empty comments and searches older than `before`, in milliseconds. Who wants past figures to stay rolls days up first."""
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
