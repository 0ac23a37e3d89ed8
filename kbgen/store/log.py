"""Whether SQLite's write-ahead log is whole, which SQLite itself does not tell: it takes what it can read and drops the rest in
silence.

Receives the path of a database whose last writer did not end in order; raises `OperatorError` where its log is missing or damaged
in a way that no crash leaves behind. The format is https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from pathlib import Path

from kbgen.errors import OperatorError

_HEADER, _FRAME = 32, 24


def refuse_lost_log(database: Path, mark: int) -> None:
    """What was stored last must be there, in the database or in its log; `mark` is that of the last transaction, 0 if unknown."""
    log = database.with_name(database.name + "-wal")
    if mark:
        # Any program that opens the database takes the log in and removes it, so that a missing log alone says nothing.
        try:
            with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
                stored = connection.execute("SELECT at FROM heartbeat").fetchone()
        except sqlite3.DatabaseError:
            return  # no database of ours, which is said by whoever opens it for writing
        lost = stored is None or stored[0] < mark
    else:
        lost = not log.is_file() or log.stat().st_size == 0
    if lost:
        raise OperatorError(
            f"The last collector did not end in order, and {database.name} lacks what it stored last: its log {log} was removed or "
            "replaced. Put it back, or restore a backup (kbgen restore --replace). To go on without those votes: "
            f"rm {database}.lock"
        )


def refuse_damaged_log(database: Path) -> None:
    """A crash can leave a last transaction half-written; it cannot leave a broken piece with whole transactions behind it."""
    log = database.with_name(database.name + "-wal")
    if not log.is_file() or log.stat().st_size < _HEADER:
        return
    with log.open("rb") as file:
        head = file.read(_HEADER)
        magic, _, page, _, salts = struct.unpack(">IIII8s8x", head)
        if magic & ~1 != 0x377F0682 or page not in {2**power for power in range(9, 17)}:
            raise _damaged(log, "its head cannot be read")
        order = ">" if magic & 1 else "<"
        sums = _checksum(head[:24], (0, 0), order)
        if struct.pack(">II", *sums) != head[24:32]:
            raise _damaged(log, "its head cannot be read")
        broken = False
        number = 0
        while len(frame := file.read(_FRAME + page)) == _FRAME + page:
            number += 1
            _, commit = struct.unpack_from(">II", frame)
            if frame[8:16] != salts:
                # Left over from before the log was begun anew.
                return
            if not broken:
                sums = _checksum(frame[_FRAME:], _checksum(frame[:8], sums, order), order)
                broken = struct.pack(">II", *sums) != frame[16:24]
            elif commit:
                raise _damaged(log, f"it is broken before page {number}, and whole transactions follow")


def _checksum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def _damaged(log: Path, how: str) -> OperatorError:
    database = log.name.removesuffix("-wal")
    return OperatorError(
        f"{log} is damaged: {how}. Votes in it would be lost without a word. Nothing was changed. Restore a backup (kbgen restore "
        f'--replace), or take what can be read: sqlite3 {database} "PRAGMA wal_checkpoint(TRUNCATE)"'
    )
