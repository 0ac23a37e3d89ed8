"""How a batch of records becomes what is stored, the same for both databases.

Receives a batch; returns one vote for each ballot, the latest, in the order of ballots, so that two hosts never wait for each
other in a circle. A vote with a ticket has the ballot of its ticket: colleagues behind one address and browser each have their
own, and a vote that waited offline and came back from another address finds its own again. One without is its voter's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from kbgen.store.records import Event, Record, SeenArticle, Vote


@dataclass(frozen=True)
class Batch:
    """What a batch comes to: `taken_back` are ballots, the others parameters of statements."""

    taken_back: tuple[bytes, ...]
    votes: tuple[dict[str, Any], ...]
    events: tuple[dict[str, Any], ...]
    seen_articles: tuple[dict[str, Any], ...]


class Execute(Protocol):
    """Runs one named statement and returns its first row, if it has one."""

    def __call__(self, name: str, parameters: Mapping[str, Any]) -> tuple[Any, ...] | None: ...


class ExecuteMany(Protocol):
    """Runs one named statement for each mapping of parameters."""

    def __call__(self, name: str, parameters: Sequence[Mapping[str, Any]]) -> None: ...


def ticket_key(ticket: bytes, page: str) -> bytes:
    """The ballot of a ticket on the page `locale/article`. Migrations compute the same in SQL."""
    return hashlib.sha256(ticket + page.encode()).digest()[:16]


def ballot_of(vote: Vote) -> bytes:
    """The ballot that a vote belongs to."""
    return ticket_key(vote.ticket, f"{vote.locale}/{vote.article}") if vote.ticket else vote.voter


def sort_batch(batch: Sequence[Record]) -> Batch:
    """See the module's text."""
    latest: dict[bytes, tuple[Vote, int, bool]] = {}
    for record in batch:
        if isinstance(record, Vote):
            ballot = ballot_of(record)
            before = latest.get(ballot)
            # A vote is as old as it was when it was first given; what was once suspect stays so.
            first = before[1] if before and before[0].helpful is not None else record.at
            latest[ballot] = (record, first, record.suspect or bool(before and before[2]))
    taken_back, votes = [], []
    for ballot, (vote, first, suspect) in sorted(latest.items()):
        if vote.helpful is None:
            taken_back.append(ballot)
        else:
            votes.append(_parameters(vote) | {"voter": ballot, "at": first, "changed_at": vote.at, "suspect": int(suspect)})
    seen_articles = sorted(
        (record for record in batch if isinstance(record, SeenArticle)), key=lambda seen: (seen.article, seen.locale)
    )
    return Batch(
        tuple(taken_back),
        tuple(votes),
        tuple(_parameters(record) for record in batch if isinstance(record, Event)),
        tuple(_parameters(seen) for seen in seen_articles),
    )


def record_batch(execute: Execute, execute_many: ExecuteMany, batch: Sequence[Record]) -> None:
    """Store `batch` one vote after the other, which costs nothing where the database is in the same process."""
    found = sort_batch(batch)
    for ballot in found.taken_back:
        execute("vote_delete", {"voter": ballot})
    for vote in found.votes:
        claimed = execute("ballot_claim", vote)
        if claimed and claimed[0] is not None:
            execute("vote_update", vote | {"vote": claimed[0]})
        elif row := execute("vote_insert", vote):
            execute("ballot_bind", {"vote": row[0], "voter": vote["voter"]})
    if found.events:
        execute_many("event_insert", found.events)
    if found.seen_articles:
        execute_many("article_seen", found.seen_articles)


def _parameters(record: Record) -> dict[str, Any]:
    # Booleans are kept as 0 and 1: SQLite has no other, and the queries are the same for both.
    return {key: int(value) if isinstance(value, bool) else value for key, value in vars(record).items()}
