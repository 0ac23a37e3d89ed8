"""Whether a folder can hold a SQLite database, and the lock that keeps it to one writer.

Receives the path of the database; raises `OperatorError` that names it. The lock is `flock` on `<database>.lock`: the
kernel lets go of it when the process ends, however it ends, so that no stale lock is ever left.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from pathlib import Path

from kbgen.errors import OperatorError

# SQLite's own advice (https://www.sqlite.org/useovernet.html): locks of network file systems cannot be trusted.
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.glusterfs", "ceph", "9p", "afs"}


def check_folder(database: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raise where the folder of `database` is missing, read-only, or on a network file system."""
    folder = database.parent
    if not folder.is_dir():
        raise OperatorError(f"There is no folder {folder} to keep {database.name} in. Create it: mkdir -p {folder}")
    if database.is_dir():
        raise OperatorError(f"{database} is a folder. Name a file in it, for example {database / 'kb.db'}")
    kind = _file_system(folder.resolve(), mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        raise OperatorError(
            f"{folder} is on a network file system ({kind}), where SQLite's locks cannot be trusted. "
            "Keep the database on a local disk, or use postgresql://…"
        )


def _file_system(folder: Path, mounts: Path) -> str:
    if not mounts.is_file():
        return ""
    best, kind = -1, ""
    for line in mounts.read_text("utf-8", errors="replace").splitlines():
        fields = line.split(" ")
        point = Path(fields[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


def refuse_odd(path: Path) -> None:
    """Raise where a database has lost all it held, or has a second name under which it could be written to."""
    status = path.stat()
    if status.st_size == 0:
        raise OperatorError(
            f"{path} is empty, 0 bytes long: whatever it held is gone. Restore a backup (kbgen restore --replace), or "
            f"remove it to begin anew."
        )
    if status.st_nlink > 1:
        raise OperatorError(
            f"{path} has a second name (a hard link), under which another process could write to it. Keep one of "
            f"them: ls -i finds it."
        )


def restore_mark(database: Path) -> Path:
    """The file that stands beside a database while a restored one is put in its place."""
    return database.with_name(database.name + ".restoring")


def refuse_unfinished(database: Path) -> None:
    """Raise where a restore was cut off between taking the old database away and putting the new one there."""
    mark = restore_mark(database)
    if mark.exists():
        raise OperatorError(
            f"A restore of {database} was cut off. Run it again: kbgen restore --replace --database {database} BACKUP. "
            f"The database that it was to replace is in {database.name}.replaced-… beside it, if not in its place."
        )


class WriterLock:
    """Held by the one process that writes to a database."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OperatorError(f"{self.path} cannot be written: {_words(error)}.") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(self._file, 20, 0).decode("ascii", "replace").partition("\n")[0]
            os.close(self._file)
            raise OperatorError(
                f"Process {holder or 'unknown'} is writing to {database}, and only one may. "
                "If it is the collector, stop it for a moment (readers' votes wait in their browsers) and try again."
            ) from None
        state, _, mark = os.pread(self._file, 100, 0).partition(b"\n")[2].strip().partition(b" ")
        # Whether the writer before this one had written and never said that it was done; and the mark of its last transaction.
        self.left_open = state == b"writing"
        self.mark = int(mark) if mark.isdigit() else 0
        try:
            # What an unfinished writer left stays said until the database was looked at.
            self._say(f"writing {self.mark}\n" if self.left_open else "")
        except OSError as error:
            # A full disk leaves the lock without a number in it; the lock itself holds all the same.
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                self.release()
                raise OperatorError(f"{self.path} cannot be written: {_words(error)}.") from None

    def writing(self, mark: int) -> None:
        """The transaction of this mark is stored, and maybe only the log has it."""
        self.left_open, self.mark = False, mark
        with contextlib.suppress(OSError):
            self._say(f"writing {mark}\n")

    def closed(self) -> None:
        """All is in the database."""
        with contextlib.suppress(OSError):
            self._say("closed\n")

    def _say(self, state: str) -> None:
        written = os.pwrite(self._file, f"{os.getpid()}\n{state}".encode(), 0)
        os.ftruncate(self._file, written)

    def release(self) -> None:
        """Let the next writer in. The file stays: removing it would let two processes lock two different files."""
        os.close(self._file)


def _words(error: OSError) -> str:
    return {
        errno.EROFS: "the file system is read-only",
        errno.EACCES: "this user may not",
        errno.ENOSPC: "the disk is full",
    }.get(error.errno or 0, (error.strerror or str(error)).lower())
