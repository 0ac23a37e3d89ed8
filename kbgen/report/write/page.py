"""The report as one HTML page a language: self-contained, without a request to anywhere, readable on a phone and on paper.

Receives a `Report` and a `LocaleView`; returns a page as text. Readers' words are escaped and boxed; a policy in the page's head
forbids everything but its own style and one script, which sorts its tables.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kbgen.report.judge.figures import Question, Report
from kbgen.report.judge.helpfulness import THRESHOLD, Helpfulness
from kbgen.report.judge.significance import changed
from kbgen.report.read.period import DaySpan
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Day
from kbgen.report.write import charts
from kbgen.report.write.definitions import definitions
from kbgen.report.write.goals import goal_rows
from kbgen.report.write.locale_view import LocaleView
from kbgen.report.write.sentences import Sentences

# Questions and articles that have a row: what a week's work can hold. The rest is in the CSV and JSON.
ROWS = 15
# Those whose details are open from the start: what a busy person reads.
OPEN = 3


@dataclass(frozen=True)
class Tile:
    """One figure on top: its value, the one before, and whether the change is good (1), bad (-1) or neither (0)."""

    name: str
    value: str
    before: str
    change: int
    direction: int
    spark: Markup


def resource(name: str) -> str:
    """A file that comes with the report: its style, its script."""
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


@cache
def policy() -> str:
    """The content security policy of a page: its own style, its one script, nothing else."""
    script = base64.b64encode(hashlib.sha256(resource("sort.js").encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'"


@cache
def environment(package: str = "kbgen.report.write") -> Environment:
    """The templates of a package, with everything escaped."""
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    report: Report,
    voice: LocaleView,
    site: KnownSite,
    languages: Sequence[tuple[str, str, str]] = (),
    command: str = "",
    aim: float = THRESHOLD,
    figures: str = "",
) -> str:
    """The page. `languages` are the other pages as (tag, name, address); `command` is what draft commands need to be told;
    `figures` is the address of the JSON that they count in, where it has to be saved first."""
    cut = sum(span.cut for span in report.period.weeks(report.first_day))
    context: dict[str, Any] = {
        "report": report,
        "voice": voice,
        "_": voice.gettext,
        "count": voice.count,
        "say": voice.say,
        "words": voice.readers_words,
        "number": voice.number,
        "percent": voice.percent,
        "sentences": Sentences(report, voice),
        "languages": languages,
        "command": command,
        "figures": figures,
        "policy": policy(),
        "style": Markup(resource("report.css")),
        "script": Markup(resource("sort.js")),
        "tiles": tiles(report, voice),
        "definitions": definitions(voice.gettext),
        "goals": goal_rows(report.goals, voice, site),
        "charts": trend_charts(report, voice),
        "weeks": weeks(report, voice),
        "months": months(report, voice),
        "spark": lambda question: week_spark(question, voice, cut),
        "interval": interval,
        "teams": lambda owner: site.team(owner, voice.tag),
        "report_url": site.url,
        "aim": f"{aim * 100:.1f}",
        "rows": ROWS,
        "site_name": site.name_in(voice.tag),
        "open": OPEN,
    }
    return environment().get_template("report.html").render(context)


def share(part: float, whole: float) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None


MEASURES = ("searches", "found", "helpful", "effort", "contact", "readers", "nothing")


def measures(day: Day) -> dict[str, float | None]:
    """The figures of a span of days, by the names of `MEASURES`; what they mean is written in `definitions`."""
    return {
        "searches": float(day.searches),
        "found": share(day.opened, day.searches),
        "helpful": share(day.yes, day.yes + day.no),
        "effort": share(day.effort, day.efforts),
        "contact": share(day.contacts, day.visits),
        "readers": float(day.readers),
        "nothing": share(day.nothing, day.searches),
    }


def tiles(report: Report, voice: LocaleView) -> list[Tile]:
    """The figures of the period, beside those of the one before where both are whole."""
    period = report.period
    days, days_before = report.sum(period.first, period.last), report.sum(period.before.first, period.before.last)
    now, before = measures(days), before_measures(report)
    by_week = [measures(report.sum(span.first, span.last)) for span in period.weeks(report.first_day) if not span.cut]
    names = tile_names(voice)
    good = {"searches": 0, "found": 1, "helpful": 1, "effort": 1, "contact": -1, "readers": 0, "nothing": -1}
    made = []
    for key in MEASURES:
        value, old = now[key], before[key]
        change = 0
        # What reads the same has not changed: "3.4, down from 3.4" is no news. Nor is what chance may have done.
        if value is not None and old is not None and written(key, value, voice) != written(key, old, voice):
            change = ((value > old) - (value < old)) * changed(key, days, days_before)
        made.append(
            Tile(
                names[key],
                written(key, value, voice),
                written(key, old, voice),
                change,
                change * good[key],
                charts.spark(names[key], [week[key] or 0 for week in by_week]) if len(by_week) > 1 else Markup(),
            )
        )
    return made


def before_measures(report: Report) -> dict[str, float | None]:
    """The figures of the period before: counts only where it was recorded whole, shares where a week of it was."""
    period = report.period
    known = measures(report.sum(period.before.first, period.before.last))
    return {
        key: value if (period.comparable if key in ("searches", "readers") else period.shares_comparable) else None
        for key, value in known.items()
    }


def tile_names(voice: LocaleView) -> dict[str, str]:
    """What the figures are called."""
    text = voice.gettext
    return {
        "searches": text("Searches"),
        "found": text("Searches with something opened"),
        "helpful": text("“Yes, it helped”"),
        "effort": text("Ease of finding help, 1 to 5"),
        "contact": text("Visits that contacted support"),
        "readers": text("Readers"),
        "nothing": text("Searches that found nothing"),
    }


def written(key: str, value: float | None, voice: LocaleView) -> str:
    """A figure as people read it."""
    if value is None:
        return "–"
    if key in ("searches", "readers"):
        return voice.number(value)
    return voice.number(value, 1) if key == "effort" else voice.percent(value)


def trend_charts(report: Report, voice: LocaleView) -> list[tuple[str, Markup, list[str]]]:
    """Title, drawing and legend of each chart; none where there are fewer than three weeks."""
    spans = [span for span in report.period.weeks(report.first_day) if not span.cut]
    if len(spans) < 3:
        return []
    days = [report.sum(span.first, span.last) for span in spans]
    values = [measures(day) for day in days]
    labels = [voice.short_day(span.last) for span in spans]
    text = voice.gettext
    searches, opened = text("Searches"), text("Something was opened")
    shown: list[tuple[str, list[tuple[str, list[float | None]]], Callable[[float], str], float | None]] = [
        (
            text("Searches a week"),
            [(searches, [float(day.searches) for day in days]), (opened, [float(day.opened) for day in days])],
            voice.number,
            None,
        ),
        (text("“Yes, it helped”"), [(text("“Yes, it helped”"), [value["helpful"] for value in values])], voice.percent, 1.0),
        (
            text("Visits that contacted support"),
            [(text("Visits that contacted support"), [value["contact"] for value in values])],
            voice.percent,
            None,
        ),
    ]
    return [
        (title, charts.lines(title, labels, series, number, top), [name for name, _ in series] if len(series) > 1 else [])
        for title, series, number, top in shown
    ]


@dataclass(frozen=True)
class SpanRow:
    """A week or a month in a table: its name and last day, each figure as written and as it sorts, whether days are missing."""

    name: str
    last: int
    figures: tuple[tuple[str, float], ...]
    cut: bool


def weeks(report: Report, voice: LocaleView) -> list[SpanRow]:
    """The last weeks, newest first."""
    return [_row(voice.day(span.last), span, report, voice) for span in reversed(report.period.weeks(report.first_day)[-8:])]


def months(report: Report, voice: LocaleView) -> list[SpanRow]:
    """The months of the reader's calendar, newest first."""
    spans = report.period.months(voice.locale.calendar, report.first_day)
    return [_row(voice.month(span), span, report, voice) for span in reversed(spans)]


def _row(name: str, span: DaySpan, report: Report, voice: LocaleView) -> SpanRow:
    values = measures(report.sum(span.first, span.last))
    # What is not known sorts below everything that is.
    figures = tuple((written(key, value, voice), -1.0 if value is None else round(value, 4)) for key, value in values.items())
    return SpanRow(name, span.last, figures, span.cut)


def week_spark(question: Question, voice: LocaleView, cut: int = 0) -> Markup:
    """The readers left in each week; the first, so many, were not recorded whole and would look as if readers had been few."""
    title, weeks = voice.gettext("Readers left without help, week by week"), question.weeks[cut:]
    return charts.spark(title, weeks) if sum(weeks) and len(weeks) > 1 else Markup()


def interval(votes: Helpfulness) -> Mapping[str, str]:
    """Where the bar of an article's helpfulness begins and ends, in per cent of its width."""
    low, high = votes.bounds
    return {"low": f"{low * 100:.1f}", "width": f"{(high - low) * 100:.1f}", "share": f"{votes.share * 100:.1f}"}
