"""The verbs of a writer: init, new, build. Thin: each reads its options, calls one function and tells the result."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen import config
from kbgen.config import Settings
from kbgen.errors import OperatorError
from kbgen.site.pace import collect_rarely
from kbgen.site.report import Reporter

if TYPE_CHECKING:
    from kbgen.site.result import Options, Result

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml.",
)
site_option = click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where to put the site, instead of the configured folder."
)
strict_option = click.option("-s", "--strict", is_flag=True, help="Stop at warnings too.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
verbose_option = click.option("-v", "--verbose", is_flag=True, help="Say more, hints included.")


def settings_of(config_file: Path, site_dir: Path | None = None) -> Settings:
    """The settings of a site, with the folder of the command line before the configured one."""
    settings = config.load(config_file)
    return replace(settings, site_dir=site_dir.absolute()) if site_dir else settings


@click.command()
@config_option
@site_option
@strict_option
@quiet_option
@verbose_option
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="Processes to use; 0 means one for each processor.")
@click.option("--clean", is_flag=True, help="Render everything, whatever the last build remembers.")
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
    explain: bool,
    stats: Path | None,
    profile: Path | None,
) -> None:
    """Build the site. The site that is there is replaced only when the new one is whole."""
    collect_rarely()
    from kbgen.site.result import Options

    reporter = Reporter(quiet=quiet, verbose=verbose)
    settings = settings_of(config_file, site_dir)
    options = Options(strict=strict, jobs=jobs, clean=clean, explain=reporter.changes if explain else _silent)
    if profile:
        result = _profiled(profile, lambda: _build(settings, replace(options, jobs=1), reporter))
    else:
        result = _build(settings, options, reporter)
    reporter.issues(result.issues)
    for note in result.notes:
        reporter.say(f"Note: {note}")
    if stats:
        _write(stats, json.dumps(result.as_json(), indent=2, ensure_ascii=False) + "\n")
    seconds = sum(result.seconds.values())
    reporter.say(
        f"{result.files:,} files, {result.pages.total():,} articles in {len(settings.locales)} languages, "
        f"{result.size / 1_000_000:.1f} MB; {result.rendered:,} rendered, {seconds:.1f} s: {reporter.path(settings.site_dir)}"
    )


def _build(settings: Settings, options: Options, reporter: Reporter) -> Result:
    """Build where anything has changed. Modules are loaded when they are needed: most builds of a day find nothing to do."""
    from kbgen.site.look import look, unchanged

    now = look(settings, options)
    if now.nothing_changed:
        return unchanged(now.before)
    from kbgen.site.build import build as build_site

    waiting = f"Another build of {settings.site_dir.name} is running; waiting for it."
    with reporter.progress() as progress:
        return build_site(settings, replace(options, progress=progress), lambda: reporter.say(waiting), now)


def _profiled(path: Path, work: Callable[[], Result]) -> Result:
    from cProfile import Profile

    profiler = Profile()
    result = profiler.runcall(work)
    try:
        profiler.dump_stats(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
    return result


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Start a help center in the new folder DIR: settings, first articles in three languages, a home page."""
    from kbgen.site.scaffold import start_site

    start_site(folder)
    click.echo(f"{folder} is ready. Next:\n\n  cd {folder}\n  kbgen serve\n")


@click.command()
@click.argument("kind", required=False, type=click.Choice(["faq", "guide", "troubleshooting", "case-study", "white-paper"]))
@click.argument("path", metavar="PATH", required=False)
@config_option
@click.option("-l", "--locale", "tags", multiple=True, help="In this language instead; may be given more than once.")
@click.option("-t", "--title", help="The article's title.")
@click.option("--from-gap", "gap", type=click.IntRange(1), help="The number of a gap in the report: KIND and PATH come from it.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report/report.json"),
    show_default=True,
    help="The report that --from-gap counts in.",
)
def new(
    kind: str | None,
    path: str | None,
    config_file: Path,
    tags: tuple[str, ...],
    title: str | None,
    gap: int | None,
    report: Path,
) -> None:
    """Start an article of KIND at PATH, such as guides/set-up, in the source language or in those that --locale names."""
    from kbgen.site.scaffold import start_article

    questions: Mapping[str, tuple[str, ...]] = {}
    titles: Mapping[str, str] = {}
    if gap is not None:
        from kbgen.report.draft import draft_of
        from kbgen.report.feedback import read_report

        found = draft_of(read_report(report), gap)
        kind, path, questions, titles = kind or found.kind, path or found.path, found.questions, found.titles
        tags = tags or tuple(questions)
    if kind is None or path is None:
        raise click.UsageError("Name the KIND and the PATH of the article, or a gap of the report with --from-gap.")
    settings = settings_of(config_file)
    known = {locale.tag for locale in settings.locales}
    for tag in tags:
        if tag not in known:
            raise OperatorError(f"{tag} is not a language of this site. It has: {', '.join(sorted(known))}.")
    for created in start_article(settings, kind, path, tags or (settings.source_locale,), title, titles, questions):
        click.echo(created)


def _silent(changes: object) -> None:
    """Explain nothing."""


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
