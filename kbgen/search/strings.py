"""The words that search shows in the browser, marked for translation. Keys are the English messages.

`theme/assets/javascripts/search/strings.js` reads them from the site's strings: a message maps to its translation, a
countable one (keyed by its singular) to its forms by plural category.
"""

from __future__ import annotations

from collections.abc import Mapping

from kbgen.articles.article import SECTION
from kbgen.articles.kinds import KINDS


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


def ngettext(singular: str, plural: str) -> tuple[str, str]:
    """Mark a countable message for translation without translating it here."""
    return singular, plural


MESSAGES: tuple[str, ...] = (
    N_("Search results"),
    N_("Nothing found for “{query}”."),
    N_("The nearest articles:"),
    N_("Showing results for “{corrected}” instead of “{query}”."),
    N_("Recent searches"),
    N_("More results"),
    N_("Kind"),
    N_("Section"),
    N_("All kinds"),
    N_("All sections"),
    N_("The search is not available right now. Check your connection and try again."),
    N_("Part of the search index did not load, so some results may be missing."),
)

PLURALS: tuple[tuple[str, str], ...] = (
    ngettext("{n} result", "{n} results"),
    ngettext("All results ({n})", "All results ({n})"),
)

# What the kinds of results are called, by the keys under which the browser looks for them.
KIND_NAMES: Mapping[str, str] = {f"kind.{kind}": traits.name for kind, traits in KINDS.items()} | {f"kind.{SECTION}": N_("Section")}
