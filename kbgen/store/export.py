"""Votes and events as CSV or JSON Lines, oldest first, one record a line.

Receives a snapshot; yields lines. JSON is raw. CSV is RFC 4180, and safe to open in a spreadsheet: a text that would be taken
for a formula gets a `'` in front (https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
import heapq
import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from kbgen.store.store import Snapshot

COLUMNS = (
    *("kind", "at", "changed_at", "locale", "article", "language", "helpful", "reason", "effort", "comment"),
    *("query", "before", "results", "rank", "channel", "visit", "suspect", "simulated", "screen"),
)
# All of time, in milliseconds.
FOREVER = 2**62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def entries(snapshot: Snapshot, since: int, until: int) -> Iterator[dict[str, Any]]:
    """Every record in [since, until), in milliseconds, as a mapping with the keys `COLUMNS`."""
    votes, events = (snapshot.read(query, since=since, until=until) for query in ("votes_between", "events_between"))
    vote_rows = ({"kind": "vote"} | dict(zip(votes.columns, row, strict=True)) for row in votes)
    event_rows = (dict(zip(events.columns, row, strict=True)) for row in events)
    for row in heapq.merge(vote_rows, event_rows, key=lambda row: row["at"]):
        yield _entry(row)


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    entry = {column: row.get(column) for column in COLUMNS}
    for column in ("at", "changed_at"):
        entry[column] = _time(entry[column])
    for column in ("helpful", "suspect", "simulated"):
        entry[column] = None if entry[column] is None else bool(entry[column])
    # 63 bits are more than a spreadsheet or JavaScript keeps exactly.
    entry["visit"] = None if entry["visit"] is None else f"{entry['visit']:016x}"
    return entry


def _time(milliseconds: int | None) -> str | None:
    if milliseconds is None:
        return None
    return (_EPOCH + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def json_lines(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line; what is not known is left out."""
    for record in records:
        yield json.dumps({key: value for key, value in record.items() if value is not None}, ensure_ascii=False) + "\n"


def csv_lines(records: Iterator[dict[str, Any]]) -> Iterator[str]:
    """A header and one line a record, with CR LF as RFC 4180 has it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerow([_cell(record[column]) for column in COLUMNS])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return safe_cell(value) if isinstance(value, str) else str(value)


def safe_cell(text: str) -> str:
    """`text` as a spreadsheet shows it and never runs it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
