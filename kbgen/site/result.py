"""How a build is asked for, and what it says it did."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbgen.issues import Issue
from kbgen.site.incremental.state import SourceState, TaskState

if TYPE_CHECKING:
    from kbgen.site.mkdocs.config import MkDocs
    from kbgen.site.mkdocs.events import Events
    from kbgen.site.plan import SitePlan, Task

# stage, done, of how many
Progress = Callable[[str, int, int], None]
Explain = Callable[[Sequence[tuple["Task", str]]], None]


@dataclass(frozen=True, eq=False)
class Built:
    """What a build worked with, kept warm by the preview."""

    plan: SitePlan
    mkdocs: MkDocs
    events: Events
    tasks: Mapping[str, TaskState]
    sources: Mapping[str, SourceState]


@dataclass
class BuildOptions:
    """How to build: `jobs` processes (0 for as many as there are processors), drafts shown, warnings fatal, without what
    the last build remembers (`clean`), which is kept in `cache` (by default `.kbgen/cache` beside `mkdocs.yml`).

    `tolerant` publishes in spite of mistakes that pages can be made with; `built` is told what was built, for whoever goes
    on with it.
    """

    strict: bool = False
    drafts: bool = False
    clean: bool = False
    jobs: int = 0
    method: str | None = None
    cache: Path | None = None
    tolerant: bool = False
    built: Callable[[Built], None] | None = None
    progress: Progress = lambda stage, done, total: None
    explain: Explain = lambda changes: None


@dataclass
class BuildResult:
    """What a build did; `pages` by locale and kind, `rendered` tasks, `seconds` by stage, `size` in bytes; `notes`
    say what it could not know."""

    issues: list[Issue] = field(default_factory=list)
    pages: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    rendered: int = 0
    files: int = 0
    size: int = 0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0) + time.perf_counter() - began, 4)

    def take_pages(self, plan: SitePlan, tasks: Iterable[TaskState], rendered: int) -> None:
        """Note the pages of a plan, and the issues, files and sizes of its tasks, of which so many were rendered."""
        self.rendered = rendered
        for tag, outline in plan.outlines.items():
            self.pages.update((tag, str(article.kind)) for article in outline.articles.values())
        for task in tasks:
            self.issues += task.issues
            self.files += len(task.files)
            self.size += sum(size for _, _, size in task.files)

    def take_files(self, files: Mapping[str, int]) -> None:
        """Note `files` that are no pages, with their sizes in bytes."""
        self.files += len(files)
        self.size += sum(files.values())

    def summary(self) -> dict[str, Any]:
        """What an unchanged build says again."""
        levels = Counter(str(issue.level) for issue in self.issues)
        pages = [[locale, kind, count] for (locale, kind), count in sorted(self.pages.items())]
        issues = [[i.path, i.line, i.code, i.message, i.level, i.suggestion] for i in self.issues]
        return {"pages": pages, "issues": dict(sorted(levels.items())), "told": issues, "files": self.files, "size": self.size}

    def as_json(self) -> dict[str, Any]:
        """For `--stats`."""
        pages: dict[str, dict[str, int]] = {}
        for (locale, kind), count in sorted(self.pages.items()):
            pages.setdefault(locale, {})[kind] = count
        levels = Counter(str(issue.level) for issue in self.issues)
        return {
            "pages": pages,
            "articles": self.pages.total(),
            "rendered": self.rendered,
            "files": self.files,
            "bytes": self.size,
            "seconds": {**self.seconds, "total": round(sum(self.seconds.values()), 4)},
            "issues": dict(sorted(levels.items())),
        }
