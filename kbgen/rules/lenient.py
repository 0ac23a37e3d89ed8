"""Which mistakes end the build of somebody else's folder, and which have a way out that a reader can live with.

Receives issues; returns them with the levels that `front_matter: lenient` gives. Unsafe and unreadable things stay errors, and so
does whatever is wrong with the site's own settings. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kbgen.config import Settings
from kbgen.issues import Issue, Level

# What becomes of each: a link without its heading leads to the page, what cannot be filled in stays as it was typed, a second file
# for one address gets another, a second id is dropped.
FORGIVEN = frozenset(
    {"anchor", "article-body", "id-differs", "id-duplicate", "path-clash", "path-reserved", "snippet-circle", "snippet-size"}
    | {"placeholder", "snippet-unknown", "variable-unknown"}
)


def forgiven(settings: Settings, issues: Iterable[Issue]) -> list[Issue]:
    """`issues`, those that have a way out as warnings where the site is lenient."""
    if settings.front_matter != "lenient":
        return list(issues)
    return [
        replace(issue, level=Level.WARNING) if issue.level is Level.ERROR and issue.code in FORGIVEN else issue for issue in issues
    ]
