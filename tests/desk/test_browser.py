"""The desk in a real browser: a lead who has never used a terminal does a morning's work in Arabic; nothing that axe or the HTML
checker finds, on a phone and a desktop, light and dark, in three languages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk.conftest import RunningDesk, Start, added, send, soup
from tests.proposals.stand_in import TOKEN as FORGE_TOKEN
from tests.proposals.stand_in import StandIn, stand_in
from tests.report.conftest import Journal, search, view, vote
from tests.test_html import checker, messages

__all__ = ["checker"]

PAGES = {
    "today": "/",
    "comments": "/comments",
    "gaps": "/gaps?days=14",
    "articles": "/articles?days=14",
    "article": "/articles/en/billing/invoices?days=14",
    "figures": "/figures?days=14",
    "answers": "/answers?q=invoice&locale=en",
    "own days": "/articles?since=2026-11-08&until=2026-11-15&owner=billing",
    "nothing": "/comments?q=nothingatall",
}
LOOKS = [("en", "light", 1280), ("ar", "dark", 1280), ("fa", "light", 360), ("en", "dark", 360)]


@pytest.fixture
def browser_of(chromium: Browser, desk: RunningDesk) -> Iterator[object]:
    """Somebody's browser, signed in."""
    opened: list[BrowserContext] = []

    def new(
        language: str = "en",
        scheme: str = "light",
        width: int = 1280,
        at: RunningDesk = desk,
        name: str = "maryam",
        **options: object,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            locale=language,
            **options,  # type: ignore[arg-type]
        )
        opened.append(context)
        page = context.new_page()
        page.goto(f"{at.url}/sign-in?token={at.sessions.token(name)}")
        return page

    yield new
    for context in opened:
        context.close()


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_sticks_out(browser_of, desk: RunningDesk, language: str, scheme: str, width: int) -> None:
    page = browser_of(language, scheme, width)
    for name, path in PAGES.items():
        page.goto(desk.url + path)
        # What is folded away is looked at too.
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        result = Axe().run(page)
        assert result.violations_count == 0, f"{name}: {result.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.locator("html").get_attribute("lang") == language


@pytest.mark.needs("java", "nu")
def test_every_page_is_valid_html(desk: RunningDesk, checker: list[str], tmp_path: Path) -> None:
    for language in ("en", "fa"):
        client = desk.signed_in(**{"Accept-Language": language})
        for name, path in PAGES.items():
            (tmp_path / f"{name} {language}.html").write_text(client.get(path).text, "utf-8")
        stranger = desk.client(**{"Accept-Language": language, "Accept": "text/html"}).get("/")
        (tmp_path / f"refused {language}.html").write_text(stranger.text, "utf-8")
    assert messages(checker, tmp_path) == []


LATIN = re.compile(r"[A-Za-z]{2,}|[0-9]")
NAMES = re.compile(r"CSV|English|Lantern|gaps\.yml|comments\.yml|UTC|maryam|JSON")


@pytest.mark.parametrize("language", ["ar", "fa"])
def test_no_english_word_or_digit_stands_where_readers_did_not_write_it(desk: RunningDesk, language: str) -> None:
    client = desk.signed_in(**{"Accept-Language": language})
    for path in PAGES.values():
        page = soup(client.get(path))
        for away in page.select(
            "bdi, q, code, cite, option[lang], datalist, input, .address, .passage, svg.lines .note, .hidden, h1, title"
        ):
            away.decompose()
        for away in page.select(".table-behind td:last-child, .answer, select option, .meanings"):
            away.decompose()
        found = LATIN.findall(NAMES.sub("", page.body.get_text(" ") if page.body else ""))
        assert found == [], (path, found)


@pytest.mark.parametrize(("language", "width"), [("ar", 360), ("en", 360), ("fa", 1280)])
def test_what_has_no_place_to_break_sticks_out_of_no_page(browser_of, fresh_desk: Start, language: str, width: int) -> None:
    journal, gone = Journal(), "gone/and" * 20
    for words in ("Donaudampfschiff" * 30, "https://example.com/" + "a" * 700, "\u202eabc שלום " + "السلام" * 80 + "👩‍👩‍👧" * 30):
        journal.visit(view("billing/invoices"), vote("billing/invoices", False, comment=words), days=1)
    journal.visit(view(gone), vote(gone, False, comment="gone"), days=1)
    journal.many(9, search("x" * 180), days=2)
    journal.many(8, search("كيف أصدّر PDF (نسخة 2.0)؟ " * 6), days=2)
    journal.many(7, search("'\"><img src=x onerror=alert(1)>"), days=2)
    name = "م" * 60 + "W" * 90
    desk = fresh_desk(people={name: "admin"})
    added(desk, journal)
    client = desk.signed_in(name)
    for mark in re.findall(r'id="c-(\w+)"', client.get("/comments").text)[:3]:
        send(client, "/comments", f"/comments/{mark}", status="planned", owner="O" * 100, note="N" * 2000)
    send(client, "/figures", "/notes", day="2026-11-15", said="V" * 200)
    send(client, "/gaps", "/gaps", locale="en", question="x" * 180, what="owner", owner=name[:100])
    send(client, "/gaps", "/gaps", locale="en", question="export to pdf", what="wont-do", reason="R" * 2000)
    page = browser_of(language, width=width, at=desk, name=name)
    page.on("dialog", lambda dialog: pytest.fail("a reader's words ran as a script"))
    paths = [
        *PAGES.values(),
        "/gaps?days=14&status=wont-do",
        f"/articles/en/{gone}?days=14",
        f"/comments?q={'y' * 200}&owner={'O' * 100}",
    ]
    for path in paths:
        answer = page.goto(desk.url + path)
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_time_and_bars_run_as_the_text_does(browser_of, desk: RunningDesk) -> None:
    for language, reverse in (("en", False), ("ar", True)):
        page = browser_of(language)
        page.goto(f"{desk.url}/figures?days=14")
        boxes = [one.bounding_box() for one in page.locator("svg.lines").first.locator(".point circle:first-child").all()]
        places = [box["x"] for box in boxes if box]
        assert len(places) == 14
        assert places == sorted(places, reverse=reverse)


def test_everything_can_be_done_without_scripts(browser_of, fresh_desk: Start) -> None:
    desk = fresh_desk()
    page = browser_of(at=desk, java_script_enabled=False)
    page.goto(f"{desk.url}/articles")
    page.get_by_label("Section").select_option("billing")
    page.get_by_role("button", name="Show").click()
    assert "section=billing" in page.url
    page.goto(f"{desk.url}/comments")
    comment = page.locator(".comment").first
    comment.get_by_text("Decide").click()
    comment.get_by_label("Planned").check()
    comment.get_by_role("button", name="Save").click()
    expect(page.locator(".comment").first.get_by_text("Planned", exact=True).first).to_be_visible()


def test_an_agent_copies_with_one_key_and_it_is_counted(browser_of, fresh_desk: Start) -> None:
    desk = fresh_desk()
    page = browser_of(at=desk, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{desk.url}/answers?q=invoice&locale=en")
    page.locator("h1").click()
    page.keyboard.press("l")
    expect(page.get_by_role("status")).to_have_text("Copied")
    first = page.locator(".answer").first
    assert page.evaluate("navigator.clipboard.readText()") == first.locator(".address").inner_text()
    page.keyboard.press("j")
    # It is copied, then counted.
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("a")
    expect(page.get_by_role("status")).to_have_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert "\n\n" in text
    assert first.locator(".passage").inner_text() in text
    page.goto(f"{desk.url}/articles/en/billing/invoices")
    expect(page.get_by_text("link: 1, answer: 1")).to_be_visible()


@pytest.fixture
def forge(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A forge that holds the repository."""
    subprocess.run(["git", "clone", "-q", "--bare", project, tmp_path / "forge.git"], check=True)
    subprocess.run(["git", "branch", "-qf", "main"], cwd=tmp_path / "forge.git", check=True)
    monkeypatch.setenv("KBGEN_FORGE_TOKEN", FORGE_TOKEN)
    with stand_in(tmp_path / "forge.git", "gitea") as running:
        (project / "forge.yml").write_text(f"forge: gitea\nrepository: acme/help\naddress: {running.url}\n")
        yield running


def test_a_lead_does_a_mornings_work_in_arabic(browser_of, own_desk: RunningDesk, project: Path, forge: StandIn) -> None:
    desk = own_desk
    # The printed address signs in, and Arabic is what the browser asks for.
    page = browser_of("ar", at=desk)
    # What to do first.
    expect(page.get_by_role("heading", level=1)).to_have_text("ما ينتظرك اليوم")
    expect(page.locator(".need h2").first).to_have_text("٥ تعليقات جديدة")
    page.locator(".need").first.get_by_role("link", name="مراجعتها").click()
    # One comment is followed to done.
    said = "The second step is not there any more."
    for status in ("مخطَّط له", "قيد العمل", "أُنجز"):
        comment = page.locator(".comment", has_text=said)
        comment.get_by_text("اتخاذ قرار").first.click()
        comment.get_by_label(status, exact=True).check()
        comment.get_by_label("ملاحظة").fill("عادت الخطوة الثانية")
        comment.get_by_role("button", name="حفظ").click()
        page.goto(f"{desk.url}/comments")
    done = page.locator(".comment", has_text=said)
    expect(done.locator(".status-done")).to_be_visible()
    expect(done).to_contain_text("عادت الخطوة الثانية")
    # A gap is put off with a reason.
    page.get_by_role("link", name="الفجوات", exact=True).click()
    gap = page.locator(".gap", has_text="export to pdf")
    gap.get_by_text("اتخاذ قرار").first.click()
    gap.get_by_label("لن نعالجها، والسبب").fill("نكتفي بصفحات الويب")
    gap.get_by_role("button", name="استبعاد").click()
    expect(page.locator(".gap", has_text="export to pdf")).to_have_count(0)
    # Another is drafted for review, and a goal is set.
    page.goto(f"{desk.url}/gaps?days=14&status=wont-do")
    expect(page.locator(".gap", has_text="export to pdf")).to_contain_text("نكتفي بصفحات الويب")
    page.locator(".gap .decide summary").first.click()
    page.get_by_role("button", name="إعادة فتحها").click()
    page.goto(f"{desk.url}/gaps?days=14")
    page.get_by_role("button", name="كتابة مسودة").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("قُدِّم الاقتراح")
    expect(page.get_by_role("link", name="https://gitea.example/acme/help/pulls/1")).to_be_visible()
    page.get_by_role("link", name="اليوم").last.click()
    page.get_by_text("تحديد هدف").click()
    page.get_by_label("النسبة المئوية").fill("80")
    page.get_by_label("حتى يوم").fill("2027-06-30")
    page.get_by_role("button", name="اقتراح", exact=True).click()
    expect(page.get_by_role("link", name="https://gitea.example/acme/help/pulls/2")).to_be_visible()
    # Both wait for review; what is accepted is there the next time.
    draft, goal = forge.pulls
    (written,) = forge.git("diff", "--name-only", "main", draft["from"]).splitlines()
    assert "status: draft" in forge.git("cat-file", "blob", f"{draft['from']}:{written}")
    accepted = forge.git("cat-file", "blob", f"{goal['from']}:goals.yml")
    assert accepted == "- {goal: helpfulness, aim: 80%, by: 2027-06-30}"
    (project / "goals.yml").write_text(accepted + "\n")
    page.goto(desk.url)
    expect(page.locator(".goals li")).to_contain_text("والهدف ٨٠٪ حتى ٣٠ يونيو ٢٠٢٧")
    # A section, and the view sent to a colleague, who opens it in English.
    page.goto(desk.url)
    page.get_by_role("link", name="المقالات", exact=True).click()
    page.get_by_label("القسم").select_option("billing")
    page.get_by_role("button", name="عرض").click()
    page.wait_for_url("**/articles?*section=billing*")
    titles = page.locator("tbody th a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    colleague = browser_of("en", at=desk)
    colleague.goto(page.url)
    expect(colleague.get_by_role("heading", level=1)).to_have_text("All articles")
    assert colleague.locator("tbody th a").evaluate_all("all => all.map(one => one.getAttribute('href'))") == titles
    # And out.
    page.get_by_role("button", name="خروج").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("سُجّل خروجك.")
    page.goto(desk.url)
    assert "ما ينتظرك" not in page.content()
