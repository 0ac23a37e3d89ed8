"""Spreads work over processes.

On Linux a worker is a fork and sees the plan as it stands; elsewhere it is started anew and builds the plan from the
arguments of `setup`. Results come back in the order of the tasks, so that a parallel build writes what a serial one does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
# Tasks handed over at once: few enough to keep all workers busy to the end, many enough to save messages.
CHUNK = 16

# The one object that each worker process keeps: what `setup` returned. A pool cannot hand it to tasks in another way.
_worker: dict[str, Any] = {}


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def jobs_for(tasks: int, wanted: int = 0) -> int:
    """How many processes are worth starting, where `wanted` is 0: for a few pages, none besides this one."""
    return wanted or (available() if tasks > CHUNK else 1)


def _start(setup: Callable[..., Any], arguments: Sequence[Any]) -> None:
    # Ctrl-C is the parent's to handle; a worker that dies of it would print a traceback of its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker["state"] = setup(*arguments)


def _run(job: tuple[Callable[[Any, Any], Any], Any]) -> Any:
    function, task = job
    return function(_worker["state"], task)


def spread(
    function: Callable[[Any, T], R],
    tasks: Iterable[T],
    setup: Callable[..., Any],
    arguments: Sequence[Any],
    *,
    jobs: int,
    method: str | None = None,
) -> Iterator[R]:
    """Yield `function(state, task)` for each task, in order, where `state` is `setup(*arguments)` in each process.

    With one job everything runs in this process. An exception of a task is raised here and ends the other workers.
    """
    if jobs <= 1:
        state = setup(*arguments)
        for task in tasks:
            yield function(state, task)
        return
    start = method or ("fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else "spawn")
    context = multiprocessing.get_context(start)
    with context.Pool(jobs, _start, (setup, arguments)) as pool:
        yield from pool.imap(_run, ((function, task) for task in tasks), CHUNK)
