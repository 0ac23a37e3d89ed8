"""Each product's export, as its API or its folder looks, becomes a site that strict mode accepts and that builds."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.articles.article import Kind, Status
from kbgen.errors import OperatorError
from kbgen.site.build import build
from kbgen.site.result import BuildOptions

from .conftest import EXPORTS, files_of, lost

ALL = [
    ("zendesk", "zendesk"),
    ("intercom", "intercom"),
    ("helpscout", "helpscout"),
    ("freshdesk", "freshdesk"),
    ("html", "html"),
    ("gitbook", "gitbook"),
    ("confluence", "confluence"),
    ("wordpress", "wordpress"),
    ("notion", "notion"),
    ("notion", "notion-html"),
    ("markdown", "mkdocs"),
    ("markdown", "docusaurus"),
    ("markdown", "starlight"),
]


@pytest.mark.parametrize(("product", "name"), ALL)
def test_an_import_is_read_in_strict_mode_without_an_error_and_builds(site, bring, library, product, name):
    bring(product, EXPORTS / name)
    assert any(library().articles.values())
    result = build(site, BuildOptions(jobs=1))
    # Links to drafts are all that a build may say: readers do not see drafts.
    assert {issue.code for issue in result.issues if issue.level != "hint"} <= {"link"}


@pytest.mark.parametrize(("product", "name"), ALL)
def test_a_second_run_changes_nothing(site, bring, product, name):
    first = bring(product, EXPORTS / name)
    before = files_of(site)
    second = bring(product, EXPORTS / name)
    assert files_of(site) == before
    assert second.losses == first.losses
    assert {str(outcome) for outcome in second.outcomes.values()} == {"unchanged"}


@pytest.mark.parametrize(("product", "name"), ALL)
def test_a_dry_run_says_the_same_and_writes_nothing(site, bring, product, name):
    before = files_of(site)
    dry = bring(product, EXPORTS / name, dry=True)
    assert files_of(site) == before
    assert dry.losses == bring(product, EXPORTS / name).losses


def test_zendesk_keeps_sections_translations_labels_dates_drafts_pictures_links_and_addresses(bring, library, read):
    report = bring("zendesk", EXPORTS / "zendesk")
    found = library()
    mount = found.articles["en"]["the-lamp/set-up/mount-the-lamp.md"]
    assert mount.tags == ("wall", "tools")
    assert mount.owner == "mina-docs"
    assert mount.updated == date(2025, 5, 30)
    assert mount.featured
    assert mount.order == 2
    assert mount.redirect_from == (
        "https://lamp.zendesk.com/hc/en-us/articles/300-Mount-the-lamp",
        "https://lamp.zendesk.com/hc/en-us/articles/300",
    )
    assert "[reset it](wi-fi/connect-the-lamp-to-wi-fi.md#h_reset)" in mount.body
    assert "![The plate on the wall](plate.png)" in mount.body
    assert "[Drawing (PDF)](drawing.pdf)" in mount.body
    assert "!!! warning\n\n    Switch the power off first." in mount.body
    assert "![Mounting](https://www.youtube.com/watch?v=abcdefghijk)" in mount.body
    assert "## Reset {#h_reset}" in read("en/the-lamp/set-up/wi-fi/connect-the-lamp-to-wi-fi.md")
    assert found.articles["ar"]["the-lamp/set-up/mount-the-lamp.md"].title == "تثبيت المصباح"
    assert "![اللوحة على الجدار](plate.png)" in found.articles["ar"]["the-lamp/set-up/mount-the-lamp.md"].body
    assert found.articles["fa"]["the-lamp/set-up/mount-the-lamp.md"].status is Status.DRAFT
    assert found.sections["ar"]["the-lamp/set-up"].title == "الإعداد"
    assert found.sections["en"]["the-lamp/set-up"].description == "From the box to the first light."
    questions = found.articles["en"]["lost-and-found/questions-about-delivery.md"]
    assert (questions.kind, questions.status) == (Kind.FAQ, Status.DRAFT)
    assert lost(report) == [
        ("articles-page-1.json article 300", "fa: marked as outdated"),
        ("articles-page-1.json article 300", "link /hc/en-us/requests/new"),
        ("articles-page-1.json article 300", "votes"),
        ("articles-page-2.json article 303", "who may read it"),
        ("articles-page-2.json article 304", "the text in de"),
        ("sections.json section 202", "parent category/999"),
    ]


def test_an_article_that_not_everybody_may_read_becomes_a_draft(bring, library):
    bring("zendesk", EXPORTS / "zendesk")
    assert library().articles["en"]["lost-and-found/price-list-for-dealers.md"].status is Status.DRAFT
    bring("helpscout", EXPORTS / "helpscout")
    assert library().articles["en"]["staff/shifts.md"].status is Status.DRAFT


def test_an_article_of_a_section_that_only_some_may_read_becomes_a_draft(bring, export, library):
    sections = [{"id": 9, "name": "Staff", "locale": "en", "access_policy": {"viewable_by": "staff"}}]
    page = {"id": 1, "section_id": 9, "title": "Shifts", "locale": "en", "draft": False, "body": "<p>x</p>"}
    bring("zendesk", export({"all.json": {"sections": sections, "articles": [page]}}))
    assert library().articles["en"]["staff/shifts.md"].status is Status.DRAFT


def test_intercom_keeps_nested_collections_and_every_language_that_the_site_has(bring, library):
    report = bring("intercom", EXPORTS / "intercom")
    found = library()
    assert found.sections["fa"]["lamp-basics"].title == "اصول چراغ"
    assert found.sections["en"]["lamp-basics/light"].title == "Light"
    colour = found.articles["en"]["lamp-basics/change-the-colour.md"]
    assert (colour.owner, colour.updated, colour.description) == ("support", date(2025, 5, 31), "Choose a colour in the app.")
    assert "[dimming](light/dim-the-light.md)" in colour.body
    assert found.articles["fa"]["lamp-basics/change-the-colour.md"].title == "تغییر رنگ"
    dim = found.articles["en"]["lamp-basics/light/dim-the-light.md"]
    assert dim.status is Status.DRAFT
    # A picture on another host would tell that host who reads the page.
    assert "![" not in dim.body
    assert lost(report) == [
        ("articles.json article 21", "also in collection/12"),
        ("articles.json article 21", "the text in pt-BR"),
        ("articles.json article 22", "picture https://downloads.intercomcdn.com/i/o/1/dim.png?expires=1"),
        ("authors", "6"),
    ]


def test_helpscout_keeps_categories_keywords_related_articles_and_its_own_redirects(bring, library):
    report = bring("helpscout", EXPORTS / "helpscout")
    clean = library().articles["en"]["manual/care/clean-it.md"]
    assert clean.keywords == ("dust", "wipe")
    assert clean.related == ("staff/shifts",)
    assert clean.updated == date(2025, 2, 4)
    assert clean.redirect_from == ("https://lamp.helpscoutdocs.com/article/10-clean-it", "/old/cleaning")
    # Numbers are unique in one help center only.
    assert "[this](https://other.helpscoutdocs.com/article/11)" in clean.body
    assert "![A cloth](file-cloth.png)" in clean.body
    assert ("articles.json article 12", "text") in lost(report)
    assert ("article-10.json article 10", "unpublished changes") in lost(report)


def test_freshdesk_keeps_folders_translations_tags_and_hides_what_not_everybody_may_read(bring, library):
    report = bring("freshdesk", EXPORTS / "freshdesk")
    found = library()
    set_up = found.articles["en"]["the-lamp/first-steps/set-it-up.md"]
    assert (set_up.tags, set_up.keywords, set_up.owner, set_up.updated) == (("start",), ("box", "begin"), "mina", date(2025, 5, 5))
    assert set_up.description == "How to begin."
    assert set_up.redirect_from == ("/support/solutions/articles/101",)
    assert set_up.body.strip() == "Unpack. See [pairing](wi-fi/pair-it.md).\n\n- a\n- b"
    assert found.articles["fa"]["the-lamp/first-steps/set-it-up.md"].title == "راه‌اندازی"
    assert found.articles["en"]["the-lamp/first-steps/wi-fi/pair-it.md"].body.strip() == "Press Pair."
    drafts = {path for path, page in found.articles["en"].items() if page.status is Status.DRAFT}
    assert drafts == {"lost.md", "the-lamp/first-steps/unfinished.md", "the-lamp/for-staff/shifts.md"}
    assert lost(report) == [
        ("articles-101-fa.json article 101", "votes"),
        ("articles-12.json article 104", "who may read it"),
        ("articles-13.json article 105", "folder 99"),
    ]


def test_a_product_without_languages_is_imported_into_the_one_that_is_named(bring, library):
    bring("helpscout", EXPORTS / "helpscout", into="fa")
    found = library()
    assert not found.articles["en"]
    assert "manual/care/clean-it.md" in found.articles["fa"]


def test_html_keeps_the_text_and_leaves_navigation_programs_and_foreign_files(site, bring, library):
    report = bring("html", EXPORTS / "html")
    found = library()
    pay = found.articles["en"]["billing/pay.md"]
    assert (pay.title, pay.description, pay.owner, pay.updated) == (
        "Pay by card",
        "Which cards we take.",
        "billing",
        date(2025, 4, 5),
    )
    assert pay.keywords == ("visa", "card")
    assert pay.redirect_from == ("https://old.lamp.example/help/pay-by-card", "/en/billing/pay.html")
    assert "[refunds](refunds.md#how-long)" in pay.body
    assert "[Terms](terms.pdf)" in pay.body
    assert not any(word in pay.body for word in ("track", "©", "javascript", "passwd", "<"))
    assert "[الاسترداد](refunds.md)" in found.articles["ar"]["billing/pay.md"].body
    assert found.sections["en"]["billing"].body.strip().startswith("Cards, transfers")
    assert lost(report) == [
        ("en/billing/pay.html", "link ../../secret/../../../etc/passwd"),
        ("en/billing/pay.html", "link javascript:alert(1)"),
        ("en/billing/pay.html", "picture ../../../outside.png"),
        ("en/billing/pay.html", "picture missing.png"),
        ("en/index.html", "list of links"),
    ]


def test_mkdocs_keeps_the_order_of_its_navigation_and_languages_named_by_suffix(bring, library):
    report = bring("markdown", EXPORTS / "mkdocs")
    found = library()
    install = found.articles["en"]["guides/install.md"]
    assert (install.order, install.tags, install.redirect_from) == (2, ("start",), ("/help/guides/install/",))
    assert "[update](update.md#the-app)" in install.body
    assert "![The plate](plate.png)" in install.body
    assert "[not a link](nowhere.md)" in install.body
    assert found.articles["fa"]["guides/install.md"].redirect_from == ("/help/fa/guides/install/",)
    assert found.sections["en"]["guides"].title == "First steps"
    assert found.sections["en"][""].title == "Lamp"
    assert lost(report) == [
        ("docs/guides/install.md", "included text legal.txt"),
        ("docs/guides/update.md", "link gone.md"),
    ]


def test_docusaurus_keeps_admonitions_tabs_details_sidebars_and_i18n(bring, library):
    report = bring("markdown", EXPORTS / "docusaurus")
    found = library()
    install = found.articles["en"]["guides/install.md"]
    assert (install.owner, install.updated, install.redirect_from) == ("mina", date(2025, 3, 4), ("/manual/guides/install",))
    for piece in (
        ":::caution Power\n\nSwitch it off.\n\n:::\n",
        '=== "Wood"\n\n    Use wood screws.\n',
        "::: details[More]\nHidden text, ~~old~~ new. See [update](update.md).\n:::\n",
        "- Tools\n  - Drill\n    ```bash title",
        "  - Bit\n- Screws\n",
        "![The plate](plate.png)",
    ):
        assert piece in install.body
    assert "[the guide](guides/install.md#step-one-two) or https://lamp.example/shop" in found.articles["en"]["intro.md"].body
    assert found.articles["en"]["guides/update.md"].order < install.order
    assert ":::tip\nخاموش کنید.\n:::" in found.articles["fa"]["guides/install.md"].body
    assert found.sections["en"]["guides"].description == "How to do things."
    assert [what for _, what in lost(report)] == ["<Fancy>", "file"]


def test_starlight_keeps_asides_steps_drafts_and_languages_in_folders(bring, library):
    bring("markdown", EXPORTS / "starlight")
    found = library()
    install = found.articles["en"]["guides/install.md"]
    assert (install.order, install.updated) == (3, date(2025, 3, 4))
    assert "::: danger[Power]\nSwitch it off.\n:::\n\n1. Drill." in install.body
    assert "![The plate](plate.png)" in install.body
    assert found.articles["en"]["guides/update.md"].status is Status.DRAFT
    assert "> [!TIP]\n> Wait for it." in found.articles["en"]["guides/update.md"].body
    assert found.articles["ar"]["guides/install.md"].title == "تركيب المصباح"
    assert found.sections["en"]["guides"].title == "First guides"


def test_a_plain_folder_of_markdown_is_imported_too(bring, export, library):
    source = export({"en/a.md": "# First\n\nText. [b](b.md)\n", "fa/a.md": "# یکم\n\nمتن.\n", "en/b.md": "Just text.\n"})
    bring("markdown", source)
    found = library()
    assert (found.articles["en"]["a.md"].title, found.articles["fa"]["a.md"].title) == ("First", "یکم")
    assert found.articles["en"]["b.md"].title == "B"


@pytest.mark.parametrize(
    ("product", "files", "words"),
    [
        ("zendesk", {"articles.json": {"articles": []}}, "/api/v2/help_center/articles.json"),
        ("zendesk", {"articles.json": "{broken"}, "not readable as JSON"),
        ("html", {"a.txt": "x"}, "as .html files"),
    ],
)
def test_a_folder_without_articles_is_refused_with_what_to_save_there(bring, export, product, files, words):
    with pytest.raises(OperatorError, match=words):
        bring(product, export(files))


@pytest.mark.parametrize(("name", "words"), [("missing", "Save the export to a folder"), ("export.zip", "is an archive")])
def test_a_source_that_is_no_folder_is_refused_with_what_to_do(bring, tmp_path, name, words):
    if name.endswith(".zip"):
        (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(OperatorError, match=words):
        bring("zendesk", tmp_path / name)
