"""Tells people what happens: a progress bar on a terminal, plain lines elsewhere, issues sorted by file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kbgen.issues import Issue, Level

COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.HINT: "cyan"}


class Reporter:
    """What a verb says. `quiet` leaves only problems, `verbose` adds hints."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose

    def say(self, text: str) -> None:
        """A line for people."""
        if not self._quiet:
            click.echo(text)

    def issues(self, issues: Iterable[Issue]) -> None:
        """All issues, on standard error; hints only when asked for."""
        for issue in sorted(issues):
            if issue.level is not Level.HINT or self._verbose:
                click.secho(str(issue), err=True, fg=COLOURS[issue.level] if sys.stderr.isatty() else None)

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
        # In a log a line every tenth of a large stage is enough to see that it moves.
        def show(stage: str, done: int, total: int) -> None:
            if total >= 1000 and (done * 10) // total != ((done - 1) * 10) // total:
                self.say(f"{stage}: {done:,} of {total:,}")

        return show
