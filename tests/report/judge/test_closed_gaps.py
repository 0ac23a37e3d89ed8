"""Which gaps are called closed: compared by the day, over days that do not overlap, and never by chance."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kbgen.errors import OperatorError
from kbgen.report.judge.closed_gaps import Earlier, compared, earlier_of
from kbgen.report.judge.figures import Report
from kbgen.report.read.period import DAY_MS, DaySpan, as_date, period
from kbgen.report.write.json import document
from kbgen.report.write.output import voices
from kbgen.report.write.page import page
from tests.report.conftest import NOW, Journal, Studied, opened, search

TODAY = NOW // DAY_MS


def last_report(days: int, ended: int, *gaps: tuple[str, int]) -> Earlier:
    """A report over so many days that ended so many days ago."""
    last = TODAY - 1 - ended
    return Earlier(DaySpan(last - days + 1, last), tuple(("en", text, left) for text, left in gaps))


def closed(report: Report) -> list[tuple[str, int, int]]:
    return [(one.text, one.then, one.now) for one in report.closed]


def test_a_shorter_report_does_not_close_what_is_asked_as_often_a_day(journal: Journal, studied: Studied) -> None:
    # 12 in 30 days are 2.8 in a week: the 3 that are left are no fewer, although 3 is a quarter of 12.
    journal.many(3, search("card declined"), days=3)
    report, _ = studied(days=7, earlier=last_report(30, 7, ("card declined", 12)))
    assert closed(report) == []


def test_a_longer_report_closes_what_is_asked_seldom_now(journal: Journal, studied: Studied) -> None:
    # 8 in 7 days would be 34 in 30.
    journal.many(4, search("card declined"), days=3)
    report, _ = studied(days=30, earlier=last_report(7, 30, ("card declined", 8)))
    assert closed(report) == [("card declined", 8, 4)]


def test_only_the_days_after_the_last_report_count(journal: Journal, studied: Studied) -> None:
    journal.many(40, search("card declined"), days=12)
    journal.many(5, search("card declined", 2), opened("card declined", "billing/card-declined"), days=3)
    report, site = studied(days=30, earlier=last_report(30, 7, ("card declined", 40)))
    assert report.gaps[0].left == 40
    assert closed(report) == [("card declined", 40, 0)]
    said = page(report, voices(site)[0], site)
    assert "30 days up to November 13, 2026 with 7 days up to November 20, 2026" in said


@pytest.mark.parametrize(("then", "told"), [(3, False), (4, False), (5, True)])
def test_what_chance_would_do_as_well_is_not_told(then: int, told: bool, journal: Journal, studied: Studied) -> None:
    journal.many(1, search("gift vouchers"))
    report, _ = studied(days=30, earlier=last_report(30, 30, ("card declined", then)))
    assert bool(closed(report)) is told


def test_a_gap_is_known_again_by_any_of_its_words(journal: Journal, studied: Studied) -> None:
    journal.many(20, search("card declined"))
    journal.many(2, search("Cards  declined"))
    report, _ = studied(days=30, earlier=last_report(30, 30, ("cards declined", 20)))
    assert closed(report) == []


def test_reports_that_end_together_are_not_compared_and_that_is_said(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("gift vouchers"))
    report, site = studied(days=7, earlier=last_report(30, 0, ("card declined", 90)))
    assert closed(report) == []
    assert "no days after it are left to compare" in page(report, voices(site)[0], site)


def test_a_report_on_one_locale_closes_nothing_of_another(journal: Journal, studied: Studied) -> None:
    journal.many(20, search("card declined"))
    report, _ = studied(days=30, earlier=last_report(30, 30, ("card declined", 20)), locales=("fa",))
    assert closed(report) == []


def test_a_report_says_its_days_to_the_next_one(journal: Journal, studied: Studied) -> None:
    journal.many(6, search("card declined"))
    report, _ = studied(days=30)
    earlier = earlier_of(document(report))
    assert (earlier.span, earlier.gaps) == (DaySpan(TODAY - 30, TODAY - 1), (("en", "card declined", 6),))
    days = compared(period(NOW, NOW + 7 * DAY_MS), earlier)
    assert days.now is not None
    assert (days.then.days, days.now.days, as_date(days.now.first) - as_date(days.then.last)) == (30, 7, timedelta(days=1))


@pytest.mark.parametrize("lost", ["first_day", "last_day", "gaps"])
def test_an_earlier_report_without_its_days_is_refused(lost: str) -> None:
    whole: dict[str, Any] = {"first_day": "2026-10-01", "last_day": "2026-10-30", "gaps": []}
    with pytest.raises(OperatorError, match="Make it again"):
        earlier_of({key: value for key, value in whole.items() if key != lost})


def test_large_numbers_are_compared_too(journal: Journal, studied: Studied) -> None:
    journal.many(1, search("gift vouchers"))
    report, _ = studied(days=30, earlier=last_report(30, 30, ("card declined", 1_000_000)))
    assert closed(report) == [("card declined", 1_000_000, 0)]


@pytest.mark.parametrize(("now", "told"), [(9, True), (10, True), (11, False), (13, False)])
def test_a_gap_is_closed_when_a_quarter_of_its_readers_are_left(now: int, told: bool, journal: Journal, studied: Studied) -> None:
    # None of these figures could be chance: 40 in as many days before.
    journal.many(now, search("card declined"), days=3)
    report, _ = studied(days=30, earlier=last_report(30, 30, ("card declined", 40)))
    assert bool(closed(report)) is told
