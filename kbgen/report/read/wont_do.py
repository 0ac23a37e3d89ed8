"""Gaps that will not be closed, with the reason, as `content/gaps.yml` keeps them.

    - question: phone support at night
      locale: en
      reason: We answer by mail only.

The same file corrects how searches are put together: `same_as` names questions that ask the same, in this language or another, and
`apart: true` takes a search out of the question that it was put to, whether by its words or by an article in two languages.

    - {question: add vat number, locale: en, same_as: [tax id on invoice, {question: "شماره مالیاتی", locale: fa}]}
    - {question: delete account data, locale: en, apart: true}

Receives the file; returns the entries, and an issue for each that says too little: `kbgen check` tells those.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kbgen.issues import Issue

GAPS_FILE = "gaps.yml"
_KEYS = {"question", "locale", "reason", "same_as", "apart"}
_ADVICE = 'Write for example: - {question: phone support at night, locale: en, reason: "We answer by mail only."}.'


@dataclass(frozen=True)
class WontDo:
    """One entry; `question` stands for every search that asks the same."""

    question: str
    locale: str
    reason: str
    line: int = 0


@dataclass(frozen=True)
class Correction:
    """What a lead says about one search: `same` are (locale, question) that ask the same, `apart` that it asks something else."""

    question: str
    locale: str
    same: tuple[tuple[str, str], ...] = ()
    apart: bool = False
    line: int = 0

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """All (locale, question) that it speaks of."""
        return ((self.locale, self.question), *self.same)


@dataclass(frozen=True)
class Unasked:
    """Words of an entry that no search of a report's time means."""

    question: str
    locale: str
    line: int


def load_corrections(path: Path, locales: Collection[str]) -> list[Correction]:
    """The entries that put searches together or apart; what is wrong with the file is told by `load_wont_do`."""
    found = []
    for entry, line, problem in _read(path, locales)[0]:
        if not problem and ("same_as" in entry or entry.get("apart")):
            same = tuple(
                (one["locale"], one["question"]) if isinstance(one, dict) else (entry["locale"], one)
                for one in entry.get("same_as") or ()
            )
            found.append(Correction(entry["question"], entry["locale"], same, bool(entry.get("apart")), line))
    return found


def load_wont_do(path: Path, locales: Collection[str], name: str = "") -> tuple[list[WontDo], list[Issue]]:
    """The entries that put gaps off, from `path`, if it is there; `name` is what issues call it."""
    entries, issues = _read(path, locales, name)
    found = []
    for entry, line, problem in entries:
        if problem:
            issues.append(Issue(name or path.name, line, "gaps-entry", problem, suggestion=_ADVICE))
        elif "reason" in entry:
            found.append(WontDo(entry["question"], entry["locale"], entry["reason"], line))
    return found, issues


def _read(path: Path, locales: Collection[str], name: str = "") -> tuple[list[tuple[Any, int, str]], list[Issue]]:
    """Each entry with its line and what is wrong with it; an issue where the file is no list."""
    name = name or path.name
    if not path.is_file():
        return [], []
    try:
        text = path.read_text("utf-8")
        root, entries = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return [], [Issue(name, line, "gaps-yaml", "The file is not readable as YAML.", suggestion="Fix this line.")]
    if root is None or entries is None:
        return [], []
    if not isinstance(entries, list):
        return [], [Issue(name, 1, "gaps-list", "The file is not a list.", suggestion=_ADVICE)]
    lines = [node.start_mark.line + 1 for node in root.value]
    return [(entry, line, _problem(entry, locales)) for entry, line in zip(entries, lines, strict=True)], []


def _problem(entry: Any, locales: Collection[str]) -> str:
    if not isinstance(entry, dict):
        return "This entry is not a mapping."
    corrects = "same_as" in entry or entry.get("apart") is True
    needed = ("question", "locale") if corrects and "reason" not in entry else ("question", "locale", "reason")
    missing = [key for key in needed if not isinstance(entry.get(key), str) or not entry[key].strip()]
    if missing:
        return f"This entry lacks {' and '.join(missing)}: a gap is put off with a reason, or not at all."
    unknown = sorted(map(str, entry.keys() - _KEYS))
    if unknown:
        return f"This entry has an unknown key: {', '.join(unknown)}."
    if "apart" in entry and not isinstance(entry["apart"], bool):
        return "apart is true or false."
    same = entry.get("same_as", [])
    if not isinstance(same, list) or ("same_as" in entry and not same) or not all(_is_question(one, locales) for one in same):
        return "same_as is a list of questions: plain words, or {question: …, locale: …} with a locale of this site."
    return "" if entry["locale"] in locales else f"{entry['locale']} is not a locale of this site."


def _is_question(entry: Any, locales: Collection[str]) -> bool:
    if isinstance(entry, str):
        return bool(entry.strip())
    if not isinstance(entry, dict) or entry.keys() != {"question", "locale"}:
        return False
    return isinstance(entry["question"], str) and bool(entry["question"].strip()) and entry["locale"] in locales
