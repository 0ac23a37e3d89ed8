"""What the contact page and block show of one locale's `Contact`: hours in words, and all that the browser needs.

Receives a `Contact` and a `Locale`; returns frozen views for `theme/partials/contact.html`. The hours stand on the page as
text, in the desk's own time zone, so that they are there without JavaScript.
"""

from __future__ import annotations

from datetime import datetime, time
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import format_time, get_day_names, get_timezone_gmt, get_timezone_location, get_timezone_name

from kbgen.language import tag as tags
from kbgen.language.locale import Locale
from kbgen.pages.contact import Channel, ChannelKind, Contact, Hours

# What JavaScript's Intl calls our calendars.
_CALENDARS = {"gregorian": "gregory", "persian": "persian", "umm-al-qura": "islamic-umalqura"}


class OpeningLine(NamedTuple):
    """One line of the opening hours: `Saturday – Wednesday`, `08:00–16:00`."""

    days: str
    times: str


class ChannelView(NamedTuple):
    """One channel as the template shows it. `hours` is empty for a channel that is always open."""

    kind: str
    address: str
    href: str
    hours: tuple[OpeningLine, ...]
    zone: str
    data: str


class ContactView(NamedTuple):
    """The contact page's data.

    `question_link` works without JavaScript; `question_action` may have `{question}` in it, which the browser replaces.
    `format` is the locale with calendar and digits, as `Intl` takes it.
    """

    channels: tuple[ChannelView, ...]
    question_kind: str
    question_action: str
    question_link: str
    format: str


def contact_view(contact: Contact, locale: Locale) -> ContactView:
    """Everything in the words and digits of `locale`."""
    question = contact.question
    return ContactView(
        channels=tuple(_channel(channel, locale) for channel in contact.channels if channel.kind is not ChannelKind.FORM),
        question_kind=question.kind.value if question else "",
        question_action=_question_action(question) if question else "",
        question_link=question.href if question else "",
        format=f"{locale.tag}-u-ca-{_CALENDARS[locale.calendar]}-nu-{locale.numbering}",
    )


def _question_action(channel: Channel) -> str:
    """Where the question goes, with `{question}` where the browser puts it, if anywhere."""
    if channel.kind is ChannelKind.MAIL:
        return f"{channel.href}?body={{question}}"
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
    )


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
    data = tags.data(locale.tag)
    names = get_day_names("wide", "stand-alone", locale=data)
    times_of = [_times(hours, day, locale) for day in range(7)]
    # Weeks begin on different days in different countries; after the closed day is where everybody's work begins.
    start = next((day for day in range(7) if times_of[day] and not times_of[day - 1]), data.first_week_day)
    week = [(day % 7, times_of[day % 7]) for day in range(start, start + 7)]
    lines = []
    for times, group in groupby(week, key=lambda entry: entry[1]):
        days = [day for day, _ in group]
        if times:
            label = names[days[0]] if len(days) == 1 else f"{names[days[0]]} – {names[days[-1]]}"
            lines.append(OpeningLine(label, times))
    return tuple(lines)


def _times(hours: Hours, weekday: int, locale: Locale) -> str:
    spans = [span for span in hours.spans if span.weekday == weekday]
    return locale.join([f"{_time(span.opens, locale)}–{_time(span.closes, locale)}" for span in spans]) if spans else ""


def _time(minutes: int, locale: Locale) -> str:
    moment = time(minutes // 60 % 24, minutes % 60)
    return locale.digits(format_time(moment, "short", locale=tags.data(locale.tag)))
