"""Why an article did not help: what readers may choose, what it is called in the database, and what pages and reports say.

The one home of this vocabulary. Which of them a page offers depends on the kind of its article: `kbgen/articles/kinds.py`.
"""

from __future__ import annotations

from collections.abc import Mapping


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


# By the name under which a vote carries it. Names stay for ever: they are in databases and in files that were exported.
REASONS: Mapping[str, str] = {
    "outdated": N_("It is out of date"),
    "unclear": N_("It is hard to understand"),
    "does-not-work": N_("I did it, and it does not work"),
    "other-question": N_("It is not what I was looking for"),
    "translation": N_("The translation is poor"),
}

# Offered below a translated article, beside the reasons of its kind.
OF_TRANSLATIONS = "translation"
