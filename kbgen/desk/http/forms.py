"""What people decide: each form is checked, kept, and answered with the page that it was on."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kbgen.desk.http.desk import Desk, back_to, need, visitor_of
from kbgen.desk.identity.people import Role
from kbgen.desk.read.decisions import MOST_MARK, MOST_NOTE, GapDecision, Handled, Status, decide_comment, decide_gap, take_back
from kbgen.desk.show.trends import day_number
from kbgen.errors import ClientError
from kbgen.reasons import N_
from kbgen.report.write.locale_view import straight

MOST_OWNER = 100
MOST_QUESTION = 200


class Forms:
    """Handlers of POST. The gate has made sure that a page of the desk sent them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known = desk.knowledge

    def comment(self, request: Request) -> Response:
        """`/comments/<mark>`: what becomes of a comment; of all that say the same, where that is asked for."""
        need(request, Role.TRIAGER)
        form: Mapping[str, str] = request.state.form
        mark = request.path_params["mark"]
        one = next((one for one in self._known.comments() if one.mark == mark), None)
        if one is None:
            raise ClientError(N_("This comment is not there any more."), status=404)
        try:
            status = Status(form.get("status", ""))
        except ValueError:
            raise ClientError(N_("A comment has no such state."), status=400) from None
        owner, note = _text(form, "owner", MOST_OWNER), _text(form, "note", MOST_NOTE)
        handled = Handled(status, owner, note, visitor_of(request).person.name, self._known.now_ms())
        every = [other for other in self._known.comments() if other.like == one.like] if form.get("alike") else [one]
        for each in every:
            decide_comment(self._known.own, each.mark, each.article, each.locale, handled)
        return back_to(form, "/comments")

    def gap(self, request: Request) -> Response:
        """`/gaps`: won't do with a reason, the same as another, asked apart, given to somebody, or taken back."""
        need(request, Role.TRIAGER)
        form: Mapping[str, str] = request.state.form
        locales = {locale.tag for locale in self._known.shelf().site.locales}
        locale, question = form.get("locale", ""), _text(form, "question", MOST_QUESTION)
        if locale not in locales or not question:
            raise ClientError(N_("No question of this site is named."), status=400)
        what = form.get("what", "")
        if form.get("undo"):
            if what not in ("wont-do", "same", "apart", "owner"):
                raise ClientError(N_("A gap has no such decision."), status=400)
            take_back(self._known.own, locale, question, what)
            return back_to(form, "/gaps")
        said, other_locale, other = "", "", ""
        match what:
            case "wont-do":
                said = _text(form, "reason", MOST_NOTE)
                if not said:
                    raise ClientError(N_("A gap is put off with a reason, or not at all."), status=400)
            case "owner":
                said = _text(form, "owner", MOST_OWNER)
            case "same":
                other_locale, _, other = _text(form, "other", MOST_QUESTION + 40).partition(": ")
                if other_locale not in locales or not other or (other_locale, other) == (locale, question):
                    raise ClientError(N_("Name the question that asks the same."), status=400)
            case "apart":
                pass
            case _:
                raise ClientError(N_("A gap has no such decision."), status=400)
        who, at = visitor_of(request).person.name, self._known.now_ms()
        decide_gap(self._known.own, GapDecision(locale, question, what, said, other_locale, other, who, at))
        return back_to(form, "/gaps")

    def note(self, request: Request) -> Response:
        """`/notes`: what happened on a day, for the charts."""
        need(request, Role.TRIAGER)
        form: Mapping[str, str] = request.state.form
        day, said = day_number(form.get("day", "")), _text(form, "said", MOST_MARK)
        if day is None or not said:
            raise ClientError(N_("A note has a day and a few words."), status=400)
        if form.get("undo"):
            self._known.own.run("desk_mark_drop", day=day, said=said)
        else:
            who = visitor_of(request).person.name
            self._known.own.run("desk_mark_put", day=day, said=said, who=who, at=self._known.now_ms())
        return back_to(form, "/figures")

    def sent(self, request: Request) -> Response:
        """`/answers/sent`: an agent sent an article on. It is counted by article and day, and by nothing else."""
        form: Mapping[str, str] = request.state.form
        article, locale, how = form.get("article", ""), form.get("locale", ""), form.get("how", "")
        site = self._known.shelf().site
        if not ((article, locale) in site.articles or (article, locale) in site.sections) or how not in ("link", "answer"):
            raise ClientError(N_("No article of this site is named."), status=400)
        day = self._known.zone().day(self._known.now_ms())
        self._known.own.run("desk_send_add", day=day, article=article, locale=locale, how=how)
        if request.headers.get("accept") == "application/json":
            return JSONResponse({"counted": 1})
        return back_to(form, "/answers")


def _text(form: Mapping[str, str], name: str, most: int) -> str:
    """A field as people meant it: without turning marks, lines of one kind, no longer than it may be."""
    text = straight(form.get(name, "")).replace("\0", "").replace("\r\n", "\n").strip()
    if len(text) > most:
        raise ClientError(f"This is longer than {most} letters: {name}.", status=400)
    return text
