"""The operator's verbs on the database: backup, restore, export, forget, expire.

Thin: each calls one function and says what it did. `kbgen.cli` adds these commands; heavy imports wait until a command runs.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kbgen.store.options import DAY_MS, Moment, database_option
from kbgen.store.store import is_postgres

if TYPE_CHECKING:
    from kbgen.store.forget import Progress
    from kbgen.store.store import Store

# PostgreSQL keeps old versions of rows until it cleans up; only then is what was forgotten gone from its files.
_VACUUM = "PostgreSQL keeps the old rows in its files until it cleans up. To have that done now: VACUUM votes, events, daily;"


@contextlib.contextmanager
def _opened(database: str, *, write: bool) -> Iterator[Store]:
    from kbgen.store.store import open_store

    store = open_store(database, write=write)
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def _progress(label: str) -> Iterator[Progress]:
    """A running count on a terminal; a log or a pipe gets only the line at the end."""
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        click.echo(f"\r{label}: {done}", err=True, nl=False)

    def keep_quiet(more: int) -> None:
        """Nobody is watching."""

    yield tell if sys.stderr.isatty() else keep_quiet
    if done:
        click.echo(err=True)


@click.command()
@database_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(database: str, file: Path) -> None:
    """Copy articles, votes and events into FILE while the collector runs.

    The backup is one SQLite file, also of a PostgreSQL database. It holds nothing that leads from a vote to a reader.
    """
    from kbgen.store.backup import back_up

    with _opened(database, write=False) as store, _progress("Backing up") as progress:
        rows = back_up(store, file, progress)
    click.echo(f"{file}: {rows} rows.", err=True)


@click.command()
@database_option
@click.option("--replace", is_flag=True, help="Keep a SQLite database that is there in a folder beside the restored one.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(database: str, file: Path, replace: bool) -> None:
    """Make a new database from the backup FILE. The collector must not be running."""
    from kbgen.store import backup as backups

    with _progress("Restoring") as progress:
        rows = backups.restore(file, database, progress, replace=replace)
    click.echo(f"{rows} rows restored.", err=True)


@click.command()
@database_option
@click.option("--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True, help="Of the output.")
@click.option("--since", type=Moment(), default=None, help="Only records from then on.")
@click.option("--until", type=Moment(), default=None, help="Only records before then.")
@click.option(
    "--output", "-o", type=click.File("w", encoding="utf-8", lazy=True), default="-", help="A file instead of the terminal."
)
def export(database: str, form: str, since: int | None, until: int | None, output: IO[str]) -> None:
    """Print votes and events, oldest first; `kbgen events --describe` explains them.

    CSV opens safely in a spreadsheet; JSON Lines holds the words exactly as they are stored.
    """
    from kbgen.store.export import FOREVER, csv_lines, entries, json_lines

    lines = csv_lines if form == "csv" else json_lines
    with _opened(database, write=False) as store, store.snapshot() as snapshot, _progress("Exporting") as progress:
        records = entries(snapshot, since or 0, FOREVER if until is None else until)
        for number, line in enumerate(lines(records), 1):
            click.echo(line, file=output, nl=False)
            # On a terminal the records themselves are the progress.
            if number % 1000 == 0 and not output.isatty():
                progress(1000)


@click.command()
@database_option
@click.option("--text", help="Empty every comment and search that contains this, whatever its case.")
@click.option("--since", type=Moment(), default=None, help="Delete every vote and event from then …")
@click.option("--until", type=Moment(), default=None, help="… up to then.")
@click.option("--dry-run", is_flag=True, help="Only say how much it would be.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(database: str, text: str | None, since: int | None, until: int | None, dry_run: bool, yes: bool) -> None:
    """Forget a text, or a period. The collector must not be running; backups made before still hold it."""
    from kbgen.store.desk import desk_database
    from kbgen.store.export import FOREVER
    from kbgen.store.forget import find_text, forget_at_desk, forget_period, forget_text

    if (text is None) == (since is None and until is None):
        raise click.UsageError("Give either --text, or --since and --until (one of them is enough).")
    if text is not None and len(text.strip()) < 3:
        raise click.UsageError("--text needs at least three characters, or nearly everything would be forgotten.")
    start, end = since or 0, FOREVER if until is None else until
    with _opened(database, write=not dry_run) as store:
        votes, events = map(len, find_text(store, text)) if text else _count(store, start, end)
        what = "emptied of their words" if text else "deleted"
        click.echo(f"{votes} votes and {events} events will be {what}.", err=True)
        if dry_run:
            return
        if not (yes or click.confirm("Do it? It cannot be undone.", err=True)):
            click.echo("Nothing was changed.", err=True)
            return
        with _progress("Forgetting") as progress:
            done = forget_text(store, text, progress) if text else forget_period(store, start, end, progress)
            if done.days and not text:
                from kbgen.report.read.roll_up import roll_up

                roll_up(store, int(time.time() * 1000))
        if text and (is_postgres(database) or Path(desk_database(database)).exists()):
            with contextlib.nullcontext(store) if is_postgres(database) else _opened(desk_database(database), write=True) as own:
                click.echo(f"{forget_at_desk(own, text)} decisions at the desk named it.", err=True)
    click.echo(f"{done.votes} votes and {done.events} events {what}. Remember your backups.", err=True)
    if done.days:
        click.echo(f"The kept figures of {done.days} days changed with them: reports on those days will say less.", err=True)
    if is_postgres(database):
        click.echo(_VACUUM, err=True)


def _count(store: Store, since: int, until: int) -> tuple[int, int]:
    with store.snapshot() as snapshot:
        votes, events = next(iter(snapshot.read("count_between", since=since, until=until)))
    return votes, events


@click.command()
@database_option
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long words are kept.")
def expire(database: str, days: int) -> None:
    """Empty comments and searches older than so many days; that someone voted or searched stays, in every figure.

    The collector does this by itself each hour (`kbgen collect --keep-words`); this is for a database that no collector
    writes to.
    """
    from kbgen.report.read.roll_up import roll_up
    from kbgen.report.read.time_zone import Zone
    from kbgen.store.forget import expire_words

    now = int(time.time() * 1000)
    with _opened(database, write=True) as store, _progress("Expiring") as progress:
        # Their figures stay: without this a report would not know any more what was asked.
        roll_up(store, now)
        done = expire_words(store, now - days * DAY_MS, progress)
        store.run("daily_words_expire", day=Zone().day(now - days * DAY_MS))
    click.echo(f"{done.votes} comments and {done.events} searches emptied.", err=True)
    if is_postgres(database):
        click.echo(_VACUUM, err=True)
