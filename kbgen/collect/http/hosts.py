"""Which names a listener on a person's own machine answers to.

A page of any site can have its own name point to 127.0.0.1, and then read whatever answers there as if it were its own (DNS
rebinding). What a browser asked for stands in `Host`; a name that nobody gave is refused.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


def is_own(host: str, names: Collection[str] = ()) -> bool:
    """Whether a `Host` is an address, localhost, or one of `names`; with or without a port."""
    name = host.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    name = name.rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or name in {one.lower() for one in names}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class OwnHost:
    """An application that answers 421 to names that are not its own. `open_paths` hold nothing that could be read out of them."""

    def __init__(self, app: ASGIApp, names: Collection[str] = (), open_paths: Collection[str] = ()) -> None:
        self._app = app
        self._names = tuple(names)
        self._open = frozenset(open_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the application, or refuse."""
        if scope["type"] == "http" and scope["path"] not in self._open:
            host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
            if not is_own(host, self._names):
                message = "This name is not this server's. Use its address, localhost, or a name that it was given."
                await JSONResponse({"error": {"status": 421, "message": message}}, 421)(scope, receive, send)
                return
        await self._app(scope, receive, send)
