"""A proposal: what is to change in which files, with a title and the reasons, before it is a pull request or a patch.

Receives files with their text before and after; raises `OperatorError` for a path that leads out of the repository. A proposal is
the same for the same changes: its branch is named after them, so that it is not made twice.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.errors import OperatorError

BRANCHES = "kbgen"


@dataclass(frozen=True)
class FileChange:
    """One file by its path in the repository. `before` is None of a new file, `after` of one that goes."""

    path: str
    before: bytes | None
    after: bytes | None

    def __post_init__(self) -> None:
        parts = self.path.split("/")
        if (
            not self.path
            or any(part in ("", ".", "..") or part.lower() == ".git" for part in parts)
            or re.search(r"[\x00-\x1f\x7f\\]", self.path)
        ):
            raise OperatorError(f"{self.path[:80]!r} cannot be a file of the repository.")


@dataclass(frozen=True)
class Proposal:
    """`title` is one line; `description` is Markdown."""

    title: str
    description: str
    changes: tuple[FileChange, ...]

    @property
    def branch(self) -> str:
        """The name of its branch."""
        digest = hashlib.sha256()
        for change in sorted(self.changes, key=lambda one: one.path):
            for part in (change.path.encode(), change.before or b"", change.after or b""):
                digest.update(len(part).to_bytes(8, "big") + part)
        words = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")[:40].strip("-")
        return f"{BRANCHES}/{f'{words}-' if words else ''}{digest.hexdigest()[:10]}"

    @property
    def message(self) -> str:
        """The message of its commit."""
        return f"{self.title}\n\n{self.description}".strip() + "\n"


def proposal(title: str, description: str, changes: Sequence[FileChange]) -> Proposal:
    """Put a proposal together. Raises `OperatorError` where nothing changes."""
    kept = tuple(change for change in changes if change.before != change.after)
    if not kept:
        raise OperatorError("Nothing would change: there is nothing to propose.")
    return Proposal(" ".join(title.split())[:200] or "Change", description.strip(), kept)


def changed(root: Path, file: Path, after: bytes | None, folder: str = "") -> FileChange:
    """The change of `file`, which may not exist; `root` is the folder of `mkdocs.yml`, `folder` its place in the repository."""
    name = file.relative_to(root).as_posix()
    before = file.read_bytes() if file.is_file() else None
    return FileChange(f"{folder.strip('/')}/{name}" if folder.strip("/") else name, before, after)
