"""Letters for new customers, over a real mail server: the right one, to the right people, once, whatever happens in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kbgen.cli import cli
from kbgen.config import load
from kbgen.journeys.ledger import Ledger
from kbgen.site.build import build
from kbgen.site.outputs.journeys import load_journeys
from kbgen.site.result import BuildOptions
from tests.mail_server import MailServer, start

JOURNEYS = """
first-week:
  steps:
    - day: 0
      article: start/light
      picture: lamp.png
      alt: {en: A lamp, fa: چراغ}
      subject: {en: Your first lamp, fa: نخستین چراغ شما}
      text:
        en: "Three minutes are enough.\\n\\nBegin & see."
        fa: سه دقیقه بس است.
    - day: 3
      article: care/clean#wick
      subject: {en: Clean it, fa: تمیزش کنید}
      text: {en: A clean lamp is bright., fa: چراغ تمیز روشن‌تر است.}
pro:
  for: {plan: [pro, team]}
  steps:
    - day: 1
      video: https://video.example/tour
      subject: {en: The tour}
      text: {en: For professionals.}
    - day: 40
      video: https://youtu.be/dQw4w9WgXcQ
      subject: {en: "A *second* [tour]", fa: گشت دوم}
      text: {en: "See it.\\n\\nIt takes <two> minutes.", fa: ببینید.}
"""
CUSTOMERS = """email,start,locale,plan
ada@example.com,2026-11-30,en,pro
بهار <bahar@example.com>,2026-11-30,fa,free
late@example.com,2026-10-01,en,free
ADA@example.com,2026-11-30,en,free
nobody,2026-11-30,en,free
when@example.com,yesterday,en,free
"""
FILES: dict[str, str | bytes] = {
    "en/start/light.md": "# Light the lamp\n\nText.\n",
    "en/care/clean.md": "# Clean the lamp\n\n## The wick {#wick}\n\nText.\n",
    "fa/start/light.md": "# روشن کردن چراغ\n\nمتن.\n",
    "lamp.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 8,
    "journeys.yml": JOURNEYS,
}
LOCALES = "{en: English, fa: فارسی}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with journeys; returns its folder."""
    folder = tmp_path_factory.mktemp("journeys")
    for name, text in FILES.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "mkdocs.yml").write_text(
        "site_name: Lantern\nsite_url: https://help.example/\ndocs_dir: content\ntheme: {name: material}\nplugins:\n"
        f"  - kbgen:\n      source_locale: en\n      locales: {LOCALES}\n      front_matter: lenient\n",
        "utf-8",
    )
    (folder / "customers.csv").write_text(CUSTOMERS, "utf-8")
    build(load(folder / "mkdocs.yml"), BuildOptions(jobs=1))
    return folder


@pytest.fixture
def server() -> Iterator[MailServer]:
    """A mail server on loopback."""
    running = start()
    yield running
    running.stop()


@pytest.fixture
def send(project: Path, server: MailServer, tmp_path: Path) -> Callable[..., str]:
    """Run `kbgen journey send` with a ledger of its own; returns what it said."""
    (project / "mail.yml").write_text(
        f"from: Lantern <help@help.example>\nserver: 127.0.0.1\nport: {server.port}\nsecurity: none\nseconds: 20\n"
        "unsubscribe: https://help.example/stop\n",
        "utf-8",
    )

    def run(*arguments: str, day: str = "2026-11-30", expect: int = 0) -> str:
        ledger = ["--ledger", str(tmp_path / "ledger.db"), "--customers", str(project / "customers.csv")]
        done = CliRunner().invoke(cli, ["journey", "send", "-f", str(project / "mkdocs.yml"), "--day", day, *ledger, *arguments])
        assert (done.exit_code != 0) == bool(expect), done.output
        return done.output + str(done.exception or "")

    return run


def subjects(server: MailServer) -> list[tuple[str, str]]:
    return [(to[0], str(message["Subject"])) for (_, to), message in zip(server.kept.envelopes, server.kept.messages, strict=True)]


def test_each_customer_gets_each_letter_on_its_day_once(send, server):
    assert "2 letters sent" in send()
    assert "0 letters sent" in send()
    assert "1 letters sent" in send(day="2026-12-01")
    assert "2 letters sent" in send(day="2026-12-03")
    assert "0 letters sent" in send(day="2026-12-04")
    assert subjects(server) == [
        ("ada@example.com", "Your first lamp"),
        ("bahar@example.com", "نخستین چراغ شما"),
        ("ada@example.com", "The tour"),
        ("ada@example.com", "Clean it"),
        ("bahar@example.com", "تمیزش کنید"),
    ]


def test_lines_that_are_no_customers_are_named_and_the_others_served(send):
    said = send("--dry-run")
    for line in (":5: ADA@example.com is there twice", ":6: 'nobody' is no address", ":7: 'yesterday' is no day"):
        assert line in said
    assert "2 letters are due" in said


def test_who_began_long_ago_gets_no_letter_of_then(send, server):
    send()
    assert "late@example.com" not in dict(subjects(server))
    send("--grace", "365", day="2026-10-02")
    assert "late@example.com" in dict(subjects(server))


def test_a_letter_says_what_it_is_in_the_direction_of_its_language(send, server):
    send()
    persian = server.kept.messages[1]
    html = next(part.get_content() for part in persian.walk() if part.get_content_type() == "text/html")
    assert '<html lang="fa" dir="rtl">' in html
    assert "https://help.example/fa/start/light/?via=first-week/0" in html
    assert 'alt="چراغ"' in html
    text = next(part.get_content() for part in persian.walk() if part.get_content_type() == "text/plain")
    assert "https://help.example/fa/start/light/?via=first-week/0" in text
    assert "https://help.example/stop" in text
    assert [part.get_content_type() for part in persian.walk() if part.get_content_maintype() == "image"] == ["image/png"]
    assert persian["List-Unsubscribe"] == "<https://help.example/stop>"
    assert persian["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    english = next(part.get_content() for part in server.kept.messages[0].walk() if part.get_content_type() == "text/html")
    assert "Begin &amp; see." in english


def test_whoever_wants_no_letters_gets_none(send, server, project, tmp_path):
    (tmp_path / "stopped.txt").write_text("Bahar@example.com\n")
    assert "1 letters sent" in send("--unsubscribed", str(tmp_path / "stopped.txt"))
    stop = ["journey", "stop", "ada@example.com", "-f", str(project / "mkdocs.yml"), "--ledger", str(tmp_path / "ledger.db")]
    assert "1 noted" in CliRunner().invoke(cli, stop).output
    assert "0 letters sent" in send(day="2026-12-03")
    assert b"ada@example.com" not in (tmp_path / "ledger.db").read_bytes()


def test_a_server_that_is_away_loses_nothing(send, server):
    server.kept.answers.append("451 Later")
    send(expect=1)
    assert "2 letters sent" in send()
    assert len(subjects(server)) == 2


def test_an_address_that_is_refused_is_not_tried_again(send, server):
    server.kept.refused["bahar@example.com"] = "550 No such user"
    assert "1 letters sent, 1 refused" in send()
    server.kept.refused.clear()
    assert "0 letters sent" in send()


def test_a_letter_that_may_have_been_sent_is_sent_again_only_when_asked_for(send, server, tmp_path):
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert ledger.begin("ada@example.com", "first-week", 0, 1)
        assert not ledger.begin("ADA@example.com", "first-week", 0, 2)
    assert "1 letters sent" in send()
    assert "1 letters sent" in send("--again")
    assert "0 letters sent" in send("--again")


def test_a_run_that_is_killed_is_gone_on_with_and_nobody_gets_a_letter_twice(send, server, project, tmp_path):
    people = "".join(f"person{number}@example.com,2026-11-30,en,free\n" for number in range(60))
    (tmp_path / "many.csv").write_text("email,start,locale,plan\n" + people)
    arguments = ["journey", "send", "-f", str(project / "mkdocs.yml"), "--day", "2026-11-30", "--only", "first-week"]
    arguments += ["--ledger", str(tmp_path / "many.db"), "--customers", str(tmp_path / "many.csv")]
    process = subprocess.Popen([sys.executable, "-m", "kbgen", *arguments], stdout=subprocess.PIPE, env=os.environ)
    while len(server.kept.messages) < 5 and process.poll() is None:
        pass
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    killed_at = len(server.kept.messages)
    done = CliRunner().invoke(cli, arguments)
    assert done.exit_code == 0, done.output
    got = [to for _, (to,) in server.kept.envelopes]
    assert len(got) == len(set(got))
    # The one that was on its way may be missing: it may have been sent.
    assert 59 <= len(got) <= 60
    assert killed_at >= 5


def test_build_writes_every_letter_for_people_and_for_programs(project, tmp_path):
    done = CliRunner().invoke(cli, ["journey", "build", "-f", str(project / "mkdocs.yml"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    told = json.loads((tmp_path / "out" / "journeys.json").read_text("utf-8"))
    assert [(one["campaign"], one["locale"]) for one in told] == [
        ("first-week/0", "en"),
        ("first-week/0", "fa"),
        ("first-week/3", "en"),
        ("first-week/3", "fa"),
        ("pro/1", "en"),
        ("pro/40", "en"),
        ("pro/40", "fa"),
    ]
    assert told[4]["for"] == {"plan": ["pro", "team"]}
    assert "https://help.example/en/care/clean/?via=first-week/3#wick" in told[2]["text"]
    names = {path.name for path in (tmp_path / "out" / "first-week").iterdir()}
    assert {"000-fa.html", "000-fa.txt", "000-fa.eml"} <= names


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("article: start/light", "article: start/lihgt"), "there is no article start/lihgt"),
        (("day: 3", "day: 0"), "day 0 is there twice"),
        (("lamp.png", "lamb.png"), "there is no picture lamb.png"),
        (("video: https://video.example/tour", "video: tour.mp4"), "video"),
        (("pro:", "Pro plan:"), "is no name of a journey"),
        (("      video: https://video.example/tour\n", ""), "leads to an article or to a video"),
        (("subject: {en: Clean it, fa: تمیزش کنید}", "subject: {en: Clean it}"), "subject is missing in fa"),
    ],
)
def test_what_is_wrong_with_a_journey_is_said(tmp_path, change, said):
    assert change[0] in JOURNEYS
    (tmp_path / "journeys.yml").write_text(JOURNEYS.replace(*change), "utf-8")
    (tmp_path / "lamp.png").write_bytes(b"")
    _, issues = load_journeys(tmp_path, {"start/light", "care/clean"}, ["en", "fa"])
    assert any(said in issue.message for issue in issues), issues


def test_a_letter_with_a_film_leads_to_a_page_on_which_it_plays_and_is_counted(project, tmp_path):
    done = CliRunner().invoke(cli, ["journey", "build", "-f", str(project / "mkdocs.yml"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    letters = json.loads((tmp_path / "out" / "journeys.json").read_text("utf-8"))
    told = {(one["campaign"], one["locale"]): one["text"] for one in letters}
    assert "https://help.example/fa/letters/pro/40/?via=pro/40" in told["pro/40", "fa"]
    site = project / "site"
    page = (site / "en" / "letters" / "pro" / "40" / "index.html").read_text("utf-8")
    assert 'content="noindex"' in page
    assert "data-kb-film" in page
    assert "A *second* [tour]</h1>" in page
    assert "It takes &lt;two&gt; minutes." in page
    # Nothing is asked of the host before the reader wants it.
    assert 'data-player="https://www.youtube-nocookie.com/' in page
    assert "<iframe" not in page
    elsewhere = (site / "en" / "letters" / "pro" / "1" / "index.html").read_text("utf-8")
    assert '<a href="https://video.example/tour" rel="noopener">Watch the video</a>' in elsewhere
    assert not (site / "fa" / "letters" / "pro" / "1").exists()
    assert "/letters/" not in (site / "sitemap.xml").read_text("utf-8")


def test_an_edit_of_a_film_is_published_and_one_that_is_taken_out_goes(project):
    journeys = project / "content" / "journeys.yml"
    page = project / "site" / "en" / "letters" / "pro" / "40" / "index.html"
    try:
        journeys.write_text(JOURNEYS.replace("See it.", "Look at it."), "utf-8")
        build(load(project / "mkdocs.yml"), BuildOptions(jobs=1))
        assert "Look at it." in page.read_text("utf-8")
        journeys.write_text(JOURNEYS[: JOURNEYS.index("    - day: 4")], "utf-8")
        build(load(project / "mkdocs.yml"), BuildOptions(jobs=1))
        assert not page.exists()
    finally:
        journeys.write_text(JOURNEYS, "utf-8")
        build(load(project / "mkdocs.yml"), BuildOptions(jobs=1))


def test_the_site_tells_the_collector_which_letters_there_are(project):
    manifest = json.loads((project / "site" / "kbgen-manifest.json").read_text("utf-8"))
    assert manifest["campaigns"] == ["first-week/0", "first-week/3", "pro/1", "pro/40"]
    assert not (project / "site" / "journeys.yml").exists()
    assert '"via"' in next((project / "site" / "assets" / "javascripts").glob("kb.*.js")).read_text("utf-8")
