"""Sums over days and what became of a question that was asked in several ways."""

from __future__ import annotations

import pytest

from kbgen.report.read.totals import CONTACT, FAILED, LEFT, NOTHING, VOTED, together


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ([], 0),
        ([0], 0),
        ([VOTED], VOTED),
        ([FAILED | LEFT | NOTHING], FAILED | LEFT | NOTHING),
        ([FAILED | LEFT | NOTHING, FAILED | LEFT | CONTACT], FAILED | LEFT | NOTHING | CONTACT),
        # Whom one of the ways helped was not left.
        ([FAILED | LEFT | NOTHING, 0], FAILED | NOTHING),
    ],
)
def test_what_became_of_a_question_is_what_became_of_its_ways_and_who_was_helped_is_not_left(marks: list[int], found: int) -> None:
    assert together(marks) == found
