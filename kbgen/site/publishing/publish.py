"""Puts a finished site in place of the old one, whole or not at all.

A build writes into a staging folder beside the site. Publishing swaps the two folders: in one step where the system
can (Linux `renameat2`, RENAME_EXCHANGE), else by two renames. A build that fails or is killed leaves the site as it
was; its staging folder is removed by the next build. A lock keeps two builds of one site apart.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from kbgen.errors import OperatorError
from kbgen.manifest import FILE
from kbgen.processes.ctrl_c import later
from kbgen.site.publishing.previous import PreviousSite, UnfitPreviousSiteError, make_like

AT_FDCWD = -100
RENAME_EXCHANGE = 2


class Staging:
    """The folder in which a new site grows until it is published. It is there after `open`."""

    def __init__(self, site_dir: Path, previous: PreviousSite | None) -> None:
        self.site_dir = site_dir
        self.folder = site_dir.parent / f".{site_dir.name}.new"
        self._previous = previous
        self._kept: set[str] = set()
        self._made: set[str] = set()
        # Of a folder that began as the previous site: the files in which it is not like the published site.
        self._differs: frozenset[str] | None = None

    def open(self, *, use_previous: bool) -> None:
        """Make the folder, empty, or with what the site before the published one held."""
        if self._previous and use_previous:
            self._differs = self._previous.take(self.site_dir, self.folder)
        elif self._previous:
            self._previous.drop()
        if not self.began_as_previous:
            self.folder.mkdir()

    @property
    def began_as_previous(self) -> bool:
        """Whether the folder was not empty in the beginning."""
        return self._differs is not None

    def write(self, name: str, content: bytes) -> int:
        """Write one file, making its folders; returns its size in bytes."""
        return write_file(self.folder, name, content)

    def read(self, name: str) -> bytes:
        """The content of one staged file."""
        with open(f"{self.folder}/{name}", "rb") as file:  # noqa: PTH123
            return file.read()

    def keep(self, name: str) -> bool:
        """Take one unchanged file over from the published site without copying it; false if it is not there.

        The two sites share the file until the old one is removed; nothing ever writes into a published file.
        """
        self._kept.add(name)
        if self._differs is not None and name not in self._differs:
            return True
        # Text, not paths: a site has thousands of files, and a path costs as much as the link.
        return self._share(f"{self.site_dir}/{name}", f"{self.folder}/{name}")

    def take(self, name: str, source: Path) -> None:
        """Put a file that never changes, one of the cache, at `name`, without copying it where the system can."""
        self._share(str(source), f"{self.folder}/{name}")

    def _share(self, source: str, target: str) -> bool:
        if self._differs is not None:
            Path(target).unlink(missing_ok=True)
        folder = target.rpartition("/")[0]
        if folder not in self._made:
            _make_folder(folder)
            self._made.add(folder)
        try:
            os.link(source, target)
        except FileNotFoundError:
            return False
        except OSError:
            # File systems without hard links.
            shutil.copyfile(source, target)
        return True

    def publish(self, files: Collection[str], published: Collection[str]) -> None:
        """Put the staged site, which consists of `files`, in place of the published one, which consisted of `published`.

        Raises `UnfitPreviousSiteError` where the previous site that it was made from lacks one of them.
        """
        if self.began_as_previous:
            make_like(self.folder, files)
        differs = (set(files) | set(published)) - self._kept
        old = self.site_dir.parent / f".{self.site_dir.name}.old"
        if not self.site_dir.exists():
            self.folder.rename(self.site_dir)
            return
        if _exchange(self.folder, self.site_dir):
            # The old site now stands where the new one grew.
            self._put_aside(self.folder, differs, len(files))
            return
        self.site_dir.rename(old)
        self.folder.rename(self.site_dir)
        self._put_aside(old, differs, len(files))

    def _put_aside(self, old: Path, differs: Collection[str], files: int) -> None:
        if self._previous:
            self._previous.put(old, self.site_dir, differs, files)
        shutil.rmtree(old, ignore_errors=True)


def write_file(folder: Path, name: str, content: bytes) -> int:
    """Write the file `name` below `folder`, making its folders; returns its size in bytes.

    A file that is there is replaced, not written into: the published site may share it.
    """
    # Text, not paths, which take a third of the time.
    path = f"{folder}/{name}"
    try:
        with open(path, "xb") as file:  # noqa: PTH123
            return file.write(content)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
    with open(path, "xb") as file:  # noqa: PTH123
        return file.write(content)


def _make_folder(path: str) -> None:
    try:
        # Nearly always there is all but the last part.
        os.mkdir(path)  # noqa: PTH102
    except OSError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103


def published_files(site_dir: Path) -> dict[str, int]:
    """All files of the published site, relative to its folder, with their sizes in bytes."""
    found: dict[str, int] = {}
    folders = [""]
    while folders:
        inside = folders.pop()
        try:
            with os.scandir(f"{site_dir}/{inside}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(f"{inside}{entry.name}/")
                    else:
                        found[f"{inside}{entry.name}"] = entry.stat(follow_symlinks=False).st_size
        except OSError:
            # What cannot be read counts as gone, and is made anew.
            continue
    return found


@contextmanager
def staging(site_dir: Path, previous: Path | None, waiting: Callable[[], None]) -> Iterator[Staging]:
    """A staging folder for `site_dir`, held by this process alone; the site that it replaces may be kept in `previous`.

    Calls `waiting` once if another build holds it, then waits. Whatever is not published is removed at the end.
    Raises `OperatorError` where the folder cannot be written or holds something that is not a site, and `UnfitPreviousSiteError`
    where that happens in what was the previous site.
    """
    _refuse_foreign(site_dir)
    with _lock(site_dir.parent / f".{site_dir.name}.lock", waiting):
        stage = Staging(site_dir, PreviousSite(previous) if previous else None)
        _recover(site_dir)
        shutil.rmtree(stage.folder, ignore_errors=True)
        try:
            yield stage
        except OSError as error:
            if stage.began_as_previous:
                raise UnfitPreviousSiteError(str(error)) from error
            # A full disk, a folder that went away: nothing of kbgen's own to show a traceback for.
            place = f": {error.filename}" if error.filename else ""
            raise OperatorError(f"{error.strerror or error}{place}. Nothing was published; the site is as it was.") from None
        finally:
            with later():
                shutil.rmtree(stage.folder, ignore_errors=True)


@contextmanager
def _lock(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock at `path`, waiting for whoever has it; the file is gone afterwards."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = path.open("w")
        except OSError as error:
            raise OperatorError(f"{path.parent} cannot be written: {error.strerror}. Choose another folder with -d.") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
            # Whoever held it before may have removed the file while this process waited for it: then lock the new one.
            if not path.exists() or path.stat().st_ino != os.fstat(lock.fileno()).st_ino:
                continue
            try:
                yield
            finally:
                with later():
                    path.unlink(missing_ok=True)
            return


def _refuse_foreign(site_dir: Path) -> None:
    if site_dir.is_symlink() or site_dir.is_file():
        raise OperatorError(f"{site_dir} is not a folder. Choose another place with -d.")
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / FILE).exists():
        raise OperatorError(
            f"{site_dir} holds files that kbgen did not make, and publishing would replace them. "
            "Empty it, or choose another folder with -d."
        )


def _recover(site_dir: Path) -> None:
    """Finish what a kill between two renames left: the old site without a new one."""
    old = site_dir.parent / f".{site_dir.name}.old"
    if old.exists() and not site_dir.exists():
        old.rename(site_dir)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step; false where the system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
