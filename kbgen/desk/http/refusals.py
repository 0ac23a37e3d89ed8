"""Why something was refused or failed: a page in the language of whoever asked in a browser, a line of text or JSON for programs.

Receives a request, a status and a message, which is translated where it was marked for that; returns an answer. Strangers are told
nothing of the site: not even its name.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from kbgen.desk.http.desk import Desk, own_address
from kbgen.desk.identity.gate import API
from kbgen.desk.identity.people import Role
from kbgen.desk.show.render import refusal
from kbgen.errors import ClientError
from kbgen.reasons import N_

log = logging.getLogger("kbgen.desk")


class Refusals:
    """See the module's text."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def answer(self, request: Request, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
        """The answer. Nothing is read for it: what fails may be the database."""
        if request.url.path.startswith(API):
            return JSONResponse({"error": {"status": status, "message": message}}, status, headers)
        voice = self._desk.voice_at_hand(request) if "text/html" in request.headers.get("accept", "") else None
        if voice is None:
            return PlainTextResponse(message + "\n", status, headers)
        # Whoever is known has somewhere to go on.
        known = getattr(request.state, "visitor", None) is not None
        form: Mapping[str, str] = getattr(request.state, "form", {})
        back = own_address(form.get("back", "")) or "/" if known else ""
        return HTMLResponse(refusal(voice, status, message, back), status, headers)

    def refused(self, request: Request, error: Exception) -> Response:
        """An address or a method that there is not."""
        assert isinstance(error, HTTPException)
        words = {404: N_("There is nothing at this address."), 405: N_("This address needs another method.")}
        return self.answer(request, error.status_code, words.get(error.status_code, error.detail), error.headers)

    def failed(self, request: Request, error: Exception) -> Response:
        """What was asked makes no sense, or cannot be done just now."""
        if isinstance(error, ClientError):
            return self.answer(request, error.status, str(error))
        log.error("a page was not made", exc_info=error)
        # Its words name files and servers: an admin can do something about them, others are only told that it is known.
        visitor = getattr(request.state, "visitor", None)
        admin = visitor is not None and visitor.person.role >= Role.ADMIN
        message = str(error) if admin else N_("This cannot be shown just now. The desk’s log says why.")
        return self.answer(request, 503, message, {"Retry-After": "30"})

    def broken(self, request: Request, error: Exception) -> Response:
        """A mistake of ours."""
        log.error("a mistake in the desk", exc_info=error)
        return self.answer(request, 500, N_("The desk made a mistake. It was logged."))
