"""What a look finds, and that each of it is told once, to the right people, over both databases."""

from __future__ import annotations

import email
import email.policy

import pytest

from kbgen.notices.look import due_day
from kbgen.notices.settings import Digest
from kbgen.report.read.time_zone import Zone
from tests.notices.conftest import NOW
from tests.report.conftest import search, view, vote

DAY = 86_400_000
TO_CHAT = "webhooks: {chat: {address: CHAT}}\nrules:\n  - {when: %s, send_to: [chat]}\n"


def test_an_article_that_falls_under_its_bar_is_told_once_and_again_after_it_recovered(at_work, journal, hooks):
    at_work.wants(TO_CHAT % "article-fails")
    journal.many(12, view("billing/invoices"), vote("billing/invoices", False), days=5)
    at_work.store(journal)
    assert at_work.round().sent == 1
    (told,) = hooks.bodies
    assert told["type"] == "article-fails"
    assert [(item["article"], item["yes"], item["votes"]) for item in told["items"]] == [("billing/invoices", 0, 12)]
    assert told["items"][0]["url"] == "https://help.example.org/lantern/en/billing/invoices/"
    assert at_work.round().sent == 0
    journal.many(80, view("billing/invoices"), vote("billing/invoices", True), days=3)
    at_work.store(journal)
    assert at_work.round().sent == 0
    journal.many(400, view("billing/invoices"), vote("billing/invoices", False), days=2)
    at_work.store(journal)
    at_work.now += 60_000
    assert at_work.round().sent == 1
    assert len(hooks.bodies) == 2


def test_a_question_is_told_when_enough_readers_were_left_with_it_whatever_spelling_leads_it(at_work, journal, hooks):
    at_work.wants("webhooks: {chat: {address: CHAT}}\nrules:\n  - {when: gap, readers: 6, send_to: [chat]}\n")
    journal.many(5, search("export my data"), days=3)
    at_work.store(journal)
    assert at_work.round().sent == 0
    journal.many(2, search("export my data"), days=2)
    at_work.store(journal)
    assert at_work.round().sent == 1
    assert [(item["title"], item["readers"]) for item in hooks.bodies[0]["items"]] == [("export my data", 7)]
    journal.many(30, search("exporting my data"), days=2)
    at_work.store(journal)
    assert at_work.round().sent == 0


def test_each_comment_is_told_once_and_a_changed_one_again(at_work, journal, hooks):
    at_work.wants(TO_CHAT % "comment")
    journal.visit(view("billing/invoices"), vote("billing/invoices", False, comment="No PDF!"), days=1)
    at_work.store(journal)
    assert at_work.round().sent == 1
    assert hooks.bodies[0]["items"][0] | {"text": ""} == {
        "when": "comment",
        "article": "billing/invoices",
        "locale": "en",
        "language": "en",
        "owner": "billing",
        "title": hooks.bodies[0]["items"][0]["title"],
        "url": "https://help.example.org/lantern/en/billing/invoices/",
        "helpful": False,
        "text": "",
    }
    assert "No PDF!" in hooks.bodies[0]["items"][0]["text"]
    assert at_work.round().sent == 0
    journal.visit(view("billing/invoices"), vote("billing/invoices", True, comment="Found it"), days=0.5)
    at_work.store(journal)
    at_work.round()
    assert [len(body["items"]) for body in hooks.bodies] == [1, 1]
    at_work.now += 20 * DAY
    assert at_work.round().sent == 0


def test_a_review_that_is_past_is_told_to_the_owner_in_the_teams_language(at_work, mail):
    at_work.wants("rules:\n  - {when: review-past, send_to: [owner]}\n")
    at_work.sends_by(mail)
    at_work.now = 1_812_000_000_000  # June 2027
    assert at_work.round().sent == 1
    assert mail.kept.envelopes == [("help@example.com", ["notes@example.com"])]
    (found,) = mail.kept.messages
    assert found["Content-Language"] == "fa"
    assert found["List-Unsubscribe"] == "<mailto:help@example.com>"
    assert 'dir="rtl"' in found.get_body(("html",)).get_content()
    assert at_work.round().sent == 0


def test_rules_take_only_what_they_name(at_work_sqlite, journal, hooks):
    at_work = at_work_sqlite
    at_work.wants(
        "webhooks: {chat: {address: CHAT}}\nrules:\n"
        "  - {when: comment, sections: [start], send_to: [chat]}\n  - {when: comment, locales: [fa], send_to: [chat]}\n"
        "  - {when: comment, owners: [billing], send_to: [chat]}\n"
    )
    for article, locale, words in (
        ("start/set-up", "en", "one"),
        ("start/set-up", "fa", "two"),
        ("billing/invoices", "en", "three"),
    ):
        journal.visit(view(article), vote(article, False, comment=words), locale=locale)
    at_work.store(journal)
    at_work.round()
    said = [item["text"] for body in hooks.bodies for item in body["items"]]
    assert sorted(word for text in said for word in ("one", "two", "three") if word in text) == ["one", "three", "two"]


def test_a_crowd_of_comments_is_one_message_that_counts_the_rest(at_work_sqlite, journal, hooks):
    at_work_sqlite.wants(TO_CHAT % "comment")
    for number in range(25):
        journal.visit(view("billing/invoices"), vote("billing/invoices", False, comment=f"comment {number}"))
    at_work_sqlite.store(journal)
    at_work_sqlite.round()
    (told,) = hooks.bodies
    assert (told["title"], len(told["items"]), told["more"]) == ("25 new comments", 10, "and 15 more")


def test_the_weeks_mail_goes_once_to_each_team_in_its_language(at_work, journal, mail):
    at_work.wants('digest: {day: monday, at: "08:00"}\n')
    at_work.sends_by(mail)
    journal.many(9, search("export my data"), days=7)
    at_work.store(journal)
    assert at_work.round().sent == 2
    assert sorted(to for _, (to,) in mail.kept.envelopes) == ["billing@example.com", "notes@example.com"]
    languages = {message["To"]: message["Content-Language"] for message in mail.kept.messages}
    assert languages == {"billing@example.com": "en", "notes@example.com": "fa"}
    for message in mail.kept.messages:
        assert message["Message-ID"]
        assert message["Date"]
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert at_work.round().sent == 0
    at_work.now += 7 * DAY
    assert at_work.round().sent == 2
    assert len({message["Message-ID"] for message in mail.kept.messages}) == 4


def test_only_the_teams_that_are_named_get_it(at_work_sqlite, mail):
    at_work_sqlite.wants("digest: {teams: [billing]}\n")
    at_work_sqlite.sends_by(mail)
    at_work_sqlite.round()
    assert [to for _, to in mail.kept.envelopes] == [["billing@example.com"]]


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    # NOW is the midnight that begins Saturday, 21 November 2026, in UTC.
    [("monday", 8, "2026-11-16"), ("friday", 23, "2026-11-20"), ("saturday", 0, "2026-11-21"), ("saturday", 1, "2026-11-14")],
)
def test_the_day_on_which_it_was_due_last(day, hour, expected):
    from kbgen.notices.settings import DAYS
    from kbgen.report.read.period import as_date

    assert as_date(due_day(Digest(DAYS.index(day), hour * 60), Zone("UTC"), NOW)).isoformat() == expected


def test_readers_that_were_made_up_are_told_to_nobody(at_work_sqlite, journal, hooks):
    at_work_sqlite.wants(TO_CHAT % "comment")
    journal.visit(view("billing/invoices"), vote("billing/invoices", False, comment="made up"))
    journal.votes = [(*row[:-1], 1) for row in journal.votes]
    at_work_sqlite.store(journal)
    assert len(at_work_sqlite.look().parcels) == 1
    assert at_work_sqlite.round().sent == 0
    assert hooks.bodies == []


def test_a_mail_that_could_not_be_sent_waits_and_is_one_mail_in_the_end(at_work, mail):
    at_work.wants("digest: {teams: [billing]}\n")
    at_work.sends_by(mail)
    mail.kept.answers = ["451 later", "451 later"]
    done = at_work.round()
    assert (done.sent, done.later) == (0, 1)
    assert "451 later" in done.problems[0]
    at_work.now += 60_000
    assert at_work.round().later == 1
    at_work.now += 300_000
    assert at_work.round().sent == 1
    (raw,) = mail.kept.raw
    assert email.message_from_bytes(raw, policy=email.policy.default)["To"] == "billing@example.com"
