"""A space of Confluence arrives as its tree, with macros, tasks, code and attachments; what Confluence adds stays behind."""

from __future__ import annotations

from datetime import date

import pytest

from kbgen.errors import OperatorError
from kbgen.imports.products.confluence.read import shape

from .conftest import EXPORTS, lost


def test_a_space_keeps_its_tree_order_macros_tasks_code_attachments_and_links(bring, library):
    report = bring("confluence", EXPORTS / "confluence")
    found = library()
    assert (found.sections["en"][""].title, found.sections["en"][""].body.strip()) == (
        "Lamp Home",
        "Welcome. [Start](set-it-up/set-it-up.md)",
    )
    page = found.articles["en"]["set-it-up/set-it-up.md"]
    assert (page.title, page.updated, page.owner, page.order) == ("Set it up", date(2025, 5, 5), "sara", 1)
    for piece in (
        '!!! danger "Hot"\n\n    Wait first.',
        "!!! info\n\n    Good to know.",
        "!!! tip\n\n    A tip.",
        '!!! note "Panel head"\n\n    Panel text.',
        "## Steps {#Setitup-Steps}\n\n[Up](#Setitup-Steps) ✅ done by Mina",
        '??? note "Show more"\n\n    More words.',
        "**Hello.java**\n\n```java\nint a = 1;\nint b;\n```",
        "```\nplain\ntext\n```",
        "- [x] Unpack\n- [ ] Plug in",
        "![The plate](the-plate.png)",
        "[cleaning](../clean-it.md#Cleanit-Cloth), [the same](../clean-it.md), [notes](../notes.md)",
        "[the manual](manual-v2.pdf)",
        "| A | B |\n| --- | --- |\n| 1 | DONE |",
        "Left.\n\nRight.",
    ):
        assert piece in page.body
    assert not any(word in page.body for word in ("Attachments", "comment", "generated", "Created by"))
    assert found.articles["en"]["set-it-up/راه-اندازی.md"].title == "راه‌اندازی"
    clean = found.articles["en"]["clean-it.md"]
    assert (clean.owner, clean.updated, clean.tags) == ("mina", date(2025, 2, 3), ("care",))
    assert [found.articles["en"][path].order for path in ("clean-it.md", "notes.md", "notes-2.md")] == [5, 6, 7]
    assert report.lost == 0
    assert [what for _, what in lost(report)] == ["comments"]


def test_without_the_list_of_pages_the_breadcrumbs_give_the_tree(bring, export, library):
    files = {
        path.name: path.read_bytes()
        for path in (EXPORTS / "confluence" / "LAMP").iterdir()
        if path.suffix == ".html" and path.name != "index.html"
    }
    bring("confluence", export(files))
    assert "set-it-up/راه-اندازی.md" in library().articles["en"]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html>",
        "<div id='main-content'>",
        "<div id='main-content'><div class='expand-container'>",
        "<h1 id='title-text'>:</h1>",
    ],
)
def test_broken_pages_cost_nothing_but_themselves(bring, export, library, page):
    good = "<h1 id='title-text'>S : Good</h1><div id='main-content'><p>Text.</p></div>"
    bring("confluence", export({"index.html": "<ul><li><li>", "Bad_1234.html": page, "Good_1235.html": good}))
    assert "good.md" in library().articles["en"]


def test_a_panel_without_a_head_and_code_without_a_title_keep_their_text():
    from kbgen.imports.convert.parser import soup_of

    soup = soup_of(
        "<main><div class='panel'><div class='panelContent'>a</div></div><div class='code panel'><pre>b</pre></div></main>"
    )
    shape(soup, soup.main, "", {})
    assert soup.decode() == '<main><div class="callout note">a</div><div><pre>b</pre></div></main>'


def _page(number: int, title: str, more: str = "") -> str:
    head = f'<object class="Page"><id name="id">{number}</id><property name="title"><![CDATA[{title}]]></property>'
    return f"{head}{more}</object>"


def _body(page: int, text: str) -> str:
    content = f'<property name="content" class="Page"><id name="id">{page}</id></property>'
    head = f'<object class="BodyContent"><id name="id">9{page}</id><property name="body">'
    return f"{head}<![CDATA[{text}]]></property>{content}</object>"


def test_a_space_exported_as_xml_arrives_with_its_tree_macros_files_and_restrictions(bring, export, library):
    parent = '<property name="parent" class="Page"><id name="id">1</id></property>'
    private = '<collection name="contentPermissionSets"><element class="X"><id name="id">7</id></element></collection>'
    old = '<property name="originalVersion" class="Page"><id name="id">2</id></property>'
    body = (
        '<p>Press <ac:link><ri:page ri:content-title="Clean" /></ac:link></p>'
        '<ac:structured-macro ac:name="tip"><ac:parameter ac:name="title">Mind</ac:parameter><ac:rich-text-body><p>Warm.</p>'
        "</ac:rich-text-body></ac:structured-macro>"
        '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">bash</ac:parameter><ac:plain-text-body>'
        "<![CDATA[ls <dir>]]]]><![CDATA[></ac:plain-text-body></ac:structured-macro>"
        '<ac:image><ri:attachment ri:filename="a.png" /></ac:image>'
        "<ac:task-list><ac:task><ac:task-status>complete</ac:task-status><ac:task-body>Done</ac:task-body></ac:task></ac:task-list>"
    )
    attachment = (
        '<object class="Attachment"><id name="id">5</id><property name="title"><![CDATA[a.png]]></property>'
        '<property name="version">2</property>'
        '<property name="containerContent" class="Page"><id name="id">2</id></property></object>'
    )
    xml = "<hibernate-generic>" + "".join(
        [
            _page(1, "Lamp"), _page(2, "Set up", parent), _page(3, "Clean", parent + private), _page(4, "Set up", parent + old),
            _body(1, "<p>Welcome.</p>"), _body(2, body), _body(3, "<p>Wipe it.</p>"), _body(4, "<p>Former.</p>"), attachment,
        ]
    ) + "</hibernate-generic>"  # fmt: skip
    picture = next((EXPORTS / "mkdocs" / "docs" / "img").glob("*.png")).read_bytes()
    report = bring("confluence", export({"entities.xml": xml, "attachments/2/5/2": picture}))
    articles = library().articles["en"]
    assert sorted(articles) == ["clean.md", "set-up.md"]
    assert articles["clean.md"].status == "draft"
    text = articles["set-up.md"].body
    for piece in ("[Clean](clean.md)", '!!! tip "Mind"\n\n    Warm.', "```bash\nls <dir>\n```", "![a](a.png)", "- [x] Done"):
        assert piece in text
    assert report.lost == 0


def test_a_space_that_declares_entities_is_refused_in_words(bring, export):
    xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]><hibernate-generic>&a;</hibernate-generic>'
    with pytest.raises(OperatorError, match="It declares entities of its own"):
        bring("confluence", export({"entities.xml": xml}))


def _macro(name: str, content: str = "", /, **values: str) -> str:
    said = "".join(f'<ac:parameter ac:name="{key}">{value}</ac:parameter>' for key, value in values.items())
    return f'<ac:structured-macro ac:name="{name}">{said}{content}</ac:structured-macro>'


def _rich(text: str) -> str:
    return f"<ac:rich-text-body>{text}</ac:rich-text-body>"


def _plain(text: str) -> str:
    return f"<ac:plain-text-body><![CDATA[{text}]] ></ac:plain-text-body>"


OTHER = '<ac:link><ri:page ri:content-title="Other" /></ac:link>'
NODE = (
    '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">warning</ac:adf-attribute>'
    "<ac:adf-content><p>Hot</p></ac:adf-content>"
    '<ac:adf-fallback><div class="panel"><p>Hot</p></div></ac:adf-fallback></ac:adf-node></ac:adf-extension>'
)
STORED = [
    ("code whose section ends with a space", _macro("code", _plain("a < b")), "```\na < b\n```"),
    ("a panel of the new editor, once", NODE, "!!! danger\n\n    Hot"),
    ("an issue", f"<p>See {_macro('jira', key='LAMP-12')}.</p>", "See LAMP-12."),
    ("an emoticon", '<p><ac:emoticon ac:name="thumbs-up" /></p>', "👍"),
    ("a person", '<p><ac:link><ri:user ri:userkey="u1" /></ac:link> knows</p>', "mina knows"),
    ("a page that is taken in", _macro("include", "", **{"": OTHER}), "Shown.\n\nOf other."),
    ("an excerpt that is taken in", _macro("excerpt-include", "", **{"": OTHER}), "Shown."),
    ("an excerpt that is kept for others", f"<p>a</p>{_macro('excerpt', _rich('<p>b</p>'), hidden='true')}", "a"),
    ("tabs", _macro("ui-tabs", _rich(_macro("ui-tab", _rich("<p>x</p>"), title="A"))), '=== "A"\n\n    x'),
    ("a film", _macro("widget", url='<ri:url ri:value="https://youtu.be/abcdefghijk"/>'),
     "![](https://www.youtube.com/watch?v=abcdefghijk)"),
    ("a file", _macro("view-file", name='<ri:attachment ri:filename="g.pdf"/>'), "[g.pdf](g.pdf)"),
    ("a drawing", _macro("drawio", diagramName="flow"), "![flow](flow.png)"),
    ("HTML", _macro("html", _plain("<b>bold</b>")), "**bold**"),
    ("Markdown", _macro("markdown", _plain("* one")), "- one"),
    ("words of a link with emphasis",
     f"<p>{OTHER.replace('</ac:link>', '<ac:link-body>a <em>b</em></ac:link-body></ac:link>')}</p>", "[a *b*](other.md)"),
    ("a page by its number", '<p><a href="https://x.atlassian.net/wiki/pages/viewpage.action?pageId=3">it</a></p>',
     "[it](other.md)"),
    ("a page by its short address", '<p><a href="https://x.atlassian.net/wiki/x/AwAAAAAA">it</a></p>', "[it](other.md)"),
    ("a picture of another page",
     '<ac:image><ri:attachment ri:filename="o.png"><ri:page ri:content-title="Other"/></ri:attachment></ac:image>',
     "![o](o.png)"),
]  # fmt: skip


@pytest.mark.parametrize(("stored", "written"), [case[1:] for case in STORED], ids=[case[0] for case in STORED])
def test_what_confluence_stores_is_what_its_readers_saw(bring, export, library, stored, written):
    parent = '<property name="parent" class="Page"><id name="id">1</id></property>'
    files = [(5, 2, "g.pdf"), (6, 2, "flow.png"), (7, 3, "o.png")]
    attachments = "".join(
        f'<object class="Attachment"><id name="id">{number}</id><property name="title">{name}</property>'
        '<property name="version">1</property>'
        f'<property name="containerContent" class="Page"><id name="id">{page}</id></property></object>'
        for number, page, name in files
    )
    user = '<object class="ConfluenceUserImpl"><id name="key">u1</id><property name="name">mina</property></object>'
    other = f"{_macro('excerpt', _rich('<p>Shown.</p>'))}<p>Of other.</p>"
    xml = (
        f"<hibernate-generic>{_page(1, 'Lamp')}{_page(2, 'Set up', parent)}{_page(3, 'Other', parent)}{attachments}{user}"
        f"{_body(1, '<p>Welcome.</p>')}{_body(2, stored)}{_body(3, other)}</hibernate-generic>"
    )
    picture = next((EXPORTS / "mkdocs" / "docs" / "img").glob("*.png")).read_bytes()
    saved = {f"attachments/{page}/{number}/1": b"%PDF" if name.endswith("pdf") else picture for number, page, name in files}
    bring("confluence", export({"entities.xml": xml, **saved}))
    assert library().articles["en"]["set-up.md"].body.strip() == written
