"""Whatever is sent to whatever route: no 5xx, answers as OpenAPI says, nothing stored that the schema forbids."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.openapi import document
from kbgen.collect.http.server import RunningServer, serve_in_thread
from kbgen.collect.limits import Rate
from kbgen.collect.schema import EVENTS, REASONS, VOTE, Field, FieldType, Shape
from kbgen.collect.settings import CollectorSettings
from kbgen.store.store import Store, open_store
from tests import plain

_NO_LIMIT = Rate(1e9, 1e9)
_CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
_STEADY = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
# To think of requests from OpenAPI takes twenty times as long as to answer them; what comes from elsewhere is refused before it is
# read.
_SLOWLY_MADE = settings(_STEADY, max_examples=40)
_ELSEWHERE = settings(_STEADY, max_examples=20)
# One for all: to make one takes longer than an answer does.
_CLIENT = plain.Client(timeout=60)
_SESSION = requests.Session()
schema = schemathesis.openapi.from_dict(document())


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningServer, Store]]:
    folder = tmp_path_factory.mktemp("fuzz")
    manifest = folder / "kbgen-manifest.json"
    articles = [{"id": "a", "locale": "fa", "url": "fa/a/"}, {"id": "0", "locale": "fa", "url": "fa/0/"}]
    manifest.write_text(json.dumps({"version": 1, "locales": [{"tag": "fa"}], "articles": articles}))
    store = open_store(str(folder / "kb.db"))
    server = serve_in_thread(
        create_app(collector(store, manifest, CollectorSettings(address_rate=_NO_LIMIT, global_rate=_NO_LIMIT)))
    )
    yield server, store
    server.stop()
    _check_stored(store)
    store.close()


def _check_stored(store: Store) -> None:
    """Every row is one that the schema allows; the database's own CHECKs hold the rest."""
    kinds = {shape.kind: shape for shape in EVENTS}
    columns = {"count": "results"}
    with store.snapshot() as snapshot:
        votes, events = snapshot.table("votes"), snapshot.table("events")
        for row in votes:
            vote = dict(zip(votes.columns, row, strict=True))
            assert (vote["locale"], vote["article"] in {"a", "0"}) == ("fa", True)
            assert vote["reason"] is None or (vote["reason"] in REASONS and vote["helpful"] == 0)
        for row in events:
            event = dict(zip(events.columns, row, strict=True))
            shape = kinds[event["kind"]]
            declared = {columns.get(field.name, field.name) for field in shape.fields}
            present = {name for name in ("article", "query", "before", "results", "rank", "channel") if event[name] is not None}
            assert present <= declared


@schema.parametrize()
@_SLOWLY_MADE
def test_every_route_answers_as_openapi_says(case: schemathesis.Case, fuzzed: tuple[RunningServer, Store]) -> None:
    server, _ = fuzzed
    case.headers = {**(case.headers or {}), "Origin": server.url}
    case.call_and_validate(base_url=server.url, checks=_CHECKS, session=_SESSION)


@schema.parametrize()
@_ELSEWHERE
def test_foreign_origins_are_answered_as_openapi_says(case: schemathesis.Case, fuzzed: tuple[RunningServer, Store]) -> None:
    case.call_and_validate(base_url=fuzzed[0].url, checks=_CHECKS, session=_SESSION)


def _values(field: Field) -> st.SearchStrategy[Any]:
    """Mostly right values, now and then anything."""
    odd = st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.floats(allow_nan=False)
    if field.name == "article":
        return st.sampled_from(["a", "0"]) | odd
    if field.name == "locale":
        return st.just("fa") | odd
    if field.choices:
        return st.sampled_from(field.choices) | odd
    if field.pattern:
        return st.from_regex(field.pattern, fullmatch=True) | odd
    if field.type is FieldType.NUMBER:
        return st.integers(field.least - 1, field.most + 1) | odd
    if field.type is FieldType.TEXT:
        return st.text(max_size=field.longest + 1) | odd
    return st.sampled_from([True, False, None]) | odd


def _bodies(shape: Shape) -> st.SearchStrategy[dict[str, Any]]:
    required = {field.name: _values(field) for field in shape.fields if field.required}
    optional = {field.name: _values(field) for field in shape.fields if not field.required}
    fields = st.fixed_dictionaries(required, optional=optional)
    return fields if shape is VOTE else fields.map(lambda found: {"kind": shape.kind, **found})


@given(vote=_bodies(VOTE))
@_STEADY
def test_votes_are_stored_or_refused_with_a_reason(vote: dict[str, Any], fuzzed: tuple[RunningServer, Store]) -> None:
    answer = _send(fuzzed[0], "/_kb/votes", json.dumps(vote).encode())
    assert answer.status_code in {200, 400, 404, 413}


@given(events=st.lists(st.one_of([_bodies(shape) for shape in EVENTS]), min_size=1, max_size=3))
@_STEADY
def test_events_are_stored_or_refused_with_a_reason(events: list[dict[str, Any]], fuzzed: tuple[RunningServer, Store]) -> None:
    answer = _send(fuzzed[0], "/_kb/events", json.dumps({"events": events}).encode())
    assert answer.status_code in {200, 400, 404, 413}


@given(body=st.binary(max_size=300), path=st.sampled_from(["/_kb/votes", "/_kb/events"]))
@_STEADY
def test_any_bytes_are_refused_calmly(body: bytes, path: str, fuzzed: tuple[RunningServer, Store]) -> None:
    assert _send(fuzzed[0], path, body).status_code == 400


@given(body=st.dictionaries(st.sampled_from([field.name for field in VOTE.fields]), st.text(max_size=40)))
@_STEADY
def test_any_form_is_stored_or_refused_calmly(body: dict[str, str], fuzzed: tuple[RunningServer, Store]) -> None:
    server, _ = fuzzed
    body = {"article": "a", "locale": "fa", "helpful": "yes", **body}
    data = {name: value.encode("utf-8", "replace") for name, value in body.items()}
    answer = _CLIENT.post(f"{server.url}/_kb/form", data=data, headers={"Origin": server.url})
    assert answer.status_code in {303, 400, 404}


@given(path=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="#?\\"), max_size=60))
@_STEADY
def test_any_path_is_answered(path: str, fuzzed: tuple[RunningServer, Store]) -> None:
    answer = _CLIENT.get(fuzzed[0].url + "/_kb/" + path)
    assert answer.status_code in {200, 400, 404, 405}


def _send(server: RunningServer, path: str, body: bytes) -> httpx.Response:
    headers = {"Origin": server.url, "Content-Type": "application/json"}
    return _CLIENT.post(server.url + path, content=body, headers=headers)
