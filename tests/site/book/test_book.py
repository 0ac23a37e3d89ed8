"""Books: everything of a section in one document, links as references to pages, and a PDF whose text can be taken out again."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from pypdf import PdfReader

from kbgen.cli import cli
from kbgen.config import load
from kbgen.site.book.chromium import print_pdf
from kbgen.site.book.copied_text import make_copyable
from kbgen.site.book.page_numbers import pages_of
from kbgen.site.book.to_unicode import read_map, written_map
from kbgen.site.book.write import Written, write_book
from tests import needs

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
FILES: dict[str, str | bytes] = {
    "en/index.md": "# Lantern help\n",
    "en/start/index.md": "# Getting started\n\nRead this *first*.\n",
    "en/start/light.md": (
        "---\ntags: [lamps]\n---\n# Light the lamp\n\n## Before\n\nSee [how it is cleaned](../care/clean.md#wick) and [the maker]"
        '(https://maker.example/).\n\n![A lamp](lamp.png)\n\n=== "Oil"\n\n    Fill it.\n\n=== "Gas"\n\n    Turn it.\n'
    ),
    "en/start/lamp.png": PICTURE,
    "en/start/later.md": "---\nstatus: draft\n---\n# Later\n\nNot yet.\n",
    "en/care/index.md": "# Care\n",
    "en/care/clean.md": (
        "---\ntags: [lamps]\n---\n# Clean the lamp\n\n## The wick {#wick}\n\nCut it, then [light it](../start/light.md).\n"
    ),
    "en/_glossary.yml": "wick: What burns.\n",
    "fa/start/index.md": "# شروع کار\n",
    "fa/start/light.md": (
        "# روشن کردن چراغ‌ها\n\n## پیش از روشن کردن\n\nحالا فتیلهٔ چراغ را ببینید؛ [تمیز کردن](../care/clean.md#wick) لازم است.\n"
    ),
    "fa/care/clean.md": (
        "# تمیز کردن چراغ\n\n## فتیله {#wick}\n\nفتیله‌ها را کوتاه کنید.\n\n"
        "مثلاً در گامِ نخست، **معمولاً** سطرِ دومِ کُد را نمی‌بینند.\n\nحقّاً لأنّ الأمر شَدَّة الآن.\n"
    ),
}


@pytest.fixture
def site(small) -> Path:
    return small(FILES, locales="{en: English, fa: {name: فارسی, calendar: persian}}")


def tree(written: Written, pages: dict[str, int] | None = None) -> BeautifulSoup:
    return BeautifulSoup(written.numbered(pages or {"": 0}), "html.parser")


def test_a_book_holds_what_is_published_in_reading_order(site):
    soup = tree(write_book(load(site), "en", ""))
    assert [heading.get_text() for heading in soup.select("main section > :is(h1, h2, h3)")] == [
        "Care",
        "Clean the lamp",
        "Getting started",
        "Light the lamp",
    ]
    assert soup.select_one(".kb-book__cover h1").get_text() == "Small"
    assert "Not yet." not in soup.get_text()
    assert soup.find(id="glossary-wick").find_next("dd").get_text() == "What burns."
    topics = soup.select_one(".kb-book__topics")
    assert [link.get_text() for link in topics.find_all("a")] == ["Clean the lamp", "Light the lamp"]


def test_every_link_within_leads_to_a_place_of_the_book(site):
    soup = tree(write_book(load(site), "en", ""))
    targets = [link["href"].removeprefix("#") for link in soup.find_all("a", href=re.compile("^#"))]
    assert len(targets) > 8
    assert [name for name in targets if soup.find(id=name) is None] == []
    names = [element["id"] for element in soup.find_all(id=True)]
    assert len(names) == len(set(names))
    assert soup.find("a", string="the maker")["href"] == "https://maker.example/"


def test_headings_go_down_one_by_one(site):
    soup = tree(write_book(load(site), "en", ""))
    levels = [int(heading.name[1]) for heading in soup.select("main :is(h1, h2, h3, h4, h5, h6)")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tabs_are_all_shown_and_pictures_are_inside(site):
    soup = tree(write_book(load(site), "en", "start"))
    assert [tab.get_text() for tab in soup.select(".kb-book__tab")] == ["Oil", "Gas"]
    assert soup.find("img")["src"].startswith("data:image/png;base64,")
    assert not soup.find(["script", "input", "link"])


def test_what_is_outside_of_the_book_has_its_full_address(site):
    soup = tree(write_book(load(site), "en", "start"))
    assert soup.find("a", string="how it is cleaned")["href"] == "https://small.example.org/en/care/clean/#wick"


def test_numbers_are_written_in_the_digits_of_the_language(site):
    written = write_book(load(site), "fa", "start")
    anchor = next(chapter.anchor for chapter in written.book.chapters if chapter.is_article)
    soup = tree(written, {anchor: 12})
    assert soup.select_one(f'.kb-book__page[data-page="{anchor}"]').get_text() == "۱۲"


@pytest.mark.parametrize("asked", ["start/light", "start/light.md", "/start/light/"])
def test_one_article_is_a_book_with_its_own_headings_as_contents(site, asked):
    soup = tree(write_book(load(site), "en", asked))
    assert soup.select_one(".kb-book__cover h1").get_text() == "Light the lamp"
    assert soup.find("h2", string=re.compile("Before"))


def test_what_there_is_not_is_named_with_what_is_near(site):
    runner = CliRunner()
    for arguments, said in ((["strat"], "start"), (["-l", "de"], "en, fa"), (["start", "--pdf", "--browser", "/none"], "/none")):
        done = runner.invoke(cli, ["book", *arguments, "-f", str(site)])
        assert done.exit_code != 0
        assert said in str(done.exception)


def test_the_same_content_gives_the_same_book(site):
    assert write_book(load(site), "fa", "").html == write_book(load(site), "fa", "").html


def text_of(pdf: Path) -> str:
    text = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u200c", " ").replace("ۀ", "هٔ").split())


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """A Persian book as PDF."""
    browser = needs.chromium()
    if browser is None:
        pytest.skip("needs Chromium")
    project = tmp_path_factory.mktemp("printed")
    for name, text in FILES.items():
        file = project / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    (project / "mkdocs.yml").write_text(
        "site_name: چراغ\ndocs_dir: content\ntheme: {name: material}\nplugins:\n  - kbgen:\n      source_locale: en\n"
        "      locales: {en: English, fa: {name: فارسی, calendar: persian}}\n      front_matter: lenient\n",
        "utf-8",
    )
    done = CliRunner().invoke(
        cli, ["book", "-l", "fa", "--pdf", "--browser", browser, "-f", str(project / "mkdocs.yml"), "-o", str(project / "fa.pdf")]
    )
    assert done.exit_code == 0, done.output + str(done.exception)
    return project / "fa.pdf"


@pytest.mark.needs("chromium")
def test_a_pdf_is_tagged_names_its_language_and_has_bookmarks(printed):
    root = PdfReader(printed).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fa"
    assert "/StructTreeRoot" in root
    assert "شروع کار" in str(PdfReader(printed).outline)


@pytest.mark.needs("chromium")
def test_every_font_of_a_pdf_is_in_it_as_a_font(printed):
    fonts = {
        str(font.get_object().get("/BaseFont")): font.get_object()
        for page in PdfReader(printed).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("Vazirmatn" in name for name in fonts)
    for font in fonts.values():
        assert font["/Subtype"] == "/Type0"
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()


@pytest.mark.needs("chromium")
def test_persian_text_comes_out_of_a_pdf_letter_by_letter(printed):
    text = text_of(printed)
    for words in ("روشن کردن چراغ ها", "حالا فتیلهٔ چراغ را ببینید", "لازم است", "فتیله ها را کوتاه کنید"):
        assert words in text
    if needs.program("pdftotext"):
        said = subprocess.run(["pdftotext", str(printed), "-"], capture_output=True, text=True, check=True).stdout
        said = " ".join(
            re.sub("[\u200c\u202a-\u202e]", lambda sign: " " if sign[0] == "\u200c" else "", said).replace("ۀ", "هٔ").split()
        )
        for words in ("روشن کردن چراغ ها", "حالا فتیلهٔ چراغ را ببینید", "فتیله ها را کوتاه کنید"):
            assert words in said


@pytest.mark.needs("chromium")
def test_signs_of_vowels_come_out_of_a_pdf_after_their_letters(printed):
    said = [text_of(printed)]
    if needs.program("pdftotext"):
        text = subprocess.run(["pdftotext", str(printed), "-"], capture_output=True, text=True, check=True).stdout
        text = unicodedata.normalize("NFKC", re.sub("[\u202a-\u202e]", "", text).replace("\u200c", " "))
        said.append(" ".join(text.split()))
    for text in said:
        for word in ["مثلاً", "گامِ", "معمولاً", "سطرِ", "دومِ", "کُد", "حقّاً", "لأنّ", "الأمر", "شَدَّة", "الآن"]:
            assert unicodedata.normalize("NFKC", word) in text


@pytest.mark.needs("chromium")
def test_a_page_looks_as_it_did_before_its_text_could_be_copied(printed, tmp_path):
    if not needs.program("pdftoppm"):
        pytest.skip("needs pdftoppm")
    html, pdf = tmp_path / "book.html", tmp_path / "book.pdf"
    html.write_text(write_book(load(printed.parent / "mkdocs.yml"), "fa", "care/clean").numbered({"": 0}), "utf-8")
    print_pdf(needs.chromium(), html, pdf)
    pages = {}
    for name in ("before", "after"):
        subprocess.run(["pdftoppm", "-r", "300", "-gray", str(pdf), str(tmp_path / name)], check=True)
        pages[name] = b"".join(page.read_bytes() for page in sorted(tmp_path.glob(f"{name}-*.pgm")))
        assert ("/ActualText <FEFF06440627064B>" in contents_of(pdf)) is (name == "before")
        make_copyable(pdf)
    # Outlines and letters are filled alike but for their edges: hardly a point is black here and white there.
    assert sum(abs(one - other) > 200 for one, other in zip(pages["before"], pages["after"], strict=True)) < 100


def contents_of(pdf: Path) -> str:
    return "".join(page.get_contents().get_data().decode("latin-1") for page in PdfReader(pdf).pages)


def test_a_map_of_characters_is_read_in_both_its_forms_and_written_again():
    read = read_map(
        b"2 beginbfchar\n<0001> <0041>\n<0002> <06440627>\nendbfchar\n1 beginbfrange\n<0010> <0012> <0627>\nendbfrange\n"
    )
    assert read == {1: "A", 2: "لا", 16: "\u0627", 17: "\u0628", 18: "\u0629"}
    many = {number: chr(0x41 + number) for number in range(250)}
    assert read_map(written_map(many)) == many


@pytest.mark.needs("chromium")
def test_the_numbers_of_the_contents_are_where_things_are(printed):
    pages = pages_of(printed)
    reader = PdfReader(printed)
    contents = unicodedata.normalize("NFKC", reader.pages[1].extract_text())
    assert len(pages) >= 5
    for anchor in ("glossary", "topics") if "topics" in pages else ("s1",):
        assert anchor not in pages or pages[anchor] > 2
    found = {int(number) for number in re.findall(r"\d+", contents)}
    assert found >= {number for name, number in pages.items() if re.fullmatch(r"s\d+(a\d+)?", name)}
    clean = next(number for name, number in pages.items() if name.endswith("-wick"))
    assert "فتیله" in unicodedata.normalize("NFKC", reader.pages[clean - 1].extract_text())
