"""The desk as an ASGI application: gate → address → page, form, file or JSON.

Receives what the desk knows and who may use it; returns an application that belongs on a private listener, behind a proxy with TLS.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kbgen.desk.http.api import Api
from kbgen.desk.http.desk import Desk, in_thread
from kbgen.desk.http.files import Files
from kbgen.desk.http.forms import Forms
from kbgen.desk.http.pages import Pages
from kbgen.desk.identity.gate import API, Gate
from kbgen.desk.identity.session import Sessions
from kbgen.errors import ClientError, KbgenError

log = logging.getLogger("kbgen.desk")


def desk_app(desk: Desk, sessions: Sessions, tokens: Sequence[str] = ()) -> ASGIApp:
    """The application, behind its gate. `tokens` are those of programs that read figures."""
    pages, forms, files, api = Pages(desk), Forms(desk), Files(desk), Api(desk)
    gets = {
        "/": pages.today,
        "/comments": pages.comments,
        "/gaps": pages.gaps,
        "/articles": pages.articles,
        "/articles/{locale}/{article:path}": pages.article,
        "/figures": pages.figures,
        "/answers": pages.answers,
        "/comments.csv": files.comments,
        "/comments.yml": files.decided,
        "/gaps.csv": files.gaps,
        "/gaps.yml": files.gaps_file,
        "/articles.csv": files.articles,
        "/figures.csv": files.figures,
        "/assets/{name}": files.asset,
        "/api/v1/openapi.json": api.document,
        "/api/v1/figures": api.figures,
        "/api/v1/articles": api.articles,
        "/api/v1/articles/{locale}/{article:path}": api.article,
        "/api/v1/comments": api.comments,
        "/api/v1/gaps": api.gaps,
    }
    posts = {
        "/comments/{mark}": forms.comment,
        "/gaps": forms.gap,
        "/notes": forms.note,
        "/answers/sent": forms.sent,
    }
    routes = [Route(path, in_thread(handler), methods=["GET"]) for path, handler in gets.items()]
    routes += [Route(path, in_thread(handler), methods=["POST"]) for path, handler in posts.items()]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _refused, KbgenError: _failed, Exception: _broken})
    app.router.redirect_slashes = False
    return Gate(app, desk.rules, sessions, tokens)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "There is nothing at this address.", 405: "This address needs another method."}
    return _answer(request, error.status_code, words.get(error.status_code, error.detail), dict(error.headers or {}))


def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, ClientError):
        return _answer(request, error.status, str(error))
    # Its words name files and servers, which are the operator's business.
    log.error("a page was not made", exc_info=error)
    return _answer(request, 503, "This cannot be shown just now. The desk's log says why.", {"Retry-After": "30"})


def _broken(request: Request, error: Exception) -> Response:
    log.error("a mistake in the desk", exc_info=error)
    return _answer(request, 500, "The desk made a mistake. It was logged.")


def _answer(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.startswith(API):
        return JSONResponse({"error": {"status": status, "message": message}}, status, headers)
    return PlainTextResponse(message + "\n", status, headers)
