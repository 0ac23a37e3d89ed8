"""How sure one can be with few votes."""

from __future__ import annotations

import pytest

from kbgen.report.judge.helpfulness import Helpfulness, Verdict, judged, wilson


@pytest.mark.parametrize(
    ("yes", "votes", "low", "high"),
    # Worked examples of Wilson's interval at 95 %, as in Newcombe (1998), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_that_of_the_literature(yes: int, votes: int, low: float, high: float) -> None:
    assert wilson(yes, votes) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("yes", "no", "verdict"),
    [
        (0, 1, "few"),
        (0, 4, "few"),
        (0, 5, "failing"),
        (2, 3, "doubtful"),
        (2, 8, "failing"),
        (45, 55, "failing"),
        (6, 4, "fine"),
        (0, 0, "few"),
    ],
)
def test_an_article_fails_only_when_its_whole_band_misses_the_aim(yes: int, no: int, verdict: str) -> None:
    assert Helpfulness(yes, no).verdict() is Verdict(verdict)


def test_the_old_verdict_stands_until_enough_votes_follow_the_edit() -> None:
    votes = {10: (1, 9), 20: (4, 0)}
    found = judged(votes, 15)
    assert (found.now.votes, found.then.votes, found.settled) == (4, 10, False)
    assert found.basis.verdict() is Verdict.FAILING
    assert judged(votes | {21: (1, 0)}, 15).basis.verdict() is Verdict.FINE
    assert judged(votes, None).now.votes == 14
