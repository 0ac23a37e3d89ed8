"""The report for machines: JSON with everything, CSV that opens safely in a spreadsheet, Markdown for a pull request.

Receives a `Report`; returns text. JSON is raw; in CSV a text that a spreadsheet would run gets a `'` in front; in Markdown
readers' words are code, so that nothing in them is markup.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from kbgen.report.figures import ArticleFigures, Near, Question, Report
from kbgen.report.page import measures
from kbgen.report.period import Span, as_date
from kbgen.report.sentences import Sentences
from kbgen.report.voice import Voice, straight
from kbgen.store.export import safe_cell

VERSION = 1
COLUMNS = (
    *("part", "number", "locale", "name", "article", "owner", "readers", "before", "found_nothing", "opened_nothing", "reworded"),
    *("contact", "yes", "no", "lowest", "highest", "verdict", "nearest", "words"),
)


def document(report: Report) -> dict[str, Any]:
    """Everything, ready for JSON; `feedback` is what `kbgen check --feedback` reads."""
    period = report.period
    return {
        "version": VERSION,
        "site": report.site,
        "simulated": report.notes.simulated,
        "first_day": as_date(period.first).isoformat(),
        "last_day": as_date(period.last).isoformat(),
        "locales": list(report.locales),
        "figures": _figures(report, Span(period.first, period.last)),
        "figures_before": _figures(report, period.before),
        "weeks": [
            {"last_day": as_date(span.last).isoformat(), **_figures(report, span)} for span in period.weeks(report.first_day)
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
        "translations": [
            {"article": one.article, "locale": one.locale, "language": one.language, "reads": one.reads, "searches": one.searches}
            for one in report.demand
        ],
        "questions": {
            "most": [{"locale": one.locale, "question": one.text, "asked": one.asked} for one in report.top],
            "new": [{"locale": one.locale, "question": one.text, "left": one.left} for one in report.new],
            "fading": [
                {"locale": one.locale, "question": one.text, "before": one.before, "left": one.left} for one in report.fading
            ],
        },
        "popular": {tag: list(articles) for tag, articles in report.popular.items()},
        "left_out": {"suspects": report.notes.suspects, "floods": report.notes.flooded, "later_than_report": report.notes.later},
        "feedback": _feedback(report),
    }


def as_json(report: Report) -> str:
    """The document as text."""
    return json.dumps(document(report), ensure_ascii=False, indent=1) + "\n"


def _figures(report: Report, span: Span) -> dict[str, float | int | None]:
    day = report.sum(span.first, span.last)
    values = measures(day)
    return {
        "visits": day.visits,
        "views": day.views,
        "searches": day.searches,
        "opened": day.opened,
        "found_nothing": day.nothing,
        "yes": day.yes,
        "no": day.no,
        "contacts": day.contacts,
        "effort": None if values["effort"] is None else round(values["effort"], 2),
    }


def _span(span: Span) -> dict[str, str]:
    return {"first_day": as_date(span.first).isoformat(), "last_day": as_date(span.last).isoformat()}


def _gap(gap: Question, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "key": gap.key,
        "locale": gap.locale,
        "question": gap.text,
        "words": [{"locale": asked.locale, "text": asked.text, "readers": asked.readers} for asked in gap.words],
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
    for (article, locale), days in report.votes.items():
        reasons: dict[str, dict[str, int]] = {}
        for (day, reason), times in sorted(report.reasons.get((article, locale), {}).items()):
            reasons.setdefault(as_date(day).isoformat(), {})[reason] = times
        votes = {as_date(day).isoformat(): list(both) for day, both in days.items()}
        made.append({"article": article, "locale": locale, "votes": votes, "reasons": reasons})
    return made


def as_csv(report: Report) -> str:
    """Gaps, articles, closed gaps and translations in one table; `part` says which a row is."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="")
    writer.writeheader()
    for number, gap in enumerate(report.gaps, 1):
        row = {"part": "gap", "number": number, "locale": gap.locale, "name": gap.text, "readers": gap.left, "before": gap.before}
        row |= {"found_nothing": gap.nothing, "opened_nothing": gap.unopened, "reworded": gap.reworded, "contact": gap.contact}
        row |= {"nearest": gap.nearest[0].article if gap.nearest else "", "words": " | ".join(asked.text for asked in gap.words)}
        writer.writerow(_safe(row))
    for article in report.articles:
        low, high = article.basis.bounds
        row = {
            "part": "article",
            "locale": article.locale,
            "name": article.title,
            "article": article.article,
            "owner": article.owner,
        }
        row |= {"readers": article.visits, "before": article.visits_before, "contact": article.contacts}
        row |= {"yes": article.basis.yes, "no": article.basis.no, "lowest": f"{low:.3f}", "highest": f"{high:.3f}"}
        writer.writerow(_safe(row | {"verdict": str(article.verdict), "words": " | ".join(c.text for c in article.comments)}))
    for one in report.closed:
        row = {"part": "closed", "locale": one.locale, "name": one.text, "readers": one.now, "before": one.then}
        writer.writerow(_safe(row | {"article": one.answer.article if one.answer else ""}))
    for wanted in report.demand:
        row = {"part": "translation", "locale": wanted.locale, "name": wanted.title, "article": wanted.article}
        writer.writerow(_safe(row | {"readers": wanted.reads + wanted.searches, "words": " | ".join(wanted.words)}))
    return buffer.getvalue()


def _safe(row: dict[str, Any]) -> dict[str, Any]:
    return {key: safe_cell(straight(value)) if isinstance(value, str) else value for key, value in row.items()}


def as_markdown(report: Report, voice: Voice) -> str:
    """A short form for a pull request, in one language."""
    text, sentences, period = voice.gettext, Sentences(report, voice), report.period
    lines = [f"# {text('What readers asked and did not find')}", "", f"{voice.day(period.first)} – {voice.day(period.last)}", ""]
    if report.notes.simulated:
        lines += [f"**{text('Simulated: these readers never existed. kbgen simulate made them up to show the report.')}**", ""]
    lines += [f"## {text('Gaps: what to write next')}", ""]
    if report.gaps:
        names = [text("Number"), text("Question"), text("Readers left without help"), text("Nearest")]
        lines += [_row(names), _row(["---"] * 4)]
        for number, gap in enumerate(report.gaps[:10], 1):
            nearest = _plain(gap.nearest[0].title) if gap.nearest else "–"
            left = f"{voice.number(gap.left)} ({sentences.change(gap.left, gap.before)})"
            lines.append(_row([voice.number(number), _code(gap.text), left, nearest]))
    else:
        lines.append(text("No reader was left without help."))
    lines += ["", f"## {text('Articles that fail their readers')}", ""]
    if report.articles:
        lines += [_row([text("Article"), text("It helped"), text("Votes"), text("Owner")]), _row(["---"] * 4)]
        for article in report.articles[:10]:
            cells = [voice.percent(article.basis.share), voice.number(article.basis.votes), _plain(article.owner)]
            language = voice.locale.language_name(article.locale)
            lines.append(_row([f"{_plain(article.title)} ({language})", *cells]))
    else:
        lines.append(text("No article fails, as far as votes can tell."))
    if report.closed:
        lines += ["", "## " + text("Closed: did last week's work help?"), "", sentences.compared(), ""]
        lines += [
            f"- {_code(one.text)}: {sentences.closed(one)}" + (f" · {_plain(one.answer.title)}" if one.answer else "")
            for one in report.closed
        ]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _code(text: str) -> str:
    """Readers' words as code: with backticks and bars out of the way nothing in them can end it."""
    return "`" + re.sub(r"\s+", " ", straight(text).replace("`", "'").replace("|", "¦")) + "`"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", re.sub(r"\s+", " ", straight(text)))
