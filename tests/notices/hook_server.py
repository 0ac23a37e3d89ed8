"""A real HTTP server that takes webhooks as a chat would, and can be told to answer otherwise."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Hooks:
    """What came, oldest first; `answers` are given before it is taken: a status and headers."""

    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def hook_server() -> Iterator[Hooks]:
    """Serve on a free port of loopback."""
    hooks = Hooks()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hooks.paths.append(self.path)
            if hooks.answers:
                status, headers = hooks.answers.pop(0)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"not now")
                return
            hooks.raw.append(body)
            hooks.bodies.append(json.loads(body))
            hooks.headers.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    hooks.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield hooks
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
