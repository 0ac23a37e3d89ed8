"""The operator's verbs, as they are typed."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kbgen.cli import cli
from kbgen.store.records import Event, Vote
from kbgen.store.store import open_store


@pytest.fixture
def filled(database: str) -> str:
    store = open_store(database)
    store.write(
        [
            Vote(1, "a", "fa", "fa", False, b"v" * 16, 1, comment="نام من سارا است"),
            Event(1_790_000_000_000, "search", "fa", query="سارا", results=0),
        ]
    )
    store.close()
    return database


def run(*arguments: str | Path, answer: str = "") -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=answer, catch_exceptions=True)


def test_export_prints_both_formats_and_takes_a_period(filled: str, tmp_path: Path) -> None:
    lines = run("export", "--database", filled, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["vote", "search"]
    assert run("export", "--database", filled).stdout.startswith("kind,at,")
    recent = run("export", "--database", filled, "--format", "jsonl", "--since", "2026-01-01", "-o", tmp_path / "out.jsonl")
    assert recent.stdout == ""
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["query"] == "سارا"


def test_backup_and_restore_say_how_much_they_copied(filled: str, tmp_path: Path) -> None:
    assert "2 rows" in run("backup", "--database", filled, tmp_path / "b.db").stderr
    assert "2 rows restored" in run("restore", "--database", tmp_path / "new.db", tmp_path / "b.db").stderr


def test_forget_asks_first_and_obeys(filled: str) -> None:
    assert "will be emptied" in run("forget", "--database", filled, "--text", "سارا", answer="n\n").stderr
    assert "Nothing was changed" in run("forget", "--database", filled, "--text", "سارا", answer="n\n").stderr
    assert "سارا" in run("export", "--database", filled).stdout
    run("forget", "--database", filled, "--text", "سارا", "--dry-run")
    assert "سارا" in run("export", "--database", filled).stdout
    assert "1 votes and 1 events emptied" in run("forget", "--database", filled, "--text", "سارا", "--yes").stderr
    assert "سارا" not in run("export", "--database", filled).stdout


def test_forget_of_a_period_deletes(filled: str) -> None:
    assert "1 votes and 0 events deleted" in run("forget", "--database", filled, "--until", "2000-01-01", "--yes").stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--text", "abc", "--since", "30d"], "either --text"),
        ([], "either --text"),
        (["--text", "a"], "three characters"),
        (["--since", "yesterday"], "neither a date"),
    ],
)
def test_forget_explains_what_it_needs(filled: str, arguments: list[str], words: str) -> None:
    result = run("forget", "--database", filled, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_expire_empties_old_words(filled: str) -> None:
    assert "1 comments" in run("expire", "--database", filled, "--days", "365").stderr


def test_export_of_a_database_that_is_not_there_says_so(tmp_path: Path) -> None:
    result = run("export", "--database", tmp_path / "none.db")
    assert "There is no database" in str(result.exception)


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: what is written to the second is read from the first."""
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["backup", "--database", "kb.db", "b.db"], b"Backing up: 2000"),
        (["restore", "--database", "new.db", "old.db"], b"Restoring: 2000"),
        (["export", "--database", "kb.db", "-o", "out.csv"], b"Exporting: 2000"),
        (["forget", "--database", "kb.db", "--until", "2000-01-01", "--yes"], b"Forgetting: 2500"),
        (["expire", "--database", "kb.db", "--days", "30"], b"Expiring: 2500"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_long_verbs_show_progress_on_a_terminal(
    tmp_path: Path, terminal: tuple[int, int], arguments: list[str], words: bytes
) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    store.write([Event(1, "search", "fa", query="سارا", results=0) for _ in range(2500)])
    store.close()
    run("backup", "--database", tmp_path / "kb.db", tmp_path / "old.db")
    subprocess.run([sys.executable, "-m", "kbgen", *arguments], cwd=tmp_path, stderr=terminal[1], check=True)
    assert words in os.read(terminal[0], 100_000)
