"""A help center in a real git repository, its bare original, and a stand-in for each forge over that."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kbgen.proposals.settings import Forge, ForgeSettings
from tests.proposals.stand_in import TOKEN, StandIn, stand_in

IDENTITY = {
    "GIT_AUTHOR_NAME": "Lead",
    "GIT_AUTHOR_EMAIL": "lead@example.com",
    "GIT_COMMITTER_NAME": "Lead",
    "GIT_COMMITTER_EMAIL": "lead@example.com",
}
CONFIG = """site_name: Help
docs_dir: content
theme: {name: material}
plugins:
  - kbgen:
      source_locale: en
      locales: {en: English, fa: فارسی}
      front_matter: lenient
"""


def git(folder: Path, *arguments: str | Path) -> str:
    """Run git; returns what it said."""
    done = subprocess.run(["git", *map(str, arguments)], cwd=folder, capture_output=True, env=os.environ | IDENTITY)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A working copy with a few files, all of it committed on `main`."""
    folder = tmp_path / "project"
    (folder / "content" / "en" / "guides").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (folder / "content" / "en" / "guides" / "set-up.md").write_text("# Set up\n\nOne.\n")
    (folder / "content" / "gaps.yml").write_text("# What we will not do.\n- {question: fax, locale: en, reason: No.}\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    return folder


@pytest.fixture
def forge(project: Path, tmp_path: Path) -> Iterator[Callable[[str], tuple[StandIn, ForgeSettings]]]:
    """Start a stand-in of a forge over the project's repository."""
    git(tmp_path, "clone", "-q", "--bare", project, tmp_path / "forge.git")
    running = []

    def begin(name: str) -> tuple[StandIn, ForgeSettings]:
        context = stand_in(tmp_path / "forge.git", name)
        state = context.__enter__()
        running.append(context)
        return state, ForgeSettings(Forge(name), state.url, "acme/help", token=TOKEN)

    yield begin
    for context in running:
        context.__exit__(None, None, None)
