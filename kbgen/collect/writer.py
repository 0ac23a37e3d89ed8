"""The one thread that writes: takes records from requests, stores them in batches, and says so only after the commit.

Receives records from the event loop; promises that `store` returns after COMMIT or raises, that what waits is bounded, that
one record which the database refuses does not take its neighbours with it, and that `close` stores all that was taken.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kbgen.collect.clock import Clock
from kbgen.collect.metrics import Metrics
from kbgen.errors import ClientError
from kbgen.store.records import Record
from kbgen.store.store import RecordRefused, Store, StoreUnavailable

# Records in one transaction: 100 rows a commit gave 28,000 rows/s where 1 row gave 6,200 (collector notes).
BATCH = 256
# Records that may wait; at 2,000/s a full queue is two seconds of work.
CAPACITY = 4096
# Seconds between attempts to find out whether a failing database works again.
PROBE_SECONDS = 1.0

log = logging.getLogger("kbgen.collect.writer")


class Overloaded(ClientError):
    """More waits to be stored than the collector will hold in memory."""

    def __init__(self) -> None:
        super().__init__("Too much is waiting to be stored. Try again shortly.", status=503)


@dataclass(frozen=True)
class _Parcel:
    """What one request wants stored; or, with `chore`, work on the database to be done between batches."""

    records: Sequence[Record]
    done: asyncio.Future[int]
    chore: Callable[[], int] | None = None


class Writer:
    """See the module's text. One writer belongs to one store and one event loop."""

    def __init__(self, store: Store, metrics: Metrics, clock: Clock, capacity: int = CAPACITY) -> None:
        self._store = store
        self._metrics = metrics
        self._clock = clock
        self._capacity = capacity
        self._waiting = 0
        self._queue: queue.SimpleQueue[list[_Parcel] | None] = queue.SimpleQueue()
        # What this turn of the event loop took; handed over together at its end.
        self._gathered: list[_Parcel] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        # Why the last write failed; empty while all is well. Read by /readyz.
        self.problem = ""

    @property
    def waiting(self) -> int:
        """Records that were taken and are not stored yet."""
        return self._waiting

    def start(self) -> None:
        """Start the thread; call from the event loop that will use it."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._work, name="kbgen-writer", daemon=True)
        self._thread.start()

    async def store(self, records: Sequence[Record]) -> None:
        """Store `records` together. Returns after the commit; raises `Overloaded`, `StoreUnavailable`, `RecordRefused`."""
        await self._send(records, None)

    async def run(self, chore: Callable[[], int]) -> int:
        """Run a short piece of work on the database between two batches."""
        return await self._send((), chore)

    async def _send(self, records: Sequence[Record], chore: Callable[[], int] | None) -> int:
        if self._closed or self._loop is None:
            raise StoreUnavailable("The collector is stopping.")
        size = max(1, len(records))
        if self._waiting + size > self._capacity:
            raise Overloaded
        self._waiting += size
        try:
            done: asyncio.Future[int] = self._loop.create_future()
            # Nobody may be left to hear of a failure; asking for it here keeps asyncio from complaining.
            done.add_done_callback(lambda future: future.cancelled() or future.exception())
            if not self._gathered:
                self._loop.call_soon(self._hand_over)
            self._gathered.append(_Parcel(records, done, chore))
            # Shielded: a client that hangs up must not cancel what the thread is about to answer.
            return await asyncio.shield(done)
        finally:
            self._waiting -= size

    def _hand_over(self) -> None:
        # Handed over one by one, each vote would wake the thread, which then fights the event loop for the interpreter's lock
        # while the other requests of the same turn are still being read.
        if self._gathered:
            self._queue.put(self._gathered)
            self._gathered = []

    async def close(self) -> None:
        """Take nothing more, store what waits, and end the thread."""
        if self._closed:
            return
        self._closed = True
        self._hand_over()
        self._queue.put(None)
        if self._thread:
            await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        going = True
        while going:
            parcels, going = self._take()
            plain = [parcel for parcel in parcels if parcel.chore is None]
            if plain:
                self._store_together(plain)
            for parcel in parcels:
                if parcel.chore is not None:
                    self._finish(parcel, parcel.chore)

    def _take(self) -> tuple[list[_Parcel], bool]:
        """Wait for parcels; probe a failing database while there are none. False once the end was reached."""
        while True:
            try:
                first = self._queue.get(timeout=PROBE_SECONDS)
                break
            except queue.Empty:
                if self.problem:
                    self._probe()
        parcels: list[_Parcel] = []
        more = first
        while more is not None:
            parcels += more
            if sum(len(parcel.records) for parcel in parcels) >= BATCH:
                return parcels, True
            try:
                more = self._queue.get_nowait()
            except queue.Empty:
                return parcels, True
        return parcels, False

    def _store_together(self, parcels: list[_Parcel]) -> None:
        began = self._clock.monotonic()
        try:
            self._store.write([record for parcel in parcels for record in parcel.records])
        except RecordRefused as error:
            if len(parcels) == 1:
                log.error("record refused by the database")
                self._settle(parcels, error)
            for parcel in parcels if len(parcels) > 1 else ():
                self._store_together([parcel])
        except Exception as error:  # the edge of the thread: it must outlive whatever a driver raises
            self._failed(error)
            self._settle(parcels, error if isinstance(error, StoreUnavailable) else StoreUnavailable(type(error).__name__))
        else:
            self._recovered()
            self._metrics.commits.observe(self._clock.monotonic() - began)
            self._settle(parcels, 0)

    def _finish(self, parcel: _Parcel, chore: Callable[[], int]) -> None:
        try:
            self._settle([parcel], chore())
        except Exception as error:  # as above
            self._failed(error)
            self._settle([parcel], error if isinstance(error, StoreUnavailable) else StoreUnavailable(type(error).__name__))

    def _probe(self) -> None:
        try:
            self._store.run("heartbeat", at=self._clock.now_ms())
        except Exception as error:  # as above
            self._failed(error)
        else:
            self._recovered()

    def _failed(self, error: Exception) -> None:
        self._metrics.failures.add()
        problem = str(error) if isinstance(error, StoreUnavailable) else type(error).__name__
        if problem != self.problem:
            log.error("database does not take writes", extra={"fields": {"problem": problem}})
        self.problem = problem

    def _recovered(self) -> None:
        if self.problem:
            log.info("database takes writes again")
        self.problem = ""

    def _settle(self, parcels: Sequence[_Parcel], outcome: int | Exception) -> None:
        def tell() -> None:
            for parcel in parcels:
                if parcel.done.done():
                    continue
                if isinstance(outcome, Exception):
                    parcel.done.set_exception(outcome)
                else:
                    parcel.done.set_result(outcome)

        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(tell)
