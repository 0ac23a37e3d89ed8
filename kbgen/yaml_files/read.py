"""Reads a YAML file that may be missing, and holds it to its schema.

Receives a path and a schema; returns the value, None where there is no file or nothing in it that can be used, and an issue for
everything that is wrong. Dates become text in ISO form, so that one schema holds for what YAML reads and for what JSON carries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.yaml_files.schema import faults

# A file that people write has a few hundred lines; more is a mistake, or an attack by entries that name each other.
MOST_BYTES = 1_000_000


def read_yaml(path: Path, schema: Mapping[str, Any]) -> tuple[Any, list[Issue]]:
    """The value of the file at `path`, if it is there and keeps to the schema, and what is wrong with it."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError):
        return None, [_wrong(path, 0, "The file cannot be read.", "It has to be text in UTF-8.")]
    if len(text) > MOST_BYTES:
        return None, [_wrong(path, 0, "The file has more than a million letters.", "Take out what is not needed.")]
    try:
        node, value = yaml.compose(text, yaml.SafeLoader), plain(yaml.safe_load(text))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable as YAML"
        return None, [_wrong(path, mark.line + 1 if mark else 0, f"{problem}.", "Fix the YAML in this line.")]
    if value is None:
        return None, []
    issues = [_wrong(path, fault.line, fault.message, fault.advice) for fault in faults(value, schema, node)]
    return (None if issues else value), issues


def refuse(issues: Sequence[Issue], name: str) -> None:
    """Raise `AuthorError` with all of them, if there are any: a command goes by a whole file or not at all."""
    if issues:
        raise AuthorError(f"{name} has {len(issues)} mistake{'s' if len(issues) > 1 else ''}.", issues)


def plain(value: Any) -> Any:
    """YAML's values as JSON has them: keys are text, dates are text."""
    if isinstance(value, dict):
        return {("no" if key is False else str(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _wrong(path: Path, line: int, message: str, advice: str) -> Issue:
    return Issue(path.name, line, "project-file", message, suggestion=advice)
