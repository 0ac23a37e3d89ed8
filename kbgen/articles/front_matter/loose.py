"""The front matter of somebody else's file, read as far as it can be read: nothing in it is worth losing the article.

Receives what `parse.py` receives, and gives the same; every issue is a warning. Beyond that it reads TOML between lines of three
plus signs (Hugo, Zola), YAML with anchors, aliases, merge keys and tags, and takes from what is no YAML at all the lines that
look like `key: value`. A block that nothing closes was a line above the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from kbgen.articles.front_matter import parse as strict
from kbgen.articles.front_matter.parse import MAX_DEPTH, KeyEntry, Listing, Parts, Scalar, Table, Value
from kbgen.issues import Issue, Level

# More than one page of keys is somebody's data, not a head.
MAX_BYTES = 256 * 1024
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"([A-Za-z_][\w.-]{0,60})[ \t]*:(?:[ \t]+(.*))?")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str, where: str) -> tuple[Parts, Table | None, list[Issue]]:
    """The parts of a text (line ends as `\\n`, no byte order mark), its keys if it has any, and warnings."""
    if found := _TOML.match(text):
        header = found[1]
        return Parts(header, text[found.end() :], header.count("\n") + 3), *_toml(header, where)
    parts, issues = strict.split(text, where)
    if parts is None:
        return Parts(None, text, 1), None, _warnings(issues)
    if parts.header is None:
        return parts, None, []
    table, issues = strict.parse(parts.header, where)
    if table is None:
        table, told = _yaml(parts.header), _warnings(issues)
        # Anchors and tags are read after all, so nothing was lost.
        issues = [] if table is not None else told
        table = table if table is not None else _lines(parts.header)
    return parts, table, _warnings(issues)


def _warnings(issues: list[Issue]) -> list[Issue]:
    return [replace(issue, level=Level.WARNING) for issue in issues]


def _toml(header: str, where: str) -> tuple[Table, list[Issue]]:
    try:
        value = _value(tomllib.loads(header), 0)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        lines = re.sub(r"^([\w.-]+)[ \t]*=", r"\1:", header, flags=re.MULTILINE)
        message = f"The front matter is not readable as TOML: {str(error)[:200]}."
        return _lines(lines), [
            Issue(where, 1, "front-matter-yaml", message, Level.WARNING, "Put quotation marks around the value.")
        ]
    return value if isinstance(value, Table) else Table({}, 1), []


def _value(value: Any, depth: int) -> Value:
    if isinstance(value, Mapping) and depth < MAX_DEPTH:
        return Table({str(name): KeyEntry(2, _value(inner, depth + 1)) for name, inner in value.items()}, 2)
    if isinstance(value, list) and depth < MAX_DEPTH:
        return Listing(tuple(_value(item, depth + 1) for item in value), 2)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", 2)
    return Scalar("" if isinstance(value, Mapping | list) else _clean(str(value)), 2)


def _yaml(header: str) -> Table | None:
    """The keys of a header with anchors, aliases, merge keys or tags; None where it is no YAML. Nothing is expanded: what an alias
    names is read once and shared, so that a bomb stays as small as it was written."""
    if len(header) > MAX_BYTES:
        return None
    try:
        node = yaml.compose(header, Loader=_LOADER)
        value = _of(node, {}, 0)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return None
    return value if isinstance(value, Table) else None


def _of(node: Any, seen: dict[int, Value], depth: int) -> Value:
    if id(node) in seen:
        return seen[id(node)]
    line = node.start_mark.line + 2 if node is not None else 1
    value: Value = Scalar("", line)
    if depth > MAX_DEPTH:
        return value
    # Until it is read, what names itself is empty.
    seen[id(node)] = value
    if isinstance(node, yaml.ScalarNode):
        value = Scalar(_clean(node.value), line, node.style == "|")
    elif isinstance(node, yaml.SequenceNode):
        value = Listing(tuple(_of(item, seen, depth + 1) for item in node.value), line)
    elif isinstance(node, yaml.MappingNode):
        entries: dict[str, KeyEntry] = {}
        merged: dict[str, KeyEntry] = {}
        for key, inner in node.value:
            found = _of(inner, seen, depth + 1)
            if isinstance(key, yaml.ScalarNode) and key.value == "<<" and isinstance(found, Table):
                merged.update(found.entries)
            elif isinstance(key, yaml.ScalarNode):
                entries.setdefault(_clean(key.value), KeyEntry(key.start_mark.line + 2, found))
        value = Table({**merged, **entries}, line)
    seen[id(node)] = value
    return value


def _lines(header: str) -> Table:
    """Whatever looks like `key: value` at the start of a line, as text."""
    entries: dict[str, KeyEntry] = {}
    for number, line in enumerate(header[:MAX_BYTES].split("\n"), 2):
        if (found := _LINE.fullmatch(line.rstrip())) and found[2]:
            words = found[2].strip()
            quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "\"'"
            entries.setdefault(found[1], KeyEntry(number, Scalar(_clean(words[1:-1] if quoted else words), number)))
    return Table(entries, 1)


def _clean(text: str) -> str:
    return strict.CONTROL.sub("", text)
