"""A long list is cut into pages of bounded size, and each of them leads to all others."""

from __future__ import annotations

import pytest

from kbgen.pages.lists.parts import MOST_LETTERS, LongList, nearby, part_url, parts_of


def long(titles: list[str], most: int, placed: frozenset[str] = frozenset()) -> LongList[str]:
    return LongList.of(titles, str, placed.__contains__, "en", most)


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (100, 1), (101, 2), (5000, 50), (5001, 51)])
def test_a_list_takes_as_few_pages_as_hold_it(count: int, pages: int) -> None:
    assert parts_of(count, 100) == pages


def test_every_entry_stands_on_exactly_one_page() -> None:
    titles = [f"{letter}{number}" for letter in "cab" for number in range(17)]
    found = long(titles, 10)
    shown = [title for page in range(1, found.count + 1) for _, group in found.groups(page) for title in group]
    assert shown == sorted(titles)


def test_a_letter_leads_to_the_page_on_which_it_begins() -> None:
    found = long(["a1", "a2", "a3", "b1", "c1", "c2"], 2)
    assert found.begins == {"A": 1, "B": 2, "C": 3}
    assert [list(found.groups(page)) for page in (1, 2, 3)] == [
        [("A", ["a1", "a2"])],
        [("A", ["a3"]), ("B", ["b1"])],
        [("C", ["c1", "c2"])],
    ]


def test_entries_whose_place_a_writer_gave_come_first_and_in_that_order() -> None:
    found = long(["z", "m", "b", "a"], 10, frozenset("zm"))
    assert list(found.groups(1)) == [("", ["z", "m"]), ("A", ["a"]), ("B", ["b"])]
    assert found.begins == {"A": 1, "B": 1}


def test_a_list_of_words_with_too_many_first_letters_offers_none() -> None:
    assert long([chr(0x1200 + number) for number in range(2 * MOST_LETTERS)], 10).begins == {}


@pytest.mark.parametrize(
    ("number", "count", "offered"),
    [
        (1, 1, [1]), (1, 3, [1, 2, 3]), (1, 50, [1, 2, 3, 0, 50]), (4, 50, [1, 2, 3, 4, 5, 6, 0, 50]),
        (25, 50, [1, 0, 23, 24, 25, 26, 27, 0, 50]), (50, 50, [1, 0, 48, 49, 50]), (47, 50, [1, 0, 45, 46, 47, 48, 49, 50]),
    ],
)  # fmt: skip
def test_a_page_offers_the_first_the_last_and_those_around_it(number: int, count: int, offered: list[int]) -> None:
    assert nearby(number, count) == offered


def test_the_first_page_is_at_the_lists_own_address_and_the_others_are_beside_it() -> None:
    assert [part_url("en/billing/", number) for number in (1, 2)] == ["en/billing/", "en/billing/page-2.html"]
    assert [part_url("en/sections.html", number) for number in (1, 3)] == ["en/sections.html", "en/sections-3.html"]
