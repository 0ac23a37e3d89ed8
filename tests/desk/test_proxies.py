"""The recipes of `deploy/` for the desk, run by the real nginx and the real Caddy in front of a real desk."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import httpx
import pytest
from bs4 import BeautifulSoup

from tests import plain
from tests.desk.conftest import TOKEN, RunningDesk, Start, mark_of
from tests.needs import program

DEPLOY = Path(__file__).parents[2] / "deploy"
RULES = {
    "people": {"maryam": "triager"},
    "proxy": {"header": "X-Forwarded-User", "from": ["127.0.0.1"]},
    "hosts": ["desk.example.com"],
}
PASSWORD = "correct horse"
SERVERS = [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("nginx", "caddy")]
FILES = {
    ("nginx", "basic"): "desk-nginx.conf",
    ("nginx", "oauth2"): "desk-nginx-oauth2.conf",
    ("caddy", "basic"): "desk-Caddyfile",
    ("caddy", "oauth2"): "desk-Caddyfile-oauth2",
}


class Identity(BaseHTTPRequestHandler):
    """What oauth2-proxy 7 documents (its pages "Endpoints" and "Nginx"; --set-xauthrequest, --reverse-proxy): `/oauth2/auth`
    answers 202 with a name, 403 to somebody who signed in and may not, 401 to others; `/oauth2/sign_in` leads on to where the query
    or else the header says, and on no other host. A provider that knows everybody stands behind it."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        wanted = parse_qs(query).get("rd", [self.headers.get("X-Auth-Request-Redirect", "/")])[0]
        wanted = wanted if wanted.startswith("/") and not wanted.startswith("//") else "/"
        cookie = self.headers.get("Cookie", "")
        if path == "/oauth2/auth":
            known = "_oauth2_proxy=good" in cookie
            headers = {"X-Auth-Request-User": "maryam", "X-Auth-Request-Email": "m@example.com"} if known else {}
            if "_oauth2_proxy=good-old" in cookie:
                headers["Set-Cookie"] = "_oauth2_proxy=good; Path=/; HttpOnly"
            self.answer(202 if known else 403 if "_oauth2_proxy=guest" in cookie else 401, headers)
        elif path == "/oauth2/sign_in":
            self.answer(200, {}, f'<a href="/oauth2/start?{urlencode({"rd": wanted})}">sign in</a>'.encode())
        elif path == "/oauth2/start":
            self.answer(302, {"Location": wanted, "Set-Cookie": "_oauth2_proxy=good; Path=/; HttpOnly"})
        else:
            self.answer(404, {})

    def do_POST(self) -> None:
        # Requests for a subrequest's sake come without their body, and as GET.
        self.answer(405, {})

    def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(server: str, kind: str, folder: Path, port: int, desk: str, identity: str) -> list[str]:
    """The command that runs a recipe, changed only in the marked places."""
    text = (DEPLOY / FILES[server, kind]).read_text("utf-8").replace("127.0.0.1:8402", desk).replace("127.0.0.1:4180", identity)
    if server == "caddy":
        hashed = subprocess.run(
            [str(program("caddy")), "hash-password", "--plaintext", PASSWORD], capture_output=True, text=True, check=True
        ).stdout.strip()
        text = re.sub(r"\$2a\$14\$REPLACE\S+", hashed, text).replace("\ndesk.example.com {", f"\nhttp://desk.example.com:{port} {{")
        (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text, "utf-8")
        return [str(program("caddy")), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    made = subprocess.run(["openssl", "passwd", "-apr1", PASSWORD], capture_output=True, text=True, check=True).stdout.strip()
    (folder / "desk.htpasswd").write_text(f"maryam:{made}\nmallory:{made}\n")
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(
        "/etc/nginx/desk.htpasswd", str(folder / "desk.htpasswd")
    )
    folders = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if Path("/proc/self").owner() == "root" else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; {user} pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; {folders}\n{text}\n}}"
    )
    subprocess.run([str(program("nginx")), "-t", "-c", str(main)], check=True, capture_output=True)
    return [str(program("nginx")), "-c", str(main)]


@contextmanager
def behind(server: str, kind: str, desk: RunningDesk, folder: Path) -> Iterator[httpx.Client]:
    """A client of the proxy, under the desk's own name."""
    identity = ThreadingHTTPServer(("127.0.0.1", 0), Identity)
    threading.Thread(target=identity.serve_forever, args=[0.01], daemon=True).start()
    port = free_port()
    run = command(server, kind, folder, port, desk.url.removeprefix("http://"), f"127.0.0.1:{identity.server_port}")
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(run, stderr=log, stdout=log, env=os.environ | homes)
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.02)
    assert process.poll() is None, (folder / "log").read_text()
    with plain.Client(
        base_url=f"http://127.0.0.1:{port}", headers={"Host": f"desk.example.com:{port}", "Accept-Language": "en"}, timeout=60
    ) as client:
        yield client
    process.terminate()
    process.wait(60)
    identity.shutdown()
    identity.server_close()


@pytest.mark.parametrize("server", SERVERS)
def test_passwords_of_the_web_server_open_the_desk(server: str, fresh_desk: Start, tmp_path: Path) -> None:
    with behind(server, "basic", fresh_desk(**RULES), tmp_path) as client:
        assert client.get("/").status_code == 401
        assert client.get("/", headers={"X-Forwarded-User": "maryam"}).status_code == 401
        assert client.get("/", auth=("maryam", "wrong")).status_code == 401
        page = client.get("/figures", auth=("maryam", PASSWORD))
        assert page.status_code == 200
        assert "What happened" in page.text
        fields = {"mark": mark_of(page.text), "day": "2026-11-15", "said": "behind a proxy"}
        origin = f"http://{client.headers['Host']}"
        assert client.post("/notes", data=fields, auth=("maryam", PASSWORD), headers={"Origin": origin}).status_code == 303
        assert client.post("/notes", data=fields, auth=("maryam", PASSWORD), headers={"Origin": "http://evil"}).status_code == 403
        assert "behind a proxy" in client.get("/figures", auth=("maryam", PASSWORD)).text
        # What a client claims to be is replaced by who the password says they are.
        if server == "nginx":
            assert client.get("/", auth=("mallory", PASSWORD), headers={"X-Forwarded-User": "maryam"}).status_code == 403


@pytest.mark.parametrize("server", SERVERS)
def test_programs_pass_the_web_server_with_a_token(server: str, fresh_desk: Start, tmp_path: Path) -> None:
    with behind(server, "basic", fresh_desk(**RULES), tmp_path) as client:
        assert client.get("/api/v1/figures", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/api/v1/figures", headers={"X-Forwarded-User": "maryam"}).status_code == 403
        assert client.get("/api/v1/figures", headers={"Authorization": "Bearer x"}).status_code == 401


@pytest.mark.parametrize("server", SERVERS)
def test_an_identity_proxy_names_people(server: str, fresh_desk: Start, tmp_path: Path) -> None:
    with behind(server, "oauth2", fresh_desk(**RULES), tmp_path) as client:
        claimed = {"X-Forwarded-User": "maryam", "X-Auth-Request-User": "maryam"}
        view = "/articles?section=billing&sort=helpful"
        stranger = client.get(view, headers=claimed)
        assert "All articles" not in stranger.text
        # Whoever signs in comes to the view that was sent to them, with all of its filters.
        way = BeautifulSoup(stranger.text, "html.parser").select_one("a")
        assert way is not None
        signed_in = client.get(str(way["href"]))
        assert (signed_in.status_code, signed_in.headers["location"]) == (302, view)
        cookie = {"Cookie": "_oauth2_proxy=good"}
        shown = client.get(view, headers=cookie)
        assert "All articles" in shown.text
        assert 'value="billing" selected' in shown.text
        assert client.get("/", headers=claimed | {"Cookie": "_oauth2_proxy=guest"}).status_code == 403
        if server == "nginx":
            renewed = client.get("/", headers={"Cookie": "_oauth2_proxy=good-old"})
            assert (renewed.status_code, renewed.headers["set-cookie"].partition(";")[0]) == (200, "_oauth2_proxy=good")
        page = client.get("/figures", headers=cookie | {"X-Forwarded-User": "mallory"})
        assert page.status_code == 200
        assert ">maryam<" in page.text
        fields = {"mark": mark_of(page.text), "day": "2026-11-16", "said": "by identity"}
        origin = f"http://{client.headers['Host']}"
        assert client.post("/notes", data=fields, headers=cookie | {"Origin": origin}).status_code == 303


@pytest.mark.parametrize("server", SERVERS)
def test_programs_pass_an_identity_proxy_with_a_token_and_nothing_else_does(server: str, fresh_desk: Start, tmp_path: Path) -> None:
    with behind(server, "oauth2", fresh_desk(**RULES), tmp_path) as client:
        assert client.get("/api/v1/figures", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/api/v1/figures", headers={"Authorization": "Bearer x", "X-Forwarded-User": "maryam"}).status_code == 401
        for headers in ({}, {"X-Forwarded-User": "maryam"}, {"Authorization": "Basic bWFyeWFtOng=", "X-Forwarded-User": "maryam"}):
            assert "time_zone" not in client.get("/api/v1/figures", headers=headers).text
        assert client.get("/api/v1/figures", headers={"Cookie": "_oauth2_proxy=good"}).status_code == 200
        # A token opens the figures alone.
        assert "All articles" not in client.get("/articles", headers={"Authorization": f"Bearer {TOKEN}"}).text
