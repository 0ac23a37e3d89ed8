"""The time limit of an article, and the timer that it shares with the rest of its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.processes.time_limit import TimeUp, time_limit

ROOT = Path(__file__).parents[2]


def for_ever() -> None:
    while True:
        pass


@pytest.fixture
def alarms() -> Iterator[list[int]]:
    """The alarms that somebody else's timer has given; this test's own time limit is set again afterwards."""
    given: list[int] = []
    handler = signal.signal(signal.SIGALRM, lambda number, _: given.append(number))
    timer = signal.setitimer(signal.ITIMER_REAL, 0)
    yield given
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, *timer)


def test_what_takes_for_ever_is_ended():
    with pytest.raises(TimeUp), time_limit(0.05):
        for_ever()


def test_the_timer_of_somebody_else_goes_on_afterwards(alarms):
    signal.setitimer(signal.ITIMER_REAL, 1000, 7)
    with time_limit(20):
        pass
    left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
    assert 0 < left <= 1000
    assert interval == 7
    assert alarms == []


def test_what_was_due_meanwhile_comes_at_the_end(alarms):
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    with pytest.raises(TimeUp), time_limit(0.1):
        for_ever()
    while not alarms:
        signal.sigtimedwait([], 0.01)
    assert alarms == [signal.SIGALRM]


def test_without_a_timer_of_somebody_else_none_is_left_behind(alarms):
    with time_limit(20):
        pass
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_test_that_hangs_fails_even_after_an_article_had_a_limit(tmp_path):
    # Under the settings of this project's own tests, but for the number of seconds.
    (tmp_path / "test_it.py").write_text(
        "from kbgen.processes.time_limit import time_limit\n\n"
        "def test_hangs():\n    with time_limit(20):\n        pass\n    while True:\n        pass\n\n"
        "def test_after():\n    pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
        "-p",
        "no:cacheprovider",
    ]
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    command += ["--timeout=1", "test_it.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, env=own)
    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "Timeout (>1.0s)" in done.stdout


def test_every_test_has_a_limit(pytestconfig, request):
    assert float(pytestconfig.getini("timeout")) > 0
    assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
