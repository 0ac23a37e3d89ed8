"""One schema: what the parser takes, what OpenAPI says, what the database keeps and what is described are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kbgen.cli import cli
from kbgen.collect.http import openapi
from kbgen.collect.http.app import collector, create_app
from kbgen.collect.http.forms import form_fields, way_back
from kbgen.collect.schema import CHANNELS, EVENTS, VOTE, describe
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
