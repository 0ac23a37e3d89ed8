"""Earlier states of a folder, from a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kbgen.articles.git.revisions import Revisions
from kbgen.errors import OperatorError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`a.md` was written, changed, and named `b.md`, in a folder below a repository's."""
    inside = tmp_path / "content"
    inside.mkdir()
    git(tmp_path, "init", "-q")
    for text in ("first\n", "second\n"):
        (inside / "a.md").write_text(f"A text that is long enough to be known again.\n{text}", "utf-8")
        commit(tmp_path)
    (inside / "a.md").rename(inside / "b.md")
    commit(tmp_path)
    return inside


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=N", "-c", "user.email=n@example.org")
    return subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "step")


def test_texts_of_a_file_are_told_newest_first_under_earlier_names_too(folder):
    assert [text.split("\n")[1] for text in Revisions(folder).texts_of("b.md")] == ["second", "second", "first"]
    assert list(Revisions(folder).texts_of("c.md")) == []


def test_a_revision_is_read_written_and_compared(folder, tmp_path):
    revisions, first = Revisions(folder), git(folder, "rev-parse", "HEAD~2")
    assert revisions.base("HEAD~2") == first
    assert revisions.text(first, "a.md") == "A text that is long enough to be known again.\nfirst\n"
    assert revisions.text(first, "b.md") is None
    (folder / "new.md").write_text("New.\n", "utf-8")
    assert revisions.changed_since(first) == {"a.md", "b.md", "new.md"}
    assert revisions.changed_since("HEAD") == {"new.md"}
    revisions.export(first, tmp_path / "then")
    assert [path.name for path in (tmp_path / "then").iterdir()] == ["a.md"]


def test_the_folder_decides_and_not_the_hook_that_runs_it(folder, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "other")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, str(tmp_path / "other"))
    assert Revisions(folder).changed_since("HEAD") == frozenset()


def test_what_git_does_not_know_is_said_with_what_to_do(folder, tmp_path_factory):
    with pytest.raises(OperatorError, match="git fetch origin nothing"):
        Revisions(folder).base("nothing")
    with pytest.raises(OperatorError, match="not in a git repository"):
        Revisions(tmp_path_factory.mktemp("bare")).changed_since("HEAD")
