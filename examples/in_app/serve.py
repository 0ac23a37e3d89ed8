"""Two origins on the loopback: the help center with its collector, and an application that shows it.

Receives the folder of a built site and an open store; gives ASGI applications for `serve_in_thread`. The headers are those that the
manual asks for (`content/en/publish/in-app.md`).
"""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kbgen.collect.http.app import collector, create_app
from kbgen.collect.limits import Rate
from kbgen.collect.settings import CollectorSettings
from kbgen.manifest import FILE
from kbgen.store.store import Store

HERE = Path(__file__).parent
APP, HELP = HERE / "app", HERE / "help"


def help_center(site: Path, store: Store, origins: tuple[str, ...]) -> ASGIApp:
    """Site and collector at one origin; pages of `origins`, its own among them, may write."""
    files = Starlette(
        routes=[Mount("/", StaticFiles(directory=site, html=True))],
        middleware=[Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])],
    )
    unlimited = Rate(1e9, 1e9)
    rules = CollectorSettings(address_rate=unlimited, global_rate=unlimited, origins=origins)
    return create_app(collector(store, site / FILE, rules), files)


def application(help_origin: str) -> ASGIApp:
    """The application. Every path is a screen of it; its policy allows what it and the help center need, and no more."""
    policy = (
        f"default-src 'self'; script-src 'self' {help_origin}; connect-src 'self' {help_origin}; "
        f"img-src 'self' {help_origin}; media-src {help_origin}; "
        "style-src 'self'; require-trusted-types-for 'script'; trusted-types kb-help"
    )

    async def file(request: Request) -> Response:
        return FileResponse(APP / request.url.path.lstrip("/"))

    async def screen(request: Request) -> Response:
        page = (APP / "index.html").read_text("utf-8").replace("HELP_CENTER", help_origin)
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    return Starlette(routes=[Route("/app.css", file), Route("/app.js", file), Route("/{path:path}", screen)])
