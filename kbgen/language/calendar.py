"""Writes a Gregorian date in the calendar of a locale.

Receives a date, a calendar of `kbgen.config.CALENDARS`, a CLDR date pattern and the calendar's month names; returns the
text, in ASCII digits. Babel formats Gregorian dates only: Solar Hijri dates (`persian`) come from jdatetime, and Umm
al-Qura dates from hijridate, which has the tables published for 1343 to 1500 AH (1 August 1924 to 16 November 2077).
A date outside what a library covers is written in the Gregorian calendar.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kbgen.language.tables.months import MONTHS
from kbgen.language.tag import lineage

_FIELD = re.compile(r"'([^']*)'|y+|M+|L+|d+|G+|[^yMLdG']+")


class CalendarDay(NamedTuple):
    """A day as its calendar counts it; `calendar` is `gregorian` where the one asked for does not reach."""

    calendar: str
    year: int
    month: int
    day: int


def in_calendar(day: date, calendar: str) -> CalendarDay:
    """The same day in `calendar`, or in the Gregorian one where that does not cover it."""
    # Imported when needed: 30 ms for jdatetime and 22 ms for hijridate, at the start of every command.
    if calendar == "persian":
        import jdatetime  # type: ignore[import-untyped]  # it carries no types

        try:
            solar = jdatetime.date.fromgregorian(year=day.year, month=day.month, day=day.day)
            return CalendarDay(calendar, solar.year, solar.month, solar.day)
        except ValueError:
            pass
    elif calendar == "umm-al-qura":
        from hijridate import Gregorian

        try:
            lunar = Gregorian(day.year, day.month, day.day).to_hijri()
            return CalendarDay(calendar, lunar.year, lunar.month, lunar.day)
        except OverflowError:
            pass
    return CalendarDay("gregorian", day.year, day.month, day.day)


def written(day: CalendarDay, pattern: str, months: tuple[str, ...]) -> str:
    """The day in a CLDR pattern such as `d MMMM y`; eras (`G`) are left out, and month names are never shortened."""
    parts = []
    for match in _FIELD.finditer(pattern):
        field = match[0]
        if field.startswith("'"):
            parts.append(match[1] or "'")
        elif field[0] == "y":
            parts.append(f"{day.year % 100:02}" if len(field) == 2 else str(day.year))
        elif field[0] in "ML":
            parts.append(months[day.month - 1] if len(field) > 2 else f"{day.month:0{len(field)}}")
        elif field[0] == "d":
            parts.append(f"{day.day:0{len(field)}}")
        elif field[0] != "G":
            parts.append(field)
    return re.sub(r" {2,}", " ", "".join(parts)).strip()


def month_names(calendar: str, tag: str) -> tuple[str, ...]:
    """The twelve months of `calendar` in the language of `tag`; none for Gregorian, whose names are Babel's."""
    names = MONTHS.get(calendar, {})
    return next((names[name] for name in (*lineage(tag), tag.partition("-")[0], "en") if name in names), ())
