"""A locale as pages need it: its rules of writing together with its catalogue.

Receives a `Locale` and the translations of one catalogue; gives templates and passes one object that speaks the
language: messages, numbers, dates, lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kbgen.language.catalogue import Catalogue
from kbgen.language.locale import Locale


@dataclass(frozen=True, eq=False)
class Interface:
    """Interface text of one locale. Messages are English sentences; placeholders are `{named}`."""

    locale: Locale
    catalogue: Catalogue

    @property
    def tag(self) -> str:
        """The BCP 47 tag, as in `lang` attributes and addresses."""
        return self.locale.tag

    @property
    def name(self) -> str:
        """The language's own name."""
        return self.locale.name

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.direction

    def gettext(self, message: str) -> str:
        """`message` in this language."""
        return self._texts.get(message, message)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        # A page asks forty times.
        return {key: message.forms[0] for key, message in self.catalogue.messages.items()}

    def pgettext(self, context: str, message: str) -> str:
        """`message` in this language, in the sense that `context` says."""
        return self.catalogue.pgettext(context, message)

    def count(self, singular: str, plural: str, number: int) -> str:
        """The plural form for `number`, with `{n}` replaced by it in the locale's digits."""
        return self.catalogue.ngettext(singular, plural, number).replace("{n}", self.locale.number(number))

    def date(self, day: date) -> str:
        """A day in the locale's calendar, words and digits."""
        return self.locale.date(day)
