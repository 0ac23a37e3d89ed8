"""Two collectors behind one proxy with one PostgreSQL, as the manual sets them up, all of them real."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kbgen.store.store import open_store
from tests import plain

MANUAL = Path(__file__).parents[2] / "content" / "en" / "publish" / "collector.md"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Any]:
    """Run nginx with the manual's lines in front of these collectors; gives its address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program
    started: list[subprocess.Popen[bytes]] = []

    def start(collectors: list[str]) -> str:
        lines = re.search(r"```nginx\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
        assert lines
        recipe = lines[1]
        for place, url in zip(("10.0.0.11:8400", "10.0.0.12:8400"), collectors, strict=True):
            assert recipe.count(place) == 1
            recipe = recipe.replace(place, url.removeprefix("http://"))
        upstream, location = recipe.split("\n", 1)
        port = _free_port()
        folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        user = "user root;" if Path("/proc/self").owner() == "root" else ""
        main = tmp_path / "nginx.conf"
        main.write_text(
            f"daemon off; {user} pid {tmp_path}/nginx.pid; error_log {tmp_path}/proxy.log; events {{}}\n"
            f"http {{ access_log off; {folders}\n{upstream}\nserver {{ listen 127.0.0.1:{port};\n{location}\n}} }}"
        )
        started.append(subprocess.Popen([program, "-c", str(main)]))
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return f"http://127.0.0.1:{port}"
            except OSError:
                time.sleep(0.05)
        raise AssertionError((tmp_path / "proxy.log").read_text())

    yield start
    for one in started:
        one.terminate()
        one.wait(20)


@pytest.mark.needs("nginx")
def test_two_collectors_behind_a_proxy_are_one(start_collector: Any, postgres_database: str, proxy: Any) -> None:
    origin = "https://help.example.com"
    both = [start_collector(postgres_database, "--origin", origin) for _ in range(2)]
    url = proxy([one.url for one in both])
    with plain.Client(headers={"User-Agent": "Mozilla/5.0", "Origin": origin}, timeout=30) as client:

        def vote(number: int, helpful: bool | None) -> int:
            body = {"article": "guides/set-up", "locale": "fa", "helpful": helpful, "ticket": f"{number:032x}"}
            return client.post(f"{url}/_kb/votes", json=body).status_code

        assert [vote(number, True) for number in range(40)] == [200] * 40
        # Changed and taken back through whichever collector comes next.
        assert [vote(number, False) for number in range(10)] == [200] * 10
        assert [vote(number, None) for number in range(5)] == [200] * 5
    taken = [one.client.get(f"{one.private}/metrics").text for one in both]
    assert all('kbgen_requests_total{route="/_kb/votes",status="200"} 0\n' not in text for text in taken)
    store = open_store(postgres_database, write=False)
    with store.snapshot() as snapshot:
        votes = [row[5] for row in snapshot.table("votes")]
        networks = {row[12] for row in snapshot.table("votes")}
    store.close()
    assert (len(votes), sum(votes)) == (35, 30)
    # One salt a day for both, so one network is one network.
    assert len(networks) == 1
    both[0].end()
    with plain.Client(headers={"User-Agent": "Mozilla/5.0", "Origin": origin}, timeout=30) as client:
        body = {"article": "guides/set-up", "locale": "fa", "helpful": True}
        assert client.post(f"{url}/_kb/votes", json=body).status_code == 200
