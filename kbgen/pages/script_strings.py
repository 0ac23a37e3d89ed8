"""Interface text that scripts show in the browser.

Receives an interface; returns what `assets/javascripts/config.js` fetches: message → text, or for messages that count,
message → text by CLDR plural category, chosen there with `Intl.PluralRules`.
"""

from __future__ import annotations

from kbgen.pages.interface import Interface


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


MESSAGES: tuple[str, ...] = (
    N_("Copy"),
    N_("Copied"),
)


def script_strings(interface: Interface) -> dict[str, str | dict[str, str]]:
    """All texts of one locale."""
    return {message: interface.gettext(message) for message in MESSAGES}
