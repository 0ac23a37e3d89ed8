"""Writes what an import made into the content folder, never over what a writer has changed.

Receives files by path and the digests of what earlier runs wrote; returns what happened to each. A file is replaced only
if it is exactly as an import left it; one that was removed or moved since stays away.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

from kbgen.articles.source import digest_of
from kbgen.errors import OperatorError


class FileOutcome(StrEnum):
    """What happened to one file."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    EDITED = "edited since, left alone"
    REMOVED = "removed or moved since, left away"
    FOREIGN = "not from this import, left alone"


@dataclass(frozen=True)
class File:
    """One file to write: `path` relative to the content folder; its bytes are asked for only when they are needed."""

    path: str
    digest: str
    content: Callable[[], bytes]


@dataclass
class WrittenFiles:
    """What a run did: the outcome of every file, and the digests to remember."""

    outcomes: dict[str, FileOutcome] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    @property
    def fresh(self) -> bool:
        """Whether any file was, or in a dry run would be, written."""
        return any(outcome in (FileOutcome.NEW, FileOutcome.UPDATED) for outcome in self.outcomes.values())


def write_files(
    content: Path,
    files: Iterable[File],
    known: Mapping[str, str],
    *,
    dry: bool,
    save: Callable[[Mapping[str, str]], None],
    every: int = 500,
) -> WrittenFiles:
    """Bring every file up to date. `save` is called now and then with the digests so far, so that a killed run goes on."""
    done = WrittenFiles(digests=dict(known))
    root = Path(os.path.realpath(content))
    fresh = 0
    for file in files:
        place = root / file.path
        outcome = _outcome(place, file, known.get(file.path), root)
        done.outcomes[file.path] = outcome
        if outcome in (FileOutcome.NEW, FileOutcome.UPDATED):
            if not dry:
                _write(place, file)
            fresh += 1
        if outcome in (FileOutcome.NEW, FileOutcome.UPDATED, FileOutcome.UNCHANGED):
            done.digests[file.path] = file.digest
        if fresh == every and not dry:
            save(done.digests)
            fresh = 0
    return done


def _outcome(place: Path, file: File, recorded: str | None, root: Path) -> FileOutcome:
    there = digest_at(place, root)
    if there is None:
        return FileOutcome.REMOVED if recorded is not None else FileOutcome.NEW
    if there == file.digest:
        return FileOutcome.UNCHANGED
    if recorded is None:
        return FileOutcome.FOREIGN
    return FileOutcome.UPDATED if there == recorded else FileOutcome.EDITED


def digest_at(place: Path, root: Path) -> str | None:
    """The digest of an ordinary file inside `root`; None if there is nothing; empty for anything else."""
    try:
        status = place.lstat()
    except FileNotFoundError:
        # A folder that is a link could lead a new file out of the content folder.
        return None if Path(os.path.realpath(place.parent)).is_relative_to(root) else ""
    except OSError:
        return ""
    if not stat.S_ISREG(status.st_mode) or not Path(os.path.realpath(place)).is_relative_to(root):
        return ""
    try:
        if status.st_size < 1024 * 1024:
            return digest_of(place.read_bytes())
        digest = blake2b(digest_size=16)
        with place.open("rb") as file:
            while block := file.read(1024 * 1024):
                digest.update(block)
        return digest.hexdigest()
    except OSError:
        return ""


def _write(place: Path, file: File) -> None:
    beside = place.with_name(f".{place.name[:80]}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(file.content())
        beside.replace(place)
    except OSError as error:
        raise OperatorError(f"{place} cannot be written: {error.strerror}. Run the import again to go on.") from None
