"""Links to other sites: asked politely, and only on request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kbgen.rules.external_links import ExternalLink, external_issues, problem_of
from tests.check.conftest import Check, Site, article


@dataclass
class Other:
    """Another site on the loopback: what it was asked, how many questions it had at once, what it answers by path."""

    port: int = 0
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    release: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def other() -> Iterator[Other]:
    site = Other()
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            with lock:
                site.at_once += 1
                site.most_at_once = max(site.most_at_once, site.at_once)
                site.asked.append((self.command, self.path, self.headers["User-Agent"]))
            if self.path == "/slow":
                site.release.wait(120)
            status = {"/gone": 410, "/no-head": 405 if self.command == "HEAD" else 200, "/login": 401}.get(self.path, 200)
            with lock:
                site.at_once -= 1
            if self.path == "/moved":
                self.send_response(301)
                self.send_header("Location", "/here")
            else:
                self.send_response(status)
            self.end_headers()

        do_HEAD = do_GET = answer

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield site
    site.release.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/here", ""), ("/moved", ""), ("/no-head", ""), ("/login", ""), ("/gone", "answers with status 410"), ("/%D8%A2?a=b", "")],
)
def test_a_page_that_answers_is_there(other: Other, path: str, problem: str) -> None:
    assert problem_of(other.url(path), pause=0) == problem


def test_the_short_question_is_asked_first(other: Other) -> None:
    problem_of(other.url("/no-head"), pause=0)
    assert [method for method, _, _ in other.asked] == ["HEAD", "GET"]
    assert all(agent.startswith("kbgen/") for _, _, agent in other.asked)


def test_a_page_that_does_not_answer_in_time_is_named(other: Other) -> None:
    assert problem_of(other.url("/slow"), seconds=0.2, pause=0) == "does not answer within 0.2 seconds"


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[broken/", "http:///nothing", "https://no.such.invalid/"])
def test_an_address_that_leads_nowhere_is_no_crash(url: str) -> None:
    assert problem_of(url, seconds=2, pause=0)


def test_one_host_is_asked_one_thing_at_a_time_and_each_address_once(other: Other) -> None:
    links = [ExternalLink(other.url(f"/{number % 5}#part"), "a.md", number) for number in range(20)]
    assert external_issues(links, pause=0) == []
    assert other.most_at_once == 1
    assert len(other.asked) == 5


def test_the_check_asks_only_on_request(site: Site, check: Check, other: Other) -> None:
    body = f"[x]({other.url('/gone')}) and [y]({other.url('/here')})\n\n[z]({other.url('/gone')}#part)"
    folder = site({"en/guides/index.md": "---\ntitle: Guides\n---\n", "en/guides/a.md": article("A", body)})
    assert check(folder) == []
    assert other.asked == []
    found = check(folder, external=True)
    assert [(issue.path, issue.line, issue.code) for issue in found] == [
        ("content/en/guides/a.md", 8, "link-external"),
        ("content/en/guides/a.md", 10, "link-external"),
    ]
