"""The most memory that a process and its children use at once: the sum of their proportional set sizes (Linux)."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType


class Memory:
    """Looks every 50 ms while the block runs; `most` is in bytes, 0 where the system does not tell."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.most = 0

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.05):
            self.most = max(self.most, sum(map(proportional, self._family())))

    def _family(self) -> list[int]:
        parents: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
                parents.setdefault(parent, []).append(int(entry.name))
        family, at = [self._pid], 0
        while at < len(family):
            family += parents.get(family[at], [])
            at += 1
        return family


def proportional(pid: int) -> int:
    """The proportional set size of one process in bytes."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:")), 0)
