"""The nginx configuration of `deploy/`, run by the real nginx in front of the real collector."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
READER = {"User-Agent": "Mozilla/5.0"}
VOTE = {"article": "guides/set-up", "locale": "fa", "helpful": True}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Proxy = Callable[[str], str]


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[Proxy]:
    """Run `deploy/nginx.conf`, changed only in the marked places, in front of a collector; returns its address."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("needs nginx (apt-get install nginx-light)")
    started: list[subprocess.Popen[bytes]] = []

    def run(upstream: str) -> str:
        port = _free_port()
        server = (DEPLOY / "nginx.conf").read_text("utf-8")
        for placeholder, value in {
            "server 127.0.0.1:8400;": f"server {upstream.removeprefix('http://')};",
            "listen 80;": f"listen 127.0.0.1:{port};",
            "server_name help.example.com;": "server_name 127.0.0.1;",
            "root /srv/help/site;": f"root {tmp_path / 'site'};",
        }.items():
            assert server.count(placeholder) == 1
            server = server.replace(placeholder, value)
        folders = "".join(f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        main = tmp_path / "nginx.conf"
        user = "user root;" if Path("/proc/self").owner() == "root" else ""
        main.write_text(
            f"daemon off; {user} pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log; events {{}}\n"
            f"http {{ include /etc/nginx/mime.types; access_log off; {folders}\n{server}\n}}"
        )
        subprocess.run([program, "-t", "-c", str(main)], check=True, capture_output=True)
        started.append(subprocess.Popen([program, "-c", str(main)], stderr=subprocess.DEVNULL))
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.02)
        return f"http://127.0.0.1:{port}"

    yield run
    for process in started:
        process.terminate()
        process.wait(10)


@pytest.fixture
def proxied(nginx: Proxy, start_collector: Any, tmp_path: Path) -> tuple[str, Any]:
    collector = start_collector(tmp_path / "kb.db")
    (tmp_path / "site" / "fa").mkdir()
    (tmp_path / "site" / "fa" / "index.html").write_text("<h1>خانه</h1>", "utf-8")
    (tmp_path / "site" / "404.html").write_text("not here")
    (tmp_path / "site" / "fa" / "404.html").write_text("اینجا نیست", "utf-8")
    (tmp_path / "site" / "kb.0123456789.css").write_text("a{}")
    return nginx(collector.url), collector


def test_site_and_votes_share_one_origin(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    assert httpx.get(f"{url}/fa/").text == "<h1>خانه</h1>"
    assert (httpx.get(f"{url}/nowhere/").status_code, httpx.get(f"{url}/nowhere/").text) == (404, "not here")
    assert (httpx.get(f"{url}/fa/nowhere/").status_code, httpx.get(f"{url}/fa/nowhere/").text) == (404, "اینجا نیست")
    assert "immutable" in httpx.get(f"{url}/kb.0123456789.css").headers["cache-control"]
    assert httpx.get(f"{url}/fa/").headers["cache-control"] == "no-cache"
    assert httpx.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, **READER}).status_code == 200
    assert httpx.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": "https://evil.example", **READER}).status_code == 403


def test_form_leads_back_through_the_proxy(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    data = {"article": "guides/set-up", "locale": "fa", "helpful": "yes"}
    answer = httpx.post(f"{url}/_kb/form", data=data, headers={"Origin": url, **READER})
    assert str(answer.next_request.url) == f"{url}/fa/guides/set-up/#kb-thanks"  # type: ignore[union-attr]


def test_health_and_metrics_are_not_public(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    for path in ("/healthz", "/readyz", "/metrics"):
        assert httpx.get(url + path).status_code == 404


def test_forwarded_address_that_a_client_claims_does_not_reach_the_collector(proxied: tuple[str, Any], tmp_path: Path) -> None:
    from kbgen.store.store import open_store

    url, _ = proxied
    for claim in ("203.0.113.1", "203.0.113.2", "203.0.113.3"):
        httpx.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, "X-Forwarded-For": claim, **READER})
    reader = open_store(str(tmp_path / "kb.db"), write=False)
    with reader.snapshot() as snapshot:
        assert len(list(snapshot.table("votes"))) == 1


def test_large_bodies_and_floods_end_at_the_proxy(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    headers = {"Origin": url, "Content-Type": "application/json", **READER}
    assert httpx.post(f"{url}/_kb/votes", content=b" " * 9000, headers=headers).status_code == 413
    with httpx.Client() as client:
        statuses = [client.post(f"{url}/_kb/votes", json=VOTE, headers=headers).status_code for _ in range(80)]
    assert set(statuses) == {200, 429}


def test_site_is_served_while_the_collector_is_down(proxied: tuple[str, Any]) -> None:
    url, collector = proxied
    collector.end()
    assert httpx.get(f"{url}/fa/").status_code == 200
    assert httpx.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, **READER}).status_code == 502
