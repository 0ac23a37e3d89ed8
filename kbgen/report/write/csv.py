"""The report as CSV that opens safely in a spreadsheet.

Receives a `Report`; returns text. A text that a spreadsheet would run gets a `'` in front.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from kbgen.report.judge.figures import Report
from kbgen.report.read.period import DaySpan, as_date
from kbgen.report.write.locale_view import straight
from kbgen.store.export import safe_cell

COLUMNS = (
    *("part", "number", "locale", "name", "article", "owner", "readers", "before", "found_nothing", "opened_nothing", "reworded"),
    *("contact", "yes", "no", "lowest", "highest", "verdict", "nearest", "words", "visits", "searches", "opened", "effort"),
)


def as_csv(report: Report) -> str:
    """Everything that the page shows in one table; `part` says what a row is."""
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
    for article in (article for article in report.contact_articles if article.contacts):
        row = {"part": "contact after article", "locale": article.locale, "name": article.title, "article": article.article}
        writer.writerow(_safe(row | {"owner": article.owner, "contact": article.contacts}))
    for told in report.problems:
        row = {"part": "problem", "locale": told.locale, "name": told.title, "article": told.article, "owner": told.owner}
        writer.writerow(_safe(row | {"number": told.times, "words": " | ".join(told.words)}))
    for aim in report.goals:
        row = {"part": "goal", "name": aim.goal.id, "locale": aim.goal.locale, "owner": aim.goal.owner, "verdict": str(aim.state)}
        row |= (
            {"lowest": f"{aim.now.low:.3f}", "highest": f"{aim.now.high:.3f}", "number": f"{aim.now.value:.3f}"} if aim.now else {}
        )
        writer.writerow(_safe(row | {"words": f"{aim.goal.aim:g} by {as_date(aim.goal.by)}"}))
    lists = {"contact after search": report.contact_searches, "asked most": report.top, "new": report.new, "fading": report.fading}
    for part, asked in lists.items():
        for question in asked:
            row = {
                "part": part,
                "locale": question.locale,
                "name": question.text,
                "readers": question.left,
                "before": question.before,
            }
            writer.writerow(_safe(row | {"searches": question.asked, "contact": question.contact}))
    period = report.period
    spans = [("period", DaySpan(period.first, period.last)), ("period before", period.before)]
    spans += [("week", span) for span in period.weeks(report.first_day)]
    spans += [("month", span) for span in period.months("gregorian", report.first_day)]
    for part, span in spans:
        day = report.sum(span.first, span.last)
        row = {"part": part, "name": f"{as_date(span.first)}/{as_date(span.last)}", "visits": day.visits, "searches": day.searches}
        row |= {"opened": day.opened, "found_nothing": day.nothing, "contact": day.contacts, "yes": day.yes, "no": day.no}
        writer.writerow(row | {"effort": f"{day.effort / day.efforts:.2f}" if day.efforts else ""})
    return buffer.getvalue()


def _safe(row: dict[str, Any]) -> dict[str, Any]:
    return {key: safe_cell(straight(value)) if isinstance(value, str) else value for key, value in row.items()}
