"""Gaps that will not be closed, with the reason, as `content/gaps.yml` keeps them.

    - question: phone support at night
      locale: en
      reason: We answer by mail only.

Receives the file; returns the entries and an issue for each that says too little.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kbgen.issues import Issue

GAPS_FILE = "gaps.yml"
_KEYS = {"question", "locale", "reason"}
_ADVICE = 'Write for example: - {question: phone support at night, locale: en, reason: "We answer by mail only."}.'


@dataclass(frozen=True)
class WontDo:
    """One entry; `question` stands for every search that asks the same."""

    question: str
    locale: str
    reason: str
    line: int = 0


def load_wont_do(path: Path, locales: Collection[str]) -> tuple[list[WontDo], list[Issue]]:
    """Read `path`, if it is there."""
    if not path.is_file():
        return [], []
    try:
        text = path.read_text("utf-8")
        root, entries = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return [], [Issue(path.name, line, "gaps-yaml", "The file is not readable as YAML.", suggestion="Fix this line.")]
    if root is None or entries is None:
        return [], []
    if not isinstance(entries, list):
        return [], [Issue(path.name, 1, "gaps-list", "The file is not a list.", suggestion=_ADVICE)]
    found, issues = [], []
    for node, entry in zip(root.value, entries, strict=True):
        problem = _problem(entry, locales)
        if problem:
            issues.append(Issue(path.name, node.start_mark.line + 1, "gaps-entry", problem, suggestion=_ADVICE))
        else:
            found.append(WontDo(entry["question"], entry["locale"], entry["reason"], node.start_mark.line + 1))
    return found, issues


def _problem(entry: Any, locales: Collection[str]) -> str:
    if not isinstance(entry, dict):
        return "This entry is not a mapping."
    missing = [key for key in ("question", "locale", "reason") if not isinstance(entry.get(key), str) or not entry[key].strip()]
    if missing:
        return f"This entry lacks {' and '.join(missing)}: a gap is put off with a reason, or not at all."
    unknown = sorted(map(str, entry.keys() - _KEYS))
    if unknown:
        return f"This entry has an unknown key: {', '.join(unknown)}."
    return "" if entry["locale"] in locales else f"{entry['locale']} is not a locale of this site."
