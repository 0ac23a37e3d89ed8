"""What stands around the articles of another program's folder: old addresses, languages, order, hidden pages, what stays behind."""

from __future__ import annotations

import pytest

from kbgen.articles.article import Status

from .conftest import lost
from .test_dialects import PNG

REDIRECTS = [
    (
        "mkdocs.yml",
        "site_name: X\ndocs_dir: .\nplugins: [search, {redirects: {redirect_maps: {old.md: b.md, none.md: gone.md}}}]\n",
    ),
    (
        "docs.json",
        '{"navigation": {"pages": ["b"]}, "redirects": [{"source": "/old", "destination": "/b"},'
        ' {"source": "/x/:y", "destination": "/b"}]}',
    ),
    (
        "docusaurus.config.js",
        "export default {presets: [], plugins: [['x', {redirects: [{from: ['/old', '/older'], to: '/docs/b'}]}]]}",
    ),
    ("book.toml", '[output.html.redirect]\n"/old.html" = "/b.html"\n'),
    ("_redirects", "# old\n/old /b 301\n/x/* /b\n"),
]


@pytest.mark.parametrize(("name", "content"), REDIRECTS, ids=[name for name, _ in REDIRECTS])
def test_old_addresses_that_led_on_lead_on_still(export, bring, library, name, content):
    below = "docs/" if name.startswith("docusaurus") else ""
    report = bring("markdown", export({name: content, f"{below}a.md": "# A\n\nx\n", f"{below}b.md": "# B\n\nx\n"}))
    assert "/old" in [address.rstrip("/") for address in library().articles["en"]["b.md"].redirect_from]
    assert [loss.what for loss in report.losses if loss.what.startswith("old address")] == (
        ["old address none.md"] if name == "mkdocs.yml" else []
    )


def test_a_language_before_the_ending_is_none_of_the_sites_languages(export, bring, library):
    files = {"a.md": "# A\n\nx\n", "a.fa.md": "# ا\n\nx\n", "a.zh.md": "# 甲\n\nx\n", "node.js.md": "# Node\n\nx\n"}
    report = bring("markdown", export(files))
    assert sorted(library().articles["en"]) == ["a.md", "node-js.md"]
    assert library().articles["fa"]["a.md"].title == "ا"
    assert [loss.what for loss in report.losses] == ["the text in zh"]


def test_what_is_not_imported_of_a_repository_is_said(export, bring, library):
    report = bring("markdown", export({"docs/a.md": "# A\n\nx\n", "packages/x/readme.md": "# X\n\ny\n"}))
    assert list(library().articles["en"]) == ["a.md"]
    assert [str(loss) for loss in report.losses] == ["packages/: folder: Only docs is imported; to bring this one along, name it."]


def test_a_page_that_the_sidebar_hides_is_a_draft(export, bring, library):
    files = {"_meta.json": '{"a": "A", "b": {"title": "B", "display": "hidden"}}', "a.md": "# A\n\nx\n", "b.md": "# B\n\nx\n"}
    bring("markdown", export(files))
    assert {path: str(article.status) for path, article in library().articles["en"].items()} == {
        "a.md": "published",
        "b.md": "draft",
    }


META = """import { Tag } from '../x'
const shared = { theme: { toc: false } }
// what the sidebar shows
const meta: MetaRecord = {
  ...shared.all,
  '-- Learn': { type: 'separator', title: 'Learn' },
  '*': { display: 'normal' },
  zeta: { title: <span className="x">The last <Tag /></span>, theme: { toc: false } },
  guide: { title: 'User guide', items: { two: 'Second', one: { title: 'First', display: 'hidden' } } },
  more: { title: 'More', href: 'https://example.com', display: 'hidden' },
  alpha: '',
}
export default meta
"""


def test_the_program_that_orders_a_folder_of_nextra_is_read_with_its_tables_and_elements(export, bring, library):
    pages = {f"content/{name}.mdx": "Words.\n" for name in ("alpha", "zeta", "guide/one", "guide/two", "more")}
    bring("markdown", export({"content/_meta.ts": META, **pages}))
    found = library()
    articles, section = found.articles["en"], found.sections["en"]["guide"]
    assert {path: article.title for path, article in articles.items()} == {
        "alpha.md": "Alpha",
        "zeta.md": "The last",
        "guide/one.md": "First",
        "guide/two.md": "Second",
        "more.md": "More",
    }
    assert [path for path, article in articles.items() if article.status is Status.DRAFT] == ["guide/one.md"]
    assert section.title == "User guide"
    assert 0 < articles["zeta.md"].order < section.order < articles["guide/two.md"].order < articles["alpha.md"].order


def test_the_order_of_a_folder_of_one_language_is_that_folders(export, bring, library):
    files = {
        "content/en/_meta.js": "export default { zeta: 'Z', alpha: 'First', hid: { display: 'hidden' } }",
        "content/ar/_meta.js": "export default { zeta: 'ي', alpha: 'أول' }",
        **{f"content/{tag}/{name}.mdx": "Words.\n" for tag in ("en", "ar") for name in ("alpha", "zeta")},
        "content/en/hid.mdx": "Words.\n",
    }
    bring("markdown", export(files))
    found = library().articles
    assert [found[tag]["alpha.md"].title for tag in ("en", "ar")] == ["First", "أول"]
    assert found["en"]["zeta.md"].order < found["en"]["alpha.md"].order
    assert found["en"]["hid.md"].status is Status.DRAFT


def test_a_page_beside_a_folder_of_its_name_goes_into_it_where_that_has_no_page(export, bring, library):
    files = {
        "ports.md": "# Ports\n\nAll: [usb](ports/usb.md#fast), [cables](cables.md).\n\n## Which\n\nx\n",
        "ports/usb.md": "# USB\n\n[up](../ports.md) [which](../ports.md#which)\n\n## Fast\n\nx\n",
        "cables.md": "# Cables\n\nBeside.\n",
        "cables/README.md": "# All cables\n\n[beside](../cables.md)\n",
        "cables/long.md": "# Long\n\nx\n",
        "nets.md": f"# Nets\n\n[up](ports.md) [a](nets/a.md) [which](#which)\n\n## Which\n\n{'Many words. ' * 40}\n",
        "nets/a.md": "# A\n\n[all](../nets.md) [which](../nets.md#which) [usb](../ports/usb)\n",
        "old.md": "---\ndraft: true\n---\n# Old\n\nx\n",
        "old/a.md": "# A\n\nx\n",
    }
    report = bring("markdown", export(files))
    found = library()
    assert sorted(found.articles["en"]) == [
        *("cables-2.md", "cables/long.md", "nets/a.md", "nets/nets.md", "old-2.md", "old/a.md", "ports/usb.md")
    ]
    ports = found.sections["en"]["ports"]
    assert (ports.title, ports.redirect_from) == ("Ports", ("/ports/",))
    assert "[usb](usb.md#fast), [cables](../cables-2.md)" in ports.body
    assert "[up](index.md) [which](index.md#which)" in found.articles["en"]["ports/usb.md"].body
    assert (found.sections["en"]["nets"].title, found.sections["en"]["nets"].body.strip()) == ("Nets", "")
    assert found.articles["en"]["nets/nets.md"].redirect_from == ("/nets/",)
    assert "[up](../ports/index.md) [a](a.md) [which](#which)" in found.articles["en"]["nets/nets.md"].body
    assert "[all](nets.md) [which](nets.md#which) [usb](../ports/usb.md)" in found.articles["en"]["nets/a.md"].body
    assert found.sections["en"]["cables"].title == "All cables"
    assert [loss.what for loss in report.losses] == ["old address /cables/"]


def test_a_wiki_of_azure_keeps_its_order_its_names_and_its_pictures(export, bring, library):
    files = {
        ".order": "Zeta\nAlpha%3A-one\n",
        "Zeta.md": "Words. ![p](/.attachments/p.png =100x) [a](/Alpha%3A-one) [b](.\\Alpha%3A-one.md)\n",
        "Alpha%3A-one.md": "Words.\n",
        ".attachments/p.png": PNG,
    }
    report = bring("markdown", export(files))
    articles = library().articles["en"]
    assert {path: article.title for path, article in articles.items()} == {"zeta.md": "Zeta", "alpha-one.md": "Alpha: one"}
    assert articles["zeta.md"].order < articles["alpha-one.md"].order
    assert "![p](p.png) [a](alpha-one.md) [b](alpha-one.md)" in articles["zeta.md"].body
    assert report.losses == ()


def test_a_title_for_the_tab_of_a_browser_is_the_heading_without_the_site(export, bring, library):
    bring("markdown", export({"a.md": "---\ntitle: Set up | Lamp Docs\n---\n# Set up\n\nWords.\n"}))
    assert library().articles["en"]["a.md"].title == "Set up"
    assert "# Set up" not in library().articles["en"]["a.md"].body


def test_a_link_to_the_title_of_a_page_is_no_loss(export, bring, library):
    report = bring("markdown", export({"a.md": "# A\n\n[b](b.md#the-lamp)\n", "b.md": "# The lamp\n\nx\n"}))
    assert "[b](b.md)" in library().articles["en"]["a.md"].body
    assert report.losses == ()


def test_names_of_macros_are_what_mkdocs_yml_says(export, bring, library):
    files = {"mkdocs.yml": "site_name: Lamps\ndocs_dir: .\nextra: {version: 3.1, links: {repo: https://r.example}}\n"}
    bring("markdown", export({**files, "a.md": "# A\n\nVersion {{ version }} of {{ config.site_name }}, see {{ links.repo }}.\n"}))
    assert "Version 3.1 of Lamps, see https://r.example." in library().articles["en"]["a.md"].body


def test_a_first_heading_that_says_something_else_than_the_title_stays(export, bring, read):
    head = "---\ntitle: Fix the lamp\n---\n"
    bring("markdown", export({"a.md": f"{head}# No light at night\n\nx\n", "b.md": f"{head}# Fix the lamp\n\n## Next\n"}))
    assert read("en/a.md").endswith("\n---\n\n## No light at night\n\nx\n")
    assert read("en/b.md").endswith("\n---\n\n## Next\n")


def test_numbers_before_the_names_of_a_plain_folder_are_its_order(export, bring, library):
    names = ("00-start/index", "00-start/02-second", "00-start/01-zero", "01-more/a", "01-more/3-ways", "01-more/b", "02-end")
    bring("markdown", export({f"{name}.md": f"# {name}\n\nWords.\n" for name in names}))
    found = library()
    articles, sections = found.articles["en"], found.sections["en"]
    assert {path: article.order for path, article in articles.items()} == {
        "00-start/01-zero.md": 1,
        "00-start/02-second.md": 2,
        "01-more/3-ways.md": 0,
        "01-more/a.md": 0,
        "01-more/b.md": 0,
        "02-end.md": 3,
    }
    assert (sections["00-start"].order, sections["01-more"].order, sections["01-more"].title) == (1, 2, "More")


def test_a_link_brings_a_text_of_the_same_project_along_and_nothing_else_of_it(tmp_path, bring, read):
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: Tool\n")
    (project / "README.md").write_text("# Tool\n\nWhat it does: see [usage](docs/usage.md).\n")
    (project / "token.txt").write_text("TOKEN")
    (project / "docs/usage.md").write_text("# Usage\n\nBack [home](index.md).\n")
    (project / "docs/index.md").symlink_to("../README.md")
    (project / "docs/token.md").symlink_to("../token.txt")
    report = bring("markdown", project / "docs")
    assert "What it does: see [usage](usage.md)" in read("en/index.md")
    assert ("token.md", "link") in lost(report)


def test_a_page_about_tables_of_contents_is_a_page_and_an_order_is_none(export, bring, library, read):
    about = "# Table of contents\n\nThe side bar lists the headings of a document.\n\n- Press one.\n- See [files](a.md).\n"
    order = "# Summary\n\n* [B](b.md)\n* Group\n    * [A](a.md)\n"
    bring("markdown", export({"toc.md": about, "a.md": "# A\n\nx\n", "b.md": "# B\n\ny\n", "more/SUMMARY.md": order}))
    assert sorted(library().articles["en"]) == ["a.md", "b.md", "toc.md"]
    assert "The side bar lists the headings" in read("en/toc.md")


@pytest.mark.parametrize("top", ["", "docs/"])
def test_one_site_of_mkdocs_for_each_language_is_one_help_center(export, bring, library, top):
    nav = "site_url: https://old.example.org/\nnav: [index.md, {Second: use/b.md}, {First: use/a.md}]\n"
    files = {
        f"{top}en/mkdocs.yml": nav,
        f"{top}en/docs/index.md": "# Home\n\nx\n",
        f"{top}en/docs/use/a.md": "# A\n\nSee [B](b.md).\n\n![Its mark](/img/x.png)\n",
        f"{top}en/docs/use/b.md": "# B\n\ny\n",
        f"{top}en/docs/img/x.png": PNG,
        f"{top}fa/mkdocs.yml": "site_url: https://old.example.org/fa/\n",
        f"{top}fa/docs/use/a.md": "# الف\n\nx\n",
        f"{top}note.md": "# A note\n",
        "pyproject.toml": "",
    }
    report = bring("markdown", export(files))
    assert {tag: sorted(found) for tag, found in library().articles.items()} == {
        "en": ["use/a.md", "use/b.md"],
        "ar": [],
        "fa": ["use/a.md"],
    }
    orders = {path: article.order for path, article in library().articles["en"].items()}
    assert orders["use/b.md"] < orders["use/a.md"]
    assert [(loss.file, loss.what) for loss in report.losses] == [(f"{top}note.md", "file")]


@pytest.mark.parametrize("around", ["docs", "website/i18n"])
def test_folders_of_languages_are_found_below_the_top(export, bring, library, around):
    files = {f"{around}/{tag}/use/a.md": f"# {title}\n\nx\n" for tag, title in (("en", "A"), ("fa", "الف"))}
    code = {f"examples/{name}/readme.md": f"# In {name}\n\ny\n" for name in ("cs", "ts")}
    report = bring("markdown", export({**files, **code, "README.md": "# Tool\n\nz\n"}))
    assert list(library().articles["fa"]) == ["use/a.md"]
    assert "use/a.md" in library().articles["en"]
    assert not any("cs" in loss.what for loss in report.losses)


def test_the_list_of_languages_of_gitbook_is_no_article(export, bring, library):
    files = {f"{tag}/SUMMARY.md": "* [A](a.md)\n" for tag in ("en", "fa")} | {f"{tag}/a.md": "# A\n\nx\n" for tag in ("en", "fa")}
    bring("markdown", export({"LANGS.md": "* [English](en/)\n* [فارسی](fa/)\n", **files}))
    assert {tag: list(found) for tag, found in library().articles.items()} == {"en": ["a.md"], "ar": [], "fa": ["a.md"]}


def test_texts_in_another_markup_are_named_and_other_spellings_of_markdown_read(export, bring, library):
    files = {"a.md": "# A\n\nx\n", "b.rst": "B\n=\n\ny\n", "c/d.adoc": "= D\n\nz\n", "e.qmd": "# E\n\nx\n", "f.Rmd": "# F\n\nx\n"}
    report = bring("markdown", export({**files, "g.mkd": "# G\n\nx\n"}))
    assert sorted(library().articles["en"]) == ["a.md", "e.md", "f.md", "g.md"]
    assert [(loss.file, loss.what, loss.why.partition(",")[0]) for loss in report.losses] == [
        ("b.rst", "text", "It is reStructuredText"),
        ("c/d.adoc", "text", "It is AsciiDoc"),
    ]
