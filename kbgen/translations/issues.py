"""What a check says about translations: a hint for each stale one, and a warning for a record that cannot be read.

Receives settings and the library; returns issues at the translation's file.
"""

from __future__ import annotations

from kbgen.articles.article import Library
from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.translations.difference import named
from kbgen.translations.status import TranslationState, statuses


def translation_issues(settings: Settings, library: Library) -> list[Issue]:
    """The issues of all locales."""
    found, issues = statuses(settings, library)
    for status in found:
        if status.state is TranslationState.STALE:
            changes = ", ".join(f"{change.what} {named(change)}" for change in status.changes)
            where = issue_path(settings, f"{status.locale}/{status.path}")
            message = f"The original has changed since this was translated: {changes}."
            advice = f"See what: kbgen translations --diff {status.locale}/{status.path}"
            issues.append(Issue(where, 0, "translation-stale", message, Level.HINT, advice))
    return issues
