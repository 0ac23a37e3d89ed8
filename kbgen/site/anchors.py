"""Links to a heading of an article: is the heading there?

Receives what rendering gave; returns an issue for each link whose article exists but whose anchor does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from kbgen.articles.nearest import did_you_mean
from kbgen.issues import Issue, Level
from kbgen.site.cache import TaskState
from kbgen.site.plan import Plan


def broken_anchors(plan: Plan, tasks: Iterable[TaskState]) -> list[Issue]:
    """One issue for each broken anchor."""
    every = list(tasks)
    anchors = {place: frozenset(found) for task in every for place, found in task.anchors}
    issues = []
    for pointer in (pointer for task in every for pointer in task.pointers):
        shown = plan.outlines[pointer.locale].articles.get(pointer.path)
        if shown is None:
            continue
        known = anchors.get(f"{shown.locale}/{shown.path}", frozenset())
        if pointer.anchor not in known:
            message = f"{shown.locale}/{shown.path} has no heading with the address #{pointer.anchor}."
            advice = did_you_mean(pointer.anchor, known)
            issues.append(Issue(pointer.file, pointer.line, "anchor", message, Level.ERROR, advice))
    return issues
