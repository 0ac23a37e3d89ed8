"""What a client gave a tool, read as strictly as the collector reads requests.

Receives the mapping of a call and the schema that the tool declares; returns values, or raises `ClientError` that names the
argument, what is wrong and what is allowed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kbgen.errors import ClientError


def checked(schema: Mapping[str, Any], given: Mapping[str, Any] | None) -> dict[str, Any]:
    """`given` with the defaults of what was left out. Texts, whole numbers and lists of texts are all that tools take."""
    properties: Mapping[str, Mapping[str, Any]] = schema["properties"]
    values = dict(given or {})
    unknown = sorted(values.keys() - properties.keys())
    if unknown:
        raise ClientError(f"{unknown[0][:40]!r} is no argument. Known: {', '.join(properties)}.")
    for name in schema.get("required", ()):
        if name not in values:
            raise ClientError(f"{name} is missing: {properties[name]['description']}")
    for name, value in values.items():
        problem = _problem(properties[name], value)
        if problem:
            raise ClientError(f"{name} {problem}.")
    return {name: values.get(name, field.get("default")) for name, field in properties.items()}


def string(description: str, most: int, *, least: int = 0, default: str | None = "", choices: Sequence[str] = ()) -> dict[str, Any]:
    """The schema of a text; one without a default is required."""
    field: dict[str, Any] = {"type": "string", "description": description, "maxLength": most}
    if choices:
        field["enum"] = list(choices)
    return field | ({"minLength": least} if least else {}) | ({} if default is None else {"default": default})


def integer(description: str, least: int, most: int, default: int) -> dict[str, Any]:
    """The schema of a whole number."""
    return {"type": "integer", "description": description, "minimum": least, "maximum": most, "default": default}


def arguments(**fields: dict[str, Any]) -> dict[str, Any]:
    """The schema of all arguments of a tool."""
    required = [name for name, field in fields.items() if "default" not in field]
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


def _problem(field: Mapping[str, Any], value: Any) -> str:
    if field["type"] == "integer":
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or not field["minimum"] <= value <= field["maximum"]:
            return f"must be a whole number from {field['minimum']} to {field['maximum']}"
        return ""
    if not isinstance(value, str):
        return "must be text"
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return "must be text without lone surrogates"
    if len(value) > field["maxLength"]:
        return f"may have {field['maxLength']} letters; it has {len(value)}"
    if len(value.strip()) < field.get("minLength", 0):
        return "must not be empty"
    if value and "enum" in field and value not in field["enum"]:
        return f"must be one of: {', '.join(field['enum'])}"
    return ""
