"""How refusals and failures are answered: one shape, `{"error": {"status", "message"}}`, and fixed headers.

Receives errors; returns status, message and headers. Nothing that a client sent is ever put into a header.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kbgen.collect.http.guard import Guard
from kbgen.collect.settings import CollectorSettings
from kbgen.errors import ClientError, KbgenError
from kbgen.store.store import RecordRefused

# Seconds after which a client may try again: a full disk takes a person, a full bucket takes a minute.
_RETRY_AFTER = {429: "60", 503: "30"}

log = logging.getLogger("kbgen.collect")


def failure(error: KbgenError) -> tuple[int, str, dict[str, str]]:
    """Status, message and headers for an error that kbgen raised on purpose."""
    if isinstance(error, ClientError):
        status, message = error.status, str(error)
    elif isinstance(error, RecordRefused):
        status, message = 400, "The database's own rules refuse this."
    else:
        # Its words name files and servers of the operator, which are none of the client's business.
        status, message = 503, "It cannot be stored just now. Try again later."
    headers = {"Retry-After": _RETRY_AFTER[status]} if status in _RETRY_AFTER else {}
    if status in {408, 413}:
        # The rest of the body was not read, so the connection cannot be used again.
        headers["Connection"] = "close"
    return status, message, headers


def answer_failure() -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """Starlette's exception handlers, so that a wrong path or method and a mistake of ours have the same shape."""

    def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            words = {404: "There is nothing at this address.", 405: "This address needs another method."}
            message = words.get(error.status_code, error.detail)
            return _answer(error.status_code, message, dict(error.headers or {}))
        assert isinstance(error, KbgenError)
        return _answer(*failure(error))

    def broken(request: Request, error: Exception) -> Response:
        log.error("a mistake in the collector", exc_info=error)
        return _answer(500, "The collector made a mistake. It was logged.", {})

    return {HTTPException: refused, KbgenError: refused, Exception: broken}


def _answer(status: int, message: str, headers: Mapping[str, str]) -> Response:
    return JSONResponse({"error": {"status": status, "message": message}}, status, dict(headers))


def with_cors(request: Request, answer: Response, guard: Guard, rules: CollectorSettings) -> Response:
    """Let a page of a listed origin read the answer; needed only where site and collector have two origins."""
    answer.headers["Cache-Control"] = "no-store"
    origin = request.headers.get("origin", "")
    if rules.origins and origin.lower() in rules.origins and guard.allows(request, origin):
        # The value is the operator's own text, not the client's.
        answer.headers["Access-Control-Allow-Origin"] = origin.lower()
        answer.headers["Access-Control-Allow-Methods"] = "POST"
        answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
        answer.headers["Access-Control-Max-Age"] = "86400"
    answer.headers["Vary"] = "Origin"
    return answer
