"""A searcher that is asked for weeks keeps no more of the index than it needs, and answers the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kbgen.errors import OperatorError
from kbgen.search.answering import searcher as module
from kbgen.search.answering.searcher import Searcher
from kbgen.search.answering.site_search import SiteSearch
from tests.search.conftest import Build, small_documents

QUERIES = ["reset password", "parcel", "printer cable", "phone code", "refund card", "settings account"]


def test_what_was_let_go_is_read_again(small: Callable[[str], Searcher], monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [[(each.article, each.score) for each in small("en").search(query)] for query in QUERIES]
    monkeypatch.setattr(module, "POSTINGS_KEPT", 3)
    frugal = small("en")
    again = [[(each.article, each.score) for each in frugal.search(query)] for query in [*QUERIES, *QUERIES]]
    assert again == [*usual, *usual]
    assert all(usual)


def test_a_site_that_was_built_again_is_read_again_and_otherwise_once(build: Build, tmp_path: Path) -> None:
    documents = small_documents("en")
    build(documents, "en")
    site = SiteSearch(tmp_path)
    first = site.searcher("en")
    assert site.searcher("en") is first
    assert site.answer("en", "parcel")["count"] == 2
    build([*documents, replace(documents[0], article="parcels", path="parcels.md", title="All parcels")], "en")
    assert site.answer("en", "parcel")["count"] == 3
    told = site.answer("en", "pasword", limit=1)["results"]
    assert [(each["article"], each["anchor"], each["heading"]) for each in told] == [("account/password", "steps", "Steps")]
    with pytest.raises(OperatorError, match="no search index"):
        site.searcher("fa")


def test_filters_limits_and_an_order_of_ones_own_leave_the_rest_in_order(small: Callable[[str], Searcher]) -> None:
    searcher = small("en")
    usual = searcher.answer("parcel password")
    assert (usual.count, len(usual.results)) == (3, 3)
    turned = searcher.answer("parcel password", order=[each.number for each in reversed(usual.results)])
    assert [each.article for each in turned.results] == [each.article for each in reversed(usual.results)]
    # What was not found is not brought in by an order.
    assert searcher.answer("parcel", order=[0, 1, 4]).count == 2
    assert searcher.answer("parcel password", 2).count == 3
    assert [each.kind for each in searcher.search("parcel password", kinds=["guide"])] == ["guide"]
    assert searcher.search("parcel password", kinds=["guide"], sections=["orders"]) == []


def test_where_nothing_is_found_the_beginning_of_the_longest_word_is_offered(small: Callable[[str], Searcher]) -> None:
    searcher = small("en")
    found = searcher.beginning("the printxqzwv", 1)
    assert found is not None
    assert [each.article for each in found.results] == ["devices/printer"]
    assert searcher.beginning("xqz", 5) is None
    assert searcher.beginning("", 5) is None


@pytest.mark.parametrize(
    ("locale", "query", "title"),
    [
        *[("en", query, "Use .NET") for query in (".net", "dotnet", "dot net")],
        *[("en", query, "C++ client") for query in ("c++", "cpp", "c plus plus")],
        *[("en", query, "C# client") for query in ("c#", "csharp", "c sharp")],
        *[("ar", query, "C# client") for query in ("csharp", "سي شارب")],
        *[("fa", query, "Use .NET") for query in ("dotnet", "دات‌نت", "دات نت")],
    ],
)
def test_names_with_signs_are_found_as_they_are_spelt_out(
    build: Build, tmp_path: Path, locale: str, query: str, title: str
) -> None:
    titles = ["Use .NET", "Network speed of the net", "C++ client", "C# client", "C client"]
    first = small_documents("en")[0]
    documents = [
        replace(first, article=str(at), path=f"{at}.md", locale=locale, language=locale, title=title, description="", passages=())
        for at, title in enumerate(titles)
    ]
    build(documents, locale)
    assert Searcher(tmp_path / "search" / locale).search(query)[0].title == title
