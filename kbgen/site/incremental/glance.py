"""Whether anything has changed since the last build, told without reading what it remembers of every article.

Receives stamps and names; gives and takes a `Glance`, a file of a few kilobytes whatever the size of the site. It names all files
that the build looked at and all that it published by one fingerprint each: where both are the same now, and the build was asked for
the same, the site is as it would be.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.state import BuildState, Stamp

GLANCE = "glance.json"
FORMAT = 1


@dataclass(frozen=True)
class Glance:
    """`state` is the stamp of what the build remembers of every article, `inputs` the fingerprint of the stamps of all files that a
    build looks at, `published` that of all files of the site with their sizes. The others are as in `BuildState`."""

    state: Stamp
    request: str
    inputs: str
    published: str
    saved_at: int
    unchanged_days: tuple[str, str]
    summary: dict[str, Any]

    def same_inputs(self, request: str, inputs: Mapping[str, Stamp], day: str) -> bool:
        """Whether a build that is asked for this would look at what the last one looked at, on a day that changes nothing."""
        first, until = self.unchanged_days
        trusted = BuildState(saved_at=self.saved_at).trusts(max(inputs.values(), default=(0, 0)))
        asked = bool(request) and request == self.request and first <= day < (until or "9999-99-99")
        return asked and trusted and self.inputs == fingerprint_of(inputs)

    def same_site(self, published: Mapping[str, int]) -> bool:
        """Whether the published site is as the last build left it."""
        return self.published == fingerprint_of(published)


def fingerprint_of(files: Mapping[str, Any]) -> str:
    """Of files with what is known of each."""
    return fingerprint(repr(sorted(files.items())))


def glance_of(state: BuildState, stamp: Stamp) -> Glance:
    """What `state`, whose file has this stamp, comes to."""
    files = {name: size for task in state.tasks.values() for name, _, size in task.files} | state.others
    inputs = fingerprint_of(state.inputs)
    return Glance(stamp, state.request, inputs, fingerprint_of(files), state.saved_at, state.unchanged_days, state.summary)


def load_glance(cache: Path) -> Glance | None:
    """The glance in `cache`, or nothing."""
    try:
        known = orjson.loads((cache / GLANCE).read_bytes())
        if known.pop("format") != FORMAT or known.pop("sum") != fingerprint(repr(sorted(known.items()))):
            return None
        (first, until), (changed, size) = known["unchanged_days"], known["state"]
        return Glance(**{**known, "unchanged_days": (first, until), "state": (changed, size)})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save_glance(cache: Path, glance: Glance) -> None:
    """Leave it to the next build. Raises `OSError`, and there is none then."""
    known = orjson.loads(orjson.dumps(asdict(glance)))
    written = orjson.dumps(known | {"format": FORMAT, "sum": fingerprint(repr(sorted(known.items())))})
    drop_glance(cache)
    (cache / GLANCE).write_bytes(written)


def drop_glance(cache: Path) -> None:
    """Forget it."""
    with suppress(FileNotFoundError):
        (cache / GLANCE).unlink()
