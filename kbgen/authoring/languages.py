"""Which languages a new site is to have, read from what somebody typed.

Receives a list such as `en,pt_br,ar`; returns tags as `mkdocs.yml` has them, each with the language's own name. A word that is no
language is refused with the likeliest one meant: a country (`jp`), an English name (`german`), another spelling.
"""

from __future__ import annotations

import difflib

import babel
from babel import localedata
from babel.core import get_global

from kbgen.config import LOCALE_TAG, LocaleSettings
from kbgen.errors import OperatorError
from kbgen.language import tag as tags
from kbgen.language.catalogue import SOURCE_LANGUAGE, shipped_tags

# CLDR leaves out the word "language", by which readers know these.
_NAMES = {"id": "Bahasa Indonesia", "ms": "Bahasa Melayu"}
# Where most readers expect the dates of their country's own calendar.
_CALENDARS = {"fa": "persian"}


def read_languages(typed: str) -> tuple[LocaleSettings, ...]:
    """The languages named in `typed`, apart by commas or spaces, in their order. Raises `OperatorError` for one that is none."""
    names = typed.replace(",", " ").split()
    found: dict[str, LocaleSettings] = {}
    for name in names:
        tag = _spelled(name)
        if not LOCALE_TAG.match(tag) or not localedata.exists(tag.partition("-")[0]):
            advice = _meant(name)
            raise OperatorError(f"{name} is not the tag of a language. {advice or 'Write for example de, pt-BR or zh-Hant.'}")
        if tag in found:
            raise OperatorError(f"{tag} is named twice.")
        found[tag] = LocaleSettings(tag, own_name(tag), _CALENDARS.get(tag.partition("-")[0], "gregorian"))
    if not found:
        raise OperatorError("Name at least one language, for example: --locales en,de,ar")
    return tuple(found.values())


def own_name(tag: str) -> str:
    """What the language calls itself, as it stands in a menu: Français, 简体中文."""
    data = tags.data(tag)
    name = _NAMES.get(tag) or data.languages.get(tag.replace("-", "_")) or data.get_display_name(data) or tag
    return name[:1].upper() + name[1:]


def has_interface(tag: str) -> bool:
    """Whether kbgen ships what readers see in the language of `tag`."""
    shipped = {*shipped_tags(), SOURCE_LANGUAGE}
    return not shipped.isdisjoint(tags.relatives(tag))


def _spelled(name: str) -> str:
    """`PT_br` as `pt-BR`, `zh-hant` as `zh-Hant`."""
    language, *rest = name.replace("_", "-").split("-")
    parts = [
        part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) < 4 else part.lower() for part in rest
    ]
    return "-".join([language.lower(), *parts])


def _meant(name: str) -> str:
    likely = get_global("likely_subtags").get(f"und_{name.upper()}")
    english = {str(word).casefold(): str(tag).replace("_", "-") for tag, word in babel.Locale("en").languages.items()}
    near = difflib.get_close_matches(name.casefold(), english, 1)
    meant = str(likely).partition("_")[0] if likely else english[near[0]] if near else ""
    return f"Did you mean {meant}?" if meant else ""
