"""What leaves the database: raw as JSON Lines, safe for spreadsheets as CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.store.export import COLUMNS, FOREVER, csv_lines, entries, json_lines, safe_cell
from kbgen.store.records import Event, Vote
from kbgen.store.store import open_store

ODD = '=HYPERLINK("http://x")\n"quoted", <b>bold</b> ۱۲۳'


def _records(database: str, since: int = 0, until: int = FOREVER) -> list[dict[str, Any]]:
    store = open_store(database)
    store.write(
        [
            Vote(2000, "guides/set-up", "fa", "fa", False, b"v" * 16, 1, visit=255, reason="unclear", comment=ODD, effort=2),
            Event(1000, "search", "fa", query="@SUM(A1)", results=0, visit=255),
            Event(3000, "view", "en", article="guides/set-up", language="en", simulated=True),
        ]
    )
    with store.snapshot() as snapshot:
        found = list(entries(snapshot, since, until))
    store.close()
    return found


def test_records_come_oldest_first_whatever_their_kind(database: str) -> None:
    records = _records(database)
    assert [record["kind"] for record in records] == ["search", "vote", "view"]
    assert all(tuple(record) == COLUMNS for record in records)
    assert records[1]["at"] == "1970-01-01T00:00:02.000Z"
    assert records[1]["helpful"] is False
    assert records[1]["visit"] == "00000000000000ff"
    assert records[2]["simulated"] is True


def test_period_includes_its_first_moment_and_not_its_last(database: str) -> None:
    assert [record["kind"] for record in _records(database, 1000, 3000)] == ["search", "vote"]


def test_json_lines_are_raw(tmp_path: Any) -> None:
    lines = list(json_lines(iter(_records(str(tmp_path / "kb.db")))))
    assert [json.loads(line)["kind"] for line in lines] == ["search", "vote", "view"]
    assert json.loads(lines[1])["comment"] == ODD
    assert all(line.endswith("}\n") and line.count("\n") == 1 for line in lines)


def test_csv_reads_back_and_runs_nothing(tmp_path: Any) -> None:
    text = "".join(csv_lines(iter(_records(str(tmp_path / "kb.db")))))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[1]["comment"] == "'" + ODD
    assert rows[0]["query"] == "'@SUM(A1)"
    assert "\r\n" in text


def test_empty_database_gives_a_header_and_nothing_else() -> None:
    assert "".join(csv_lines(iter([]))) == ",".join(COLUMNS) + "\r\n"
    assert list(json_lines(iter([]))) == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1"])
def test_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text


@given(st.text())
def test_no_cell_ever_begins_as_a_formula(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe_cell(text).removeprefix("'") in (text, text.removeprefix("'"))
