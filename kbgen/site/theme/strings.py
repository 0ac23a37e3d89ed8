"""Interface text that scripts show in the browser.

Receives the interfaces; returns the files that `assets/javascripts/config.js` fetches: message → text, or for messages that
count, message → text by CLDR plural category, chosen there with `Intl.PluralRules`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from kbgen.articles.kinds import KINDS
from kbgen.pages.interface import Interface
from kbgen.reasons import OF_TRANSLATIONS, REASONS
from kbgen.search import strings as of_search


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


MESSAGES: tuple[str, ...] = (
    N_("Copy"),
    N_("Copied"),
    # pictures.js
    N_("Close"),
    # feedback/widget.js
    N_("Thank you. Your answer is saved."),
    N_("Your answer was withdrawn."),
    N_("You are offline. Your answer will be sent as soon as you are back online."),
    N_("Your answer could not be saved just now. It will be sent automatically later."),
    N_("Your answer could not be saved."),
    N_("Withdraw my answer"),
    # feedback/more.js
    N_("What was wrong?"),
    N_("How easy was it to find help?"),
    N_("Very hard"),
    N_("Hard"),
    N_("Neither easy nor hard"),
    N_("Easy"),
    N_("Very easy"),
    N_("Anything else? (optional)"),
    N_("Please leave out names, passwords and account numbers. We keep your comment for up to a year to improve this article."),
    N_("Send"),
    # offline.js
    N_("You are offline. This page is as it was when you last read it."),
    # in_app/
    N_("Back"),
    N_("Search the help center"),
    N_("Help for this screen"),
    N_("Popular now"),
    N_("Recently updated"),
    N_("All articles"),
    N_("Contact us"),
    N_("Contact support"),
)


def script_strings(interface: Interface) -> dict[str, str | dict[str, str]]:
    """All texts of one locale."""
    texts: dict[str, str | dict[str, str]] = {message: interface.gettext(message) for message in (*MESSAGES, *of_search.MESSAGES)}
    named = {**of_search.KIND_NAMES, **{f"reason.{name}": label for name, label in REASONS.items()}}
    texts |= {key: interface.gettext(message) for key, message in named.items()}
    # Which reasons a kind offers is no text, but comes with the words for them.
    texts |= {f"reasons.{kind}": " ".join(traits.reasons) for kind, traits in KINDS.items()}
    texts["reasons.of-translations"] = OF_TRANSLATIONS
    texts |= {singular: interface.catalogue.plurals(singular, plural) for singular, plural in of_search.PLURALS}
    return texts


def string_files(interfaces: Mapping[str, Interface]) -> dict[str, bytes]:
    """One file a locale, by its name among the assets."""
    return {
        f"assets/strings/{tag}.json": json.dumps(script_strings(interface), ensure_ascii=False, sort_keys=True).encode()
        for tag, interface in interfaces.items()
    }
