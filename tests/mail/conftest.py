"""Mail servers that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.mail_server import MailServer, start


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[Callable[..., MailServer]]:
    """Start a real SMTP server on loopback."""
    running: list[MailServer] = []

    def begin(security: str = "none", **options: Any) -> MailServer:
        running.append(start(security, folder=tmp_path, **options))
        return running[-1]

    yield begin
    for server in running:
        server.stop()
