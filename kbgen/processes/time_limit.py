"""A time limit for one article, so that a single file cannot hold up a whole build.

Receives seconds and runs what stands in the `with` block; raises `TimeUp` there when they are over. The system's interval
timer interrupts even a regular expression at work, which a thread could not (`sre` looks for signals every 4,096 steps).
Signals reach the main thread only and need POSIX: elsewhere there is no limit. Workers of a build are main threads.
A process has one such timer. Where somebody else had set it, as the time limit of a test does, it goes on afterwards.
"""

from __future__ import annotations

import signal
import threading
import time
from types import FrameType


class TimeUp(BaseException):
    """The time is over. Not an `Exception`, so that no extension's broad `except` takes it for an error of its own."""


class time_limit:
    """Raise `TimeUp` inside the block once it has run for `seconds`."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._counts = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> None:
        if self._counts:
            self._handler = signal.signal(signal.SIGALRM, _stop)
            self._timer = signal.setitimer(signal.ITIMER_REAL, self._seconds)
            self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        if not self._counts:
            return
        left, interval = self._timer
        signal.setitimer(signal.ITIMER_REAL, 0)
        if self._handler is not _stop:
            signal.signal(signal.SIGALRM, self._handler)
        if left:
            # What was due meanwhile comes at once; zero would be never.
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - self._began), 0.001), interval)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeUp
