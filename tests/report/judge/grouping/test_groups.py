"""Searches that ask the same fall together, others stay apart, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.grouping import LANGUAGES, judge, labelled
from kbgen.report.judge.grouping.groups import group, likeness
from kbgen.report.judge.grouping.search_words import SearchWords

LEAST = 0.85


@pytest.mark.parametrize("locale", LANGUAGES)
def test_labelled_searches_group_well_without_an_index(locale: str) -> None:
    figures = judge(locale, None)
    assert figures.searches >= 150
    assert figures.f1 >= LEAST - 0.05, figures
    assert figures.mixed == 0, figures


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_labelled_sets_name_each_search_once(locale: str) -> None:
    searches = [text for texts in labelled(locale).values() for text in texts]
    assert len(searches) == len(set(searches)) >= 150
    path = Path(__file__).parents[2] / "labelled" / f"{locale}.yml"
    assert yaml.safe_load(path.read_text("utf-8")).keys() == labelled("en").keys()


class Plain:
    """A language in which `same` words mean the same and capitals are relatives of small letters."""

    def __init__(self, *same: str) -> None:
        self._same = same

    def same(self, term: str) -> frozenset[str]:
        return frozenset(other for pair in self._same if term in pair for other in pair if other != term)

    def keys(self, term: str) -> tuple[str, ...]:
        return (f"~{term.lower()}",)

    def related(self, left: str, right: str) -> bool:
        return left.lower() == right.lower()


def asked(words: str, kin: Plain = Plain()) -> SearchWords:  # noqa: B008 - it holds nothing
    """A search of these words, one letter each, that weigh the same."""
    return SearchWords(
        tuple(words), (1.0,) * len(words), float(len(words)), frozenset(key for word in words for key in kin.keys(word))
    )


def together(*searches: str) -> list[list[int]]:
    return group([asked(words) for words in searches], Plain())


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("ab", "ab", 1.0),
        ("ab", "cd", 0.0 - 0.7 * 0.65),
        ("", "a", 0.0),
        # One says more than the other: two thirds of the weight of both in common, and more than that.
        ("a", "ab", 2 / 3 + 0.7 * 0.35 / 3),
        # Each has a word of its own: less than the half that they have in common.
        ("ab", "ac", 0.5 - 0.7 * 0.15 * 0.5),
        # A word that means the same counts less, and one of the same family less than that.
        ("ab", "ax", 0.9 + 0.7 * 0.25 * 0.1),
        ("ab", "aB", 0.85 + 0.7 * 0.2 * 0.15),
    ],
)
def test_likeness_is_the_share_in_common_more_where_one_holds_the_other(left: str, right: str, alike: float) -> None:
    kin = Plain("bx")
    assert likeness(asked(left), asked(right), kin) == likeness(asked(right), asked(left), kin) == pytest.approx(alike)


def test_a_search_that_is_as_near_to_two_questions_goes_to_the_one_with_more_readers() -> None:
    assert together("bd", "cd", "abcd") == [[0, 2], [1]]


def test_two_groups_of_one_size_become_one_where_searches_between_them_came_later() -> None:
    assert together("cdef", "cdef", "bce", "bcde") == [[0, 1, 2, 3]]


def test_the_same_words_are_one_question_in_any_order_and_no_words_are_none() -> None:
    assert together("ab", "ba", "", "cd", "dc") == [[0, 1], [3, 4]]


def test_groups_that_were_begun_take_more_in_and_stay_apart() -> None:
    searches = [asked(words) for words in ("abc", "abd", "abc", "abcd")]
    assert group(searches, Plain(), begun=[[0], [1]]) == [[0, 2, 3], [1]]
