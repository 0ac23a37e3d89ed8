"""`kbgen build --offline`: pages opened as files in a real browser, search, pictures and tabs included."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from kbgen import config
from kbgen.config import Settings
from kbgen.errors import AuthorError, OperatorError
from kbgen.site.offline.bundle import classic
from kbgen.site.offline.copy import _write_zip, build_offline
from kbgen.site.offline.pages import as_file, file_address
from kbgen.site.result import BuildOptions

HELP = Path(__file__).parents[3] / "examples" / "in_app" / "help"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    project = Path(shutil.copytree(HELP, tmp_path_factory.mktemp("offline") / "help"))
    return config.load(project / "mkdocs.yml")


@pytest.fixture(scope="module")
def folder(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("stick") / "راهنما و help #1"
    build_offline(settings, BuildOptions(jobs=1), target)
    return target


@pytest.fixture
def reader(chromium: Browser):
    """A page; whatever fails in it, or asks for anything but files, fails the test."""
    context = chromium.new_context(locale="fa-IR")
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # What a page still waits for when it is left has not failed.
    page.on("requestfailed", lambda request: wrong.append(request.url) if request.failure != "net::ERR_ABORTED" else None)
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
    yield page
    context.close()
    assert wrong == []


def test_every_link_leads_to_a_file_of_the_copy(folder: Path) -> None:
    dead = []
    pages = sorted(folder.rglob("*.html"))
    for page in pages:
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for tag in soup.select("[href], [src], [action]"):
            address = str(tag.get("href") or tag.get("src") or tag.get("action"))
            if urlsplit(address).scheme or address.startswith("#"):
                continue
            if not (page.parent / unquote(urlsplit(address).path)).is_file():
                dead.append(f"{page.relative_to(folder)}: {address}")
    assert len(pages) > 20
    assert dead == []


def test_nothing_is_left_that_only_a_server_uses(folder: Path) -> None:
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert not names & {"404.html", "sitemap.xml", "robots.txt", "_redirects", "index.md", "kb-help.js", "kbgen-manifest.json"}
    assert 'type="module"' not in (folder / "en" / "index.html").read_text("utf-8")


def test_the_root_leads_to_the_language_of_the_browser(folder: Path, reader: Page) -> None:
    reader.goto((folder / "index.html").as_uri())
    expect(reader.locator("html")).to_have_attribute("lang", "fa")


@pytest.mark.parametrize(
    ("locale", "query", "title"),
    [("en", "colleage", "Invite a colleague"), ("ar", "الفاتوره", "تصحيح فاتورة أُرسلت"), ("fa", "دعوت همکار", "دعوت از همکار")],
)
def test_search_answers_and_its_results_open(folder: Path, reader: Page, locale: str, query: str, title: str) -> None:
    reader.goto((folder / locale / "invoices" / "send" / "index.html").as_uri())
    reader.locator("#kb-q").fill(query)
    hit = reader.locator(".kb-hit", has_text=title)
    expect(hit.locator("mark").first).to_be_visible()
    hit.click()
    expect(reader.locator("h1")).to_have_text(title)


def test_the_page_of_results_has_them_too(folder: Path, reader: Page) -> None:
    reader.goto((folder / "en" / "index.html").as_uri())
    reader.locator("#kb-q").fill("invoice")
    reader.locator("#kb-q").press("Enter")
    expect(reader.locator(".kb-results__list .kb-hit").first).to_be_visible()
    reader.locator("input[type=search]").fill("invite")
    expect(reader.locator(".kb-results__list .kb-hit__title")).to_have_text(["Invite a colleague"])


def test_pictures_tabs_and_letters_are_there(folder: Path, reader: Page) -> None:
    reader.goto((folder / "fa" / "invoices" / "send" / "index.html").as_uri())
    reader.locator(".kb-prose img").evaluate("(image) => image.decode()")
    reader.locator(".tabbed-labels label").nth(1).click()
    expect(reader.locator(".tabbed-block").nth(1)).to_be_visible()
    expect(reader.locator(".tabbed-block").nth(0)).to_be_hidden()
    assert reader.evaluate("document.fonts.ready.then((fonts) => [...fonts].map((font) => font.status))") == ["loaded"]
    reader.locator(".kb-zoom").click()
    expect(reader.locator("dialog.kb-picture")).to_be_visible()


def test_contact_shows_its_hours_and_a_question_is_answered_before_it_is_sent(folder: Path, reader: Page) -> None:
    reader.goto((folder / "en" / "contact" / "index.html").as_uri())
    expect(reader.locator("[data-kb-open]").first).to_contain_text(re.compile("We are (here|back)"))
    reader.locator("textarea").fill("invite a colleague")
    expect(reader.locator("[data-kb-suggestions] a").first).to_have_text("Invite a colleague")


def test_a_copy_has_no_vote_for_nobody_would_count_it(folder: Path) -> None:
    assert "data-kb-feedback" not in (folder / "en" / "team" / "invite" / "index.html").read_text("utf-8")


def test_a_zip_holds_the_same_files_and_always_the_same_bytes(settings: Settings, folder: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        build_offline(settings, BuildOptions(jobs=1), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_is_replaced_and_a_folder_of_somebody_elses_is_not(settings: Settings, tmp_path: Path) -> None:
    build_offline(settings, BuildOptions(jobs=1), tmp_path / "copy")
    (tmp_path / "copy" / "left.html").write_text("from before")
    build_offline(settings, BuildOptions(jobs=1), tmp_path / "copy")
    assert not (tmp_path / "copy" / "left.html").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep")
    with pytest.raises(OperatorError, match="no copy"):
        build_offline(settings, BuildOptions(jobs=1), tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "mine"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("../a/", "../a/index.html"),
        ("../a/#b", "../a/index.html#b"),
        ("./?q=x/", "./index.html?q=x/"),
        (".", "./index.html"),
        ("../..", "../../index.html"),
        ("a/b.pdf", "a/b.pdf"),
        ("#top", "#top"),
        ("", ""),
        ("https://a.example/", "https://a.example/"),
        ("//a.example/", "//a.example/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_folder_becomes_its_page(address: str, file: str) -> None:
    assert file_address(address) == file


def test_code_in_an_article_stays_as_it_was_written() -> None:
    html = '<p><code>&lt;a href="b/"&gt; and href="c/"</code> <a href="d/">d</a></p>'
    assert as_file(html, "kb.js", "o.js") == html.replace('"d/"', '"d/index.html"')


def test_modules_become_one_script_and_what_cannot_is_named() -> None:
    scripts = {
        "a/start.js": 'import { one, two as zwei } from "./b/two.js";\n'
        'import("./b/late.js").then(({ late }) => late(one + zwei));\n',
        "a/b/two.js": "export const [one, two] = [1, 2];\n",
        "a/b/late.js": "export async function late(n) {}\n",
    }
    text = classic(scripts, "a/start.js")
    assert 'const { one, two: zwei } = use("a/b/two.js");' in text
    assert 'Promise.resolve().then(() => use("a/b/late.js"))' in text
    assert "return { one, two };" in text
    assert text.count("kbOffline.module(") == 3
    with pytest.raises(AuthorError):
        classic({"a.js": "export default 1;\n"}, "a.js")


def test_an_archive_says_of_no_file_when_it_was_made(tmp_path: Path) -> None:
    for name, files in (("a.zip", {"b/c.txt": b"c", "a.html": b"a"}), ("b.zip", {"a.html": b"a", "b/c.txt": b"c"})):
        _write_zip(files, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        entries = [(entry.filename, entry.date_time, entry.external_attr >> 16) for entry in archive.infolist()]
        # The earliest that an archive can say, and files that everybody may read.
        assert entries == [(name, (1980, 1, 1, 0, 0, 0), 0o644) for name in ("a.html", "b/c.txt")]
        assert archive.read("b/c.txt") == b"c"
