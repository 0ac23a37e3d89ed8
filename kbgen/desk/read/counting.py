"""Counts figures away from whoever asks for them: one thread counts, and until it is done the last figures are shown.

Receives what to count under which key; returns figures, and says where newer ones are on the way. Whoever opens a page waits for a
count only where nothing was counted yet. Small sites are counted anew so quickly that nobody sees what was before.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Generic, TypeVar

from kbgen.errors import ClientError, KbgenError
from kbgen.reasons import N_

# Spans of days that are kept: what a team looks at in a day, each in three lengths.
KEPT = 8
# Seconds that a page waits for newer figures where it has some: with what else a page takes, less than people notice.
PATIENCE = 0.1
# Subjects of which it is known what they showed last: whoever asks for days at random must not fill the memory.
MOST_SUBJECTS = 100
# Counts that wait for their turn: a program that asks for one period after another must not keep all threads of the desk waiting.
MOST_WAITING = 8

Found = TypeVar("Found")
log = logging.getLogger("kbgen.desk")


class Counting(Generic[Found]):
    """See the module's text. Safe for several threads; `close` ends the one that counts."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._lock = threading.Lock()
        self._known: OrderedDict[Hashable, Found] = OrderedDict()
        # Under which key the newest of each subject is known.
        self._newest: dict[Hashable, Hashable] = {}
        self._running: dict[Hashable, Future[Found]] = {}
        # What was asked for last of each subject that is being counted, and what somebody waits for to the end.
        self._asked: dict[Hashable, Hashable] = {}
        self._awaited: set[Hashable] = set()
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="kbgen-count")

    def find(self, subject: Hashable, key: Hashable, count: Callable[[], Found]) -> tuple[Found, bool]:
        """What is known of `subject` as of `key`, and whether it is of before while `count` makes it anew. What `count` raises is
        raised where nothing is known of the subject; `ClientError` where many others wait already; `CancelledError` once this is
        closed."""
        with self._lock:
            if self._closed:
                raise CancelledError
            if key in self._known:
                self._known.move_to_end(key)
                # Two subjects may be the same as of now: a month and a quarter of two weeks that were recorded.
                self._newest = {} if len(self._newest) > MOST_SUBJECTS else self._newest
                self._newest[subject] = key
                return self._known[key], False
            last = self._known.get(self._newest.get(subject))
            future = self._running.get(key)
            if future is None:
                if last is None and len(self._running) >= MOST_WAITING:
                    raise ClientError(N_("Other periods are being counted. Try again in a moment."), status=503)
                self._give_up(self._asked.get(subject))
                future = self._running[key] = self._thread.submit(self._made, subject, key, count)
            self._asked[subject] = key
            if last is None:
                self._awaited.add(key)
        if last is None:
            return future.result(), False
        try:
            return future.result(self.patience), False
        except (TimeoutError, CancelledError, KbgenError):
            # What was wrong was logged; it is tried again when somebody asks.
            return last, True

    @property
    def waiting(self) -> int:
        """How many counts have not ended."""
        with self._lock:
            return len(self._running)

    def close(self) -> None:
        """Wait for what is being counted, and count no more."""
        with self._lock:
            self._closed = True
        self._thread.shutdown(cancel_futures=True)

    def _give_up(self, key: Hashable) -> None:
        """What has become old before it was begun is not counted, unless somebody has nothing else to look at."""
        future = self._running.get(key)
        if future is not None and key not in self._awaited and future.cancel():
            del self._running[key]

    def _made(self, subject: Hashable, key: Hashable, count: Callable[[], Found]) -> Found:
        try:
            found = count()
            with self._lock:
                self._known[key] = found
                self._newest[subject] = key
                while len(self._known) > KEPT:
                    self._known.popitem(last=False)
                self._newest = {one: known for one, known in self._newest.items() if known in self._known}
            return found
        except KbgenError as error:
            log.warning("figures not counted", extra={"fields": {"problem": str(error)}})
            raise
        finally:
            with self._lock:
                self._running.pop(key, None)
                self._awaited.discard(key)
                self._asked = {one: asked for one, asked in self._asked.items() if asked in self._running}
