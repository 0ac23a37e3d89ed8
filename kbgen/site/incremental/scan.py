"""A look at everything before a build: what is there now, what the last build remembers, and whether they differ.

Receives settings and options; reads no content and imports nothing large, so that a build with nothing to do is over at
once.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from kbgen.articles.schedule import build_day
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.processes.child import in_child
from kbgen.processes.pool import available
from kbgen.site.incremental import state as cache
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.inputs import content_stamps, environment_key, environment_stamps, place_of
from kbgen.site.incremental.state import STATE, BuildState, Stamp
from kbgen.site.publishing.publish import published_files
from kbgen.site.result import BuildOptions, BuildResult


@dataclass(frozen=True)
class Scan:
    """The stamps of the content folder and of all else that pages depend on, the published files with their sizes, and the
    last build's state, kept in the folder `memory` with `memory_stamp` on it. `at` is when, in nanoseconds, and `day` the day for
    which the site is built; `wanted` names what was asked for."""

    at: int
    memory: Path
    memory_stamp: Stamp | None
    wanted: str
    strict: bool
    contents: Mapping[str, Stamp]
    surroundings: dict[str, Stamp]
    published: Mapping[str, int]
    before: BuildState
    day: date

    @cached_property
    def inputs(self) -> dict[str, Stamp]:
        """The stamps of every file that a build looks at."""
        return {**self.contents, **self.surroundings}

    @cached_property
    def stamps(self) -> str:
        """Names the stamps of everything that is not content."""
        return fingerprint(repr(sorted(self.surroundings.items())))

    def environment(self, settings: Settings, *, drafts: bool) -> str:
        """As `environment_key`, without reading what has the stamps that it had."""
        before = self.before
        same = before.fingerprint == self.wanted and before.surroundings == self.stamps
        if same and all(map(before.trusts, self.surroundings.values())):
            return before.environment
        return environment_key(settings, self.surroundings, drafts=drafts)

    @property
    def still_counts(self) -> bool:
        """Whether no other build has ended since. What writers did since is found by the next build."""
        return self.memory_stamp == _stamp(self.memory)

    @property
    def nothing_changed(self) -> bool:
        """Whether every file that a build looks at, and every file that it published, is as the last build left it."""
        before = self.before
        if not before.tasks or before.fingerprint != self.wanted or before.inputs != self.inputs:
            return False
        first, until = before.season
        if not first <= self.day.isoformat() < (until or "9999-99-99"):
            return False
        if not all(map(before.trusts, self.inputs.values())):
            return False
        files = {name: size for task in before.tasks.values() for name, _, size in task.files} | before.others
        warned = self.strict and before.summary["issues"].get(Level.WARNING, 0)
        return files == self.published and not warned


def look(settings: Settings, options: BuildOptions) -> Scan:
    """Look around."""
    memory = options.cache or settings.root / ".kbgen" / "cache"
    at = time.time_ns()
    # Thousands of files, while this process reads what the last build remembers.
    files = in_child(lambda: (content_stamps(settings), published_files(settings.site_dir)), options.jobs or available())
    memory_stamp = _stamp(memory)
    before = BuildState() if options.clean else cache.load(memory / STATE)
    contents, published = files()
    return Scan(
        at=at,
        day=build_day(at / 1e9),
        memory=memory,
        memory_stamp=memory_stamp,
        wanted=f"{settings.fingerprint} {'with' if options.drafts else 'without'} drafts in {place_of(settings)}",
        strict=options.strict,
        contents=contents,
        surroundings=environment_stamps(settings),
        published=published,
        before=before,
    )


def _stamp(memory: Path) -> Stamp | None:
    try:
        found = (memory / STATE).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def unchanged(before: BuildState) -> BuildResult:
    """The result of a build that found nothing to do: that of the last one."""
    summary = before.summary
    issues = [
        Issue(path, line, code, message, Level(level), advice) for path, line, code, message, level, advice in summary["told"]
    ]
    pages = Counter({(locale, kind): count for locale, kind, count in summary["pages"]})
    return BuildResult(issues, pages, files=summary["files"], size=summary["size"])
