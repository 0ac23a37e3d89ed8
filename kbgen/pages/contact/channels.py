"""The ways to a person: what `contact` in `mkdocs.yml` says, checked, for each locale.

Receives the plugin's mapping; returns a frozen `Contact` for each locale that has a channel, and an issue for every mistake.
Settings of a locale replace the general ones key by key; a channel set to `false` there is taken away.

    contact:
      time_zone: Asia/Tehran
      hours: {sat-wed: 08:00-16:00, thu: 08:00-12:00}
      holidays: [2027-03-21, 12-25]        # a day, or the same day each year (Gregorian)
      mail: {address: help@example.com, answers_within: 4 hours}
      form: "https://desk.example.com/requests?text={question}"
      locales:
        fa: {phone: {address: +98 21 1234 5678, hours: {sat-wed: 09:00-13:00}}}
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kbgen.config import Settings
from kbgen.issues import Issue
from kbgen.pages.contact.promise import Promise, promise_from

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES = ("time_zone", "hours", "holidays", "answers_within")
# What an address has where it takes a question that was written on the contact page.
QUESTION = "{question}"
_SPAN = re.compile(r"^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$")
_MAIL = re.compile(r"^[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+$")
_PHONE = re.compile(r"^\+?[\d\s()./-]{3,30}$")
_MINUTES_A_DAY = 24 * 60


class ChannelKind(StrEnum):
    """The ways there are, in the order in which they are shown."""

    CHAT = "chat"
    PHONE = "phone"
    MAIL = "mail"
    FORM = "form"


class Span(NamedTuple):
    """Open on `weekday` (0 is Monday) from `opens` to `closes`, in minutes of the desk's own day.

    `closes` is beyond 1440 where the desk closes after midnight.
    """

    weekday: int
    opens: int
    closes: int


class Hours(NamedTuple):
    """When a channel is open, in its own time zone. `holidays` are `2027-03-21`, or `12-25` for each year."""

    zone: str
    spans: tuple[Span, ...]
    holidays: tuple[str, ...] = ()

    def as_json(self) -> str:
        """For the page: `assets/javascripts/feedback/hours.js` computes "open now" from this alone."""
        week: dict[int, list[list[int]]] = {}
        for span in self.spans:
            week.setdefault(span.weekday, []).append([span.opens, span.closes])
        return json.dumps({"zone": self.zone, "week": week, "holidays": list(self.holidays)}, separators=(",", ":"))


class Channel(NamedTuple):
    """One way: `address` as a person reads it, `href` as a link; without `hours` it is always open. `promise` is how long an
    answer takes, where that was said."""

    kind: ChannelKind
    address: str
    hours: Hours | None = None
    promise: Promise | None = None

    @property
    def carries_question(self) -> bool:
        """Whether a question written on the page arrives with it; else it would be lost on the way."""
        return self.kind is ChannelKind.MAIL or (self.kind is ChannelKind.FORM and QUESTION in self.address)

    @property
    def href(self) -> str:
        """What a click leads to."""
        if self.kind is ChannelKind.MAIL:
            return "mailto:" + quote(self.address, safe="@+.")
        if self.kind is ChannelKind.PHONE:
            return "tel:" + re.sub(r"[^\d+]", "", self.address)
        # A form's address may say where the question goes: https://desk.example.com/new?text={question}
        return self.address.replace(QUESTION, "")


class Contact(NamedTuple):
    """All ways of one locale, and where a written question goes: a form that takes it, else mail, else nowhere."""

    channels: tuple[Channel, ...]

    @property
    def question(self) -> Channel | None:
        """The channel that takes a question written on the page."""
        for kind in (ChannelKind.FORM, ChannelKind.MAIL):
            for channel in self.channels:
                if channel.kind is kind and channel.carries_question:
                    return channel
        return None


def contacts_from(settings: Settings) -> tuple[Mapping[str, Contact], list[Issue]]:
    """Contacts by locale, and what is wrong with the settings. Locales without any channel are left out."""
    issues: list[Issue] = []

    def wrong(message: str, suggestion: str = "") -> None:
        issues.append(Issue(settings.config_file.name, 0, "contact", message, suggestion=suggestion))

    options = settings.options.get("contact")
    if options is None:
        return {}, []
    if not isinstance(options, Mapping):
        wrong("contact is not a mapping.", "Write for example: contact: {mail: help@example.com}.")
        return {}, issues
    local = options.get("locales") or {}
    if not isinstance(local, Mapping):
        wrong("contact: locales is not a mapping.", "Write for example: locales: {fa: {phone: +98 21 1234 5678}}.")
        local = {}
    tags = [locale.tag for locale in settings.locales]
    for tag in local:
        if tag not in tags:
            wrong(f"contact: locales: {tag} is not a locale of this site.", f"They are {', '.join(tags)}.")
    contacts = {}
    for tag in tags:
        own = local.get(tag) or {}
        if not isinstance(own, Mapping):
            wrong(f"contact: locales: {tag} is not a mapping.")
            own = {}
        general = {key: value for key, value in options.items() if key != "locales"}
        contact = _contact({**general, **own}, wrong)
        if contact.channels:
            contacts[tag] = contact
    # A mistake in the general part shows in every locale that inherits it; once is enough.
    return contacts, sorted(set(issues))


_Wrong = Callable[..., None]


def _contact(options: Mapping[Any, Any], wrong: _Wrong) -> Contact:
    known = (*_TIMES, *ChannelKind)
    for key in options:
        if key not in known:
            wrong(f"contact: {key} is not an option.", f"Known: {', '.join(known)}, locales.")
    times = {key: options[key] for key in _TIMES if key in options}
    channels = []
    for kind in ChannelKind:
        value = options.get(kind.value)
        if value is None or value is False:
            continue
        entry = value if isinstance(value, Mapping) else {"address": value}
        for key in entry:
            if key not in {"address", *_TIMES}:
                wrong(f"contact: {kind}: {key} is not an option.", f"Known: address, {', '.join(_TIMES)}.")
        address = str(entry.get("address") or "").strip()
        problem = _address_problem(kind, address)
        if problem:
            wrong(f"contact: {kind} is {address or 'empty'}: {problem}")
            continue
        own_times = {**times, **{key: entry[key] for key in _TIMES if key in entry}}
        hours = _hours(own_times, wrong)
        channels.append(Channel(kind, address, hours, promise_from(own_times.get("answers_within"), hours is not None, wrong)))
    return Contact(tuple(channels))


def _address_problem(kind: ChannelKind, address: str) -> str:
    if kind is ChannelKind.MAIL:
        return "" if _MAIL.match(address) else "write one address, such as help@example.com."
    if kind is ChannelKind.PHONE:
        return "" if _PHONE.match(address) else "write it with its country, such as +44 20 7946 0000."
    try:
        parts = urlsplit(address)
    except ValueError:
        return "that is no address."
    # Anything but https would show readers a warning, or run as a script.
    return "" if parts.scheme == "https" and parts.netloc else "write an address that begins with https://."


def _hours(options: Mapping[str, Any], wrong: _Wrong) -> Hours | None:
    week = options.get("hours")
    if not week:
        return None
    if not isinstance(week, Mapping):
        wrong("contact: hours is not a mapping.", "Write for example: hours: {mon-fri: 09:00-17:00}.")
        return None
    zone = str(options.get("time_zone") or "")
    if not _is_zone(zone):
        wrong(
            f"contact: time_zone is {zone or 'missing'}.",
            "Name one such as Asia/Tehran; hours mean nothing without.",
        )
        return None
    spans: list[Span] = []
    for days, times in week.items():
        weekdays = _weekdays(str(days))
        if not weekdays:
            wrong(f"contact: hours: {days} is no day.", f"Days are {', '.join(DAYS)}; a range is mon-fri.")
        for text in times if isinstance(times, list) else [times]:
            span = _SPAN.match(str(text).strip())
            opens, closes = (_minutes(span[1], span[2]), _minutes(span[3], span[4])) if span else (-1, -1)
            if opens < 0 or closes < 0 or opens == _MINUTES_A_DAY:
                wrong(f"contact: hours: {days}: {text} is no time.", "Write for example 09:00-17:00; 24:00 is midnight.")
                continue
            overnight = _MINUTES_A_DAY if closes <= opens else 0
            spans += [Span(weekday, opens, closes + overnight) for weekday in weekdays]
    return Hours(zone, tuple(sorted(spans)), _holidays(options.get("holidays"), wrong)) if spans else None


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _weekdays(text: str) -> list[int]:
    first, dash, last = text.strip().lower().partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        return []
    start = DAYS.index(first)
    length = (DAYS.index(last) - start) % 7 if dash else 0
    return [(start + step) % 7 for step in range(length + 1)]


def _minutes(hours: str, minutes: str) -> int:
    total = int(hours) * 60 + int(minutes)
    return total if int(minutes) < 60 and total <= _MINUTES_A_DAY else -1


def _holidays(value: Any, wrong: _Wrong) -> tuple[str, ...]:
    days: Iterable[Any] = value if isinstance(value, list) else [] if value is None else [value]
    found = []
    for day in days:
        text = str(day)
        try:
            # A leap year lets 02-29 be a holiday.
            date.fromisoformat(text if len(text) > 5 else f"2000-{text}")
        except ValueError:
            wrong(f"contact: holidays: {text} is no day.", "Write 2027-03-21, or 12-25 for the same day each year.")
            continue
        found.append(text)
    return tuple(sorted(found))
