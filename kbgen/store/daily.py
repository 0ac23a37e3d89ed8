"""How a day's words are kept, so that a text can be forgotten also where only figures are left.

Receives and returns the packed list of what was asked on a day in one locale: how many readers, and for each of their searches its
words, what became of it, what was opened and what helped. `kbgen.report.read.day_rows` makes and reads the rest of a row.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

import orjson


def packed(value: Any) -> bytes:
    """As compressed JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def unpacked(data: bytes) -> Any:
    """From compressed JSON."""
    return orjson.loads(zlib.decompress(data))


def first_of(data: bytes, most: int) -> tuple[list[Any], bool]:
    """The first entries of what was asked, as far as so many bytes of its text hold them whole; and whether these are all."""
    text = zlib.decompressobj().decompress(data, most)
    if len(text) < most:
        return orjson.loads(text), True
    # Between two entries; the same signs within a reader's words leave no whole JSON, and the place before is tried.
    end = text.rfind(b"]]],[")
    while end > 0:
        try:
            return orjson.loads(text[: end + 3] + b"]"), False
        except ValueError:
            end = text.rfind(b"]]],[", 0, end)
    return [], False


def without(asked: bytes, forgotten: Callable[[str], bool]) -> tuple[bytes, int]:
    """What was asked, without the searches whose words are to be forgotten, and how many these are; the figures of the day stay."""
    kept, lost = [], 0
    for readers, ways in unpacked(asked):
        rest = [way for way in ways if not forgotten(way[0])]
        lost += readers * (len(ways) - len(rest))
        if rest:
            kept.append([readers, rest])
    return (packed(kept), lost) if lost else (asked, 0)
