"""Each figure on a set of events whose right answer is known, and the ways in which figures used to mislead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kbgen.report.judge.figures import Report
from kbgen.report.judge.helpfulness import judged
from kbgen.report.judge.significance import changed
from kbgen.report.judge.study import known_site, study
from kbgen.report.read.day import Day
from kbgen.report.read.period import DAY_MS, Period, period
from kbgen.report.write.definitions import definitions
from kbgen.report.write.digest import digest
from kbgen.report.write.json import document
from kbgen.report.write.output import voices
from kbgen.report.write.page import page, tiles
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, Studied, contact, opened, reword, search, view, vote

HOUR = 3_600_000


def _sum(report: Report) -> Day:
    return report.sum(report.period.first, report.period.last)


def _studied(journal: Journal, path: Path, since: int, until: int, now: int = 0, zone: str = "UTC") -> Report:
    store = open_store(str(path))
    store.load("events", [row for row in journal.events if not now or row[0] < now])
    store.load("votes", journal.votes)
    with store.snapshot() as snapshot:
        report = study(snapshot, known_site(snapshot, None, None), period(since, until, zone, now))
    store.close()
    return report


def test_a_day_that_was_written_by_hand_has_the_figures_that_were_counted_by_hand(journal: Journal, studied: Studied) -> None:
    journal.visit(view("billing/invoices"), vote("billing/invoices", True, effort=5))
    journal.visit(search("invoices", 3), opened("invoices", "billing/invoices"), view("billing/invoices"), contact(channel="phone"))
    journal.visit(search("dark mode"), reword("dark mode", "dark theme"), search("dark theme"))
    journal.visit(search("dark mode", 2))
    journal.visit(contact(channel="page"), ("sent", {"channel": "form", "results": 0}))
    journal.visit(contact(channel="page"))
    journal.visit(vote("billing/invoices", False, effort=2, reason="unclear"))
    day = _sum(studied()[0])
    assert (day.visits, day.readers, day.views) == (7, 7, 2)
    assert (day.searches, day.opened, day.nothing) == (4, 1, 2)
    assert (day.yes, day.no, day.effort, day.efforts) == (1, 1, 7, 2)
    assert (day.contacts, day.sought, day.sent, day.page, day.phone) == (2, 3, 1, 2, 1)
    figures = document(studied("again.db")[0])["figures"]
    assert (figures["deflected"], figures["without_contact"]) == (round(1 / 3, 4), round(1 - 2 / 7, 4))


def test_opening_the_contact_page_reaches_nobody_and_sending_does(journal: Journal, studied: Studied) -> None:
    journal.many(4, view("billing/invoices"), contact(channel="page", article="billing/invoices"))
    journal.many(3, ("sent", {"channel": "mail", "results": 0}))
    report, _ = studied()
    assert _sum(report).contacts == 3
    assert report.contact_articles[0].contacts == 0


def test_whom_a_suggestion_kept_from_sending_was_not_left(journal: Journal, studied: Studied) -> None:
    suggestion = ("suggestion", {"article": "billing/invoices", "rank": 1})
    journal.many(3, search("invoices", 3), contact(channel="page"), suggestion)
    journal.many(2, search("gift cards", 3), contact(channel="page"), suggestion, ("sent", {"channel": "form", "results": 1}))
    report, _ = studied()
    assert [(gap.text, gap.left, gap.contact) for gap in report.gaps] == [("gift cards", 2, 2)]


def test_today_is_not_compared_with_whole_days(journal: Journal, tmp_path: Path) -> None:
    for days in range(15):
        journal.many(100, search("refund"), days=days + 1 / 24)
    monday = NOW + 8 * HOUR
    report = _studied(journal, tmp_path / "kb.db", monday - 7 * DAY_MS, monday, monday)
    assert (report.period.days, _sum(report).searches) == (7, 700)
    assert report.sum(report.period.before.first, report.period.before.last).searches == 700
    site = known_site_of(tmp_path / "kb.db")
    assert tiles(report, voices(site)[0])[0].change == 0


def known_site_of(path: Path) -> Any:
    store = open_store(str(path), write=False)
    with store.snapshot() as snapshot:
        site = known_site(snapshot, None, None)
    store.close()
    return site


def test_the_first_day_of_a_collector_is_told_as_a_part_of_a_day(journal: Journal, tmp_path: Path) -> None:
    journal.many(3, search("refund"), days=-0.1)
    now = NOW + 8 * HOUR
    report = _studied(journal, tmp_path / "kb.db", now - 30 * DAY_MS, now, now)
    assert (report.period.in_part, report.gaps[0].left, report.period.comparable) == (True, 3, False)


def test_the_last_month_is_in_part_until_its_last_day_is_over() -> None:
    # 30 November 2026, eight in the morning.
    morning = NOW + 9 * DAY_MS + 8 * HOUR
    assert period(morning - 30 * DAY_MS, morning).months("gregorian")[-1].cut
    assert not period(morning - 30 * DAY_MS, morning + 16 * HOUR).months("gregorian")[-1].cut


def test_a_collector_that_is_young_has_no_period_before(journal: Journal, tmp_path: Path) -> None:
    for days in range(1, 37):
        journal.many(10, search("refund"), days=days - 0.6)
    report = _studied(journal, tmp_path / "kb.db", NOW - 30 * DAY_MS, NOW)
    site = known_site_of(tmp_path / "kb.db")
    searches = tiles(report, voices(site)[0])[0]
    assert (searches.value, searches.before, searches.change) == ("300", "–", 0)
    text = page(report, voices(site)[0], site)
    assert "up from" not in text
    assert "not recorded from its beginning" in text
    assert document(report)["comparable"] is False


def test_a_team_is_told_of_gaps_that_are_nobodys(journal: Journal, studied: Studied) -> None:
    journal.many(127, search("zeppelin parking"))
    report, site = studied()
    voice = voices(site)[0]
    owner = next(facts.owner for facts in site.articles.values() if facts.owner)
    texts = [str(part.get_content()) for part in digest(report, site, owner, voice).iter_parts()]
    for text in texts:
        assert "zeppelin parking" in text
        assert "127 readers left without help" in text
        assert "No reader was left without help" not in text


def test_records_after_a_past_period_are_no_fault_of_a_clock(journal: Journal, tmp_path: Path) -> None:
    journal.many(5, search("refund"), days=40)
    journal.many(9, search("refund"), days=3)
    report = _studied(journal, tmp_path / "kb.db", NOW - 60 * DAY_MS, NOW - 30 * DAY_MS, NOW)
    assert (report.notes.later, _sum(report).searches) == (0, 5)


@pytest.mark.parametrize("away", [25, 45, 100])
def test_who_comes_back_and_finds_nothing_was_not_helped(journal: Journal, studied: Studied, away: int) -> None:
    journal.many(
        3,
        search("billing address", 3),
        opened("billing address", "billing/invoices"),
        search("zeppelin parking", seconds=away),
        contact(channel="mail", seconds=25),
    )
    report, _ = studied()
    assert sum(gap.left for gap in report.gaps) == 6


def test_gap_rows_count_readers_and_never_more_than_asked(journal: Journal, studied: Studied) -> None:
    journal.many(10, search("export data", 2), search("exporting data", 2, seconds=90), search("data export", 2, seconds=90))
    journal.many(4, search("export data"))
    (gap,) = studied()[0].gaps
    assert (gap.asked, gap.left, gap.unopened, gap.nothing) == (14, 14, 10, 4)


def test_a_visit_goes_on_over_midnight_and_ends_with_half_an_hour_of_nothing(journal: Journal, studied: Studied) -> None:
    journal.visit(search("refund", 2), opened("refund", "billing/refunds", seconds=120), days=1 - 86_300 / 86_400)
    journal.visit(view("start/set-up"), view("billing/invoices", seconds=1799), view("start/teams", seconds=1801), days=3)
    report, _ = studied()
    assert _sum(report).visits == 3
    assert report.gaps == ()


def test_articles_of_the_morning_are_not_charged_with_a_contact_of_the_evening(journal: Journal, studied: Studied) -> None:
    articles = ["billing/invoices", "billing/refunds", "start/set-up", "start/teams"]
    journal.visit(*[view(article) for article in articles], contact(seconds=12 * 3600))
    assert [one.contacts for one in studied()[0].contact_articles] == [0, 0, 0, 0]


def test_votes_of_the_day_of_an_edit_are_of_neither_text() -> None:
    votes = {10: (1, 9), 15: (0, 7), 16: (6, 0)}
    found = judged(votes, 15)
    assert (found.then.votes, found.now.votes) == (10, 6)
    # A new article was never another.
    assert judged({15: (3, 1)}, 15).now.votes == 4


@pytest.mark.parametrize(
    ("now", "before", "clear"),
    [
        # 64 % after 69 %, z = -1.7: noise.
        (Day(yes=320, no=180), Day(yes=345, no=155), False),
        (Day(yes=300, no=200), Day(yes=345, no=155), True),
        (Day(yes=3, no=0), Day(yes=0, no=3), False),
    ],
)
def test_a_change_has_an_arrow_only_where_chance_is_ruled_out(now: Day, before: Day, clear: bool) -> None:
    assert changed("helpful", now, before) is clear


def test_scores_and_counts_are_tested_too() -> None:
    low, high = Day(effort=300, efforts=100, effort_squares=1000), Day(effort=340, efforts=100, effort_squares=1256)
    assert changed("effort", high, low)
    assert not changed("effort", replace(high, effort=305, effort_squares=1030), low)
    assert not changed("searches", Day(searches=1000), Day(searches=1100))
    assert changed("searches", Day(searches=700), Day(searches=1100))


def test_every_definition_is_on_the_page_in_each_language(journal: Journal, studied: Studied) -> None:
    journal.visit(search("refund"))
    report, site = studied()
    for voice in voices(site):
        text = page(report, voice, site)
        for one in definitions(voice.gettext):
            assert one.name in text
            assert one.meaning[:40].replace("“", "“") in text
            assert one.source in text.replace("&#39;", "'")


def test_half_a_first_week_is_in_part() -> None:
    span = Period(100, 129, 0, seen_from=111)
    assert [week.cut for week in span.weeks(110)] == [True, False, False]
