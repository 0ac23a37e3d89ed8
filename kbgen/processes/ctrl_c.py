"""When Ctrl-C has to wait a moment.

A terminal sends it to every process of a command at once. What has been begun in the midst of starting another process, or of
tidying up, is ended first.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def later() -> Iterator[None]:
    """Let Ctrl-C wait until the end of this block; processes and threads that begin in it let it wait for good."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
