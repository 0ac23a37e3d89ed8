"""The collector over HTTP: what is stored, what is refused, and that a refusal says why."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse

from kbgen.collect.clock import Clock
from kbgen.collect.http.server import private_app
from kbgen.collect.known_articles import ManifestWatcher
from kbgen.collect.limits import Rate
from kbgen.collect.settings import CollectorSettings
from tests import plain

VIEW = {"kind": "view", "article": "guides/set-up", "locale": "fa"}


def test_vote_is_stored_with_all_that_was_said(run: Any, database: str) -> None:
    running = run(database)
    answer = running.vote(False, reason="unclear", effort=2, comment=" کار نکرد\u202e me@example.com ", ticket="ab" * 16)
    assert (answer.status_code, answer.json()) == (200, {"stored": 1})
    (record,) = running.records()
    assert {key: value for key, value in record.items() if value is not None} == {
        "kind": "vote", "at": record["at"], "changed_at": record["changed_at"], "locale": "fa", "article": "guides/set-up",
        "language": "fa", "helpful": False, "reason": "unclear", "effort": 2, "comment": "کار نکرد [email]",
        "visit": record["visit"], "suspect": False, "simulated": False,
    }  # fmt: skip


def test_second_vote_changed_mind_and_replay_leave_one_vote(run: Any, database: str) -> None:
    running = run(database)
    for helpful in (True, False, False):
        assert running.vote(helpful).status_code == 200
    assert [record["helpful"] for record in running.records()] == [False]
    running.vote(None)
    assert running.records() == []


def test_vote_that_waited_offline_and_came_from_another_network_is_the_same_vote(run: Any, database: str) -> None:
    running = run(database)
    running.vote(True, ticket="ab" * 16)
    running.vote(False, ticket="ab" * 16, address="198.51.100.20")
    assert [record["helpful"] for record in running.records()] == [False]


def test_two_readers_are_two_votes_and_a_household_in_ipv6_is_one(run: Any) -> None:
    running = run()
    for address in ("203.0.113.1", "203.0.113.2", "2001:db8:1:2::1", "2001:db8:1:2::2"):
        running.vote(True, address=address)
    assert len(running.records()) == 3


def test_events_of_a_visit_are_tied_together_and_to_nobody(run: Any, database: str) -> None:
    running = run(database)
    events = [
        {"kind": "search", "query": " گذر\n واژه ", "count": 0, "locale": "fa"},
        {"kind": "reword", "query": "رمز 09123456789", "before": "گذر واژه", "locale": "fa"},
        {"kind": "open", "query": "رمز", "article": "guides/set-up", "rank": 2, "locale": "fa"},
        VIEW,
        {"kind": "contact", "channel": "mail", "article": "guides/set-up", "query": "رمز", "locale": "fa"},
        {"kind": "suggestion", "article": "faq/refunds", "rank": 1, "locale": "fa"},
        {"kind": "sent", "channel": "form", "count": 3, "locale": "fa"},
    ]
    assert running.post("/_kb/events", {"events": events}).json() == {"stored": 7}
    records = running.records()
    assert [record["kind"] for record in records] == [event["kind"] for event in events]
    assert len({record["visit"] for record in records}) == 1
    assert records[0]["query"] == "گذر واژه"
    assert records[1]["query"] == "رمز [number]"
    assert records[5]["language"] == "en"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/_kb/votes", {"article": "no/such", "locale": "fa", "helpful": True}),
        ("/_kb/votes", {"article": "faq/refunds", "locale": "en", "helpful": True}),
        ("/_kb/votes", {"article": "guides/set-up", "locale": "xx", "helpful": True}),
        ("/_kb/events", {"events": [{"kind": "search", "query": "x", "count": 0, "locale": "xx"}]}),
        ("/_kb/events", {"events": [VIEW, VIEW | {"article": "no/such"}]}),
    ],
)
def test_unknown_article_or_locale_is_not_found_and_not_stored(run: Any, path: str, body: Any) -> None:
    running = run()
    answer = running.post(path, body)
    assert answer.status_code == 404
    assert answer.json()["error"]["status"] == 404
    assert running.records() == []


def test_a_view_without_an_article_is_that_of_a_letters_film_alone(run: Any) -> None:
    running = run()
    for event in ({"kind": "view", "locale": "fa"}, {"kind": "view", "locale": "fa", "screen": "/team/**"}):
        answer = running.post("/_kb/events", {"events": [event]})
        assert answer.status_code == 400
        assert "article is missing" in answer.json()["error"]["message"]
    film = {"kind": "view", "locale": "fa", "screen": "mail:first-week/3"}
    assert running.post("/_kb/events", {"events": [film]}).json() == {"stored": 1}
    assert [record.get("article") for record in running.records()] == [None]


def test_recently_removed_article_stays_known_over_a_restart(run: Any, publish: Callable[..., Path], tmp_path: Path) -> None:
    first = run()
    first.vote()
    first.server.stop()
    first.store.close()
    publish([("faq/refunds", "fa")])
    from kbgen.collect.http.app import collector, create_app
    from kbgen.collect.http.server import serve_in_thread
    from kbgen.store.store import open_store

    store = open_store(str(tmp_path / "kb.db"))
    server = serve_in_thread(create_app(collector(store, tmp_path / "site" / "kbgen-manifest.json")))
    body = {"article": "guides/set-up", "locale": "fa", "helpful": True}
    assert plain.post(f"{server.url}/_kb/votes", json=body, headers={"Origin": server.url}).status_code == 200
    server.stop()
    store.close()


def test_newly_published_article_is_taken_without_a_restart(run: Any, publish: Callable[..., Path]) -> None:
    running = run()
    body = {"article": "guides/new", "locale": "fa", "helpful": True}
    assert running.post("/_kb/votes", body).status_code == 404
    publish([("guides/new", "fa")])
    while running.post("/_kb/votes", body).status_code != 200:
        time.sleep(0.05)
    assert [record["article"] for record in running.records()] == ["guides/new"]


@pytest.mark.parametrize("path", ["/_kb/votes", "/_kb/events"])
@pytest.mark.parametrize("origin", [None, "null", "", "https://evil.example", "http://127.0.0.1", "file://"])
def test_pages_of_other_origins_cannot_write(run: Any, path: str, origin: str | None) -> None:
    running = run()
    headers = {} if origin is None else {"Origin": origin}
    body = {"article": "guides/set-up", "locale": "fa", "helpful": True}
    answer = running.client.post(path, json=body, headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    assert running.records() == []


def test_listed_origins_may_write_and_read_the_answer_and_the_own_host_may_not(run: Any) -> None:
    running = run(rules=CollectorSettings(origins=("https://help.example.com",)))
    allowed = running.post("/_kb/events", {"events": [VIEW]}, Origin="https://help.example.com")
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "https://help.example.com")
    assert running.post("/_kb/events", {"events": [VIEW]}).status_code == 403
    preflight = running.client.options("/_kb/votes", headers={"Origin": "https://help.example.com"})
    assert (preflight.status_code, preflight.headers["access-control-allow-headers"]) == (204, "Content-Type")
    stranger = running.client.options("/_kb/votes", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in stranger.headers


FORM = {
    "article": "guides/set-up",
    "locale": "fa",
    "helpful": "no",
    "reason": "unclear",
    "comment": "سلام",
    "effort": "",
    "website": "",
}

LEADS_BACK = 'content="0;url=../fa/guides/set-up/#kb-not-stored"'


@pytest.mark.parametrize(
    "headers", [{"Origin": "self"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_form_without_javascript_is_stored_and_leads_back_to_thanks(run: Any, headers: dict[str, str]) -> None:
    running = run()
    headers = {name: running.server.url if value == "self" else value for name, value in headers.items()}
    answer = running.client.post("/_kb/form", data=FORM, headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "../fa/guides/set-up/#kb-thanks")
    assert [(record["helpful"], record["comment"]) for record in running.records()] == [(False, "سلام")]


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "null"}, {"Origin": "https://evil.example"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}]
)
def test_form_of_another_site_is_refused(run: Any, headers: dict[str, str]) -> None:
    running = run()
    answer = running.client.post("/_kb/form", data=FORM, headers=headers)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    assert LEADS_BACK in answer.text
    assert running.records() == []


def test_form_that_came_too_often_leads_back_in_its_language(run: Any) -> None:
    running = run(rules=CollectorSettings(address_rate=Rate(0.001, 1)))
    answers = [running.client.post("/_kb/form", data=FORM, headers={"Origin": running.server.url}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 429]
    assert LEADS_BACK in answers[1].text
    assert len(running.records()) == 1


def test_refused_form_that_names_nothing_leads_nowhere(run: Any) -> None:
    running = run()
    for body in (b"", b"article=guides/set-up", b"\xff", b"article=%ff&locale=fa", b"x" * 100_000):
        answer = running.client.post("/_kb/form", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status_code == 403
        assert "refresh" not in answer.text


def test_form_of_an_unknown_article_is_not_found(run: Any) -> None:
    running = run()
    answer = running.client.post("/_kb/form", data=FORM | {"article": "no/such"}, headers={"Origin": running.server.url})
    assert answer.status_code == 404
    assert "refresh" not in answer.text


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "search", "query": "\u202e\u2066", "count": 1, "locale": "fa"},
        {"kind": "reword", "query": "رمز", "before": "\x01", "locale": "fa"},
    ],
)
def test_words_that_cleaning_empties_are_refused_where_words_are_required(run: Any, event: dict[str, Any]) -> None:
    running = run()
    answer = running.post("/_kb/events", {"events": [event]})
    assert (answer.status_code, "nothing that can be read" in answer.text) == (400, True)
    assert running.records() == []


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200), ("application/json; charset=utf-8", 200), ('application/json; charset="UTF-8"', 200),
        ("application/json; charset=utf-16", 415), ("text/plain", 415), ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415), ("", 415), ("application/json\x0b", 415),
    ],
)  # fmt: skip
def test_other_content_types_are_refused(run: Any, content_type: str, status: int) -> None:
    running = run()
    body = json.dumps({"article": "guides/set-up", "locale": "fa", "helpful": True})
    try:
        answer = running.client.post(
            "/_kb/votes", content=body, headers={"Origin": running.server.url, "Content-Type": content_type}
        )
    except httpx.LocalProtocolError:
        return
    assert answer.status_code in ({status, 400} if "\x0b" in content_type else {status})


def test_compressed_bodies_are_refused(run: Any) -> None:
    running = run()
    assert [running.vote().status_code, *_with_encoding(running, "gzip", "br", "identity")] == [200, 415, 415, 200]


def _with_encoding(running: Any, *encodings: str) -> list[int]:
    body = {"article": "guides/set-up", "locale": "fa", "helpful": True}
    return [running.post("/_kb/votes", body, **{"Content-Encoding": encoding}).status_code for encoding in encodings]


@pytest.mark.parametrize("path", ["/_kb/votes", "/_kb/events", "/_kb/form"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused_with_allow_and_write_nothing(run: Any, path: str, method: str) -> None:
    running = run()
    answer = running.client.request(method, f"{path}?article=guides/set-up&locale=fa&helpful=yes")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"POST", "OPTIONS"}
    assert running.records() == []


def test_every_refusal_has_one_shape(run: Any) -> None:
    running = run()
    url = {"Origin": running.server.url}
    answers = [
        running.client.get("/nothing"),
        running.client.get("/_kb/votes"),
        running.client.post("/_kb/votes", json={}),
        running.client.post("/_kb/votes", content=b"x", headers=url),
        running.client.post("/_kb/votes", json={}, headers=url),
        running.client.post("/healthz"),
    ]
    for answer in answers:
        assert answer.headers["content-type"] == "application/json"
        assert answer.json().keys() == {"error"}
        assert answer.json()["error"].keys() == {"status", "message"}
        assert answer.json()["error"]["status"] == answer.status_code


def test_flood_from_one_address_is_cut_off_and_others_go_on(run: Any) -> None:
    now = [0.0]
    rules = CollectorSettings(address_rate=Rate(1, 3), global_rate=Rate(1000, 1000))
    running = run(rules=rules, clock=Clock(monotonic=lambda: now[0]))
    answers = [running.vote(address="203.0.113.1") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["retry-after"] == "60"
    assert running.vote(address="203.0.113.2").status_code == 200
    now[0] = 1.1
    assert running.vote(address="203.0.113.1").status_code == 200


def test_flood_from_many_addresses_meets_the_limit_for_all(run: Any) -> None:
    rules = CollectorSettings(address_rate=Rate(1, 3), global_rate=Rate(0.001, 10))
    running = run(rules=rules)
    answers = [running.vote(address=f"203.0.113.{n}").status_code for n in range(20)]
    assert answers == [200] * 10 + [429] * 10


def test_forwarded_address_is_believed_from_named_proxies_only(run: Any) -> None:
    running = run(rules=CollectorSettings(trusted=()))
    for address in ("203.0.113.1", "203.0.113.2"):
        running.vote(True, address=address)
    assert len(running.records()) == 1


@pytest.mark.parametrize(
    ("more", "agent"), [({"website": "http://spam"}, "Mozilla/5.0"), ({}, "Googlebot/2.1"), ({}, "curl/8"), ({}, "")]
)
def test_what_looks_like_a_robot_is_stored_and_marked(run: Any, more: dict[str, str], agent: str) -> None:
    running = run()
    running.post("/_kb/votes", {"article": "guides/set-up", "locale": "fa", "helpful": True, **more}, **{"User-Agent": agent})
    assert [record["suspect"] for record in running.records()] == [True]


def test_markup_is_stored_as_it_was_sent(run: Any) -> None:
    running = run()
    running.vote(False, comment='<script>alert("x")</script>')
    assert running.records()[0]["comment"] == '<script>alert("x")</script>'


def _talk(running: Any, data: bytes, then: float = 0.0, more: bytes = b"") -> bytes:
    """Speak raw HTTP: what no library would send."""
    host, port = running.server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=60) as connection:
        head = f"POST /_kb/votes HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {running.server.url}\r\nUser-Agent: Mozilla\r\n"
        connection.sendall(head.encode() + b"Content-Type: application/json\r\n" + data)
        received = b""
        try:
            for _ in range(1000):
                if more:
                    connection.sendall(more)
                connection.settimeout(0.001 if more else 60)
                try:
                    part = connection.recv(4096)
                except TimeoutError:
                    continue
                received += part
                if not part or b"}}" in received:
                    break
        except OSError:
            pass
        return received


CHUNK = b"1000\r\n" + b" " * 4096 + b"\r\n"


def test_endless_body_is_cut_off_whatever_its_length_claims(run: Any) -> None:
    running = run()
    assert b" 413 " in _talk(running, b"Transfer-Encoding: chunked\r\n\r\n", more=CHUNK)
    assert b" 413 " in _talk(running, b"Content-Length: 99999999999\r\n\r\n", more=b" " * 4096)
    assert b" 413 " in _talk(running, b"Content-Length: 8200\r\n\r\n" + b" " * 8200)
    assert running.records() == []


def test_body_that_never_comes_ends_at_the_deadline(run: Any) -> None:
    running = run(rules=CollectorSettings(body_seconds=0.2))
    assert b" 408 " in _talk(running, b'Content-Length: 50\r\n\r\n{"article"')


def test_request_that_is_no_http_is_refused_and_the_next_one_taken(run: Any) -> None:
    running = run()
    assert b" 400 " in _talk(running, b"Content-Length: -5\r\n\r\n")
    assert running.vote().status_code == 200


def test_answers_carry_nothing_that_was_sent(run: Any) -> None:
    running = run()
    answer = running.client.post("/_kb/votes", content=b"{}", headers={"Origin": "https://evil.example", "X-Evil": "injected"})
    assert "evil" not in str(answer.headers) + answer.text


def test_readiness_follows_the_manifest(run: Any) -> None:
    running = run()
    assert running.client.get("/healthz").json() == {"status": "alive"}
    assert running.client.get("/readyz").json() == {"status": "ready"}


def test_a_site_that_was_not_read_yet_is_a_reason_not_to_be_ready(run: Any, tmp_path: Path) -> None:
    running = run()
    watcher = running.parts.watcher
    running.parts.watcher = ManifestWatcher(tmp_path / "nowhere" / "kbgen-manifest.json", Clock())
    assert running.parts.ready_problem() == "The site's manifest was not read yet."
    running.parts.watcher.look()
    assert "There is no kbgen-manifest.json" in running.parts.ready_problem()
    running.parts.watcher = watcher
    assert running.parts.ready_problem() == ""


def test_collector_answers_beside_a_site(run: Any) -> None:
    running = run(site=PlainTextResponse("the site"))
    assert running.client.get("/fa/guides/set-up/").text == "the site"
    assert running.vote().status_code == 200


def test_collector_mounted_without_a_lifespan_starts_at_its_first_request(tmp_path: Path, publish: Callable[..., Path]) -> None:
    from kbgen.collect.http.app import collector, create_app
    from kbgen.store.store import open_store

    store = open_store(str(tmp_path / "kb.db"))
    parts = collector(store, publish())

    async def one_vote() -> int:
        transport = httpx.ASGITransport(create_app(parts))
        async with httpx.AsyncClient(transport=transport, base_url="http://help.test") as client:
            body = {"article": "guides/set-up", "locale": "fa", "helpful": True}
            answer = await client.post("/_kb/votes", json=body, headers={"Origin": "http://help.test"})
            await parts.stop()
            return answer.status_code

    assert asyncio.run(one_vote()) == 200
    store.close()


def test_metrics_count_what_happened_and_name_nobody(run: Any) -> None:
    running = run()
    running.vote(True)
    running.vote(False, address="203.0.113.99")
    running.post("/_kb/events", {"events": [VIEW, VIEW]})
    running.client.post("/_kb/votes", json={})

    async def read() -> str:
        transport = httpx.ASGITransport(private_app(running.parts))
        async with httpx.AsyncClient(transport=transport, base_url="http://private") as client:
            return (await client.get("/metrics")).text

    text = asyncio.run(read())
    for line in (
        'kbgen_votes_total{helpful="yes"} 1',
        'kbgen_votes_total{helpful="no"} 1',
        'kbgen_events_total{kind="view"} 2',
        'kbgen_requests_total{route="/_kb/votes",status="403"} 1',
        # What has not come about yet is nothing, and not unknown.
        *(f'kbgen_requests_total{{route="/_kb/form",status="{status}"}} 0' for status in (200, 303, 400, 404, 408, 413, 429, 503)),
        "kbgen_store_ready 1",
        "kbgen_known_articles 3",
    ):
        assert line in text.splitlines()
    assert "203.0" not in text
    assert "guides" not in text


def test_of_a_screen_only_a_line_of_the_writers_file_is_kept(run: Any, tmp_path: Path) -> None:
    running = run()
    manifest = tmp_path / "site" / "kbgen-manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"screens": {"/pay/**": 2}}), "utf-8")
    running.parts.watcher.look()
    for screen in ("/pay/**", "**", "/users/ali@example.com"):
        assert running.post("/_kb/events", {"events": [VIEW | {"screen": screen}]}).status_code == 200
    assert [record["screen"] for record in running.records()] == ["/pay/**", "**", "**"]
    assert running.post("/_kb/events", {"events": [VIEW | {"screen": "x" * 101}]}).status_code == 400
