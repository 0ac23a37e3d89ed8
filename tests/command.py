"""Runs `kbgen` for tests: each command in a process of its own, with its own folder, environment and standard streams.

What costs most in a process that does little is to load Python and all modules. One process a run of tests loads them once, and
each command is a fork of it (`multiprocessing`'s fork server). How kbgen starts by itself is tested where it matters, by
`python -m kbgen`: Ctrl-C, servers, streams.
"""

from __future__ import annotations

import atexit
import importlib
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

# What most commands load, and what a first build makes; the rest is loaded by those that need it. The fork server leaves out
# what it does not find without a word: `tests/processes/test_fork_server.py` looks.
LOADED = ["kbgen.cli", "kbgen.site.build", "kbgen.site.command", "kbgen.check.command", "kbgen.site.mkdocs.config"]
LOADED += ["kbgen.collect.commands", "kbgen.collect.http.server", "kbgen.collect.http.app", "kbgen.collect.notify"]
LOADED += ["kbgen.report.commands", "kbgen.report.live", "kbgen.imports.run"]
LOADED += ["tests.warm"]
MAIN = {"kbgen": "main", "mkdocs": "cli"}
PACKAGES = os.environ.get("PYTHONPATH")
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(LOADED)


class Run(subprocess.CompletedProcess[str]):
    """What a command said and how it ended."""

    @property
    def said(self) -> str:
        """Standard output and standard error together."""
        return self.stdout + self.stderr


def run_kbgen(
    *arguments: str | Path,
    cwd: Path | None = None,
    expect: int | None = 0,
    module: str = "kbgen",
    fresh: bool = False,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> Run:
    """Run `kbgen` (or `mkdocs`) as a process of its own, if it is `fresh` one that has loaded nothing before; a different exit code
    than `expect` fails the test with its words. `variables` are added to the environment."""
    words = [*map(str, arguments)]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | variables
    # Where it is to see other packages it starts by itself: MkDocs looks for plugins when it is loaded.
    forked = not fresh and environment.get("PYTHONPATH") == PACKAGES
    run = _forked(module, words, cwd or Path.cwd(), environment) if forked else _started(module, words, cwd, environment)
    assert expect is None or run.returncode == expect, f"exit code {run.returncode}, not {expect}:\n{run.said}"
    return run


def _started(module: str, words: list[str], cwd: Path | None, environment: dict[str, str]) -> Run:
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=180, env=environment, check=False)
    return Run(done.args, done.returncode, done.stdout, done.stderr)


def _forked(module: str, words: list[str], cwd: Path, environment: dict[str, str]) -> Run:
    with tempfile.TemporaryDirectory() as streams:
        process = _server.Process(target=_command, args=(module, words, cwd, environment, streams))
        process.start()
        process.join(180)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired([module, *words], 180)
        # As with a pipe that is read as text.
        said = [Path(streams, name).read_text() for name in ("out", "err")]
        code = process.exitcode
        process.close()
    return Run([module, *words], code, *said)


class Running:
    """A command that goes on by itself, to be waited for and ended as a `subprocess.Popen` is."""

    def __init__(self, words: list[str], log: Path) -> None:
        limits = [(each, resource.getrlimit(each)) for each in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE)]
        arguments = ("kbgen", words, Path.cwd(), dict(os.environ), str(log.parent), (log.name, log.name), limits)
        self._process = _server.Process(target=_command, args=arguments)
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid
        return self._process.pid

    def poll(self) -> int | None:
        """Its exit code, None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Its exit code, for which it has so many seconds."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("kbgen", timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)


Limits = Sequence[tuple[int, tuple[int, int]]]


def _command(
    module: str,
    words: list[str],
    cwd: Path,
    environment: dict[str, str],
    streams: str,
    names: tuple[str, str] = ("out", "err"),
    limits: Limits = (),
) -> None:
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    if measuring := sys.modules.get("coverage") and sys.modules["coverage"].Coverage.current():
        # The test that this command is of: the process that it was forked from was begun in another.
        measuring.switch_context(environment.get("PYTEST_CURRENT_TEST"))
        # What the process before wanted to be done at its end is not for this one: it would be told of with a traceback.
        if before := getattr(sys.modules["coverage"].process_startup, "coverage", None):
            atexit.unregister(before._atexit)
    for kind, values in limits:
        resource.setrlimit(kind, values)
    for number, name in enumerate(names, 1):
        file = os.open(Path(streams, name), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    sys.argv = [module, *words]
    try:
        getattr(importlib.import_module(f"{module}.__main__"), MAIN[module])()
    finally:
        # Which a process of `multiprocessing` leaves out.
        atexit._run_exitfuncs()
