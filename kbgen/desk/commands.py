"""`kbgen desk` and `kbgen comments`, thin; heavy imports wait until a command runs."""

from __future__ import annotations

import asyncio
import getpass
import os
import sys
import threading
import time
from pathlib import Path

import click

from kbgen.report.options import config_option, semantic_option, site_option
from kbgen.store.options import database_option

TOKENS = "KBGEN_DESK_TOKENS"
PORT = 8402
# Of today, of most pages, and of a quarter.
USUAL_SPANS = (7, 30, 90)
# Seconds after which the thread that counts lets one that makes a page go on. With Python's own, ten times as many, a page waits a
# third longer while figures are counted: it goes to the database and back many times.
SWITCH_SECONDS = 0.0005


@click.command()
@database_option
@config_option
@site_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; a proxy with TLS belongs in front.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port to listen on.")
@click.option(
    "--rules",
    "rules_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("desk.yml"),
    show_default=True,
    help="Who may do what, and which proxy says who asks.",
)
@click.option("--time-zone", default="", help="Whose midnights end the days.  [default: the database's, or that of mkdocs.yml]")
@semantic_option
def desk(
    database: str,
    config_file: Path,
    site_dir: Path | None,
    host: str,
    port: int,
    rules_file: Path,
    time_zone: str,
    semantic: bool,
) -> None:
    """Show what readers asked, read and said, and take down what becomes of it.

    Without a proxy in desk.yml it prints an address that signs you in, once. Programs read /api/v1/ with a token of
    KBGEN_DESK_TOKENS.
    """
    from kbgen.collect import logs
    from kbgen.collect.http.server import listen, serve_app
    from kbgen.desk.http.app import desk_app
    from kbgen.desk.http.desk import Desk
    from kbgen.desk.identity.gate import SIGN_IN
    from kbgen.desk.identity.people import read_rules
    from kbgen.desk.identity.session import Sessions
    from kbgen.desk.read.knowledge import Knowledge, keep_warm
    from kbgen.desk.show.answers import Answers
    from kbgen.report.options import meaning_of, now, settings_if_any
    from kbgen.report.read.time_zone import Zone
    from kbgen.store.desk import open_desk
    from kbgen.store.store import open_store

    logs.configure(sys.stderr)
    sys.setswitchinterval(SWITCH_SECONDS)
    rules, settings = read_rules(rules_file), settings_if_any(config_file)
    if time_zone:
        Zone(time_zone)
    meaning = meaning_of(semantic)
    folder = site_dir.absolute() if site_dir else settings.site_dir if settings else None
    store = open_store(database, write=False)
    own = open_desk(database)
    ended = threading.Event()
    known = Knowledge(store, own, config_file if settings else None, folder, now, time_zone, meaning)
    try:
        # What is wrong with the site is told here, and not to whoever opens the first page.
        known.shelf()
        sessions = Sessions(time.time)
        tokens = [token for token in os.environ.get(TOKENS, "").split() if token]
        listener = listen(host, port)
        address = f"http://{'[' + host + ']' if ':' in host else host}:{listener.getsockname()[1]}"
        if rules.header:
            click.echo(f"The desk is at {address}, for people whom the proxy names.")
        else:
            click.echo(f"Open this address; it signs you in, once:\n  {address}{SIGN_IN}?token={sessions.token(getpass.getuser())}")
        warm = threading.Thread(target=keep_warm, args=(known, USUAL_SPANS, ended), name="kbgen-warm", daemon=True)
        warm.start()
        asyncio.run(serve_app(desk_app(Desk(known, rules, Answers(folder)), sessions, tokens), listener))
    finally:
        ended.set()
        known.close()
        own.close()
        store.close()


@click.command()
@database_option
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file.  [default: printed]")
def comments(database: str, out: Path | None) -> None:
    """Write what became of readers' comments, by their hashes: content/comments.yml."""
    from kbgen.desk.read.decisions import read_decisions
    from kbgen.desk.read.export import comments_file
    from kbgen.report.write.output import write
    from kbgen.store.desk import open_desk

    own = open_desk(database, write=False)
    try:
        with own.snapshot() as snapshot:
            text = comments_file(read_decisions(snapshot))
    finally:
        own.close()
    if out is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"{write(out, text)}", err=True)
