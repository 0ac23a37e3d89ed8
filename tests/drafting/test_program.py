"""What a program may do wrong is told in a sentence, and it never runs on."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kbgen.drafting.program import Program, ProgramError
from kbgen.errors import OperatorError

BAD = {
    "fails": ("import sys; print('half'); sys.exit('no model is loaded')", "exit code 1: no model is loaded"),
    "dies": ("import os; os.kill(os.getpid(), 9)", "exit code -9"),
    "prints nothing": ("print()", "printed nothing"),
    "prints html": ("print('<!DOCTYPE html><title>Sign in</title>')", "a web page"),
    "prints other bytes": ("import sys; sys.stdout.buffer.write(b'\\xff\\xfe\\x00')", "not UTF-8"),
    "prints without end": ("while True: print('x' * 10000)", "are allowed"),
    "prints escapes": ("print('\\x1b[31mred')", "control characters"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_said(command: Callable[[str], str], name: str) -> None:
    code, told = BAD[name]
    with pytest.raises(ProgramError, match=told):
        Program(command(code), 60).ask({"text": "x" * 500_000})


def test_a_program_that_hangs_is_ended_with_all_that_it_started(command: Callable[[str], str], tmp_path: Path) -> None:
    child = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', CODE]); time.sleep(600)"
    beat = (
        f"import time, pathlib\nwhile True: pathlib.Path({str(tmp_path / 'beat')!r}).write_text(str(time.time())); time.sleep(0.05)"
    )
    with pytest.raises(ProgramError, match="longer than 3 seconds"):
        Program(command(child.replace("CODE", repr(beat))), 3).ask({})
    last = (tmp_path / "beat").read_text()
    time.sleep(0.5)
    assert (tmp_path / "beat").read_text() == last


@pytest.mark.parametrize("line", ["", "   ", "'open", "/there/is/no/such/program"])
def test_a_command_that_is_none_is_said(line: str) -> None:
    with pytest.raises(OperatorError):
        Program(line).ask({})


@pytest.mark.parametrize("printed", ["text", "\\n\\ntext\\n", "```markdown\\ntext\\n```", "text\\r\\n"])
def test_what_stands_around_a_text_is_taken_off(command: Callable[[str], str], printed: str) -> None:
    assert Program(command(f"print('{printed}')")).ask({}) == "text"


def test_a_program_is_given_json(command: Callable[[str], str]) -> None:
    code = "import json, sys; asked = json.load(sys.stdin); print(asked['version'], asked['text'])"
    assert Program(command(code)).ask({"text": "سلام"}) == "1 سلام"
