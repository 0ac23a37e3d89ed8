"""Tells people what happens: a progress bar on a terminal, plain lines elsewhere, issues sorted by file."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from kbgen.config import Settings
from kbgen.issues import Issue, Level

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.HINT: "cyan"}


# So many warnings of one kind are shown one by one before they become one line: a writer mends those, and loses sight of more.
FEW = 10
# Of somebody else's folder so many lines are shown, whatever is wrong with it: who looks for the first time reads no more.
MOST = 7
_KEY = re.compile(r"`([^`]+)`")


def few_of(settings: Settings) -> int:
    """How many warnings of a kind are shown one by one: those of somebody else's folder come by the thousand, and what was imported
    and never published is such a folder still."""
    imported = not settings.site_dir.exists() and next((settings.root / ".kbgen").glob("import-*.json"), None) is not None
    return 3 if settings.front_matter == "lenient" or imported else FEW


class Reporter:
    """What a verb says. `quiet` leaves only problems, `verbose` adds hints and lists every warning. Of one kind `few` are shown
    one by one; of more there is one line with their number and an example."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, few: int = FEW) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._few = few

    def say(self, text: str) -> None:
        """A line for people."""
        if not self._quiet:
            click.echo(text)

    def issues(self, issues: Iterable[Issue]) -> None:
        """All issues, on standard error, errors last; hints only when asked for."""
        shown = [issue for issue in sorted(issues) if issue.level is not Level.HINT or self._verbose]
        errors = [issue for issue in shown if issue.level is Level.ERROR]
        others = [issue for issue in shown if issue.level is not Level.ERROR]
        grouped = False
        for text, level in [(str(issue), issue.level) for issue in others] if self._verbose else self._kinds(others):
            grouped = grouped or text.startswith(f"{level}: ")
            self._tell(text, level)
        if grouped:
            self._tell("Every one of them is listed with -v.", None)
        for issue in errors:
            self._tell(str(issue), Level.ERROR)

    def refused(self, issues: Iterable[Issue]) -> None:
        """The issues of a build that published nothing: what stopped it stands last, and alone where there is much else."""
        every = sorted(issues)
        warnings = [issue for issue in every if issue.level is Level.WARNING]
        if not self._verbose and len(warnings) > FEW and len(warnings) < len(every) and any(i.level is Level.ERROR for i in every):
            self._tell(f"{len(warnings):,} warnings, which stop nothing, are listed with -v.", None)
            every = [issue for issue in every if issue.level is Level.ERROR]
        self.issues(every)

    def _kinds(self, issues: Sequence[Issue]) -> Iterator[tuple[str, Level]]:
        kinds: dict[str, list[Issue]] = {}
        for issue in issues:
            kinds.setdefault(issue.code, []).append(issue)
        cramped = self._few < FEW and len(issues) > MOST
        if not cramped and all(len(found) <= self._few for found in kinds.values()):
            yield from ((str(issue), issue.level) for issue in issues)
            return
        by_number = sorted(kinds.items(), key=lambda kind: (-len(kind[1]), kind[0]))
        few = self._few
        if few < FEW and sum(len(found) if len(found) <= few else 1 for found in kinds.values()) > MOST:
            few = 1
        rest = by_number[MOST - 1 :] if few == 1 and len(by_number) > MOST else []
        for code, found in by_number[: len(by_number) - len(rest)]:
            if len(found) <= few:
                yield from ((str(issue), issue.level) for issue in found)
                continue
            first = found[0]
            if code == "front-matter-key":
                keys = dict.fromkeys(key for issue in found for key in _KEY.findall(issue.message))
                told = f"keys that mean nothing here: {', '.join(list(keys)[:40])}{', …' if len(keys) > 40 else ''}"
                yield f"{first.level}: {len(found):,} files hold {told} [{code}]", first.level
            else:
                place = f"{first.path}:{first.line}" if first.line else first.path
                yield f"{first.level}: {len(found):,} × like {place}: {first.message} [{code}]", first.level
        if rest:
            count, names = sum(len(found) for _, found in rest), ", ".join(code for code, _ in rest)
            yield f"{Level.WARNING}: {count:,} of {len(rest)} other kinds: {names}", Level.WARNING

    def _tell(self, text: str, level: Level | None) -> None:
        click.secho(text, err=True, fg=COLOURS[level] if level and sys.stderr.isatty() else None)

    def path(self, path: Path) -> str:
        """A path relative to where the person is, if it is below."""
        return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str, int, int], None]]:
        """A function that shows how far a stage has come."""
        if self._quiet or not (sys.stdout and sys.stdout.isatty()):
            yield self._plain()
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), transient=True
        ) as bar:
            tasks: dict[str, int] = {}

            def show(stage: str, done: int, total: int) -> None:
                if stage not in tasks:
                    tasks[stage] = bar.add_task(stage, total=total)
                bar.update(tasks[stage], completed=done)  # type: ignore[arg-type]

            yield show

    def _plain(self) -> Callable[[str, int, int], None]:
        # In a log one line halfway through a large stage is enough to see that it moves; its end is told with what came of it.
        def show(stage: str, done: int, total: int) -> None:
            if total >= 1000 and done < total and (done * 2) // total != ((done - 1) * 2) // total:
                self.say(f"{stage}: {done:,} of {total:,}")

        return show
