"""What becomes of a reader's question."""

from __future__ import annotations

from typing import Any

import pytest

from kbgen.report.read.visits import MOST_SEARCHES, Step, devices, is_flood, questions, visits
from tests.report.conftest import contact, opened, reword, search, view, vote


def steps(*kinds: tuple[str, dict[str, Any]]) -> list[Step]:
    at, made = 0, []
    for kind, fields in kinds:
        fields = dict(fields)
        at += int(fields.pop("seconds", 60) * 1000)
        made.append(Step(1, at, kind, "en", **fields))
    return made


@pytest.mark.parametrize(
    ("journey", "left", "flags"),
    [
        ([search("refund")], [True], [""]),
        ([search("refund", 3)], [True], [""]),
        ([search("refund", 3), opened("refund", "a")], [False], [""]),
        ([search("refund", 3), opened("refund", "a"), search("money back", 2, seconds=5)], [True, True], ["", ""]),
        ([search("refund", 3), opened("refund", "a"), search("invoice", 2, seconds=300)], [False, True], ["", ""]),
        ([search("refund", 3), opened("refund", "a"), vote("a", False)], [True], [""]),
        ([search("refund", 3), opened("refund", "a"), vote("a", True), contact()], [False], ["contact"]),
        ([search("refund"), contact(query="refund")], [True], ["contact"]),
        ([search("refund", 3), opened("refund", "a"), contact()], [True], ["contact"]),
        ([search("refnd"), search("refund", 2), reword("refnd", "refund"), opened("refund", "a")], [False, False], ["reword", ""]),
        ([search("refnd"), reword("refnd", "refund"), search("refund", 2), opened("refund", "a")], [False, False], ["reword", ""]),
        ([search("refnd"), search("refund"), reword("refnd", "refund")], [True, True], ["reword", ""]),
    ],
)
def test_a_question_is_left_or_helped(journey: list[Any], left: list[bool], flags: list[str]) -> None:
    asked = questions(steps(*journey))
    assert [question.left for question in asked] == left
    assert [("contact" if q.contact else "reword" if q.reworded else "") for q in asked] == flags


def test_words_still_being_typed_are_one_question() -> None:
    asked = questions(steps(search("ref", 9), search("refund pol", 2, seconds=3), search("refund policy", 1, seconds=4)))
    assert [question.query for question in asked] == ["refund policy"]


def test_the_words_before_a_rewording_learn_what_helped_in_the_end() -> None:
    first, second = questions(
        steps(search("money back"), reword("money back", "refund"), search("refund", 2), opened("refund", "a"))
    )
    assert (first.helped, first.answer, second.helped) == ("", "a", "a")


def test_two_words_that_were_swapped_for_ever_end() -> None:
    asked = questions(steps(search("a b"), search("c d"), reword("a b", "c d"), search("a b"), reword("c d", "a b")))
    assert all(question.left for question in asked)


def test_a_vote_or_an_open_without_a_search_stands_alone() -> None:
    assert questions(steps(vote("a", True), view("a"))) == []
    assert [question.helped for question in questions(steps(opened("refund", "a")))] == ["a"]


def test_events_without_a_visit_are_visits_of_their_own() -> None:
    rows = [
        (None, 1, "view", "en", "a", *[None] * 10),
        (None, 2, "view", "en", "a", *[None] * 10),
        (7, 3, "view", "en", "a", *[None] * 10),
    ]
    assert [len(visit) for visit in visits(rows)] == [1, 1, 1]


def test_a_source_that_asks_more_than_a_person_could_is_a_flood() -> None:
    assert not is_flood(steps(*[search(f"thing {n}") for n in range(MOST_SEARCHES)]))
    assert is_flood(steps(*[search(f"thing {n}") for n in range(MOST_SEARCHES + 1)]))
    assert is_flood(steps(*[search(("the same", "and another")[n % 2]) for n in range(500)]))
    assert not is_flood(steps(*[search("the same") for _ in range(100)]))


def test_a_visit_over_the_change_of_salts_is_one_though_other_devices_came_between() -> None:
    rows = [(number, at, "view", "en", "a", *[None] * 10) for number, at in ((1, 9), (2, 3), (2, 5), (3, 1), (4, 2), (None, 4))]
    found = [[(step.visit, step.at) for step in steps] for steps in devices(rows, {1: 2, 4: 5})]
    assert found == [[(3, 1)], [(None, 4)], [(2, 3), (2, 5), (1, 9)], [(4, 2)]]
    assert [len(steps) for steps in devices(rows)] == [1, 2, 1, 1, 1]
