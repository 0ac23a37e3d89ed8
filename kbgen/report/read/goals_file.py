"""`goals.yml` beside `mkdocs.yml`: what a team aims at, by how much, and by when.

    - {goal: helpfulness, section: billing, aim: 80%, by: 2027-06-30}
    - {goal: contact-rate, aim: 5%, from: 2026-11-01, by: 2027-03-31}

Receives the settings; returns the goals and what is wrong with the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kbgen.config import Settings
from kbgen.issues import Issue
from kbgen.report.read.period import day_of
from kbgen.yaml_files.read import read_yaml

GOALS_FILE = "goals.yml"


class Measure(StrEnum):
    """What can be aimed at; each is a share from 0 to 1."""

    HELPFULNESS = "helpfulness"
    CONTACT_RATE = "contact-rate"
    NO_RESULT_RATE = "no-result-rate"
    ANSWERED_GAPS = "answered-gaps"

    @property
    def rises(self) -> bool:
        """Whether more of it is better."""
        return self in (Measure.HELPFULNESS, Measure.ANSWERED_GAPS)


_SHARE = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^\s*(100|\d{1,2}(\.\d+)?)\s*%\s*$", "description": "Write a share such as 80% or 0.8."},
    ],
    "description": "The share to be reached: 80% or 0.8.",
}
_DAY = {"type": "string", "format": "date"}
SCHEMA: Mapping[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "What a help center aims at, and by when",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "goal": {"enum": [str(measure) for measure in Measure], "description": "What is measured."},
            "aim": _SHARE,
            "by": {**_DAY, "description": "The day by which it is to be reached."},
            "from": {**_DAY, "description": "The day from which the way is counted; what was before it is the beginning."},
            "section": {"type": "string", "minLength": 1, "description": "helpfulness: only articles in this folder."},
            "locale": {"type": "string", "minLength": 2, "description": "Only readers of this language."},
            "owner": {"type": "string", "minLength": 1, "description": "helpfulness: only articles of this team."},
        },
        "required": ["goal", "aim", "by"],
        "additionalProperties": False,
    },
}


@dataclass(frozen=True)
class Goal:
    """One aim: `aim` is a share, `by` the last day and `since` the first, as whole numbers since 1970."""

    measure: Measure
    aim: float
    by: int
    since: int | None = None
    section: str = ""
    locale: str = ""
    owner: str = ""

    @property
    def id(self) -> str:
        """What tells it from the others, for addresses and for programs."""
        parts = (str(self.measure), self.section.replace("/", "-"), self.owner, self.locale)
        return ".".join(part for part in parts if part)


def load_goals(settings: Settings) -> tuple[list[Goal], list[Issue]]:
    """Read `goals.yml`. Of a file with a mistake no goal holds."""
    entries, issues = read_yaml(settings.root / GOALS_FILE, SCHEMA)
    goals = [_goal(entry) for entry in entries or ()]
    for number, goal in enumerate(goals, 1):
        issues += [
            Issue(GOALS_FILE, 0, "project-file", f"Entry {number}: {message}", suggestion=advice)
            for message, advice in _wrong(goal, settings)
        ]
    twice = {goal.id for goal in goals if sum(one.id == goal.id for one in goals) > 1}
    if twice:
        message, advice = f"{', '.join(sorted(twice))} is there twice.", "Keep one aim for each."
        issues.append(Issue(GOALS_FILE, 0, "project-file", message, suggestion=advice))
    return ([] if issues else goals), issues


def _goal(entry: Mapping[str, Any]) -> Goal:
    aim = entry["aim"]
    share = float(aim.strip().removesuffix("%")) / 100 if isinstance(aim, str) else float(aim)
    since = entry.get("from")
    return Goal(
        Measure(entry["goal"]),
        share,
        day_of(date.fromisoformat(entry["by"])),
        None if since is None else day_of(date.fromisoformat(since)),
        entry.get("section", "").strip("/"),
        entry.get("locale", ""),
        entry.get("owner", ""),
    )


def _wrong(goal: Goal, settings: Settings) -> list[tuple[str, str]]:
    found = []
    if goal.since is not None and goal.since >= goal.by:
        found.append(("from is not before by.", "Write the first day under from and the last under by."))
    if (goal.section or goal.owner) and goal.measure is not Measure.HELPFULNESS:
        advice = "Take section and owner out, or aim at helpfulness: nobody searches in a section."
        found.append((f"{goal.measure} is not known of a section or a team.", advice))
    if goal.locale and goal.locale not in [locale.tag for locale in settings.locales]:
        known = ", ".join(locale.tag for locale in settings.locales)
        found.append((f"{goal.locale} is not a locale of this site.", f"It has: {known}."))
    if (
        goal.section
        and settings.content_dir.is_dir()
        and not (settings.content_dir / settings.source_locale / goal.section).is_dir()
    ):
        found.append((f"There is no section {goal.section}.", "Name a folder below that of the language, such as billing."))
    if goal.owner and settings.teams and goal.owner not in settings.teams:
        found.append((f"There is no team {goal.owner}.", f"Known: {', '.join(settings.teams)}."))
    return found
