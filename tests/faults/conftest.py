"""Faults that are real: a full or read-only file system, a database that another program holds. And what stands before the site:
the configurations of `deploy/`, run by the real nginx and the real Caddy."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.needs import program

# nginx and Caddy, each left out where it is not there.
SERVERS = [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("nginx", "caddy")]
DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB of its own."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small tmpfs needs root; test_write_limit covers a disk that takes nothing more")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def mount(small_disk: Path) -> Callable[[str], None]:
    """Mount the small disk anew with other options, such as `ro`."""

    def again(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(small_disk)], check=True)

    return again


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _adapted(text: str, changes: dict[str, str]) -> str:
    """The configuration with its placeholders replaced, each of which stands there once."""
    for placeholder, value in changes.items():
        assert text.count(placeholder) == 1, placeholder
        text = text.replace(placeholder, value)
    return text


def _nginx(folder: Path, port: int, upstream: str, assistants: str) -> list[str]:
    """The command that runs `deploy/nginx.conf`, changed only in the marked places."""
    nginx = str(program("nginx"))
    changes = {
        "server 127.0.0.1:8400;": f"server {upstream};",
        "server 127.0.0.1:8402;": f"server {assistants};",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "server_name help.example.com;": "server_name 127.0.0.1;",
        "root /srv/help/site;": f"root {folder / 'site'};",
    }
    server = _adapted((DEPLOY / "nginx.conf").read_text("utf-8"), changes)
    folders = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = folder / "nginx.conf"
    user = "user root;" if Path("/proc/self").owner() == "root" else ""
    main.write_text(
        f"daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/proxy.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log {folder}/access.log; {folders}\n{server}\n}}"
    )
    subprocess.run([nginx, "-t", "-c", str(main)], check=True, capture_output=True)
    return [nginx, "-c", str(main)]


def _caddy(folder: Path, port: int, upstream: str, assistants: str) -> list[str]:
    """The command that runs `deploy/Caddyfile`, without TLS and without the port for its administration."""
    changes = {
        "\n{\n\tservers": "\n{\n\tadmin off\n\tservers",
        "help.example.com {": f"http://127.0.0.1:{port} {{",
        "root * /srv/help/site": f"root * {folder / 'site'}",
        "reverse_proxy 127.0.0.1:8400": f"reverse_proxy {upstream}",
        "reverse_proxy 127.0.0.1:8402": f"reverse_proxy {assistants}",
    }
    main = folder / "Caddyfile"
    main.write_text(_adapted((DEPLOY / "Caddyfile").read_text("utf-8"), changes), "utf-8")
    return [str(program("caddy")), "run", "--config", str(main), "--adapter", "caddyfile"]


@contextmanager
def served(server: str, folder: Path, upstream: str, assistants: str = "127.0.0.1:8402") -> Iterator[str]:
    """The address at which `server` (nginx or caddy) serves `folder / "site"`, with the collector at `upstream` behind it and the
    server for assistants at `assistants`."""
    port = _free_port()
    command = {"nginx": _nginx, "caddy": _caddy}[server](folder, port, upstream, assistants)
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    with (folder / "proxy.log").open("ab") as log:
        process = subprocess.Popen(command, stderr=log, env=os.environ | homes)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(60)


@pytest.fixture(params=SERVERS)
def proxied(request: pytest.FixtureRequest, start_collector: Any, tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """The address of a web server in front of a collector, and the collector."""
    collector = start_collector(tmp_path / "kb.db")
    (tmp_path / "site" / "fa" / "guides").mkdir(parents=True)
    (tmp_path / "site" / "fa" / "index.html").write_text("<h1>خانه</h1>", "utf-8")
    (tmp_path / "site" / "fa" / "guides" / "index.html").write_text("<h1>راهنما</h1>", "utf-8")
    (tmp_path / "site" / "404.html").write_text("not here")
    (tmp_path / "site" / "fa" / "404.html").write_text("اینجا نیست", "utf-8")
    (tmp_path / "site" / "kb.0123456789.css").write_text("a{}")
    with served(request.param, tmp_path, collector.url.removeprefix("http://")) as address:
        yield address, collector


@pytest.fixture(scope="module", params=SERVERS)
def site_behind(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, lantern: Path
) -> Iterator[tuple[str, Path]]:
    """The address of the scenario that uses everything behind each server, with no collector, and the folder of its site."""
    folder = tmp_path_factory.mktemp(request.param)
    shutil.copytree(lantern, folder / "site")
    # No collector answers there.
    with served(request.param, folder, f"127.0.0.1:{_free_port()}") as address:
        yield address, folder / "site"
