"""What the contact page and block show of one locale's `Contact`: hours in words, and all that the browser needs.

Receives a `Contact` and a `Locale`; returns frozen views for `theme/partials/contact.html`. The hours stand on the page as
text, in the desk's own time zone, so that they are there without JavaScript.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import (
    format_time,
    format_timedelta,
    get_day_names,
    get_timezone_gmt,
    get_timezone_location,
    get_timezone_name,
)

from kbgen.language import tag as tags
from kbgen.language.locale import Locale
from kbgen.pages.contact.channels import QUESTION, Channel, ChannelKind, Contact, Hours
from kbgen.pages.contact.promise import Duration, Promise

# What JavaScript's Intl calls our calendars.
_CALENDARS = {"gregorian": "gregory", "persian": "persian", "umm-al-qura": "islamic-umalqura"}


class OpeningLine(NamedTuple):
    """One line of the opening hours: `Saturday – Wednesday`, `08:00–16:00`."""

    days: str
    times: str


class ChannelView(NamedTuple):
    """One channel as the template shows it. `hours` is empty for a channel that is always open; `within` is how long an answer
    takes, `within_closed` out of hours where that differs, and `promise` both for the browser, which knows what time it is."""

    kind: str
    address: str
    href: str
    hours: tuple[OpeningLine, ...]
    zone: str
    data: str
    within: str = ""
    within_closed: str = ""
    promise: str = ""


class HoursTable(NamedTuple):
    """All opening hours at once. `columns` are the channels that share hours, with the name of their time zone; of `rows`, each
    is some days and the times of every column, empty where it is closed."""

    columns: tuple[tuple[tuple[str, ...], str], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class ContactView(NamedTuple):
    """The contact page's data.

    `question_link` works without JavaScript; `question_action` may have `{question}` in it, which the browser replaces.
    `format` is the locale with calendar and digits, as `Intl` takes it.
    """

    channels: tuple[ChannelView, ...]
    question_kind: str
    question_address: str
    question_action: str
    question_link: str
    format: str
    hours: HoursTable | None = None


def contact_view(contact: Contact, locale: Locale) -> ContactView:
    """Everything in the words and digits of `locale`."""
    question = contact.question
    # A form that takes the question is what the page itself has above the channels.
    shown = [channel for channel in contact.channels if channel.kind is not ChannelKind.FORM or channel != question]
    return ContactView(
        channels=tuple(_channel(channel, locale) for channel in sorted(shown, key=_wait)),
        question_kind=question.kind.value if question else "",
        question_address=question.address if question and question.kind is ChannelKind.MAIL else "",
        question_action=_question_action(question) if question else "",
        question_link=question.href if question else "",
        format=f"{locale.tag}-u-ca-{_CALENDARS[locale.calendar]}-nu-{locale.numbering}",
        hours=_table(shown, locale),
    )


def _wait(channel: Channel) -> tuple[bool, int]:
    """The quickest answer first; ways that promise none follow in their usual order."""
    return (channel.promise is None, channel.promise.opened.minutes if channel.promise else 0)


def _question_action(channel: Channel) -> str:
    """Where the question goes, with `{question}` where the browser puts it, if anywhere."""
    if channel.kind is ChannelKind.MAIL:
        return f"{channel.href}?body={QUESTION}"
    return channel.address


def _channel(channel: Channel, locale: Locale) -> ChannelView:
    hours = channel.hours
    return ChannelView(
        kind=channel.kind.value,
        address=channel.address,
        href=channel.href,
        hours=_lines(hours, locale) if hours else (),
        zone=_zone(hours.zone, locale) if hours else "",
        data=hours.as_json() if hours else "",
        within=_duration(channel.promise.opened, locale) if channel.promise else "",
        within_closed=_duration(channel.promise.closed, locale) if channel.promise and channel.promise.closed else "",
        promise=_promise(channel.promise, locale) if channel.promise else "",
    )


def _duration(duration: Duration, locale: Locale) -> str:
    # In the unit that was written: a day is not 24 hours. The threshold beyond which Babel takes a larger unit is far off.
    whole = timedelta(minutes=duration.minutes)
    return locale.digits(format_timedelta(whole, duration.unit, threshold=1e6, locale=tags.data(locale.tag)))


def _promise(promise: Promise, locale: Locale) -> str:
    """For `assets/javascripts/feedback/promise.js`: minutes to compare, words to show."""
    said = {
        "open": [promise.opened.minutes, _duration(promise.opened, locale)],
        "closed": [promise.closed.minutes, _duration(promise.closed, locale)] if promise.closed else None,
        "hours": [[start, end, each.minutes, _duration(each, locale)] for start, end, each in promise.by_hour],
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, separators=(",", ":"))


def _table(channels: list[Channel], locale: Locale) -> HoursTable | None:
    """Channels with the same hours share a column, days with the same times in all columns a row."""
    groups: dict[Hours, list[str]] = {}
    for channel in channels:
        if channel.hours:
            groups.setdefault(channel.hours, []).append(channel.kind.value)
    if not groups:
        return None
    times = [tuple(_times(hours, day, locale) for hours in groups) for day in range(7)]
    columns = tuple((tuple(kinds), _zone(hours.zone, locale)) for hours, kinds in groups.items())
    return HoursTable(columns, tuple(_rows(times, locale)))


def _zone(zone: str, locale: Locale) -> str:
    """`Iran Time`; where a zone is no country's, its name or its distance from Greenwich."""
    data = tags.data(locale.tag)
    place = get_timezone_location(zone, locale=data)
    if get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone), "ZZ") != "ZZ":
        return place
    # UTC and the zones of Etc/: their place would be "Unknown Region (UTC) Time".
    name = get_timezone_name(ZoneInfo(zone), zone_variant="standard", locale=data)
    # Such a zone is as far from Greenwich on every day.
    return name if name != place else locale.digits(get_timezone_gmt(datetime(2000, 1, 1, tzinfo=ZoneInfo(zone)), locale=data))


def _lines(hours: Hours, locale: Locale) -> tuple[OpeningLine, ...]:
    """Days that follow each other with the same times share a line."""
    times = [(_times(hours, day, locale),) for day in range(7)]
    return tuple(OpeningLine(days, times[0]) for days, times in _rows(times, locale))


def _rows(times_of: Sequence[tuple[str, ...]], locale: Locale) -> list[tuple[str, tuple[str, ...]]]:
    """The days of a week that are open somewhere; `times_of` has them from Monday, each with the times of every column."""
    data = tags.data(locale.tag)
    names = get_day_names("wide", "stand-alone", locale=data)
    # Weeks begin on different days in different countries; after the closed day is where everybody's work begins.
    start = next((day for day in range(7) if any(times_of[day]) and not any(times_of[day - 1])), data.first_week_day)
    week = [(day % 7, times_of[day % 7]) for day in range(start, start + 7)]
    rows = []
    for times, group in groupby(week, key=lambda entry: entry[1]):
        days = [day for day, _ in group]
        if any(times):
            rows.append((names[days[0]] if len(days) == 1 else f"{names[days[0]]} – {names[days[-1]]}", times))
    return rows


def _times(hours: Hours, weekday: int, locale: Locale) -> str:
    spans = [span for span in hours.spans if span.weekday == weekday]
    return locale.join([f"{_time(span.opens, locale)}–{_time(span.closes, locale)}" for span in spans]) if spans else ""


def _time(minutes: int, locale: Locale) -> str:
    moment = time(minutes // 60 % 24, minutes % 60)
    return locale.digits(format_time(moment, "short", locale=tags.data(locale.tag)))
