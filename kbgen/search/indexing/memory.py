"""What is remembered of an index, so that it can be updated without the documents that did not change.

Receives and gives bytes: a check sum, a line of JSON, and the forms of each part of the vocabulary, of which an update reads those
that it touches. Which documents have a form stands in the lines of the index; here it is only where these do not tell. Bytes that
are damaged give nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

import orjson

from kbgen.search.indexing.published import Names

FORMAT = 4


class Form(NamedTuple):
    """A folded word: its stem, how many documents have it, and which (their numbers as `deltas`), where its line does not tell."""

    stem: str
    having: int
    documents: str = ""


@dataclass(frozen=True)
class Memory:
    """`names` are the published files; `lengths` holds for each field its words and the documents that have it, `known` how many
    documents have each key that synonyms speak of, `characters` how many all lines of the shards have, `foreign` how many
    documents are shown in another language. `parts` are the forms, by the part of the vocabulary that their stem is in."""

    names: Names
    lengths: Mapping[str, tuple[int, int]]
    known: Mapping[str, int]
    characters: int
    foreign: int
    parts: tuple[bytes, ...]

    def forms(self, part: int) -> dict[str, Form]:
        """The forms whose stems are in this part."""
        return {form: Form(*value) for form, value in orjson.loads(self.parts[part]).items()} if self.parts[part] else {}


def packed(forms: Iterable[tuple[str, Form]]) -> bytes:
    """Forms as `Memory.parts` has them."""
    ordered = {form: value if value.documents else value[:2] for form, value in sorted(forms)}
    return orjson.dumps(ordered, default=list) if ordered else b""


def write_memory(memory: Memory) -> bytes:
    """The memory as bytes."""
    head = orjson.dumps(
        [FORMAT, vars(memory.names), memory.lengths, memory.known, memory.characters, memory.foreign, list(map(len, memory.parts))]
    )
    content = b"".join([head, b"\n", *memory.parts])
    return b"%08x\n%s" % (crc32(content), content)


def read_memory(written: bytes) -> Memory | None:
    """What `write_memory` wrote, or nothing."""
    total, _, content = written.partition(b"\n")
    if total != b"%08x" % crc32(content):
        return None
    head, _, body = content.partition(b"\n")
    version, names, lengths, known, characters, foreign, sizes = orjson.loads(head)
    if version != FORMAT:
        return None
    parts, at = [], 0
    for size in sizes:
        parts.append(body[at : at + size])
        at += size
    counted = {field: (words, having) for field, (words, having) in lengths.items()}
    return Memory(Names.read(names), counted, known, characters, foreign, tuple(parts))
