"""What changed in an original since it was translated, as a translator needs it: part by part, old lines and new ones.

Receives the record of a translation and the texts that the original has had; returns lines. The earlier text of a part is the
newest one in git's history with the recorded digest, so nothing but digests has to be kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from kbgen.translations.parts import FRONT, OPENING, Part, parts_of
from kbgen.translations.records import TranslationRecord
from kbgen.translations.status import Change, PartChange, changes_since

NAMES = {FRONT: "front matter", OPENING: "opening"}


def difference(record: TranslationRecord, now: str, earlier: Iterable[str]) -> Iterator[str]:
    """Lines that tell what changed between the recorded parts and the text `now`; `earlier` texts come newest first."""
    parts = parts_of(now)
    changes = changes_since(record, parts)
    wanted = {change.key: record.parts[change.key] for change in changes if change.key in record.parts}
    old = _found(wanted, earlier)
    for change in changes:
        yield f"## {change.what}: {named(change)}"
        before = old[change.key].text if change.key in old else ""
        after = parts[change.key].text if change.key in parts else ""
        if change.what is not PartChange.ADDED and not before:
            yield "(its earlier text is not in git's history; this is the text now)"
        for line in difflib.unified_diff(_lines(before), _lines(after), lineterm="", n=2):
            # Names of files and numbers of lines say nothing about a part.
            if not line.startswith(("---", "+++", "@@")):
                yield line
        yield ""


def named(change: Change) -> str:
    """A part as people call it: its heading, or what it is."""
    if change.heading:
        return f"{change.heading} (#{change.key})"
    return NAMES.get(change.key, f"#{change.key}")


def _found(wanted: Mapping[str, str], earlier: Iterable[str]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for text in earlier:
        if len(found) == len(wanted):
            break
        for key, part in parts_of(text).items():
            if key not in found and wanted.get(key) == part.digest:
                found[key] = part
    return found


def _lines(text: str) -> list[str]:
    return text.strip("\n").splitlines()
