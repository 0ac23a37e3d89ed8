"""Splits an article into front matter and body, and reads the front matter without ever building what YAML can build.

Receives text; returns plain values that keep their text and line, and issues. Works on YAML's events one by one, so a
bomb is refused by its first anchor, tag or bracket too many, before anything is expanded. Scalars stay text:
`no`, `012` and `1.10` mean what they say until the schema converts them.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from kbgen.issues import Issue

MAX_BYTES = 16 * 1024
MAX_DEPTH = 8
# libyaml reads a small header in 30 µs, the same parser in Python in 300 µs; both give the same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
# Escapes in double quotes can smuggle in what the file itself must not hold; U+0002 would pose as Markdown's own marks.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# The wording of libyaml and what a writer usually meant by it.
_ADVICE = (
    ("mapping values are not allowed", "Put quotation marks around a value that holds a colon and a space."),
    ("cannot start any token", "Indent with spaces, and put quotation marks around a value that starts with % @ ` or a tab."),
    ("could not find expected ':'", "Write each line as `key: value`."),
    ("while scanning a quoted scalar", "Close the quotation mark."),
    ("unexpected end of stream", "Close the quotation mark."),
    ("did not find expected <document start>", "Write each line as `key: value`."),
    ("expected ',' or", "Close the bracket."),
    ("did not find expected", "Check the indentation, and put quotation marks around a value that holds a quotation mark."),
)


class Scalar(NamedTuple):
    """A single value, as the text that was written. `literal` after a `|`, which alone keeps the ends of lines."""

    text: str
    line: int
    literal: bool = False


class Listing(NamedTuple):
    """A list of values."""

    items: tuple[Value, ...]
    line: int


class KeyEntry(NamedTuple):
    """One key of a table: `line` is the key's."""

    line: int
    value: Value


class Table(NamedTuple):
    """Keys and values in the order they were written."""

    entries: dict[str, KeyEntry]
    line: int


Value = Scalar | Listing | Table


class Parts(NamedTuple):
    """A file cut in two: `header` is None where there is no front matter. `body_line` counts from 1."""

    header: str | None
    body: str
    body_line: int


def plain(value: Value) -> Any:
    """A value as texts, lists and tables of them."""
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Listing):
        return [plain(entry) for entry in value.items]
    return {name: plain(entry.value) for name, entry in value.entries.items()}


def split(text: str, where: str) -> tuple[Parts | None, list[Issue]]:
    """Cut `text` (line ends as `\\n`, no byte order mark) at the lines of three dashes; None if the second is missing."""
    opening = _OPEN.match(text)
    if not opening:
        return Parts(None, text, 1), []
    closing = _CLOSE.search(text, opening.end())
    if not closing:
        issue = Issue(
            where, 1, "front-matter-open", "The front matter never ends.", suggestion="Close it with a line of three dashes."
        )
        return None, [issue]
    header = text[opening.end() : closing.start()]
    return Parts(header, text[closing.end() + 1 :], header.count("\n") + 3), []


def parse(header: str, where: str) -> tuple[Table | None, list[Issue]]:
    """Read the lines between the dashes, the first of which is line 2 of the file. Never raises."""
    size = len(header.encode())
    if size > MAX_BYTES:
        message = f"The front matter has {size:,} bytes; {MAX_BYTES:,} are allowed."
        return None, [Issue(where, 1, "front-matter-size", message, suggestion="Move the text into the body.")]
    issues: list[Issue] = []
    try:
        return _build(header, where, issues), issues
    except _RefusedError as refused:
        issues.append(Issue(where, refused.line, refused.code, refused.message, suggestion=refused.suggestion))
    except yaml.YAMLError as error:
        issues.append(_syntax_issue(error, header, where))
    except (ValueError, OverflowError):
        # The parser in Python lets chr() fail on \UFFFFFFFF.
        issues.append(Issue(where, 0, "front-matter-yaml", "The front matter holds an escape that is no character."))
    return None, issues


class _RefusedError(Exception):
    """Ends the reading of one header; never leaves this module."""

    def __init__(self, line: int, code: str, message: str, suggestion: str) -> None:
        super().__init__(message)
        self.line, self.code, self.message, self.suggestion = line, code, message, suggestion


class _Frame:
    """A list or table that is still open."""

    __slots__ = ("entries", "items", "key", "line")

    def __init__(self, line: int, *, table: bool) -> None:
        self.line = line
        self.items: list[Value] = []
        self.entries: dict[str, KeyEntry] | None = {} if table else None
        self.key: Scalar | None = None


def _build(header: str, where: str, issues: list[Issue]) -> Table:
    root: Value | None = None
    frames: list[_Frame] = []
    documents = 0
    value: Value
    event: Any
    for event in yaml.parse(header, Loader=LOADER):
        kind = type(event)
        line = event.start_mark.line + 2
        if kind is yaml.ScalarEvent:
            _refuse_marks(event, line)
            value = Scalar(event.value, line, event.style == "|")
            if event.style == '"' and CONTROL.search(event.value):
                raise _RefusedError(line, "front-matter-control", "The value holds a control character.", "Remove the escape.")
            if event.value == "<<" and not event.style and frames and frames[-1].entries is not None and frames[-1].key is None:
                raise _RefusedError(line, "front-matter-anchor", "Merge keys (`<<`) are not read here.", "Write the keys out.")
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            _refuse_marks(event, line)
            if len(frames) >= MAX_DEPTH:
                raise _RefusedError(
                    line, "front-matter-depth", f"The front matter is nested more than {MAX_DEPTH} levels deep.", "Keep it flat."
                )
            frames.append(_Frame(line, table=kind is yaml.MappingStartEvent))
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            frame = frames.pop()
            value = Listing(tuple(frame.items), frame.line) if frame.entries is None else Table(frame.entries, frame.line)
        elif kind is yaml.AliasEvent:
            raise _RefusedError(
                line, "front-matter-anchor", "Aliases (`*name`) are not read here.", "Write the value out, or quote it."
            )
        else:
            documents += kind is yaml.DocumentStartEvent
            if documents > 1:
                raise _RefusedError(
                    line, "front-matter-yaml", "A second document starts here.", "Quote a value that starts with dashes."
                )
            continue
        if frames:
            _place(value, frames[-1], where, issues)
        else:
            root = value
    if root is None:
        return Table({}, 1)
    if not isinstance(root, Table):
        raise _RefusedError(
            root.line, "front-matter-yaml", "The front matter is not made of keys.", "Write each line as `key: value`."
        )
    return root


def _refuse_marks(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise _RefusedError(
            line, "front-matter-anchor", "Anchors (`&name`) are not read here.", "Write the value out, or quote it."
        )
    if event.tag is not None:
        raise _RefusedError(line, "front-matter-tag", "Tags (`!name`) are not read here.", "Remove the tag, or quote the value.")


def _place(value: Value, frame: _Frame, where: str, issues: list[Issue]) -> None:
    if frame.entries is None:
        frame.items.append(value)
    elif frame.key is None:
        if not isinstance(value, Scalar):
            raise _RefusedError(
                value.line, "front-matter-yaml", "A key is a list or a table.", "Put quotation marks around `{` and `[`."
            )
        frame.key = value
    else:
        key, frame.key = frame.key, None
        first = frame.entries.setdefault(key.text, KeyEntry(key.line, value))
        if first.value is not value:
            message = f"`{key.text}` is already set on line {first.line}."
            issues.append(Issue(where, key.line, "front-matter-duplicate", message, suggestion="Keep one of them."))


def _syntax_issue(error: yaml.YAMLError, header: str, where: str) -> Issue:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        problem = f"{error.context or ''} {error.problem or ''}".strip()
        line = mark.line + 2 if mark else 0
    else:
        # A ReaderError knows only where in the text it stood.
        problem = "a character that YAML does not allow"
        line = header.count("\n", 0, getattr(error, "position", 0) or 0) + 2
    advice = next((advice for wording, advice in _ADVICE if wording in problem), "Put quotation marks around the value.")
    return Issue(where, line, "front-matter-yaml", f"The front matter is not readable as YAML: {problem}.", suggestion=advice)
