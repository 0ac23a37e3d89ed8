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
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeUp(BaseException):
    """The time is over. Not an `Exception`, so that no extension's broad `except` takes it for an error of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeUp` inside the block once it has run for `seconds`."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeUp

    before = signal.signal(signal.SIGALRM, stop)
    left, interval = signal.setitimer(signal.ITIMER_REAL, seconds)
    began = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            # What was due meanwhile comes at once; zero would be never.
            signal.setitimer(signal.ITIMER_REAL, max(left - (time.monotonic() - began), 0.001), interval)
