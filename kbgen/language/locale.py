"""How a locale writes: direction, digits, numbers, lists, quotations and dates.

Receives the settings of one locale; returns a frozen, picklable `Locale` for any BCP 47 tag. The rules
are Unicode's (CLDR, through Babel). Each answer is kept, since 30,000 pages ask for few different ones; a kept
answer takes about 1 µs, a new one 20 to 200 µs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache, reduce

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from kbgen.config import LocaleSettings
from kbgen.language import tag as tags
from kbgen.language.calendar import in_calendar, month_names, written
from kbgen.language.quotation import quotation_marks

Number = int | float | Decimal

# The zero of every numbering system that is some locale's own in CLDR; the other nine digits follow it in Unicode.
_ZEROS = {
    "latn": 0x30, "arab": 0x660, "arabext": 0x6F0, "nkoo": 0x7C0, "deva": 0x966, "beng": 0x9E6, "tibt": 0xF20, "mymr": 0x1040,
    "olck": 0x1C50, "mtei": 0xABF0, "cakm": 0x11136, "hmnp": 0x1E140, "adlm": 0x1E950,
}  # fmt: skip


@dataclass(frozen=True)
class Locale:
    """One language of the site as templates need it.

    `direction` is `ltr` or `rtl`; `numbering` is CLDR's name of the digits in use; `months` are the names of a
    calendar that is not Gregorian.
    """

    tag: str
    name: str
    direction: str
    calendar: str = "gregorian"
    numbering: str = "latn"
    months: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: LocaleSettings) -> Locale:
        """The locale that `settings` describe."""
        months = month_names(settings.calendar, settings.tag)
        numbering = "latn" if settings.digits == "latin" else _numbering(settings.tag)
        return cls(settings.tag, settings.name, tags.direction(settings.tag), settings.calendar, numbering, months)

    @property
    def og(self) -> str:
        """The tag as OpenGraph wants it, always with a country where one is likely: `fa_IR`."""
        territory = tags.territory(self.tag)
        language = self.tag.partition("-")[0]
        return f"{language}_{territory}" if territory else language

    def number(self, value: Number) -> str:
        """`value` with the locale's digits, grouping and decimal mark: ١٬٢٣٤٫٥."""
        return _number(self.tag, self.numbering, value)

    def percent(self, share: Number) -> str:
        """`share`, where 1 is the whole, as a whole percentage: ٢٦٪."""
        return _percent(self.tag, self.numbering, share)

    def digits(self, text: str) -> str:
        """`text` with its ASCII digits in the locale's; for versions and addresses do not call it."""
        return text if self.numbering == "latn" else text.translate(_digit_table(self.numbering))

    def join(self, items: Iterable[str]) -> str:
        """The items as a list in a sentence: أ وب وج. Where one is markup, the others are escaped and so is the result."""
        texts = tuple(items)
        if any(hasattr(text, "__html__") for text in texts):
            # Outside of what is kept: markup equals its text, and one would be given for the other.
            return Markup(_joined(self.tag, tuple(str(escape(text)) for text in texts)))
        return _joined(self.tag, texts)

    def quote(self, text: str) -> str:
        """`text` in the locale's quotation marks: «…». Markup stays markup."""
        opening, closing = _quotation_marks(self.tag)
        return opening + text + closing

    def date(self, day: date, style: str = "long") -> str:
        """The day in the locale's calendar, words and digits; `style` is `long`, `medium` or `short`."""
        return _date(self, day.date() if isinstance(day, datetime) else day, style)

    def language_name(self, other: str) -> str:
        """What this language calls the language with the tag `other`: English is انگلیسی in Persian."""
        return _language_name(self.tag, other)

    def isolate(self, text: str) -> Markup:
        """`text`, of any language, boxed so that its direction does not move the words and marks around it."""
        return Markup("<bdi>{}</bdi>").format(text)


def number_in(tag: str, numbering: str, value: Number) -> str:
    """A number as the language of `tag` writes it in the digits of `numbering`."""
    return _number(tag, numbering, value)


def _numbering(tag: str) -> str:
    # CLDR gives Arabic without a country Latin digits since version 42; readers of a site in plain `ar` are meant to
    # see Arabic-Indic ones. With a country (ar-MA, ar-EG) CLDR's choice holds.
    system = "arab" if tag == "ar" else tags.data(tag).default_numbering_system
    return system if system in _ZEROS else "latn"


@cache
def _digit_table(numbering: str) -> dict[int, int]:
    return {ord("0") + digit: _ZEROS[numbering] + digit for digit in range(10)}


@cache
def _language_name(tag: str, other: str) -> str:
    return tags.data(other).get_display_name(tags.data(tag)) or other


@cache
def _quotation_marks(tag: str) -> tuple[str, str]:
    return quotation_marks(tags.lineage(tag))


@cache
def _symbols(tag: str, numbering: str) -> str:
    # Digits may come from a system for which CLDR has no separators in this locale; Latin ones are always there.
    return numbering if numbering in tags.data(tag).number_symbols else "latn"


def _translated(text: str, numbering: str) -> str:
    return text if numbering == "latn" else text.translate(_digit_table(numbering))


@lru_cache(maxsize=4096)
def _number(tag: str, numbering: str, value: Number) -> str:
    text = format_decimal(value, locale=tags.data(tag), numbering_system=_symbols(tag, numbering))
    return _translated(text, numbering)


@lru_cache(maxsize=4096)
def _percent(tag: str, numbering: str, share: Number) -> str:
    data, symbols = tags.data(tag), _symbols(tag, numbering)
    text = format_percent(share, locale=data, numbering_system=symbols)
    # Babel leaves the pattern's % as it is. Arabic's own sign carries marks of direction, which it does not need in
    # right-to-left text, and which would stay in what readers copy and search.
    sign = data.number_symbols[symbols].get("percentSign", "%").strip("\u061c\u200e\u200f")
    return _translated(text.replace("%", sign), numbering)


@lru_cache(maxsize=16384)
def _joined(tag: str, items: tuple[str, ...]) -> str:
    data = tags.data(tag)
    if data.language == "fa" and len(items) > 2:
        # CLDR has a comma before the last و too, which Persian does not write; its other commas keep Latin words in order.
        patterns = data.list_patterns["standard"]
        return str(patterns["2"].format(reduce(patterns["middle"].format, items[:-1]), items[-1]))
    return format_list(items, locale=data)


@lru_cache(maxsize=16384)
def _date(locale: Locale, day: date, style: str) -> str:
    data = tags.data(locale.tag)
    counted = in_calendar(day, locale.calendar)
    if counted.calendar == "gregorian":
        return _translated(format_date(day, style, locale=data), locale.numbering)
    return _translated(written(counted, data.date_formats[style].pattern, locale.months), locale.numbering)
