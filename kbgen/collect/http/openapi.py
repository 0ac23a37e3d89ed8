"""The collector's OpenAPI 3.1 document, made from the same schema that the parser enforces; tests hold the code to it."""

from __future__ import annotations

from typing import Any

from kbgen.collect.schema import EVENTS, MAX_BODY, MAX_EVENTS, OPINION, VERSION, VOTE, json_schema
from kbgen.reasons import REASONS

_ERRORS = {
    "400": "The body is not what the schema declares; the message names the field.",
    "403": "Pages of this origin may not write here.",
    "404": "No such article or locale.",
    "405": "Another method is needed; see Allow.",
    "408": "The body took too long to arrive.",
    "413": f"The body is longer than {MAX_BODY} bytes.",
    "415": "Another content type is needed.",
    "429": "Too many requests; see Retry-After.",
    "503": "The database cannot take it just now; see Retry-After.",
}


def document() -> dict[str, Any]:
    """The document, as `GET /_kb/openapi.json` answers it."""
    kinds = {shape.kind: json_schema(shape) for shape in EVENTS}
    schemas: dict[str, Any] = {
        "vote": json_schema(VOTE),
        "opinion": json_schema(OPINION),
        "form": _form_schema(),
        "events": {
            "type": "object",
            "properties": {
                "events": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": MAX_EVENTS,
                    "items": {
                        "oneOf": [{"$ref": f"#/components/schemas/{kind}"} for kind in kinds],
                        "discriminator": {"propertyName": "kind"},
                    },
                }
            },
            "required": ["events"],
            "additionalProperties": False,
        },
        "stored": {"type": "object", "properties": {"stored": {"type": "integer", "minimum": 1}}, "required": ["stored"]},
        "status": {"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]},
        "error": {
            "type": "object",
            "properties": {
                "error": {
                    "type": "object",
                    "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
                    "required": ["status", "message"],
                }
            },
            "required": ["error"],
        },
        **kinds,
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kbgen collector",
            "version": str(VERSION),
            "description": "Takes votes and events from readers' browsers. Success is answered only after it is on disk.",
        },
        "paths": {
            "/_kb/votes": {"post": _write("Give, change or take back a vote.", "application/json", "vote")},
            "/_kb/events": {"post": _write("Tell what a reader did.", "application/json", "events")},
            "/_kb/form": {"post": _form()},
            "/_kb/openapi.json": {"get": _read("This document.", {"type": "object"})},
            "/_kb/{locale}/search/": {"get": _search()},
            "/_kb/{locale}/opinion": {"post": _opinion()},
            "/{locale}/search/": {"get": _search()},
            "/healthz": {"get": _read("The process is alive.", _reference("status"))},
            "/readyz": {"get": _ready()},
        },
        "components": {"schemas": schemas},
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(description: str, schema: dict[str, Any], media: str = "application/json") -> dict[str, Any]:
    return {"description": description, "content": {media: {"schema": schema}}}


def _errors() -> dict[str, Any]:
    return {status: _answer(words, _reference("error")) for status, words in _ERRORS.items()}


def _write(summary: str, media: str, schema: str) -> dict[str, Any]:
    return {
        "summary": summary,
        "parameters": [
            {
                "name": "Origin",
                "in": "header",
                "required": True,
                "description": "Set by the browser; compared with the origins that may write.",
                "schema": {"type": "string"},
            }
        ],
        "requestBody": {"required": True, "content": {media: {"schema": _reference(schema)}}},
        "responses": {"200": _answer("Stored: the commit is on disk.", _reference("stored")), **_errors()},
    }


def _form() -> dict[str, Any]:
    operation = _write("Vote without JavaScript; leads back to the article.", "application/x-www-form-urlencoded", "form")
    html = {"type": "string"}
    operation["responses"] = {
        "303": {
            "description": "Stored; the article, where the reader is thanked.",
            "headers": {"Location": {"schema": {"type": "string"}, "required": True}},
        },
        **{status: _answer(words, html, "text/html") for status, words in _ERRORS.items() if status != "405"},
        "405": _answer(_ERRORS["405"], _reference("error")),
    }
    return operation


def _form_schema() -> dict[str, Any]:
    vote: dict[str, Any] = json_schema(VOTE)
    properties = {name: dict(entry) for name, entry in vote["properties"].items()}
    properties["helpful"] = {"type": "string", "enum": ["yes", "no"]}
    properties["effort"] = {"type": "string", "enum": ["", "1", "2", "3", "4", "5"]}
    properties["reason"] = {"type": "string", "enum": ["", *REASONS]}
    return {**vote, "properties": properties}


def _read(summary: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": _answer(summary, schema), "405": _answer(_ERRORS["405"], _reference("error"))}}


def _search() -> dict[str, Any]:
    text = {"type": "string"}
    names = ("article", "path", "url", "title", "kind", "section", "anchor", "heading", "text")
    row = {"type": "object", "properties": {**dict.fromkeys(names, text), "score": {"type": "number"}}}
    found = {
        "type": "object",
        "properties": {
            **dict.fromkeys(("query", "locale", "corrected"), text),
            "count": {"type": "integer", "minimum": 0},
            "results": {"type": "array", "items": row},
        },
    }
    answers = {"application/json": {"schema": found}, "text/html": {"schema": text}}
    errors = {status: _answer(_ERRORS[status], _reference("error")) for status in ("404", "405", "429")}
    return {
        "summary": "Search a locale: a page, or JSON where that is accepted. Ranked as in the browser; nothing is stored.",
        "parameters": [
            {"name": "locale", "in": "path", "required": True, "schema": text},
            {"name": "q", "in": "query", "required": False, "description": "The query.", "schema": text},
        ],
        "responses": {
            "200": {"description": "The first results.", "content": answers},
            **errors,
            "503": _answer("The index cannot be read just now.", _reference("error")),
        },
    }


def _opinion() -> dict[str, Any]:
    operation = _write("Order the first results of a search by what they mean. Nothing is stored.", "application/json", "opinion")
    locale = {"name": "locale", "in": "path", "required": True, "schema": {"type": "string"}}
    operation["parameters"].append(locale)
    order = {
        "type": "object",
        "properties": {"version": {"type": "string"}, "order": {"type": "array", "items": {"type": "integer", "minimum": 0}}},
        "required": ["version", "order"],
    }
    operation["responses"] |= {
        "200": _answer("Numbers of articles in this version of the index, best first.", order),
        "503": _answer("No second opinion is given here, or not just now.", _reference("error")),
    }
    return operation


def _ready() -> dict[str, Any]:
    operation = _read("Votes can be stored now.", _reference("status"))
    operation["responses"]["503"] = _answer("Votes cannot be stored now; the message says why.", _reference("error"))
    return operation
