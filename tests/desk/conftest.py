"""A desk over the scenario's site and readers whose every step is written down, asked over real HTTP."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from bs4 import BeautifulSoup

from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.desk.http.app import desk_app
from kbgen.desk.http.desk import Desk
from kbgen.desk.identity.people import DeskRules, rules_from
from kbgen.desk.identity.session import Sessions
from kbgen.desk.read.counting import Counting
from kbgen.desk.read.knowledge import Figures, Knowledge
from kbgen.desk.show.answers import Answers
from kbgen.report.read.roll_up import roll_up
from kbgen.store.desk import open_desk
from kbgen.store.store import Store, open_store
from tests import plain
from tests.report.conftest import NOW, Journal, contact, opened, search, view, vote

TOKEN = "a token of the company's dashboard"
# Some hours into the day after the last that readers came on.
MORNING = NOW + 9 * 3_600_000


def readers() -> Journal:
    """Two weeks of readers: an article that helps, one that began to fail, a gap that grew, comments in two languages."""
    journal = Journal()
    for day in range(1, 15):
        journal.many(6, search("invoice", 3), opened("invoice", "billing/invoices"), view("billing/invoices"), days=day)
        journal.visit(view("start/set-up"), vote("start/set-up", True, effort=4), days=day)
        journal.many(2, view("start/set-up"), locale="fa", days=day)
        # In the last week it is asked by more readers, and the article about cards fails.
        recent = day <= 7
        journal.many(4 if recent else 1, search("export to pdf", 0), days=day)
        journal.many(3, view("billing/card-declined"), vote("billing/card-declined", not recent), days=day)
    for number, words in enumerate(
        ("The second step is not there any more.", "The second step is not there anymore!", "Thanks a lot")
    ):
        journal.visit(
            view("billing/invoices"),
            vote("billing/invoices", number == 2, reason=None if number == 2 else "unclear", comment=words),
            days=number + 1,
        )
    journal.visit(view("billing/invoices"), vote("billing/invoices", False, comment="<script>alert(1)</script>\u202e=1+1"), days=2)
    journal.visit(view("start/set-up"), vote("start/set-up", False, comment="گام دوم نیست"), contact(), locale="fa", days=1)
    return journal


def fill(store: Store, journal: Journal) -> None:
    """Store what readers did, and roll up whole days as a collector does."""
    store.load("events", journal.events)
    store.load("votes", journal.votes)
    roll_up(store, MORNING)


def added(desk: RunningDesk, journal: Journal) -> None:
    """Store what readers of whole days did besides."""
    writer = open_store(desk.knowledge.store.address)
    writer.load("events", journal.events)
    writer.load("votes", journal.votes)
    roll_up(writer, desk.knowledge.now_ms())
    writer.close()


@dataclass
class Clock:
    """A clock that tests move."""

    seconds: float = MORNING / 1000

    def __call__(self) -> float:
        return self.seconds


@dataclass
class RunningDesk:
    """A desk that answers at `url`; each client is a browser of its own."""

    knowledge: Knowledge
    sessions: Sessions
    clock: Clock
    server: RunningServer
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.server.url

    def client(self, **headers: str) -> httpx.Client:
        """Somebody whom nobody knows yet."""
        self.clients.append(plain.Client(base_url=self.url, headers=headers, timeout=60))
        return self.clients[-1]

    def signed_in(self, name: str = "maryam", **headers: str) -> httpx.Client:
        """Somebody who opened the printed address."""
        client = self.client(**headers)
        answer = client.get("/sign-in", params={"token": self.sessions.token(name)})
        assert answer.status_code == 303
        return client


def mark_of(page: str) -> str:
    """What forms of a page carry."""
    found = re.search(r'name="mark" value="(\w+)"', page)
    assert found
    return found[1]


def send(client: httpx.Client, page: str, path: str, **fields: str) -> httpx.Response:
    """Send a form as a browser does that shows `page`."""
    mark = mark_of(client.get(page).text)
    return client.post(path, data={"mark": mark, "back": page, **fields}, headers={"Origin": str(client.base_url).rstrip("/")})


def soup(answer: httpx.Response) -> BeautifulSoup:
    """The page of an answer that succeeded."""
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "html.parser")


RULES: dict[str, Any] = {
    "people": {"maryam": {"role": "admin"}, "tom": "triager", "ruth": "reader", "fatemeh": {"role": "triager", "locale": "fa"}},
}
Start = Callable[..., RunningDesk]


def start_desk(database: str, site: Path, rules: DeskRules) -> RunningDesk:
    """A desk over a database that a collector made."""
    clock = Clock()
    store, own = open_store(database, write=False), open_desk(database)
    # However busy a machine is, what was decided is in the next page.
    counting = Counting[Figures](patience=60)
    known = Knowledge(store, own, site.parent / "mkdocs.yml", site, lambda: int(clock() * 1000), counting=counting)
    sessions = Sessions(clock)
    server = serve_in_thread(desk_app(Desk(known, rules, Answers(site)), sessions, [TOKEN]))
    return RunningDesk(known, sessions, clock, server)


def stop_desk(desk: RunningDesk) -> None:
    """Let go of all that it holds."""
    for client in desk.clients:
        client.close()
    desk.server.stop()
    desk.knowledge.close()
    desk.knowledge.own.close()
    desk.knowledge.store.close()


@pytest.fixture(scope="session")
def read_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The readers' database; nobody writes to it."""
    path = tmp_path_factory.mktemp("desk") / "kb.db"
    store = open_store(str(path))
    fill(store, readers())
    store.close()
    return path


@pytest.fixture(scope="module")
def desk(read_database: Path, lantern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk with sessions, for tests that decide nothing or take it back."""
    copy = tmp_path_factory.mktemp("own") / "kb.db"
    copy.write_bytes(read_database.read_bytes())
    running = start_desk(str(copy), lantern, rules_from(RULES))
    yield running
    stop_desk(running)


@pytest.fixture
def fresh_desk(read_database: Path, lantern: Path, tmp_path: Path) -> Iterator[Start]:
    """A desk of its own, with rules of its own."""
    started: list[RunningDesk] = []

    def start(**rules: Any) -> RunningDesk:
        copy = tmp_path / f"kb{len(started)}.db"
        copy.write_bytes(read_database.read_bytes())
        started.append(start_desk(str(copy), lantern, rules_from(rules or RULES)))
        return started[-1]

    yield start
    for one in started:
        stop_desk(one)


@pytest.fixture
def project(lantern: Path, tmp_path: Path) -> Path:
    """A real repository with the scenario's content."""
    folder = tmp_path / "project"
    shutil.copytree(lantern.parent, folder, ignore=shutil.ignore_patterns(".kbgen"))
    (folder / ".gitignore").write_text("site/\n")
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "begin"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.fixture
def own_desk(read_database: Path, project: Path, tmp_path: Path) -> Iterator[RunningDesk]:
    """A desk over that repository."""
    (tmp_path / "kb.db").write_bytes(read_database.read_bytes())
    desk = start_desk(str(tmp_path / "kb.db"), project / "site", rules_from(RULES))
    yield desk
    stop_desk(desk)
