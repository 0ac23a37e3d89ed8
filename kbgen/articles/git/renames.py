"""What git knows of moves: renames of articles since a commit, those that are staged included.

Receives the content folder; returns renames, oldest first, and how far the history reaches. Where there is no git, no
repository, or a clone without its history, nothing fails: the note says what is not known.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kbgen.articles.git.moves import FILE, Rename
from kbgen.articles.names import path_fault

# Git's own 50 % takes two short articles of one kind, with the same keys and headings, for one.
LIKENESS = "-M60%"
SECONDS = 60


class History(NamedTuple):
    """`head` is the commit that was looked at, empty where there is none; `note` says what could not be known."""

    renames: tuple[Rename, ...] = ()
    head: str = ""
    note: str = ""
    without_git: bool = False


def read_history(content_dir: Path, locales: Iterable[str], source: str, since: str = "") -> History:
    """The renames since the commit `since`, else since `_moves.txt` was last committed, else of all history."""
    state = _git(content_dir, "rev-parse", "--is-shallow-repository", "HEAD")
    if state is None:
        return History(note="There is no git history here: only moves that _moves.txt holds are known.", without_git=True)
    shallow, head = state.split()
    start = since if since and _git(content_dir, "cat-file", "-e", f"{since}^{{commit}}") is not None else ""
    start = start or (_git(content_dir, "log", "-1", "--format=%H", "--", FILE) or "").strip()
    options = ("-z", "--name-status", "--diff-filter=R", LIKENESS, "--relative", "--no-ext-diff")
    spans = [f"{start}..HEAD"] if start else ["HEAD"]
    said = _git(content_dir, "log", "--format=", "--reverse", "--topo-order", *options, *spans, "--", ".") if start != head else ""
    staged = _git(content_dir, "diff", *options, "HEAD", "--", ".")
    tags = frozenset(locales)
    # Of what moved together, the original goes first: translations follow it.
    found = [*_renames(said or "", tags), *sorted(_renames(staged or "", tags), key=lambda rename: rename.locale != source)]
    note = ""
    if shallow == "true" and not start:
        note = (
            "The clone is shallow: moves that _moves.txt does not hold are not known. "
            "Fetch the whole history (git fetch --unshallow, or fetch-depth: 0)."
        )
    return History(tuple(found), head, note)


def git_move(content_dir: Path, old: str, new: str) -> bool:
    """`git mv`, for a file that git knows; false where it does not."""
    (content_dir / new).parent.mkdir(parents=True, exist_ok=True)
    return _git(content_dir, "mv", "--", old, new) is not None


def git_knows(content_dir: Path, name: str) -> bool:
    """Whether `name` is among the files that git keeps, or will with the next commit."""
    return bool(_git(content_dir, "ls-files", "--", name))


def git_add(content_dir: Path, name: str) -> bool:
    """`git add`, so that the next commit holds the file; false where there is no git, or it ignores the file."""
    return _git(content_dir, "add", "--", name) is not None


def git_edits(content_dir: Path, name: str, most: int = 20) -> tuple[str, ...]:
    """The days on which a file was last edited, newest first, as in ISO 8601; none where git does not know it."""
    said = _git(content_dir, "log", f"-{most}", "--format=%cs", "--", name) or ""
    return tuple(dict.fromkeys(said.split()))


def _renames(said: str, locales: frozenset[str]) -> Iterator[Rename]:
    words = iter(said.replace("\n", "").split("\0"))
    for word in words:
        if not (word[:1] == "R" and word[1:].isdigit()):
            continue
        (tag, _, old), (other, _, new) = next(words, "").partition("/"), next(words, "").partition("/")
        if tag == other and tag in locales and old.endswith(".md") and new.endswith(".md") and not path_fault(old + "/" + new):
            yield Rename(tag, old, new)


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says, or None where it fails or is not there."""
    # A hook or another git command may have set these; here the folder decides.
    surroundings = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    try:
        done = subprocess.run(
            ["git", "-c", "diff.renameLimit=20000", *arguments],
            cwd=folder,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=surroundings | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else None
