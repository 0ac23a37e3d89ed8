"""Everything that is wrong with a site, without publishing anything.

Receives settings; returns all issues, sorted: what reading finds, what rendering finds (links, pictures, anchors), and what
the catalogues lack.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kbgen.articles.names import issue_path
from kbgen.config import Settings
from kbgen.errors import AuthorError
from kbgen.issues import Issue
from kbgen.language.completeness import missing_messages
from kbgen.search.relevance import TESTS_FILE, check_tests, load_tests
from kbgen.search.searcher import Searcher
from kbgen.site import mkdocs as mkdocs_config
from kbgen.site.anchors import broken_anchors
from kbgen.site.build import checked, plan_site, render_pages
from kbgen.site.cache import State
from kbgen.site.changes import find_changes
from kbgen.site.events import Events
from kbgen.site.index import write_index
from kbgen.site.plan import Plan
from kbgen.site.publish import Staging
from kbgen.site.reading import read_content
from kbgen.site.render import Written
from kbgen.site.result import Options, Result


def check_site(settings: Settings) -> list[Issue]:
    """All issues of the content and the catalogues."""
    result = Result()
    for locale in settings.locales:
        result.issues += missing_messages(locale.tag, settings.root)
    with tempfile.TemporaryDirectory(prefix="kbgen-check-") as folder:
        stage = Staging(Path(folder) / "site")
        stage.folder.mkdir()
        mkdocs = mkdocs_config.load(settings, site_dir=stage.folder)
        content = read_content(settings, {}, State())
        try:
            library = checked(content, result, drafts=True)
        except AuthorError:
            # What reading found is in the result; without a library there is nothing more to look at.
            return sorted(result.issues)
        plan = plan_site(settings, library, mkdocs, result)
        changes = find_changes(plan, "", State(), {})
        events = Events(mkdocs)
        events.pre_build(plan.pages, plan.files)
        written = render_pages(plan, mkdocs, events, stage, changes, Options())
        tasks = [done.state for done in written.values()]
        result.take(plan, tasks)
        result.issues += broken_anchors(plan, tasks)
        result.issues += relevance_issues(plan, written, stage)
    return sorted(result.issues)


def relevance_issues(plan: Plan, written: Mapping[str, Written], stage: Staging) -> list[Issue]:
    """What the writers' relevance tests find wrong; the index is built only if there are any."""
    tests, issues = load_tests(plan.settings.content_dir / TESTS_FILE)
    if tests:
        searchers = {}
        for tag in plan.outlines:
            documents = [found for done in written.values() for locale, found in done.documents if locale == tag]
            write_index(plan, tag, documents, stage.folder)
            searchers[tag] = Searcher(stage.folder / "search" / tag)
        issues += check_tests(tests, searchers)
    where = issue_path(plan.settings, TESTS_FILE)
    return [replace(issue, path=where) for issue in issues]
