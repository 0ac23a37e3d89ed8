"""The interface text of one locale.

Receives a language tag and the folders that hold catalogues; returns a frozen, picklable `Catalogue`. Texts in the
source are English and are their own catalogue. A later folder wins over an earlier one, so that a project's
`locales/<tag>/LC_MESSAGES/kbgen.po` changes or extends what kbgen ships, and a tag wins over its parents
and relatives: pt-PT, then pt, then pt-BR, then the source's text. Fuzzy and empty translations do not count.
"""

from __future__ import annotations

import gettext
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel.plural import PluralRule

from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.language import po
from kbgen.language.tag import data, relatives
from kbgen.resources import locales_dir

DOMAIN = "kbgen"
SOURCE_LANGUAGE = "en"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# The smallest numbers of every category of integers in CLDR are below 201, but for `many` of French and its kin.
_SAMPLES = (*range(201), 1_000_000)


class Message(NamedTuple):
    """A translation, one text for each plural form, and the C expression of its catalogue that chooses one."""

    forms: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class Catalogue:
    """All messages of one locale; a key is the source's text, after its context and `\\x04` where it has one.

    `digest` changes when any text does, for the keys of caches.
    """

    tag: str
    messages: Mapping[str, Message] = field(default_factory=dict, repr=False)
    digest: str = ""

    def gettext(self, message: str) -> str:
        """The text of `message`, or `message` itself where there is none."""
        found = self.messages.get(message)
        return found.forms[0] if found else message

    def pgettext(self, context: str, message: str) -> str:
        """As `gettext`, for a text that means different things in different places."""
        found = self.messages.get(f"{context}\x04{message}")
        return found.forms[0] if found else message

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of the text for `number`; placeholders are not filled."""
        return _form(self.messages.get(singular), singular, plural, number)

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """As `ngettext`, with a context."""
        return _form(self.messages.get(f"{context}\x04{singular}"), singular, plural, number)

    def plurals(self, singular: str, plural: str, context: str = "") -> dict[str, str]:
        """The text for each CLDR plural category of the language, for a browser's `Intl.PluralRules`.

        A category that only fractions have gets the text of `other`.
        """
        found = self.messages.get(f"{context}\x04{singular}" if context else singular)
        rule = data(self.tag).plural_form
        samples = category_samples(rule)
        other = samples.get("other", _SAMPLES[-1])
        present = [name for name in CATEGORIES if name in rule.tags or name == "other"]
        return {name: _form(found, singular, plural, samples.get(name, other)) for name in present}


def _form(found: Message | None, singular: str, plural: str, number: int) -> str:
    if found is None:
        return singular if number == 1 else plural
    index = form_of(found.rule)(number)
    return found.forms[index if 0 <= index < len(found.forms) else -1]


@cache
def category_samples(rule: PluralRule) -> dict[str, int]:
    """The smallest whole number of each CLDR plural category that whole numbers have."""
    samples: dict[str, int] = {}
    for number in _SAMPLES:
        samples.setdefault(rule(number), number)
    return samples


@cache
def form_of(rule: str) -> Callable[[int], int]:
    """Gettext's plural expression as a function from a number to a form. Raises ValueError if it is not one."""
    return gettext.c2py(rule)


def folders(root: Path) -> tuple[Path, ...]:
    """Where the catalogues of the project at `root` are: those that kbgen ships, then its own `locales`."""
    shipped, own = locales_dir(), (root / "locales").resolve()
    return (shipped,) if own == shipped else (shipped, own)


def catalogue_file(folder: Path, tag: str) -> Path:
    """Where gettext's layout puts the catalogue of `tag`; the folder's name has `_` for `-`."""
    return folder / tag.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.po"


def shipped_tags() -> tuple[str, ...]:
    """The languages that kbgen has interface text for, besides English."""
    return tuple(sorted(path.parts[-3].replace("_", "-") for path in locales_dir().glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


def load(tag: str, places: Sequence[Path]) -> Catalogue:
    """The catalogue of `tag` from the folders in `places`. Raises `AuthorError` for a file that cannot be read."""
    messages: dict[str, Message] = {}
    for name in reversed(relatives(tag)):
        for place in places:
            messages.update(_translated(catalogue_file(place, name)))
    text = "\0".join(f"{key}\1{message.rule}\1" + "\1".join(message.forms) for key, message in sorted(messages.items()))
    return Catalogue(tag, messages, hashlib.sha256(text.encode()).hexdigest())


def _translated(path: Path) -> dict[str, Message]:
    if not path.is_file():
        return {}
    catalogue = po.read(path)
    try:
        form_of(catalogue.rule)
    except (ValueError, RecursionError):
        issue = Issue(po.shown(path), 0, "catalogue-plural-forms", f"Plural-Forms cannot be understood: {catalogue.rule}.")
        raise AuthorError(f"{po.shown(path)} cannot be used.", [issue]) from None
    return {
        f"{entry.context}\x04{entry.message}" if entry.context else entry.message: Message(entry.forms, catalogue.rule)
        for entry in catalogue.entries
        if all(entry.forms) and not entry.fuzzy
    }
