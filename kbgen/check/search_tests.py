"""The writers' tests of search within a check: run for the locales in which anything changed, remembered for the others.

Receives the plan, what is known of each text and what the last check remembers; returns the issues, and what to remember. The
analysed articles lie in a folder of the check's own, since a build forgets every document that its site does not have.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kbgen.articles.article import Library
from kbgen.articles.names import issue_path
from kbgen.issues import Issue, Level
from kbgen.search.relevance import TESTS_FILE, RelevanceTest
from kbgen.site.incremental.documents import content_of, load_document, prune_documents
from kbgen.site.incremental.fingerprints import fingerprint
from kbgen.site.incremental.state import BuildState, TaskState
from kbgen.site.plan import SitePlan
from kbgen.site.search_documents import documents_of


@dataclass(frozen=True)
class Tested:
    """What the tests found: issues by locale, and by locale a name for everything that they depend on."""

    issues: Mapping[str, Sequence[Issue]]
    keys: Mapping[str, str]

    def summary(self) -> dict[str, Any]:
        """The issues as a check remembers them."""
        return {
            tag: [[each.path, each.line, each.code, each.message, each.level, each.suggestion] for each in found]
            for tag, found in self.issues.items()
        }


def at_present_paths(tests: Sequence[RelevanceTest], library: Library) -> list[RelevanceTest]:
    """The tests with the articles that moved where they are now."""
    now = {old: path for path, former in library.moves.items() for old in former.was}
    there = {path for shelf in library.articles.values() for path in shelf}
    return [test if test.article in there else replace(test, article=now.get(test.article, test.article)) for test in tests]


def run_tests(
    plan: SitePlan, tasks: Mapping[str, TaskState], tests: Sequence[RelevanceTest], before: BuildState, cache: Path
) -> Tested:
    """Run `tests`, or take over what they found the last time. Raises `LostDocumentError` where `cache` lacks a document."""
    keys: dict[str, str] = {}
    issues: dict[str, Sequence[Issue]] = {}
    file = issue_path(plan.settings, TESTS_FILE)
    # What leads nowhere is said by the first locale: it has no other.
    for place, tag in enumerate(plan.outlines):
        mine = [test for test in tests if test.locale == tag or (not place and test.locale not in plan.outlines)]
        if not mine:
            continue
        names = list(documents_of(plan, tag, tasks).values())
        titles = {path: section.title for path, section in plan.outlines[tag].sections.items()}
        keys[tag] = fingerprint(repr((mine, list(plan.outlines), [*map(content_of, names)], titles, plan.synonyms[tag])))
        if before.indexes.get(tag) == keys[tag] and tag in before.summary:
            issues[tag] = _issues(before.summary[tag])
        else:
            issues[tag] = _run(plan, tag, names, mine, file, cache)
    prune_documents(cache, (name for task in tasks.values() for _, name in task.documents))
    return Tested(issues, keys)


def _run(plan: SitePlan, tag: str, names: Sequence[str], tests: list[RelevanceTest], file: str, cache: Path) -> list[Issue]:
    # Whoosh takes half a second to import, and most checks have no use for it.
    from kbgen.search.answering.searcher import Searcher
    from kbgen.search.relevance import check_tests
    from kbgen.site.index import write_index

    with tempfile.TemporaryDirectory(prefix="kbgen-check-") as folder:
        write_index(plan, tag, (load_document(cache, name) for name in names), Path(folder))
        searcher = Searcher(Path(folder) / "search" / tag)
        return check_tests(tests, {tag: searcher}, file, known=list(plan.outlines))


def _issues(values: Any) -> list[Issue]:
    return [Issue(path, line, code, message, Level(level), advice) for path, line, code, message, level, advice in values]
