"""`kbgen journey`: thin; letters for new customers, written to files or sent."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.errors import OperatorError
from kbgen.options import config_option, settings_of, site_option

if TYPE_CHECKING:
    from kbgen.config import Settings
    from kbgen.journeys.letters import Writer
    from kbgen.site.outputs.journeys import Journey

LEDGER = Path(".kbgen") / "journeys.db"
ledger_option = click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where it is noted who was written to.  [default: .kbgen/journeys.db]",
)


@click.group()
def journey() -> None:
    """Letters for new customers, as content/journeys.yml describes them."""


@journey.command()
@config_option
@site_option
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False), default=Path("journeys"), show_default=True, help="The folder."
)
def build(config_file: Path, site_dir: Path | None, out: Path) -> None:
    """Write every letter as mail, HTML and text, and all of them as JSON for a mailing tool. Nothing is sent."""
    from kbgen.mail.compose import compose
    from kbgen.mail.settings import load_mail

    settings = settings_of(config_file, site_dir)
    mail, _ = load_mail(settings.root, {})
    journeys, writer = _read(settings, mail.unsubscribe if mail else "")
    told = []
    for one in journeys:
        for step in one.steps:
            for tag in step.languages:
                letter = writer.letter(step, tag)
                if letter is None:
                    continue
                stem = out / one.name / f"{step.day:03}-{tag}"
                _write(stem.with_suffix(".html"), letter.html)
                _write(stem.with_suffix(".txt"), letter.text + "\n")
                _write(stem.with_suffix(".eml"), compose(letter).as_string())
                entry = {"journey": one.name, "day": step.day, "locale": tag, "for": one.wanted, "campaign": step.campaign}
                told.append(entry | {"subject": letter.subject, "text": letter.text, "html": letter.html})
    _write(out / "journeys.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    click.echo(f"{len(told)} letters: {out}")


@journey.command()
@config_option
@site_option
@click.option(
    "--customers",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    required=True,
    help="A CSV file: email, start, locale.",
)
@click.option("--only", default="", help="The name of one journey; all of them unless set.")
@click.option("--day", "today", type=click.DateTime(["%Y-%m-%d"]), help="Send what is due on this day.  [default: today]")
@click.option(
    "--grace", type=click.IntRange(0, 365), default=3, show_default=True, help="Days after which a letter is too late to be sent."
)
@click.option(
    "--unsubscribed", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Addresses that want no letters."
)
@click.option("--again", is_flag=True, help="Send what a run that was killed may have sent already.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent.")
@ledger_option
def send(
    config_file: Path,
    site_dir: Path | None,
    customers: Path,
    only: str,
    today: datetime | None,
    grace: int,
    unsubscribed: Path | None,
    again: bool,
    dry_run: bool,
    ledger: Path | None,
) -> None:
    """Send the letters that are due, each once, by the server of mail.yml. Run it once a day."""
    from kbgen.journeys.customers import read_addresses, read_customers
    from kbgen.journeys.ledger import REFUSED, SENT, Ledger
    from kbgen.journeys.send import due, send_due
    from kbgen.mail.send import Postman
    from kbgen.mail.settings import mail_settings

    settings = settings_of(config_file, site_dir)
    mail = mail_settings(settings.root, os.environ)
    journeys, writer = _read(settings, mail.unsubscribe)
    if only and only not in {one.name for one in journeys}:
        raise OperatorError(f"There is no journey {only}. There are: {', '.join(one.name for one in journeys)}.")
    found, notes = read_customers(customers, [locale.tag for locale in settings.locales])
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    day = today.date() if today else datetime.now(UTC).date()
    with Ledger(ledger or settings.root / LEDGER) as book:
        for mailbox in read_addresses(unsubscribed) if unsubscribed else ():
            book.stop(mailbox, _now())
        wanted = [one for one in journeys if not only or one.name == only]
        letters = list(due(wanted, found, book, day, grace, again=again))
        if dry_run:
            for customer, step in letters:
                click.echo(f"{step.campaign}  {customer.locale}  {customer.address.mailbox}")
            click.echo(f"{len(letters)} letters are due on {day}.")
            return
        with Postman(mail) as postman:
            done = send_due(letters, writer, book, postman.send, mail, _now, again=again)
    click.echo(f"{done[SENT]} letters sent, {done[REFUSED]} refused.")


@journey.command()
@click.argument("addresses", nargs=-1, required=True)
@config_option
@ledger_option
def stop(addresses: tuple[str, ...], config_file: Path, ledger: Path | None) -> None:
    """Note that ADDRESSES want no letters."""
    from kbgen.journeys.ledger import Ledger
    from kbgen.mail.address import address_of

    settings = settings_of(config_file)
    counts: Counter[bool] = Counter()
    with Ledger(ledger or settings.root / LEDGER) as book:
        for text in addresses:
            address = address_of(text)
            if address is None:
                raise OperatorError(f"{text} is no address.")
            counts[book.stop(address.mailbox, _now())] += 1
    click.echo(f"{counts[True]} noted" + (f", {counts[False]} known already" if counts[False] else "") + ".")


def _read(settings: Settings, unsubscribe: str) -> tuple[tuple[Journey, ...], Writer]:
    """The journeys and who writes their letters. Raises `AuthorError` for mistakes and `OperatorError` where there are none."""
    from kbgen.issues import errors_in
    from kbgen.journeys.letters import Writer
    from kbgen.report.read.site import find_site
    from kbgen.site.outputs.journeys import JOURNEYS_FILE, load_journeys
    from kbgen.yaml_files.read import refuse

    site = find_site(settings, settings.site_dir, ())
    writer = Writer.of(site, unsubscribe)
    journeys, issues = load_journeys(
        settings.content_dir, {article for article, _ in site.articles}, [locale.tag for locale in settings.locales]
    )
    refuse(errors_in(issues), JOURNEYS_FILE)
    if not journeys:
        raise OperatorError(f"There is no {JOURNEYS_FILE} in {settings.content_dir}: it says what new customers get, and when.")
    return journeys, writer


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror or error}.") from None


def _now() -> int:
    return time.time_ns() // 1_000_000
