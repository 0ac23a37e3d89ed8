"""One connection of the collector: no client holds it by a request that never ends, in whichever part.

Receives what uvicorn's own protocol receives; closes what is too long, too slow, or not needed any more.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

# Connections at once; each costs some 20 kB. A proxy in front keeps slow clients away.
MOST_CONNECTIONS = 1000
# Bytes of request line and headers; nginx takes 32 KiB unless told otherwise. One chunk from the socket may be longer than this.
MAX_HEAD = 32 * 1024
# Bytes of a whole request as it comes: the longest body in chunks of one byte each, and a little. Extensions of chunks and trailers
# are not counted by whoever reads the body: 35 MB of them took 590 MB of memory.
MAX_REQUEST = 96 * 1024
# Seconds in which a request that is too long may still be answered.
LINGER_SECONDS = 1.0


class Connection(HttpToolsProtocol):
    """One connection: uvicorn's own, with an end to requests whose head never ends.

    uvicorn with httptools takes headers of any length and waits for the rest of them for ever. Measured: 100 MB of one header
    held the event loop for 37 s and 180 MB of memory. A proxy in front keeps such clients away; this keeps a collector alive that
    has none. A head is refused with 431 beyond `MAX_HEAD` and with 408 after `head_seconds`; a whole request is cut off beyond
    `MAX_REQUEST`. A connection whose request was answered before it came is closed if the rest does not come in time. Where as
    many connections are open as there may be, one that waits for its reader makes room.
    """

    head_seconds: ClassVar[float] = 10.0
    most: ClassVar[int] = MOST_CONNECTIONS

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._in_head = True
        self._head_bytes = 0
        self._request_bytes = 0
        self._since = 0.0
        self._unread = False
        self._cut = False
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Who connects has to say something."""
        super().connection_made(transport)
        self._since = self.loop.time()
        if len(self.connections) > self.most:
            self._make_room()
        self._start_deadline()

    def _make_room(self) -> None:
        # One that was told to close stays listed until the next turn of the loop.
        still = [one for one in self.connections if isinstance(one, Connection) and not one.transport.is_closing()]
        idle = [one for one in still if one is not self and one.is_idle]
        if len(still) > self.most:
            min(idle, key=lambda one: one._since, default=self).transport.abort()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done for its client."""
        return self.cycle is None or self.cycle.response_complete

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._stop_deadline()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        self._in_head, self._head_bytes, self._request_bytes, self._unread = True, 0, 0, False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        self._stop_deadline()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """A head that comes in one piece, as nearly all do, costs no timer of its own."""
        super().data_received(data)
        if self.transport.is_closing():
            return
        self._request_bytes += len(data)
        if not self._in_head:
            if self._request_bytes > MAX_REQUEST:
                self._cut_off()
            return
        self._head_bytes += len(data)
        if self._head_bytes > MAX_HEAD:
            self._refuse(431)
        elif self._deadline is None:
            self._start_deadline()

    def on_response_complete(self) -> None:
        """The answer is sent. What is left of the request is waited for as a head is: its client could be silent for ever."""
        self._unread = self.cycle is not None and self.cycle.more_body and not self.pipeline
        super().on_response_complete()
        if self._unread and not self.transport.is_closing():
            self._start_deadline()

    def on_message_complete(self) -> None:
        """The request is whole, also one that was answered before: its connection serves the next."""
        super().on_message_complete()
        if self._unread:
            self._unread = False
            self._stop_deadline()

    def _cut_off(self) -> None:
        """Read no more of a request that is too long; what it is answered with by then still leaves."""
        self.transport.pause_reading()
        if not self._cut:
            self._cut = True
            self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def _start_deadline(self) -> None:
        self._deadline = self.loop.call_later(self.head_seconds, self._refuse, 408)

    def _stop_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _refuse(self, status: int) -> None:
        # A second request's head may be refused while the first is being answered: nothing may be written into that answer.
        if self._head_bytes and not self._unread and (self.cycle is None or self.cycle.response_complete):
            self.transport.write(STATUS_LINE[status] + b"connection: close\r\ncontent-length: 0\r\n\r\n")
        self.transport.close()
