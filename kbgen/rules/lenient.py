"""Which mistakes end the build of somebody else's folder, and which have a way out that a reader can live with.

Receives issues; returns them with the levels that `front_matter: lenient` gives. What is wrong with the site's own settings stays
an error, and so does a text that cannot be read within the time and depth that a page may take. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kbgen.config import Settings
from kbgen.issues import Issue, Level

# Files that have no page then.
LEFT_OUT = frozenset({"file-kind", "file-read", "file-size", "path-name", "path-symlink"})
# What becomes of each: a link without its heading leads to the page, what cannot be filled in stays as it was typed, a second file
# for one address gets another, a second id is dropped, a file that cannot be read or would lead out of the folder is left out.
FORGIVEN = frozenset(
    {"anchor", "article-body", "id-differs", "id-duplicate", "path-clash", "path-reserved", "snippet-circle", "snippet-size"}
    | {"placeholder", "snippet-unknown", "variable-unknown"}
    | LEFT_OUT
)


def forgiven(settings: Settings, issues: Iterable[Issue]) -> list[Issue]:
    """`issues`, those that have a way out as warnings where the site is lenient."""
    if settings.front_matter != "lenient":
        return list(issues)
    return [
        replace(issue, level=Level.WARNING, message=_told(issue))
        if issue.level is Level.ERROR and issue.code in FORGIVEN
        else issue
        for issue in issues
    ]


def _told(issue: Issue) -> str:
    return f"{issue.message} It is left out." if issue.code in LEFT_OUT else issue.message
