"""The pages of the desk: each reads what it needs, and draws it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from kbgen.desk.http.desk import Desk, rows_of, show
from kbgen.desk.read.comments import Said
from kbgen.desk.read.decisions import Decisions
from kbgen.desk.read.knowledge import Span
from kbgen.desk.show import articles as article_lists
from kbgen.desk.show import gaps as gap_lists
from kbgen.desk.show.asked import ALL_DAYS, ROWS, Asked
from kbgen.desk.show.comments import comment_list, open_comments, status_of
from kbgen.desk.show.render import Frame
from kbgen.desk.show.today import today
from kbgen.desk.show.trends import day_number, meanings, trends
from kbgen.errors import ClientError
from kbgen.reasons import N_
from kbgen.report.read.period import day_of
from kbgen.report.read.time_zone import Zone
from kbgen.report.read.totals import Key
from kbgen.report.write.goals import goal_rows
from kbgen.report.write.sentences import Sentences

# Each gap is half a screen: its words, its nearest articles, what can be decided.
GAPS = 25


class Pages:
    """Handlers of GET. Each takes a request that passed the gate."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known = desk.knowledge

    def today(self, request: Request) -> Response:
        """`/`: what needs a person."""
        frame = self._desk.frame(request)
        asked = frame.asked
        figures, zone = self._known.figures(asked.span), self._known.zone()
        decisions, said = self._known.decisions(), self._known.comments()
        needs = today(figures, frame.shelf, decisions, said, asked, zone, self._known.now_ms())
        sentences = Sentences(figures.report, frame.voice)
        waiting = len(open_comments(said, decisions))
        more = {
            "needs": needs,
            "sentences": sentences,
            "period": figures.report.period,
            "behind": figures.behind,
            "waiting": waiting,
            "yours": self._yours(frame, said, decisions),
            "owners": self._owners(frame),
            # The way to a goal is counted in weeks: a week alone would not show it.
            "goals": goal_rows(self._known.figures(Span()).report.goals, frame.voice, frame.shelf.site, frame.section_name),
        }
        return show("today.html", frame, **more)

    def comments(self, request: Request) -> Response:
        """`/comments`: all of the days that are asked for, today's too."""
        frame = self._desk.frame(request)
        zone, decisions = self._known.zone(), self._known.decisions()
        since, until = limits(frame.asked, zone, self._known.now_ms())
        listed = comment_list(self._known.comments(), decisions, frame.shelf, frame.asked, zone, since, until)
        more = {"listed": listed, "owners": self._owners(frame), "edit": self._edit(frame)}
        return show("comments.html", frame, **more)

    def gaps(self, request: Request) -> Response:
        """`/gaps`."""
        frame = self._desk.frame(request)
        figures, decisions = self._known.figures(frame.asked.span), self._known.decisions()
        every = gap_lists.gap_rows(figures, decisions)
        rows = gap_lists.select(every, frame.shelf, frame.asked)
        first = (frame.asked.page - 1) * GAPS
        more = {
            "rows": rows[first : first + GAPS],
            "rows_a_page": GAPS,
            "total": len(rows),
            "pages": max(1, -(-len(rows) // GAPS)),
            "put_off": sum(1 for row in every if row.reason),
            "others": [row.question for row in every if not row.reason],
            "sentences": Sentences(figures.report, frame.voice),
            "period": figures.report.period,
            "behind": figures.behind,
            "owners": self._owners(frame),
            "decided": decisions.gaps,
        }
        return show("gaps.html", frame, **more)

    def articles(self, request: Request) -> Response:
        """`/articles`: all of them."""
        frame = self._desk.frame(request)
        figures = self._known.figures(frame.asked.span)
        rows = article_lists.select(rows_of(self._known, figures, frame.shelf), frame.asked)
        first = (frame.asked.page - 1) * ROWS
        more = {
            "rows": rows[first : first + ROWS],
            "total": len(rows),
            "pages": max(1, -(-len(rows) // ROWS)),
            "period": figures.report.period,
            "behind": figures.behind,
            "sentences": Sentences(figures.report, frame.voice),
        }
        return show("articles.html", frame, **more)

    def article(self, request: Request) -> Response:
        """`/articles/<locale>/<id>`: everything about one."""
        frame = self._desk.frame(request)
        key: Key = (request.path_params["article"], request.path_params["locale"])
        figures = self._known.figures(frame.asked.span)
        row = next((row for row in rows_of(self._known, figures, frame.shelf) if row.key == key), None)
        if row is None:
            raise ClientError(N_("There is no such article."), status=404)
        period, zone = figures.report.period, self._known.zone()
        marks = self._known.marks(figures.tally.begins, period.last)
        own = Asked(locale=key[1], page=frame.asked.page)
        decisions = self._known.decisions()
        said = [one for one in self._known.comments() if (one.article, one.locale) == key]
        days = [row.facts.updated, *self._known.edits(frame.shelf, key)]
        edits = sorted({number for number in map(day_number, days) if number is not None})
        more = {
            "row": row,
            "trend": trends(figures, frame.shelf, frame.asked, frame.voice, marks, [key]),
            "edits": article_lists.votes_by_edit(figures, key, edits),
            "searches": article_lists.searches_to(figures).get(key, [])[: article_lists.MOST_SEARCHES],
            "sent": self._known.sent(period.first, period.last + 1).get(key, {}),
            "listed": comment_list(said, decisions, frame.shelf, own, zone),
            "owners": self._owners(frame),
            "edit": self._edit(frame),
            "period": period,
            "behind": figures.behind,
            "sentences": Sentences(figures.report, frame.voice),
            "problems": [one for one in figures.report.problems if (one.article, one.locale) == key],
        }
        return show("article.html", frame, **more)

    def figures(self, request: Request) -> Response:
        """`/figures`: how it went."""
        frame = self._desk.frame(request)
        figures = self._known.figures(frame.asked.span)
        marks = self._known.marks(figures.tally.begins, figures.report.period.last)
        more = {
            "trend": trends(figures, frame.shelf, frame.asked, frame.voice, marks),
            "period": figures.report.period,
            "behind": figures.behind,
            "sentences": Sentences(figures.report, frame.voice),
            "meanings": meanings(frame.voice),
            "marks": marks,
        }
        return show("figures.html", frame, **more)

    def answers(self, request: Request) -> Response:
        """`/answers`: for whoever answers customers."""
        frame = self._desk.frame(request)
        tag = frame.asked.locale or frame.voice.tag
        return show("answers.html", frame, tag=tag, answers=self._desk.answers.found(frame.shelf, tag, frame.asked.q))

    def _yours(self, frame: Frame, said: Sequence[Said], decisions: Decisions) -> dict[str, int]:
        """How much that is open was given to whoever asks."""
        name = frame.visitor.person.name
        given = [one for one in open_comments(said, decisions) if status_of(decisions, one).owner == name]
        gaps = gap_lists.gap_rows(self._known.figures(Span()), decisions)
        return {"comments": len(given), "gaps": sum(1 for row in gaps if row.owner == name and not row.reason)}

    def _owners(self, frame: Frame) -> list[tuple[str, str]]:
        """To whom work can be given: teams, and people by name."""
        teams = {facts.owner for facts in frame.shelf.site.articles.values() if facts.owner} | set(frame.shelf.site.teams)
        named = [(owner, frame.shelf.site.team(owner, frame.voice.tag)) for owner in sorted(teams)]
        return named + [(name, name) for name in sorted(self._desk.rules.people) if name not in teams]

    def _edit(self, frame: Frame) -> dict[Key, str]:
        """Where each article is edited."""
        settings = frame.shelf.site.settings
        if settings is None or not settings.edit_uri:
            return {}
        return {key: settings.edit_url(quote(file)) for key, file in frame.shelf.content.files.items()}


def limits(asked: Asked, zone: Zone, now: int) -> tuple[int | None, int | None]:
    """From which moment on, and until which, comments are asked for; in milliseconds, None where there is no limit."""
    if asked.since:
        span = asked.span
        assert span.first is not None
        assert span.last is not None
        return zone.start(day_of(span.first)), zone.start(day_of(span.last) + 1)
    return (None if asked.days == ALL_DAYS else zone.start(zone.day(now) - asked.days + 1)), None
