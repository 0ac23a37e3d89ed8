"""`kbgen propose`: what a report asks for, as a pull request or a patch. Thin; heavy imports wait until a command runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.report.options import Beginning, config_option, now, since_option, site_option, until_option
from kbgen.store.options import database_option

if TYPE_CHECKING:
    from kbgen.config import Settings
    from kbgen.proposals.proposal import Proposal

patch_option = click.option(
    "--patch",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write a patch to this file (- is standard output), even where forge.yml names a forge.",
)
language_option = click.option("-l", "--locale", help="The language of the question; the source's unless given.")


@click.group()
def propose() -> None:
    """Propose a change as a pull request, or as a patch where forge.yml names no forge. The files here stay as they are."""


@propose.command("draft")
@click.argument("number", type=click.IntRange(1))
@config_option
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("report/report.json"),
    show_default=True,
    help="The report that the number counts in.",
)
@click.option("--kind", default="", help="Another kind of article than the gap suggests.")
@click.option("--path", default="", help="Another place than the gap suggests, such as guides/set-up.")
@patch_option
def draft(number: int, config_file: Path, report: Path, kind: str, path: str, target: Path | None) -> None:
    """The first draft of an article for gap NUMBER of the report."""
    from datetime import UTC, datetime

    from kbgen.proposals.actions import draft_gap
    from kbgen.report.feedback import read_report

    document = read_report(report)
    today = datetime.fromtimestamp(now() / 1000, UTC).date()
    _offer(config_file, target, lambda site, folder: draft_gap(site, document, number, today, kind=kind, path=path, folder=folder))


@propose.command("wont-do")
@click.argument("question")
@click.option("--reason", required=True, help="Why it will not be answered; it stands in gaps.yml.")
@language_option
@config_option
@patch_option
def wont_do(question: str, reason: str, locale: str | None, config_file: Path, target: Path | None) -> None:
    """A QUESTION that will not be answered, in gaps.yml."""
    from kbgen.proposals.actions import put_off

    _offer(config_file, target, lambda site, folder: put_off(site, (locale or site.source_locale, question), reason, folder))


@propose.command("same")
@click.argument("question")
@click.argument("others", nargs=-1, required=True)
@language_option
@config_option
@patch_option
def same(question: str, others: tuple[str, ...], locale: str | None, config_file: Path, target: Path | None) -> None:
    """OTHERS that ask the same as QUESTION, in gaps.yml; one of another language is written fa:words."""
    from kbgen.proposals.actions import put_together

    def make(site: Settings, folder: str) -> Proposal:
        own = locale or site.source_locale
        known = {one.tag for one in site.locales}
        parted = [other.partition(":") for other in others]
        found = [(tag, words.strip()) if mark and tag in known else (own, tag + mark + words) for tag, mark, words in parted]
        return put_together(site, (own, question), found, folder)

    _offer(config_file, target, make)


@propose.command("apart")
@click.argument("question")
@language_option
@config_option
@patch_option
def apart(question: str, locale: str | None, config_file: Path, target: Path | None) -> None:
    """A QUESTION that asks something else than those it was put to, in gaps.yml."""
    from kbgen.proposals.actions import put_apart

    _offer(config_file, target, lambda site, folder: put_apart(site, (locale or site.source_locale, question), folder))


@propose.command("learn")
@database_option
@config_option
@site_option
@since_option("90d")
@until_option
@click.option("--fewest", type=click.IntRange(2), default=3, show_default=True, help="Readers whom an article must have helped.")
@patch_option
def learn(
    database: str,
    config_file: Path,
    site_dir: Path | None,
    since: Beginning,
    until: int | None,
    fewest: int,
    target: Path | None,
) -> None:
    """The words that led readers to an article and helped, in asked.yml, as kbgen learn finds them."""
    from kbgen.proposals.actions import keep_words
    from kbgen.report import options
    from kbgen.report.learning import learn_from

    with options.reading(database, config_file, site_dir) as (snapshot, site):
        found = learn_from(snapshot, site, options.period_of(snapshot, site, since, until), fewest)
    _offer(config_file, target, lambda settings, folder: keep_words(settings, found, folder))


def _offer(config_file: Path, target: Path | None, make: Callable[[Settings, str], Proposal]) -> None:
    import os
    import sys

    from kbgen import config
    from kbgen.errors import OperatorError
    from kbgen.proposals.offer import offer

    settings = config.load(config_file)
    found = offer(settings.root, os.environ, lambda folder: make(settings, folder), now(), forge=target is None)
    if found.url:
        click.echo(found.url)
    elif target == Path("-"):
        sys.stdout.buffer.write(found.patch)
    else:
        file = target or Path(found.name)
        try:
            file.write_bytes(found.patch)
        except OSError as error:
            raise OperatorError(f"{file} cannot be written: {error.strerror}.") from None
        click.echo(f"{file}")
        click.echo(f"Take it into the repository: git am {file}", err=True)
