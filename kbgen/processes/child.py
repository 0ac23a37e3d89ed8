"""Work that a second processor does while this process goes on: for one edit, most of what a build does is to look around."""

from __future__ import annotations

import marshal
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from kbgen.processes.ctrl_c import later

T = TypeVar("T")


def in_child(function: Callable[[], T], processors: int) -> Callable[[], T]:
    """Begin with `function` in a process of its own; returns what waits for its result, which has to be called.

    The result consists of plain values: texts, numbers, tuples, lists and tables. Where a process of its own is no gain or no
    safe thing, or fails, the work is done in this one.
    """
    # A fork has but one of the threads, and whatever locks the others held.
    if processors < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return function
    outlet, inlet = os.pipe()
    try:
        # The child leaves Ctrl-C to its parent for good, from its first step on.
        with later():
            child = os.fork()
            if not child:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
    except OSError:
        # No room for one more process.
        os.close(outlet)
        os.close(inlet)
        return function
    if not child:
        status = 1
        try:
            os.close(outlet)
            found: Any = function()
            with os.fdopen(inlet, "wb") as pipe:
                marshal.dump(found, pipe)
            status = 0
        finally:
            # Not by way of the interpreter's end: what this process had begun is not the child's to finish.
            os._exit(status)
    os.close(inlet)

    def result() -> T:
        with os.fdopen(outlet, "rb") as pipe:
            content = pipe.read()
        try:
            _, status = os.waitpid(child, 0)
        except ChildProcessError:
            # Whoever started this process had it forget its children: nobody knows how this one ended.
            status = 1
        done: T = marshal.loads(content) if status == 0 else function()
        return done

    return result
