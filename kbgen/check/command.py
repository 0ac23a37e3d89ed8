"""`kbgen check`: thin; reads its options, calls one function and tells the result to people or to a program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from kbgen.check.formats import FORMATS, fails
from kbgen.config import Settings
from kbgen.errors import AuthorError, OperatorError
from kbgen.issues import Issue, Level
from kbgen.options import config_option, quiet_option, settings_of, strict_option, verbose_option
from kbgen.processes.garbage import collect_rarely
from kbgen.terminal import Reporter, few_of

FAILED, NOT_CHECKED = 1, 2


@click.command()
@config_option
@strict_option
@quiet_option
@verbose_option
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True, help="For whom to write."
)
@click.option(
    "--changed-since", metavar="REV", help="Only issues in files that differ from REV in git, or that their change breaks."
)
@click.option("--external", is_flag=True, help="Ask other sites too whether links to them still lead somewhere.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that review dates are compared with.")
@click.option(
    "--feedback", type=click.Path(path_type=Path, dir_okay=False), help="A report.json: warn of articles that fail their readers."
)
@click.option("--accessibility", is_flag=True, help="Look at contrast, link texts, table headers and the language of passages too.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="Processes to use; 0 means one for each processor.")
@click.option("--clean", is_flag=True, help="Look into everything, whatever the last check remembers.")
def check(
    config_file: Path,
    strict: bool,
    quiet: bool,
    verbose: bool,
    form: str,
    changed_since: str | None,
    external: bool,
    today: datetime | None,
    feedback: Path | None,
    accessibility: bool,
    jobs: int,
    clean: bool,
) -> None:
    """Say everything that is wrong with the content and the catalogues, and publish nothing.

    Exit code 0: nothing that stops a build; 1: errors, or with --strict warnings; 2: nothing could be checked, because the
    command, the disk or git did not allow it.
    """
    collect_rarely()
    from kbgen.check.changes import check_changes
    from kbgen.check.run import CheckOptions, check_site

    if feedback:
        from kbgen.report.feedback import feedback_issues

    reporter = Reporter(quiet=quiet or form != "text", verbose=verbose)
    try:
        settings = settings_of(config_file)
        reporter = Reporter(quiet=quiet or form != "text", verbose=verbose, few=few_of(settings))
        with reporter.progress() as progress:
            day = today.date() if today else date.today()
            more = [
                *(feedback_issues(settings, feedback) if feedback else ()),
                *(_accessibility(settings) if accessibility else ()),
            ]
            options = CheckOptions(day, jobs, external, clean, more=more, progress=progress)
            issues = check_changes(settings, changed_since, options) if changed_since else check_site(settings, options)
    except (AuthorError, OperatorError) as error:
        issues = list(error.issues) if isinstance(error, AuthorError) else []
        if not issues:
            # Whoever names a file that is not there must not read that nothing is wrong.
            click.echo(f"Error: {error}", err=True)
            raise click.exceptions.Exit(NOT_CHECKED) from None
    if form == "text":
        reporter.issues(issues)
        reporter.say(summary(issues))
    else:
        click.echo(FORMATS[form](issues, prefix_of(config_file), strict))
    if any(fails(issue, strict) for issue in issues):
        raise click.exceptions.Exit(FAILED)


def _accessibility(settings: Settings) -> Sequence[Issue]:
    from kbgen.check.accessibility.look import look

    try:
        return look(settings).issues
    except AuthorError:
        # The check itself says what is wrong with the content.
        return ()


def summary(issues: Sequence[Issue]) -> str:
    """How much was found, in words."""
    counts = {level: sum(issue.level is level for issue in issues) for level in Level}
    found = [f"{count} {level}{'s' if count != 1 else ''}" for level, count in counts.items() if count]
    hidden = " Hints are shown with -v." if counts[Level.HINT] else ""
    return ", ".join(found) + "." + hidden if found else "Nothing is wrong."


def prefix_of(config_file: Path) -> str:
    """What to put before paths so that they are relative to where the person is."""
    folder = os.path.relpath(config_file.absolute().parent).replace(os.sep, "/")
    return "" if folder == "." else f"{folder}/"
