"""What speaks for two searches: nearness, more so where neither is near to everything, and words in common."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason="needs kbgen[semantic]")

from kbgen.report.judge.grouping.pair_model import WEIGHTS, evidence, odds  # noqa: E402 - it is of no use without numpy


def near(count: int = 6, value: float = 0.1) -> object:
    found = np.full((count, count), value, dtype=np.float32)
    np.fill_diagonal(found, 1.0)
    return found


def odds_of(pair: tuple[int, int], close: object, words: float = 0.0, synonyms: float = 0.0) -> float:
    shared, alike = np.zeros((2, len(close), len(close)), dtype=np.float32)  # type: ignore[arg-type]
    shared[pair] = shared[pair[::-1]] = words
    alike[pair] = alike[pair[::-1]] = synonyms
    found = odds(evidence(close, shared, alike))  # type: ignore[arg-type]
    assert found[pair] == found[pair[::-1]]
    return float(found[pair])


def test_it_holds_what_its_weights_name() -> None:
    zeros = np.zeros((6, 6), dtype=np.float32)
    assert evidence(near(), zeros, zeros).shape == (6, 6, len(WEIGHTS))  # type: ignore[arg-type]


def test_a_search_that_is_near_to_all_others_is_like_none_of_them() -> None:
    close = near()
    close[0, 1] = close[1, 0] = 0.6  # type: ignore[index]
    crowded = close.copy()  # type: ignore[attr-defined]
    crowded[0, 2:] = crowded[2:, 0] = 0.6
    assert odds_of((0, 1), crowded) < odds_of((0, 1), close)


def test_words_in_common_and_words_for_one_thing_speak_for_a_pair() -> None:
    plain = odds_of((0, 1), near())
    assert plain < odds_of((0, 1), near(), words=0.5) < odds_of((0, 1), near(), words=0.5, synonyms=0.3)


def test_among_more_searches_the_same_nearness_says_less() -> None:
    assert odds_of((0, 1), near(100)) < odds_of((0, 1), near(25)) == odds_of((0, 1), near(6))


def test_two_searches_alone_are_judged_too() -> None:
    assert np.isfinite(odds_of((0, 1), near(2)))
