"""How assistants reach the server over HTTP: only under its own names, from pages that may ask, and not too often.

Receives a server that `make_server` made; returns an ASGI application.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from kbgen.collect.http.guard import Guard
from kbgen.collect.settings import CollectorSettings
from kbgen.errors import ClientError

PATH = "/mcp"
# The longest call is a query of 400 letters; a client's own words about itself come besides.
MAX_BODY = 65_536
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Limited:
    """An application that answers 429 to networks that ask too much."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the application, or refuse."""
        if scope["type"] == "http":
            try:
                self._guard.limit(self._guard.address(Request(scope)))
            except ClientError as error:
                answer = JSONResponse({"error": {"status": error.status, "message": str(error)}}, error.status)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def http_app(
    server: Server[Any],
    rules: CollectorSettings,
    monotonic: Callable[[], float],
    hosts: Sequence[str] = (),
    guard: Guard | None = None,
) -> ASGIApp:
    """The application, at `/mcp`. It answers to this machine's own names and to `hosts`, and to pages of the origins in `rules` and
    of this machine; programs send no origin. No session is kept: any of several servers can answer any call."""
    own = [pattern for name in _LOOPBACK for pattern in (name, f"{name}:*")]
    named = [pattern for name in (*hosts, *(urlsplit(one).netloc for one in rules.origins)) for pattern in (name, f"{name}:*")]
    origins = [f"{scheme}://{pattern}" for scheme in ("http", "https") for pattern in own]
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MAX_BODY,
        transport_security=TransportSecuritySettings(allowed_hosts=[*own, *named], allowed_origins=[*origins, *rules.origins]),
    )
    return Limited(app, guard or Guard(rules, monotonic))
