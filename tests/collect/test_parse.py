"""Only what the schema declares gets through."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.collect.parse import event_fields, read_json, vote_fields
from kbgen.collect.schema import EVENTS, MAX_EVENTS, VOTE, FieldType
from kbgen.errors import ClientError

VALID = {"article": "guides/set-up", "locale": "fa", "helpful": False}


def body(**more: Any) -> bytes:
    return json.dumps(VALID | more).encode()


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def test_whole_vote_is_read() -> None:
    whole = VALID | {"reason": "unclear", "effort": 3, "comment": "چرا؟", "ticket": "0" * 32, "website": ""}
    assert vote_fields(json.dumps(whole).encode()) == whole


@pytest.mark.parametrize("helpful", [True, False, None])
def test_yes_no_and_taking_back_are_votes(helpful: bool | None) -> None:
    assert vote_fields(body(helpful=helpful))["helpful"] is helpful


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8"),
        (json.dumps(VALID).encode("utf-16"), "not UTF-8"),
        (json.dumps(VALID).encode("utf-16-le"), "without NUL"),
        (json.dumps(VALID).encode("utf-32-le"), "without NUL"),
        (b"\xef\xbb\xbf" + body(), "byte order mark"),
        (raw('{"article": "\ud800"}'), "not UTF-8"),
        (body(comment="\ud83d"), "half a surrogate pair"),
        (body(comment="a\x00b"), "NUL"),
        (b"[" * 4000 + b"]" * 4000, "nested too deeply|must be a JSON object"),
        (b'{"a":' * 1500 + b"1" + b"}" * 1500, "nested too deeply|not a field"),
        (b'{"effort": NaN}', "NaN"),
        (b'{"effort": Infinity}', "NaN"),
        (b'{"effort": 1e999}', "whole"),
        (b'{"effort": 1.0}', "whole"),
        (b'{"effort": ' + b"9" * 5000 + b"}", "too long"),
        (b'{"effort": -' + b"9" * 5000 + b"}", "too long"),
        (b'{"helpful": true, "helpful": false}', "twice"),
        (body(helpful=1), "true, false or null"),
        (body(helpful="yes"), "true, false or null"),
        (body(effort=True), "whole number"),
        (body(effort=0), "whole number"),
        (body(effort=6), "whole number"),
        (body(effort="3"), "whole number"),
        (body(article=7), "must be text"),
        (body(article=None), "must be text"),
        (body(article=""), "must not be empty"),
        (body(article="  "), "must not be empty"),
        (body(article="x" * 301), "at most 300"),
        (body(comment="x" * 2001), "at most 2000"),
        (body(ticket="xyz"), "must match"),
        (body(ticket="0" * 32 + "\n"), "must match"),
        (body(reason="because"), "one of"),
        (body(reason=[]), "must be text"),
        (body(helpful=True, reason="unclear"), "only taken with helpful = false"),
        (body(extra=1), "not a field"),
        (b"[]", "JSON object"),
        (b'"vote"', "JSON object"),
        (b"null", "JSON object"),
        (b'{"locale": "fa", "helpful": true}', "article is missing"),
        (b'{"article": "a", "locale": "fa"}', "helpful is missing"),
        (b"{} {}", "not JSON"),
        (b"{'article': 1}", "not JSON"),
    ],
)
def test_bad_votes_are_refused_with_the_reason(sent: bytes, words: str) -> None:
    with pytest.raises(ClientError, match=words) as caught:
        vote_fields(sent)
    assert caught.value.status == 400


def test_what_is_as_long_as_it_may_be_is_taken() -> None:
    assert vote_fields(body(article="x" * 300, comment="x" * 2000))["comment"] == "x" * 2000


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "events must be a list"),
        ({"events": []}, "1 to 20"),
        ({"events": [{"kind": "view", "article": "a", "locale": "fa"}] * (MAX_EVENTS + 1)}, "1 to 20"),
        ({"events": {}}, "list"),
        ({"events": ["view"]}, r"events\[0\] must be"),
        ({"events": [{"kind": "stare"}]}, r"events\[0\].kind must be one of"),
        ({"events": [{"kind": ["view"]}]}, r"events\[0\].kind"),
        ({"events": [{"kind": "search", "query": "x", "locale": "fa"}]}, r"events\[0\].count is missing"),
        ({"events": [{"kind": "view", "article": "a", "locale": "fa", "ip": "1"}]}, "'ip' is not a field of view"),
        ({"events": [{"kind": "view", "article": "a", "locale": "fa"}], "v": 2}, "'v' is not a field"),
    ],
)
def test_bad_events_are_refused_with_their_place(sent: Any, words: str) -> None:
    with pytest.raises(ClientError, match=words):
        event_fields(json.dumps(sent).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in (vote_fields, event_fields):
        # No byte string of this length is a whole vote, and every refusal can be shown and logged.
        with pytest.raises(ClientError) as caught:
            read(data)
        assert caught.value.status == 400
        assert str(caught.value).isprintable()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=10,
)
_NAMES = st.sampled_from([*(field.name for shape in (VOTE, *EVENTS) for field in shape.fields), "kind", "events"])


@given(st.dictionaries(_NAMES, _JSON, max_size=8))
def test_whatever_gets_through_is_what_the_schema_declares(fields: dict[str, Any]) -> None:
    try:
        read = vote_fields(json.dumps(fields).encode())
    except ClientError:
        return
    declared = {field.name: field for field in VOTE.fields}
    assert set(VOTE.required) <= read.keys() <= declared.keys()
    for name, value in read.items():
        if declared[name].type is FieldType.NUMBER:
            assert type(value) is int
        elif declared[name].type is FieldType.TEXT:
            assert isinstance(value, str)
            value.encode("utf-8")


@given(_JSON)
def test_strict_reader_agrees_with_json_on_what_it_takes(value: Any) -> None:
    text = json.dumps(value)
    with contextlib.suppress(ClientError):
        assert read_json(text.encode()) == json.loads(text)
