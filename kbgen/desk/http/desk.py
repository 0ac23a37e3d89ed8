"""What all addresses of the desk share: the site's languages, the frame of a page, and where an answer leads back to.

Receives requests that passed the gate; a page is made in a thread, so that one that has to be counted anew keeps nobody waiting who
looks at another.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from kbgen.config import LOCALE_TAG
from kbgen.desk.identity.gate import API, Visitor
from kbgen.desk.identity.people import DeskRules, Role
from kbgen.desk.read.knowledge import Figures, Knowledge, Shelf
from kbgen.desk.show.answers import Answers
from kbgen.desk.show.articles import ArticleRow, article_rows
from kbgen.desk.show.asked import Asked
from kbgen.desk.show.render import Frame, render
from kbgen.errors import ClientError
from kbgen.language import tag as tags
from kbgen.reasons import N_
from kbgen.report.read.period import as_date
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.output import voices

LANGUAGE_COOKIE = "kbgen-desk-language"
YEAR_SECONDS = 365 * 86_400
# An address of the desk itself: no other host, no control characters.
_OWN = re.compile(r"/(?![/\\\\])[^\x00-\x20\\\\]{0,2000}")
Handler = Callable[[Request], Response]


@dataclass
class Desk:
    """What the desk's addresses are answered from."""

    knowledge: Knowledge
    rules: DeskRules
    answers: Answers
    _voices: tuple[Shelf, dict[str, LocaleView]] | None = field(default=None, repr=False)

    def voices(self, shelf: Shelf) -> dict[str, LocaleView]:
        """The languages of the interface: those of the site."""
        if self._voices is None or self._voices[0] is not shelf:
            self._voices = (shelf, {voice.tag: voice for voice in voices(shelf.site)})
        return self._voices[1]

    def voice(self, request: Request, shelf: Shelf) -> LocaleView:
        """The language of whoever asks: what they chose, what `desk.yml` says of them, what their browser asks for."""
        return _voice(request, self.voices(shelf))

    def voice_at_hand(self, request: Request) -> LocaleView | None:
        """The same of the site as it was looked at last, without a look at it; None where nobody did."""
        return _voice(request, self._voices[1]) if self._voices else None

    def frame(self, request: Request) -> Frame:
        """What every page shows."""
        shelf = self.knowledge.shelf()
        voice = self.voice(request, shelf)
        asked = Asked.of(request.url.path, request.query_params)
        return Frame(voice, shelf, visitor_of(request), request.state.mark, asked, request.url.path, places(voice))


def _voice(request: Request, known: dict[str, LocaleView]) -> LocaleView:
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    wanted = [request.cookies.get(LANGUAGE_COOKIE, ""), visitor.person.locale if visitor else ""]
    chosen = next((known[tag] for tag in wanted if tag in known), None)
    asked = [part.partition(";")[0].strip() for part in request.headers.get("accept-language", "").split(",")[:20]]
    return chosen or known.get(tags.nearest(filter(None, asked), tuple(known))) or next(iter(known.values()))


def places(voice: LocaleView) -> tuple[tuple[str, str], ...]:
    """The pages of the desk, in the order of a day."""
    text = voice.gettext
    return (
        ("/", text("Today")),
        ("/comments", text("Comments")),
        ("/gaps", text("Gaps")),
        ("/articles", text("Articles")),
        ("/figures", text("Figures")),
        ("/answers", text("Answer a customer")),
    )


def visitor_of(request: Request) -> Visitor:
    """Who asks; the gate found out."""
    visitor: Visitor = request.state.visitor
    return visitor


def need(request: Request, role: Role) -> None:
    """Raise `ClientError` unless whoever asks has this role."""
    if visitor_of(request).person.role < role:
        raise ClientError(N_("Your role does not allow this. An admin gives roles in desk.yml."), status=403)


def back_to(form: Mapping[str, str], otherwise: str) -> Response:
    """Back to the page that a form was on, so that loading it again sends nothing twice."""
    return RedirectResponse(own_address(form.get("back", "")) or otherwise, status_code=303)


def own_address(wanted: str) -> str:
    """The address, if it is one of the desk's own; empty otherwise."""
    return wanted if _OWN.fullmatch(wanted) else ""


def in_thread(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler that reads the database, away from the event loop. The language that an address names is remembered, and the
    address shown without it."""

    async def answer(request: Request) -> Response:
        chosen = request.query_params.get("lang")
        if chosen is not None and request.method == "GET" and not request.url.path.startswith(API):
            return _remembered(request, chosen)
        return await run_in_threadpool(handler, request)

    return answer


def _remembered(request: Request, chosen: str) -> Response:
    rest = request.url.remove_query_params("lang")
    answer = RedirectResponse(rest.path + (f"?{rest.query}" if rest.query else ""), status_code=303)
    if LOCALE_TAG.match(chosen):
        secure = request.url.scheme == "https"
        answer.set_cookie(LANGUAGE_COOKIE, chosen, max_age=YEAR_SECONDS, httponly=True, samesite="lax", secure=secure)
    return answer


def rows_of(known: Knowledge, figures: Figures, shelf: Shelf) -> list[ArticleRow]:
    """Every article with its figures. Today's answers of agents count: whoever has just sent one looks for it."""
    period = figures.report.period
    today = as_date(known.zone().day(known.now_ms()))
    return article_rows(figures, shelf, known.efforts(period), known.sent(period.first, period.last + 1), today)


def show(template: str, frame: Frame, **more: Any) -> Response:
    """A page."""
    return HTMLResponse(render(template, frame, **more))
