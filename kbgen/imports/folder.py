"""The folder of an export: what it holds, and nothing outside it.

Receives a path; returns a `Folder`. The tree is walked once. Links that lead out of the folder, and names that are not
UTF-8, are losses. Everything is sorted by name.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from kbgen.articles.git.around import is_text_of_project
from kbgen.errors import OperatorError
from kbgen.imports.export import Losses

# Folders of tools, which hold other people's Markdown and HTML by the thousand.
IGNORED = frozenset({"node_modules", "__pycache__", "venv"})
# Folders and files that begin with a dot and hold what readers see: pictures, languages, the order of pages.
SPOKEN = frozenset({".gitbook", ".gitbook.yaml", ".vitepress", ".vuepress", ".attachments", ".order", ".pages", ".nav.yml"})
MAX_DEPTH = 60


@dataclass(frozen=True)
class Folder:
    """`files` are paths relative to `root` with forward slashes; `by_name` finds them by file name in any case."""

    root: Path
    files: tuple[str, ...]
    by_name: Mapping[str, Sequence[str]]
    known: frozenset[str]

    def read(self, path: str, limit: int) -> bytes:
        """At most `limit` + 1 bytes of a file, so that the caller can tell one that is too large. Raises OSError."""
        with (self.root / path).open("rb") as file:
            return file.read(limit + 1)

    def inside(self, folder: str, reference: str) -> str | None:
        """`reference` as written in a file of `folder`, as a path within the export; None if it leads out of it."""
        reference = unquote(reference.replace("\\", "/"))
        path = posixpath.normpath(posixpath.join(folder, reference.lstrip("/") if reference.startswith("/") else reference))
        return None if path.startswith(("../", "/")) or path == ".." or "\x00" in path else path


def open_folder(source: Path, losses: Losses) -> Folder:
    """Walk the export at `source`. Raises `OperatorError` if there is nothing to read."""
    root = Path(os.path.realpath(source))
    if not root.is_dir():
        if root.suffix.lower() in (".zip", ".tar", ".gz", ".tgz"):
            raise OperatorError(f"{source} is an archive. Unpack it and name the folder.")
        raise OperatorError(f"There is no folder {source}. Save the export to a folder and name that.")
    files: list[str] = []
    waiting = [("", 0)]
    while waiting:
        place, depth = waiting.pop()
        try:
            with os.scandir(root / place) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            losses.add(place or ".", "folder", f"It cannot be read: {error.strerror}.")
            continue
        for entry in entries:
            path = f"{place}/{entry.name}" if place else entry.name
            if (entry.name.startswith(".") and entry.name not in SPOKEN) or entry.name in IGNORED:
                continue
            if not _is_text(entry.name):
                losses.add(ascii(path), "file", "Its name is not UTF-8.")
            elif entry.is_symlink() and not _leads_inside(entry.path, root):
                losses.add(path, "link", "It leads out of the folder or nowhere.")
            elif entry.is_dir():
                if entry.is_symlink():
                    losses.add(path, "link", "Folders that are links are not followed.")
                elif depth >= MAX_DEPTH:
                    losses.add(path, "folder", f"It lies more than {MAX_DEPTH} folders deep.")
                else:
                    waiting.append((path, depth + 1))
            elif entry.is_file():
                files.append(path)
    files.sort()
    by_name: dict[str, list[str]] = {}
    for path in files:
        by_name.setdefault(posixpath.basename(path).casefold(), []).append(path)
    return Folder(root, tuple(files), by_name, frozenset(files))


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _leads_inside(path: str, root: Path) -> bool:
    target = Path(os.path.realpath(path))
    return (target.is_relative_to(root) and target.exists()) or is_text_of_project(path, str(root))
