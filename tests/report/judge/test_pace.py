"""A goal is judged as somebody would who knows statistics: honest where little is known, firm where it is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kbgen.report.judge.pace import State, Week, fit, stand
from kbgen.report.read.goals_file import Goal, Measure

DAY = 20_777
RISING = Goal(Measure.HELPFULNESS, 0.8, DAY + 84)
FALLING = Goal(Measure.CONTACT_RATE, 0.02, DAY + 84)


def weeks(shares: list[float], whole: int = 400) -> list[Week]:
    """Weeks that end with `DAY`."""
    return [
        Week(DAY - 7 * back, round(share * whole), whole)
        for back, share in zip(range(len(shares) - 1, -1, -1), shares, strict=True)
    ]


def line(first: float, step: float, count: int = 13) -> list[float]:
    return [first + step * number for number in range(count)]


@pytest.mark.parametrize(
    ("goal", "shares", "state"),
    [
        (RISING, line(0.50, 0.02), State.ON_TRACK),
        (RISING, line(0.60, 0.0), State.OUT_OF_REACH),
        (RISING, line(0.70, -0.01), State.OUT_OF_REACH),
        (RISING, line(0.80, 0.005), State.REACHED),
        (replace(RISING, by=DAY - 1), line(0.60, 0.0), State.MISSED),
        (replace(RISING, by=DAY - 1), line(0.85, 0.0), State.REACHED),
        (RISING, line(0.6, 0.0, 3), State.TOO_EARLY),
        (RISING, line(0.6, 0.0, 4), State.UNCERTAIN),
        (RISING, [], State.TOO_EARLY),
        (FALLING, line(0.10, -0.004), State.ON_TRACK),
        (FALLING, line(0.10, 0.0), State.OUT_OF_REACH),
        (FALLING, line(0.015, 0.0), State.REACHED),
    ],
)
def test_where_a_goal_stands(goal, shares, state):
    assert stand(goal, weeks(shares), DAY).state is state


def test_with_few_votes_nobody_is_told_that_it_is_out_of_reach():
    assert stand(RISING, weeks(line(0.6, 0.0), whole=6), DAY).state is State.UNCERTAIN


def test_pace_and_need_are_those_of_the_line():
    found = stand(RISING, weeks(line(0.5, 0.01), 2000), DAY)
    assert found.pace is not None
    assert found.pace.value == pytest.approx(0.01, abs=1e-3)
    assert found.pace.low < 0.01 < found.pace.high
    # The last four weeks together are at 0.605, and twelve weeks are left.
    assert found.needed == pytest.approx((0.8 - 0.605) / 12, abs=1e-3)
    assert found.leads_to is not None
    assert found.leads_to.value == pytest.approx(0.5 + 0.01 * 24.5, abs=0.01)
    assert found.days_left == 84


def test_what_was_before_the_goal_began_is_its_beginning_and_does_not_slow_its_pace():
    shares = [0.5] * 8 + line(0.5, 0.02, 8)
    goal = replace(RISING, since=DAY - 7 * 8 + 1)
    found = stand(goal, weeks(shares), DAY)
    assert found.start is not None
    assert found.start.value == pytest.approx(0.5)
    assert found.pace is not None
    assert found.pace.value == pytest.approx(0.02, abs=1e-3)


def test_weeks_that_jump_about_make_it_less_sure():
    calm, wild = weeks([0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]), weeks([0.4, 0.8, 0.4, 0.8, 0.4, 0.8, 0.4, 0.8])
    one, other = fit(calm), fit(wild)
    assert one is not None
    assert other is not None
    assert other.rise_variance > 10 * one.rise_variance


def test_the_interval_holds_what_comes_nineteen_times_in_twenty():
    """Two hundred histories of which the truth is known, with the noise of counting and with a weather of their own."""
    chance = random.Random(1)
    for weather in (0.0, 0.03):
        held = 0
        for _ in range(200):
            first, step = chance.uniform(0.3, 0.6), chance.uniform(-0.01, 0.015)
            made = []
            for number in range(13):
                share = min(0.99, max(0.01, first + step * number + chance.gauss(0, weather)))
                made.append(Week(DAY - 7 * (12 - number), sum(chance.random() < share for _ in range(150)), 150))
            found = fit(made)
            assert found is not None
            truth = min(1.0, max(0.0, first + step * (12 + 0.5 + 4)))
            leads_to = found.at(DAY + 28)
            held += leads_to.low <= truth <= leads_to.high
        assert held >= 180


def test_shares_of_nothing_or_beyond_all_are_taken_calmly():
    odd = [Week(DAY - 7 * back, 5, 3) for back in range(8)] + [Week(DAY, 0, 0)]
    found = stand(FALLING, odd, DAY)
    assert found.now is not None
    assert found.now.value == 1
    assert fit([Week(DAY - 7 * back, 0, 50) for back in range(8)]).rise_variance > 0
