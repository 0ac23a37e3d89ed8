"""Days that were rolled up say what their single votes and events said, and go on saying it when these are gone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kbgen.report.judge.figures import Report
from kbgen.report.judge.study import known_site, study
from kbgen.report.read.history import recorded
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.roll_up import roll_up
from kbgen.report.read.site import KnownSite
from kbgen.report.write.json import document
from kbgen.store.forget import expire_words, forget_period, forget_text
from kbgen.store.records import Vote
from kbgen.store.store import Store, open_store
from tests.report.conftest import NOW, Journal, contact, opened, reword, search, view, vote


def _quiet(_: int) -> None:
    pass


def _fill(journal: Journal, store: Store) -> None:
    for days in range(1, 65):
        journal.many(3, search("export my data"), days=days)
        journal.visit(search("exporting data"), reword("exporting data", "export my data"), search("export my data"), days=days)
        journal.visit(search("invoices", 3), opened("invoices", "billing/invoices"), view("billing/invoices"), days=days)
        journal.visit(view("billing/invoices"), vote("billing/invoices", days % 3 == 0, effort=1 + days % 5), contact(), days=days)
        journal.visit(view("start/invite-people", language="en"), locale="ar", days=days)
        # Two minutes before midnight and on into the next day.
        journal.visit(view("start/set-up"), search("refund policy", 2, seconds=300), days=days - 86_280 / 86_400)
    store.load("events", [row for row in journal.events if row[0] < NOW])
    store.load("votes", journal.votes)


def _report(store: Store, days: int = 30, until: int = NOW) -> Report:
    with store.snapshot() as snapshot:
        site: KnownSite = known_site(snapshot, None, None)
        return study(snapshot, site, period(until - days * DAY_MS, until))


def _said(report: Report) -> dict[str, Any]:
    return document(replace(report, articles=()))


def test_a_report_is_the_same_from_rolled_up_days(database: str, journal: Journal) -> None:
    store = open_store(database)
    _fill(journal, store)
    before = _report(store)
    assert before.gaps[0].left == 4 * 30
    assert roll_up(store, NOW + DAY_MS) == 64
    after = _report(store)
    assert document(after) == document(before)
    assert after.articles == before.articles
    assert roll_up(store, NOW + DAY_MS) == 0
    store.close()


def test_past_figures_stay_when_words_expire_and_single_records_go(database: str, journal: Journal) -> None:
    store = open_store(database)
    _fill(journal, store)
    before = _report(store)
    roll_up(store, NOW + DAY_MS)
    expire_words(store, NOW - 3 * DAY_MS, _quiet)
    for query in ("votes_drop_old", "events_drop_old"):
        while store.run(query, limit_at=NOW - 10 * DAY_MS):
            pass
    assert _said(_report(store)) == _said(before)
    store.close()


def test_expiring_words_takes_no_search_out_of_a_figure(tmp_path: Path, kbgen: Any, journal: Journal) -> None:
    import time

    from kbgen.store.export import FOREVER

    now = int(time.time() * 1000)
    store = open_store(str(tmp_path / "kb.db"))
    shift = now - NOW
    for days in range(1, 61):
        journal.many(10, search("export my data"), days=days)
    store.load("events", [(row[0] + shift, *row[1:]) for row in journal.events if row[0] + shift < FOREVER])
    before = _report(store, until=now)
    store.close()
    kbgen("expire", "--database", tmp_path / "kb.db", "--days", "30")
    store = open_store(str(tmp_path / "kb.db"), write=False)
    after = _report(store, until=now)
    spans = [(after.period.first, after.period.last), (after.period.before.first, after.period.before.last)]
    assert [after.sum(*span).searches for span in spans] == [before.sum(*span).searches for span in spans]
    assert min(after.sum(*span).searches for span in spans) >= 290
    store.close()


def test_searches_whose_words_an_earlier_kbgen_emptied_are_counted(database: str, journal: Journal) -> None:
    store = open_store(database)
    journal.many(7, search("export my data"), days=2)
    store.load("events", journal.events)
    expire_words(store, NOW, _quiet)
    report = _report(store)
    assert (report.sum(report.period.first, report.period.last).searches, report.gaps) == (7, ())
    store.close()


def test_forgetting_a_text_takes_it_out_of_kept_days_and_says_so(database: str, journal: Journal) -> None:
    store = open_store(database)
    journal.many(4, search("account of Jane Doe"), days=20)
    journal.many(4, search("export my data"), days=20)
    store.load("events", journal.events)
    roll_up(store, NOW)
    assert forget_text(store, "jane doe", _quiet).days == 1
    report = _report(store)
    assert [gap.text for gap in report.gaps] == ["export my data"]
    assert report.sum(report.period.first, report.period.last).searches == 8
    store.close()


def test_forgetting_a_period_takes_its_figures(database: str, journal: Journal) -> None:
    store = open_store(database)
    for days in (20, 19, 18):
        journal.many(4, search("export my data"), days=days)
        journal.many(2, search("gift cards"), days=days - 0.5)
    store.load("events", journal.events)
    roll_up(store, NOW)
    # The whole of one day, and the first half of the next.
    assert forget_period(store, NOW - 20 * DAY_MS, int(NOW - 18.6 * DAY_MS), _quiet).days == 2
    roll_up(store, NOW)
    report = _report(store)
    assert {gap.text: gap.left for gap in report.gaps} == {"gift cards": 4, "export my data": 4}
    store.close()


def test_a_day_is_made_anew_while_its_votes_can_change(database: str, journal: Journal) -> None:
    store = open_store(database)
    day = NOW - DAY_MS
    first = Vote(day + 1000, "a", "en", "en", True, b"v" * 16, 1)
    store.write([first])
    roll_up(store, NOW + 3_600_000)
    assert _report(store).sum(0, 10**6).yes == 1
    store.write([replace(first, at=NOW + 3_700_000, helpful=False)])
    assert roll_up(store, NOW + 7_200_000) == 1
    total = _report(store).sum(0, 10**6)
    assert (total.yes, total.no) == (0, 1)
    store.close()


def test_a_day_is_made_anew_when_what_was_done_after_its_midnight_comes_late(tmp_path: Path, journal: Journal) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    # Looked for in vain a minute before midnight; and found ten minutes after it, which is told hours later.
    visit = journal.visit(search("export my data", seconds=-60), days=1)
    store.load("events", journal.events)
    assert roll_up(store, NOW) == 1
    assert [gap.left for gap in _report(store).gaps] == [1]
    late = Journal()
    late.visit(opened("export my data", "billing/invoices", seconds=600), days=1, visit=visit)
    store.load("events", late.events)
    # That day and the next.
    assert roll_up(store, NOW + 3_600_000) == 2
    assert _report(store).gaps == ()
    assert roll_up(store, NOW + 3_600_000) == 0
    store.close()


def test_what_comes_long_after_midnight_is_no_part_of_the_day_before(tmp_path: Path, journal: Journal) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    journal.visit(search("export my data", seconds=-60), days=1)
    store.load("events", journal.events)
    roll_up(store, NOW)
    late = Journal()
    late.visit(view("billing/invoices", seconds=3 * 3600 - 60), days=1)
    store.load("events", late.events)
    assert roll_up(store, NOW + 3_600_000) == 1
    store.close()


def test_a_day_of_which_nothing_is_left_is_no_day_though_the_next_begins_with_its_midnight(
    tmp_path: Path, journal: Journal
) -> None:
    store = open_store(str(tmp_path / "kb.db"))
    journal.visit(search("export my data"), days=2.5)
    journal.visit(view("billing/invoices", seconds=0), days=2)
    store.load("events", journal.events)
    assert roll_up(store, NOW) == 2
    forget_period(store, NOW - 3 * DAY_MS, NOW - 2 * DAY_MS, _quiet)
    roll_up(store, NOW)
    with store.snapshot() as snapshot:
        assert [day.day for day in recorded(snapshot).kept] == [(NOW - 2 * DAY_MS) // DAY_MS]
    store.close()


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tehran", "America/New_York", "Pacific/Kiritimati"])
def test_days_are_those_of_the_teams_zone(tmp_path: Path, journal: Journal, zone: str) -> None:
    from kbgen.report.read.time_zone import Zone

    store = open_store(str(tmp_path / "kb.db"))
    days = Zone(zone)
    noon = days.start(days.day(NOW - 10 * DAY_MS)) + DAY_MS // 2
    # One at each end of a local day.
    for at in (noon - DAY_MS // 2 + 1000, noon + DAY_MS // 2 - 1000):
        journal.visit(search("export my data", seconds=0), days=(NOW - at) / DAY_MS)
    store.load("events", journal.events)
    roll_up(store, NOW, zone)
    with store.snapshot() as snapshot:
        report = study(snapshot, known_site(snapshot, None, None), period(NOW - 30 * DAY_MS, NOW, zone))
    assert {day: figures.searches for (day, _), figures in report.days.items()} == {days.day(noon): 2}
    store.close()
