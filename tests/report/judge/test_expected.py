"""The commonest questions before they are asked: with the season that past months show, and what answers them."""

from __future__ import annotations

from typing import Any

import pytest

from kbgen.report.read.period import Period, as_date
from kbgen.report.write.json import document
from kbgen.report.write.output import voices
from kbgen.report.write.page import page
from tests.report.conftest import Journal, Studied, opened, search, view

# Days before the report's 21 November that are 24 October, 24 September and 25 August: in the week that comes, of months before.
SEASON = (28, 58, 88)
SEASONAL, USUAL = "invite people", "zebra crossing"


def fill(journal: Journal) -> None:
    for days in SEASON:
        journal.many(5, search(SEASONAL, 3), opened(SEASONAL, "start/invite-people"), view("start/invite-people"), days=days)
    for days in range(1, 100, 3):
        journal.visit(search(USUAL, 0), days=days)
        journal.many(2, view("start/set-up"), days=days)
    journal.visit(view("start/invite-people"), days=2)


def test_a_question_of_the_end_of_each_month_is_expected_before_it(journal: Journal, studied: Studied) -> None:
    fill(journal)
    report, site = studied()
    found = {one.question.text: one for one in report.expected}
    assert list(found) == [SEASONAL, USUAL]
    assert found[SEASONAL].seasonal
    assert found[SEASONAL].coming > 3 * found[SEASONAL].usual
    assert not found[USUAL].seasonal
    assert found[USUAL].answered == 0
    said: Any = document(report)["expected"]
    assert (said[0]["question"], said[0]["seasonal"], said[0]["article"]) == (SEASONAL, True, "start/invite-people")
    for voice in voices(site):
        html = page(report, voice, site)
        assert voice.gettext("Questions to expect") in html
        assert voice.gettext("its season") in html


def test_what_has_its_season_is_offered_before_what_is_read_most(journal: Journal, studied: Studied) -> None:
    fill(journal)
    report, _ = studied()
    assert report.popular["en"][:2] == ("start/invite-people", "start/set-up")


def test_a_few_searches_are_no_season(journal: Journal, studied: Studied) -> None:
    for days in SEASON:
        journal.many(2, search("zebra crossing", 0), days=days)
    journal.many(3, search("lost parcel", 0), days=28)
    for days in range(1, 100, 9):
        journal.visit(search("lost parcel", 0), days=days)
    report, _ = studied()
    assert [(one.question.text, one.seasonal) for one in report.expected] == [("lost parcel", False)]


def test_without_anything_asked_nothing_is_expected(journal: Journal, studied: Studied) -> None:
    journal.visit(view("start/set-up"))
    report, site = studied()
    assert report.expected == ()
    assert 'id="expected"' not in page(report, voices(site)[0], site)


@pytest.mark.parametrize(("calendar", "days"), [("gregorian", {24, 25, 26, 27, 28, 29, 30}), ("persian", {3, 4, 5, 6, 7, 8, 9})])
def test_the_season_is_that_of_the_calendar(calendar: str, days: set[int]) -> None:
    from kbgen.language.calendar import in_calendar

    # Until 23 November 2026, which is 2 Azar 1405.
    last = (as_date(0).replace(2026, 11, 23) - as_date(0)).days
    found = Period(last - 29, last, 0).season(calendar)
    assert {in_calendar(as_date(day), calendar).day for day in found} == days
    assert max(found) < last - 6
