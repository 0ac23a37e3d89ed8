"""One connection to a listener: uvicorn's own, with an end to requests whose head never ends.

uvicorn with httptools takes headers of any length and waits for the rest of them for ever. Measured: 100 MB of one header
held the event loop for 37 s and 180 MB of memory. A proxy in front keeps such clients away; this keeps a collector alive that
has none. Receives bytes from asyncio; promises that a head is refused with 431 beyond `MAX_HEAD` and with 408 after
`head_seconds`. Bodies are `guard`'s business.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

# Bytes of request line and headers; nginx takes 32 KiB unless told otherwise. One chunk from the socket may be longer than this.
MAX_HEAD = 32 * 1024


class Connection(HttpToolsProtocol):
    """See the module's text."""

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
