"""Earlier states of a project, as git keeps them.

Receives a folder inside a repository; returns names, texts, or a copy of the folder as it was. Raises `OperatorError`, with
what to do, where there is no git, no repository, or no such revision.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.errors import OperatorError

SECONDS = 120
# Set by hooks and by other git commands; here the folder decides.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


@dataclass(frozen=True)
class Revisions:
    """The history of `folder`; all names are relative to it."""

    folder: Path

    def base(self, revision: str) -> str:
        """The commit at which HEAD and `revision` parted: what a pull request against it is compared with."""
        commit = self._text("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", wrong=_unknown(revision)).strip()
        return (self._text("merge-base", commit, "HEAD", wrong="") or commit).strip()

    def changed_since(self, commit: str) -> frozenset[str]:
        """The files that differ from `commit` on disk, staged or not, new and deleted ones too."""
        tracked = self._text("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", commit, "--", ".")
        fresh = self._text("ls-files", "--others", "--exclude-standard", "-z", "--", ".")
        return frozenset(name for name in (tracked + fresh).split("\0") if name)

    def export(self, commit: str, into: Path) -> None:
        """Write the folder as it was at `commit` into the folder `into`."""
        # In a folder below the repository's git takes what was below it, and refuses a tree that is named otherwise.
        said = self._git("archive", "--format=tar", commit)
        if said is None:
            # The folder was not there yet.
            return
        with tarfile.open(fileobj=io.BytesIO(said)) as archive:
            archive.extractall(into, filter="data")

    def text(self, commit: str, name: str) -> str | None:
        """The text of a file at `commit`, or None where it was not there."""
        said = self._git("show", f"{commit}:./{name}")
        return None if said is None else said.decode("utf-8", "replace")

    def texts_of(self, name: str) -> Iterator[str]:
        """The texts that a file has had in the commits that changed it, the newest first, under its earlier names too."""
        said = self._text("log", "--follow", "--format=%x00%H", "--name-only", "-z", "--relative", "--", name, wrong="")
        words = [word.strip("\n") for word in said.split("\0")]
        commit = ""
        for word in words:
            if len(word) in (40, 64) and not set(word) - set("0123456789abcdef"):
                commit = word
            elif word and commit:
                text = self.text(commit, word)
                if text is not None:
                    yield text

    def _text(self, *arguments: str, wrong: str | None = None) -> str:
        said = self._git(*arguments)
        if said is None:
            if wrong == "":
                return ""
            raise OperatorError(wrong or f"{self.folder} is not in a git repository with a commit, so nothing can be compared.")
        return said.decode("utf-8", "surrogateescape")

    def _git(self, *arguments: str) -> bytes | None:
        surroundings = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
        try:
            done = subprocess.run(
                ["git", "-c", "core.quotePath=false", *arguments],
                cwd=self.folder,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env=surroundings | {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise OperatorError(f"git cannot be asked: {error}. Install it, or do without comparing.") from None
        return done.stdout if done.returncode == 0 else None


def _unknown(revision: str) -> str:
    return f"git knows no revision {revision} here. In a shallow clone, fetch it first: git fetch origin {revision}"
