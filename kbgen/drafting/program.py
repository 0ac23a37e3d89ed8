"""Any program as a drafter: it is given JSON on its standard input and prints a text.

Receives a command line and a document; returns what was printed. Raises `ProgramError` that says in a sentence why a text cannot
be used: the program failed, took too long, printed nothing, too much, no UTF-8, or a web page in place of an answer.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import signal
import subprocess
import threading
from collections.abc import Mapping
from typing import IO, Any

from kbgen.errors import KbgenError, OperatorError

VERSION = 1
# Seconds: a model without a graphics card takes a minute for a long section.
SECONDS = 300.0
MOST_BYTES = 1024 * 1024
# A sign-in page of a proxy, an error page of a service.
_PAGE = re.compile(r"^\s*(?:<!doctype|<html|<\?xml)", re.IGNORECASE)
# What a model puts around an answer that was to be Markdown.
_FENCED = re.compile(r"^```(?:markdown|md)?[ \t]*\n(.*)\n```$", re.DOTALL)


class ProgramError(KbgenError):
    """The program gave nothing that can be used."""


class Program:
    """A command, run anew for each text."""

    def __init__(self, command: str, seconds: float = SECONDS) -> None:
        try:
            self._words = shlex.split(command)
        except ValueError as error:
            raise OperatorError(f"--with {command!r} cannot be read as a command: {error}.") from None
        if not self._words:
            raise OperatorError("--with names no command.")
        self._seconds = seconds

    def ask(self, document: Mapping[str, Any]) -> str:
        """What the program prints for `document`, without line ends around it."""
        given = json.dumps({"version": VERSION, **document}, ensure_ascii=False).encode()
        try:
            # A session of its own: what it started ends with it.
            process = subprocess.Popen(
                self._words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
            )
        except OSError as error:
            raise OperatorError(f"{self._words[0]} cannot be run: {error.strerror}. Name a program that is there.") from None
        # Read as it comes, and no more than is allowed: a program may print without end.
        printed, said = _Reading(process.stdout, process, MOST_BYTES), _Reading(process.stderr, process, MOST_BYTES)
        feeding = threading.Thread(target=_feed, args=(process, given), daemon=True)
        feeding.start()
        try:
            code = process.wait(self._seconds)
            # What it started may hold the pipe open.
            printed.join(1.0)
        except subprocess.TimeoutExpired:
            raise ProgramError(f"{self._words[0]} took longer than {self._seconds:g} seconds.") from None
        finally:
            _end(process)
            for thread in (feeding, printed, said):
                thread.join(1.0)
        if code and not printed.too_much:
            last = said.data.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it said nothing"]
            raise ProgramError(f"{self._words[0]} failed with exit code {code}: {last[0][:200]}")
        return _text(bytes(printed.data), self._words[0])


class _Reading(threading.Thread):
    """Reads what a program prints, in a thread of its own; ends the program where that is too much."""

    def __init__(self, stream: IO[bytes] | None, process: subprocess.Popen[bytes], most: int) -> None:
        super().__init__(daemon=True)
        self._stream, self._process, self._most = stream, process, most
        self.data = bytearray()
        self.start()

    @property
    def too_much(self) -> bool:
        """Whether more came than is allowed."""
        return len(self.data) > self._most

    def run(self) -> None:
        """Read to the end, or to the limit."""
        with contextlib.suppress(OSError, ValueError):
            while self._stream and (part := self._stream.read1(65536)):  # type: ignore[attr-defined]
                self.data += part
                if self.too_much:
                    self._process.kill()
                    return


def _feed(process: subprocess.Popen[bytes], given: bytes) -> None:
    # A program may end without reading its input.
    with contextlib.suppress(OSError, ValueError):
        if process.stdin:
            process.stdin.write(given)
            process.stdin.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _text(printed: bytes, name: str) -> str:
    if len(printed) > MOST_BYTES:
        raise ProgramError(f"{name} printed {len(printed):,} bytes; {MOST_BYTES:,} are allowed.")
    try:
        text = printed.decode("utf-8").replace("\r\n", "\n").strip("\n")
    except UnicodeDecodeError:
        raise ProgramError(f"{name} printed something that is not UTF-8.") from None
    if fenced := _FENCED.match(text.strip()):
        text = fenced[1].strip("\n")
    if not text.strip():
        raise ProgramError(f"{name} printed nothing.")
    if _PAGE.match(text):
        raise ProgramError(f"{name} printed a web page, not a text.")
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
        raise ProgramError(f"{name} printed control characters.")
    return text
