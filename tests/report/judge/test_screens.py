"""Which screens of an application send people to help, and which have nothing to offer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kbgen.manifest import OTHER_SCREENS
from kbgen.report.judge.study import study
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.roll_up import roll_up
from kbgen.report.write.json import document
from kbgen.report.write.output import voices
from kbgen.report.write.page import page
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, Studied, contact, search, view

INVOICES = "/invoices/**"


def fill(journal: Journal) -> None:
    journal.many(3, view("billing/invoices"), screen=INVOICES)
    journal.visit(search("refund"), contact(), screen=INVOICES)
    journal.many(2, search("export"), screen="/reports")
    journal.visit(view("start/set-up"), screen=OTHER_SCREENS)
    journal.visit(view("start/set-up"))


def test_a_report_counts_by_screen_and_names_those_without_an_offer(journal: Journal, studied: Studied) -> None:
    fill(journal)
    report, site = studied()
    assert [(one.pattern, one.offers, one.views, one.searches, one.contacts) for one in report.screens] == [
        (INVOICES, None, 3, 1, 1),
        ("/reports", None, 0, 2, 0),
        (OTHER_SCREENS, None, 1, 0, 0),
    ]
    said: Any = document(report)["screens"]
    assert said[0] == {"screen": INVOICES, "articles_offered": None, "views": 3, "searches": 1, "contacts": 1}
    for voice in voices(site):
        assert voice.gettext("All other screens") in page(report, voice, site)


def test_what_the_site_offers_stands_beside_it_used_or_not(journal: Journal, studied: Studied, tmp_path: Any) -> None:
    fill(journal)
    _, site = studied()
    site = replace(site, screens={INVOICES: 4, "/reports": 0, "/account": 0, "/team": 2})
    store = open_store(str(tmp_path / "kb.db"))
    with store.snapshot() as snapshot:
        report = study(snapshot, site, period(NOW - 30 * DAY_MS, NOW))
    store.close()
    assert [(one.pattern, one.offers) for one in report.screens] == [
        (INVOICES, 4),
        ("/reports", 0),
        (OTHER_SCREENS, None),
        ("/account", 0),
    ]


def test_screens_outlive_the_events_that_they_were_counted_from(database: str, journal: Journal) -> None:
    fill(journal)
    store = open_store(database)
    store.load("events", journal.events)

    def screens() -> Any:
        with store.snapshot() as snapshot:
            from kbgen.report.judge.study import known_site

            return study(snapshot, known_site(snapshot, None, None), period(NOW - 30 * DAY_MS, NOW)).screens

    before = screens()
    assert roll_up(store, NOW + DAY_MS) == 1
    assert screens() == before
    assert len(before) == 3
    store.close()


def test_without_an_application_nothing_is_said_of_screens(journal: Journal, studied: Studied) -> None:
    journal.visit(view("start/set-up"))
    report, site = studied()
    assert report.screens == ()
    assert 'id="screens"' not in page(report, voices(site)[0], site)
