"""Goals in words: where each stands, how fast it moves and where that leads.

Receives the standings of a report and a voice; returns rows for pages and sentences for mail and Markdown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.report.judge.pace import Estimate, Standing, State
from kbgen.report.read.goals_file import Measure
from kbgen.report.read.period import as_date
from kbgen.report.read.site import KnownSite
from kbgen.report.write.locale_view import LocaleView


@dataclass(frozen=True)
class GoalRow:
    """One goal as people read it; `good` is 1, -1 or 0 where nobody can tell yet."""

    name: str
    aim: str
    by: str
    start: str
    now: str
    pace: str
    leads_to: str
    state: str
    good: int


def goal_rows(
    standings: Sequence[Standing], voice: LocaleView, site: KnownSite | None = None, section: Callable[[str], str] = str
) -> list[GoalRow]:
    """A row for each goal; `section` says what a folder is called."""
    good = {State.REACHED: 1, State.ON_TRACK: 1, State.OUT_OF_REACH: -1, State.MISSED: -1}
    return [
        GoalRow(
            goal_name(one, voice, site, section),
            share(one.goal.aim, voice),
            voice.day(one.goal.by),
            estimate(one.start, voice),
            estimate(one.now, voice),
            _pace(one.pace, voice),
            estimate(one.leads_to, voice),
            state_words(one.state, voice),
            good.get(one.state, 0),
        )
        for one in standings
    ]


def goal_sentence(row: GoalRow, voice: LocaleView) -> str:
    """The same in a line of text."""
    said = voice.gettext("{goal}: {now} now, the aim is {aim} by {day}: {state}.").format(
        goal=row.name, now=row.now, aim=row.aim, day=row.by, state=row.state
    )
    if row.leads_to == "–":
        return said
    return f"{said} {voice.gettext('Today’s pace leads to {share}.').format(share=row.leads_to)}"


def goal_name(one: Standing, voice: LocaleView, site: KnownSite | None = None, section: Callable[[str], str] = str) -> str:
    """What is measured, and of what."""
    text = voice.gettext
    names = {
        Measure.HELPFULNESS: text("“Yes, it helped”"),
        Measure.CONTACT_RATE: text("Visits that contacted support"),
        Measure.NO_RESULT_RATE: text("Searches that found nothing"),
        Measure.ANSWERED_GAPS: text("Gaps that were answered"),
    }
    goal = one.goal
    scope = [f"\u2068{section(goal.section)}\u2069"] if goal.section else []
    scope += [site.team(goal.owner, voice.tag) if site else goal.owner] if goal.owner else []
    scope += [voice.locale.language_name(goal.locale)] if goal.locale else []
    return f"{names[goal.measure]} ({voice.locale.join(scope)})" if scope else names[goal.measure]


def state_words(state: State, voice: LocaleView) -> str:
    """What to think of it."""
    text = voice.gettext
    return {
        State.REACHED: text("reached"),
        State.ON_TRACK: text("on track"),
        State.UNCERTAIN: text("open: today’s pace may or may not do"),
        State.OUT_OF_REACH: text("out of reach at today’s pace"),
        State.MISSED: text("missed"),
        State.TOO_EARLY: text("too early to tell"),
    }[state]


def estimate(value: Estimate | None, voice: LocaleView) -> str:
    """A share with between which shares it lies."""
    if value is None:
        return "–"
    low, high = share(value.low, voice), share(value.high, voice)
    return voice.gettext("{share} ({low} to {high})").format(share=share(value.value, voice), low=low, high=high)


def share(value: float, voice: LocaleView) -> str:
    """A share as a percentage, with one digit more where a whole one says too little."""
    if value in (0, 1) or value >= 0.095:
        return voice.percent(value)
    return voice.gettext("{number}%").format(number=voice.number(value * 100, 1))


def _pace(pace: Estimate | None, voice: LocaleView) -> str:
    """The change in a week, in percentage points."""
    if pace is None:
        return "–"
    value, low, high = (voice.number(one * 100, 1) for one in (pace.value, pace.low, pace.high))
    return voice.gettext("{points} points a week ({low} to {high})").format(points=value, low=low, high=high)


def goals_json(standings: Sequence[Standing]) -> list[dict[str, Any]]:
    """The goals for programs, with their weeks."""
    return [
        {
            "id": one.goal.id,
            "goal": str(one.goal.measure),
            "section": one.goal.section,
            "owner": one.goal.owner,
            "locale": one.goal.locale,
            "aim": one.goal.aim,
            "from": None if one.goal.since is None else as_date(one.goal.since).isoformat(),
            "by": as_date(one.goal.by).isoformat(),
            "days_left": one.days_left,
            "state": str(one.state),
            "start": _numbers(one.start),
            "now": _numbers(one.now),
            "pace_a_week": _numbers(one.pace),
            "pace_needed": None if one.needed is None else round(one.needed, 5),
            "leads_to": _numbers(one.leads_to),
            "weeks": [{"last_day": as_date(week.last).isoformat(), "part": week.part, "whole": week.whole} for week in one.weeks],
        }
        for one in standings
    ]


def _numbers(value: Estimate | None) -> dict[str, float | int] | None:
    if value is None:
        return None
    return {"value": round(value.value, 5), "low": round(value.low, 5), "high": round(value.high, 5), "of": value.of}
