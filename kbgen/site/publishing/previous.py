"""The site before the published one, kept as the place where the next one is made.

Sites that follow one another differ in few files. To link thousands of unchanged files into a new folder, and to remove as many
with the old one, takes longer than all else that a build does after one edit. So the replaced site stays, with the names of the
files in which it is unlike the published one, and the next build writes only those and its own.

`PreviousSite.take` and `PreviousSite.put` move whole folders. A previous site whose note does not fit the published one is removed;
so is one that was in use when a build stopped, for its note is gone by then.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kbgen.errors import KbgenError

# A site that differs in more than a third of its files saves nothing.
SHARE = 3


class UnfitPreviousSiteError(KbgenError):
    """The previous site is not what its note says; it is of no use, and the build has to be made without."""


@dataclass(frozen=True)
class PreviousSite:
    """The previous site of one project, in `folder`, with a note beside it."""

    folder: Path

    @property
    def note(self) -> Path:
        """Says of which site the previous one differs in which files."""
        return self.folder.with_name(f"{self.folder.name}.json")

    def take(self, site_dir: Path, target: Path) -> frozenset[str] | None:
        """Move the previous site to `target`; returns the names of the files in which it is not like the site in `site_dir`, or
        None where there is no previous one of that site."""
        try:
            known = json.loads(self.note.read_bytes())
            self.note.unlink()
            if known["site"] == _identity(site_dir):
                self.folder.rename(target)
                return frozenset(map(str, known["differs"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass
        self.drop()
        return None

    def drop(self) -> None:
        """Remove it: the published site is about to become another."""
        self.note.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, old: Path, site_dir: Path, differs: Collection[str], files: int) -> None:
        """Keep the folder `old`, which `site_dir` has replaced, where that is worth it. The site has `files` files."""
        if len(differs) * SHARE < files:
            try:
                self.folder.parent.mkdir(parents=True, exist_ok=True)
                old.rename(self.folder)
                draft = self.note.with_suffix(".new")
                draft.write_text(json.dumps({"site": _identity(site_dir), "differs": sorted(differs)}), "utf-8")
                draft.replace(self.note)
            except OSError:
                # On another disk, or a full one: it only saves time.
                self.drop()


def make_like(folder: Path, files: Collection[str]) -> None:
    """Remove everything from `folder` that is not among `files`. Raises `UnfitPreviousSiteError` if one of them is not there."""
    wanted = set(files)
    folders = [""]
    found = 0
    for inside in folders:
        with os.scandir(f"{folder}/{inside}") as entries:
            for entry in entries:
                name = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")
                elif name in wanted:
                    found += 1
                else:
                    Path(entry.path).unlink()
    if found != len(wanted):
        raise UnfitPreviousSiteError(f"{folder} lacks files of the site.")
    homes = {""}
    for name in wanted:
        home = name.rpartition("/")[0]
        while home not in homes:
            homes.add(home)
            home = home.rpartition("/")[0]
    for inside in reversed(folders):
        if inside.rstrip("/") not in homes:
            Path(folder, inside).rmdir()


def _identity(site_dir: Path) -> list[int]:
    """Tells one folder from another that was put into its place, or to which something was added."""
    found = site_dir.stat()
    return [found.st_dev, found.st_ino, found.st_mtime_ns]
