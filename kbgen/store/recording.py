"""How a batch of records becomes statements, the same for both databases.

Receives a function that runs a named statement inside an open transaction; promises that the latest vote of a voter
wins, also when two hosts store votes of one voter at once: claiming the ballot locks it until the commit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kbgen.store.records import Event, Record, Sighting, Vote


class Execute(Protocol):
    """Runs one named statement and returns its first row, if it has one, and how many rows it changed."""

    def __call__(self, name: str, parameters: Mapping[str, Any]) -> tuple[tuple[Any, ...] | None, int]: ...


class ExecuteMany(Protocol):
    """Runs one named statement for each mapping of parameters."""

    def __call__(self, name: str, parameters: Sequence[Mapping[str, Any]]) -> None: ...


def record_batch(execute: Execute, execute_many: ExecuteMany, batch: Sequence[Record]) -> None:
    """Store `batch`. Votes go in the order of their voters, so that two hosts never wait for each other in a circle."""
    votes = [record for record in batch if isinstance(record, Vote)]
    # Sorting is stable: two votes of one voter keep their order, and the later one wins.
    for vote in sorted(votes, key=lambda vote: vote.voter):
        _record_vote(execute, vote)
    events = [_parameters(record) for record in batch if isinstance(record, Event)]
    if events:
        execute_many("event_insert", events)
    sightings = [record for record in batch if isinstance(record, Sighting)]
    if sightings:
        ordered = sorted(sightings, key=lambda seen: (seen.article, seen.locale))
        execute_many("article_seen", [_parameters(seen) for seen in ordered])


def _record_vote(execute: Execute, vote: Vote) -> None:
    parameters = _parameters(vote)
    if vote.ticket:
        # The same page sending again, perhaps from another address: that ballot is the one to change.
        same, _ = execute("ballot_find", parameters)
        if same:
            parameters["voter"] = bytes(same[0])
    claimed, _ = execute("ballot_claim", parameters)
    known = claimed[0] if claimed else None
    if vote.helpful is None:
        if known is None:
            execute("ballot_drop", parameters)
        else:
            execute("vote_delete", {"vote": known})
        return
    if known is not None:
        _, changed = execute("vote_update", parameters | {"vote": known})
        if changed:
            return
    row, _ = execute("vote_insert", parameters)
    if row:
        execute("ballot_bind", {"vote": row[0], "voter": parameters["voter"]})


def _parameters(record: Record) -> dict[str, Any]:
    # Booleans are kept as 0 and 1: SQLite has no other, and the queries are the same for both.
    return {key: int(value) if isinstance(value, bool) else value for key, value in vars(record).items()}
