"""What Notion exports arrives without its ids, with links, boxes, tasks and databases; what a column hides stays hidden."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kbgen.articles.article import Status

from .conftest import EXPORTS, files_of, lost

NOTION = EXPORTS / "notion"


def test_pages_lose_their_ids_and_keep_links_boxes_tasks_and_pictures(site, bring, library):
    report = bring("notion", NOTION)
    found = library()
    body = found.sections["en"]["set-it-up"].body
    for piece in (
        "::: tip\nKeep the box.\n:::",
        "::: warning\n**Hot!** Wait first.\n\n- one\n- two\n:::",
        "- A toggle\n\n    Hidden inside.",
        "- [x]  Unpack\n- [ ]  Plug in",
        "![The plate](untitled.png)",
        "[pairing](pair-the-lamp.md), [the same on the web](pair-the-lamp.md) and [a manual](manual.pdf)",
        "![](https://www.youtube.com/watch?v=abcdefghijk)",
    ):
        assert piece in body
    pair = found.articles["en"]["set-it-up/pair-the-lamp.md"].body
    assert "Note: this is text and no property." in pair
    assert 'print("<aside>")' in pair
    assert "[back](index.md)" in pair
    assert "[Set it up](set-it-up/index.md)\n\n[Questions](questions/index.md)" in found.sections["en"][""].body
    assert not [path for path in files_of(site) if path.startswith("content") and re.search(r"[0-9a-f]{32}", path)]
    assert report.lost == 0
    assert [what for _, what in lost(report)] == ["`Cost` of its properties"]


def test_a_database_gives_its_pages_tags_dates_owners_and_order_and_hides_what_is_a_draft(bring, library):
    bring("notion", NOTION)
    pages = library().articles["en"]
    pay = pages["questions/how-do-i-pay.md"]
    assert (pay.title, pay.tags, pay.owner, pay.updated, pay.order) == (
        "How do I pay?",
        ("billing", "cards"),
        "mina",
        date(2025, 5, 5),
        2,
    )
    assert pay.body.strip() == "By card."
    assert pages["questions/refunds-quickly.md"].order == 1
    assert pages["questions/secret-prices.md"].status is Status.DRAFT
    assert [page.path for page in pages.values() if page.status is Status.DRAFT] == ["questions/secret-prices.md"]


def test_pages_of_one_title_and_titles_in_other_scripts_each_have_a_place(bring, library):
    bring("notion", NOTION)
    pages = library().articles["en"]
    assert {pages["notes.md"].body.strip(), pages["notes-2.md"].body.strip()} == {"First notes.", "Other notes."}
    assert pages["راه-اندازی-چراغ.md"].title == "راه‌اندازی چراغ"


def test_the_export_as_html_keeps_the_same(bring, library):
    report = bring("notion", EXPORTS / "notion-html")
    found = library()
    body = found.sections["en"]["set-it-up"].body
    for piece in (
        "!!! warning\n\n    Hot!",
        "- one\n    - inner\n- two",
        "1. first\n2. second",
        '??? note "More"\n\n    Inside.',
        "- [x] Unpack\n- [ ] Plug in",
        "```javascript\nlet a = 1;\n```",
        "![The plate](untitled.png)\n\nThe plate",
        "[Pair the lamp](pair-the-lamp.md)",
        "[An example](https://example.com)",
        "Right. [Up](#b1)",
    ):
        assert piece in body
    assert found.articles["en"]["set-it-up/pair-the-lamp.md"].status is Status.DRAFT
    assert report.lost == 0


@pytest.fixture
def packed(tmp_path):
    """An export as Notion sends it: an archive in an archive."""
    inner = Path(shutil.make_archive(str(tmp_path / "ExportBlock-1-Part-1"), "zip", NOTION))
    outer = tmp_path / "0a1b_Export.zip"
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, inner.name)
    return outer


def test_an_archive_is_imported_as_its_folder_and_another_one_of_the_same_changes_nothing(site, bring, packed):
    bring("notion", NOTION)
    before = {path: raw for path, raw in files_of(site).items() if path.startswith("content")}
    again = bring("notion", packed)
    assert {str(outcome) for outcome in again.outcomes.values()} == {"unchanged"}
    third = bring("notion", packed.rename(packed.with_name("another-name.zip")))
    assert {str(outcome) for outcome in third.outcomes.values()} == {"unchanged"}
    assert {path: raw for path, raw in files_of(site).items() if path.startswith("content")} == before


@pytest.mark.parametrize(
    ("column", "value", "hidden"),
    [
        ("Status", "In progress", True),
        ("Status", "Done", False),
        ("Published", "No", True),
        ("Published", "Yes", False),
        ("Private", "Yes", True),
        ("Internal", "No", False),
        ("وضعیت", "پیش‌نویس", True),
    ],
)
def test_whatever_column_hides_a_page_keeps_it_from_readers(bring, export, library, column, value, hidden):
    source = export({"DB.csv": f"Name,{column}\nA,{value}\nB,\n", "DB/A.md": f"# A\n\n{column}: {value}\n\nText.\n"})
    bring("notion", source)
    assert (library().articles["en"]["a.md"].status is Status.DRAFT) is hidden
    assert library().articles["en"]["a.md"].body.strip() == "Text."


def test_a_database_without_pages_is_a_table_where_a_page_shows_it(bring, export, library):
    page = "# Prices\n\nSee below.\n\n[Plans](Prices/Plans.csv)\n"
    bring("notion", export({"Prices.md": page, "Prices/Plans.csv": "Name,Price\nBasic,5\nPro | big,10\n"}))
    body = library().articles["en"]["prices.md"].body.strip()
    assert body == "See below.\n\n**Plans**\n\n| Name | Price |\n| --- | --- |\n| Basic | 5 |\n| Pro \\| big | 10 |"


def test_an_icon_of_a_box_says_its_kind_and_is_no_picture(bring, export, library):
    icon = (
        '<img src="https://www.notion.so/icons/warning_red.svg" alt="https://www.notion.so/icons/warning_red.svg" width="40px" />'
    )
    bring("notion", export({"A.md": f"# A\n\n<aside>\n{icon}\n\nMind it.\n\n</aside>\n"}))
    assert library().articles["en"]["a.md"].body.strip() == "::: warning\nMind it.\n:::"


def test_blocks_of_an_export_as_html_are_what_readers_saw_and_are_counted_once(bring, export, library):
    other = "aaaabbbbccccddddeeeeffff00001111"
    formula = (
        '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow>'
        '<annotation encoding="application/x-tex">x^2</annotation></semantics></math></span>'
        '<span class="katex-html" aria-hidden="true">x2</span></span>'
    )
    blocks = (
        f'<p>By <span class="user"><span class="icon user-icon">A</span>Ana</span>, {formula}, see '
        f'<a href="https://www.notion.so/{other}?pvs=21#99998888777766665555444433332222">there</a>.</p>'
        '<figure><a href="https://example.com/x" class="bookmark source"><div class="bookmark-info">'
        '<div class="bookmark-title">Elsewhere</div><div class="bookmark-description">What it tells</div></div></a></figure>'
        '<figure><div class="source"><a href="https://www.youtube.com/watch?v=abcdefghijk">https://www.youtube.com/…</a></div></figure>'
    )
    page = (
        '<html><head><title>{0}</title></head><body><article><h1 class="page-title">{0}</h1>'
        '<div class="page-body">{1}</div></article></body></html>'
    )
    files = {
        "One 11112222333344445555666677778888.html": page.format("One", blocks),
        f"Two {other}.html": page.format("Two", '<p>x</p><p id="99998888-7777-6666-5555-444433332222">This place.</p>'),
    }
    report = bring("notion", export(files))
    articles = library().articles["en"]
    place = "99998888-7777-6666-5555-444433332222"
    assert articles["one.md"].body.strip() == (
        f"By Ana, `x^2`, see [there](two.md#{place}).\n\n[Elsewhere](https://example.com/x)\n\nWhat it tells\n\n"
        "![](https://www.youtube.com/watch?v=abcdefghijk)"
    )
    assert f'<span id="{place}"></span>This place.' in articles["two.md"].body
    assert lost(report) == []
