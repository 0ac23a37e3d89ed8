"""What Whoosh gives back, and how it becomes levels."""

from __future__ import annotations

import math
from bisect import bisect

import pytest

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.ranking import first_of, level_of
from kbgen.search.indexing.lines import given, levels
from kbgen.search.indexing.postings import postings

TYPICAL = {"title": 1.5, "body": 3.375}


def analysed(number: int) -> AnalysedDocument:
    body = {"same": 1 + number % 7, f"word{number % 5}": 2, "کليد": 1, f"own{number}": 255}
    counts = {"title": {"same": 1}, "body": body}
    return AnalysedDocument(f"a{number}", f"a{number}.md", "", "", "", "", counts, {"title": 1, "body": 3 + number}, {}, "")


@pytest.mark.parametrize("sheaf", [1, 2, 7, 20, 1000])
def test_sheaves_of_any_size_give_the_same_postings(sheaf: int) -> None:
    documents = [analysed(number) for number in range(20)]
    wanted: dict[str, dict[int, float]] = {}
    for number, document in enumerate(documents):
        for key, x in given(document, TYPICAL).items():
            wanted.setdefault(key, {})[number] = x
    found = postings(documents, TYPICAL, sheaf)
    assert found == wanted
    assert list(found) == sorted(found)
    assert all(list(having) == sorted(having) for having in found.values())


def test_no_documents_have_no_postings() -> None:
    assert postings([], {}) == {}


def test_a_figure_is_looked_up_as_the_level_that_the_formula_gives() -> None:
    bounds = [first_of(level) for level in range(1, 90)]
    near = [x for bound in bounds for x in (math.nextafter(bound, 0), bound, math.nextafter(bound, math.inf))]
    for x in [0.0, 2.0**-7, 2.0**-6, *near, *(1.13**step for step in range(-40, 80))]:
        assert bisect(bounds, x) == level_of(x)
        assert levels("key", [], {"key": {3: x}}) == {3: chr(35 + level_of(x))}
