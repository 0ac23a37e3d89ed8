"""A batch in PostgreSQL: a handful of statements over arrays instead of some for each vote.

Receives a connection with an open transaction, and what a batch comes to. One statement a vote, each waiting for the one before,
stored 274 votes a second where these store some thousands; most of that time went into round trips and plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, LiteralString

from kbgen.store.recording import Batch

if TYPE_CHECKING:
    import psycopg

_VOTE: dict[str, LiteralString] = {
    "voter": "bytea",
    "at": "bigint",
    "changed_at": "bigint",
    "article": "text",
    "locale": "text",
    "language": "text",
    "helpful": "smallint",
    "reason": "text",
    "effort": "smallint",
    "comment": "text",
    "visit": "bigint",
    "suspect": "smallint",
    "simulated": "smallint",
    "network": "bigint",
    "earlier": "bigint",
}
_BALLOT: dict[str, LiteralString] = {"ticket": "bytea", "period": "bigint"}
_VOTE_COLUMNS: LiteralString = ", ".join(name for name in _VOTE if name != "voter")
_EVENT: dict[str, LiteralString] = {
    "at": "bigint",
    "kind": "text",
    "locale": "text",
    "article": "text",
    "language": "text",
    "query": "text",
    "before": "text",
    "results": "integer",
    "rank": "integer",
    "channel": "text",
    "visit": "bigint",
    "suspect": "smallint",
    "simulated": "smallint",
    "network": "bigint",
    "earlier": "bigint",
    "screen": "text",
}
_SIGHTING: dict[str, LiteralString] = {
    "article": "text",
    "locale": "text",
    "language": "text",
    "title": "text",
    "kind": "text",
    "owner": "text",
    "url": "text",
    "updated": "text",
    "at": "bigint",
}


def _rows(columns: dict[str, LiteralString], alias: LiteralString = "new") -> LiteralString:
    """Arrays as a table: `unnest(%(at)s::bigint[], …) AS new (at, …)`."""
    arrays = ", ".join([f"%({name})s::{kind}[]" for name, kind in columns.items()])
    return f"unnest({arrays}) AS {alias} ({', '.join(columns)})"


_TAKEN_BACK: LiteralString = "DELETE FROM votes USING ballots WHERE votes.id = ballots.vote AND ballots.voter = ANY(%(ballots)s)"
# One statement for what most votes are, which are new: their ballots, the votes, and which ballots had a vote before. The numbers
# are drawn first, so that a ballot is written with its vote and not once more for it. In the order of ballots, which is that of
# their locks: two hosts never wait for each other in a circle. Whether a ballot names a vote that is there is looked at when the
# statement ends. The arrays of numbers are compared as they are: the connection looks by indexes only, and there is none here.
_COUNT: LiteralString = f"""
WITH new AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('votes', 'id')) AS id, given.* FROM {_rows(_VOTE | _BALLOT, "given")} ORDER BY voter
), claimed AS (
    INSERT INTO ballots (voter, ticket, period, vote) SELECT voter, ticket, period, id FROM new ORDER BY voter
    ON CONFLICT (voter) DO UPDATE
        SET ticket = COALESCE(excluded.ticket, ballots.ticket), vote = COALESCE(ballots.vote, excluded.vote)
    RETURNING vote
), added AS (
    INSERT INTO votes (id, {_VOTE_COLUMNS}) OVERRIDING SYSTEM VALUE
    SELECT id, {_VOTE_COLUMNS} FROM new WHERE id = ANY (ARRAY(SELECT vote FROM claimed))
)
SELECT voter FROM new WHERE id <> ALL (ARRAY(SELECT vote FROM claimed))
"""
# A statement of its own, later: it must see what another host stored while the first one waited for a ballot.
_CHANGE: LiteralString = f"""
UPDATE votes SET changed_at = new.changed_at, helpful = new.helpful, reason = new.reason, effort = new.effort,
    comment = new.comment, suspect = GREATEST(votes.suspect, new.suspect)
FROM ballots, {_rows(_VOTE)} WHERE ballots.voter = new.voter AND votes.id = ballots.vote
"""
_EVENTS: LiteralString = f"INSERT INTO events ({', '.join(_EVENT)}) SELECT * FROM {_rows(_EVENT)}"
_SIGHTINGS: LiteralString = f"""
INSERT INTO articles (article, locale, language, title, kind, owner, url, updated, seen_at) SELECT * FROM {_rows(_SIGHTING)}
ON CONFLICT (article, locale) DO UPDATE SET language = excluded.language, title = excluded.title, kind = excluded.kind,
    owner = excluded.owner, url = excluded.url, updated = excluded.updated, seen_at = excluded.seen_at
"""


def record_sets(connection: psycopg.Connection[Any], batch: Batch) -> None:
    """Store a batch. What does not depend on an answer is sent without waiting for the one before."""
    if batch.taken_back:
        connection.execute(_TAKEN_BACK, {"ballots": list(batch.taken_back)})
    changed: list[dict[str, Any]] = []
    if batch.votes:
        before = {bytes(voter) for (voter,) in connection.execute(_COUNT, _arrays(batch.votes, (*_VOTE, *_BALLOT)))}
        changed = [vote for vote in batch.votes if vote["voter"] in before]
    with connection.pipeline():
        if changed:
            connection.execute(_CHANGE, _arrays(changed, tuple(_VOTE)))
        if batch.events:
            connection.execute(_EVENTS, _arrays(batch.events, tuple(_EVENT)))
        if batch.seen_articles:
            # One article that a manifest names twice would be changed twice by one statement, which PostgreSQL refuses.
            last = {(seen["article"], seen["locale"]): seen for seen in batch.seen_articles}
            connection.execute(_SIGHTINGS, _arrays(list(last.values()), tuple(_SIGHTING)))


def _arrays(rows: Sequence[dict[str, Any]], columns: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in columns}
