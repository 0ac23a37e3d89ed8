"""The options that the verbs of a report share, and what they open: the settings, the database for reading, the site."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.errors import ConfigError, OperatorError
from kbgen.store.commands import Moment

if TYPE_CHECKING:
    from kbgen.config import Settings
    from kbgen.report.site import Site
    from kbgen.report.wont_do import WontDo
    from kbgen.store.store import Snapshot

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
since_option = click.option("--since", type=Moment(), default="30d", show_default=True, help="The first day: a date, or days ago.")
until_option = click.option("--until", type=Moment(), default=None, help="The day after the last; now unless set.")
locale_option = click.option("-l", "--locale", "locales", multiple=True, help="Only readers of this locale; repeatable.")


def settings_if_any(config_file: Path) -> Settings | None:
    """The settings, or none where there is no file: the report then goes by the manifest alone."""
    from kbgen import config

    if not config_file.exists():
        if config_file != Path("mkdocs.yml"):
            raise ConfigError(f"There is no {config_file}.")
        return None
    return config.load(config_file)


@contextlib.contextmanager
def reading(database: str, config_file: Path, site_dir: Path | None) -> Iterator[tuple[Snapshot, Site]]:
    """One moment of the database, and the site that it is about."""
    from kbgen.report.study import known_site
    from kbgen.store.store import open_store

    settings = settings_if_any(config_file)
    store = open_store(database, write=False)
    try:
        with store.snapshot() as snapshot:
            yield snapshot, known_site(snapshot, settings, site_dir.absolute() if site_dir else None)
    finally:
        store.close()


def put_off(site: Site) -> list[WontDo]:
    """The gaps that will not be closed; what is wrong with their file is told."""
    from kbgen.report.wont_do import GAPS_FILE, load_wont_do

    if site.content_dir is None:
        return []
    entries, issues = load_wont_do(site.content_dir / GAPS_FILE, [locale.tag for locale in site.locales])
    for issue in issues:
        click.echo(str(issue), err=True)
    return entries


def check_locales(site: Site, locales: Sequence[str]) -> None:
    """Raise `OperatorError` for a locale that the site has not."""
    known = [locale.tag for locale in site.locales]
    for tag in locales:
        if tag not in known:
            raise OperatorError(f"{tag} is not a locale of this site. It has: {', '.join(known)}.")


def now() -> int:
    """The time, in milliseconds since 1970."""
    return int(time.time() * 1000)
