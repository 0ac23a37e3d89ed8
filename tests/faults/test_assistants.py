"""An assistant reaches `kbgen mcp` through the configurations of `deploy/`, as readers' assistants do."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from tests.faults.conftest import SERVERS, served


@pytest.fixture(scope="module")
def assistants(lantern: Path) -> Iterator[str]:
    """Host and port of `kbgen mcp --http`, started as the manual starts it, but on a free port."""
    command = [sys.executable, "-m", "kbgen", "mcp", "--site", str(lantern), "--http", "0", "--name", "help.example.com"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        line = process.stderr.readline()
        found = re.search(r"http://([\d.]+:\d+)/mcp", line)
        assert found, line
        yield found[1]
        process.terminate()


@pytest.mark.parametrize("server", SERVERS)
def test_an_assistant_searches_and_reads_through_the_web_server(
    server: str, assistants: str, lantern: Path, tmp_path: Path
) -> None:
    (tmp_path / "site").symlink_to(lantern)

    async def talk(address: str) -> None:
        async with streamable_http_client(f"{address}/mcp") as streams, ClientSession(*streams[:2]) as session:
            await session.initialize()
            found = (await session.call_tool("search", {"query": "lantern", "locale": "en"})).structured_content
            assert found["results"]
            text = await session.call_tool("read", {"article": f"en/{found['results'][0]['article']}"})
            assert not text.is_error

    with served(server, tmp_path, "127.0.0.1:8400", assistants) as address:
        asyncio.run(asyncio.wait_for(talk(address), 60))
