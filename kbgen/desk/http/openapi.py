"""The desk's API as an OpenAPI 3.1 document: what programs may ask, and what they get.

Receives nothing; returns the document. A test asks every address in every way that it allows, and holds the answers to it.
"""

from __future__ import annotations

from typing import Any

from kbgen import __version__
from kbgen.desk.read.decisions import Status
from kbgen.report.judge.helpfulness import Verdict

_TEXT: dict[str, Any] = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_DAY: dict[str, Any] = {"type": "string", "format": "date"}
_NUMBER = {"type": ["number", "null"]}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}

Filters = dict[str, tuple[str, dict[str, Any]]]

_FILTERS: Filters = {
    "days": ("The last so many whole days; 30 unless given.", {"type": "integer", "minimum": 1, "maximum": 3650}),
    "since": ("The first day; used where until is given too.", _DAY),
    "until": ("The last day.", _DAY),
    "locale": ("Readers of this language.", _TEXT),
    "section": ("Articles of this folder and those below it.", _TEXT),
    "owner": ("Articles of this team.", _TEXT),
    "kind": ("Articles of this kind.", _TEXT),
}
_SEARCHED: Filters = {
    "q": ("Only what contains these words.", _TEXT),
    "page": ("Which page, from 1.", {"type": "integer", "minimum": 1, "maximum": 10000}),
}


def document() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kbgen desk",
            "version": __version__,
            "description": "What readers of the help center asked, read and said. Days are whole ones of its time zone.",
        },
        "security": [{"token": []}],
        "paths": {
            "/api/v1/figures": _path("The figures of a period and of the one before.", _FILTERS, "Figures"),
            "/api/v1/articles": _path(
                "All articles, those that most readers read first.",
                _FILTERS
                | _SEARCHED
                | {"sort": ("By what, `-` in front turns it round.", _TEXT), "status": ("A verdict, or `unread`.", _TEXT)},
                "Articles",
            ),
            "/api/v1/articles/{locale}/{article}": _path("One article.", _FILTERS, "OneArticle", inside=("locale", "article")),
            "/api/v1/comments": _path(
                "Readers' comments, newest first.",
                _FILTERS | _SEARCHED | {"status": ("What became of them, or `open`.", _TEXT), "voted": ("`yes` or `no`.", _TEXT)},
                "Comments",
            ),
            "/api/v1/gaps": _path("Questions asked in vain, those that left most readers first.", _FILTERS | _SEARCHED, "Gaps"),
        },
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}, "schemas": _schemas()},
    }


def parameters(path: str) -> frozenset[str]:
    """The names that an address may have behind its `?`; a misspelt one would otherwise give all there is."""
    paths = document()["paths"]
    found = paths.get(path) or paths["/api/v1/articles/{locale}/{article}"]
    return frozenset(one["name"] for one in found["get"]["parameters"] if one["in"] == "query")


def _path(summary: str, filters: Filters, schema: str, inside: tuple[str, ...] = ()) -> dict[str, Any]:
    failed = {"description": "Why not.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}} for name in inside
    ]
    parameters += [{"name": name, "in": "query", "description": text, "schema": shape} for name, (text, shape) in filters.items()]
    answers = {
        "200": {
            "description": "The answer.",
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
        }
    }
    answers |= dict.fromkeys(("400", "401", "404", "503") if inside else ("400", "401", "503"), failed)
    return {"get": {"summary": summary, "parameters": parameters, "responses": answers}}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": sorted(required),
        "properties": required | (optional or {}),
        "additionalProperties": False,
    }


def _list(of: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


def _schemas() -> dict[str, Any]:
    span = {"first_day": _DAY, "last_day": _DAY}
    measured = dict.fromkeys(("searches", "found", "helpful", "effort", "contact", "readers", "nothing", "visits"), _NUMBER)
    paged = {"page": _COUNT, "pages": _COUNT, "total": _COUNT}
    article = {
        **dict.fromkeys(("article", "locale", "title", "section", "kind", "owner"), _TEXT),
        "updated": {"type": ["string", "null"]},
        **dict.fromkeys(("visits", "visits_before", "yes", "no", "contacts", "searches", "sent_by_agents"), _COUNT),
        "lowest": _SHARE,
        "highest": _SHARE,
        "verdict": {"type": "string", "enum": [str(one) for one in Verdict]},
        "effort": {"type": ["number", "null"], "minimum": 1, "maximum": 5},
    }
    zone = {"time_zone": _TEXT}
    return {
        "Measured": _object({}, measured),
        "Course": _object(span, measured),
        "Figures": _object(
            span
            | zone
            | {
                "now": {"$ref": "#/components/schemas/Measured"},
                "before": {"oneOf": [{"$ref": "#/components/schemas/Measured"}, {"type": "null"}]},
                "comparable": {"type": "boolean"},
                "course": _list("Course"),
            }
        ),
        "Article": _object(article),
        "Articles": _object(span | zone | paged | {"articles": _list("Article")}),
        "OneArticle": _object(
            span
            | zone
            | article
            | {
                "searches_that_lead_here": {"type": "array", "items": _object({"words": _TEXT, "readers": _COUNT})},
                "weeks": {"type": "array", "items": _COUNT},
                "reasons": {"type": "object", "additionalProperties": _COUNT},
            }
        ),
        "Comment": _object(
            {
                **dict.fromkeys(("mark", "article", "locale", "comment", "owner", "note", "says_the_same_as"), _TEXT),
                "day": _DAY,
                "helpful": {"type": "boolean"},
                "reason": {"type": ["string", "null"]},
                "status": {"type": "string", "enum": [str(one) for one in Status]},
            }
        ),
        "Comments": _object(paged | {"comments": _list("Comment")}),
        "Gap": _object(
            {
                **dict.fromkeys(("key", "locale", "question", "owner", "wont_do"), _TEXT),
                **dict.fromkeys(("left", "before", "asked", "contact"), _COUNT),
                "words": {"type": "array", "items": _object({"locale": _TEXT, "text": _TEXT, "readers": _COUNT})},
                "nearest": {"type": "array", "items": _object({"article": _TEXT, "cover": {"type": "number"}})},
            }
        ),
        "Gaps": _object(span | zone | paged | {"gaps": _list("Gap")}),
        "Refusal": _object({"error": _object({"status": {"type": "integer"}, "message": _TEXT})}),
    }
