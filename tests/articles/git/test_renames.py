"""What git's history says of moves, from a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kbgen.articles.git.moves import FILE, Rename
from kbgen.articles.git.renames import History, read_history


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "a.md").write_text("A text that is long enough to be known again.\n" * 5, "utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return folder


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    return subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "step")
    return git(folder, "rev-parse", "HEAD")


def move(content: Path, old: str, new: str) -> str:
    (content / "en" / old).rename(content / "en" / new)
    return commit(content)


def test_committed_moves_are_told_in_the_order_in_which_they_were_made(content):
    move(content, "a.md", "b.md")
    head = move(content, "b.md", "c.md")
    history = read_history(content, ["en"], "en")
    assert history.renames == (Rename("en", "a.md", "b.md"), Rename("en", "b.md", "c.md"))
    assert (history.head, history.note) == (head, "")


def test_only_what_came_after_a_commit_is_told(content):
    first = move(content, "a.md", "b.md")
    head = move(content, "b.md", "c.md")
    assert read_history(content, ["en"], "en", since=first).renames == (Rename("en", "b.md", "c.md"),)
    assert read_history(content, ["en"], "en", since=head).renames == ()
    # A commit that was rewritten away is no beginning.
    assert len(read_history(content, ["en"], "en", since="0" * 40).renames) == 2


def test_a_move_that_is_not_committed_yet_counts(content):
    git(content, "mv", "en/a.md", "en/b.md")
    assert read_history(content, ["en"], "en").renames == (Rename("en", "a.md", "b.md"),)


def test_a_folder_that_is_no_language_has_no_moves(content):
    move(content, "a.md", "b.md")
    assert read_history(content, ["fa"], "fa").renames == ()


def test_without_git_nothing_is_known_and_that_is_said(tmp_path):
    history = read_history(tmp_path, ["en"], "en")
    assert (history.renames, history.without_git) == ((), True)
    assert "no git history" in history.note


def test_what_was_written_down_is_not_told_again(content):
    move(content, "a.md", "b.md")
    (content / FILE).write_text("b.md\ta\ta.md\n", "utf-8")
    commit(content)
    assert read_history(content, ["en"], "en").renames == ()
    head = move(content, "b.md", "c.md")
    assert read_history(content, ["en"], "en") == History((Rename("en", "b.md", "c.md"),), head, "")


def test_of_what_moved_together_the_original_is_told_first(content):
    (content / "ar").mkdir()
    (content / "ar" / "a.md").write_text("نص طويل بما يكفي ليعرف ثانية.\n" * 5, "utf-8")
    commit(content)
    git(content, "mv", "en/a.md", "en/b.md")
    git(content, "mv", "ar/a.md", "ar/b.md")
    for source, other in (("en", "ar"), ("ar", "en")):
        told = read_history(content, ["en", "ar"], source).renames
        assert told == (Rename(source, "a.md", "b.md"), Rename(other, "a.md", "b.md"))


def test_the_environment_of_a_hook_does_not_lead_to_another_repository(content, tmp_path, monkeypatch):
    head = move(content, "a.md", "b.md")
    git(tmp_path, "init", "-q", "other")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other" / "index"))
    assert read_history(content, ["en"], "en") == History((Rename("en", "a.md", "b.md"),), head, "")
