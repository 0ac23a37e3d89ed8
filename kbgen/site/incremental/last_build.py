"""The last build: what it remembers, beside what is there now, and whether they differ.

Receives settings and options; reads no content and imports nothing large, so that a build with nothing to do is over at once. All
that one build hands on to the next is here: stages ask `LastBuild`, and at the end a build hands it its own `BuildState`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from kbgen.articles.schedule import build_day
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.processes.child import in_child
from kbgen.processes.pool import available
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.glance import drop_glance, glance_of, load_glance, save_glance
from kbgen.site.incremental.inputs import content_stamps, environment_key, environment_stamps, place_of
from kbgen.site.incremental.state import STATE, BuildState, Stamp, load_state, save_state
from kbgen.site.publishing.publish import published_files
from kbgen.site.result import BuildOptions, BuildResult


@dataclass(frozen=True)
class LastBuild:
    """The `state` that the last build left in the folder `cache`, with `state_stamp` on it; and now the stamps of the content
    folder and of all else that pages depend on, and the published files with their sizes. `at` is when this was seen, in
    nanoseconds, `day` the day for which the site is built; `request` says what is asked for, `environment` is the fingerprint of
    everything but content, once it is known. Where `nothing_changed`, every file that a build looks at and every file that it
    published is as the last build left it, and the state has nothing but what that build said."""

    at: int
    day: date
    cache: Path
    state: BuildState
    state_stamp: Stamp | None
    request: str
    strict: bool
    contents: Mapping[str, Stamp]
    environment_stamps: dict[str, Stamp]
    published: Mapping[str, int]
    environment: str = ""
    nothing_changed: bool = False

    @cached_property
    def inputs(self) -> dict[str, Stamp]:
        """The stamps of every file that a build looks at."""
        return {**self.contents, **self.environment_stamps}

    @cached_property
    def stamps_fingerprint(self) -> str:
        """Of the stamps of everything that is not content."""
        return fingerprint(repr(sorted(self.environment_stamps.items())))

    @property
    def still_counts(self) -> bool:
        """Whether no other build has ended since. What writers did since is found by the next build."""
        return self.state_stamp == _stamp(self.cache)

    @property
    def result(self) -> BuildResult:
        """What the last build said, for one that found nothing to do."""
        summary = self.state.summary
        issues = [
            Issue(path, line, code, message, Level(level), advice) for path, line, code, message, level, advice in summary["told"]
        ]
        pages = Counter({(locale, kind): count for locale, kind, count in summary["pages"]})
        return BuildResult(issues, pages, files=summary["files"], size=summary["size"])

    def comparable(self, settings: Settings, *, drafts: bool, listeners: bool) -> LastBuild:
        """The same with its environment, and without a state if that is of another environment. What other plugins do may depend on
        anything: where they have `listeners`, nothing that they took part in is remembered."""
        environment = self._environment(settings, drafts=drafts)
        same = not listeners and self.state.environment_fingerprint == environment
        return replace(self, environment=environment, state=self.state if same else BuildState())

    def remember(self, state: BuildState) -> None:
        """Leave `state` to the next build. Raises `OSError`, and nothing is left then."""
        drop_glance(self.cache)
        save_state(self.cache / STATE, state, self.state)
        stamp = _stamp(self.cache)
        if stamp:
            save_glance(self.cache, glance_of(state, stamp))

    def _environment(self, settings: Settings, *, drafts: bool) -> str:
        """As `environment_key`, without reading what has the stamps that it had."""
        state = self.state
        same = state.request == self.request and state.stamps_fingerprint == self.stamps_fingerprint
        if same and all(map(state.trusts, self.environment_stamps.values())):
            return state.environment_fingerprint
        return environment_key(settings, self.environment_stamps, drafts=drafts)


def last_build(settings: Settings, options: BuildOptions) -> LastBuild:
    """What the last build left, and what there is now."""
    cache = options.cache or settings.root / ".kbgen" / "cache"
    at = time.time_ns()
    day = build_day(at / 1e9)
    request = f"{settings.fingerprint} {'with' if options.drafts else 'without'} drafts in {place_of(settings)}"
    # Thousands of files, while this process looks at the content and reads what the last build remembers.
    files = in_child(lambda: published_files(settings.site_dir), options.jobs or available())
    state_stamp = _stamp(cache)
    contents, environment = content_stamps(settings), environment_stamps(settings)
    # A preview goes on with what a build remembers, and a strict build does not pass over warnings.
    glance = None if options.clean or options.built is not None else load_glance(cache)
    if glance and options.strict and glance.summary["issues"].get(Level.WARNING, 0):
        glance = None
    if glance and glance.state == state_stamp and glance.same_inputs(request, {**contents, **environment}, day.isoformat()):
        published = files()
        unchanged = glance.same_site(published)
        state = BuildState(summary=glance.summary) if unchanged else load_state(cache / STATE)
    else:
        unchanged = False
        state = BuildState() if options.clean else load_state(cache / STATE)
        published = files()
    return LastBuild(
        at=at,
        day=day,
        cache=cache,
        state=state,
        state_stamp=state_stamp,
        request=request,
        strict=options.strict,
        contents=contents,
        environment_stamps=environment,
        published=published,
        nothing_changed=unchanged,
    )


def _stamp(cache: Path) -> Stamp | None:
    try:
        found = (cache / STATE).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
