"""Whether phrases for `asked.yml` do search good, before they are kept: the writers' tests of search, with and without them.

Receives settings; reads and analyses the articles once, and builds the index of a language anew for each trial, in a folder of its
own. Nothing of the project is written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kbgen.check.search_tests import at_present_paths
from kbgen.config import Settings
from kbgen.pages.lists.entries import ListKind
from kbgen.search.analysis import AnalysedDocument, analyse
from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document
from kbgen.search.relevance import TESTS_FILE, RelevanceTest, load_tests
from kbgen.site.incremental.content import read_content
from kbgen.site.incremental.inputs import content_stamps
from kbgen.site.incremental.state import BuildState
from kbgen.site.index import write_index
from kbgen.site.mkdocs import config as mkdocs_config
from kbgen.site.mkdocs.events import Events
from kbgen.site.plan import SitePlan
from kbgen.site.planning import plan_site
from kbgen.site.render import Renderer
from kbgen.site.result import BuildResult
from kbgen.site.search_documents import document, section_document, translated
from kbgen.site.stops import checked

# An article below the tenth place is not seen.
DEEPEST = 10


class Outcome(NamedTuple):
    """How search does: the place of the expected article for each test, 0 where it is not among the first ten."""

    places: tuple[int, ...]
    found: frozenset[str]

    def worse_than(self, other: Outcome, tests: Sequence[RelevanceTest]) -> bool:
        """Whether a test fails that passed, or the articles come later in all."""
        for mine, before, test in zip(self.places, other.places, tests, strict=True):
            if 0 < before <= test.first and not 0 < mine <= test.first:
                return True
        return sum(1 / place for place in self.places if place) < sum(1 / place for place in other.places if place) - 1e-9


class Trial:
    """The articles of a site, ready to be indexed with other phrases."""

    def __init__(self, settings: Settings) -> None:
        result = BuildResult()
        mkdocs = mkdocs_config.load(settings)
        events = Events(mkdocs)
        library = checked(read_content(settings, content_stamps(settings), BuildState(), 0), result, drafts=False)
        self.plan: SitePlan = plan_site(settings, library, mkdocs, result)
        tests, _ = load_tests(settings.content_dir / TESTS_FILE)
        self.tests = at_present_paths(tests, library)
        self._renderer = Renderer(self.plan, mkdocs, events)
        self._documents: dict[str, dict[str, Document]] = {tag: {} for tag in self.plan.outlines}
        for path in self.plan.outlines[settings.source_locale].articles:
            for each in translated(self._documents_of(path)):
                self._documents[each.locale][path] = each
        for tag, outline in self.plan.outlines.items():
            for section in outline.told:
                body = self._renderer.section_body(section, self.plan.lists[tag].page(ListKind.SECTION, section.path))
                if body and (told := section_document(self.plan, tag, section, body)):
                    self._documents[tag][section.file] = told
        self._analysed: dict[str, dict[str, AnalysedDocument]] = {}

    def text(self, locale: str, path: str) -> Document:
        """An article as search sees it."""
        return self._documents[locale][path]

    def outcome(self, locale: str, path: str, phrases: Sequence[str]) -> Outcome:
        """How search in a language does with `phrases` for the article at `path`, besides those that it has."""
        synonyms = self.plan.synonyms[locale]
        known = self._analysed.setdefault(locale, {name: analyse(each, synonyms) for name, each in self._documents[locale].items()})
        own = self._documents[locale][path]
        every = known | {path: analyse(replace(own, asked=(*own.asked, *phrases)), synonyms)}
        with tempfile.TemporaryDirectory(prefix="kbgen-suggest-") as folder:
            write_index(self.plan, locale, [every[name] for name in sorted(every)], Path(folder))
            searcher = Searcher(Path(folder) / "search" / locale)
            places = tuple(_place(searcher, test.query, test.article) for test in self.tests_of(locale))
            found = frozenset(phrase for phrase in phrases if 0 < _place(searcher, phrase, path) <= 3)
        return Outcome(places, found)

    def tests_of(self, locale: str) -> list[RelevanceTest]:
        """The tests of a language."""
        return [test for test in self.tests if test.locale == locale]

    def _documents_of(self, path: str) -> Iterable[Document]:
        for tag, outline in self.plan.outlines.items():
            article = outline.articles[path]
            page = self.plan.views[tag].article(article)
            yield document(page, article, self._renderer.body(article, page), self.plan.asked.get((tag, path), ()))


def _place(searcher: Searcher, query: str, path: str) -> int:
    found = [result.path for result in searcher.search(query, DEEPEST)]
    return found.index(path) + 1 if path in found else 0
