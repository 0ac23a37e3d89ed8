"""All pages of a site: what changed is rendered on all processors, the rest is taken over from the published site.

Receives the plan and what has changed since the last build; writes into the staging folder, and returns what to remember of each
page and which links lead to headings that are not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kbgen.processes.pool import jobs_for, spread
from kbgen.site.anchors import Broken, broken_anchors, mended
from kbgen.site.incremental.changes import Changes
from kbgen.site.incremental.last_build import LastBuild
from kbgen.site.incremental.state import TaskState
from kbgen.site.mkdocs.config import MkDocs
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import SitePlan
from kbgen.site.publishing.publish import Staging
from kbgen.site.render import RenderedTask, start, work
from kbgen.site.result import BuildOptions


@dataclass(frozen=True)
class SitePages:
    """Every task of the plan as it is remembered, those that were rendered now, and by task an issue for each link to a heading
    that is not there."""

    tasks: Mapping[str, TaskState]
    rendered: Mapping[str, RenderedTask]
    broken: Broken


def render_pages(
    plan: SitePlan, mkdocs: MkDocs, events: Events, stage: Staging, changes: Changes, last: LastBuild, options: BuildOptions
) -> SitePages:
    """Render what changed into the staging folder, on all processors, and take over the rest."""
    rendered = _render(plan, mkdocs, events, stage, changes, last, options)
    for state in changes.keep.values():
        for name, _, _ in state.files:
            stage.keep(name)
    tasks = {task.name: (changes.keep.get(task.name) or rendered[task.name].state) for task in plan.tasks}
    before = last.state
    if before.tasks and before.places_fingerprint == changes.places:
        return SitePages(tasks, rendered, mended(plan, tasks, before.broken, rendered, before.tasks))
    return SitePages(tasks, rendered, broken_anchors(plan, tasks))


def _render(
    plan: SitePlan, mkdocs: MkDocs, events: Events, stage: Staging, changes: Changes, last: LastBuild, options: BuildOptions
) -> dict[str, RenderedTask]:
    rendered: dict[str, RenderedTask] = {}
    tasks = [task for task, _ in changes.render]
    # Other plugins keep what they learn from page to page, which they can do in one process only.
    jobs = 1 if events.has_listeners else jobs_for(len(tasks), options.jobs)
    arguments = (plan, mkdocs, events, stage.folder, last.cache)
    with spread(work, tasks, start, arguments, jobs=jobs, method=options.method) as done:
        for task in done:
            rendered[task.task.name] = task
            options.progress("Rendering", len(rendered), len(tasks))
    return rendered
