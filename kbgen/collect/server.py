"""Runs the collector: the public listener, the private one, and an end that loses nothing.

Receives a collector that was put together; promises that SIGTERM and SIGINT stop accepting, let requests finish, store what
was taken, and only then let the store be closed; and that no client holds a listener by a request that never ends.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kbgen import __version__
from kbgen.collect.answers import answer_failure
from kbgen.collect.app import Collector, create_app, health_routes
from kbgen.errors import OperatorError

# Connections at once; each costs some 20 kB. A proxy in front keeps slow clients away.
MOST_CONNECTIONS = 1000
# Seconds that requests get to finish after SIGTERM; a commit takes milliseconds, a locked database 5 seconds.
DRAIN_SECONDS = 10
# Bytes of request line and headers; nginx takes 32 KiB unless told otherwise. One chunk from the socket may be longer than this.
MAX_HEAD = 32 * 1024

log = logging.getLogger("kbgen.collect")


class Connection(HttpToolsProtocol):
    """One connection: uvicorn's own, with an end to requests whose head never ends.

    uvicorn with httptools takes headers of any length and waits for the rest of them for ever. Measured: 100 MB of one header
    held the event loop for 37 s and 180 MB of memory. A proxy in front keeps such clients away; this keeps a collector alive that
    has none. A head is refused with 431 beyond `MAX_HEAD` and with 408 after `head_seconds`; bodies are `guard`'s business.
    """

    head_seconds: ClassVar[float] = 10.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._in_head = True
        self._head_bytes = 0
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Who connects has to say something."""
        super().connection_made(transport)
        self._start_deadline()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._stop_deadline()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        self._stop_deadline()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """A head that comes in one piece, as nearly all do, costs no timer of its own."""
        super().data_received(data)
        if not self._in_head or self.transport.is_closing():
            return
        self._head_bytes += len(data)
        if self._head_bytes > MAX_HEAD:
            self._refuse(431)
        elif self._deadline is None:
            self._start_deadline()

    def _start_deadline(self) -> None:
        self._deadline = self.loop.call_later(self.head_seconds, self._refuse, 408)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: int) -> None:
        # A second request's head may be refused while the first is being answered: nothing may be written into that answer.
        if self._head_bytes and (self.cycle is None or self.cycle.response_complete):
            self.transport.write(STATUS_LINE[status] + b"connection: close\r\ncontent-length: 0\r\n\r\n")
        self.transport.close()


class QuietServer(uvicorn.Server):
    """Uvicorn without signal handlers of its own: two listeners share one pair, and a thread can have none."""

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
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises `OperatorError` that says what holds the port."""
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
        raise OperatorError(f"Cannot listen on {host}:{port}: {reason}. Name another with --host and --port.") from None
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


def private_app(parts: Collector, more: Sequence[BaseRoute] = ()) -> Starlette:
    """What only the operator may see: `/metrics`, health, and `more` (the live report)."""

    async def metrics(request: Request) -> Response:
        return PlainTextResponse(parts.metrics.text(), media_type="text/plain; version=0.0.4")

    routes = [Route("/metrics", metrics, methods=["GET"]), *health_routes(parts), *more]
    return Starlette(routes=routes, exception_handlers=answer_failure())


async def run(parts: Collector, public: socket.socket, private: socket.socket | None, more: Sequence[BaseRoute] = ()) -> None:
    """Serve until SIGTERM or SIGINT."""
    servers = [(server(create_app(parts)), public)]
    if private is not None:
        servers.append((server(private_app(parts, more), lifespan=False), private))

    def end() -> None:
        log.info("stopping")
        for one, _ in servers:
            one.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    await asyncio.gather(*(one.serve(sockets=[listener]) for one, listener in servers))


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
    app: ASGIApp, host: str = "127.0.0.1", port: int = 0, connection: type[Connection] = Connection
) -> RunningServer:
    """Serve `app` (see `create_app`) from a thread; port 0 takes any free one. Returns once it accepts requests."""
    listener = listen(host, port)
    one = server(app, connection=connection)
    thread = threading.Thread(target=lambda: asyncio.run(one.serve(sockets=[listener])), name="kbgen-collect", daemon=True)
    address = _address(listener)
    thread.start()
    while thread.is_alive() and not one.started:
        thread.join(0.01)
    if not one.started:
        raise OperatorError("The collector did not start; its log says why.")
    return RunningServer(address, one, thread)
