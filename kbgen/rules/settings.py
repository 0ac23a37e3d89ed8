"""What `mkdocs.yml` says about checks, under `plugins: kbgen: checks`.

    checks:
      levels: {title-length: hint, orphan: off}
      limits: {title: 60, sentence: 30}

Receives the settings; returns the levels and limits that hold, and an issue for everything that is wrong there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kbgen.articles.nearest import did_you_mean
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.rules.codes import RULES

OFF = "off"


@dataclass(frozen=True)
class Limits:
    """`title` and `description` in characters, `sentence` and `paragraph` in words."""

    # Result pages cut titles at about 600 pixels, some 70 letters, and descriptions at about 160.
    title: int = 70
    description: int = 160
    # Readers lose the thread of a sentence beyond 25 to 30 words (GOV.UK writes 25); a hint is due well beyond that.
    sentence: int = 35
    paragraph: int = 120


@dataclass(frozen=True)
class CheckSettings:
    """`levels` by code: a level, or None where the rule is off."""

    levels: Mapping[str, Level | None] = field(default_factory=dict)
    limits: Limits = Limits()


def check_settings(settings: Settings) -> tuple[CheckSettings, list[Issue]]:
    """Read `checks`. What is wrong is left out, with an issue."""
    issues: list[Issue] = []

    def wrong(message: str, suggestion: str = "") -> None:
        issues.append(Issue(settings.config_file.name, 0, "config-option", f"checks: {message}", suggestion=suggestion))

    options = settings.options.get("checks") or {}
    if not isinstance(options, Mapping):
        wrong("this is not a mapping.", "Write for example: checks: {levels: {title-length: hint}}.")
        return CheckSettings(), issues
    for key in options.keys() - {"levels", "limits"}:
        wrong(f"{key} is not an option.", did_you_mean(str(key), ("levels", "limits"), "Known: levels, limits."))
    levels = {}
    for code, value in _mapping(options.get("levels"), "levels", wrong).items():
        # YAML 1.1 reads an unquoted `off` as false.
        name = OFF if value is False else str(value)
        rule = RULES.get(str(code))
        if rule is None:
            wrong(f"levels: {code} is not the code of a check.", did_you_mean(str(code), RULES))
        elif rule.fixed:
            wrong(f"levels: the level of {code} cannot be changed.", "Without what it asks for, nothing can be built.")
        elif name != OFF and name not in tuple(Level):
            wrong(f"levels: {code} is {value}.", f"It can be {', '.join(Level)} or off.")
        else:
            levels[str(code)] = None if name == OFF else Level(name)
    limits = Limits()
    for name, value in _mapping(options.get("limits"), "limits", wrong).items():
        if name not in limits.__dataclass_fields__:
            known = tuple(limits.__dataclass_fields__)
            wrong(f"limits: {name} is not one.", did_you_mean(str(name), known, f"Known: {', '.join(known)}."))
        elif isinstance(value, bool) or not isinstance(value, int) or value < 1:
            wrong(f"limits: {name} is {value}.", "Write a whole number from 1.")
        else:
            limits = replace(limits, **{str(name): value})
    return CheckSettings(levels, limits), issues


def _mapping(value: Any, name: str, wrong: Any) -> Mapping[Any, Any]:
    if value is None or isinstance(value, Mapping):
        return value or {}
    wrong(f"{name} is not a mapping.", f"Write for example: {name}: {'{orphan: off}' if name == 'levels' else '{title: 60}'}.")
    return {}
