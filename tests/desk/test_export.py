"""Decisions outside of the desk: files of the writers' folder, the check, forgetting, backups; in both databases."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

from kbgen.desk.read.decisions import GapDecision, Handled, Status, decide_comment, decide_gap, read_decisions
from kbgen.report.read.comment_marks import comment_mark
from kbgen.store.backup import back_up
from kbgen.store.desk import desk_database, open_desk
from kbgen.store.forget import forget_at_desk
from kbgen.store.sqlite import SqliteStore
from tests.desk.conftest import RunningDesk, Start, readers

WORDS = "The second step is not there any more."
MARK = comment_mark("billing/invoices", "en", WORDS)


def decide(store: object) -> None:
    decide_comment(store, MARK, "billing/invoices", "en", Handled(Status.DONE, "billing", "told Zahra by mail", "tom", 5))  # type: ignore[arg-type]
    for one in (
        GapDecision("en", "export to pdf", "wont-do", "We keep to HTML."),
        GapDecision("en", "Zahra Ahmadi's invoice", "apart"),
        GapDecision("en", "tax id", "same", "", "fa", "شماره مالیاتی"),
        GapDecision("en", "tax id", "same", "", "en", "vat number"),
        GapDecision("en", "tax id", "owner", "billing"),
    ):
        decide_gap(store, one)  # type: ignore[arg-type]
    store.run("desk_mark_put", day=20000, said="Zahra's campaign", who="tom", at=5)  # type: ignore[attr-defined]


def test_decisions_are_read_as_they_were_taken(database: str) -> None:
    store = open_desk(database)
    decide(store)
    with store.snapshot() as snapshot:
        found = read_decisions(snapshot)
    assert found.comments[MARK] == Handled(Status.DONE, "billing", "told Zahra by mail", "tom", 5)
    assert {(one.question, one.what) for one in found.gaps} == {
        ("export to pdf", "wont-do"),
        ("Zahra Ahmadi's invoice", "apart"),
        ("tax id", "same"),
        ("tax id", "owner"),
    }
    assert found.owners == {("en", "tax id"): "billing"}
    store.close()


def test_a_text_is_forgotten_at_the_desk_too(database: str) -> None:
    store = open_desk(database)
    decide(store)
    assert forget_at_desk(store, "ZAHRA") == 3
    with store.snapshot() as snapshot:
        found = read_decisions(snapshot)
        assert list(snapshot.read("desk_marks_between", first=0, last=99999)) == []
    assert (found.comments[MARK].status, found.comments[MARK].note) == (Status.DONE, "")
    assert "Zahra" not in repr(found)
    store.close()


def test_a_backup_carries_decisions(database: str, tmp_path: Path) -> None:
    store = open_desk(database)
    decide(store)
    back_up(store, tmp_path / "backup.db", lambda _: None)
    with store.snapshot() as snapshot:
        before = read_decisions(snapshot)
    store.close()
    with SqliteStore(tmp_path / "backup.db").snapshot() as snapshot:
        assert read_decisions(snapshot) == before


def test_the_collector_writes_on_while_the_desk_decides(fresh_desk: Start) -> None:
    desk: RunningDesk = fresh_desk()
    collector = SqliteStore(Path(desk.knowledge.store.address))
    collector.load("votes", readers().votes[:1])
    decide(desk.knowledge.own)
    collector.close()
    assert desk_database("/srv/kb.db") == "/srv/kb-desk.db"
    assert desk_database("postgresql://x/y") == "postgresql://x/y"


def test_the_check_counts_comments_that_are_open(
    read_database: Path, lantern: Path, kbgen: Callable[..., object], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(lantern.parent, project, ignore=shutil.ignore_patterns("site", ".kbgen"))
    kb = tmp_path / "kb.db"
    kb.write_bytes(read_database.read_bytes())
    own = open_desk(str(kb))
    decide(own)
    own.close()
    make = ("report", "--database", kb, "--format", "json", "--out", tmp_path, "--until", "2026-11-21", "-d", lantern)
    kbgen(*make, cwd=project)
    check = ("check", "-v", "--feedback", tmp_path / "report.json")
    said = kbgen(*check, cwd=project, expect=None)
    assert "Comments of readers that nobody is done with: 4." in said.said  # type: ignore[attr-defined]
    kbgen("comments", "--database", kb, "-o", project / "content" / "comments.yml", cwd=project)
    assert yaml.safe_load((project / "content" / "comments.yml").read_text()) == {"done": [MARK]}
    said = kbgen(*check, cwd=project, expect=None)
    assert "Comments of readers that nobody is done with: 3." in said.said  # type: ignore[attr-defined]
