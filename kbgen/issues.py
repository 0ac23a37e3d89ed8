"""What is wrong with an author's work: gathered, sorted and shown, never raised one at a time.

Every check in kbgen returns issues; nothing stops before all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much an issue matters: an error stops the build, a warning stops a strict one, a hint never does."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, order=True)
class Issue:
    """One problem in one file.

    `path` is relative to the folder of `mkdocs.yml`, with forward slashes. `line` counts from 1; 0 means the
    whole file. `code` is a short stable name such as `front-matter-key`; `suggestion` says what to do.
    """

    path: str
    line: int
    code: str
    message: str
    level: Level = Level.ERROR
    suggestion: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        advice = f" {self.suggestion}" if self.suggestion else ""
        return f"{place}: {self.level}: {self.message}{advice} [{self.code}]"


def errors_in(issues: Iterable[Issue]) -> list[Issue]:
    """Those of `issues` that stop a build."""
    return [issue for issue in issues if issue.level is Level.ERROR]
