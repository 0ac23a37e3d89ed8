"""What has to be rendered again, and why.

Receives the plan and what the last build remembers; returns the tasks to do, each with its reason, and those that stand.
A page stands if the texts it is made from, everything it shows of other pages, and everywhere its links lead are as they
were, and its file is in the published site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kbgen.articles.links import index_of
from kbgen.site.incremental.fingerprints import page_fingerprint, places_fingerprint
from kbgen.site.incremental.last_build import LastBuild
from kbgen.site.incremental.state import TaskState
from kbgen.site.plan import SitePlan, Task
from kbgen.site.references import ContentReferences, references_of

NEW = "it is new"
ENVIRONMENT = "settings, templates, catalogues or kbgen itself changed"
TEXT = "its text changed"
SHOWN = "what it shows of other pages changed"
LINKS = "a link of it leads elsewhere now"
MISSING = "its page is missing from the published site"


@dataclass
class Changes:
    """`render` are the tasks to do with the reason for each, `keep` those that stand. `places` is the fingerprint of everything
    that links can lead to, pictures' sizes included."""

    places: str
    render: list[tuple[Task, str]] = field(default_factory=list)
    keep: dict[str, TaskState] = field(default_factory=dict)


def find_changes(plan: SitePlan, last: LastBuild) -> Changes:
    """Compare the plan with the last build."""
    changes, before = Changes(places_fingerprint(plan, last.contents)), last.state
    same_facts = plan.shown_fingerprint == before.shown_fingerprint
    same_places = changes.places == before.places_fingerprint
    references = _references(plan) if not same_places else {}
    for task in plan.tasks:
        known = before.tasks.get(task.name)
        if known is None:
            reason = NEW if before.tasks else ENVIRONMENT
        elif known.source != plan.text_fingerprint(task):
            reason = TEXT
        elif not same_facts and [key for _, key, _ in known.files if key] != _keys(plan, task):
            reason = SHOWN
        elif not same_places and not _leads_the_same(known, references):
            reason = LINKS
        elif any(last.published.get(name) != size for name, _, size in known.files):
            reason = MISSING
        else:
            changes.keep[task.name] = known
            continue
        changes.render.append((task, reason))
    return changes


def _keys(plan: SitePlan, task: Task) -> list[str]:
    if task.what is not None:
        return [page_fingerprint(plan.page(task))]
    return [page_fingerprint(plan.views[tag].article(outline.articles[task.key])) for tag, outline in plan.outlines.items()]


def _references(plan: SitePlan) -> dict[str, ContentReferences]:
    index = index_of(plan.library, list(plan.outlines), plan.settings.source_locale, loose=plan.settings.loose)
    return references_of(plan, index)


def _leads_the_same(known: TaskState, references: Mapping[str, ContentReferences]) -> bool:
    return all(references[links.locale].lead_as_before(links) for links in known.links)
