"""A locale as reports need it: its texts, numbers, days and spans of days, and readers' words kept in their own boxes.

Receives the settings of a locale and its catalogue; gives templates one object that speaks the language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from babel.dates import format_skeleton, get_timezone_location
from markupsafe import Markup, escape

from kbgen.config import LocaleSettings
from kbgen.language import tag as tags
from kbgen.language.calendar import in_calendar, written
from kbgen.language.catalogue import Catalogue
from kbgen.language.locale import Locale
from kbgen.report.read.period import DaySpan, as_date

_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, eq=False)
class LocaleView:
    """One language of a report."""

    locale: Locale
    catalogue: Catalogue

    @classmethod
    def of(cls, settings: LocaleSettings, catalogue: Catalogue) -> LocaleView:
        """The voice of a locale of the site."""
        return cls(Locale.of(settings), catalogue)

    @property
    def tag(self) -> str:
        """The BCP 47 tag."""
        return self.locale.tag

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.direction

    def zone(self, name: str) -> str:
        """The city that a time zone is named after: `Asia/Tehran` is تهران in Persian."""
        if "/" not in name:
            return name
        return str(get_timezone_location(name, locale=tags.data(self.tag), return_city=True))

    def gettext(self, message: str) -> str:
        """`message` in this language."""
        return self.catalogue.gettext(message)

    def count(self, singular: str, plural: str, number: int) -> str:
        """The plural form for `number`, with `{n}` replaced by it in the locale's digits."""
        return self.catalogue.ngettext(singular, plural, number).replace("{n}", self.number(number))

    def say(self, message: str, **parts: object) -> Markup:
        """A translated sentence with parts put in; what is no markup is escaped."""
        return Markup(escape(message)).format(**parts)

    def number(self, value: float, digits: int = 0) -> str:
        """A number in the locale's digits."""
        return self.locale.number(round(value, digits) if digits else round(value))

    def percent(self, share: float) -> str:
        """A share as a whole percentage."""
        return self.locale.percent(share)

    def day(self, day: int) -> str:
        """A day in the locale's calendar, written out."""
        return self.locale.date(as_date(day))

    def iso(self, text: str) -> str:
        """An ISO date in the locale's calendar; the text itself where it is none."""
        try:
            return self.locale.date(date.fromisoformat(text))
        except ValueError:
            return text

    def short_day(self, day: int) -> str:
        """Day and month, for the axis of a chart."""
        moment = as_date(day)
        counted = in_calendar(moment, self.locale.calendar)
        if counted.calendar == "gregorian":
            return self.locale.digits(format_skeleton("MMMd", moment, locale=tags.data(self.tag)))
        return self.locale.digits(written(counted, "d MMMM", self.locale.months))

    def month(self, span: DaySpan) -> str:
        """The name of a month that `Period.months` gave, with its year."""
        moment = as_date(span.first)
        counted = in_calendar(moment, self.locale.calendar)
        if counted.calendar == "gregorian":
            return self.locale.digits(format_skeleton("yMMMM", moment, locale=tags.data(self.tag)))
        return self.locale.digits(written(counted, "MMMM y", self.locale.months))

    def readers_words(self, text: str) -> Markup:
        """What somebody typed, in a box of its own direction."""
        return Markup('<bdi dir="auto">{}</bdi>').format(straight(text))


def straight(text: str) -> str:
    """`text` without the marks that turn the direction of all that follows: one that is left open gets out of its box, and a row
    of a table would read backwards. The collector stores none; rows that came another way may have them."""
    return _TURNED.sub("", text)
