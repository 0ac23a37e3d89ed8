"""What is taken along: tables as CSV, decisions as files for the writers' folder, and what pages load.

CSV holds all rows that the page's address asks for, not only the page that is shown, and opens safely in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kbgen.desk.http.desk import Desk, rows_of
from kbgen.desk.http.pages import limits
from kbgen.desk.read.export import comments_file, gaps_file
from kbgen.desk.show import articles as article_lists
from kbgen.desk.show import gaps as gap_lists
from kbgen.desk.show.comments import comment_list
from kbgen.desk.show.render import asset
from kbgen.desk.show.trends import trends
from kbgen.errors import ClientError
from kbgen.report.read.period import as_date
from kbgen.report.write.locale_view import straight
from kbgen.resources import theme_dir
from kbgen.store.export import safe_cell

ASSETS = {"desk.css": "text/css", "desk.js": "text/javascript"}
FONT = "vazirmatn-arabic.woff2"
# Rows of a file: more than a spreadsheet shows.
MOST = 1_000_000


class Files:
    """Handlers of GET that answer with files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known = desk.knowledge

    def articles(self, request: Request) -> Response:
        """`/articles.csv`."""
        frame = self._desk.frame(request)
        figures = self._known.figures(frame.asked.span)
        head = (
            *(
                "article",
                "locale",
                "title",
                "section",
                "kind",
                "owner",
                "updated",
                "readers",
                "readers_before",
                "yes",
                "no",
                "lowest",
            ),
            *("highest", "verdict", "effort", "contact", "searches", "sent_by_agents"),
        )
        rows = []
        for row in article_lists.select(rows_of(self._known, figures, frame.shelf), frame.asked):
            low, high = row.votes.bounds
            one: list[Any] = [row.facts.article, row.facts.locale, row.facts.title, row.section, row.facts.kind, row.facts.owner]
            one += [row.facts.updated, row.visits, row.visits_before, row.votes.yes, row.votes.no, f"{low:.3f}", f"{high:.3f}"]
            one += [str(row.verdict), "" if row.effort is None else f"{row.effort:.2f}", row.contacts, row.searches, row.sent]
            rows.append(one)
        return csv_file("articles", head, rows)

    def comments(self, request: Request) -> Response:
        """`/comments.csv`."""
        frame = self._desk.frame(request)
        zone = self._known.zone()
        since, until = limits(frame.asked, zone, self._known.now_ms())
        listed = comment_list(
            self._known.comments(), self._known.decisions(), frame.shelf, frame.asked, zone, since, until, rows=MOST
        )
        head = (
            "day",
            "article",
            "locale",
            "title",
            "helpful",
            "reason",
            "comment",
            "status",
            "owner",
            "note",
            "mark",
            "says_the_same_as",
        )
        rows = [
            [
                *(as_date(row.day).isoformat(), row.said.article, row.said.locale, row.facts.title),
                *("yes" if row.said.helpful else "no", row.said.reason, row.said.words, str(row.handled.status), row.owner),
                *(row.handled.note, row.said.mark, row.said.like),
            ]
            for row in listed.rows
        ]
        return csv_file("comments", head, rows)

    def gaps(self, request: Request) -> Response:
        """`/gaps.csv`."""
        frame = self._desk.frame(request)
        figures, decisions = self._known.figures(frame.asked.span), self._known.decisions()
        rows = gap_lists.select(gap_lists.gap_rows(figures, decisions), frame.shelf, frame.asked)
        head = (
            *("locale", "question", "left", "before", "asked", "found_nothing", "opened_nothing", "reworded", "contact", "nearest"),
            *("owner", "reason", "words"),
        )
        made = []
        for row in rows:
            one = row.question
            near = one.nearest[0].article if one.nearest else ""
            words = " | ".join(asked.text for asked in one.words)
            cells: list[Any] = [one.locale, one.text, one.left, one.before, one.asked, one.nothing, one.unopened, one.reworded]
            made.append([*cells, one.contact, near, row.owner, row.reason, words])
        return csv_file("gaps", head, made)

    def figures(self, request: Request) -> Response:
        """`/figures.csv`: the table behind the charts; with `article`, that of one article in one language."""
        frame = self._desk.frame(request)
        figures = self._known.figures(frame.asked.span)
        marks = self._known.marks(figures.tally.begins, figures.report.period.last)
        article = request.query_params.get("article")
        keys = [(article, frame.asked.locale)] if article else None
        found = trends(figures, frame.shelf, frame.asked, frame.voice, marks, keys)
        rows = [
            [as_date(row.span.first).isoformat(), as_date(row.span.last).isoformat()]
            + ["" if value is None else round(value, 4) for value in row.raw]
            + [" | ".join(row.notes)]
            for row in found.rows
        ]
        return csv_file("figures", ("first_day", "last_day", *found.keys, "notes"), rows)

    def decided(self, request: Request) -> Response:
        """`/comments.yml`: what became of comments, without their words."""
        return _file("comments.yml", "application/yaml", comments_file(self._known.decisions()))

    def gaps_file(self, request: Request) -> Response:
        """`/gaps.yml`: what was decided about gaps, as the writers' folder keeps it."""
        return _file("gaps.yml", "application/yaml", gaps_file(self._known.decisions()))

    def asset(self, request: Request) -> Response:
        """What pages load: the same for everybody, known or not."""
        name = request.path_params["name"]
        if name == FONT and (theme_dir() / "assets" / "fonts" / FONT).is_file():
            body = (theme_dir() / "assets" / "fonts" / FONT).read_bytes()
            return Response(body, media_type="font/woff2", headers={"Cache-Control": "private, max-age=86400"})
        if name not in ASSETS:
            raise ClientError("There is nothing at this address.", status=404)
        return Response(asset(name), media_type=ASSETS[name], headers={"Cache-Control": "no-cache"})


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A table for a spreadsheet, which takes it for UTF-8 only where it begins with the mark."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    for row in rows:
        writer.writerow([safe_cell(straight(cell)) if isinstance(cell, str) else cell for cell in row])
    return _file(f"{name}.csv", "text/csv", "\ufeff" + buffer.getvalue())


def _file(name: str, kind: str, text: str) -> Response:
    return Response(text, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
