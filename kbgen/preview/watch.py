"""Notices saved files: calls back once for each burst of changes in the folders that a site is made from.

The project's own folder is watched without what is below it, and each of its folders by itself: the preview's site is below
it too, and a build makes and removes thousands of folders there, which watchdog does not survive (6.0, inotify).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

# An editor that saves writes, renames and sets times within a few milliseconds; a person does not notice this pause.
PAUSE_SECONDS = 0.03
# After so long without a save there is time for what nobody waits for.
IDLE_SECONDS = 8.0
# Large, and none of it is part of a site.
LEFT_OUT = frozenset({"node_modules", "__pycache__"})
CHANGING = frozenset({"created", "deleted", "modified", "moved", "closed"})


class Watcher(FileSystemEventHandler):
    """Watches `root` and `folders` until `stop`; what starts with one of `left_out` counts for nothing. `changed` and `idle` are
    called from one thread, never twice at once."""

    def __init__(
        self,
        root: Path,
        folders: Iterable[Path],
        left_out: Iterable[Path],
        changed: Callable[[frozenset[str]], None],
        idle: Callable[[], None],
    ) -> None:
        self._root = root.resolve()
        self._left_out = tuple(str(path.resolve()) for path in left_out)
        self._changed = changed
        self._idle = idle
        self._saved = threading.Event()
        self._lock = threading.Lock()
        self._files: set[str] = set()
        self._ended = False
        self._observer = Observer()
        self._observer.schedule(self, str(self._root), recursive=False)
        for folder in outermost([*folders, *(folder for folder in self._root.iterdir() if self._counts(folder))]):
            self._observer.schedule(self, str(folder), recursive=True)
        self._thread = threading.Thread(target=self._run, name="kbgen-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; a call that is under way is waited for."""
        self._ended = True
        self._saved.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog for everything that happens in the folders."""
        if event.event_type not in CHANGING or (event.is_directory and event.event_type == "modified"):
            return
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        saved = [path for path in paths if not path.startswith(self._left_out) and "/." not in path]
        new = Path(paths[-1])
        if event.is_directory and event.event_type in ("created", "moved") and new.parent == self._root and self._counts(new):
            self._observer.schedule(self, str(new), recursive=True)
        if saved:
            with self._lock:
                self._files.update(saved)
            self._saved.set()

    def _counts(self, folder: Path) -> bool:
        name = folder.name
        return folder.is_dir() and name[0] != "." and name not in LEFT_OUT and not str(folder.resolve()).startswith(self._left_out)

    def _run(self) -> None:
        while not self._ended:
            if not self._saved.wait(IDLE_SECONDS):
                self._idle()
                continue
            threading.Event().wait(PAUSE_SECONDS)
            self._saved.clear()
            with self._lock:
                files, self._files = frozenset(self._files), set()
            if not self._ended and files:
                self._changed(files)


def outermost(folders: Iterable[Path]) -> list[Path]:
    """The folders that are there, without those that lie in another of them: watching both would report each save twice."""
    unique = sorted({folder.resolve() for folder in folders if folder.is_dir()})
    return [folder for folder in unique if not any(other != folder and folder.is_relative_to(other) for other in unique)]
