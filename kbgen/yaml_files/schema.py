"""Holds a value of YAML to a JSON Schema, and says in words where it does not keep to it.

Receives a node of YAML (it knows its line), the value that it stands for, and a schema; returns `Fault`s. One schema serves the
commands, `kbgen check` and editors. Of JSON Schema (draft 7) it knows what `KNOWN` lists, which tests hold the schemas to: a
keyword that it passed over would be believed by editors only.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import yaml

KNOWN = frozenset(
    (
        *("$schema", "title", "description", "type", "enum", "const", "pattern", "format", "minLength", "minimum", "maximum"),
        *("exclusiveMinimum", "properties", "required", "additionalProperties", "minProperties", "items", "minItems", "anyOf"),
    )
)
_TYPES: Mapping[str, tuple[str, tuple[type, ...]]] = {
    "object": ("a mapping", (dict,)),
    "array": ("a list", (list,)),
    "string": ("text", (str,)),
    "number": ("a number", (int, float)),
    "integer": ("a whole number", (int,)),
    "boolean": ("true or false", (bool,)),
    "null": ("empty", (type(None),)),
}


class Fault(NamedTuple):
    """One place that breaks a schema: its line, what is wrong, what to do."""

    line: int
    message: str
    advice: str = ""


def faults(value: Any, schema: Mapping[str, Any], node: yaml.Node | None, where: str = "") -> Iterator[Fault]:
    """Everything in `value` that the schema does not allow; `where` is the path of keys that leads to it."""
    line = node.start_mark.line + 1 if node else 0
    if "anyOf" in schema:
        yield from _any(value, schema, node, where)
        return
    kinds = schema.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    if kinds and not any(_is(value, kind) for kind in kinds):
        yield Fault(
            line, f"{where or 'The file'} is {_shown(value)}.", f"It has to be {' or '.join(_TYPES[kind][0] for kind in kinds)}."
        )
        return
    wrong = _scalar(value, schema)
    if wrong:
        yield Fault(line, f"{where} is {_shown(value)}.", wrong)
    if isinstance(value, dict):
        yield from _mapping(value, schema, node, where)
    elif isinstance(value, list):
        yield from _list(value, schema, node, where)


def _any(value: Any, schema: Mapping[str, Any], node: yaml.Node | None, where: str) -> Iterator[Fault]:
    """The faults by the alternative that comes nearest: that of the value's own type, or the first."""
    tried = [list(faults(value, one, node, where)) for one in schema["anyOf"]]
    if all(tried):
        fits = [found for found, one in zip(tried, schema["anyOf"], strict=True) if _of_type(value, one)]
        yield from min(fits or tried, key=len)


def _of_type(value: Any, schema: Mapping[str, Any]) -> bool:
    kind = schema.get("type")
    return kind is None or any(_is(value, one) for one in ([kind] if isinstance(kind, str) else kind))


def _is(value: Any, kind: str) -> bool:
    if kind in ("number", "integer") and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES[kind][1])


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return str(value)[:80] if not isinstance(value, bool) else str(value).lower()


def _scalar(value: Any, schema: Mapping[str, Any]) -> str:
    """What a single value has to be, where it is not that."""
    if "enum" in schema and value not in schema["enum"]:
        return f"It can be {', '.join(map(str, schema['enum']))}."
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return str(schema.get("description", f"It has to match {schema['pattern']}."))
        if len(value.strip()) < schema.get("minLength", 0):
            return "Write something here, or take the key out."
        if schema.get("format") == "date" and not _is_date(value):
            return "Write year, month and day, such as 2027-03-31."
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        low, high = schema.get("minimum"), schema.get("maximum")
        if (low is not None and value < low) or (high is not None and value > high):
            return (
                f"It can be from {low} to {high}."
                if None not in (low, high)
                else f"It can be from {low}."
                if high is None
                else f"It can be up to {high}."
            )
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            return f"It has to be more than {schema['exclusiveMinimum']}."
    return ""


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _mapping(value: Mapping[Any, Any], schema: Mapping[str, Any], node: yaml.Node | None, where: str) -> Iterator[Fault]:
    line = node.start_mark.line + 1 if node else 0
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    nodes = {key.value: (key, child) for key, child in node.value} if isinstance(node, yaml.MappingNode) else {}
    for name in schema.get("required", ()):
        if name not in value:
            yield Fault(
                line, f"{f'{where}: ' if where else ''}{name} is missing.", str(properties.get(name, {}).get("description", ""))
            )
    if len(value) < schema.get("minProperties", 0):
        yield Fault(line, f"{where or 'The file'} is empty.", "Name at least one.")
    for key, one in value.items():
        name, child = str(key), nodes.get(str(key), (None, None))
        place = f"{where}: {name}" if where else name
        if name in properties:
            yield from faults(one, properties[name], child[1], place)
        elif others is False:
            near = difflib.get_close_matches(name[:100], properties, 1)
            at = child[0].start_mark.line + 1 if child[0] else line
            yield Fault(at, f"{place} is not a key.", f"Did you mean {near[0]}?" if near else f"Known: {', '.join(properties)}.")
        elif isinstance(others, Mapping):
            yield from faults(one, others, child[1], place)


def _list(value: Sequence[Any], schema: Mapping[str, Any], node: yaml.Node | None, where: str) -> Iterator[Fault]:
    if len(value) < schema.get("minItems", 0):
        yield Fault(node.start_mark.line + 1 if node else 0, f"{where or 'The file'} is empty.", "Name at least one.")
    children: Sequence[yaml.Node | None] = node.value if isinstance(node, yaml.SequenceNode) else [None] * len(value)
    for number, (one, child) in enumerate(zip(value, children, strict=False), 1):
        yield from faults(one, schema.get("items", {}), child, f"{where}: {number}" if where else f"Entry {number}")
