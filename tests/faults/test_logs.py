"""Logs tell what happened and never about whom; nothing that is sent can forge an entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def test_logs_hold_no_address_and_no_words_of_readers(start_collector: Any, tmp_path: Path) -> None:
    collector = start_collector(tmp_path / "kb.db")
    collector.vote(helpful=False, comment="my secret words", address="203.0.113.77")
    collector.vote(article="no/such\nlevel: forged", address="203.0.113.77", comment="my secret words")
    collector.client.post(f"{collector.url}/_kb/votes?q=secret%0aforged", json={"my secret words": 1})
    collector.end()
    text = collector.log.read_text("utf-8")
    for line in text.splitlines():
        assert json.loads(line)["level"] in {"info", "warning", "error"}
    for word in ("203.0.113.77", "secret", "forged", "no/such"):
        assert word not in text
    assert '"status": 404' in text


def test_log_at_the_start_says_which_sqlite_it_is(start_collector: Any, tmp_path: Path) -> None:
    import sqlite3

    collector = start_collector(tmp_path / "kb.db")
    first = next(entry for entry in collector.entries() if entry["event"] == "collecting")
    assert first["store"].startswith(f"SQLite {sqlite3.sqlite_version} at ")


def test_missing_site_is_named_at_the_start(start_collector: Any, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    collector = start_collector(tmp_path / "kb.db", wait=False)
    assert collector.process.wait(120) == 1
    assert "kbgen build" in collector.log.read_text()
