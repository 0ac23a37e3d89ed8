"""The configurations of `deploy/`, run by the real nginx and the real Caddy in front of the real collector."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests import plain
from tests.faults.conftest import SERVERS

READER = {"User-Agent": "Mozilla/5.0"}
VOTE = {"article": "guides/set-up", "locale": "fa", "helpful": True}


def test_site_and_votes_share_one_origin(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    assert plain.get(f"{url}/fa/").text == "<h1>خانه</h1>"
    assert (plain.get(f"{url}/nowhere/").status_code, plain.get(f"{url}/nowhere/").text) == (404, "not here")
    assert (plain.get(f"{url}/fa/nowhere/").status_code, plain.get(f"{url}/fa/nowhere/").text) == (404, "اینجا نیست")
    assert "immutable" in plain.get(f"{url}/kb.0123456789.css").headers["cache-control"]
    assert plain.get(f"{url}/fa/").headers["cache-control"] == "no-cache"
    assert plain.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, **READER}).status_code == 200
    assert plain.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": "https://evil.example", **READER}).status_code == 403


def test_address_without_its_slash_leads_to_the_one_with(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    # Links of a page are relative: read at an address without the slash they would lead astray.
    answer = plain.get(f"{url}/fa/guides")
    assert (answer.status_code in {301, 308}, str(answer.next_request and answer.next_request.url)) == (True, f"{url}/fa/guides/")
    assert plain.get(f"{url}/fa/guides/").text == "<h1>راهنما</h1>"


def test_missing_file_with_a_hash_is_not_kept_for_ever(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    answer = plain.get(f"{url}/kb.9876543210.css")
    assert (answer.status_code, "immutable" in answer.headers.get("cache-control", "")) == (404, False)


def test_longest_comment_gets_through(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    body = json.dumps({**VOTE, "comment": "🙂" * 2000}, ensure_ascii=False, separators=(",", ":")).encode()
    body += b" " * (8192 - len(body))
    headers = {"Origin": url, "Content-Type": "application/json", **READER}
    assert plain.post(f"{url}/_kb/votes", content=body, headers=headers).status_code == 200


def test_logs_of_the_proxy_hold_no_address_of_a_voter(proxied: tuple[str, Any], tmp_path: Path) -> None:
    url, _ = proxied
    with plain.Client() as client:
        for _ in range(60):
            client.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, **READER})
    logs = "".join(path.read_text("utf-8") for path in tmp_path.glob("*.log"))
    assert "/_kb/" not in logs


def test_form_leads_back_through_the_proxy(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    data = {"article": "guides/set-up", "locale": "fa", "helpful": "yes"}
    answer = plain.post(f"{url}/_kb/form", data=data, headers={"Origin": url, **READER})
    assert str(answer.next_request.url) == f"{url}/fa/guides/set-up/#kb-thanks"  # type: ignore[union-attr]


def test_health_and_metrics_are_not_public(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    for path in ("/healthz", "/readyz", "/metrics"):
        assert plain.get(url + path).status_code == 404


def test_forwarded_address_that_a_client_claims_does_not_reach_the_collector(proxied: tuple[str, Any], tmp_path: Path) -> None:
    from kbgen.store.store import open_store

    url, _ = proxied
    for claim in ("203.0.113.1", "203.0.113.2", "203.0.113.3"):
        plain.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, "X-Forwarded-For": claim, **READER})
    reader = open_store(str(tmp_path / "kb.db"), write=False)
    with reader.snapshot() as snapshot:
        assert len(list(snapshot.table("votes"))) == 1


def test_large_bodies_are_refused(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    headers = {"Origin": url, "Content-Type": "application/json", **READER}
    assert plain.post(f"{url}/_kb/votes", content=b" " * 9000, headers=headers).status_code == 413


# Caddy has no limit of requests; the collector's own, which holds behind both, is tested in tests/collect/http/test_app.py.
@pytest.mark.parametrize("proxied", SERVERS[:1], indirect=True)
def test_floods_end_at_nginx(proxied: tuple[str, Any]) -> None:
    url, _ = proxied
    headers = {"Origin": url, **READER}
    with plain.Client() as client:
        statuses = [client.post(f"{url}/_kb/votes", json=VOTE, headers=headers).status_code for _ in range(80)]
    assert set(statuses) == {200, 429}


def test_site_is_served_while_the_collector_is_down(proxied: tuple[str, Any]) -> None:
    url, collector = proxied
    collector.end()
    assert plain.get(f"{url}/fa/").status_code == 200
    assert plain.post(f"{url}/_kb/votes", json=VOTE, headers={"Origin": url, **READER}).status_code == 502
