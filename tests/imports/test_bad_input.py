"""Exports as they really come: broken, circular, doubled, hostile. All that can be is imported, and each loss is named."""

from __future__ import annotations

import base64
import json
import os

import pytest

from kbgen.markup import commonmark
from kbgen.markup.safety.article import judge

from .conftest import articles, lost


def test_sections_that_enclose_each_other_are_opened_and_named(bring, export, library):
    ring = [{"id": n, "name": f"Ring {n}", "parent_section_id": n % 3 + 1, "locale": "en"} for n in (1, 2, 3)]
    page = {"sections": ring, "articles": [{"id": 7, "section_id": 2, "title": "Inside", "body": "<p>x</p>", "locale": "en"}]}
    report = bring("zendesk", export({"a.json": page}))
    assert list(library().articles["en"]) == ["ring-1/ring-3/ring-2/inside.md"]
    assert [what for _, what in lost(report)] == ["parent section/2"]


def test_a_section_that_is_its_own_parent_stands_at_the_top(bring, export, library):
    page = articles("<p>x</p>")
    page["sections"][0]["parent_section_id"] = 9
    bring("zendesk", export({"a.json": page}))
    assert list(library().articles["en"]) == ["guides/article-1.md"]


def test_sections_without_end_are_gathered_at_the_deepest_allowed(bring, export, library):
    chain = [{"id": n, "name": f"Level {n}", "parent_section_id": n - 1 or None, "locale": "en"} for n in range(1, 3001)]
    page = {"sections": chain, "articles": [{"id": 1, "section_id": 3000, "title": "Deep", "body": "<p>x</p>", "locale": "en"}]}
    bring("zendesk", export({"a.json": page}))
    assert list(library().articles["en"]) == ["/".join(f"level-{n}" for n in range(1, 9)) + "/deep.md"]


def test_a_missing_section_is_named_and_the_article_stands_at_the_top(bring, export, library):
    page = articles({"body": "<p>x</p>", "section_id": 404})
    report = bring("zendesk", export({"a.json": page}))
    assert list(library().articles["en"]) == ["article-1.md"]
    assert ("a.json article 1", "section section/404") in lost(report)


def test_articles_of_one_title_get_numbers_in_the_order_of_their_ids(bring, export, library):
    page = articles(*({"title": "The same", "body": f"<p>{n}</p>"} for n in range(12)))
    page["articles"].reverse()
    bring("zendesk", export({"a.json": page}))
    found = library().articles["en"]
    assert len(found) == 12
    assert found["guides/the-same.md"].body.strip() == "0"
    assert found["guides/the-same-12.md"].body.strip() == "11"


def test_thousands_of_articles_of_one_title_are_imported(bring, export, library):
    page = articles(*({"title": "?", "body": "<p>x</p>"} for _ in range(3000)))
    bring("zendesk", export({"a.json": page}))
    assert len(library().articles["en"]) == 3000


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("راه‌اندازی Wi-Fi на телефоне", "راه-اندازی-wi-fi-на-телефоне"),
        ("إِعْداد التَّطبيق", "إِعْداد-التَّطبيق"),
        ("ผู้ใช้ใหม่", "ผู้ใช้ใหม่"),
        ("हिन्दी में मदद", "हिन्दी-में-मदद"),
        ("Don't panic: it's 100% OK!", "dont-panic-its-100-ok"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "article"),
        ("😀", "article"),
        ("CON", "con-article"),
        ("index", "index-article"),
        ("_hidden", "hidden"),
        (".git", "git"),
        ("ﬁle ①", "file-1"),
        ("C:\\Windows\u202etxt.exe", "c-windows-txt-exe"),
    ],
)
def test_a_title_in_any_script_gives_a_readable_and_safe_name(bring, export, library, title, name):
    bring("zendesk", export({"a.json": articles({"title": title, "body": "<p>x</p>"})}))
    assert list(library().articles["en"]) == [f"guides/{name}.md"]


def test_a_very_long_title_gives_a_short_name_and_is_cut(bring, export, library):
    report = bring("zendesk", export({"a.json": articles({"title": "wort " * 20_000, "body": "<p>x</p>"})}))
    (path,) = library().articles["en"]
    assert len(path) < 80
    assert len(library().articles["en"][path].title) <= 200
    assert ("a.json article 1", "the end of the title") in lost(report)


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1},
        {"id": "1", "title": None, "body": None, "section_id": None, "locale": None},
        {"id": 1, "title": 5, "body": ["x"], "section_id": {}, "label_names": "a", "position": "x", "updated_at": "never"},
        {"id": 1, "title": "\ud800", "body": "\ud800\x00\x1b[31m", "locale": "en"},
        {"id": 1, "title": "T", "body": "<p>x</p>", "html_url": "http://[broken", "locale": "en"},
        {"id": 1, "title": "T: # - [x] {y} 'z' \"", "body": "x", "label_names": ["a, b", "c: d", "no", "1.10", "- x", "'", "{a}"]},
        {"id": 1, "title": "---", "body": "---\ntitle: evil\n---", "html_url": "/a;return 301 x/{y}/$z"},
        {"id": 1, "title": "T", "body": "x", "updated_at": "99999-01-01", "edited_at": 1e300},
    ],
)
def test_an_article_with_anything_in_its_fields_is_read_in_strict_mode(bring, export, library, record):
    bring("zendesk", export({"a.json": {"articles": [record]}}))
    (article,) = library().articles["en"].values()
    assert article.title


def test_files_that_are_not_json_are_named_and_the_others_are_imported(bring, export, library):
    source = export(
        {
            "good.json": articles("<p>x</p>"),
            "cut.json": '{"articles": [{"id": 5, "title": "Cut o',
            "deep.json": "[" * 100_000,
            "page.json": "<html>Too many requests</html>",
            "latin.json": b'{"articles": [{"id": 6, "title": "caf\xe9", "body": "<p>x</p>", "locale": "en"}]}',
            "empty.json": "",
        }
    )
    report = bring("zendesk", source)
    assert {"cut.json", "deep.json", "page.json", "empty.json"} <= {file for file, _ in lost(report)}
    assert len(library().articles["en"]) == 2


def test_one_object_a_line_and_bare_lists_are_read_too(bring, export, library):
    page = articles("<p>x</p>", "<p>y</p>")
    lines = "\n".join([*(json.dumps(item) for item in page["articles"]), "{broken"])
    report = bring("zendesk", export({"articles.jsonl": lines, "sections.json": page["sections"]}))
    assert list(library().articles["en"]) == ["guides/article-1.md", "guides/article-2.md"]
    assert lost(report) == [("articles.jsonl", "line 3")]


def test_pages_that_overlap_give_the_newest_version_once(bring, export, read):
    old = articles({"body": "<p>Old.</p>", "updated_at": "2024-01-01T00:00:00Z"})
    new = articles({"body": "<p>New.</p>", "updated_at": "2025-01-01T00:00:00Z"})
    bring("zendesk", export({"1.json": new, "2.json": old}))
    assert read("en/guides/article-1.md").endswith("New.\n")


HOSTILE = [
    "<script>alert(1)</script><p>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<a href='javascript:alert(1)'>x</a><a href=' JaVa\tScript:alert(1)'>y</a><a href='data:text/html,x'>z</a>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt;</p>",
    "<p>[x](javascript:alert(1)) {onclick=alert(1)} {: onclick=alert(1) }</p>",
    "<p>[x]: javascript:alert(1)</p>",
    "<h2>x {onclick=alert(1)}</h2>",
    "<pre>```\n&lt;script&gt;alert(1)&lt;/script&gt;\n```</pre>",
    "<code>`&lt;script&gt;`</code> <code>a</code> `&lt;script&gt;",
    "<table><tr><td>&lt;script&gt;|`&lt;iframe&gt;`</td><td>{onload=x}</td></tr></table>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>' alt='&lt;script&gt;'>",
    "<iframe src='https://evil.example/x'></iframe><object data=x></object><embed src=x>",
    "<svg><script>alert(1)</script></svg><math><mtext></mtext></math>",
    '<details><summary>"&gt;&lt;script&gt;</summary><p>x</p></details>',
    "<p>{= name } {+ snippet } \\{= name }</p><pre>{= name }</pre>",
    "<p>\x02wzxhzdk:0\x03 \ue000a\ue001b\ue002 \ue003c\ue003</p>",
    '<p>--8&lt;-- "mkdocs.yml"</p>',
    "<![CDATA[<script>]]><!--<script>--><?php x ?><!ELEMENT x>",
    "<p><b><i><u>" * 2000 + "deep",
    "</p></div></span>" * 100 + "text",
    "<p>" + "[" * 3000 + "](" * 3000,
    "<<<>>>&&&;;;\"\"'''",
    "plain text, no tag",
    "",
]


@pytest.mark.parametrize("body", HOSTILE)
def test_no_html_can_make_an_article_that_runs_a_program_or_that_strict_mode_refuses(bring, export, library, body):
    bring("zendesk", export({"a.json": articles(body)}))
    (article,) = library().articles["en"].values()
    assert judge(commonmark.read(article.body).root) == []


MARKDOWN = [
    "<script>alert(1)</script>\n\nText",
    "<script>alert(1)",
    '<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>\n<iframe src=x></iframe>',
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))\n\n[y]: javascript:alert(1)",
    "## x {onclick=alert(1)}",
    ":::note\n:::::: \n:::\n:::",
    "```\nnever closed\n<script>alert(1)</script>",
    "---\ntitle: [broken\n---\ntext",
    "---\ntitle: x",
    "---\na: &a [*a]\n---\ntext",
    "- " * 2000 + "x",
    "<Tabs><TabItem>" * 500,
    "> " * 1000 + "x",
    "{= name }\n\n```\n{+ snippet }\n```",
    "\x00\x07 text \ue000",
    "",
]


@pytest.mark.parametrize("name", ["docs/a.md", "docs/a.mdx"])
@pytest.mark.parametrize("body", MARKDOWN)
def test_no_markdown_can_make_an_article_that_strict_mode_refuses(bring, export, library, name, body):
    bring("markdown", export({"docusaurus.config.js": "export default {}", name: body}))
    assert len(library().articles["en"]) == 1


def test_a_text_larger_than_an_article_may_be_is_cut_and_named(bring, export, library):
    report = bring("zendesk", export({"a.json": articles(f"<p>{'word ' * 40}</p>" * 12_000)}))
    (article,) = library().articles["en"].values()
    assert len(article.body) > 900_000
    assert ("a.json article 1", "the end of the text") in lost(report)


def test_pictures_that_are_missing_outside_too_large_or_programs_are_named(site, bring, export, tmp_path, library):
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    source = export(
        {
            "a.json": articles(
                "".join(
                    f"<p><img src='{name}' alt='{name[-8:]}'></p>"
                    for name in (
                        "gone.png",
                        "../secret.png",
                        "..%2fsecret.png",
                        "/etc/passwd",
                        "link.png",
                        "evil.svg",
                        "good.svg",
                        "page.html",
                        "a.png",
                    )
                )
            ),
            "evil.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "good.svg": "<svg xmlns='http://www.w3.org/2000/svg'><rect width='9' height='9'/></svg>",
            "page.html": "<script>alert(1)</script>",
            "a.png": b"\x89PNG\r\n\x1a\n",
        }
    )
    (source / "link.png").symlink_to(tmp_path / "secret.png")
    report = bring("zendesk", source)
    library()
    kept = {file.name for file in site.content_dir.rglob("*") if file.is_file() and file.suffix != ".md"}
    assert kept == {"a.png", "good.svg"}
    assert not any(b"secret" in file.read_bytes() for file in site.content_dir.rglob("*") if file.is_file())
    named = {what for _, what in lost(report)}
    assert {"picture gone.png", "picture ../secret.png", "link", "file evil.svg", "file page.html"} <= named


def test_pictures_of_one_name_and_different_content_get_names_of_their_own(site, bring, export, read):
    files = {
        "mkdocs.yml": "docs_dir: docs",
        "docs/a.md": "# A\n\n![one](img/x.png)\n",
        "docs/b.md": "# B\n\n![two](pic/x.png) ![again](img/x.png)\n",
        "docs/img/x.png": b"\x89PNG one",
        "docs/pic/x.png": b"\x89PNG two",
    }
    bring("markdown", export(files))
    assert (site.content_dir / "en/x.png").read_bytes() == b"\x89PNG one"
    assert "![one](x.png)" in read("en/a.md")
    other = read("en/b.md").partition("![two](")[2].partition(")")[0]
    assert (site.content_dir / "en" / other).read_bytes() == b"\x89PNG two"
    assert "![again](x.png)" in read("en/b.md")


def test_a_picture_written_into_the_text_becomes_a_file(site, bring, export, library):
    inline = "data:image/png;base64," + base64.b64encode(b"\x89PNG inline").decode()
    bring("zendesk", export({"a.json": articles(f"<p><img src='{inline}' alt='Inline'></p>")}))
    (picture,) = site.content_dir.rglob("*.png")
    assert picture.read_bytes() == b"\x89PNG inline"
    (article,) = library().articles["en"].values()
    assert f"![Inline]({picture.name})" in article.body


def test_names_that_are_not_utf_8_are_named_and_passed_over(bring, export):
    source = export({"a.json": articles("<p>x</p>")})
    try:
        descriptor = os.open(os.fsencode(source) + b"/\xff.json", os.O_CREAT | os.O_WRONLY)
    except OSError:
        pytest.skip("this disk allows UTF-8 names only")
    os.close(descriptor)
    assert ("'\\udcff.json'", "file") in lost(bring("zendesk", source))


def test_links_to_headings_that_are_not_there_lead_to_the_article_and_are_named(bring, export, read):
    source = export(
        {
            "a.json": articles(
                "<p><a href='/hc/articles/2#here'>good</a> <a href='/hc/articles/2#gone'>gone</a> <a href='#nowhere'>same</a></p>",
                "<h2 id='here'>Here</h2><p>x</p><h2 id='unused'>Unused</h2>",
            )
        }
    )
    report = bring("zendesk", source)
    assert read("en/guides/article-1.md").endswith("[good](article-2.md#here) [gone](article-2.md) same\n")
    assert "## Here {#here}\n\nx\n\n## Unused\n" in read("en/guides/article-2.md")
    assert lost(report) == [("a.json article 1", "link to #gone"), ("a.json article 1", "link to #nowhere")]


def test_two_articles_that_claim_one_old_address_are_named_and_the_first_keeps_it(bring, export, library):
    page = articles(*({"title": f"T{n}", "body": "<p>x</p>", "html_url": "https://old.example/hc/articles/5"} for n in (1, 2)))
    report = bring("zendesk", export({"a.json": page}))
    found = library().articles["en"]
    assert found["guides/t1.md"].redirect_from == ("https://old.example/hc/articles/5",)
    assert found["guides/t2.md"].redirect_from == ()
    assert lost(report) == [("a.json article 2", "old address https://old.example/hc/articles/5")]


def test_a_language_can_be_named_and_two_that_become_one_are_told(bring, export, library):
    page = articles({"body": "<p>British.</p>", "locale": "en-gb"}, {"body": "<p>Dutch.</p>", "locale": "nl"})
    page["translations"] = [
        {"source_type": "Article", "source_id": 1, "locale": "en-us", "title": "US", "body": "<p>American.</p>"}
    ]
    report = bring("zendesk", export({"a.json": page}), locales={"nl": "fa"})
    found = library()
    assert [article.title for article in found.articles["fa"].values()] == ["Article 2"]
    assert "British." in found.articles["en"]["guides/article-1.md"].body
    assert ("a.json article 1", "the text in en-us") in lost(report)


def test_no_loss_can_write_on_the_terminal(bring, export):
    report = bring("zendesk", export({"a.json": articles("<p><a href='/\x1b[2J\u202ex'>x</a></p>" + "<svg>" * 2)}))
    assert all(line.isprintable() for line in report.lines())
