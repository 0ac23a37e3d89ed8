"""The gate: nothing of the desk answers before it is known who asks, under which name of this server, and from which page.

Receives requests; gives the application those of known people, with the person in `request.state`. A name is believed from a
proxy's header only where the connection comes from an address that `desk.yml` lists; a session only where no proxy is configured.
Programs that read figures show a token instead (RFC 6750), and may only read.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kbgen.collect.http.address import is_trusted
from kbgen.collect.http.hosts import is_own
from kbgen.desk.identity.people import DeskRules, Person, Role
from kbgen.desk.identity.session import COOKIE, SESSION_SECONDS, Sessions
from kbgen.reasons import N_

SIGN_IN, SIGN_OUT, ASSETS, API = "/sign-in", "/sign-out", "/assets/", "/api/"
# The longest form is a note of 2,000 letters, each three bytes of which a form writes with three signs.
MAX_FORM = 32_768
MARK = "mark"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ALLOW = {"Allow": "GET, HEAD"}
_SAFE = {"GET", "HEAD"}


class Refuse(Protocol):
    """What words a refusal."""

    def __call__(self, request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer."""


@dataclass(frozen=True)
class Visitor:
    """Who asks: the person, and the holder that forms are bound to (a session, or a name that a proxy gave)."""

    person: Person
    holder: str
    signed_in: bool = False


class Gate:
    """See the module's text. `tokens` are those of programs; `refuse` words an answer to whoever is not let in."""

    def __init__(self, app: ASGIApp, rules: DeskRules, sessions: Sessions, tokens: Sequence[str], refuse: Refuse) -> None:
        self._app = app
        self._rules = rules
        self._sessions = sessions
        self._refuse = refuse
        self._tokens = tuple(hashlib.sha256(token.encode()).digest() for token in tokens if token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or refuse."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        refused = await self._refusal(request)
        if refused is not None:
            refused.headers.update(HEADERS)
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, _with_headers(send))

    async def _refusal(self, request: Request) -> Response | None:
        path = request.url.path
        if not is_own(request.headers.get("host", ""), self._rules.hosts):
            return self._refuse(request, 421, "This name is not this server's. An operator names it in desk.yml: hosts.")
        if path.startswith(ASSETS) and request.method in _SAFE:
            return None
        if path == SIGN_IN and not self._rules.header:
            return self._sign_in(request)
        if path.startswith(API) and "authorization" in request.headers:
            return self._token_refusal(request)
        visitor = self._visitor(request)
        if visitor is None:
            return self._stranger(request)
        request.state.visitor = visitor
        if request.method not in _SAFE:
            problem = await self._forgery(request, visitor)
            if problem:
                return self._refuse(request, 403, problem)
            if path == SIGN_OUT:
                return self._sign_out(request)
        request.state.mark = self._sessions.form_mark(visitor.holder)
        return None

    def _visitor(self, request: Request) -> Visitor | None:
        if self._rules.header:
            peer = request.client.host if request.client else ""
            names = request.headers.getlist(self._rules.header)
            # A Unix socket has no address; whoever lists addresses did not mean it.
            if not peer or not is_trusted(peer, self._rules.proxies) or len(names) != 1 or not _is_name(names[0]):
                return None
            # Servers speak Latin-1 of headers, and proxies send UTF-8.
            name = names[0].encode("latin-1").decode("utf-8", "replace").strip()
            person = self._rules.person(name)
            return Visitor(person, f"name:{name}") if person else None
        session = self._sessions.session(request.cookies.get(COOKIE, ""))
        if session is None:
            return None
        # Whoever starts the desk on this machine can read its database anyway.
        person = self._rules.people.get(session.name) or Person(session.name, Role.ADMIN)
        return Visitor(person, f"session:{session.number}", signed_in=True)

    def _stranger(self, request: Request) -> Response:
        if self._rules.header:
            return self._refuse(request, 403, N_("The desk does not know you. An operator lists people and proxies in desk.yml."))
        return self._refuse(
            request, 401, N_("Open the address that kbgen desk printed when it started. It works once; start it again for another.")
        )

    async def _forgery(self, request: Request, visitor: Visitor) -> str:
        """Why this request was not made by a page of the desk; empty if it was."""
        origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
        scheme, _, from_host = origin.partition("://")
        if scheme not in {"http", "https"} or from_host.lower() != host.lower():
            return N_("This did not come from a page of the desk.")
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return N_("This did not come from a page of the desk.")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
            return "This is not a form of the desk."
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_FORM:
                return "This is longer than any form of the desk."
        try:
            fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50)
        except ValueError:
            return "This is not a form of the desk."
        request.state.form = {name: values[-1] for name, values in fields.items()}
        if not self._sessions.is_form_mark(visitor.holder, request.state.form.get(MARK, "")):
            return N_("This page is too old. Go back, load it again, and send it then.")
        return ""

    def _sign_in(self, request: Request) -> Response:
        # A program that only looks whether there is something must not use it up.
        if request.method != "GET":
            return self._refuse(request, 405, N_("Open this address in a browser."), {"Allow": "GET"})
        cookie = self._sessions.sign_in(request.query_params.get("token", ""))
        if cookie is None:
            return self._refuse(
                request, 401, N_("This address was used already, or is too old. Start kbgen desk again for another.")
            )
        # Whatever session the browser had ends: what somebody else may have put there opens nothing.
        before = self._sessions.session(request.cookies.get(COOKIE, ""))
        if before:
            self._sessions.end(before)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(
            COOKIE, cookie, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=request.url.scheme == "https"
        )
        return answer

    def _sign_out(self, request: Request) -> Response:
        session = self._sessions.session(request.cookies.get(COOKIE, ""))
        if session:
            self._sessions.end(session)
        answer = self._refuse(request, 200, N_("You are signed out."))
        answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
        return answer

    def _token_refusal(self, request: Request) -> Response | None:
        scheme, _, token = request.headers["authorization"].partition(" ")
        digest = hashlib.sha256(token.strip().encode("latin-1", "replace")).digest()
        known = [hmac.compare_digest(digest, one) for one in self._tokens]
        if scheme.lower() != "bearer" or not any(known):
            answer = self._refuse(request, 401, "This token is not one of the desk's.")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        if request.method not in _SAFE:
            return self._refuse(request, 405, "A token may only read.", ALLOW)
        request.state.visitor = Visitor(Person("", Role.READER), "token")
        request.state.mark = ""
        return None


def _is_name(text: str) -> bool:
    """Whether a header holds one name: no list, no sign that another server might read otherwise."""
    name = text.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    return (
        bool(name)
        and len(name) <= 200
        and not any(letter in ',;"' or unicodedata.category(letter).startswith("C") for letter in name)
    )


def _with_headers(send: Send) -> Callable[..., Awaitable[None]]:
    async def sent(message: dict[str, object]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))  # type: ignore[call-overload]  # ASGI's messages are plain mappings
            have = {name.lower() for name, _ in headers}
            headers += [
                (name.lower().encode(), value.encode()) for name, value in HEADERS.items() if name.lower().encode() not in have
            ]
            message = {**message, "headers": headers}
        await send(message)

    return sent
