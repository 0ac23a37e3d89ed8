"""Interface text that scripts show in the browser.

Receives the interfaces; returns the files that `assets/javascripts/config.js` fetches: message → text, or for messages that
count, message → text by CLDR plural category, chosen there with `Intl.PluralRules`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from kbgen.pages.interface import Interface
from kbgen.search import strings as of_search


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


MESSAGES: tuple[str, ...] = (
    N_("Copy"),
    N_("Copied"),
)


def script_strings(interface: Interface) -> dict[str, str | dict[str, str]]:
    """All texts of one locale."""
    texts: dict[str, str | dict[str, str]] = {message: interface.gettext(message) for message in (*MESSAGES, *of_search.MESSAGES)}
    texts |= {singular: interface.catalogue.plurals(singular, plural) for singular, plural in of_search.PLURALS}
    return texts


def string_files(interfaces: Mapping[str, Interface]) -> dict[str, bytes]:
    """One file a locale, by its name among the assets."""
    return {
        f"assets/strings/{tag}.json": json.dumps(script_strings(interface), ensure_ascii=False, sort_keys=True).encode()
        for tag, interface in interfaces.items()
    }
