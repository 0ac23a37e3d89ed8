"""Comments are read as often as one comes: what is remembered changes nothing of what is read."""

from __future__ import annotations

import random
from typing import Any

from kbgen.desk.read.comments import CommentReader, Said

WORDS = (
    "The second step is not there any more.",
    "The second step is not there anymore!",
    "There the second step is not any more",
    "I cannot find the invoice of last year",
    "invoice of last year: cannot find",
    "گام دوم نیست",
    "the",
    "",
)


def rows(chance: random.Random, count: int) -> list[tuple[Any, ...]]:
    """Votes with comments, newest first, as the database gives them."""
    return [
        (
            count - number,
            f"a/{chance.randrange(3)}",
            chance.choice(("en", "fa")),
            "en",
            number % 2,
            None,
            None,
            chance.choice(WORDS),
        )
        for number in range(count)
    ]


def test_what_comes_in_bits_is_read_as_what_comes_at_once() -> None:
    chance = random.Random(7)
    every = rows(chance, 60)
    reader = CommentReader()
    for begin in range(len(every), -1, -1):
        assert reader.read(every[begin:]) == CommentReader().read(every[begin:])
    # A comment that was changed, or forgotten, is gone from all that is remembered.
    for gone in (0, 7, 30):
        fewer = every[:gone] + every[gone + 1 :]
        assert reader.read(fewer) == CommentReader().read(fewer)


def test_the_newest_that_says_the_same_leads_its_group_and_articles_stay_apart() -> None:
    same = [(3, "a", "en", WORDS[1]), (2, "a", "en", WORDS[0]), (1, "b", "en", WORDS[2]), (0, "a", "en", WORDS[3])]
    found: tuple[Said, ...] = CommentReader().read(
        (at, article, tag, "en", 0, None, None, words) for at, article, tag, words in same
    )
    assert [one.like == found[0].mark for one in found] == [True, True, False, False]
    assert [one.like == one.mark for one in found] == [True, False, True, True]
