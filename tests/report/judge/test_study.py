"""A report over real databases: what it says, and that bad input leaves it right and calm."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from kbgen.report.judge.study import FailureRule
from kbgen.report.read.period import DAY_MS
from kbgen.report.read.wont_do import WontDo
from kbgen.report.write.csv import as_csv
from kbgen.report.write.json import as_json, document
from kbgen.report.write.markdown import as_markdown
from kbgen.report.write.output import voices
from kbgen.report.write.page import page, tiles
from tests.report.conftest import NOW, Journal, Studied, contact, opened, reword, search, view, vote


def texts(report: Any, site: Any) -> list[str]:
    """Every form of a report, in every language."""
    pages = [page(report, voice, site) for voice in voices(site)]
    return [*pages, as_csv(report), as_json(report), *(as_markdown(report, voice) for voice in voices(site))]


def test_both_databases_give_the_same_report(database: str, journal: Journal, studied: Studied) -> None:
    journal.many(6, search("export my data"))
    journal.many(3, search("exporting data"), contact(query="exporting data"))
    journal.many(4, view("billing/invoices"), vote("billing/invoices", False, reason="unclear"))
    journal.visit(search("robot"), suspect=1)
    report, _ = studied(database)
    gap = report.gaps[0]
    assert (gap.text, gap.left, gap.nothing, gap.contact) == ("export my data", 9, 9, 3)
    assert report.notes.suspects == 1
    assert report.sum(report.period.first, report.period.last).no == 4


def test_spellings_and_typos_are_one_gap_and_each_reader_counts_once(journal: Journal, studied: Studied) -> None:
    journal.many(5, search("cancel subscription"))
    journal.many(2, search("cancelling my subscription"))
    journal.visit(
        search("cancel subscripton"), search("cancel subscription", seconds=90), search("cancel subscription", seconds=90)
    )
    report, _ = studied()
    assert [(gap.text, gap.left) for gap in report.gaps] == [("cancel subscription", 8)]


def test_a_slip_that_many_make_is_no_question_of_its_own(journal: Journal, studied: Studied) -> None:
    journal.many(12, search("single sign on"))
    journal.many(4, search("sigle sign on"))
    report, _ = studied()
    assert [(gap.text, gap.left) for gap in report.gaps] == [("single sign on", 16)]


def test_two_words_that_are_alike_and_both_common_stay_apart(journal: Journal, studied: Studied) -> None:
    journal.many(6, search("angle brackets"))
    journal.many(5, search("angel investors"))
    report, _ = studied()
    assert [gap.left for gap in report.gaps] == [6, 5]


def test_a_gap_names_the_nearest_article_and_what_it_lacks(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("invoice blockchain", 2))
    report, site = studied()
    near = report.gaps[0].nearest[0]
    assert near.article == "billing/invoices"
    assert near.lacks == ("blockchain",)
    assert "blockchain" in page(report, voices(site)[0], site)


def test_a_reader_who_found_other_words_is_not_left(journal: Journal, studied: Studied) -> None:
    steps = (search("bill"), reword("bill", "invoices"), search("invoices", 3), opened("invoices", "billing/invoices"))
    journal.many(4, *steps)
    report, _ = studied()
    assert report.gaps == ()
    assert report.top[0].reworded + report.top[-1].reworded >= 4


def test_the_period_before_is_compared_and_closed_gaps_are_told(journal: Journal, studied: Studied) -> None:
    journal.many(8, search("card declined"), days=40)
    journal.many(5, search("card declined", 2), opened("card declined", "billing/card-declined"), days=3)
    journal.many(4, search("gift vouchers"), days=3)
    report, _ = studied()
    assert [(one.text, one.then, one.now, one.answer and one.answer.article) for one in report.closed] == [
        ("card declined", 8, 0, "billing/card-declined")
    ]
    assert [gap.text for gap in report.new] == ["gift vouchers"]


def test_a_gap_that_will_not_be_closed_is_set_apart_with_its_reason(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("phone support at night"))
    report, site = studied(put_off=[WontDo("Phone support nights", "en", "We answer by mail only.")])
    assert report.gaps == ()
    assert [gap.wont_do for gap in report.put_off] == ["We answer by mail only."]
    assert "We answer by mail only." in page(report, voices(site)[0], site)


def test_what_is_put_off_and_asked_by_nobody_is_told(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("phone support at night"))
    asked, misspelt = WontDo("Phone support nights", "en", "By mail only.", 1), WontDo("fone support", "en", "By mail only.", 2)
    persian = WontDo("پشتیبانی تلفنی", "fa", "By mail only.", 3)
    told = studied(put_off=[asked, misspelt, persian])[0].unasked
    assert [(entry.question, entry.line) for entry in told] == [("fone support", 2), ("پشتیبانی تلفنی", 3)]
    # Searches in other languages were not looked at.
    told = studied("other.db", put_off=[asked, misspelt, persian], locales=("en",))[0].unasked
    assert [entry.question for entry in told] == ["fone support"]


def test_an_untranslated_article_that_is_read_is_in_demand(journal: Journal, studied: Studied) -> None:
    journal.many(5, view("start/invite-people", language="en"), locale="ar")
    report, _ = studied()
    assert [(wanted.article, wanted.locale, wanted.reads) for wanted in report.demand] == [("start/invite-people", "ar", 5)]


def test_what_readers_did_next_is_told_before_the_edit_and_since(journal: Journal, studied: Studied) -> None:
    edited = studied(database="first.db")[1].facts("billing/invoices", "en").edited
    assert edited is not None
    ago = NOW // DAY_MS - edited
    steps = (view("billing/invoices"), vote("billing/invoices", False))
    journal.many(5, *steps, contact(article="billing/invoices"), days=ago + 5)
    journal.many(5, *steps, days=ago + 5)
    before, site = studied(database="before.db", days=ago + 20)
    assert (before.articles[0].contacted, before.articles[0].searched) == ((None, 0.5), (None, 0.0))
    assert "0% before the edit" in page(before, voices(site)[0], site)
    journal.many(4, *steps, days=1)
    since, site = studied(database="since.db", days=ago + 20)
    assert since.articles[0].contacted == (0.0, 0.5)
    assert "50% before the edit" in page(since, voices(site)[0], site)


def test_articles_are_judged_with_their_uncertainty(journal: Journal, studied: Studied) -> None:
    journal.many(9, view("billing/invoices"), vote("billing/invoices", False, reason="outdated", comment="Step two is gone."))
    journal.many(1, view("billing/invoices"), vote("billing/invoices", True))
    journal.many(3, view("start/set-up"), vote("start/set-up", False))
    report, _ = studied()
    assert [(one.article, str(one.verdict), one.reasons) for one in report.articles] == [
        ("billing/invoices", "failing", (("outdated", 9),))
    ]
    assert studied(rules=FailureRule(fewest=3), database="rules.db")[0].articles[1].article == "start/set-up"


def test_every_form_has_the_same_figures(journal: Journal, studied: Studied) -> None:
    journal.many(6, search("export my data"), contact(query="export my data"))
    journal.many(2, search("invoices", 3), opened("invoices", "billing/invoices"), vote("billing/invoices", True, effort=4))
    journal.many(3, view("start/invite-people", language="en"), locale="ar")
    journal.visit(view("start/set-up"), days=61)
    report, site = studied()
    figures = document(report)["figures"]
    rows = {row["part"]: row for row in csv.DictReader(io.StringIO(as_csv(report)))}
    assert (figures["searches"], figures["opened"], figures["yes"], figures["contacts"], figures["effort"]) == (8, 2, 2, 6, 4.0)
    period = rows["period"]
    assert [period[key] for key in ("searches", "opened", "yes", "contact", "effort")] == ["8", "2", "2", "6", "4.00"]
    assert {"gap", "translation", "asked most", "new", "contact after search", "week", "month", "period before"} <= rows.keys()
    short = as_markdown(report, voices(site)[0])
    assert "| Searches | 8 | 0 |" in short
    assert "45% of visits ended without" in short
    assert "Translations in demand" in short


def test_what_reads_the_same_is_not_called_a_change(journal: Journal, studied: Studied) -> None:
    for days, low in ((40, 22), (3, 23)):
        journal.many(40, vote("billing/invoices", True, effort=4), days=days)
        journal.many(low, vote("billing/invoices", True, effort=3), days=days)
    report, site = studied()
    effort = tiles(report, voices(site)[0])[3]
    assert (effort.value, effort.before, effort.change) == ("3.6", "3.6", 0)


@pytest.mark.parametrize("days", [1, 30, 365])
def test_an_empty_database_gives_a_calm_report(studied: Studied, days: int) -> None:
    report, site = studied(days=days)
    assert report.empty
    for text in texts(report, site):
        assert "nan" not in text.lower().split()


def test_one_vote_is_told_and_judges_nothing(journal: Journal, studied: Studied) -> None:
    journal.visit(vote("billing/invoices", False))
    report, site = studied()
    assert report.articles == ()
    assert all(texts(report, site))


def test_a_month_without_events_is_a_line_of_nothing(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("refund"), days=100)
    journal.many(3, search("refund"), days=1)
    report, site = studied()
    assert report.gaps[0].left == 3
    assert 0 in report.gaps[0].weeks
    assert all(texts(report, site))


def test_an_article_that_is_gone_keeps_its_id_and_fails_nobody(journal: Journal, studied: Studied) -> None:
    journal.many(9, view("old/gone"), vote("old/gone", False), contact(article="old/gone"))
    report, site = studied()
    assert report.articles == ()
    assert report.contact_articles[0].title == "old/gone"
    assert all(texts(report, site))


HOSTILE = '<img src=x onerror=alert(1)> \u202eevil\u2066 "quoted" =HYPERLINK("http://x") | `code`'


def test_readers_words_are_never_markup_formula_or_link(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("=cmd|' /C calc'!A0"), search(HOSTILE, seconds=90))
    journal.many(9, view("billing/invoices"), vote("billing/invoices", False, comment=HOSTILE))
    report, site = studied()
    for text in [page(report, voice, site) for voice in voices(site)]:
        assert "<img" not in text
        assert "onerror=alert(1)&gt;" in text
        assert not {"\u202e", "\u2066"} & set(text)
    rows = as_csv(report).splitlines()
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.replace('"', "").split(","))
    assert "<img" not in as_markdown(report, voices(site)[0]).replace("`<img", "")
    assert "\u202e" not in as_markdown(report, voices(site)[0]) + as_csv(report)
    assert HOSTILE in [comment["text"] for comment in document(report)["articles"][0]["comments"]]


def test_ten_thousand_garbage_searches_of_one_source_do_not_drown_the_real_ones(journal: Journal, studied: Studied) -> None:
    journal.visit(*[search(f"zq{n:x} xw{n * 7919:x}", seconds=1) for n in range(10_000)])
    journal.many(3, search("export my data"))
    report, site = studied()
    assert [gap.text for gap in report.gaps] == ["export my data"]
    assert (report.notes.flooded, report.notes.flooded_sources) == (10_000, 1)
    assert "10,000" in page(report, voices(site)[0], site)


def test_a_clock_that_jumped_ahead_is_told_and_not_counted(journal: Journal, studied: Studied) -> None:
    journal.many(2, search("export my data"))
    journal.many(3, search("from the future"), days=-400)
    report, site = studied()
    assert [gap.text for gap in report.gaps] == ["export my data"]
    assert report.notes.later == 3
    assert all(texts(report, site))


def test_events_from_long_ago_change_nothing(journal: Journal, studied: Studied) -> None:
    journal.many(2, search("export my data"))
    journal.visit(search("at the epoch"), days=20_000)
    report, site = studied()
    assert [gap.text for gap in report.gaps] == ["export my data"]
    assert all(texts(report, site))


def test_without_a_site_the_report_goes_by_the_database(journal: Journal, studied: Studied) -> None:
    journal.many(2, search("export my data"))
    report, site = studied(site=False)
    assert report.gaps[0].left == 2
    assert all(texts(report, site))


def test_the_same_events_give_the_same_bytes(journal: Journal, studied: Studied) -> None:
    journal.many(3, search("export my data"), view("billing/invoices"))
    journal.many(2, search("invoice blockchain", 3))
    once, site = studied()
    again, _ = studied(database="again.db")
    assert texts(once, site) == texts(again, site)
    json.loads(as_json(once))
