"""Runs the collector: the public listener, the private one, and an end that loses nothing.

Receives a collector that was put together; promises that SIGTERM and SIGINT stop accepting, let requests finish, store what
was taken, and only then let the store be closed; and that no client holds a listener by a request that never ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import resource
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kbgen import __version__
from kbgen.collect.http.answers import answer_failure
from kbgen.collect.http.app import Collector, create_app, health_routes
from kbgen.collect.http.connection import MOST_CONNECTIONS, Connection
from kbgen.collect.http.hosts import OwnHost
from kbgen.errors import OperatorError

# Seconds that requests get to finish after SIGTERM; a commit takes milliseconds, a locked database 5 seconds.
DRAIN_SECONDS = 10
# Files that the process needs for itself: the database, its log, the report's process, listeners.
OWN_FILES = 40
# Sockets accepted in one turn of the event loop: asyncio goes on for the whole backlog, past the point where no file is left.
ACCEPTED_AT_ONCE = 16

log = logging.getLogger("kbgen.collect")


class QuietServer(uvicorn.Server):
    """Uvicorn without signal handlers of its own: two listeners share one pair, and a thread can have none."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does, with a queue of its own length for whoever is not accepted yet."""
        asyncio.get_running_loop().set_exception_handler(_Handler())
        await super().startup(sockets)
        for one in sockets or ():
            one.listen(2048)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing: `run` and `RunningServer.stop` say when to end."""
        yield


def server(app: ASGIApp, *, lifespan: bool = True, connection: type[Connection] = Connection) -> QuietServer:
    """A uvicorn server for `app`, as the collector needs it."""
    return QuietServer(
        uvicorn.Config(
            app,
            http=connection,
            ws="none",
            lifespan="on" if lifespan else "off",
            access_log=False,
            log_config=None,
            # The rules decide which proxies are believed, and about more than uvicorn would.
            proxy_headers=False,
            server_header=False,
            # A connection makes room for the next before this is reached.
            limit_concurrency=MOST_CONNECTIONS + 100,
            backlog=ACCEPTED_AT_ONCE,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
    )


class _Handler:
    """What asyncio cannot tell anybody: where no file is left for a connection, once in ten seconds and without its trace."""

    def __init__(self) -> None:
        self._told = -10.0

    def __call__(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if "out of system resource" not in str(context.get("message")):
            loop.default_exception_handler(context)
        elif loop.time() - self._told >= 10:
            self._told = loop.time()
            log.error("no file is left for a connection", extra={"fields": {"advice": "raise the limit of open files (ulimit -n)"}})


def allow_files() -> int:
    """Raise the limit of open files as far as this process may; returns how many connections that leaves room for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * MOST_CONNECTIONS
    if soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(hard, wanted), hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else max(8, min(MOST_CONNECTIONS, (soft - OWN_FILES) * 3 // 4))


def listen(host: str, port: int, options: str = "--host and --port") -> socket.socket:
    """A listening socket. Raises `OperatorError` that says what holds the port; `options` are those that name another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio turns Nagle's algorithm off on what it accepts. Without, head and body of an answer
    # leave as two packets, and the second waits 40 ms for the client's delayed acknowledgement of the first.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        reason = (error.strerror or str(error)).lower()
        raise OperatorError(f"Cannot listen on {host}:{port}: {reason}. Name another with {options}.") from None
    listener.listen(2048)
    listener.setblocking(False)
    return listener


def announce(store: str, public: socket.socket, private: socket.socket | None) -> None:
    """Log what the collector runs on, for whoever has to find out later."""
    addresses = {"public": _address(public), "private": _address(private) if private else None}
    log.info("collecting", extra={"fields": {"version": __version__, "store": store, **addresses}})


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def private_app(parts: Collector, more: Sequence[BaseRoute] = ()) -> ASGIApp:
    """What only the operator may see: `/metrics`, health, and `more` (the live report, which holds readers' comments)."""

    async def metrics(request: Request) -> Response:
        return PlainTextResponse(parts.metrics.text(), media_type="text/plain; version=0.0.4")

    routes = [Route("/metrics", metrics, methods=["GET"]), *health_routes(parts), *more]
    app = Starlette(routes=routes, exception_handlers=answer_failure())
    app.router.redirect_slashes = False
    return OwnHost(app, parts.rules.private_hosts, ("/metrics", "/healthz", "/readyz"))


async def run(parts: Collector, public: socket.socket, private: socket.socket | None, more: Sequence[BaseRoute] = ()) -> None:
    """Serve until SIGTERM or SIGINT."""
    most = allow_files()
    if most < MOST_CONNECTIONS:
        log.warning("few files may be open", extra={"fields": {"connections": most, "advice": "raise ulimit -n"}})
    servers = [(server(create_app(parts), connection=_at_most(most)), public)]
    if private is not None:
        # A quarter of what is left: the operator has to see in while the public listener is full.
        servers.append((server(private_app(parts, more), lifespan=False, connection=_at_most(max(4, most // 4))), private))

    def end() -> None:
        log.info("stopping")
        for one, _ in servers:
            one.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    await asyncio.gather(*(one.serve(sockets=[listener]) for one, listener in servers))


async def serve_app(app: ASGIApp, listener: socket.socket) -> None:
    """Serve any application until SIGTERM or SIGINT."""
    one = server(app)

    def end() -> None:
        one.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    await one.serve(sockets=[listener])


def _at_most(connections: int) -> type[Connection]:
    return type("Connection", (Connection,), {"most": connections})


@dataclass(frozen=True)
class RunningServer:
    """A server in a thread of its own. `url` has no slash at its end."""

    url: str
    _server: QuietServer
    _thread: threading.Thread

    def stop(self) -> None:
        """Let requests finish, store what was taken, end the thread."""
        self._server.should_exit = True
        self._thread.join()


def serve_in_thread(
    app: ASGIApp,
    host: str = "127.0.0.1",
    port: int = 0,
    connection: type[Connection] = Connection,
    options: str = "--host and --port",
) -> RunningServer:
    """Serve `app` (see `create_app`) from a thread; port 0 takes any free one. Returns once it accepts requests."""
    listener = listen(host, port, options)
    one = server(app, connection=connection)
    thread = threading.Thread(target=lambda: asyncio.run(one.serve(sockets=[listener])), name="kbgen-collect", daemon=True)
    address = _address(listener)
    thread.start()
    while thread.is_alive() and not one.started:
        thread.join(0.01)
    if not one.started:
        raise OperatorError("The collector did not start; its log says why.")
    return RunningServer(address, one, thread)
