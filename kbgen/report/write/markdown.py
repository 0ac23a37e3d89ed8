"""The report as Markdown, short, for a pull request or a chat.

Receives a `Report` and a voice; returns text. Readers' words are code, so that nothing in them is markup.
"""

from __future__ import annotations

import re

from kbgen.report.judge.figures import Report
from kbgen.report.write.goals import goal_rows, goal_sentence
from kbgen.report.write.locale_view import LocaleView, straight
from kbgen.report.write.page import MEASURES, before_measures, measures, tile_names, written
from kbgen.report.write.sentences import Sentences


def as_markdown(report: Report, voice: LocaleView) -> str:
    """A short form for a pull request, in one language."""
    text, sentences, period = voice.gettext, Sentences(report, voice), report.period
    lines = [f"# {text('What readers asked and did not find')}", "", f"{voice.day(period.first)} – {voice.day(period.last)}", ""]
    if report.notes.simulated:
        lines += [f"**{text('Simulated: these readers never existed. kbgen simulate made them up to show the report.')}**", ""]
    lines += _tiles(report, voice)
    if report.goals:
        rows = goal_rows(report.goals, voice)
        lines += [f"## {text('Goals')}", "", *(f"- {_plain(goal_sentence(row, voice))}" for row in rows), ""]
    lines += [f"## {text('Gaps: what to write next')}", ""]
    if report.gaps:
        names = [text("Number"), text("Question"), text("Readers left without help"), text("Closest article")]
        lines += [_row(names), _row(["---"] * 4)]
        for number, gap in enumerate(report.gaps[:10], 1):
            nearest = _plain(gap.nearest[0].title) if gap.nearest else "–"
            left = f"{voice.number(gap.left)} ({sentences.change(gap.left, gap.before)})"
            lines.append(_row([voice.number(number), _code(gap.text), left, nearest]))
    else:
        lines.append(text("No reader was left without help."))
    lines += ["", f"## {text('Articles that fail their readers')}", ""]
    if report.articles:
        lines += [_row([text("Article"), text("Helpful"), text("Votes"), text("Owner")]), _row(["---"] * 4)]
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
    if report.demand:
        lines += ["", f"## {text('Translations in demand')}", ""]
        lines += [
            _row([text("Article"), text("Language"), text("Read without a translation"), text("Searches only it answers")]),
            _row(["---"] * 4),
        ]
        for wanted in report.demand[:10]:
            figures = [voice.number(wanted.reads), voice.number(wanted.searches)]
            lines.append(_row([_plain(wanted.title), voice.locale.language_name(wanted.locale), *figures]))
    if report.problems:
        lines += ["", f"## {text('What assistants reported')}", ""]
        for told in report.problems[:10]:
            said = " · ".join(map(_code, told.words))
            lines.append(
                f"- {_plain(told.title)} ({voice.locale.language_name(told.locale)}): {voice.number(told.times)} {said}".rstrip()
            )
    if not report.empty:
        lines += ["", f"## {text('Contact')}", "", sentences.without_contact()]
    lines += [f"\n{note}" for note in sentences.notes()]
    return "\n".join(lines) + "\n"


def _tiles(report: Report, voice: LocaleView) -> list[str]:
    """The figures of the period beside those before, as the page has them on top."""
    if report.empty:
        return []
    now, before = measures(report.sum(report.period.first, report.period.last)), before_measures(report)
    names = tile_names(voice)
    lines = [_row(["", voice.gettext("Now"), voice.gettext("Before")]), _row(["---"] * 3)]
    return [*lines, *(_row([names[key], written(key, now[key], voice), written(key, before[key], voice)]) for key in MEASURES), ""]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _code(text: str) -> str:
    """Readers' words as code: with backticks and bars out of the way nothing in them can end it."""
    return "`" + re.sub(r"\s+", " ", straight(text).replace("`", "'").replace("|", "¦")) + "`"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", re.sub(r"\s+", " ", straight(text)))
