"""What the desk's pages say, and what becomes of what people decide there."""

from __future__ import annotations

import csv
import io
import os
import shutil
from pathlib import Path

import pytest
import yaml

from kbgen.desk.identity.people import rules_from
from kbgen.report.read.comment_marks import comment_mark
from kbgen.report.read.roll_up import roll_up
from kbgen.store.store import open_store
from tests.desk.conftest import RULES, RunningDesk, Start, added, mark_of, send, soup, start_desk, stop_desk
from tests.report.conftest import Journal, view, vote

STEP = "The second step is not there any more."
STEP_MARK = comment_mark("billing/invoices", "en", STEP)
ENGLISH = {"Accept-Language": "en"}


def table(answer: object) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    text = answer.text  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_today_says_what_needs_a_person_and_the_one_next_step(desk: RunningDesk) -> None:
    page = soup(desk.signed_in(**ENGLISH).get("/"))
    needs = {need.h2.text: need for need in page.select(".need") if need.h2}
    assert list(needs) == ["5 new comments", "1 gap grew", "1 article began to fail"]
    assert all(len(need.select("a.step")) == 1 for need in needs.values())
    assert "export to pdf" in needs["1 gap grew"].text
    assert "28 readers left without help · up from 7" in needs["1 gap grew"].text
    # What did not help comes before thanks.
    assert [state.text for state in needs["5 new comments"].select(".state")] == ["No", "No", "No", "No", "Yes"]


def test_each_next_step_leads_to_a_page_that_has_it(desk: RunningDesk) -> None:
    client = desk.signed_in(**ENGLISH)
    steps = [str(step["href"]) for step in soup(client.get("/")).select("a.step")]
    pages = [soup(client.get(step)).get_text() for step in steps]
    assert STEP in pages[0]
    assert "export to pdf" in pages[1]
    assert "My card was declined" in pages[2] or "declined" in pages[2]


def test_every_link_of_every_page_leads_somewhere(desk: RunningDesk) -> None:
    client = desk.signed_in()
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code in (200, 303), path
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in soup(answer).select("a[href^='/']"):
            target = str(link["href"]).partition("#")[0]
            if target not in seen and target not in waiting:
                waiting.append(target)
    assert len(seen) > 60


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("?section=start/devices&locale=en", {"start/devices/phone", "start/devices/tablet"}),
        ("?locale=en&kind=troubleshooting", {"billing/card-declined"}),
        ("?locale=fa&q=چاپگرِ ناموجود", set()),
        ("?locale=en&status=failing", {"billing/card-declined"}),
    ],
)
def test_filters_stand_in_the_address(desk: RunningDesk, asked: str, titles: set[str]) -> None:
    assert {row["article"] for row in table(desk.signed_in().get(f"/articles.csv{asked}"))} == titles


def test_articles_that_nobody_read_are_there_too(desk: RunningDesk) -> None:
    rows = table(desk.signed_in().get("/articles.csv?locale=en"))
    assert {"stories/school": 0, "start/devices/phone": 0}.items() <= {row["article"]: int(row["readers"]) for row in rows}.items()
    unread = table(desk.signed_in().get("/articles.csv?locale=en&status=unread"))
    assert "stories/school" in {row["article"] for row in unread}
    assert "billing/invoices" not in {row["article"] for row in unread}


@pytest.mark.parametrize(
    ("sort", "first"), [("visits", "billing/invoices"), ("helpful", "billing/card-declined"), ("searches", "billing/invoices")]
)
def test_articles_are_sorted_by_what_the_address_names(desk: RunningDesk, sort: str, first: str) -> None:
    client = desk.signed_in()
    down = [row["article"] for row in table(client.get(f"/articles.csv?locale=en&sort={sort}"))]
    assert down[0] == first
    assert [row["article"] for row in table(client.get(f"/articles.csv?locale=en&sort=-{sort}"))][-1] == first


def test_the_figures_of_the_csv_are_those_of_the_page(desk: RunningDesk) -> None:
    client = desk.signed_in(**ENGLISH)
    (row,) = [row for row in table(client.get("/articles.csv?locale=en")) if row["article"] == "billing/card-declined"]
    # It was edited on the 12th: votes of the new text are those that it is judged by.
    assert (row["readers"], row["yes"], row["no"], row["verdict"]) == ("42", "3", "21", "failing")
    page = soup(client.get("/articles?locale=en&q=declined"))
    assert page.select_one("tbody td").text == "42"
    assert "3 of 24" in page.select("tbody td")[2].text


def test_an_article_tells_its_votes_before_and_after_an_edit(desk: RunningDesk) -> None:
    page = soup(desk.signed_in(**ENGLISH).get("/articles/en/billing/card-declined"))
    rows = page.find("h2", string="Votes before and after each edit").find_next("tbody").select("tr")
    told = [(row.th.text, row.select_one(".figure").text) for row in rows]
    assert told == [("Since the edit of November 12, 2026", "3 of 24"), ("Before the edit of November 12, 2026", "15 of 15")]


def test_an_article_tells_what_leads_to_it_and_every_comment(desk: RunningDesk) -> None:
    page = soup(desk.signed_in(**ENGLISH).get("/articles/en/billing/invoices"))
    assert "invoice 84" in " ".join(page.find("h2", string="Searches that lead here").find_next("ul").text.split())
    assert len(page.select(".comment")) == 4
    edit = page.find("a", string="Edit the page")
    assert edit["href"] == "https://code.example.org/lantern/help/edit/main/content/en/billing/invoices.md"


def test_words_of_readers_are_text_and_nothing_else(desk: RunningDesk) -> None:
    client = desk.signed_in()
    for path in ("/", "/comments", "/articles/en/billing/invoices"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "\u202e" not in text
    row = next(row for row in table(client.get("/comments.csv")) if "alert" in row["comment"])
    assert row["comment"] == "<script>alert(1)</script>=1+1"
    journal_formula = [row for row in table(client.get("/gaps.csv")) for value in row.values() if value.startswith("=")]
    assert journal_formula == []


def test_comments_that_say_the_same_are_one_group(desk: RunningDesk) -> None:
    client = desk.signed_in(**ENGLISH)
    page = soup(client.get("/comments"))
    same = page.find("a", string="1 other says the same")
    assert {said.text.strip() for said in soup(client.get(str(same["href"]))).select(".said")} == {
        STEP,
        "The second step is not there anymore!",
    }


def test_a_comment_is_followed_to_done(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in("tom", **ENGLISH)
    for status in ("planned", "in-progress", "done"):
        answer = send(client, "/comments", f"/comments/{STEP_MARK}", status=status, owner="billing", note="The step is back.")
        assert (answer.status_code, answer.headers["location"]) == (303, "/comments")
        page = soup(client.get(f"/comments?status={status}"))
        assert [said.text.strip() for said in page.select(".said")] == [STEP]
        assert "The step is back." in page.text
        assert "Billing team" in page.select_one(".comment").text
    assert STEP not in client.get("/").text
    assert yaml.safe_load(client.get("/comments.yml").text) == {"done": [STEP_MARK]}
    assert STEP not in client.get("/comments.yml").text


def test_all_that_say_the_same_are_decided_at_once_where_that_is_asked_for(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in(**ENGLISH)
    send(client, "/comments", f"/comments/{STEP_MARK}", status="done", alike="1")
    assert len(soup(client.get("/comments?status=done")).select(".comment")) == 2


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/comments/" + "0" * 24, {"status": "done"}, 404),
        (f"/comments/{STEP_MARK}", {"status": "finished"}, 400),
        (f"/comments/{STEP_MARK}", {}, 400),
        (f"/comments/{STEP_MARK}", {"status": "done", "note": "x" * 2001}, 400),
        ("/gaps", {"locale": "xx", "question": "export to pdf", "what": "apart"}, 400),
        ("/gaps", {"locale": "en", "question": "export to pdf", "what": "wont-do"}, 400),
        ("/gaps", {"locale": "en", "question": "export to pdf", "what": "same", "other": "en: export to pdf"}, 400),
        ("/gaps", {"locale": "en", "question": "export to pdf", "what": "drop table"}, 400),
        ("/gaps", {"locale": "en", "question": "", "what": "apart"}, 400),
        ("/notes", {"day": "2026-02-30", "said": "x"}, 400),
        ("/notes", {"day": "2026-11-18", "said": ""}, 400),
        ("/answers/sent", {"article": "no/such", "locale": "en", "how": "link"}, 400),
        ("/answers/sent", {"article": "start/set-up", "locale": "en", "how": "mail"}, 400),
    ],
)
def test_a_form_that_makes_no_sense_decides_nothing(desk: RunningDesk, path: str, fields: dict[str, str], status: int) -> None:
    client = desk.signed_in()
    before = desk.knowledge.decisions()
    assert send(client, "/comments", path, **fields).status_code == status
    assert desk.knowledge.decisions() == before


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\r\nX: y", ""]
)
def test_a_form_leads_back_to_the_desk_and_nowhere_else(desk: RunningDesk, back: str) -> None:
    client = desk.signed_in()
    answer = send(client, "/answers", "/answers/sent", article="start/set-up", locale="en", how="link")
    assert answer.headers["location"] == "/answers"
    fields = {"mark": mark_of(client.get("/figures").text), "back": back, "article": "start/set-up", "locale": "en", "how": "link"}
    assert client.post("/answers/sent", data=fields, headers={"Origin": desk.url}).headers["location"] == "/answers"


def test_a_gap_is_put_off_with_a_reason_and_opened_again(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in(**ENGLISH)
    gap = {"locale": "en", "question": "export to pdf"}
    send(client, "/gaps", "/gaps", **gap, what="wont-do", reason="We keep to HTML.")
    assert "export to pdf" not in [one.text for one in soup(client.get("/gaps")).select(".gap h2")]
    assert "We keep to HTML." in client.get("/gaps?status=wont-do").text
    assert "gap grew" not in client.get("/").text
    assert yaml.safe_load(client.get("/gaps.yml").text) == [{**gap, "reason": "We keep to HTML."}]
    send(client, "/gaps", "/gaps", **gap, what="wont-do", undo="1")
    assert "export to pdf" in client.get("/gaps").text


def test_questions_are_put_together_and_taken_apart(fresh_desk: Start) -> None:
    desk = fresh_desk()
    journal = Journal()
    journal.many(3, ("search", {"query": "print a page", "results": 0}))
    store = desk.knowledge.store
    writer = open_store(store.address)
    writer.load("events", journal.events)
    writer.close()
    client = desk.signed_in(**ENGLISH)
    asked = "/gaps?days=30"

    def questions() -> list[str]:
        return [one.text.strip() for one in soup(client.get(asked)).select(".gap h2")]

    # The day was rolled up before: what came since is in no figure yet.
    writer = open_store(store.address)
    roll_up(writer, desk.knowledge.now_ms())
    writer.close()
    assert sorted(questions()) == ["export to pdf", "print a page"]
    send(client, "/gaps", "/gaps", locale="en", question="print a page", what="same", other="en: export to pdf")
    assert questions() == ["export to pdf"]
    assert soup(client.get(asked)).select_one(".gap-left b").text == "38"
    send(client, "/gaps", "/gaps", locale="en", question="print a page", what="same", undo="1")
    assert sorted(questions()) == ["export to pdf", "print a page"]


def test_a_gap_is_given_to_a_team_and_found_by_it(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in(**ENGLISH)
    send(client, "/gaps", "/gaps", locale="en", question="export to pdf", what="owner", owner="notes")
    assert "Notes team" in soup(client.get("/gaps?owner=notes")).select_one(".gap").text
    send(client, "/gaps", "/gaps", locale="en", question="export to pdf", what="owner", owner="")
    assert soup(client.get("/gaps?owner=notes")).select(".gap") == []


def test_a_note_of_a_day_stands_at_the_charts(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in(**ENGLISH)
    send(client, "/figures", "/notes", day="2026-11-15", said="Version 3 <b>")
    page = soup(client.get("/figures"))
    assert "November 15, 2026: Version 3 <b>" in " ".join(page.text.split())
    assert any("Version 3 <b>" in note.text for note in page.select("svg .note title"))
    send(client, "/figures", "/notes", day="2026-11-15", said="Version 3 <b>", undo="1")
    assert "Version 3" not in client.get("/figures").text


def test_every_chart_has_values_to_read_and_a_table_behind_it(desk: RunningDesk) -> None:
    page = soup(desk.signed_in(**ENGLISH).get("/figures?days=14"))
    titles = [caption.text for caption in page.select("figcaption")]
    heads = [head.text for head in page.select(".table-behind thead th")]
    assert titles
    assert set(titles) <= set(heads)
    for figure in page.select("figure"):
        values = [point.title.text for point in figure.select(".point")]
        assert len(values) == 14 or figure.figcaption.text.startswith(("“Yes", "Ease"))
        assert all(": " in value for value in values)


def test_figures_of_a_section_are_the_sum_of_its_articles(desk: RunningDesk) -> None:
    client = desk.signed_in()
    rows = table(client.get("/articles.csv?section=billing&days=14"))
    days = table(client.get("/figures.csv?section=billing&days=14"))
    assert sum(int(row["readers"]) for row in rows) == sum(float(day["visits"]) for day in days) > 0


def test_the_figures_of_an_article_are_saved_from_its_page(desk: RunningDesk) -> None:
    client = desk.signed_in(**ENGLISH)
    page = soup(client.get("/articles/en/billing/card-declined?days=14&section=start"))
    days = table(client.get(str(page.find("a", string="CSV")["href"])))
    assert len(days) == 14
    assert sum(float(day["visits"]) for day in days) == 42
    assert "searches" not in days[0]
    assert sum(float(day["visits"]) for day in table(client.get("/figures.csv?days=14&article=no/such&locale=en"))) == 0


def test_a_view_opens_for_a_colleague_in_their_own_language(desk: RunningDesk) -> None:
    address = "/articles?section=billing&sort=helpful&days=90"
    persian = soup(desk.signed_in("fatemeh").get(address))
    english = soup(desk.signed_in("tom", **ENGLISH).get(address))
    assert (persian.html["lang"], persian.html["dir"], english.html["lang"]) == ("fa", "rtl", "en")
    both = [[str(link["href"]) for link in page.select("tbody th a")] for page in (persian, english)]
    assert both[0] == both[1] != []


def test_the_language_that_is_chosen_is_remembered_and_leaves_the_address(desk: RunningDesk) -> None:
    client = desk.signed_in()
    answer = client.get("/articles?section=billing&lang=ar")
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles?section=billing")
    assert soup(client.get("/articles")).html["lang"] == "ar"
    client.get("/?lang=../../x")
    assert soup(client.get("/")).html["lang"] == "ar"


@pytest.mark.parametrize(
    "asked",
    ["?days=abc", "?days=-1", "?page=99999999", "?since=2026-11-10&until=x", "?since=2026-11-20&until=2026-11-01", "?days=9999999",
     "?since=2099-01-01&until=2099-02-01", "?sort=nothing", "?status=%00", "?q=%F0%9F%99%82" + "x" * 3000, "?locale=xx",
     "?section=../..", "?since=0001-01-01&until=9999-12-31", "?days=٣"],
)  # fmt: skip
def test_an_address_that_makes_no_sense_still_opens(desk: RunningDesk, asked: str) -> None:
    client = desk.signed_in()
    for path in ("/", "/comments", "/gaps", "/articles", "/figures", "/answers", "/articles/en/start/set-up", "/articles.csv"):
        assert client.get(path + asked).status_code == 200, path


def test_agents_find_what_readers_find_and_what_they_send_is_counted_apart(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in("ruth", **ENGLISH)
    page = soup(client.get("/answers?q=invoice&locale=en"))
    first = page.select_one(".answer")
    assert first.select_one(".address").text.startswith("https://help.example.org/lantern/en/billing/invoices/")
    for how in ("link", "link", "answer"):
        send(client, "/answers?q=invoice&locale=en", "/answers/sent", article="billing/invoices", locale="en", how=how)
    assert "link: 2, answer: 1" in soup(client.get("/articles/en/billing/invoices")).text
    (row,) = [row for row in table(client.get("/articles.csv?locale=en")) if row["article"] == "billing/invoices"]
    assert (row["sent_by_agents"], row["readers"]) == ("3", "88")


def test_ten_thousand_comments_come_a_page_at_a_time(fresh_desk: Start) -> None:
    desk = fresh_desk()
    journal = Journal()
    for number in range(10_000):
        journal.visit(vote("start/set-up", False, comment=f"comment number {number}"), days=3)
    writer = open_store(desk.knowledge.store.address)
    writer.load("votes", journal.votes)
    writer.close()
    client = desk.signed_in(**ENGLISH)
    page = client.get("/comments?page=200")
    assert len(soup(page).select(".comment")) == 50
    assert "10,005 comments" in soup(page).text
    assert len(page.content) < 300_000
    assert [said.text.strip() for said in soup(client.get("/comments?q=number 9999")).select(".said")] == ["comment number 9999"]


def test_a_new_release_of_the_site_is_seen_at_once(desk: RunningDesk, lantern: Path) -> None:
    before = desk.knowledge.shelf()
    assert desk.knowledge.shelf() is before
    manifest = lantern / "kbgen-manifest.json"
    status = manifest.stat()
    os.utime(manifest, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    try:
        assert desk.knowledge.shelf() is not before
    finally:
        os.utime(manifest, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_today_tells_how_far_a_goal_is(read_database: Path, lantern: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(lantern.parent, project)
    (project / "goals.yml").write_text("- {goal: helpfulness, section: billing, aim: 80%, by: 2027-06-30}\n", "utf-8")
    (tmp_path / "kb.db").write_bytes(read_database.read_bytes())
    desk = start_desk(str(tmp_path / "kb.db"), project / "site", rules_from(RULES))
    try:
        client = desk.signed_in(**ENGLISH)
        told = " ".join(soup(client.get("/")).select_one(".goals li").text.split())
        assert "the aim is 80% by June 30, 2027" in told
        (project / "goals.yml").write_text("- {goal: helpfulness, section: billing, aim: 90%, by: 2027-06-30}\n", "utf-8")
        assert "the aim is 90%" in client.get("/").text
    finally:
        stop_desk(desk)


def test_who_was_given_a_comment_finds_it_and_the_articles_team_does_not(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in("tom", **ENGLISH)
    before = len(soup(client.get("/comments?owner=billing")).select(".comment"))
    assert before == 4
    send(client, "/comments", f"/comments/{STEP_MARK}", status="planned", owner="tom")
    send(client, "/gaps", "/gaps", locale="en", question="export to pdf", what="owner", owner="tom")
    for path in ("/comments?owner=tom", "/comments?owner=tom&section=billing"):
        page = soup(client.get(path))
        assert [said.text.strip() for said in page.select(".said")] == [STEP], path
    # Who takes care can be chosen, people too.
    chosen = page.select_one("#f-owner option[selected]")
    assert (chosen["value"], chosen.text) == ("tom", "tom")
    assert len(soup(client.get("/comments?owner=billing")).select(".comment")) == before - 1
    assert soup(client.get("/comments?owner=tom&section=start")).select(".comment") == []
    assert [row["comment"] for row in table(client.get("/comments.csv?owner=tom"))] == [STEP]
    # Today says so to them, and to nobody else.
    today = soup(client.get("/"))
    ways = [str(link["href"]) for link in today.select('p:-soup-contains("Given to you:") a')]
    assert [len(soup(client.get(way)).select(".comment, .gap")) for way in ways] == [1, 1]
    assert "Given to you" not in desk.signed_in("maryam", **ENGLISH).get("/").text


def test_reviews_that_are_due_and_translations_that_are_wanted_are_listed_where_today_leads(fresh_desk: Start) -> None:
    desk = fresh_desk()
    journal = Journal()
    journal.many(5, view("start/invite-people", language="en"), locale="ar", days=2)
    journal.many(2, view("start/devices/tablet", language="en"), locale="ar", days=2)
    added(desk, journal)
    client = desk.signed_in(**ENGLISH)

    def led(heading: str) -> list[tuple[str, str]]:
        (need,) = [one for one in soup(client.get("/")).select(".need") if one.h2.text == heading]
        page = soup(client.get(str(need.select_one("a.step")["href"])))
        assert page.select_one(".tabs [aria-current]").text in ("Review due", "Translation wanted")
        return [(str(row.a["href"]).partition("?")[0], " ".join(row.th.text.split())) for row in page.select("tbody tr")]

    wanted = led("2 translations are wanted")
    assert [address for address, _ in wanted] == ["/articles/ar/start/invite-people", "/articles/ar/start/devices/tablet"]
    assert "5 readers wanted it translated" in wanted[0][1]
    assert "5 readers wanted it translated" in client.get("/articles/ar/start/invite-people?days=7").text
    desk.clock.seconds = 1_808_300_000  # 20 April 2027
    client = desk.signed_in(**ENGLISH)
    due = led("3 reviews are due")
    assert {address for address, _ in due} == {f"/articles/{tag}/start/set-up" for tag in ("en", "ar", "fa")}
    assert all("review by" in text for _, text in due)


def test_a_week_of_which_days_are_missing_is_in_no_small_chart(fresh_desk: Start) -> None:
    desk = fresh_desk()
    client = desk.signed_in(**ENGLISH)
    # Two weeks were recorded: the days that are asked for end within the second, so that the first is cut.
    row = soup(client.get("/articles?until=2026-11-17&since=2026-11-11&q=invoices&locale=en")).select_one("tbody tr")
    points = row.select_one("svg.spark polyline")["points"].split()
    assert len(points) == 1
