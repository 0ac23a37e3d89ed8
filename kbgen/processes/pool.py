"""Spreads work over processes.

On Linux a worker is a fork and sees the plan as it stands; elsewhere, and in a process that has other threads, as the preview
has, it is started anew and builds the plan from the arguments of `setup`. Results come back in the order of the tasks, so that a
parallel build writes what a serial one does.
A worker that dies ends the work with an `OperatorError`; none outlives the process that started it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from kbgen.errors import OperatorError
from kbgen.processes.ctrl_c import later

T = TypeVar("T")
R = TypeVar("R")
# Tasks handed over at once: few enough to keep all workers busy to the end, many enough to save messages.
SHARE = 8
# Tasks from which on processes that are started anew are worth it: each takes the better part of a second to load Python and us.
MANY = 400

# The one object that each worker process keeps: what `setup` returned. A pool cannot hand it to tasks in another way.
_worker: dict[str, Any] = {}


def available() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def jobs_for(tasks: int, wanted: int = 0) -> int:
    """How many processes are worth starting, where `wanted` is 0: for a few pages, none besides this one."""
    return wanted or (available() if tasks > (SHARE if may_fork() else MANY) else 1)


def may_fork() -> bool:
    """Whether a fork can work: it has but one of the threads, and whatever locks the others held, for ever."""
    return os.name == "posix" and threading.active_count() == 1


def _start(setup: Callable[..., Any], arguments: Sequence[Any]) -> None:
    # Ctrl-C is the parent's to handle; a worker that dies of it would print a traceback of its own.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker["state"] = setup(*arguments)


def _end_with_parent() -> None:
    import multiprocessing

    # A killed parent closes no queue: its workers would wait for ever, and hold the lock of the site that they inherited.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(function: Callable[[Any, T], R], task: T) -> R:
    return function(_worker["state"], task)


@contextmanager
def spread(
    function: Callable[[Any, T], R],
    tasks: Iterable[T],
    setup: Callable[..., Any],
    arguments: Sequence[Any],
    *,
    jobs: int,
    method: str | None = None,
    most: int = SHARE,
    apart: bool = False,
) -> Iterator[Iterator[R]]:
    """Set processes to work; give `function(state, task)` for each task, in order, where `state` is `setup(*arguments)` in each.

    A process gets at most `most` tasks at once. With one job, unless that is to be done `apart` while this process does something
    else, or where the system gives processes nothing to share, everything is done in this process, when its result is asked for.
    An exception of a task is raised where its result is asked for; any exception in the context ends the other workers.
    """
    todo = list(tasks)
    if (jobs <= 1 and not apart) or not todo:
        yield _here(function, todo, setup, arguments)
        return
    # Loaded where they are needed: most builds of a day render one article, in this process.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    start = method or ("fork" if may_fork() and "fork" in multiprocessing.get_all_start_methods() else "spawn")
    others = set(multiprocessing.active_children())
    workers = None
    # Small containers have no memory that processes could share.
    with suppress(OSError, NotImplementedError):
        workers = ProcessPoolExecutor(jobs, multiprocessing.get_context(start), _start, (setup, arguments))
    if workers is None:
        yield _here(function, todo, setup, arguments)
        return
    with workers as pool:
        try:
            # Small shares where there is little to do, so that every worker has some of it.
            share = max(1, min(most, len(todo) // jobs))
            # No worker dies of a Ctrl-C before `_start` has it ignored, and none begins that the list of children has not got yet.
            with later():
                results = pool.map(_run, [function] * len(todo), todo, chunksize=share)
            yield results
        except BrokenProcessPool:
            raise OperatorError(
                "A process of the build ended before its work was done; perhaps memory ran out. Try with one process: -j 1."
            ) from None
        except BaseException:
            # Nobody waits for the rest: not for what is queued, nor for a long article at work. The pool's own thread is waited
            # for: left behind, it may close what Python's exit then wants to write to, and a traceback follows "Stopped."
            with later():
                for child in set(multiprocessing.active_children()) - others:
                    child.terminate()
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _here(function: Callable[[Any, T], R], tasks: Sequence[T], setup: Callable[..., Any], arguments: Sequence[Any]) -> Iterator[R]:
    if tasks:
        state = setup(*arguments)
        for task in tasks:
            yield function(state, task)
