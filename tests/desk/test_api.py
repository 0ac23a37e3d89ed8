"""The API for dashboards: every address that its document names, asked in every way that it allows, answers as it says."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from kbgen.desk.http.openapi import document
from tests.desk.conftest import TOKEN, RunningDesk

DOCUMENT = document()
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
FILLED = {
    "/api/v1/figures": "Figures",
    "/api/v1/articles": "Articles",
    "/api/v1/articles/en/billing/invoices": "OneArticle",
    "/api/v1/comments": "Comments",
    "/api/v1/gaps": "Gaps",
}


@pytest.mark.parametrize(("path", "schema"), FILLED.items())
def test_every_answer_is_as_the_document_says(desk: RunningDesk, path: str, schema: str) -> None:
    answer = desk.client(Authorization=f"Bearer {TOKEN}").get(path)
    rule = {"$ref": f"#/components/schemas/{schema}", "components": DOCUMENT["components"]}
    jsonschema.validate(answer.json(), rule, cls=jsonschema.Draft202012Validator)
    assert len(answer.text) > 200


def test_the_document_is_served_and_names_every_address(desk: RunningDesk) -> None:
    assert desk.client(Authorization=f"Bearer {TOKEN}").get("/api/v1/openapi.json").json() == DOCUMENT
    assert {path.replace("/{locale}/{article}", "/en/billing/invoices") for path in DOCUMENT["paths"]} == set(FILLED)


def test_figures_of_the_api_are_those_of_the_page(desk: RunningDesk) -> None:
    program = desk.client(Authorization=f"Bearer {TOKEN}")
    found = program.get("/api/v1/figures", params={"days": 7}).json()
    assert (found["first_day"], found["last_day"], found["comparable"]) == ("2026-11-14", "2026-11-20", True)
    assert found["now"]["searches"] == 70
    assert found["before"]["searches"] == 49
    assert program.get("/api/v1/articles/en/no/such").json() == {"error": {"status": 404, "message": "There is no such article."}}


SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)


@SCHEMA.parametrize()
@settings(max_examples=25, deadline=None, derandomize=True, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
def test_schemathesis_finds_nothing(case: Any, desk: RunningDesk) -> None:
    case.call_and_validate(base_url=desk.url, headers={"Authorization": f"Bearer {TOKEN}"}, checks=CHECKS)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("days=0", "days"),
        ("days=many", "days"),
        ("days=3651", "days"),
        ("page=0", "page"),
        ("since=2026-13-01", "since"),
        ("until=20261101", "until"),
        ("loacle=en", "loacle"),
        ("lang=en&days=-1", "days, lang"),
    ],
)
def test_a_program_is_told_what_makes_no_sense(desk: RunningDesk, asked: str, part: str) -> None:
    answer = desk.client(Authorization=f"Bearer {TOKEN}").get(f"/api/v1/articles?{asked}")
    assert (answer.status_code, answer.json()["error"]["message"]) == (400, f"This makes no sense: {part}.")
