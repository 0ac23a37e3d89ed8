"""Relevance tests that writers own: `content/search-tests.yml` says which article a query must find.

    - {query: forgot my password, locale: en, article: account/password.md, first: 3}

Receives the file and a searcher for each locale; returns an issue for every query whose article does not come among the
first N (3 unless told), with what came instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from kbgen.issues import Issue

if TYPE_CHECKING:
    from kbgen.search.answering.searcher import Searcher

TESTS_FILE = "search-tests.yml"
_KEYS = {"query", "locale", "article", "first"}


@dataclass(frozen=True)
class RelevanceTest:
    """`article`, a path relative to the locale's folder, must be among the `first` results of `query`."""

    query: str
    locale: str
    article: str
    first: int = 3
    line: int = 0


def load_tests(path: Path) -> tuple[list[RelevanceTest], list[Issue]]:
    """Read `path`, if it is there."""
    if not path.is_file():
        return [], []
    try:
        text = path.read_text("utf-8")
        root, entries = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        return [], [Issue(path.name, line, "search-tests-yaml", "The file is not readable as YAML.", suggestion="Fix this line.")]
    if root is None or entries is None:
        return [], []
    advice = "Write for example: - {query: forgot my password, locale: en, article: account/password.md, first: 3}."
    if not isinstance(entries, list):
        return [], [Issue(path.name, 1, "search-tests-list", "The file is not a list.", suggestion=advice)]
    tests, issues = [], []
    for node, entry in zip(root.value, entries, strict=True):
        line = node.start_mark.line + 1
        problem = _problem(entry)
        if problem:
            issues.append(Issue(path.name, line, "search-test-entry", problem, suggestion=advice))
        else:
            tests.append(RelevanceTest(str(entry["query"]), entry["locale"], entry["article"], entry.get("first", 3), line))
    return tests, issues


def check_tests(
    tests: list[RelevanceTest], searchers: Mapping[str, Searcher], file: str = TESTS_FILE, known: Sequence[str] = ()
) -> list[Issue]:
    """Run `tests`; `file` is what issues name, `known` are the locales of the site if there are more than searchers."""
    issues = []
    for test in tests:
        searcher = searchers.get(test.locale)
        if searcher is None:
            message = f"{test.locale} is not a locale of this site."
            issues.append(
                Issue(file, test.line, "search-test-locale", message, suggestion=f"Known: {', '.join(known or searchers)}.")
            )
            continue
        found = [result.path for result in searcher.search(test.query, max(test.first, 3))]
        if test.article not in found[: test.first]:
            came = ", ".join(found[:3]) or "nothing"
            message = f"“{test.query}” does not find {test.article} among the first {test.first}; instead came: {came}."
            advice = "Give the article these words as keywords, or add a synonym or an asked phrase."
            issues.append(Issue(file, test.line, "search-test", message, suggestion=advice))
    return issues


def _problem(entry: Any) -> str:
    if not isinstance(entry, dict):
        return "This entry is not a mapping."
    missing, unknown = sorted({"query", "locale", "article"} - entry.keys()), sorted(map(str, entry.keys() - _KEYS))
    if missing:
        return f"This entry lacks {', '.join(missing)}."
    if unknown:
        return f"This entry has an unknown key: {', '.join(unknown)}."
    if not isinstance(entry["locale"], str) or not isinstance(entry["article"], str):
        return "locale and article are texts."
    first = entry.get("first", 3)
    if not isinstance(first, int) or isinstance(first, bool) or first < 1:
        return "first is not a number from 1."
    return ""
