"""The desk's figures as JSON, for a company's own dashboards: the same filters and the same figures as the pages.

Receives requests with a token or of people who are signed in; answers what `openapi.py` describes. Nothing can be changed here.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kbgen.desk.http.desk import Desk, rows_of
from kbgen.desk.http.openapi import document, parameters
from kbgen.desk.http.pages import limits
from kbgen.desk.read.knowledge import Figures
from kbgen.desk.show import articles as article_lists
from kbgen.desk.show import gaps as gap_lists
from kbgen.desk.show.articles import ArticleRow
from kbgen.desk.show.asked import faults
from kbgen.desk.show.comments import comment_list
from kbgen.desk.show.render import Frame
from kbgen.desk.show.trends import Sums, spans_of
from kbgen.errors import ClientError
from kbgen.report.read.period import DaySpan, as_date
from kbgen.report.read.totals import Key

MOST = 500


class Api:
    """Handlers of GET below `/api/v1/`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known = desk.knowledge

    def document(self, request: Request) -> Response:
        """The OpenAPI document."""
        return JSONResponse(document())

    def figures(self, request: Request) -> Response:
        """The figures of the period, of the one before, and of each of its days or weeks."""
        frame = self._frame(request)
        figures = self._known.figures(frame.asked.span)
        sums, period = Sums(figures, frame.shelf, frame.asked), figures.report.period
        before = period.before
        return self._answer(
            figures,
            {
                "now": _values(sums, DaySpan(period.first, period.last)),
                "before": _values(sums, before) if period.shares_comparable else None,
                "comparable": period.comparable,
                "course": [_span(span) | _values(sums, span) for span in spans_of(figures)],
            },
        )

    def articles(self, request: Request) -> Response:
        """Articles with their figures, a page at a time."""
        frame = self._frame(request)
        figures = self._known.figures(frame.asked.span)
        rows = article_lists.select(rows_of(self._known, figures, frame.shelf), frame.asked)
        return self._answer(figures, _paged([_article(row) for row in rows], frame.asked.page, "articles"))

    def article(self, request: Request) -> Response:
        """One article, with its votes by edit and the searches that lead to it."""
        frame = self._frame(request)
        figures = self._known.figures(frame.asked.span)
        key: Key = (request.path_params["article"], request.path_params["locale"])
        row = next((row for row in rows_of(self._known, figures, frame.shelf) if row.key == key), None)
        if row is None:
            raise ClientError("There is no such article.", status=404)
        leading = article_lists.searches_to(figures).get(key, [])[: article_lists.MOST_SEARCHES]
        return self._answer(
            figures,
            _article(row)
            | {
                "searches_that_lead_here": [{"words": words, "readers": readers} for readers, words in leading],
                "weeks": list(row.weeks),
                "reasons": dict(row.reasons),
            },
        )

    def comments(self, request: Request) -> Response:
        """Comments, newest first, a page at a time."""
        frame = self._frame(request)
        zone = self._known.zone()
        since, until = limits(frame.asked, zone, self._known.now_ms())
        listed = comment_list(
            self._known.comments(), self._known.decisions(), frame.shelf, frame.asked, zone, since, until, rows=MOST
        )
        rows = [
            {
                "mark": row.said.mark,
                "day": as_date(row.day).isoformat(),
                "article": row.said.article,
                "locale": row.said.locale,
                "helpful": row.said.helpful,
                "reason": row.said.reason or None,
                "comment": row.said.words,
                "status": str(row.handled.status),
                "owner": row.owner,
                "note": row.handled.note,
                "says_the_same_as": row.said.like,
            }
            for row in listed.rows
        ]
        return JSONResponse({"comments": rows, "page": frame.asked.page, "pages": listed.pages, "total": listed.total})

    def gaps(self, request: Request) -> Response:
        """Questions asked in vain, those that left most readers first."""
        frame = self._frame(request)
        figures = self._known.figures(frame.asked.span)
        rows = gap_lists.select(gap_lists.gap_rows(figures, self._known.decisions()), frame.shelf, frame.asked)
        made = [
            {
                "key": row.key,
                "locale": row.question.locale,
                "question": row.question.text,
                "left": row.question.left,
                "before": row.question.before,
                "asked": row.question.asked,
                "contact": row.question.contact,
                "words": [{"locale": one.locale, "text": one.text, "readers": one.readers} for one in row.question.words],
                "nearest": [{"article": near.article, "cover": near.cover} for near in row.question.nearest],
                "owner": row.owner,
                "wont_do": row.reason,
            }
            for row in rows
        ]
        return self._answer(figures, _paged(made, frame.asked.page, "gaps"))

    def _frame(self, request: Request) -> Frame:
        """As for a page, but a program is told what makes no sense."""
        parts = request.query_params
        wrong = [*faults(parts), *sorted(set(parts) - parameters(request.url.path))]
        if wrong:
            raise ClientError(f"This makes no sense: {', '.join(wrong)}.", status=400)
        return self._desk.frame(request)

    def _answer(self, figures: Figures, body: dict[str, Any]) -> Response:
        period = figures.report.period
        return JSONResponse(_span(DaySpan(period.first, period.last)) | {"time_zone": period.zone} | body)


def _paged(rows: list[dict[str, Any]], page: int, name: str) -> dict[str, Any]:
    pages = max(1, -(-len(rows) // MOST))
    return {name: rows[(page - 1) * MOST : page * MOST], "page": page, "pages": pages, "total": len(rows)}


def _values(sums: Sums, span: DaySpan) -> dict[str, float | None]:
    values = sums.values(span)
    return {key: None if values[key] is None else round(float(values[key] or 0), 4) for key in sums.keys}


def _span(span: DaySpan) -> dict[str, Any]:
    return {"first_day": as_date(span.first).isoformat(), "last_day": as_date(span.last).isoformat()}


def _article(row: ArticleRow) -> dict[str, Any]:
    low, high = row.votes.bounds
    return {
        "article": row.facts.article,
        "locale": row.facts.locale,
        "title": row.facts.title,
        "section": row.section,
        "kind": row.facts.kind,
        "owner": row.facts.owner,
        "updated": row.facts.updated or None,
        "visits": row.visits,
        "visits_before": row.visits_before,
        "yes": row.votes.yes,
        "no": row.votes.no,
        "lowest": round(low, 3),
        "highest": round(high, 3),
        "verdict": str(row.verdict),
        "effort": None if row.effort is None else round(row.effort, 2),
        "contacts": row.contacts,
        "searches": row.searches,
        "sent_by_agents": row.sent,
    }
