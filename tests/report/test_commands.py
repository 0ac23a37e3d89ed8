"""The verbs of a support lead, run as a person runs them, on a small real site."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kbgen.cli import cli
from kbgen.errors import OperatorError
from kbgen.store.store import open_store
from tests import plain
from tests.report.conftest import Journal, contact, opened, reword, search, view, vote

Kbgen = Callable[..., object]
UNTIL = ("--until", "2026-11-21")


@pytest.fixture
def own(tmp_path: Path, project: Path) -> Path:
    """A project of one's own, built."""
    return Path(shutil.copytree(project, tmp_path / "own"))


@pytest.fixture
def database(own: Path, journal: Journal) -> Callable[[], Path]:
    """Write the journal into a database beside the project; returns it."""

    def store() -> Path:
        path = own / "kb.db"
        opened_store = open_store(str(path))
        opened_store.load("events", journal.events)
        opened_store.load("votes", journal.votes)
        opened_store.close()
        return path

    return store


def test_report_writes_a_page_a_language_and_figures(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(4, search("export my data"))
    kbgen("report", "--database", database(), *UNTIL, cwd=own)
    names = {path.name for path in (own / "report").iterdir()}
    assert names == {"index.html", "report.en.html", "report.ar.html", "report.fa.html", "report.json"}
    farsi = (own / "report" / "report.fa.html").read_text("utf-8")
    assert '<html lang="fa" dir="rtl" data-digits="arabext">' in farsi
    assert "آبان ۱۴۰۵" in farsi
    assert not re.search(r"\bsrc=|<link|@import|url\(", farsi)
    assert json.loads((own / "report" / "report.json").read_text("utf-8"))["gaps"][0]["question"] == "export my data"


@pytest.mark.parametrize("form", ["csv", "json", "md"])
def test_report_prints_other_formats(form: str, own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen) -> None:
    journal.many(4, search("export my data"))
    said = kbgen("report", "--database", database(), "--format", form, *UNTIL, cwd=own).stdout  # type: ignore[attr-defined]
    assert "export my data" in said
    if form == "csv":
        assert next(csv.DictReader(io.StringIO(said)))["readers"] == "4"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("report", "--database", "none.db"), "There is no database"),
        (("report", "--database", "kb.db", "--locale", "xx"), "xx is not a locale of this site"),
        (("report", "--database", "kb.db", "--since", "2026-11-22", *UNTIL), "--since must be before --until"),
        (("gaps", "--database", "kb.db", "--since", "2026-11-22", *UNTIL), "--since must be before --until"),
        (("learn", "--database", "kb.db", "--since", "2026-11-21", *UNTIL), "--since must be before --until"),
        (("digest", "--database", "kb.db", "--owner", "notes", "--since", "0d", *UNTIL), "--since must be before --until"),
        (("report", "--database", "kb.db", "--site", "empty"), "Build the site first"),
        (("report", "--database", "kb.db", "--before", "mkdocs.yml"), "is not JSON"),
        (("digest", "--database", "kb.db", "--owner", "nobody"), "There is no team nobody"),
        (("new", "--from-gap", "1"), "There is no report"),
        (("new",), "Name the KIND and the PATH"),
        (("simulate", "--database", "kb.db"), "Simulate into a database of its own"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    arguments: tuple[str, ...], sentence: str, own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.visit(search("export my data"))
    database()
    said = kbgen(*arguments, cwd=own, expect=None)
    assert sentence in said.said  # type: ignore[attr-defined]
    assert said.returncode in (1, 2)  # type: ignore[attr-defined]


def test_a_database_of_a_newer_version_is_refused(own: Path, database: Callable[[], Path], kbgen: Kbgen) -> None:
    path = database()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    assert "was written by a newer kbgen" in kbgen("report", "--database", path, cwd=own, expect=1).said  # type: ignore[attr-defined]


def test_a_gap_becomes_a_draft_with_its_questions(own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen) -> None:
    journal.many(5, search("sync problem on two laptops", 1))
    journal.many(2, search("syncing problems of laptops", 1))
    journal.many(1, search("sync problms on two laptops", 1))
    kbgen("report", "--database", database(), *UNTIL, cwd=own)
    created = kbgen("new", "--from-gap", "1", cwd=own).stdout.strip()  # type: ignore[attr-defined]
    text = (own / created).read_text("utf-8")
    assert "kind: troubleshooting" in text
    assert 'title: "Sync problem on two laptops"' in text
    assert "## Syncing problems of laptops" in text
    assert "problms" not in text
    assert "status: draft" in text
    assert "There is no gap" not in text
    assert "has no gap 99" in kbgen("new", "--from-gap", "99", cwd=own, expect=1).said  # type: ignore[attr-defined]


def test_replay_tells_what_is_answered_now_and_what_got_worse(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(4, search("card declined"))
    journal.many(3, search("gift vouchers"))
    journal.many(2, search("zebra", 1), opened("zebra", "billing/invoices"))
    arguments = ("gaps", "--replay", "--database", database(), *UNTIL)
    said = kbgen(*arguments, cwd=own).stdout  # type: ignore[attr-defined]
    assert "answered: 1 searches, 4 readers" in said
    assert "card declined  → billing/card-declined" in said
    assert "open: 1 searches, 3 readers" in said
    assert "worse: 1 searches, 2 readers" in said
    kbgen(*arguments, "--strict", cwd=own, expect=1)


def test_words_that_failed_are_answered_after_learning_and_no_relevance_test_gets_worse(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(
        5,
        search("wompitude"),
        reword("wompitude", "invoices"),
        search("invoices", 3),
        opened("invoices", "billing/invoices"),
        vote("billing/invoices", True),
    )
    journal.many(
        1,
        search("one reader only"),
        reword("one reader only", "invoices"),
        search("invoices", 3),
        opened("invoices", "billing/invoices"),
    )
    journal.many(9, search("mail me at a@b.example", 1), opened("mail me at a@b.example", "billing/invoices"))
    (own / "content" / "asked.yml").write_text("# Kept by hand.\nbilling/invoices.md:\n  en: [my receipts]\n", "utf-8")
    tests = [{"query": "card declined", "locale": "en", "article": "billing/card-declined.md", "first": 1}]
    (own / "content" / "search-tests.yml").write_text(yaml.safe_dump(tests), "utf-8")
    before = kbgen("search", "wompitude", "--locale", "en", "--json", cwd=own).stdout  # type: ignore[attr-defined]
    assert json.loads(before) == []
    kbgen("learn", "--database", database(), *UNTIL, cwd=own)
    text = (own / "content" / "asked.yml").read_text("utf-8")
    assert text.startswith("# Kept by hand.\n")
    assert yaml.safe_load(text)["billing/invoices.md"]["en"] == ["my receipts", "wompitude"]
    kbgen("build", "-q", cwd=own)
    after = json.loads(kbgen("search", "wompitude", "--locale", "en", "--json", cwd=own).stdout)  # type: ignore[attr-defined]
    assert [result["article"] for result in after] == ["billing/invoices"]
    top = json.loads(kbgen("search", "card declined", "--locale", "en", "--json", cwd=own).stdout)  # type: ignore[attr-defined]
    assert top[0]["article"] == "billing/card-declined"
    assert "0 new phrases" in kbgen("learn", "--database", own / "kb.db", *UNTIL, cwd=own).said  # type: ignore[attr-defined]


def test_learning_leaves_words_where_a_relevance_test_puts_them(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(5, search("plastic refused", 2), opened("plastic refused", "billing/invoices"))
    tests = [{"query": "refused plastic", "locale": "en", "article": "billing/card-declined.md"}]
    (own / "content" / "search-tests.yml").write_text(yaml.safe_dump(tests), "utf-8")
    kbgen("learn", "--database", database(), *UNTIL, cwd=own)
    assert not (own / "content" / "asked.yml").exists()


def test_check_warns_of_a_failing_article_until_votes_after_the_edit_recover(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    article = own / "content" / "en" / "billing" / "invoices.md"
    journal.many(9, vote("billing/invoices", False, reason="outdated"), days=20)
    kbgen("report", "--database", database(), *UNTIL, cwd=own)
    warning = kbgen("check", "--feedback", "report/report.json", cwd=own, expect=None).said  # type: ignore[attr-defined]
    assert "content/en/billing/invoices.md: warning: Readers do not find it helpful: 0 of 9" in warning
    assert "outdated (9)" in warning
    text = article.read_text("utf-8")
    old = next(line for line in text.splitlines() if line.startswith("updated:"))
    article.write_text(text.replace(old, "updated: 2026-11-10"), "utf-8")
    assert "0 of 9 said yes" in kbgen("check", "--feedback", "report/report.json", cwd=own, expect=None).said  # type: ignore[attr-defined]
    store = open_store(str(own / "kb.db"))
    recovered = Journal()
    recovered.many(6, vote("billing/invoices", True), days=2)
    store.load("votes", recovered.votes)
    store.close()
    kbgen("report", "--database", own / "kb.db", *UNTIL, cwd=own)
    assert "Readers do not find" not in kbgen("check", "--feedback", "report/report.json", cwd=own, expect=None).said  # type: ignore[attr-defined]


def test_the_digest_is_a_mail_in_the_teams_language(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    owners = {entry["owner"] for entry in json.loads((own / "site" / "kbgen-manifest.json").read_text("utf-8"))["articles"]}
    owner = next(owner for owner in sorted(owners) if owner)
    journal.many(8, view("billing/invoices"), vote("billing/invoices", False, comment="<b>bold</b>"))
    journal.many(3, search("invoice blockchain", 1))
    kbgen("digest", "--database", database(), "--owner", owner, "--locale", "fa", *UNTIL, cwd=own)
    message = email.message_from_bytes((own / "report" / f"digest-{owner}.eml").read_bytes(), policy=email.policy.default)
    parts = {part.get_content_type(): part.get_content() for part in message.iter_parts()}
    assert message["Content-Language"] == "fa"
    assert "خوانندگان" in message["Subject"]
    assert "<b>bold</b>" not in parts["text/html"]
    assert 'dir="rtl"' in parts["text/html"]
    assert "۱۴۰۵" in parts["text/plain"]


def test_what_is_read_most_reaches_the_home_page(own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen) -> None:
    journal.many(5, view("billing/invoices"))
    kbgen("report", "--database", database(), "--popular", *UNTIL, cwd=own)
    assert yaml.safe_load((own / "content" / "popular.yml").read_text("utf-8")) == {"en": ["billing/invoices"]}
    kbgen("build", "-q", cwd=own)
    assert 'id="popular"' in (own / "site" / "en" / "index.html").read_text("utf-8")
    assert 'id="popular"' not in (own / "site" / "fa" / "index.html").read_text("utf-8")
    (own / "content" / "popular.yml").write_text("en: [billing/invoice]\n", "utf-8")
    assert "There is no article billing/invoice." in kbgen("build", cwd=own, expect=None).said  # type: ignore[attr-defined]


def test_simulated_readers_are_the_same_for_a_seed_and_marked(own: Path, kbgen: Kbgen) -> None:
    for name in ("one.db", "two.db"):
        kbgen("simulate", "--database", name, "--days", "20", "--seed", "3", *UNTIL, cwd=own)
        kbgen("report", "--database", name, "--out", name.removesuffix(".db"), *UNTIL, cwd=own)
    one, two = ((own / name / "report.json").read_text("utf-8") for name in ("one", "two"))
    assert one == two
    assert json.loads(one)["simulated"] is True
    assert json.loads(one)["gaps"]
    for tag, words in {"en": "Simulated:", "ar": "محاكاة:", "fa": "شبیه‌سازی:"}.items():
        assert words in (own / "one" / f"report.{tag}.html").read_text("utf-8")


def test_readers_are_made_up_into_a_database_of_their_own_only(project: Path, tmp_path: Path, journal: Journal) -> None:
    journal.visit(view("billing/invoices"))
    journal.visit(vote("billing/invoices", True))
    for name, table, rows, held in (
        ("events.db", "events", journal.events, "0 votes and 1 events"),
        ("votes.db", "votes", journal.votes, "1 votes and 0 events"),
    ):
        store = open_store(str(tmp_path / name))
        store.load(table, rows)
        store.close()
        with pytest.raises(OperatorError, match=held):
            cli.main(["simulate", "--database", str(tmp_path / name), "-f", str(project / "mkdocs.yml")], standalone_mode=False)


def test_the_report_is_live_on_the_private_listener_only(
    start_collector: Callable[..., object], tmp_path: Path, journal: Journal
) -> None:
    path = tmp_path / "kb.db"
    store = open_store(str(path))
    journal.many(3, search("export my data"))
    store.load("events", journal.events)
    store.close()
    collector = start_collector(path)
    with plain.Client(timeout=120, follow_redirects=True) as client:
        answer = client.get(f"{collector.private}/report/")  # type: ignore[attr-defined]
        assert answer.status_code == 200
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert '<html lang="en"' in answer.text
        assert 'dir="rtl"' in client.get(f"{collector.private}/report/fa").text  # type: ignore[attr-defined]
        assert client.get(f"{collector.private}/report/report.json").json()["version"] == 1  # type: ignore[attr-defined]
        assert client.get(f"{collector.url}/report/").status_code == 404  # type: ignore[attr-defined]


def test_the_live_report_knows_what_will_not_be_done_and_says_where_drafts_count(
    start_collector: Callable[..., object], own: Path, journal: Journal, database: Callable[[], Path]
) -> None:
    journal.now = int(time.time() * 1000)  # the clock of a collector is the machine's
    journal.many(4, search("phone support at night"))
    journal.many(3, search("export my data"))
    (own / "content" / "gaps.yml").write_text("- {question: phone support at night, locale: en, reason: Mail only.}\n", "utf-8")
    site = str(own / "site")
    collector = start_collector(database(), "--site", site, "--config-file", str(own / "mkdocs.yml"))
    with plain.Client(timeout=120, follow_redirects=True) as client:
        text = client.get(f"{collector.private}/report/en").text  # type: ignore[attr-defined]
        figures = client.get(f"{collector.private}/report/report.json").json()  # type: ignore[attr-defined]
    assert [gap["question"] for gap in figures["gaps"]] == ["export my data"]
    assert "Mail only." in text
    assert "kbgen new --from-gap 1 --report report.json" in text
    assert '<a href="/report/report.json" download>' in text


def test_report_notes_what_is_put_off_and_asked_by_nobody(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(4, search("phone support at night"))
    entry = "- {{question: {}, locale: en, reason: Mail only.}}\n".format
    (own / "content" / "gaps.yml").write_text(entry("phone support at night") + entry("fone support"), "utf-8")
    run = kbgen("report", "--database", database(), *UNTIL, "--format", "json", cwd=own)
    notes = [line for line in run.stderr.splitlines() if line.startswith("Note:")]  # type: ignore[attr-defined]
    assert len(notes) == 1
    assert notes[0].startswith("Note: gaps.yml:2: No search of this time means “fone support”.")


def test_nothing_is_left_behind_where_there_is_no_site_to_simulate(own: Path, kbgen: Kbgen) -> None:
    shutil.rmtree(own / "site")
    assert "Build it first" in kbgen("simulate", cwd=own, expect=1).said  # type: ignore[attr-defined]
    assert not list(own.glob("simulated.db*"))


def test_made_up_readers_teach_nothing_unnoticed(own: Path, kbgen: Kbgen) -> None:
    kbgen("simulate", "--days", "30", *UNTIL, cwd=own)
    said = kbgen("learn", "--database", "simulated.db", *UNTIL, cwd=own).said  # type: ignore[attr-defined]
    assert "These readers never existed" in said


def test_an_earlier_report_is_compared_by_the_day_and_that_is_said(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(30, search("card declined"), days=20)
    journal.many(2, search("gift vouchers"), days=20)
    path = database()
    kbgen("report", "--database", path, "--until", "2026-11-14", "--since", "2026-10-15", "--out", "last", cwd=own)
    arguments = ("report", "--database", path, "--since", "7d", "--before", "last/report.json", "--format", "md")
    said = kbgen(*arguments, *UNTIL, cwd=own).stdout  # type: ignore[attr-defined]
    assert "30 days up to November 13, 2026 with" in said
    assert "`card declined`: 0 left now, 30 before" in said
    assert "gift vouchers" not in said


def test_contact_is_told_with_its_articles_and_searches(
    own: Path, journal: Journal, database: Callable[[], Path], kbgen: Kbgen
) -> None:
    journal.many(3, search("gift vouchers"), contact(query="gift vouchers", channel="form"))
    journal.visit(contact(channel="page"))
    journal.many(2, view("billing/invoices"), contact(article="billing/invoices", channel="mail"))
    said = kbgen("report", "--database", database(), "--format", "json", *UNTIL, cwd=own).stdout  # type: ignore[attr-defined]
    figures = json.loads(said)["contact"]
    assert figures["articles"] == [{"article": "billing/invoices", "locale": "en", "visits": 2}]
    assert figures["searches"] == [{"locale": "en", "question": "gift vouchers", "visits": 3}]
    assert figures["channels"] == {"form": 3, "mail": 2, "page": 1}
