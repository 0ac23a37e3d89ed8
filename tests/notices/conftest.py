"""The scenario's site with addresses of teams, what readers did, and real servers that take mail and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kbgen.config import Settings, load
from kbgen.notices.deliver import Courier, Delivered
from kbgen.notices.look import Looked, look
from kbgen.notices.outbox import Outbox
from kbgen.notices.settings import NotifySettings, load_notify
from kbgen.store.store import open_store
from tests.mail_server import MailServer, start
from tests.notices.hook_server import Hooks, hook_server
from tests.report.conftest import NOW, Journal

__all__ = ["NOW", "Journal"]


@pytest.fixture
def journal() -> Journal:
    """An empty journal."""
    return Journal()


@pytest.fixture
def company(tmp_path: Path, lantern: Path) -> Path:
    """A folder with the scenario's articles and built site, whose teams have addresses."""
    folder = tmp_path / "company"
    folder.mkdir()
    (folder / "content").symlink_to(lantern.parent / "content")
    (folder / "site").symlink_to(lantern)
    text = (lantern.parent / "mkdocs.yml").read_text("utf-8")
    notes, billing = "name: {en: Notes team", "name: {en: Billing team"
    assert notes in text
    text = text.replace(notes, f"email: notes@example.com\n          locale: fa\n          {notes}")
    text = text.replace(billing, f"email: billing@example.com\n          {billing}")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    """A place that takes messages."""
    with hook_server() as running:
        yield running


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server on loopback."""
    server = start()
    yield server
    server.stop()


@dataclass
class Company:
    """Everything that a round needs. `now` is the clock."""

    folder: Path
    database: str
    environment: dict[str, str]
    now: int = NOW

    @property
    def settings(self) -> Settings:
        return load(self.folder / "mkdocs.yml")

    @property
    def wanted(self) -> NotifySettings:
        found, issues = load_notify(self.settings)
        assert found, issues
        return found

    def wants(self, text: str) -> None:
        """Write `notify.yml`."""
        (self.folder / "notify.yml").write_text(text, "utf-8")

    def sends_by(self, server: MailServer) -> None:
        """Write `mail.yml`."""
        text = f"from: Help <help@example.com>\nserver: 127.0.0.1\nport: {server.port}\nsecurity: none\n"
        (self.folder / "mail.yml").write_text(f"{text}unsubscribe: mailto:help@example.com\n", "utf-8")

    def store(self, journal: Journal) -> None:
        """Put what readers did into the database."""
        store = open_store(self.database)
        store.load("events", journal.events)
        store.load("votes", journal.votes)
        store.close()
        journal.events, journal.votes = [], []

    def look(self) -> Looked:
        """What is to be told now."""
        return look(self.database, None, self.settings, self.wanted, self.now)

    def round(self) -> Delivered:
        """Look, put into the outbox, hand over."""
        from kbgen.notices.run import tell

        looked = self.look()
        store = open_store(self.database)
        try:
            outbox = Outbox(store)
            courier = Courier(outbox, self.folder, self.wanted, self.environment, lambda: self.now)
            return tell(outbox, looked, courier, self.now).delivered
        finally:
            store.close()


@pytest.fixture
def at_work(company: Path, database: str, hooks: Hooks) -> Company:
    """The company over each kind of database, with one place that takes messages."""
    open_store(database).close()
    return Company(company, database, {"CHAT": hooks.url, "KEY": "whsec_" + "c2VjcmV0LW9mLXRoZS1jb21wYW55"})


@pytest.fixture
def at_work_sqlite(company: Path, tmp_path: Path, hooks: Hooks) -> Company:
    """The same over SQLite only, for what does not concern the database."""
    database = str(tmp_path / "kb.db")
    open_store(database).close()
    return Company(company, database, {"CHAT": hooks.url, "KEY": "whsec_" + "c2VjcmV0LW9mLXRoZS1jb21wYW55"})


Outboxes = Callable[[], Outbox]


@pytest.fixture
def outbox(database: str) -> Iterator[Outbox]:
    """An empty outbox of each kind of database."""
    store = open_store(database)
    yield Outbox(store)
    store.close()
