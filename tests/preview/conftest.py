"""A real `kbgen serve` as a process of its own, and a real browser in front of it."""

from __future__ import annotations

import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.command import Running
from tests.sites import Once, copy_of


class Serve:
    """A preview at work: `url`, and what it has said."""

    def __init__(self, project: Path, *more: str, port: int = 0) -> None:
        log = project.parent / f"{project.name}-{port}.log"
        log.unlink(missing_ok=True)
        log.touch()
        self._log = log
        self.process = Running(["serve", "-f", str(project / "mkdocs.yml"), "-a", f"127.0.0.1:{port}", *more], log)
        end = time.monotonic() + 120
        # Its address is the last that it says when it begins.
        while not (found := [line for line in self.said if line.startswith("http://")]):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)
        self.url = found[0].split("/  ")[0]

    @property
    def said(self) -> list[str]:
        """Its lines so far."""
        return self._log.read_text("utf-8").splitlines(keepends=True)

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(120) == 0, "".join(self.said)


@pytest.fixture(scope="session")
def previewed(once: Once) -> Path:
    """A project of which a preview was looked at before: what that built is remembered. Tests copy it."""
    return once("previewed", lambda folder: Serve(copy_of("lantern", folder / "project")).end()) / "project"


@pytest.fixture
def serve(previewed: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The folder of a project that is served, and its address."""
    project = Path(shutil.copytree(previewed, tmp_path / "project"))
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
