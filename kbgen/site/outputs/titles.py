"""The titles of long lists, for the script that looks through them as a reader types: `en/billing/titles-1.json`.

Receives the plan; returns names and contents. An entry is a title and its address from the site's root, then what is needed beyond
that: language, direction, a note.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from kbgen.pages.lists.entries import ListKind
from kbgen.pages.lists.pages import Lists
from kbgen.pages.page import Link
from kbgen.site.plan import LISTS, SitePlan


def title_files(plan: SitePlan) -> Iterator[str]:
    """The names of all of them."""
    for lists, kind, key in _long_lists(plan):
        yield from lists.title_files(kind, key)


def titles(plan: SitePlan) -> Iterator[tuple[str, bytes]]:
    """All of them."""
    for lists, kind, key in _long_lists(plan):
        for name, links in lists.titles(kind, key):
            yield name, json.dumps([_entry(link) for link in links], ensure_ascii=False, separators=(",", ":")).encode()


def _long_lists(plan: SitePlan) -> Iterator[tuple[Lists, ListKind, str]]:
    for task in plan.tasks:
        # A list has a second page where it is long.
        if task.what in LISTS and task.number == 2:
            yield plan.lists[task.locale], ListKind(task.what), task.key


def _entry(link: Link) -> list[str]:
    entry = [link.title, link.url, link.language, link.direction, link.note]
    while not entry[-1]:
        entry.pop()
    return entry
