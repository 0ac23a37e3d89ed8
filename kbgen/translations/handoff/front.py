"""The texts of front matter that are translated, and the same header with other texts in their places.

Receives a header; everything that is not replaced stays as it was written, byte for byte. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kbgen.articles.front_matter.parse import LOADER, Listing, Scalar, Table, Value, parse
from kbgen.translations.parts import TRANSLATED

# Between the names of keys and the numbers of a list's items in the name of a text: `symptoms/2`.
STEP = "/"
NAME = "name"


def texts_of(header: str) -> dict[str, str]:
    """The translated texts of a header by name, in its order."""
    table, _ = parse(header, "")
    found: dict[str, str] = {}
    for name, entry in table.entries.items() if table else ():
        if name in TRANSLATED:
            found.update(_texts(name, entry.value))
    return {name: text for name, text in found.items() if text.strip()}


def with_texts(header: str, texts: Mapping[str, str]) -> str:
    """The header with `texts` for those of the same names; what it has not is put at its end."""
    places, now = dict(_places(header)), texts_of(header)
    pieces, at = [], 0
    for name, (start, end) in sorted(places.items(), key=lambda each: each[1]):
        if name in texts and texts[name] != now.get(name):
            written = _written(texts[name], in_list=STEP in name)
            # A block scalar ends with the break of its last line, which the next key needs.
            broken = header[start:end].endswith("\n")
            pieces += [header[at:start], written + ("\n" if broken else "")]
            at = end
    text = "".join([*pieces, header[at:]])
    missing = [name for name in texts if name not in places and STEP not in name]
    if missing and text and not text.endswith("\n"):
        text += "\n"
    return text + "".join(f"{name}: {_written(texts[name])}\n" for name in missing)


def without(header: str, names: frozenset[str]) -> str:
    """The header without the keys `names` and their values."""
    lines = header.split("\n")
    table, _ = parse(header, "")
    keys = sorted((entry.line - 2, name) for name, entry in (table.entries.items() if table else ()))
    ends = [line for line, _ in keys[1:]] + [len(lines)]
    gone = {line for (start, name), end in zip(keys, ends, strict=True) if name in names for line in range(start, end)}
    return "\n".join(line for number, line in enumerate(lines) if number not in gone or not line.strip())


def _written(text: str, *, in_list: bool = False) -> str:
    # JSON is YAML too; a plain text stays plain where YAML reads the same in it.
    plain = text if text == text.strip() and "\n" not in text else ""
    if plain and plain[0].isalpha() and not set(plain) & set(":#\"'`{}[]&*!|>%@\\" + ("," if in_list else "")):
        try:
            if yaml.safe_load(plain) == plain:
                return plain
        except yaml.YAMLError:
            pass
    return json.dumps(text, ensure_ascii=False)


def _texts(name: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, Scalar):
        yield name, value.text
    elif isinstance(value, Listing):
        for number, item in enumerate(value.items, 1):
            yield from _texts(f"{name}{STEP}{number}", item)
    elif isinstance(value, Table):
        # Names of a table are read too: each has its own place, whatever it is called in a language.
        for number, (key, entry) in enumerate(value.entries.items(), 1):
            yield f"{name}{STEP}{number}{STEP}{NAME}", key
            yield from _texts(f"{name}{STEP}{number}", entry.value)


def _places(header: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where the values stand in the header, from and to, by name."""
    frames: list[_Frame] = []
    event: Any
    for event in yaml.parse(header, Loader=LOADER):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            frames.pop()
            continue
        if kind not in (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent):
            continue
        place = (event.start_mark.index, event.end_mark.index) if kind is yaml.ScalarEvent else None
        name = ""
        if frames:
            frame = frames[-1]
            if frame.table and not frame.in_value:
                frame.number, frame.in_value = frame.number + 1, True
                # The keys of the header itself are ours and not translated.
                frame.key = event.value if not frame.name else str(frame.number)
                if frame.name and place:
                    yield f"{frame.name}{STEP}{frame.number}{STEP}{NAME}", place
                continue
            if frame.table:
                frame.in_value = False
                name = f"{frame.name}{STEP}{frame.key}" if frame.name else frame.key
            else:
                frame.number += 1
                name = f"{frame.name}{STEP}{frame.number}"
        if place:
            yield name, place
        else:
            frames.append(_Frame(name, table=kind is yaml.MappingStartEvent))


@dataclass
class _Frame:
    """A list or table that is still open, and how far its reading has come."""

    name: str
    table: bool
    number: int = 0
    key: str = ""
    in_value: bool = False
