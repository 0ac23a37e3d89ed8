"""The issues that a change brings: those in the files that differ from a revision, and those in others that it broke.

Receives settings and a revision; checks the project as it is and as it was. An issue in a file that did not change counts if it
was not there before: a link whose target was renamed, a heading that others pointed to, a title that another article took.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from kbgen import config
from kbgen.articles.git.revisions import Revisions
from kbgen.check.run import CheckOptions, check_site
from kbgen.config import Settings
from kbgen.errors import AuthorError
from kbgen.issues import Issue


def check_changes(settings: Settings, revision: str, options: CheckOptions) -> list[Issue]:
    """The issues of what changed since HEAD and `revision` parted. Raises `OperatorError` where git cannot say."""
    revisions = Revisions(settings.root)
    commit = revisions.base(revision)
    changed = revisions.changed_since(commit)
    if not changed:
        return []
    now = check_site(settings, options)
    elsewhere = [issue for issue in now if issue.path not in changed]
    if not elsewhere:
        return now
    before = Counter(map(_what, issues_at(settings, revisions, commit, options)))
    brought = []
    for issue in elsewhere:
        before[_what(issue)] -= 1
        if before[_what(issue)] < 0:
            brought.append(issue)
    return sorted([*(issue for issue in now if issue.path in changed), *brought])


def issues_at(settings: Settings, revisions: Revisions, commit: str, options: CheckOptions) -> list[Issue]:
    """The issues of the project as it was at `commit`; none where it could not be checked then."""
    with tempfile.TemporaryDirectory(prefix="kbgen-check-") as folder:
        revisions.export(commit, Path(folder))
        try:
            then = config.load(Path(folder) / settings.config_file.name)
            cache = options.cache or settings.root / ".kbgen" / "cache"
            return check_site(then, replace(options, external=False, more=(), cache=cache / "before"))
        except AuthorError:
            return []


def _what(issue: Issue) -> tuple[str, int, str, str]:
    return issue.path, issue.line, issue.code, issue.message
