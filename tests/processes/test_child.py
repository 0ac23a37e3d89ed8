"""Work done by a process beside this one: tried in a Python of its own, for the one that runs the tests may have threads."""

from __future__ import annotations

import subprocess
import sys

import pytest

BEGIN = """
import os, signal, sys, threading
from kbgen.processes.child import in_child
FILES = {"en/a/index.html": 12, "fa/ب/index.html": 3}
here = os.getpid()
"""


def run(code: str) -> None:
    """Run `code`, in which nothing may fail and nothing be printed."""
    done = subprocess.run([sys.executable, "-c", BEGIN + code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere all is done in this process")
def test_another_process_does_it_and_is_gone_then():
    run("""
process, files = in_child(lambda: (os.getpid(), FILES), 2)()
assert files == FILES
assert process != here
assert not os.path.exists(f"/proc/{process}")
""")


def test_one_processor_does_it_here():
    run("assert in_child(os.getpid, 1)() == here")


def test_with_threads_it_is_done_here():
    run("""
ended = threading.Event()
other = threading.Thread(target=ended.wait)
other.start()
process = in_child(os.getpid, 2)()
ended.set()
assert process == here
""")


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit('no')", "1 / 0"])
def test_what_another_process_fails_to_do_is_done_here(end):
    run(f"""
def work():
    if os.getpid() != here:
        {end}
    return FILES

assert in_child(work, 2)() == FILES
""")


def test_it_works_where_children_are_forgotten_at_once():
    run("""
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
assert in_child(lambda: FILES, 2)() == FILES
""")


def test_it_works_where_there_can_be_no_other_process():
    run("""
def no_room():
    raise BlockingIOError("Resource temporarily unavailable")

os.fork = no_room
assert in_child(os.getpid, 2)() == here
""")


def test_failure_here_is_raised_here():
    run("""
try:
    in_child(lambda: 1 / 0, 2)()
except ZeroDivisionError:
    pass
else:
    sys.exit("not raised")
""")
