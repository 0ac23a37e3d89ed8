"""The report for machines: JSON with everything, readers' words as they wrote them.

Receives a `Report`; returns a document and its text.
"""

from __future__ import annotations

from typing import Any

import orjson

from kbgen.report.judge.figures import ArticleFigures, Near, Question, Report
from kbgen.report.read.comment_marks import comment_mark
from kbgen.report.read.period import DaySpan, as_date
from kbgen.report.write.goals import goals_json
from kbgen.report.write.locale_view import straight
from kbgen.report.write.page import measures

VERSION = 1


def document(report: Report) -> dict[str, Any]:
    """Everything, ready for JSON; `feedback` is what `kbgen check --feedback` reads."""
    period = report.period
    return {
        "version": VERSION,
        "site": report.site,
        "simulated": report.notes.simulated,
        "first_day": as_date(period.first).isoformat(),
        "last_day": as_date(period.last).isoformat(),
        "time_zone": period.zone,
        "in_part": period.in_part,
        "comparable": period.comparable,
        "days_before": max(period.covered.days, 0),
        "locales": list(report.locales),
        "figures": _figures(report, DaySpan(period.first, period.last)),
        "figures_before": _figures(report, period.before),
        "weeks": [
            {"last_day": as_date(span.last).isoformat(), "in_part": span.cut, **_figures(report, span)}
            for span in period.weeks(report.first_day)
        ],
        "months": [
            {"first_day": as_date(span.first).isoformat(), "in_part": span.cut, **_figures(report, span)}
            for span in report.period.months("gregorian", report.first_day)
        ],
        "gaps": [_gap(gap, number) for number, gap in enumerate(report.gaps, 1)],
        "wont_do": [_gap(gap, 0) | {"reason": gap.wont_do} for gap in report.put_off],
        "compared": report.compared
        and {"then": _span(report.compared.then), "now": report.compared.now and _span(report.compared.now)},
        "closed": [
            {
                "locale": one.locale,
                "question": one.text,
                "then": one.then,
                "now": one.now,
                "answer": one.answer and _near(one.answer),
            }
            for one in report.closed
        ],
        "articles": [_article(article) for article in report.articles],
        "contact": {
            "channels": dict(report.channels),
            "articles": [
                {"article": one.article, "locale": one.locale, "visits": one.contacts}
                for one in report.contact_articles
                if one.contacts
            ],
            "searches": [{"locale": one.locale, "question": one.text, "visits": one.contact} for one in report.contact_searches],
            "sent": report.sent,
            "suggestions_opened": report.suggestions,
        },
        "screens": [
            {
                "screen": one.pattern,
                "articles_offered": one.offers,
                "views": one.views,
                "searches": one.searches,
                "contacts": one.contacts,
            }
            for one in report.screens
        ],
        "expected": [
            {
                "locale": one.question.locale,
                "question": one.question.text,
                "usual_week": round(one.usual, 2),
                "coming_week": round(one.coming, 2),
                "seasonal": one.seasonal,
                "answered": one.answered,
                "article": one.question.nearest[0].article if one.question.nearest else None,
                "changed": one.changed,
            }
            for one in report.expected
        ],
        "letters": [
            {"letter": one.pattern, "views": one.views, "searches": one.searches, "contacts": one.contacts}
            for one in report.letters
        ],
        "newcomers": [{"locale": one.locale, "question": one.text, "readers": one.readers} for one in report.newcomers],
        "translations": [
            {"article": one.article, "locale": one.locale, "language": one.language, "reads": one.reads, "searches": one.searches}
            for one in report.demand
        ],
        "opened_by_meaning": report.meant,
        "goals": goals_json(report.goals),
        "problems": [
            {"article": one.article, "locale": one.locale, "times": one.times, "words": list(one.words)} for one in report.problems
        ],
        "questions": {
            "most": [{"locale": one.locale, "question": one.text, "asked": one.asked} for one in report.top],
            "new": [{"locale": one.locale, "question": one.text, "left": one.left} for one in report.new],
            "fading": [
                {"locale": one.locale, "question": one.text, "before": one.before, "left": one.left} for one in report.fading
            ],
        },
        "popular": {tag: list(articles) for tag, articles in report.popular.items()},
        "left_out": {
            "suspects": report.notes.suspects,
            "floods": report.notes.flooded,
            "later_than_report": report.notes.later,
            "votes_beyond_one_networks_say": report.notes.votes,
            "readers_beyond_one_networks_say": report.notes.readers,
        },
        "feedback": _feedback(report),
    }


def as_json(report: Report) -> str:
    """The document as text."""
    return orjson.dumps(document(report), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _figures(report: Report, span: DaySpan) -> dict[str, float | int | None]:
    day = report.sum(span.first, span.last)
    values = measures(day)
    return {
        "visits": day.visits,
        "readers": day.readers,
        "views": day.views,
        "searches": day.searches,
        "opened": day.opened,
        "found_nothing": day.nothing,
        "yes": day.yes,
        "no": day.no,
        "contacts": day.contacts,
        "looked_for_a_person": day.sought,
        "deflected": None if not day.sought else round(1 - day.contacts / day.sought, 4),
        "effort": None if values["effort"] is None else round(values["effort"], 2),
        "without_contact": None if values["contact"] is None else round(1 - values["contact"], 4),
    }


def _span(span: DaySpan) -> dict[str, str]:
    return {"first_day": as_date(span.first).isoformat(), "last_day": as_date(span.last).isoformat()}


def _gap(gap: Question, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "key": gap.key,
        "locale": gap.locale,
        "question": gap.text,
        "words": [{"locale": asked.locale, "text": asked.text, "readers": asked.readers} for asked in gap.words],
        "asked": gap.asked,
        "left": gap.left,
        "before": gap.before,
        "found_nothing": gap.nothing,
        "opened_nothing": gap.unopened,
        "reworded": gap.reworded,
        "contact": gap.contact,
        "weeks": list(gap.weeks),
        "locales": dict(gap.locales),
        "kind": gap.kind,
        "nearest": [_near(near) for near in gap.nearest],
    }


def _near(near: Near) -> dict[str, Any]:
    return {
        "article": near.article,
        "title": near.title,
        "url": near.url,
        "cover": near.cover,
        "lacks": list(near.lacks),
        "opened": near.opened,
        "language": near.language,
    }


def _article(article: ArticleFigures) -> dict[str, Any]:
    low, high = article.basis.bounds
    return {
        "article": article.article,
        "locale": article.locale,
        "title": article.title,
        "owner": article.owner,
        "updated": article.updated,
        "verdict": str(article.verdict),
        "yes": article.basis.yes,
        "no": article.basis.no,
        "lowest": round(low, 3),
        "highest": round(high, 3),
        "votes_since_edit": article.judged.now.votes,
        "votes_before_edit": article.judged.then.votes,
        "visits": article.visits,
        "searched_again": _rounded(article.searched[0]),
        "searched_again_before_edit": _rounded(article.searched[1]),
        "went_to_contact": _rounded(article.contacted[0]),
        "went_to_contact_before_edit": _rounded(article.contacted[1]),
        "reasons": dict(article.reasons),
        "comments": [{"helpful": comment.helpful, "text": comment.text} for comment in article.comments],
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 3)


def _feedback(report: Report) -> list[dict[str, Any]]:
    made = []
    said = {
        (one.article, one.locale): [comment_mark(one.article, one.locale, straight(comment.text)) for comment in one.comments]
        for one in report.every
    }
    for (article, locale), days in report.votes.items():
        reasons: dict[str, dict[str, int]] = {}
        for (day, reason), times in sorted(report.reasons.get((article, locale), {}).items()):
            reasons.setdefault(as_date(day).isoformat(), {})[reason] = times
        votes = {as_date(day).isoformat(): list(both) for day, both in days.items()}
        marks = said.get((article, locale), [])
        made.append({"article": article, "locale": locale, "votes": votes, "reasons": reasons, "comments": marks})
    return made
