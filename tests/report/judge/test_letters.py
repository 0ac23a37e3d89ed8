"""What was opened from each letter to new customers, and which of their questions remain."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kbgen.report.judge.study import known_site, study
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.roll_up import roll_up
from kbgen.report.write.json import document
from kbgen.report.write.output import voices
from kbgen.report.write.page import page
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, contact, opened, search, view

LETTER = "mail:first-week/3"


def fill(journal: Journal) -> None:
    letter = view("start/set-up", screen=LETTER)
    journal.visit(letter, search("refund", 0))
    journal.visit(letter, search("refund", 0), contact())
    journal.visit(letter, search("export", 3), opened("export", "billing/invoices"))
    journal.visit(view("start/set-up"), search("something else", 0))


def test_a_film_is_opened_and_no_article_is_read(database: str, journal: Journal) -> None:
    journal.visit(("view", {"screen": LETTER}), search("refund", 0))
    store = open_store(database)
    store.load("events", journal.events)
    with store.snapshot() as snapshot:
        found = study(snapshot, known_site(snapshot, None, None), period(NOW - 30 * DAY_MS, NOW))
    assert [(one.pattern, one.views, one.searches) for one in found.letters] == [("first-week/3", 1, 1)]
    assert found.articles == ()


def test_a_letter_is_told_by_what_was_opened_from_it_and_what_followed(database: str, journal: Journal) -> None:
    fill(journal)
    store = open_store(database)
    store.load("events", journal.events)

    def report(*locales: str) -> Any:
        with store.snapshot() as snapshot:
            site = replace(known_site(snapshot, None, None), campaigns=("first-week/0", "first-week/3"))
            return study(snapshot, site, period(NOW - 30 * DAY_MS, NOW), locales), site

    found, site = report()
    figures = [(one.pattern, one.views, one.searches, one.contacts) for one in found.letters]
    assert figures == [("first-week/0", 0, 0, 0), ("first-week/3", 3, 3, 1)]
    assert [(one.text, one.readers) for one in found.newcomers] == [("refund", 2)]
    assert [one.text for one in report("en")[0].newcomers] == ["refund"]
    assert report("fa")[0].newcomers == ()
    assert found.screens == ()
    said: Any = document(found)
    assert said["letters"][1] == {"letter": "first-week/3", "views": 3, "searches": 3, "contacts": 1}
    for voice in voices(site):
        html = page(found, voice, site)
        assert voice.gettext("Letters to new customers") in html
        assert 'id="screens"' not in html
    roll_up(store, NOW + DAY_MS)
    assert [(one.pattern, one.views, one.searches, one.contacts) for one in report()[0].letters] == figures
    store.close()
