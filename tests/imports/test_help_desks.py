"""What help desks' exports hold beside articles: files below a text, redirects, tables and tabs as their editors write them."""

from __future__ import annotations

from .conftest import lost

PDF = b"%PDF-1.4 x"


def _zendesk(body: str, **more: object) -> dict[str, object]:
    article = {"id": 1, "locale": "en", "source_locale": "en", "title": "Reset", "body": body, **more}
    return {"page-1.json": {"articles": [article], "next_page": None}}


def test_files_below_an_article_of_zendesk_come_along_and_those_in_its_text_only_once(bring, export, library, site):
    files = [
        {"id": 7, "article_id": 1, "inline": False, "file_name": "m.pdf", "content_url": "https://a.zendesk.com/hc/article_attachments/7"},
        {"id": 8, "article_id": 1, "inline": True, "file_name": "p.pdf", "content_url": "https://a.zendesk.com/hc/article_attachments/8"},
        {"id": 9, "article_id": 2, "inline": False, "file_name": "o.pdf", "content_url": "https://a.zendesk.com/hc/article_attachments/9"},
    ]  # fmt: skip
    pages = {**_zendesk("<p>Words</p>"), "files.json": {"article_attachments": files}, "7/m.pdf": PDF}
    bring("zendesk", export(pages))
    assert library().articles["en"]["reset.md"].body.strip() == "Words\n\n- [m.pdf](m.pdf)"
    assert (site.content_dir / "en" / "m.pdf").read_bytes() == PDF


def test_pictures_of_zendesk_are_found_by_their_number_where_texts_leave_out_the_name(bring, export, library):
    address = "https://a.zendesk.com/hc/article_attachments/7/my%20valve.png"
    files = [{"id": 7, "article_id": 1, "inline": True, "file_name": "my valve.png", "content_url": address}]
    body = (
        '<p><img src="/hc/article_attachments/7" alt="Valve"> <img src="/hc/article_attachments/7/my%20valve.png" alt="Same"></p>'
    )
    pages = {**_zendesk(body), "f.json": {"article_attachments": files}, "my valve.png": b"\x89PNG\r\n\x1a\n" + bytes(20)}
    report = bring("zendesk", export(pages))
    assert library().articles["en"]["reset.md"].body.strip() == "![Valve](my-valve.png) ![Same](my-valve.png)"
    assert lost(report) == []


def test_collections_around_an_articles_own_are_no_second_place_of_it(bring, export, library):
    article = {
        "id": "1",
        "type": "article",
        "title": "T",
        "state": "published",
        "body": "<p>x</p>",
        "parent_id": 5,
        "parent_ids": [5, 4, 6],
    }
    collections = [
        {"id": number, "type": "collection", "name": name, "parent_id": parent}
        for number, name, parent in (("4", "Outer", None), ("5", "Inner", "4"), ("6", "Other", None))
    ]
    pages = {"a.json": {"type": "list", "data": [article]}, "c.json": {"type": "list", "data": collections}}
    report = bring("intercom", export(pages))
    assert list(library().articles["en"]) == ["outer/inner/t.md"]
    assert [what for _, what in lost(report) if what.startswith("also in")] == ["also in collection/6"]


def test_tabs_of_zendesks_theme_whose_heads_lead_nowhere_are_tabs(bring, export, library):
    tabs = (
        '<div class="tabs"><div class="tabs-menu"><a class="tabs-link is-active">Mac</a><a class="tabs-link">Windows</a></div>'
        '<div class="tab">Cmd</div><div class="tab is-hidden">Ctrl</div></div>'
    )
    bring("zendesk", export(_zendesk(tabs)))
    assert library().articles["en"]["reset.md"].body.strip() == '=== "Mac"\n\n    Cmd\n\n=== "Windows"\n\n    Ctrl'


def test_a_table_that_intercom_calls_a_presentation_is_a_table_and_one_that_lays_out_a_page_is_none(bring, export, library):
    table = '<table role="presentation"><tbody>{}</tbody></table>'
    data = table.format("<tr><td><p>A</p></td><td><p>B</p></td></tr><tr><td>1</td><td>2</td></tr>")
    laid = table.format("<tr><td>Left</td><td>Right</td></tr>")
    article = {"id": "1", "type": "article", "title": "T", "state": "published", "body": data + laid}
    bring("intercom", export({"articles.json": {"type": "list", "data": [article]}}))
    assert library().articles["en"]["t.md"].body.strip() == ("|  |  |\n| --- | --- |\n| A | B |\n| 1 | 2 |\n\nLeft\n\nRight")


def test_a_redirect_of_help_scout_that_names_only_an_address_leads_to_its_article(bring, export, library):
    article = {"id": "a1", "number": 11, "status": "published", "name": "Q &amp; A", "text": "<p>x</p>", "categories": []}
    redirects = {"redirects": {"items": [
        {"id": "r", "urlMapping": "/old", "redirect": "https://acme.helpscoutdocs.com/article/11-q", "documentId": None},
        {"id": "s", "urlMapping": "/gone", "redirect": "https://acme.example/pricing", "documentId": None},
    ]}}  # fmt: skip
    report = bring("helpscout", export({"a.json": {"article": article}, "r.json": redirects}))
    brought = library().articles["en"]["q-a.md"]
    assert (brought.title, brought.redirect_from) == ("Q & A", ("/old",))
    assert [what for _, what in lost(report)] == ["redirect /gone"]


def test_lists_of_freshdesk_are_told_apart_by_what_a_files_name_says_last(bring, export, library, site):
    article = {"id": 5, "folder_id": 10, "title": "Pay", "description": "<p>By card.</p>", "status": 2, "attachments": [
        {"id": 3, "name": "prices.pdf", "attachment_url": "https://cdn.example/x/prices.pdf"}]}  # fmt: skip
    files = {
        "solutions_categories.json": [{"id": 1, "name": "General"}],
        "category_1_folders.json": [{"id": 10, "name": "Billing", "visibility": 1, "category_id": 1}],
        "folder_10_articles.json": [article],
        "attachments/prices.pdf": PDF,
    }
    bring("freshdesk", export(files))
    assert library().articles["en"]["general/billing/pay.md"].body.strip() == "By card.\n\n- [prices.pdf](prices.pdf)"
    assert (site.content_dir / "en/general/billing/prices.pdf").read_bytes() == PDF


def test_a_text_of_intercom_that_was_saved_as_blocks_arrives(bring, export, library):
    blocks = [
        {"type": "heading", "text": "Head"},
        {"type": "paragraph", "text": "Some <b>words</b>"},
        {"type": "orderedList", "items": ["one", "two"]},
        {"type": "code", "text": "a &lt; b"},
        {"type": "callout", "content": [{"type": "paragraph", "text": "Mind"}]},
        {"type": "collapsibleSection", "summary": {"text": "More"}, "content": [{"type": "paragraph", "text": "Hidden"}]},
    ]
    article = {"id": "1", "type": "article", "title": "T", "state": "published", "body": blocks}
    bring("intercom", export({"articles.json": {"type": "list", "data": [article]}}))
    assert " ".join(library().articles["en"]["t.md"].body.split()) == (
        '## Head Some **words** 1. one 2. two ``` a < b ``` !!! note Mind ??? note "More" Hidden'
    )
