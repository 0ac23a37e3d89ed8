"""The options that several verbs share, and the settings that they lead to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from kbgen import config
from kbgen.config import Settings

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
