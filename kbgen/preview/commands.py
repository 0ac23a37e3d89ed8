"""`kbgen serve`: the site and the collector together, for writing and trying out."""

from __future__ import annotations

import logging
import signal
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import click

from kbgen.errors import KbgenError, OperatorError
from kbgen.options import config_option
from kbgen.terminal import Reporter

# How long the preview may go on after a signal that another thread than the one that handles it was given.
HEARING_SECONDS = 0.5


@click.command()
@config_option
@click.option("-a", "--dev-addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen.")
@click.option(
    "--origin", "origins", multiple=True, help="An application that shows the help center and may read and write; repeatable."
)
@click.option("--database", type=click.Path(path_type=Path), help="Where votes and events go; .kbgen/preview/kb.db unless named.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say more, hints included.")
def serve(config_file: Path, dev_addr: str, origins: tuple[str, ...], database: Path | None, quiet: bool, verbose: bool) -> None:
    """Show the site while it is written: drafts included, up to date after every save. Votes and searches are stored."""
    from kbgen.collect.http.app import collector, create_app
    from kbgen.collect.http.server import serve_in_thread
    from kbgen.collect.settings import CollectorSettings, origin
    from kbgen.manifest import FILE
    from kbgen.preview.app import preview_app
    from kbgen.preview.preview import Preview, SaveOutcome
    from kbgen.preview.watch import WatchedPlaces, Watcher
    from kbgen.store.store import open_store

    reporter = Reporter(quiet=quiet, verbose=verbose)

    def tell(outcome: SaveOutcome) -> None:
        reporter.issues(outcome.issues)
        if outcome.error:
            click.echo(f"Error: {outcome.error}", err=True)
        elif outcome.number > 1:
            reporter.say(f"Up to date after {outcome.seconds:.3f} s.")

    host, _, port = dev_addr.rpartition(":")
    if not port.isdigit():
        raise OperatorError(f"{dev_addr} is not an address. Write it like 127.0.0.1:8000.")
    preview = Preview(config_file, tell)
    settings = preview.settings()
    preview.build()
    logging.getLogger("kbgen.collect").setLevel(logging.WARNING)
    store = open_store(str(database or preview.folder / "kb.db"))

    def saved(files: frozenset[str]) -> None:
        # The settings may name other places now, and a folder may have been deleted and made anew. Before the build, so that
        # it sees what was saved until then, and the watcher what is saved from then on.
        with suppress(KbgenError, OSError):
            watcher.look_at(WatchedPlaces.of(preview.settings()))
        preview.save(files)

    watcher = Watcher(WatchedPlaces.of(settings), saved, preview.settle)
    try:
        applications = tuple(origin(text) for text in origins)
        own = tuple(f"http://{name}:{port}" for name in dict.fromkeys((host or "127.0.0.1", "127.0.0.1", "localhost")))
        rules = CollectorSettings(origins=(*own, *applications) if applications else ())
        app = create_app(collector(store, preview.site_dir / FILE, rules), preview_app(preview, applications))
        server = serve_in_thread(app, host or "127.0.0.1", int(port), options="--dev-addr, such as 127.0.0.1:8001")
        watcher.start()
        stopped = _stop_signals()
        reporter.say(f"{server.url}/  (Ctrl-C stops)")
        _wait_for(stopped)
        watcher.stop()
        preview.end()
        server.stop()
    finally:
        store.close()


def _stop_signals() -> SimpleQueue[int]:
    """What has something in it once somebody stops the preview; from here on that is an orderly end.

    No `threading.Event`: its lock may be held by the very code that the signal interrupts, which then waits for itself. The
    `put` of this queue may come at any moment (library reference, "SimpleQueue").
    """
    ended: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: ended.put(number))
    return ended


def _wait_for(ended: SimpleQueue[int]) -> None:
    """Until somebody stops the preview.

    The system may give a signal to any thread, and Python runs its handler in the main thread only (library reference, "signal"):
    one that slept until something is in the queue would not hear of it.
    """
    while True:
        with suppress(Empty):
            ended.get(timeout=HEARING_SECONDS)
            return
