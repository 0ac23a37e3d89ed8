"""The desk over PostgreSQL: every page says what it says over SQLite, and keeps what people decide in the same database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.desk.identity.people import rules_from
from kbgen.store.desk import desk_database, open_desk
from kbgen.store.store import open_store
from tests.desk.conftest import RULES, TOKEN, RunningDesk, fill, readers, send, soup, start_desk, stop_desk

PAGES = (
    "/",
    "/comments",
    "/gaps?days=14",
    "/articles?days=14",
    "/articles/en/billing/invoices?days=14",
    "/figures?days=14",
    "/figures?section=billing&days=90",
    "/answers?q=invoice&locale=en",
    "/articles.csv?days=14",
    "/comments.csv",
    "/gaps.csv",
    "/figures.csv",
)
ADDRESSES = ("/api/v1/figures", "/api/v1/articles", "/api/v1/comments", "/api/v1/gaps", "/api/v1/articles/en/billing/invoices")
MARK = re.compile(r'name="mark" value="\w+"')


@pytest.fixture
def served(postgres_database: str, lantern: Path) -> Iterator[RunningDesk]:
    """A desk over a PostgreSQL database that a collector filled."""
    store = open_store(postgres_database)
    fill(store, readers())
    store.close()
    running = start_desk(postgres_database, lantern, rules_from(RULES))
    yield running
    stop_desk(running)


def test_every_page_and_answer_is_that_of_sqlite(desk: RunningDesk, served: RunningDesk) -> None:
    people = [one.signed_in(**{"Accept-Language": "en"}) for one in (desk, served)]
    for path in PAGES:
        over_sqlite, over_postgres = (MARK.sub("", client.get(path).raise_for_status().text) for client in people)
        assert over_postgres == over_sqlite, path
    programs = [one.client(Authorization=f"Bearer {TOKEN}") for one in (desk, served)]
    for path in ADDRESSES:
        assert programs[0].get(path).raise_for_status().json() == programs[1].get(path).raise_for_status().json(), path


def test_what_people_decide_is_kept_where_the_collector_writes(served: RunningDesk, postgres_database: str) -> None:
    client = served.signed_in(**{"Accept-Language": "en"})
    comment = soup(client.get("/comments")).select_one(".comment")
    assert comment is not None
    mark = str(comment["id"]).removeprefix("c-")
    assert send(client, "/comments", f"/comments/{mark}", status="done", note="It is mended.").status_code == 303
    send(client, "/gaps", "/gaps", locale="en", question="export to pdf", what="wont-do", reason="We keep to HTML.")
    send(client, "/figures", "/notes", day="2026-11-15", said="Version 3")
    send(client, "/answers", "/answers/sent", article="billing/invoices", locale="en", how="link")
    assert "It is mended." in client.get("/comments?status=done").text
    assert "We keep to HTML." in client.get("/gaps?status=wont-do&days=14").text
    assert "Version 3" in client.get("/figures?days=14").text
    assert "link: 1" in client.get("/articles/en/billing/invoices?days=14").text
    # The collector goes on writing, and another desk sees what was decided.
    assert desk_database(postgres_database) == postgres_database
    collector = open_store(postgres_database)
    collector.load("votes", readers().votes[:1])
    collector.close()
    other = open_desk(postgres_database, write=False)
    with other.snapshot() as snapshot:
        assert [row[0] for row in snapshot.read("desk_comments_all")] == [mark]
    other.close()
