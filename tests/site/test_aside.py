"""Work done by a process beside this one."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from kbgen.site.aside import aside

FILES = {"en/a/index.html": 12, "fa/ب/index.html": 3}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in this process")
def test_another_process_does_it_and_is_gone_then():
    process, files = aside(lambda: (os.getpid(), FILES), 2)()
    assert files == FILES
    assert process != os.getpid()
    assert not Path(f"/proc/{process}").exists()


def test_one_processor_does_it_here():
    assert aside(os.getpid, 1)() == os.getpid()


def test_with_threads_it_is_done_here():
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        assert aside(os.getpid, 2)() == os.getpid()
    finally:
        ended.set()
        other.join()


@pytest.mark.parametrize("end", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: sys.exit("no"), lambda: 1 / 0])
def test_what_another_process_fails_to_do_is_done_here(end, capfd):
    here = os.getpid()

    def work():
        if os.getpid() != here:
            end()
        return FILES

    assert aside(work, 2)() == FILES
    assert capfd.readouterr() == ("", "")


def test_failure_here_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        aside(lambda: 1 / 0, 2)()
