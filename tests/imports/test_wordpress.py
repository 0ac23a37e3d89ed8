"""WordPress' export arrives from both editors, with categories, pages, pictures and addresses; what is not public stays hidden."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.articles.article import Status
from kbgen.errors import OperatorError

from .conftest import EXPORTS, lost

WORDPRESS = EXPORTS / "wordpress"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<rss><channel><link>https://lamp.example</link>'


def item(number: int, title: str, body: str, **values: str) -> str:
    fields = {"status": "publish", "post_type": "post", "post_password": ""} | values
    own = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in fields.items())
    text = f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
    return f"<item><title>{title}</title><link>https://lamp.example/{number}/</link>{text}{own}</item>"


def test_a_post_of_the_old_editor_keeps_paragraphs_captions_films_notes_code_and_links(bring, library):
    bring("wordpress", WORDPRESS)
    found = library()
    pay = found.articles["en"]["billing-money/cards/pay-by-card-how.md"]
    assert (pay.title, pay.description, pay.tags, pay.keywords) == (
        "Pay by card – how?",
        "How to pay.",
        ("Visa",),
        ("card payment",),
    )
    assert (pay.owner, pay.updated, pay.featured) == ("mina-docs", date(2025, 5, 4), True)
    assert pay.redirect_from == ("https://lamp.example/billing/pay-by-card/", "/billing/paying/")
    for piece in (
        "Old editor's first paragraph  \nwith a second line.\n\n**Second** paragraph with",
        "[steps](../../first-steps/set-it-up.md#steps) and [the same](../../first-steps/set-it-up.md)",
        "![The plate](plate.png)\n\nThe plate on the wall\n\n- one\n- two\n",
        "![](https://www.youtube.com/watch?v=abcdefghijk)\n\n![](https://vimeo.com/123456)\n\n![plate](plate.png)",
        "!!! note\n\n    Mind **this**.",
        '??? note "More?"\n\n    Hidden text.',
        '```php\nif (a < b) { echo "[x]"; }\n```',
        "Words inside and [optional] words, [1] too.",
        "[the manual](manual.pdf)",
        "```\na\n\nb [gallery]\n```",
    ):
        assert piece in pay.body
    assert found.sections["en"]["billing-money"].description == "All about paying."
    assert found.sections["en"]["billing-money/cards"].title == "Cards"


def test_a_post_of_blocks_keeps_lists_pictures_films_questions_files_and_reused_blocks(bring, library):
    report = bring("wordpress", WORDPRESS)
    found = library()
    steps = found.articles["en"]["first-steps/set-it-up.md"]
    for piece in (
        "## Steps {#steps}\n\n1. Unpack\n    - the box\n2. Plug in\n",
        "![The plate](plate.png)\n\nOn the wall",
        "![](https://www.youtube.com/watch?v=abcdefghijk)",
        '??? note "More"\n\n    Hidden text.',
        "```\n[not a shortcode]\n```",
        "[Pay](../billing-money/cards/pay-by-card-how.md)",
        "### Is it free?\n\nYes it is.",
        "[Manual](manual.pdf)",
        "Legal words.",
    ):
        assert piece in steps.body
    assert found.articles["fa"]["first-steps/set-it-up.md"].title == "راه‌اندازی"
    assert (found.sections["en"]["about-us"].title, found.articles["en"]["about-us/team.md"].title) == ("About us", "Team")
    assert report.lost == 0
    assert [what for _, what in lost(report)] == [
        "1 of type product",
        "post 18",
        "block latest-posts",
        "who may read it",
        "[contact-form-7]",
        "[my_widget]",
    ]


def test_drafts_private_posts_and_those_with_a_password_stay_hidden(bring, library):
    bring("wordpress", WORDPRESS)
    pages = library().articles["en"]
    assert {path for path, page in pages.items() if page.status is Status.DRAFT} == {"dealers.md", "for-staff.md", "unfinished.md"}
    assert "Thrown away" not in {page.title for page in pages.values()}


def test_a_hidden_page_with_pages_below_it_lends_them_its_title_and_nothing_else(bring, export, library):
    parent = item(1, "Above", "Secret words.", post_type="page", status="private")
    child = item(2, "Below", "Open words.", post_type="page", post_parent="1")
    bring("wordpress", export({"a.xml": f"{HEAD}{parent}{child}</channel></rss>"}))
    found = library()
    assert found.articles["en"]["above/above.md"].status is Status.DRAFT
    assert (found.sections["en"]["above"].title, found.sections["en"]["above"].body.strip()) == ("Above", "")
    assert found.articles["en"]["above/below.md"].status is Status.PUBLISHED


def test_entities_that_a_file_declares_are_never_resolved(bring, export, tmp_path):
    (tmp_path / "secret.txt").write_text("password", "utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file://{tmp_path}/secret.txt">]>'
    files = {"a.xml": f'<?xml version="1.0"?>{declared}<rss><channel>{item(1, "A", "x").replace("A<", "&b;<")}</channel></rss>'}
    with pytest.raises(OperatorError, match="declares entities of its own"):
        bring("wordpress", export(files))


@pytest.mark.parametrize(
    "fault",
    ["<title>a < b</title>", "<wp:x>&unknown &c;</wp:x>", "</wp:wrong>", "<![CDATA[never ends" + "<item>" * 3, "\x00\x0b", "a & b"],
)
def test_a_fault_in_the_file_costs_one_item_at_most(bring, export, library, fault):
    broken = item(2, "Broken", "y").replace("<title>", f"{fault}<title>", 1)
    source = export({"a.xml": f"{HEAD}{item(1, 'First', 'x')}{broken}{item(3, 'Third', 'z')}</channel></rss>"})
    bring("wordpress", source)
    titles = {article.title for article in library().articles["en"].values()}
    assert "First" in titles
    assert "Third" in titles or "never ends" in fault


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"\xef\xbb\xbf" + f"{HEAD}{item(1, 'A&nbsp;B é', 'x')}".encode() + b"</channel></rss>", "A B é"),
        (f"\n\n{HEAD}{item(1, 'Cé', 'x')}".encode() + b"</channel></rss>", "Cé"),
        (f"{HEAD}{item(1, 'Dé', 'x')}</channel></rss>".replace("UTF-8", "ISO-8859-1").encode("latin-1"), "Dé"),
        (f"{HEAD}{item(1, 'Eé', 'x')}</channel></rss>".encode("latin-1"), "E\ufffd"),
        (f"{HEAD}{item(1, 'Fé', 'x')}".encode(), "Fé"),
    ],
)
def test_other_encodings_byte_order_marks_and_files_that_break_off_are_read(bring, export, library, raw, title):
    bring("wordpress", export({"a.xml": raw}))
    assert " ".join(next(iter(library().articles["en"].values())).title.split()) == title


@pytest.mark.parametrize(
    "body",
    [
        "[a " * 5000,
        '[a b="' * 3000,
        "<!-- wp:x {" * 3000,
        "<pre>" * 5000,
        "[code]" * 3000,
        "\n\n<div>" * 3000,
        "[x][/x]" * 3000,
        "[[a_b]]",
    ],
)
def test_texts_made_to_take_for_ever_are_read_all_the_same(bring, export, library, body):
    bring("wordpress", export({"a.xml": f"{HEAD}{item(1, 'A', body)}</channel></rss>"}))
    assert library().articles["en"]


SHORTCODES = [
    ("an address behind a name", "[youtube https://www.youtube.com/watch?v=abcdefghijk&amp;w=640]", "![](https://www.youtube.com/watch?v=abcdefghijk)"),
    ("what a plugin makes", "One\n\n[toc]\n\nTwo", "One\n\nTwo"),
    ("brackets that were escaped", "Write [[gallery_x]] so.", "Write [gallery_x] so."),
    ("a link with its parts encoded", '[vc_btn title="Go" link="url:https%3A%2F%2Fx.example%2Fa|title:x|target:_blank"]', "[Go](https://x.example/a)"),
    ("what a word says at a touch", 'A [tooltip text="said more"]word[/tooltip].', "A word (said more)."),
    ("footnotes in a line", "Fill it.[fn]To the line.[/fn] Then wait.", "Fill it. (To the line.) Then wait."),
    ("columns", "[one_half]Left[/one_half][one_half_last]Right[/one_half_last]", "Left\n\nRight"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), [case[1:] for case in SHORTCODES], ids=[case[0] for case in SHORTCODES])
def test_a_shortcode_is_what_readers_saw(bring, export, library, body, text):
    bring("wordpress", export({"a.xml": f"{HEAD}{item(1, 'A', body)}</channel></rss>"}))
    assert next(iter(library().articles["en"].values())).body.strip() == text


def test_footnotes_of_the_editor_of_blocks_stand_below_the_text_and_links_lead_to_them(bring, export, library):
    body = (
        '<!-- wp:paragraph --><p>Fill it.<sup data-fn="f-1" class="fn"><a href="#f-1" id="f-1-link">1</a></sup></p>'
        "<!-- /wp:paragraph -->{}<!-- wp:paragraph --><p>End.</p><!-- /wp:paragraph -->"
    )
    kept = '[{"content":"To the <strong>line</strong>.","id":"f-1"},"?",{"id":"x"}]'
    meta = "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[{}]]></wp:meta_value></wp:postmeta></item>"
    posts = [
        item(1, "A", body.format("<!-- wp:footnotes /-->")).replace("</item>", meta.format(kept)),
        item(2, "B", body.format("")).replace("</item>", meta.format(kept)),
        item(3, "C", body.format("")).replace("</item>", meta.format("{broken")),
    ]
    report = bring("wordpress", export({"a.xml": f"{HEAD}{''.join(posts)}</channel></rss>"}))
    bodies = {path: article.body.strip() for path, article in library().articles["en"].items()}
    note = '1. <span id="f-1"></span>To the **line**.'
    assert bodies["a.md"] == f"Fill it.<sup>[1](#f-1)</sup>\n\n{note}\n\nEnd."
    assert bodies["b.md"] == f"Fill it.<sup>[1](#f-1)</sup>\n\nEnd.\n\n{note}"
    assert bodies["c.md"] == "Fill it.<sup>1</sup>\n\nEnd."
    assert [what for file, what in lost(report) if file.endswith(("post 1", "post 2"))] == []


def test_pictures_of_a_gallery_keep_their_captions_and_a_file_is_linked_once(bring, export, library):
    uploads = "https://lamp.example/wp-content/uploads"
    attached = item(7, "Lid", "", post_type="attachment", status="inherit", attachment_url=f"{uploads}/lid.jpg")
    attached = attached.replace("</item>", "<excerpt:encoded><![CDATA[The lid, closed]]></excerpt:encoded></item>")
    file = (
        f'<!-- wp:file --><div class="wp-block-file"><a href="{uploads}/m.pdf">Manual</a>'
        f'<a href="{uploads}/m.pdf" class="wp-block-file__button wp-element-button" download>Download</a></div><!-- /wp:file -->'
    )
    files = {"wp-content/uploads/lid.jpg": b"\xff\xd8\xff\xe0" + bytes(20), "wp-content/uploads/m.pdf": b"%PDF-1.4"}
    posts = attached + item(1, "A", '[gallery ids="7"]') + item(2, "B", file)
    bring("wordpress", export({**files, "a.xml": f"{HEAD}{posts}</channel></rss>"}))
    articles = library().articles["en"]
    assert articles["a.md"].body.strip() == "![Lid](lid.jpg)\n\nThe lid, closed"
    assert articles["b.md"].body.strip() == "[Manual](m.pdf)"
