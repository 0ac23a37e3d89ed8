"""Requests that no page of a preview makes, and more pages that wait than there are threads."""

from __future__ import annotations

import contextlib
import select
import socket
from collections.abc import Iterator

import pytest

from tests import plain
from tests.preview.conftest import Serve


def ask(url: str, target: str) -> socket.socket:
    """A request whose answer is not read yet. `target` goes out as it stands."""
    host, port = url.removeprefix("http://").split(":")
    opened = socket.create_connection((host, int(port)), 60)
    opened.sendall(f"GET {target} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode("latin-1"))
    return opened


def status(opened: socket.socket) -> int:
    """The status of the answer."""
    with opened, opened.makefile("rb") as answer:
        return int(answer.readline().split()[1])


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a preview of two pages."""
    project = tmp_path_factory.mktemp("preview")
    (project / "content" / "en").mkdir(parents=True)
    (project / "content" / "en" / "index.md").write_text("---\ntitle: Home\n---\n")
    (project / "content" / "en" / "pay.md").write_text("---\ntitle: Pay\n---\nText.\n")
    (project / "mkdocs.yml").write_text(
        "site_name: Help\ndocs_dir: content\ntheme: {name: material}\n"
        "plugins: [kbgen: {front_matter: lenient, locales: {en: English}}]\n"
    )
    running = Serve(project)
    yield running.url
    running.end()


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/en/", 200),
        ("/en/pay/", 200),
        ("/en/%00", 404),
        ("/%00/", 404),
        ("/en/%2500", 404),
        ("/en/" + "a" * 300, 404),
        ("/en/" + "%D8%A7" * 200, 404),
        ("/" + "a/" * 3000, 404),
        ("/en/%ff%fe", 404),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/%252e%252e/mkdocs.yml", 404),
        ("//etc/passwd", 404),
        # Digits, as Unicode has them, that are no number; and more of them than Python turns into one.
        ("/_live?after=%C2%B2", 200),
        ("/_live?after=" + "9" * 5000, 200),
        ("/_live?after=-1", 200),
    ],
)
def test_whatever_is_asked_for_is_there_or_not_there(url: str, target: str, expected: int) -> None:
    assert status(ask(url, target)) == expected


def test_pages_are_shown_while_tabs_wait_and_too_many_tabs_are_put_off(url: str) -> None:
    number = plain.get(f"{url}/_live").json()["number"]
    with contextlib.ExitStack() as held:
        waiting = [held.enter_context(ask(url, f"/_live?after={number}")) for _ in range(60)]
        # More tabs than there are threads for pages, and none of them was let go so that the page could come.
        assert plain.get(f"{url}/en/pay/", timeout=60).status_code == 200
        assert select.select(waiting, [], [], 0)[0] == []
        more = [held.enter_context(ask(url, f"/_live?after={number}")) for _ in range(60)]
        refused, _, _ = select.select(more, [], [], 20)
        assert refused
        assert status(refused[0]) == 503
        assert plain.get(f"{url}/en/pay/", timeout=60).status_code == 200
