"""One schema: what the parser takes, what OpenAPI says, what the database keeps and what is described are the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from kbgen.cli import cli
from kbgen.collect.http import openapi
from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.forms import article_named, form_fields, way_back
from kbgen.collect.parse import event_fields, vote_fields
from kbgen.collect.schema import CHANNELS, EVENTS, VOTE, FieldType, Shape, describe, json_schema
from kbgen.errors import ClientError
from kbgen.store.export import COLUMNS
from kbgen.store.store import open_store


def test_description_names_every_kind_and_field() -> None:
    text = CliRunner().invoke(cli, ["events", "--describe"]).stdout
    for shape in (VOTE, *EVENTS):
        assert f"\n{shape.kind}  (" in text
        assert shape.doc in text
        for field in shape.fields:
            assert f"    {field.name}" in text
            assert field.doc in text


def test_description_explains_every_column_of_an_export() -> None:
    text = "\n".join(describe())
    columns = [name for name in COLUMNS if name != "kind"]
    assert [name for name in columns if not re.search(rf"\b{name}\b", text)] == []


def test_openapi_document_is_printed() -> None:
    assert '"openapi": "3.1.0"' in CliRunner().invoke(cli, ["events", "--openapi"]).stdout


def taken(shape: Shape, sent: dict[str, Any]) -> bool:
    """Whether the collector takes it."""
    try:
        if shape is VOTE:
            vote_fields(json.dumps(sent).encode())
        else:
            event_fields(json.dumps({"events": [sent]}).encode())
    except ClientError:
        return False
    return True


WRONG = {FieldType.TEXT: 7, FieldType.NUMBER: "7", FieldType.YES_NO: "yes", FieldType.YES_NO_NONE: "yes"}


@pytest.mark.parametrize("shape", [VOTE, *EVENTS], ids=lambda shape: shape.kind)
def test_what_openapi_says_of_a_record_is_what_the_collector_takes(shape: Shape) -> None:
    rules = Draft202012Validator(json_schema(shape))
    kind = {} if shape is VOTE else {"kind": shape.kind}
    right: dict[FieldType, Any] = {FieldType.TEXT: "a", FieldType.NUMBER: 1, FieldType.YES_NO: True, FieldType.YES_NO_NONE: False}
    values = {field.name: field.choices[0] if field.choices else right[field.type] for field in shape.fields}
    if "ticket" in values:
        values["ticket"] = "0123456789abcdef" * 2
    whole = kind | values
    tried = [whole, {name: value for name, value in whole.items() if name not in kind}, whole | {"more": 1}, {}]
    tried += [{name: value for name, value in whole.items() if name != left} for left in values]
    for field in shape.fields:
        others = [WRONG[field.type], None, field.least - 1, field.least, field.most, field.most + 1, "x" * 10_000, "A", "", " "]
        others += [*field.choices, "a" * field.longest, "a" * (field.longest + 1)]
        tried += [whole | {field.name: value} for value in others]
    assert taken(shape, whole)
    assert [sent for sent in tried if taken(shape, sent) != rules.is_valid(sent)] == []


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
def test_database_knows_the_same_kinds_and_channels(dialect: str) -> None:
    first, last = (
        resources.files("kbgen.store").joinpath(f"migrations/{name}.{dialect}.sql").read_text("utf-8")
        for name in ("0001_votes_and_events", "0003_problems")
    )
    assert f"kind IN ({', '.join(repr(shape.kind) for shape in EVENTS)})" in last
    assert f"channel IN ({', '.join(map(repr, CHANNELS))})" in first


def test_openapi_names_every_route_and_no_other(tmp_path: Path, publish: Callable[..., Path]) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    app = create_app(collector(store, publish()))
    assert {route.path for route in app.routes} == set(openapi.document()["paths"])  # type: ignore[attr-defined]
    store.close()


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ("article=a&locale=fa&helpful=yes", {"helpful": True}),
        ("article=a&locale=fa&helpful=no&reason=unclear&effort=2", {"helpful": False, "reason": "unclear", "effort": 2}),
        ("article=a&locale=fa&helpful=yes&reason=unclear&comment=&effort=&website=", {"helpful": True}),
        ("article=a&locale=fa&helpful=no&comment=%D8%B3%0D%0Ab", {"helpful": False, "comment": "س\nb"}),
    ],
)
def test_form_gives_the_same_fields_as_json(sent: str, fields: dict[str, Any]) -> None:
    assert form_fields(sent.encode()) == {"article": "a", "locale": "fa"} | fields


@pytest.mark.parametrize(
    "sent",
    [
        "", "helpful=maybe", "article=a&locale=fa&helpful=yes&helpful=no", "article=a&locale=fa&helpful=yes&x=1", "%ff=1",
        "article=%ff&locale=fa&helpful=yes", "article=a&locale=fa&helpful=no&effort=6", "article=a&locale=fa&helpful=no&effort=²",
        "&".join(f"f{n}=1" for n in range(50)), "article=a%00&locale=fa&helpful=yes", "helpful=yes&article=س&locale=fa",
    ],
)  # fmt: skip
def test_bad_forms_are_refused(sent: str) -> None:
    with pytest.raises(ClientError):
        form_fields(sent.encode())


def test_a_form_of_more_fields_than_any_page_sends_is_not_read() -> None:
    sent = "&".join(["locale=fa", "article=a", *(f"f{number}=1" for number in range(18))])
    assert article_named(sent.encode()) == ("fa", "a")
    assert article_named(f"{sent}&f=1".encode()) == ("", "")
    assert article_named(b"locale=fa&article=%ff") == ("", "")
    with pytest.raises(ClientError, match="not a field"):
        form_fields(f"{sent}&helpful=yes".removeprefix("locale=fa&").encode())
    with pytest.raises(ClientError, match="cannot be read"):
        form_fields(f"{sent}&helpful=yes".encode())


@pytest.mark.parametrize(
    ("url", "back"),
    [
        ("fa/guides/set-up/", "../fa/guides/set-up/#kb-thanks"),
        ("//evil.example/", "../evil.example/#kb-thanks"),
        ("fa/راهنما/", "../fa/%D8%B1%D8%A7%D9%87%D9%86%D9%85%D8%A7/#kb-thanks"),
        ("fa/x\r\nSet-Cookie: a=b/", "../fa/x%0D%0ASet-Cookie%3A%20a%3Db/#kb-thanks"),
        ("javascript:alert(1)", "../javascript%3Aalert%281%29#kb-thanks"),
    ],
)
def test_way_back_stays_on_the_site(url: str, back: str) -> None:
    assert way_back(url, "kb-thanks") == back
