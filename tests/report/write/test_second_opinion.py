"""The report says how often the second opinion had brought up what readers opened; also when single events are long gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.store.records import Event
from kbgen.store.store import open_store

# Noon of 2026-11-16, a Monday.
NOON = 1_794_830_400_000
SAID = {
    "en": "2 results that readers opened had been brought further up by the second opinion.",
    "fa": "جست‌وجوی معنایی ۲ نتیجه",
}


def test_results_that_a_second_opinion_brought_up_are_told(
    tmp_path: Path, kbgen: Callable[..., object], publish: Callable[..., Path], database: str
) -> None:
    site = publish().parent
    store = open_store(database)
    for visit, way in enumerate(("meaning", None, "meaning"), 1):
        asked = {"visit": visit, "network": visit, "query": "printer dark"}
        store.write(
            [
                Event(NOON + visit, "search", "en", results=2, **asked),
                Event(NOON + visit + 1, "open", "en", "guides/set-up", "en", rank=1, channel=way, **asked),
            ]
        )
    store.close()
    arguments = ["--database", database, "--site", site, "--since", "2026-11-09", "--until", "2026-11-23"]
    for form in ("html", "md"):
        kbgen("report", *arguments, "--out", tmp_path / "out", "--format", form, cwd=tmp_path)
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["opened_by_meaning"] == 2
    pages = [path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html")]
    assert [any(said in page for page in pages) for said in SAID.values()] == [True, True]


def test_the_database_takes_no_other_way(database: str) -> None:
    store = open_store(database)
    with pytest.raises(Exception, match="channel"):
        store.write([Event(NOON, "open", "en", "guides/set-up", "en", query="a", rank=1, channel="magic")])
    store.close()
