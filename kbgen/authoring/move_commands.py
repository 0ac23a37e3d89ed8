"""The verbs `kbgen rename` and `kbgen retire`."""

from __future__ import annotations

from pathlib import Path

import click

from kbgen.articles.git.moves import FILE
from kbgen.articles.names import issue_path
from kbgen.options import config_option, settings_of


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@config_option
def rename(old: str, new: str, config_file: Path) -> None:
    """Move the article or section OLD, such as guides/set-up, to NEW in every language.

    Links to it are rewritten, its id stays, and from the next build its old addresses lead to the new ones.
    """
    from kbgen.authoring.move import rename as move

    settings = settings_of(config_file)
    done = move(settings, old, new)
    for before, after in done.moved.items():
        click.echo(f"{issue_path(settings, before)} → {issue_path(settings, after)}")
    for name in done.rewritten:
        click.echo(f"{issue_path(settings, name)}: links rewritten")
    click.echo(f"Commit this together with {issue_path(settings, FILE)}, where the move is remembered.")


@click.command()
@click.argument("path", metavar="PATH")
@config_option
@click.option("-r", "--replaced-by", default="", metavar="ID", help="The id of the article to read instead.")
def retire(path: str, config_file: Path, replaced_by: str) -> None:
    """Mark the article at PATH, such as guides/set-up, as no longer kept up to date, in every language."""
    from kbgen.authoring.move import retire as mark

    for name in mark(settings_of(config_file), path, replaced_by):
        click.echo(name)
