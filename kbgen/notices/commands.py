"""`kbgen notify`, thin. Heavy imports wait until it runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.errors import OperatorError
from kbgen.report.options import config_option, now, site_option
from kbgen.store.options import database_option

if TYPE_CHECKING:
    from threading import Event

    from kbgen.config import Settings
    from kbgen.notices.deliver import Courier
    from kbgen.notices.look import Looked
    from kbgen.notices.outbox import Outbox
    from kbgen.notices.settings import NotifySettings

# Seconds between two looks into the outbox.
PAUSE = 60.0


@click.command()
@database_option
@config_option
@site_option
@click.option("--once", is_flag=True, help="Look once, send what is due, and end: for a timer or cron.")
@click.option("--dry-run", is_flag=True, help="Only print what would be sent now; nothing is sent or noted.")
@click.option("--outbox", "listing", is_flag=True, help="Only list what was sent lately, and what waits and why.")
def notify(database: str, config_file: Path, site_dir: Path | None, once: bool, dry_run: bool, listing: bool) -> None:
    """Tell teams and chats what readers said, as notify.yml has it: weekly mail, and messages when something happens.

    A collector that was started with -f mkdocs.yml does this by itself.
    """
    import os
    import threading

    from kbgen import config
    from kbgen.mail.settings import mail_settings
    from kbgen.notices.deliver import Courier
    from kbgen.notices.outbox import Outbox
    from kbgen.notices.settings import NOTIFY_FILE, load_notify
    from kbgen.store.store import open_store
    from kbgen.yaml_files.read import refuse

    if listing:
        _list(database)
        return
    settings = config.load(config_file)
    wanted, issues = load_notify(settings)
    refuse(issues, NOTIFY_FILE)
    if wanted is None:
        raise OperatorError(f"There is no {NOTIFY_FILE} in {settings.root}: it says who is told what, and where.")
    if wanted.wants_mail:
        mail_settings(settings.root, os.environ)
    folder = site_dir.absolute() if site_dir else None
    if dry_run:
        _show(_look(database, folder, settings, wanted), wanted)
        return
    try:
        store = open_store(database)
    except OperatorError as error:
        advice = "A collector that was started with -f mkdocs.yml sends by itself." if "is writing to" in str(error) else ""
        raise OperatorError(f"{error} {advice}".strip()) from None
    ended = threading.Event()
    try:
        outbox = Outbox(store)
        courier = Courier(outbox, settings.root, wanted, os.environ, now, ended.is_set)
        if once:
            if _round(outbox, courier, _look(database, folder, settings, wanted)):
                raise click.exceptions.Exit(1)
            return
        _go_on(outbox, courier, database, folder, settings, wanted, ended)
    finally:
        store.close()


def _go_on(
    outbox: Outbox,
    courier: Courier,
    database: str,
    folder: Path | None,
    settings: Settings,
    wanted: NotifySettings,
    ended: Event,
) -> None:
    """Until SIGTERM or Ctrl-C."""
    import signal
    import time

    from kbgen.notices.look import Looked

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    looked_at: float | None = None
    while not ended.is_set():
        due = looked_at is None or time.monotonic() - looked_at >= wanted.minutes * 60
        if due:
            looked_at = time.monotonic()
        _round(outbox, courier, _look(database, folder, settings, wanted) if due else Looked())
        ended.wait(PAUSE)


def _look(database: str, folder: Path | None, settings: Settings, wanted: NotifySettings) -> Looked:
    from kbgen.notices.look import look

    return look(database, folder, settings, wanted, now())


def _round(outbox: Outbox, courier: Courier, looked: Looked) -> bool:
    """One round, told in a line; whether anything did not work."""
    from kbgen.notices.run import tell

    told = tell(outbox, looked, courier, now())
    done = told.delivered
    for problem in done.problems:
        click.echo(problem, err=True)
    if looked.simulated:
        click.echo(
            "These readers never existed: kbgen simulate made them up. Nothing of it is sent; look with --dry-run.", err=True
        )
    if told.put or done.sent or done.later or done.refused:
        click.echo(f"{told.put} new, {done.sent} sent, {done.later} to be tried again, {done.refused} refused.", err=True)
    else:
        click.echo("Nothing to tell.", err=True)
    return bool(done.later or done.refused)


def _show(looked: Looked, wanted: NotifySettings) -> None:
    """What would be sent, as it would be."""
    import json

    from kbgen.notices.look import MAIL
    from kbgen.notices.webhook import body_of
    from kbgen.notices.words import Notice

    for parcel in looked.parcels:
        if parcel.channel == MAIL:
            click.echo(f"mail to {parcel.body['to']}: {parcel.body['subject']}\n\n{parcel.body['text']}\n")
        else:
            hook = wanted.webhooks[parcel.channel.partition(":")[2]]
            body = body_of(Notice.of_json(parcel.body), hook.form, parcel.key, now())
            click.echo(f"message to {hook.name} ({hook.form}):\n\n{json.dumps(body, ensure_ascii=False, indent=2)}\n")
    click.echo(f"{len(looked.parcels)} would be sent." if looked.parcels else "Nothing to tell.", err=True)


def _list(database: str) -> None:
    from datetime import UTC, datetime

    from kbgen.store.store import open_store

    store = open_store(database, write=False)
    try:
        with store.snapshot() as snapshot:
            for key, channel, made_at, due_at, tries, _, outcome, problem in snapshot.read("outbox_all", most=200):
                made, due = (datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d %H:%M") for at in (made_at, due_at))
                state = outcome or (f"waits, next try {due} UTC" if tries else "waits")
                click.echo(f"{made}  {channel}  {key}  {state}{f': {problem}' if problem else ''}")
    finally:
        store.close()
