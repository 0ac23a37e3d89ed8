"""How long an answer takes: what `answers_within` of a channel says, checked.

    answers_within: 1 day                                   # at any time
    answers_within: {open: 2 hours, closed: 1 day}          # while somebody is there, and while nobody is
    answers_within: {"09:00-12:00": 5 minutes, open: 20 minutes, closed: 1 day}   # by the hour of the desk's own day

A customer who knows how long it takes waits more calmly and asks only once; the handbook's article on hours says more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, cast

Unit = Literal["minute", "hour", "day", "week"]
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
_DURATION = re.compile(r"^(\d{1,3})\s*(minute|hour|day|week)s?$")
_HOURS = re.compile(r"^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$")
_DAY = 24 * 60
_ADVICE = "Write for example 2 hours, or {open: 2 hours, closed: 1 day}."

Wrong = Callable[..., None]


class Duration(NamedTuple):
    """`amount` of a `unit`: minute, hour, day or week."""

    amount: int
    unit: Unit

    @property
    def minutes(self) -> int:
        """To compare one with another."""
        return self.amount * _MINUTES[self.unit]


class Promise(NamedTuple):
    """What readers may expect. `by_hour` is (from, to, duration) in minutes of the desk's day, and comes before `opened`;
    `closed` is None where it is the same as while somebody is there."""

    opened: Duration
    closed: Duration | None = None
    by_hour: tuple[tuple[int, int, Duration], ...] = ()


def promise_from(value: Any, has_hours: bool, wrong: Wrong) -> Promise | None:
    """What `value`, as YAML gives it, promises; None where there is none, or nothing that can be understood."""
    if value is None or value is False:
        return None
    if not isinstance(value, Mapping):
        duration = _duration(value, "", wrong)
        return Promise(duration) if duration else None
    named: dict[str, Duration] = {}
    by_hour: list[tuple[int, int, Duration]] = []
    for key, text in value.items():
        duration = _duration(text, f"{key}: ", wrong)
        span = _span(str(key))
        if key not in ("open", "closed") and span is None:
            wrong(f"contact: answers_within: {key} is neither open, closed nor a time.", "Write times as 09:00-12:00.")
        elif duration and span:
            by_hour.append((*span, duration))
        elif duration:
            named[str(key)] = duration
    if (by_hour or "closed" in named) and not has_hours:
        wrong("contact: answers_within differs by hour, but there are no hours.", "Set hours and time_zone, or one time for all.")
        return None
    usual = named.get("open") or max((entry[2] for entry in by_hour), key=lambda each: each.minutes, default=None)
    if usual is None:
        if not by_hour and "closed" in named:
            wrong("contact: answers_within says nothing about open.", _ADVICE)
        return None
    return Promise(usual, named.get("closed"), tuple(sorted(by_hour)))


def _duration(value: Any, where: str, wrong: Wrong) -> Duration | None:
    found = _DURATION.match(str(value).strip().lower())
    if not found or int(found[1]) == 0:
        wrong(f"contact: answers_within: {where}{value} is no time.", _ADVICE)
        return None
    return Duration(int(found[1]), cast(Unit, found[2]))


def _span(text: str) -> tuple[int, int] | None:
    found = _HOURS.match(text.strip())
    if not found:
        return None
    start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return (start, end) if start < end <= _DAY else None
