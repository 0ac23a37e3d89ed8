"""What a build remembers by name, of every article and file, in files of bounded size: one edit writes those that it touches.

Receives mappings; gives back the names of their parts. A part stands for its content for ever, as its name is made from it. New
parts are written beside the old ones, which go when nothing names them any more: whoever is stopped on the way leaves what was
there before. A part that is missing or damaged raises `ValueError` or `OSError`, and the whole counts as lost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Generic, TypeVar
from zlib import crc32

V = TypeVar("V")

# In a part, on average: 100 KB of articles, 40 KB of names and sizes. One of 30,000 articles takes 1,000 files for all.
ENTRIES = 128


@dataclass(frozen=True)
class Part(Generic[V]):
    """Some entries, as they stand in the file of that name."""

    name: str
    entries: Mapping[str, V]


def split(entries: Mapping[str, V]) -> list[dict[str, V]]:
    """The entries by the checksums of their names: whichever come and go, the others stay where they are until there are twice as
    many, or half."""
    count = 1 << (len(entries) // ENTRIES).bit_length()
    parts: list[dict[str, V]] = [{} for _ in range(count)]
    for name, value in entries.items():
        # Names of files may hold what is no text.
        parts[crc32(name.encode("utf-8", "surrogatepass")) % count][name] = value
    return parts


def write_parts(
    folder: Path,
    entries: Mapping[str, V],
    before: Sequence[Part[V]],
    there: Collection[str],
    write: Callable[[dict[str, V]], bytes],
) -> list[str]:
    """Write `entries`, but for those parts that are as `before` and still `there`; returns the names of all. Raises `OSError`."""
    names, parts = [], split(entries)
    known = before if len(before) == len(parts) else [None] * len(parts)
    for old, part in zip(known, parts, strict=True):
        if old is not None and old.name in there and old.entries == part:
            names.append(old.name)
        else:
            names.append(_store(folder, write(part)))
    return names


def read_parts(folder: Path, names: Iterable[str], read: Callable[[bytes], dict[str, V]]) -> list[Part[V]]:
    """The parts of these names. Raises `OSError` or `ValueError` where one is not what it was."""
    found = []
    for name in names:
        content = (folder / name).read_bytes()
        if _name(content) != name:
            raise ValueError(f"{folder / name} is damaged.")
        found.append(Part(name, read(content)))
    return found


def _name(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _store(folder: Path, content: bytes) -> str:
    name = _name(content)
    draft = folder / f".{name}.{os.getpid()}"
    try:
        draft.write_bytes(content)
        draft.replace(folder / name)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
    return name
