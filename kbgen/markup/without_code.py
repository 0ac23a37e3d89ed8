"""A text with its code blanked, so that what looks like a link or a comment in it is not taken for one.

Receives a text, gives text of the same length in which every other character keeps its place. The parser says what is code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyromark

from kbgen.markup.commonmark import OPTIONS


# Of one article it is asked for by several, one after the other.
@lru_cache(maxsize=8)
def without_code(text: str) -> str:
    """`text` with blocks of code and code spans blanked."""
    return _blanked(text, spans=True)


@lru_cache(maxsize=8)
def without_fences(text: str) -> str:
    """`text` with blocks of code blanked."""
    return _blanked(text, spans=False)


def _blanked(text: str, *, spans: bool) -> str:
    if "`" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return text
    source = text.encode()
    pieces: list[str] = []
    done = 0
    events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(text, options=OPTIONS)
    for event, place in events:
        if isinstance(event, str):
            continue
        started = event.get("Start")
        code = (spans and "Code" in event) or (isinstance(started, dict) and "CodeBlock" in started)
        start, end = place["start"], place["end"]
        if code and start >= done:
            pieces += [source[done:start].decode(), _blank(source[start:end].decode())]
            done = end
    return "".join([*pieces, source[done:].decode()]) if pieces else text


def _blank(text: str) -> str:
    return "\n".join([" " * len(line) for line in text.split("\n")])
