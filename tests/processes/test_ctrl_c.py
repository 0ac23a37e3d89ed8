"""Ctrl-C ends every command with 130 and one word, wherever in the command it comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Presses Ctrl-C, in some way, when a module is about to be loaded: a build loads them from its first step to its last.
PRESS = """
import os, signal, sys, weakref

def press(*_):
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(10):
        pass  # Python looks for signals where a loop begins anew

class Thing:
    def __set_name__(self, owner, name):
        press()

def in_a_callback():
    thing = Thing()
    kept = weakref.ref(thing, press)
    del thing

def while_a_class_is_made():
    type("Made", (), {"thing": Thing()})

def in_an_exec():
    exec("press()", globals())

def as_a_c_module_does():
    try:
        press()
    except KeyboardInterrupt:
        pass

module, how = sys.argv[1:3]

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            sys.meta_path.remove(self)
            globals()[how]()

sys.meta_path.insert(0, Finder())
"""
RUN = "from kbgen.__main__ import main\nsys.argv[:] = ['kbgen', *sys.argv[3:]]\nmain()\n"


@pytest.mark.parametrize("how", ["press", "in_a_callback", "while_a_class_is_made", "in_an_exec", "as_a_c_module_does"])
@pytest.mark.parametrize("module", ["click", "kbgen.site.command", "kbgen.site.build", "pygments.lexers.python"])
def test_ctrl_c_is_never_lost_and_never_a_traceback(small, tmp_path: Path, module: str, how: str) -> None:
    # Ends by itself, but not soon: Python-Markdown takes long to read it.
    slow = {"en/a.md": "# A\n\n```python\nx = 1\n```\n", "en/b.md": "# Slow\n\n" + "[" * 20_000 + "\n"}
    config = small(slow, options="      markdown: python\n")
    command = [sys.executable, "-c", PRESS + RUN, module, how, "build", "-j", "1", "-f", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "Stopped.")
    assert sorted(path.name for path in config.parent.iterdir()) in ([".kbgen", "content", "mkdocs.yml"], ["content", "mkdocs.yml"])
