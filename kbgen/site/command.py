"""`kbgen build`: thin; reads its options, calls one function and tells the result."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.options import config_option, quiet_option, settings_of, site_option, strict_option, verbose_option
from kbgen.processes.garbage import collect_rarely
from kbgen.terminal import Reporter, few_of

if TYPE_CHECKING:
    from kbgen.search.meaning.model import Model
    from kbgen.site.plan import Task
    from kbgen.site.result import BuildOptions, BuildResult


@click.command()
@config_option
@site_option
@strict_option
@quiet_option
@verbose_option
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="Processes to use; 0 means one for each processor.")
@click.option("--clean", is_flag=True, help="Render everything, whatever the last build remembers.")
@click.option(
    "--semantic", is_flag=True, help="Keep what passages mean, for the collector's second opinion on searches: .kbgen/semantic."
)
@click.option(
    "--offline", type=click.Path(path_type=Path), help="Build a copy that works without a server here: a folder, or a .zip."
)
@click.option("--explain", is_flag=True, help="Say why each page is rendered.")
@click.option("--stats", type=click.Path(path_type=Path, dir_okay=False), help="Write what was done to this file, as JSON.")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write where the time went to this file, for Python's pstats; builds in one process.",
)
def build(
    config_file: Path,
    site_dir: Path | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
    jobs: int,
    clean: bool,
    semantic: bool,
    offline: Path | None,
    explain: bool,
    stats: Path | None,
    profile: Path | None,
) -> None:
    """Build the site. The site that is there is replaced only when the new one is whole."""
    collect_rarely()
    from kbgen.site.result import BuildOptions

    settings = settings_of(config_file, site_dir)
    reporter = Reporter(quiet=quiet, verbose=verbose, few=few_of(settings))
    model = _model() if semantic else None
    options = BuildOptions(strict=strict, jobs=jobs, clean=clean, explain=_explained if explain else _silent)
    if offline:
        from kbgen.site.offline.copy import build_offline

        result = build_offline(settings, options, offline.absolute())
    elif profile:
        result = _profiled(profile, lambda: _build(settings, replace(options, jobs=1), reporter))
    else:
        result = _build(settings, options, reporter)
    reporter.issues(result.issues)
    for note in result.notes:
        reporter.say(f"Note: {note}")
    if stats:
        _write(stats, json.dumps(result.as_json(), indent=2, ensure_ascii=False) + "\n")
    if model:
        _keep_meanings(settings, model, reporter)
    seconds, place = sum(result.seconds.values()), reporter.path(offline or settings.site_dir)
    reporter.say(
        f"{result.files:,} files, {result.pages.total():,} articles in {len(settings.locales)} languages, "
        f"{result.size / 1_000_000:.1f} MB; {result.rendered:,} rendered, {seconds:.1f} s: {place}"
    )


def _build(settings: Settings, options: BuildOptions, reporter: Reporter) -> BuildResult:
    """Build where anything has changed. Modules are loaded when they are needed: most builds of a day find nothing to do."""
    from kbgen.site.incremental.last_build import last_build

    last = last_build(settings, options)
    if last.nothing_changed:
        return last.result
    from kbgen.site.build import build as build_site

    waiting = f"Another build of {settings.site_dir.name} is running; waiting for it."
    with reporter.progress() as progress:
        return build_site(settings, replace(options, progress=progress), lambda: reporter.say(waiting), last)


def _model() -> Model:
    """What says what texts mean; loaded first, so that a missing package is told before the site is built."""
    from kbgen.search.meaning.model import Model

    return Model()


def _keep_meanings(settings: Settings, model: Model, reporter: Reporter) -> None:
    from kbgen.search.meaning.keep import keep_vectors

    with reporter.progress() as progress:
        folder = settings.root / ".kbgen" / "semantic"
        kept = keep_vectors(settings.site_dir, folder, model, lambda done, of: progress("Meanings", done, of))
    reporter.say(f"{kept.passages:,} passages with their meanings, {kept.new:,} of them new: {reporter.path(folder)}")
    if not settings.second_opinion:
        reporter.say("Note: Pages ask for a second opinion where mkdocs.yml says `second_opinion: true` under the kbgen plugin.")


def _profiled(path: Path, work: Callable[[], BuildResult]) -> BuildResult:
    from cProfile import Profile

    profiler = Profile()
    result = profiler.runcall(work)
    try:
        profiler.dump_stats(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
    return result


def _explained(changes: Sequence[tuple[Task, str]]) -> None:
    """Each page that is rendered, with the reason."""
    for task, reason in changes:
        place = "/".join(part for part in (task.locale, task.key) if part) or "/"
        click.echo(f"{task.what or 'article'} {place}: {reason}")


def _silent(changes: object) -> None:
    """Explain nothing."""


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
