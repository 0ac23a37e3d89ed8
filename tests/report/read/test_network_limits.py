"""Nobody swings a report: what one network says is bounded, whatever browsers it claims, and an office keeps its say."""

from __future__ import annotations

from typing import Any

import pytest

from kbgen.report.judge.figures import Report
from kbgen.report.judge.learn import doubtful, learned
from kbgen.report.judge.study import count, known_site
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.write.output import voices
from kbgen.report.write.page import page
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, Studied, opened, search, view, vote

OFFICE = 77


class Street(Journal):
    """A journal whose readers come from networks."""

    def of(self, network: int, *steps: tuple[str, dict[str, Any]], **more: Any) -> None:
        """One visit from a network."""
        events, votes = len(self.events), len(self.votes)
        self.visit(*steps, **more)
        self.events[events:] = [(*row, network) for row in self.events[events:]]
        self.votes[votes:] = [(*row, network) for row in self.votes[votes:]]


@pytest.fixture
def journal() -> Street:
    return Street()


def _honest(street: Street) -> None:
    for reader in range(12):
        street.of(1000 + reader, search("export my data"), days=2)
        street.of(2000 + reader, view("billing/invoices"), vote("billing/invoices", reader % 4 > 0), days=2)
    for reader in range(8):
        street.of(3000 + reader, search("gift vouchers"), days=2)


def _attack(street: Street) -> None:
    """One address with forty browsers in twenty seconds."""
    for browser in range(40):
        at = 1 - browser * 0.5 / 86_400
        street.of(666, search(("buy gift vouchers", "gift vouchers here")[browser % 2], seconds=0), days=at)
        street.of(666, view("billing/invoices", seconds=0), vote("billing/invoices", False, seconds=0), days=at)
        street.of(
            666,
            search("free gift cards here", 3, seconds=0),
            opened("free gift cards here", "billing/invoices", seconds=0),
            view("billing/invoices", seconds=1),
            days=at,
        )


def _state(report: Report) -> Any:
    verdicts = [(one.article, str(one.verdict), one.basis) for one in report.articles]
    return [(gap.text, gap.left) for gap in report.gaps], verdicts


def test_forty_browsers_of_one_address_change_no_verdict_rank_or_proposal(journal: Street, studied: Studied) -> None:
    _honest(journal)
    before, _ = studied("before.db")
    _attack(journal)
    after, site = studied("after.db")
    assert _state(after) == _state(before)
    assert (after.notes.votes, after.notes.readers) == (40, 80)
    text = page(after, voices(site)[0], site)
    assert "40 votes were more than one network may say" in text


def _tally(journal: Street, tmp_path: Any, project: Any) -> Any:
    from kbgen.config import load

    store = open_store(str(tmp_path / "learn.db"))
    store.load("events", journal.events)
    store.load("votes", journal.votes)
    with store.snapshot() as snapshot:
        site = known_site(snapshot, load(project / "mkdocs.yml"), project / "site")
        tally = count(snapshot, site, period(NOW - 30 * DAY_MS, NOW))
    store.close()
    return tally, site


def _answered(street: Street, network: int, words: str, days: float = 2) -> None:
    street.of(network, search(words, 3), opened(words, "billing/invoices"), view("billing/invoices"), days=days)


@pytest.mark.parametrize(
    "words",
    [
        "visit cheappills.example now",
        "sara dot example at mail dot com",
        "sara at mail dot com",
        "سارا ات ميل دوت كوم",
        "سارا آت میل نقطه کام",
    ],
)
def test_garbage_is_no_proposal(journal: Street, tmp_path: Any, project: Any, words: str) -> None:
    for network in range(5):
        _answered(journal, network, words)
        _answered(journal, network, "money paper")
    found = learned(*_tally(journal, tmp_path, project))
    proposals = {phrase for locales in found.values() for some in locales.values() for phrase in some}
    assert proposals == {"money paper"}


def test_words_that_the_title_has_are_no_proposal(journal: Street, tmp_path: Any, project: Any) -> None:
    _, site = _tally(journal, tmp_path, project)
    (tmp_path / "learn.db").unlink()
    word = site.facts("billing/invoices", "en").title.split()[-1]
    for network in range(5):
        _answered(journal, network, word)
    assert learned(*_tally(journal, tmp_path, project)) == {}


def test_one_address_with_three_browsers_teaches_nothing_and_three_readers_do(journal: Street, tmp_path: Any, project: Any) -> None:
    for _ in range(3):
        _answered(journal, 5, "free gift cards here")
    for network in (6, 7, 8):
        _answered(journal, network, "money paper")
    for days in (3, 4, 5):
        _answered(journal, 9, "slow drip", days)
    tally, site = _tally(journal, tmp_path, project)
    found = learned(tally, site)
    (locales,) = found.values()
    assert locales["en"] == ["money paper", "slow drip"]
    # One who comes back each day looks like three: the phrase is marked.
    assert doubtful(tally, found) == [("en", "slow drip")]


def test_an_office_keeps_its_votes_and_its_questions(journal: Street, studied: Studied) -> None:
    office = {"visit": 4_000_000}
    for colleague in range(30):
        journal.of(OFFICE, vote("billing/invoices", colleague < 10), days=2 - colleague / 100, **office)
    for number in range(120):
        journal.of(OFFICE, search(f"{chr(97 + number % 26)}x{number} question"), days=2 - number / 1000, **office)
    report, _ = studied()
    day = report.sum(report.period.first, report.period.last)
    assert (day.yes, day.no, day.searches) == (10, 20, 120)
    # … and judges no article alone.
    assert report.articles == ()
    assert report.notes.votes == 27
    assert report.notes.flooded == 0


def test_one_source_that_alternates_two_words_is_a_flood(journal: Street, studied: Studied) -> None:
    for number in range(200):
        journal.of(666, search(("gift one", "gift two")[number % 2], seconds=1), days=2 - number / 10_000)
    journal.of(1, search("export my data"), days=2)
    report, _ = studied()
    assert report.notes.flooded_sources == 1
    assert report.sum(0, 10**6).searches == 1
    assert [gap.text for gap in report.gaps] == ["export my data"]


def test_a_network_that_asks_slowly_stands_for_three_readers(journal: Street, studied: Studied) -> None:
    for browser in range(20):
        journal.of(666, search("gift vouchers"), days=1 - browser / 30)
    report, _ = studied()
    assert [(gap.text, gap.left) for gap in report.gaps] == [("gift vouchers", 3)]
