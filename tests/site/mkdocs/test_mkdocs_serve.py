"""`mkdocs serve` shows the site while it is written: an article, a template and a catalogue that were saved, and a mistake."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from tests import plain

Look = Callable[[str, str], str]
# Some looks in turn, each of which may last.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def served(scenario) -> Iterator[tuple[Path, Look]]:
    """A project that MkDocs serves, and a look at a page that waits until a text is on it."""
    project = scenario("lantern")
    (project / "locales").mkdir()
    (project / "own").mkdir()
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("  name: material", "  name: material\n  custom_dir: own"), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = project.parent / "serve.log"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(config), "-a", f"127.0.0.1:{port}"]
    with log.open("w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})

    def look(page: str, wanted: str) -> str:
        # The limit only ends a test that would hang: the machine may be busy with others.
        end = time.monotonic() + 150
        text = ""
        while wanted not in text:
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < end, f"{wanted} did not come.\n{log.read_text('utf-8')}"
            time.sleep(0.2)
            if not page:
                text = log.read_text("utf-8")
                continue
            try:
                text = plain.get(f"http://127.0.0.1:{port}/lantern/{page}", timeout=150).text
            except httpx.TransportError:
                continue
        return text

    try:
        yield project, look
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(60)
        # MkDocs may lose one, as every program in Python, while it loads modules.
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0, log.read_text("utf-8")
    finally:
        process.kill()


def test_what_is_saved_is_shown_and_a_mistake_is_named_and_mended(served):
    project, look = served
    page = look("en/billing/invoices/", "Everything here")
    assert "livereload" in page
    article = project / "content/en/billing/invoices.md"
    text = article.read_text("utf-8")
    article.write_text(text.replace("Everything here", "Everything new here"), "utf-8")
    look("en/billing/invoices/", "Everything new here")
    article.write_text(text.replace("title:", "titel:", 1), "utf-8")
    look("", "content/en/billing/invoices.md:2: error: `titel` is not a key. Did you mean `title`?")
    article.write_text(text.replace("title: ", "title: All about ", 1), "utf-8")
    look("en/billing/invoices/", "<h1>All about ")


def test_saved_templates_and_catalogues_are_shown_too(served):
    project, look = served
    look("fa/", "<h1>")
    (project / "own" / "home.html").write_text('{% extends "base.html" %}{% block main %}<i>own home</i>{% endblock %}', "utf-8")
    look("fa/", "<i>own home</i>")
    catalogue = project / "locales/fa/LC_MESSAGES/kbgen.po"
    catalogue.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    catalogue.write_text(f'{header}msgid "All articles"\nmsgstr "هر چه هست"\n', "utf-8")
    look("fa/", "هر چه هست")
