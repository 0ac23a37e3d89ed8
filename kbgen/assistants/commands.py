"""`kbgen mcp`, thin: a built site for assistants, over standard streams or HTTP."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kbgen.errors import OperatorError

if TYPE_CHECKING:
    from kbgen.assistants.tools import Desk


@click.command()
@click.option("--site", type=click.Path(path_type=Path, file_okay=False), default=Path("site"), show_default=True, help="The site.")
@click.option("--database", default="", envvar="KBGEN_DATABASE", help="Take problems that assistants report, into this database.")
@click.option(
    "--http", "port", type=click.IntRange(0, 65535), help="Serve over HTTP on this port, at /mcp, instead of standard streams."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; a proxy with TLS belongs in front.")
@click.option("--name", "names", multiple=True, help="A host name that it answers to, besides localhost; repeatable.")
@click.option("--origin", "origins", multiple=True, help="An origin whose pages may ask; repeatable.")
@click.option("--trusted-proxy", "proxies", multiple=True, help="A proxy whose X-Forwarded-For is believed. Default: this host.")
def mcp(
    site: Path,
    database: str,
    port: int | None,
    host: str,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    proxies: tuple[str, ...],
) -> None:
    """Let assistants search and read the built site, by the Model Context Protocol.

    Without --http it speaks over standard input and output, as assistants on a writer's machine start it.
    """
    from kbgen.processes.garbage import collect_rarely

    # The protocol's types are many: a third of the start would go into looking for circles among them.
    collect_rarely()
    try:
        from kbgen.assistants.server import make_server, serve_streams
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"mcp", "mcp_types"}:
            raise OperatorError("kbgen mcp needs the package mcp. Install it: pip install 'kbgen[mcp]'") from None
        raise
    from kbgen.assistants.tools import Desk
    from kbgen.collect import logs

    # Standard output belongs to the protocol.
    logs.configure(sys.stderr)
    desk = Desk(site.absolute())
    if port is None and not database:
        asyncio.run(serve_streams(make_server(desk)))
        return
    asyncio.run(_serve(desk, site.absolute(), database, port, host, names, origins, proxies))


async def _serve(
    desk: Desk,
    site: Path,
    database: str,
    port: int | None,
    host: str,
    names: Sequence[str],
    origins: Sequence[str],
    proxies: Sequence[str],
) -> None:
    """With what only a server needs, or one that takes problems."""
    from kbgen.assistants.http import http_app
    from kbgen.assistants.problems import Problems
    from kbgen.assistants.server import make_server, serve_streams
    from kbgen.collect.http.address import networks
    from kbgen.collect.http.server import listen, serve_app
    from kbgen.collect.settings import TRUSTED, CollectorSettings, origin
    from kbgen.store.store import open_store

    rules = CollectorSettings(origins=tuple(map(origin, origins)), trusted=networks(proxies) if proxies else TRUSTED)
    store = open_store(database) if database else None
    problems = Problems(store, site, rules) if store else None
    try:
        server = make_server(desk, problems)
        if port is None:
            await serve_streams(server)
        else:
            listener = listen(host, port)
            click.echo(f"Assistants are answered on http://{host}:{listener.getsockname()[1]}/mcp", err=True)
            await serve_app(http_app(server, rules, time.monotonic, names, problems.guard if problems else None), listener)
    finally:
        if problems:
            await problems.close()
        if store:
            store.close()
