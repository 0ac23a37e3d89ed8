"""A real `kbgen serve` as a process of its own, and a real browser in front of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


class Serve:
    """A preview at work: `url`, and what it has said."""

    def __init__(self, project: Path, *more: str, port: int = 0) -> None:
        command = [
            sys.executable,
            "-u",
            "-m",
            "kbgen",
            "serve",
            "-f",
            str(project / "mkdocs.yml"),
            "-a",
            f"127.0.0.1:{port}",
            *more,
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ)
        self.said: list[str] = []
        self._ready = threading.Event()
        self.url = ""
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._ready.wait(120), self.said
        assert self.url, self.said

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("http://"):
                self.url = line.split("/  ")[0]
                self._ready.set()
        self._ready.set()

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(120) == 0, "".join(self.said)


@pytest.fixture
def serve(scenario) -> Iterator[tuple[Path, str]]:
    """The folder of a project that is served, and its address."""
    project = scenario("lantern")
    running = Serve(project)
    yield project, running.url
    assert running.process.poll() is None, "".join(running.said)
    running.end()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    page.set_default_timeout(60_000)
    yield page
    page.close()
