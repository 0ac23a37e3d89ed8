"""The desk as an ASGI application: gate → address → page, form, file or JSON.

Receives what the desk knows and who may use it; returns an application that belongs on a private listener, behind a proxy with TLS.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from kbgen.desk.http.api import Api
from kbgen.desk.http.desk import Desk, in_thread
from kbgen.desk.http.files import Files
from kbgen.desk.http.forms import Forms
from kbgen.desk.http.pages import Pages
from kbgen.desk.http.proposals import Proposals
from kbgen.desk.http.refusals import Refusals
from kbgen.desk.identity.gate import Gate
from kbgen.desk.identity.session import Sessions
from kbgen.errors import KbgenError


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
        "/proposals": Proposals(desk).propose,
    }
    routes = [Route(path, in_thread(handler), methods=["GET"]) for path, handler in gets.items()]
    routes += [Route(path, in_thread(handler), methods=["POST"]) for path, handler in posts.items()]
    refusals = Refusals(desk)
    # So that strangers are answered in their language without a look at the database.
    desk.voices(desk.knowledge.shelf())
    handlers = {HTTPException: refusals.refused, KbgenError: refusals.failed, Exception: refusals.broken}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return Gate(app, desk.rules, sessions, tokens, refusals.answer)
