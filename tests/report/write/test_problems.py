"""What assistants report stands in the report apart from what people said, and changes no figure of theirs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kbgen.store.records import Event, Vote
from kbgen.store.store import open_store

# Noon of 2026-11-16, a Monday.
NOON = 1_794_830_400_000
WORDS = "Step 2 <b>fails</b>"


def test_reports_of_assistants_are_told_apart_and_change_no_figure(
    tmp_path: Path, kbgen: Callable[..., object], publish: Callable[..., Path]
) -> None:
    site = publish().parent
    people = [
        Event(NOON, "view", "fa", "guides/set-up", "fa", visit=1, network=1),
        Vote(NOON + 1, "guides/set-up", "fa", "fa", True, b"v" * 16, 1, visit=1, network=1),
    ]
    said = Event(NOON + 2, "problem", "fa", "guides/set-up", "fa", query=WORDS, visit=7, network=7)
    programs = [said, said, replace(said, network=8, visit=8), replace(said, query="Gone")]
    found = []
    for name, records in (("people", people), ("both", [*people, *programs])):
        store = open_store(str(tmp_path / f"{name}.db"))
        store.write(records)
        store.close()
        arguments = ["--database", tmp_path / f"{name}.db", "--site", site, "--since", "2026-11-09", "--until", "2026-11-23"]
        for form in ("html", "csv", "md"):
            kbgen("report", *arguments, "--out", tmp_path / name, "--format", form, cwd=tmp_path)
        found.append(json.loads((tmp_path / name / "report.json").read_text("utf-8")))
    without, with_them = found
    assert without["problems"] == []
    assert with_them["problems"] == [{"article": "guides/set-up", "locale": "fa", "times": 3, "words": ["Gone", WORDS]}]
    assert {**with_them, "problems": []} == without
    texts = "".join(path.read_text("utf-8") for path in (tmp_path / "both").rglob("*.html"))
    assert "What assistants reported" in texts
    assert "Step 2 &lt;b&gt;fails&lt;/b&gt;" in texts
    assert [f"`{WORDS}`" in path.read_text("utf-8") for path in (tmp_path / "both").glob("*.md")] == [True]
    assert ["Gone | Step 2" in path.read_text("utf-8") for path in (tmp_path / "both").glob("*.csv")] == [True]
    assert [f"`{WORDS}`" in path.read_text("utf-8") for path in (tmp_path / "both").glob("*.md")] == [True]
    assert ["Gone | Step 2" in path.read_text("utf-8") for path in (tmp_path / "both").glob("*.csv")] == [True]
