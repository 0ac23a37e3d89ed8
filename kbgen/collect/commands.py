"""`kbgen collect` and `kbgen events`, thin. `kbgen.cli` adds these commands; heavy imports wait until a command runs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kbgen.store.options import database_option

# Nothing could ever be stored at a rate of 0.
RATE = click.FloatRange(min=0, min_open=True)


@click.command()
@database_option
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True, help="The site.")
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The site's mkdocs.yml, if it is on this host: the live report then knows teams and gaps that will not be closed.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; a proxy with TLS belongs in front.")
@click.option("--port", type=click.IntRange(0, 65535), default=8400, show_default=True, help="Port to listen on.")
@click.option("--origin", "origins", multiple=True, help="An origin whose pages may write; repeatable. Default: the same host.")
@click.option("--trusted-proxy", "proxies", multiple=True, help="A proxy whose X-Forwarded-For is believed. Default: this host.")
@click.option("--private-host", default="127.0.0.1", show_default=True, help="Address for metrics and health; keep it private.")
@click.option("--private-port", type=click.IntRange(-1, 65535), default=8401, show_default=True, help="Its port; -1 for none.")
@click.option("--keep-words", type=click.IntRange(1, 3650), default=365, show_default=True, help="Days that words are kept.")
@click.option(
    "--keep-events",
    type=click.IntRange(7, 3650),
    default=400,
    show_default=True,
    help="Days that single votes and events are kept.",
)
@click.option("--time-zone", default="", help="Whose midnights end the days.  [default: contact: time_zone in mkdocs.yml, or UTC]")
@click.option("--address-rate", type=RATE, default=5.0, show_default=True, help="Events a second from one network, for long.")
@click.option("--global-rate", type=RATE, default=10_000.0, show_default=True, help="Events a second that are taken in all.")
@click.option("--network-day", type=click.IntRange(1), default=20_000, show_default=True, help="Rows a day from one network.")
@click.option("--global-day", type=click.IntRange(1), default=5_000_000, show_default=True, help="Rows a day in all.")
@click.option(
    "--semantic",
    "vectors",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Give a second opinion on searches by their meaning, from this folder of `kbgen build --semantic`: .kbgen/semantic.",
)
@click.option("--private-name", "private_names", multiple=True, help="A host name for the private listener; repeatable.")
def collect(
    database: str,
    site: Path,
    config_file: Path | None,
    host: str,
    port: int,
    origins: tuple[str, ...],
    proxies: tuple[str, ...],
    private_host: str,
    private_port: int,
    keep_words: int,
    keep_events: int,
    time_zone: str,
    address_rate: float,
    global_rate: float,
    network_day: int,
    global_day: int,
    vectors: Path | None,
    private_names: tuple[str, ...],
) -> None:
    """Collect votes and events from the readers of a built site.

    Success is answered only after it is on disk. Stop it with SIGTERM: what was taken is stored first.
    """
    import asyncio
    from functools import partial

    from kbgen import config
    from kbgen.collect import logs
    from kbgen.collect.http.address import networks
    from kbgen.collect.http.app import collector
    from kbgen.collect.http.server import announce, listen, run
    from kbgen.collect.known_articles import read_manifest
    from kbgen.collect.notify import keep_telling
    from kbgen.collect.settings import ADDRESS_RATE, GLOBAL_RATE, TRUSTED, CollectorSettings, origin, rate
    from kbgen.manifest import FILE
    from kbgen.report.live import LiveReport
    from kbgen.report.read.time_zone import Zone, team_zone
    from kbgen.store.store import open_store

    logs.configure(sys.stderr)
    # The writer's thread lets go of the interpreter's lock at every statement and then waits for the event loop to give it back:
    # 5 ms each time unless told otherwise. With 0.5 ms the same processor time stored a third more votes.
    sys.setswitchinterval(0.0005)
    settings = config.load(config_file) if config_file else None
    rules = CollectorSettings(
        origins=tuple(origin(text) for text in origins),
        trusted=networks(proxies) if proxies else TRUSTED,
        address_rate=rate(address_rate, ADDRESS_RATE),
        global_rate=rate(global_rate, GLOBAL_RATE),
        keep_words_days=keep_words,
        keep_events_days=keep_events,
        network_day=network_day,
        global_day=global_day,
        zone=time_zone or team_zone(settings),
        private_hosts=private_names,
        vectors=vectors,
    )
    Zone(rules.zone)
    manifest = site.absolute() / FILE
    read_manifest(manifest, 0)
    store = open_store(database)
    try:
        public = listen(host, port)
        private = listen(private_host, private_port) if private_port >= 0 else None
        parts = collector(store, manifest, rules)
        if settings:
            parts.chores.append(partial(keep_telling, store, settings, site.absolute(), parts.clock, parts.trust, rules.zone))
        announce(store.description, public, private)
        live = LiveReport(database, site.absolute(), parts.clock.now_ms, settings, rules.zone, vectors is not None)
        asyncio.run(run(parts, public, private, live.routes()))
    finally:
        store.close()


@click.command()
@click.option("--describe", is_flag=True, help="Print the schema in words.")
@click.option("--openapi", is_flag=True, help="Print the collector's OpenAPI document.")
def events(describe: bool, openapi: bool) -> None:
    """Explain what the collector stores."""
    if openapi:
        import json

        from kbgen.collect.http.openapi import document

        click.echo(json.dumps(document(), ensure_ascii=False, indent=2))
        return
    from kbgen.collect import schema

    for line in schema.describe():
        click.echo(line)
