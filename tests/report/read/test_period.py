"""Which days a report is about, and when they may be compared with those before."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.report.read.period import HISTORY_DAYS, DaySpan, Period, as_date, period

DAY = 86_400_000


@pytest.mark.parametrize(
    ("days", "seen_from", "all_of_it", "shares"),
    [
        # What was recorded before the days 100 to 129: all, all but a day, eight days, a week, six days, nothing.
        (30, None, True, True),
        (30, 70, True, True),
        (30, 71, False, True),
        (30, 92, False, True),
        (30, 93, False, True),
        (30, 94, False, False),
        (30, 100, False, False),
        (30, 120, False, False),
        # Three days are compared with three.
        (3, 97, True, True),
        (3, 98, False, False),
    ],
)
def test_a_period_is_compared_with_what_was_recorded(days: int, seen_from: int | None, all_of_it: bool, shares: bool) -> None:
    one = Period(100, 99 + days, until=(100 + days) * DAY, seen_from=seen_from)
    assert (one.comparable, one.shares_comparable) == (all_of_it, shares)
    assert one.covered.last == 99
    assert one.covered.first == max(100 - days, seen_from or 0)


def test_a_day_that_is_not_over_is_compared_with_nothing() -> None:
    one = Period(100, 100, until=101 * DAY, in_part=True)
    assert not one.comparable
    assert not one.shares_comparable


def test_whole_days_from_the_first_to_the_last_that_is_over() -> None:
    whole = period(100 * DAY, 130 * DAY)
    assert (whole.first, whole.last, whole.in_part, whole.days) == (100, 129, False, 30)
    # Noon of the day 130, which is not over; a moment to come counts as now.
    assert period(100 * DAY, 130 * DAY + DAY // 2).last == 129
    assert period(100 * DAY, 140 * DAY, now=130 * DAY).last == 129
    first = period(100 * DAY, 100 * DAY + DAY // 2)
    assert (first.first, first.last, first.in_part) == (100, 100, True)
    # In Tehran the day 130 ends half past eight in the evening of UTC.
    assert period(100 * DAY, 131 * DAY - DAY // 8, "Asia/Tehran").last == 130
    assert period(100 * DAY, 131 * DAY - DAY // 4, "Asia/Tehran").last == 129


def test_weeks_are_whole_and_end_with_the_period() -> None:
    one = Period(1000, 1029, until=1030 * DAY, seen_from=1010)
    weeks = one.weeks()
    assert len(weeks) == HISTORY_DAYS // 7
    assert {week.days for week in weeks} == {7}
    assert weeks[-1] == DaySpan(1023, 1029)
    # A week whose first day was not recorded is cut; those that ended before the first day seen are left out.
    assert [week.cut for week in weeks[-4:]] == [True, True, False, False]
    assert one.weeks(first_seen=1015)[0] == DaySpan(1009, 1015, cut=True)
    assert one.weeks(first_seen=1016)[0] == DaySpan(1016, 1022)


def test_the_history_reaches_back_as_far_as_the_longer_of_the_two() -> None:
    assert Period(1000, 1029, until=0).history == 1029 - HISTORY_DAYS + 1
    # Two hundred days are compared with two hundred.
    assert Period(1000, 1199, until=0).history == 800


def test_a_season_is_the_days_of_earlier_months_that_the_next_week_has_in_its_own() -> None:
    # 2026-01-31 is the last day of the period: the week after it is 1 to 7 February.
    one = Period(20_455, 20_484, until=0)
    days = one.season("gregorian")
    dates = sorted(as_date(day) for day in days)
    assert {day.day for day in dates} == set(range(1, 8))
    assert max(dates) == date(2026, 1, 7)
    # None of the last two weeks is of the season: no month is so short.
    assert all(day < one.last - 6 for day in days)


def test_months_are_cut_where_they_were_not_seen_whole() -> None:
    # 2026-01-02 to 2026-01-31, recorded from 15 December on.
    one = Period(20_455, 20_484, until=0, seen_from=20_437)
    months = one.months("gregorian", first_seen=20_437)
    assert [(month.name, month.days, month.cut) for month in months] == [((2025, 12), 17, True), ((2026, 1), 31, False)]
    # A period that ends a day earlier has a part of January.
    assert Period(20_454, 20_483, until=0).months("gregorian", first_seen=20_454)[-1].cut
