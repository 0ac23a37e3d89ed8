"""Links to a heading of an article: is the heading there?

Receives what rendering gave; returns an issue for each link whose article exists but whose anchor does not, by the task whose text
has the link. What was found before stands for texts whose links lead to no page that was rendered since: to look for the nearest
heading takes a millisecond a link, and a large help center has hundreds that are broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import orjson

from kbgen.articles.article import Article
from kbgen.articles.nearest import did_you_mean
from kbgen.dialects.anchors import meant
from kbgen.issues import Issue, Level
from kbgen.site.incremental.state import TaskState
from kbgen.site.plan import SitePlan

# The issues of each task that has any.
Broken = Mapping[str, tuple[Issue, ...]]


def broken_anchors(plan: SitePlan, tasks: Mapping[str, TaskState]) -> dict[str, tuple[Issue, ...]]:
    """The issues for broken anchors among the links of all tasks."""
    return mended(plan, tasks, {}, tasks, {})


def mended(
    plan: SitePlan, tasks: Mapping[str, TaskState], broken: Broken, rendered: Iterable[str], before: Mapping[str, TaskState]
) -> dict[str, tuple[Issue, ...]]:
    """The same where the issues were `broken`, the tasks were as `before`, and those of the names `rendered` are new. Articles and
    their languages are the same ones as then."""
    new = set(rendered)
    moved = [
        path
        for name in new
        if name not in before or tasks[name].anchors != before[name].anchors
        for path in {place.partition("/")[2] for place, _ in tasks[name].anchors}
    ]
    # As they stand in what is remembered of the links.
    written = [orjson.dumps(path) for path in moved] if len(new) < len(tasks) else []
    every = {place: found for task in tasks.values() for place, found in task.anchors}
    articles = {tag: outline.articles for tag, outline in plan.outlines.items()}
    found: dict[str, tuple[Issue, ...]] = {}
    for name, task in tasks.items():
        if name not in new and not any(path in task.written_pointers for path in written):
            issues = broken.get(name, ())
        else:
            issues = tuple(_issues(task, every, articles))
        if issues:
            found[name] = issues
    return found


def _issues(
    task: TaskState, anchors: Mapping[str, tuple[str, ...]], articles: Mapping[str, Mapping[str, Article]]
) -> Iterable[Issue]:
    for file, line, locale, path, anchor in task.pointers:
        shown = articles[locale].get(path)
        if shown is None:
            continue
        known = anchors.get(f"{shown.locale}/{shown.path}", ())
        if anchor not in known:
            message = f"{shown.locale}/{shown.path} has no heading with the address #{anchor}."
            yield Issue(file, line, "anchor", message, Level.ERROR, _advice(anchor, known))


@lru_cache(maxsize=4096)
def _advice(anchor: str, known: tuple[str, ...]) -> str:
    name = meant(anchor, known)
    return f"Did you mean `{name}`?" if name else did_you_mean(anchor, known)
