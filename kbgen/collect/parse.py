"""Bytes of a request → a vote or events, exactly as `schema` declares them, or `ClientError` 400 that says why not.

`json.loads` alone is too kind: given bytes it guesses UTF-16, and it takes duplicate keys, NaN, 1e999, numbers of five
thousand digits and lone surrogates. Here each of these is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NoReturn

from kbgen.collect.schema import EVENTS, MAX_EVENTS, OPINION, VOTE, Field, FieldType, Shape, event_shape
from kbgen.errors import ClientError

# More digits than any number of the schema has.
_LONGEST_NUMBER = 16
_HALF = re.compile("[\ud800-\udfff]")


def vote_fields(body: bytes) -> dict[str, Any]:
    """The fields of `POST /_kb/votes`; those left out are missing."""
    fields = checked(VOTE, _object(read_json(body), "The body"), "")
    if "reason" in fields and fields["helpful"] is not False:
        raise ClientError("reason is only taken with helpful = false.")
    return fields


def opinion_query(body: bytes) -> str:
    """The words of `POST /_kb/<locale>/opinion`."""
    return str(checked(OPINION, _object(read_json(body), "The body"), "")["query"])


def event_fields(body: bytes) -> list[tuple[Shape, dict[str, Any]]]:
    """Shape and fields of each event of `POST /_kb/events`."""
    document = _object(read_json(body), "The body")
    unknown = document.keys() - {"events"}
    if unknown:
        raise ClientError(f"{_short(min(unknown))} is not a field; the body holds only events.")
    events = document.get("events")
    if not isinstance(events, list) or not 1 <= len(events) <= MAX_EVENTS:
        raise ClientError(f"events must be a list of 1 to {MAX_EVENTS} events.")
    return [_event(entry, f"events[{place}]") for place, entry in enumerate(events)]


def _event(entry: Any, place: str) -> tuple[Shape, dict[str, Any]]:
    fields = dict(_object(entry, place))
    kind = fields.pop("kind", None)
    shape = event_shape(kind) if isinstance(kind, str) else None
    if shape is None:
        raise ClientError(f"{place}.kind must be one of: {', '.join(known.kind for known in EVENTS)}.")
    return shape, checked(shape, fields, f"{place}.")


def read_json(body: bytes) -> Any:
    """The JSON document in `body`, read more strictly than `json.loads` does."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ClientError(f"The body is not UTF-8: byte {error.start} cannot be read.") from None
    if text.startswith("\ufeff") or "\x00" in text:
        raise ClientError("The body must be UTF-8 without a byte order mark and without NUL.")
    try:
        return json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse_constant,
            parse_float=_refuse_fraction,
            parse_int=_short_number,
        )
    except ClientError:
        raise
    except RecursionError:
        raise ClientError("The body is nested too deeply.") from None
    except ValueError as error:
        detail = f"{error.msg} at character {error.pos}" if isinstance(error, json.JSONDecodeError) else "a number is too long"
        raise ClientError(f"The body is not JSON: {detail}.") from None


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ClientError("A key is given twice.")
    return fields


def _refuse_constant(_: str) -> NoReturn:
    raise ClientError("NaN and Infinity are not JSON.")


def _refuse_fraction(_: str) -> NoReturn:
    raise ClientError("Numbers must be whole.")


def _short_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ClientError("A number is too long.")
    return int(digits)


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ClientError(f"{place} must be a JSON object.")
    return value


def checked(shape: Shape, values: Mapping[str, Any], place: str) -> dict[str, Any]:
    """`values` if they are what `shape` declares. Raises `ClientError` that names the field as `place` + its name."""
    known = {field.name: field for field in shape.fields}
    unknown = values.keys() - known.keys()
    if unknown:
        raise ClientError(f"{place}{_short(min(unknown))} is not a field of {shape.kind}. Known: {', '.join(known)}.")
    for name in shape.required:
        if name not in values:
            raise ClientError(f"{place}{name} is missing.")
    for name, value in values.items():
        problem = _problem(known[name], value)
        if problem:
            raise ClientError(f"{place}{name} {problem}.")
    return dict(values)


def _problem(field: Field, value: Any) -> str:
    if field.type is FieldType.YES_NO_NONE:
        return "" if value is None or isinstance(value, bool) else "must be true, false or null"
    if field.type is FieldType.YES_NO:
        return "" if isinstance(value, bool) else "must be true or false"
    if field.type is FieldType.NUMBER:
        # bool is an int to Python, not to JSON.
        if isinstance(value, bool) or not isinstance(value, int) or not field.least <= value <= field.most:
            return f"must be a whole number from {field.least} to {field.most}"
        return ""
    return _text_problem(field, value)


def _text_problem(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        return "must be text"
    if field.choices:
        return "" if value in field.choices else f"must be one of: {', '.join(field.choices)}"
    if field.longest and len(value) > field.longest:
        return f"must be at most {field.longest} characters"
    if field.pattern and not re.fullmatch(field.pattern, value):
        return f"must match {field.pattern}"
    if "\x00" in value or _HALF.search(value):
        return "holds a character that is none (NUL or half a surrogate pair)"
    return "must not be empty" if field.required and not value.strip() else ""


def _short(name: str) -> str:
    # A key is the client's own text: show a little of it, without anything that could upset a log or a terminal.
    return ascii(name[:40])
