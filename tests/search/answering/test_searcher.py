"""A searcher that is asked for weeks keeps no more of the index than it needs, and answers the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kbgen.search.answering import searcher as module
from kbgen.search.answering.searcher import Searcher

QUERIES = ["reset password", "parcel", "printer cable", "phone code", "refund card", "settings account"]


def test_what_was_let_go_is_read_again(small: Callable[[str], Searcher], monkeypatch: pytest.MonkeyPatch) -> None:
    usual = [[(each.article, each.score) for each in small("en").search(query)] for query in QUERIES]
    monkeypatch.setattr(module, "POSTINGS_KEPT", 3)
    frugal = small("en")
    again = [[(each.article, each.score) for each in frugal.search(query)] for query in [*QUERIES, *QUERIES]]
    assert again == [*usual, *usual]
    assert all(usual)
