"""Work spread over processes, where a fork would not work."""

from __future__ import annotations

import threading

import pytest

from kbgen.processes.pool import MANY, SHARE, jobs_for, spread

# Which somebody may hold while processes are started, as libraries hold theirs.
LOCK = threading.Lock()


def locked(state: None, number: int) -> int:
    with LOCK:
        return number * 2


def nothing() -> None:
    pass


@pytest.mark.timeout(60)
def test_processes_wait_for_no_lock_that_another_thread_of_their_parent_holds() -> None:
    """The preview builds beside a server and a watcher: a fork inherits their locks as held, and nobody lets go of them there."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with LOCK:
            held.set()
            done.wait(60)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    try:
        with spread(locked, range(4), nothing, (), jobs=2) as results:
            assert list(results) == [0, 2, 4, 6]
    finally:
        done.set()
        other.join()


def test_beside_other_threads_few_tasks_are_worth_no_process() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait, args=(60,))
    other.start()
    assert jobs_for(SHARE + 1) == 1
    assert jobs_for(SHARE + 1, 2) == 2
    assert jobs_for(MANY + 1) >= 1
    done.set()
    other.join()
