"""A real browser on a folder of files, served as a CDN serves them: compressed, on the loopback only."""

from __future__ import annotations

import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright


@dataclass
class Served:
    """Where a folder is served, and what was sent so far: (path, bytes of the body as sent)."""

    address: str
    sent: list[tuple[str, int]]


class _Compressed(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, sent: list[tuple[str, int]], kept: bool, **named: Any) -> None:
        self.sent = sent
        self.kept = kept
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        squeezed = path.suffix in {".html", ".js", ".css", ".json", ".txt", ".mjs"}
        if squeezed:
            content = gzip.compress(content, 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name) + ("; charset=utf-8" if squeezed else ""))
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        if not squeezed or "-" in path.name or (self.kept and path.suffix != ".html"):
            self.send_header("Cache-Control", "max-age=31536000, immutable")  # names that change with the content
        self.end_headers()
        self.sent.append((self.path, len(content)))
        # A browser that was sent elsewhere meanwhile takes no more.
        with suppress(ConnectionError):
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path, *, kept: bool = False) -> Iterator[str]:
    """The address of `folder`, while the context lasts. Browsers may keep what is no page, if it is `kept`."""
    with counted(folder, kept=kept) as found:
        yield found.address


@contextmanager
def counted(folder: Path, *, kept: bool = False) -> Iterator[Served]:
    """`folder` served, with what was sent."""
    sent: list[tuple[str, int]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressed, directory=str(folder), sent=sent, kept=kept))
    thread = threading.Thread(target=server.serve_forever, args=[0.05], daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}/", sent)
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def browser(*arguments: str) -> Iterator[Browser]:
    """Chromium, with `arguments` of its own: `KBGEN_CHROMIUM`, else the system's, else playwright's own."""
    executable = os.environ.get("KBGEN_CHROMIUM") or shutil.which("chromium") or None
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", *arguments])
        try:
            yield found
        finally:
            found.close()
