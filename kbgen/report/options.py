"""The options that the verbs of a report share, and what they open: the settings, the database for reading, the site."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kbgen.errors import ConfigError, OperatorError
from kbgen.store.options import DAY_MS, Moment

if TYPE_CHECKING:
    from kbgen.config import Settings
    from kbgen.report.judge.grouping.meaning import Meaning
    from kbgen.report.read.goals_file import Goal
    from kbgen.report.read.period import Period
    from kbgen.report.read.site import KnownSite
    from kbgen.report.read.wont_do import WontDo
    from kbgen.store.store import Snapshot

Command = TypeVar("Command", bound=Callable[..., Any])

config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml, if it is at hand: it names teams and calendars.",
)
site_option = click.option(
    "-d",
    "--site",
    "site_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="The built site, instead of the configured one.",
)


@dataclass(frozen=True)
class Beginning:
    """The first moment of a period: `at` in milliseconds since 1970, or `days` before its end."""

    at: int = 0
    days: int | None = None

    def before(self, end: int) -> int:
        """Milliseconds since 1970, in a period that ends at `end`."""
        return self.at if self.days is None else end - self.days * DAY_MS


class BeginningParam(click.ParamType[Beginning]):
    """A date, or so many days before the end: `2026-11-01`, `30d`."""

    name = Moment.name

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Beginning:
        """What `--since` says."""
        text = str(value)
        if text.endswith("d") and text[:-1].isdecimal():
            return Beginning(days=int(text[:-1]))
        return Beginning(Moment().convert(value, param, ctx))


def since_option(default: str) -> Callable[[Command], Command]:
    """`--since`, with the period of the verb as its default."""
    help_text = "The first day: a date, or so many days before the end."
    return click.option("--since", type=BeginningParam(), default=default, show_default=True, help=help_text)


until_option = click.option("--until", type=Moment(), default=None, help="The day after the last; now unless set.")
locale_option = click.option("-l", "--locale", "locales", multiple=True, help="Only readers of this locale; repeatable.")

semantic_option = click.option(
    "--semantic",
    is_flag=True,
    help="Put questions together by what they mean, too. Needs kbgen[semantic]; takes up to half a minute.",
)


def settings_if_any(config_file: Path) -> Settings | None:
    """The settings, or none where there is no file: the report then goes by the manifest alone."""
    from kbgen import config

    if not config_file.exists():
        if config_file != Path("mkdocs.yml"):
            raise ConfigError(f"There is no {config_file}.")
        return None
    return config.load(config_file)


@contextlib.contextmanager
def reading(database: str, config_file: Path, site_dir: Path | None) -> Iterator[tuple[Snapshot, KnownSite]]:
    """One moment of the database, and the site that it is about."""
    from kbgen.processes.garbage import collect_rarely
    from kbgen.report.judge.study import known_site
    from kbgen.store.store import open_store

    collect_rarely()
    settings = settings_if_any(config_file)
    store = open_store(database, write=False)
    try:
        with store.snapshot() as snapshot:
            yield snapshot, known_site(snapshot, settings, site_dir.absolute() if site_dir else None)
    finally:
        store.close()


def put_off(site: KnownSite) -> list[WontDo]:
    """The gaps that will not be closed; what is wrong with their file is told."""
    from kbgen.report.read.wont_do import GAPS_FILE, load_wont_do

    if site.content_dir is None:
        return []
    entries, issues = load_wont_do(site.content_dir / GAPS_FILE, [locale.tag for locale in site.locales])
    for issue in issues:
        click.echo(str(issue), err=True)
    return entries


def goals_of(site: KnownSite) -> list[Goal]:
    """What is aimed at; what is wrong with the file is told."""
    from kbgen.report.read.goals_file import load_goals

    goals, issues = load_goals(site.settings) if site.settings else ([], [])
    for issue in issues:
        click.echo(str(issue), err=True)
    return goals


def meaning_of(semantic: bool) -> Meaning | None:
    """What puts questions together by their meaning, where it was asked for. Raises `OperatorError` where it is not installed."""
    if not semantic:
        return None
    from kbgen.report.judge.grouping.meaning import Meaning
    from kbgen.search.meaning.model import Model

    return Meaning(Model())


def check_locales(site: KnownSite, locales: Sequence[str]) -> None:
    """Raise `OperatorError` for a locale that the site has not."""
    known = [locale.tag for locale in site.locales]
    for tag in locales:
        if tag not in known:
            raise OperatorError(f"{tag} is not a locale of this site. It has: {', '.join(known)}.")


def period_of(snapshot: Snapshot, site: KnownSite, since: Beginning, until: int | None) -> Period:
    """The period that was asked for, in the days of the team: those that the database counts in, or else those of the zone that
    `mkdocs.yml` names."""
    from kbgen.report.read.history import recorded
    from kbgen.report.read.period import period
    from kbgen.report.read.time_zone import Zone, team_zone

    zone = Zone(recorded(snapshot).zone or team_zone(site.settings))
    end = now() if until is None else until
    start = since.before(end)
    if start >= end:
        raise click.UsageError("--since must be before --until.")
    # A date comes as its midnight in UTC, as no number of days ago from now does; it means the team's.
    start, end = (zone.start(one // DAY_MS) if one % DAY_MS == 0 else one for one in (start, end))
    return period(start, end, zone.name, now())


def now() -> int:
    """The time, in milliseconds since 1970."""
    return int(time.time() * 1000)
