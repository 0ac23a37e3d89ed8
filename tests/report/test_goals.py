"""`goals.yml` is read, judged from what readers did, and shown wherever a lead looks."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from kbgen.config import load
from kbgen.report.judge.pace import State
from kbgen.report.judge.study import known_site, study
from kbgen.report.read.goals_file import Goal, Measure, load_goals
from kbgen.report.read.period import DAY_MS, day_of, period
from kbgen.report.write.csv import as_csv
from kbgen.report.write.digest import digest_letter
from kbgen.report.write.json import document
from kbgen.report.write.markdown import as_markdown
from kbgen.report.write.output import voices
from kbgen.report.write.page import page
from kbgen.store.store import open_store
from tests.report.conftest import NOW, contact, opened, search, view, vote

BY = day_of(date(2027, 3, 31))


@pytest.fixture
def judged(tmp_path, project, journal):
    """Store the journal and judge goals by it: the report and its site."""

    def run(*goals: Goal):
        store = open_store(str(tmp_path / "kb.db"))
        store.load("events", journal.events)
        store.load("votes", journal.votes)
        try:
            with store.snapshot() as snapshot:
                site = known_site(snapshot, load(project / "mkdocs.yml"), project / "site")
                return study(snapshot, site, period(NOW - 30 * DAY_MS, NOW), goals=goals), site
        finally:
            store.close()

    return run


def by_week(journal, number, *steps, **more):
    """So many visits in the week that ended `number` weeks ago."""
    journal.many(more.pop("times"), *steps, days=7 * number + 3, **more)


def test_helpfulness_of_a_section_is_told_with_its_way(journal, judged):
    for week in range(10):
        by_week(journal, week, view("billing/invoices"), vote("billing/invoices", True), times=20 - week)
        by_week(journal, week, view("billing/invoices"), vote("billing/invoices", False), times=5 + week)
        by_week(journal, week, view("start/set-up"), vote("start/set-up", False), times=9)
    report, _ = judged(Goal(Measure.HELPFULNESS, 0.95, BY, section="billing"), Goal(Measure.HELPFULNESS, 0.95, BY, owner="notes"))
    billing, notes = report.goals
    assert (billing.now.value, billing.now.of) == (pytest.approx((20 + 19 + 18 + 17) / 100), 100)
    assert billing.pace.value > 0.02
    assert billing.state is State.ON_TRACK
    assert (notes.now.value, notes.state) == (0, State.OUT_OF_REACH)


def test_contact_and_searches_that_find_nothing_are_told_by_language(journal, judged):
    for week in range(8):
        by_week(journal, week, view("start/set-up"), contact(), times=20)
        by_week(journal, week, view("start/set-up"), times=180)
        by_week(journal, week, search("export my data", 0), times=5, locale="fa")
        by_week(journal, week, search("invite", 3), opened("invite", "start/invite-people"), times=15, locale="fa")
    report, _ = judged(
        Goal(Measure.CONTACT_RATE, 0.05, day_of(date(2026, 12, 10)), locale="en"),
        Goal(Measure.NO_RESULT_RATE, 0.3, BY, locale="fa"),
        Goal(Measure.NO_RESULT_RATE, 0.1, BY, locale="ar"),
    )
    contacts, nothing, empty = report.goals
    assert (contacts.now.value, contacts.state) == (pytest.approx(0.1), State.OUT_OF_REACH)
    assert (nothing.now.value, nothing.state) == (pytest.approx(0.25), State.REACHED)
    assert (empty.now, empty.state) == (None, State.TOO_EARLY)


def test_a_gap_counts_as_answered_where_the_site_answers_it_and_few_are_left(journal, judged):
    for week in range(6, 12):
        by_week(journal, week, search("invite people", 0), times=4)
        by_week(journal, week, search("fax machine driver", 0), times=4)
    for week in range(6):
        by_week(journal, week, search("fax machine driver", 0), times=4)
    since = NOW // DAY_MS - 6 * 7
    report, _ = judged(Goal(Measure.ANSWERED_GAPS, 0.5, BY, since))
    (goal,) = report.goals
    assert (goal.weeks[-1].part, goal.weeks[-1].whole) == (1, 2)
    assert goal.now.value == 0.5


def test_every_form_of_the_report_shows_them_in_every_language(journal, judged):
    for week in range(8):
        for helpful in (True, False):
            by_week(journal, week, view("billing/invoices"), vote("billing/invoices", helpful), times=60)
    goals = (Goal(Measure.HELPFULNESS, 0.9, BY, section="billing"), Goal(Measure.HELPFULNESS, 0.9, BY, owner="billing"))
    report, site = judged(*goals)
    (first, _) = document(report)["goals"]
    assert (first["id"], first["state"], first["by"]) == ("helpfulness.billing", "out-of-reach", "2027-03-31")
    assert first["now"]["low"] < 0.5 < first["now"]["high"]
    assert first["now"]["of"] == 480
    assert json.loads(json.dumps(first)) == first
    rows = [row for row in csv.DictReader(io.StringIO(as_csv(report))) if row["part"] == "goal"]
    assert [row["verdict"] for row in rows] == ["out-of-reach"] * 2
    states = {"en": "out of reach at today’s pace", "ar": "بعيد المنال بالوتيرة الحالية", "fa": "با شتاب کنونی دور از دسترس"}
    for voice in voices(site):
        assert states[voice.tag] in page(report, voice, site)
        assert states[voice.tag] in as_markdown(report, voice)
        letter = digest_letter(report, site, "notes", voice)
        # The other team's goal is its own.
        assert letter.text.count(states[voice.tag]) == letter.html.count(states[voice.tag]) == 1
    without, _ = judged()
    assert 'id="goals"' not in page(without, voices(site)[0], site)


def write(folder, text):
    (folder / "goals.yml").write_text(text, "utf-8")
    return load_goals(load(folder / "mkdocs.yml"))


@pytest.fixture
def folder(tmp_path, project):
    """A folder of its own over the scenario's articles."""
    (tmp_path / "content").symlink_to(project / "content")
    (tmp_path / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text("utf-8"), "utf-8")
    return tmp_path


def test_a_file_of_goals_is_read(folder):
    goals, issues = write(
        folder,
        "- {goal: helpfulness, section: billing, aim: 80%, from: 2026-11-01, by: 2027-06-30}\n"
        "- {goal: contact-rate, aim: 0.05, by: 2027-03-31, locale: fa}\n",
    )
    assert issues == []
    assert goals == [
        Goal(Measure.HELPFULNESS, 0.8, day_of(date(2027, 6, 30)), day_of(date(2026, 11, 1)), "billing"),
        Goal(Measure.CONTACT_RATE, 0.05, BY, locale="fa"),
    ]
    assert [goal.id for goal in goals] == ["helpfulness.billing", "contact-rate.fa"]


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ("{goal: happiness, aim: 1, by: 2027-01-01}", 1, "goal is happiness"),
        ("{goal: contact-rate, by: 2027-01-01}", 1, "aim is missing"),
        ("{goal: contact-rate, aim: 5, by: 2027-01-01}", 1, "aim is 5"),
        ("{goal: contact-rate, aim: 120%, by: 2027-01-01}", 1, "aim is 120%"),
        ("{goal: contact-rate, aim: 5%, by: soon}", 1, "by is soon"),
        ("{goal: contact-rate, aim: 5%, by: 2027-01-01, from: 2027-02-01}", 0, "from is not before by"),
        ("{goal: contact-rate, aim: 5%, by: 2027-01-01, section: billing}", 0, "not known of a section"),
        ("{goal: helpfulness, aim: 5%, by: 2027-01-01, section: shipping}", 0, "no section shipping"),
        ("{goal: helpfulness, aim: 5%, by: 2027-01-01, owner: nobody}", 0, "no team nobody"),
        ("{goal: helpfulness, aim: 5%, by: 2027-01-01, locale: de}", 0, "de is not a locale"),
        ("{goal: helpfulness, aim: 5%, by: 2027-01-01, untill: 3}", 1, "untill is not a key"),
        ("{goal: helpfulness, aim: 5%, by: 2027-01-01}\n- {goal: helpfulness, aim: 6%, by: 2027-01-01}", 0, "is there twice"),
    ],
)
def test_every_mistake_in_it_is_named(folder, entry, line, said):
    goals, issues = write(folder, f"- {entry}\n")
    assert goals == []
    assert [(issue.line, issue.code) for issue in issues if said in issue.message] == [(line, "project-file")]
