"""The part of a text that is shown with a result: where the words stand closest, and cut between words where it can be."""

from __future__ import annotations

import pytest

from kbgen.search.answering.excerpt import BEFORE, LENGTH, Excerpt, excerpt, found, marked

MARKS = {"lamp": 1.0, "oil": 0.5}


def shown(text: str, marks: dict[str, float] = MARKS) -> str:
    return excerpt([("", "", text)], marks, "en").text


def test_a_short_text_is_shown_whole_and_a_long_one_from_its_beginning_to_the_end_of_a_word() -> None:
    short = "word " * (LENGTH // 5)
    assert len(short) == LENGTH
    assert shown(short) == short
    assert shown("") == ""
    long = "word " * 100
    assert shown(long) == f"{('word ' * (LENGTH // 5)).rstrip()} …"
    # One letter more than there is room for.
    assert shown(f"{short}x") == f"{short.rstrip()} …"


@pytest.mark.parametrize(("before", "kept"), [(62, LENGTH), (96, 95)])
def test_a_long_word_is_cut_where_half_of_the_room_would_be_left_empty(before: int, kept: int) -> None:
    assert len(shown("a " * (before // 2) + "x" * 400).removesuffix(" …")) == kept


def test_what_is_shown_begins_before_the_words_where_most_of_them_stand() -> None:
    far = "word " * 60
    text = f"lamp {far}lamp with oil {far}oil"
    assert shown(text).startswith(f"… {'word ' * (BEFORE // 5 - 1)}".rstrip())
    assert "lamp with oil" in shown(text)
    assert shown(text).endswith("word …")
    assert shown(f"lamp oil {far}lamp {far}").startswith("lamp oil word")
    # Without spaces it begins anywhere.
    assert shown(f"{'哈' * 300}lamp") == f"… {'哈' * BEFORE}lamp"
    # Near the end nothing follows.
    assert not shown(f"{far}lamp").endswith("…")


def test_of_several_passages_the_one_with_the_weightiest_words_is_shown_and_its_heading_counts_twice() -> None:
    passages = [("a", "Oil", "Nothing else."), ("b", "Words", "A lamp."), ("c", "Lamp", "Oil, oil, oil."), ("d", "", "lamp oil")]
    assert excerpt(passages, MARKS, "en") == Excerpt("c", "Lamp", "Oil, oil, oil.")
    assert excerpt(passages[:2], MARKS | {"oil": 0.51}, "en").anchor == "a"
    assert excerpt(passages[:2], MARKS | {"oil": 0.49}, "en").anchor == "b"
    # Of two that are as good, the first; where none has a word, the beginning.
    assert excerpt([("a", "", "lamp"), ("b", "", "lamp")], MARKS, "en").anchor == "a"
    assert excerpt(passages, {"zebra": 1.0}, "en").anchor == "a"
    assert excerpt([], MARKS, "en") == Excerpt("", "", "")


def test_phrases_are_marked_as_a_whole_and_what_overlaps_is_one() -> None:
    marks = {"oil lamp": 1.0, "lamp light up": 1.0, "zebra": 1.0}
    assert marked("An oil lamp lights up", marks, "en") == [("An ", False), ("oil lamp lights up", True)]
    assert [place.stem for place in found("oil lamp light up", marks, "en")] == ["oil lamp", "lamp light up"]
    assert marked("zebra zebra", marks, "en") == [("zebra", True), (" ", False), ("zebra", True)]
    assert marked("none", marks, "en") == [("none", False)]
