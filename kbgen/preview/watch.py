"""Notices saved files: calls back once for each burst of changes in what a site is made from, and in nothing else.

Receives the settings of a site; what lies beside its folders (logs, a built site, other programs' work) is never looked at.
No folder in which builds work is watched with all below: they make and remove thousands of folders, which watchdog does
not survive (6.0, inotify).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from kbgen.config import Settings
from kbgen.resources import theme_dir

# An editor that saves writes, renames and sets times within a few milliseconds; a person does not notice this pause.
PAUSE_SECONDS = 0.03
# After so long without a save there is time for what nobody waits for.
IDLE_SECONDS = 8.0
CHANGING = frozenset({"created", "deleted", "modified", "moved", "closed"})


@dataclass(frozen=True)
class WatchedPlaces:
    """What a build looks at: single files, and folders with everything in them. Some may not exist yet."""

    folders: frozenset[Path]
    files: frozenset[Path]

    @classmethod
    def of(cls, settings: Settings) -> WatchedPlaces:
        """The content, the templates, the catalogues, `mkdocs.yml` and the files and folders that it names."""
        folders = {settings.content_dir, settings.root / "locales", theme_dir()}
        folders |= {settings.custom_dir} if settings.custom_dir else set()
        named = frozenset(settings.files)
        return cls(frozenset(folders | {place for place in named if place.is_dir()}), named)

    def hold(self, path: str) -> bool:
        """Whether a change of `path` can change the site. Hidden files are editors' own."""
        inside = [path[len(folder) :] for folder in map(str, self.folders) if path == folder or path.startswith(folder + os.sep)]
        return any(f"{os.sep}." not in rest for rest in inside) or Path(path) in self.files

    def watched(self) -> Iterator[tuple[Path, bool]]:
        """The folders to watch, and whether with all below; what does not exist is awaited where it would be."""
        for folder in self.folders:
            yield (folder, True) if folder.is_dir() else (_existing(folder), False)
        for file in self.files:
            yield _existing(file.parent), False


class Watcher(FileSystemEventHandler):
    """Watches until `stop`. `changed` and `idle` are called from one thread, never twice at once."""

    def __init__(self, places: WatchedPlaces, changed: Callable[[frozenset[str]], None], idle: Callable[[], None]) -> None:
        self._changed = changed
        self._idle = idle
        self._saved = threading.Event()
        self._lock = threading.Lock()
        self._files: set[str] = set()
        self._ended = False
        self._observer = Observer()
        # By folder, depth and inode: a folder that was deleted and made anew has to be watched anew.
        self._watches: dict[tuple[Path, bool, int], ObservedWatch] = {}
        self._thread = threading.Thread(target=self._run, name="kbgen-watch", daemon=True)
        self.look_at(places)

    def look_at(self, places: WatchedPlaces) -> None:
        """From now on, watch `places` and nothing else."""
        self._places = places
        wanted = {(folder, deep, folder.stat().st_ino) for folder, deep in places.watched()}
        for key in self._watches.keys() - wanted:
            self._observer.unschedule(self._watches.pop(key))
        for folder, deep, inode in wanted - self._watches.keys():
            self._watches[folder, deep, inode] = self._observer.schedule(self, str(folder), recursive=deep)

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
        saved = [str(path) for path in (event.src_path, event.dest_path) if path and self._places.hold(str(path))]
        if saved:
            with self._lock:
                self._files.update(saved)
            self._saved.set()

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


def _existing(folder: Path) -> Path:
    """`folder`, or the nearest folder above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())
