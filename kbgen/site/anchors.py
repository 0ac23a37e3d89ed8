"""Links to a heading of an article: is the heading there?

Receives what rendering gave; returns an issue for each link whose article exists but whose anchor does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kbgen.articles.nearest import did_you_mean
from kbgen.issues import Issue, Level
from kbgen.site.incremental.state import BuildState, TaskState
from kbgen.site.plan import SitePlan


def headings_stand(before: BuildState, places: str, rendered: Mapping[str, TaskState]) -> bool:
    """Whether no link of the last build was broken, and all headings still stand where they stood."""
    known = before.tasks
    same = all(name in known and known[name].anchors == task.anchors for name, task in rendered.items())
    return same and before.anchors_hold and before.places_fingerprint == places


def broken_anchors(plan: SitePlan, tasks: Iterable[TaskState], linking: Iterable[TaskState] | None = None) -> list[Issue]:
    """One issue for each broken anchor among the links of `linking`, or of all tasks."""
    every = list(tasks)
    anchors = {place: found for task in every for place, found in task.anchors}
    articles = {tag: outline.articles for tag, outline in plan.outlines.items()}
    issues = []
    for file, line, locale, path, anchor in (each for task in (every if linking is None else linking) for each in task.pointers):
        shown = articles[locale].get(path)
        if shown is None:
            continue
        known = anchors.get(f"{shown.locale}/{shown.path}", ())
        if anchor not in known:
            message = f"{shown.locale}/{shown.path} has no heading with the address #{anchor}."
            issues.append(Issue(file, line, "anchor", message, Level.ERROR, did_you_mean(anchor, known)))
    return issues
