"""Text from front matter, names of files and settings reaches pages as text, whatever it looks like."""

from __future__ import annotations

import json
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from kbgen.site.theme.templates import prepare

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}</title>&lt;"
YAML = json.dumps(EVIL)  # JSON strings are YAML strings


@pytest.fixture(scope="module")
def hostile(kbgen, tmp_path_factory):
    """A site whose every text is hostile, built."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    common = f"title: {YAML}\ndescription: {YAML}\ntags: [{YAML}]\nkeywords: [{YAML}]\nowner: evil\nupdated: 2026-11-01\n"
    kinds = {
        "guide": f"goal: {YAML}\nneeds: [{YAML}]\n",
        "faq": f"topic: {YAML}\n",
        "troubleshooting": f"symptoms: [{YAML}]\napplies_to: [{YAML}]\n",
        "case-study": f"facts:\n  {YAML}: {YAML}\n",
        "white-paper": f"abstract: {YAML}\nauthors: [{YAML}]\n",
    }
    bodies = {
        "troubleshooting": "## A {.cause}\n\nText\n\n## B {.fix}\n\nText\n",
        "case-study": "## A {.challenge}\n\nT\n\n## B {.approach}\n\nT\n\n## C {.result}\n\nT\n",
    }
    for locale in ("en", "fa"):
        folder = root / "content" / locale / "part"
        folder.mkdir(parents=True)
        (folder.parent / "index.md").write_text(f"---\ntitle: {YAML}\ndescription: {YAML}\nfeatured: [part/guide]\n---\n")
        (folder / "index.md").write_text(f"---\ntitle: {YAML}\ndescription: {YAML}\nicon: {YAML}\n---\n")
        (folder.parent / "_glossary.yml").write_text(f"{YAML}: {YAML}\n")
        for kind, keys in kinds.items():
            body = bodies.get(kind, "## What?\n\nText\n")
            (folder / f"{kind}.md").write_text(f"---\nkind: {kind}\n{common}{keys}---\n\n{body}")
    config = f"""
site_name: {YAML}
site_url: https://help.example.org/
repo_url: https://code.example.org/a
edit_uri: 'edit/"><script>/'
docs_dir: content
theme: {{name: material}}
plugins:
  - kbgen:
      source_locale: en
      locales:
        en: {{name: {YAML}, site_name: {YAML}}}
        fa: {{name: {YAML}}}
      teams:
        evil: {{name: {{en: {YAML}, fa: {YAML}}}}}
"""
    (root / "mkdocs.yml").write_text(config)
    kbgen("build", "-f", root / "mkdocs.yml")
    return root / "site"


def test_hostile_text_is_never_markup(hostile, page):
    for file in hostile.rglob("*.html"):
        name = file.relative_to(hostile).as_posix()
        text = file.read_text("utf-8")
        assert "<script>alert" not in text, name
        assert "<img src=x" not in text, name
        tree = page(hostile, name)
        assert not [element for element in tree.find_all(True) if any(attribute.startswith("on") for attribute in element.attrs)], (
            name
        )
        assert "49" not in tree.title.string


def test_hostile_text_is_shown_as_it_was_written(hostile, page):
    for kind in ("guide", "faq", "troubleshooting", "case-study", "white-paper"):
        assert page(hostile, f"en/part/{kind}/").h1.get_text() == EVIL
    assert page(hostile, "fa/").h1.get_text() == EVIL
    assert page(hostile, "en/glossary/").dt.get_text() == EVIL
    tree = page(hostile, "en/part/guide/")
    assert tree.find("meta", attrs={"name": "description"})["content"] == EVIL


def test_hostile_text_ends_no_script(hostile, page):
    tree = page(hostile, "en/part/white-paper/")
    for script in tree.find_all("script", type=["application/ld+json", "application/json"]):
        json.loads(script.string)
    (paper,) = [
        node for node in json.loads(tree.find("script", type="application/ld+json").string)["@graph"] if node["@type"] == "Report"
    ]
    assert (paper["name"], paper["abstract"]) == (EVIL, EVIL)


def test_hostile_text_leaves_manifest_and_sitemaps_readable(hostile):
    from xml.etree import ElementTree

    json.loads((hostile / "kbgen-manifest.json").read_text("utf-8"))
    for file in hostile.rglob("sitemap.xml"):
        ElementTree.fromstring(file.read_bytes())


@pytest.mark.parametrize(
    "body", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)></svg>"]
)
def test_a_program_in_an_article_is_refused_with_its_line(small, kbgen, body):
    config = small({"en/a.md": f"{HEAD}\n{body}\n"})
    config.write_text(config.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    said = kbgen("build", "-f", config, expect=1).said
    assert "content/en/a.md:10: error: " in said
    assert not (small({}).parent / "site").exists()


PROGRAMS = """# A

<script>alert(1)</script><script src="https://example.org/x.js"></script>

<a href="java&#9;script:alert(1)" onclick="x()">words</a> [more](javascript:alert(2)) <b ONMOUSEOVER=alert(3)>bold</b>

<svg onload="alert(1)"><script>1</script><a xlink:href="javascript:1"><text>drawn</text></a><text>after</text>
<foreignObject><p onclick="1">in</p></foreignObject></svg>

<form action="https://example.org" onsubmit="x()"><button formaction="javascript:1">Press</button><input type="text"></form>

<math><mtext><img src=x onerror=alert(1)></mtext></math> <p style="background:url(javascript:1)">styled</p>

<object data="x.swf"></object><applet code="x">old</applet><base href="https://example.org/">

<meta http-equiv="refresh" content="0;url=x">
"""


def test_programs_in_somebody_elses_folder_are_left_out_and_their_words_published(small, kbgen, page):
    config = small({"en/a.md": PROGRAMS})
    said = kbgen("build", "-v", "-f", config).said
    assert "content/en/a.md:3: warning: The article holds the HTML tag `<script>`. It is left out." in said
    assert "a link runs a program instead of leading to a page. it is left out; its words stay." in said.lower()
    body = page(config.parent / "site", "en/a/").select_one(".kb-prose")
    assert all(word in body.text for word in ("words", "more", "bold", "drawn", "after", "Press", "styled"))
    names = {tag.name for tag in body.find_all(True)}
    assert names.isdisjoint({"script", "object", "applet", "base", "meta", "form", "foreignobject", "iframe"})
    for tag in body.find_all(True):
        for name, value in tag.attrs.items():
            assert not name.lower().startswith("on"), (tag.name, name)
            assert "script" not in str(value).lower(), (tag.name, name, value)
            assert name.lower() not in ("formaction", "srcdoc", "ping"), (tag.name, name)


def test_raw_html_is_let_through_where_the_site_allows_it(small, kbgen, page):
    config = small(
        {"en/a.md": "# A\n\n<iframe src='https://example.org/' title='x'></iframe>\n"}, options="      allow_raw_html: true\n"
    )
    kbgen("build", "-f", config)
    assert page(config.parent / "site", "en/a/").iframe["src"] == "https://example.org/"


def test_texts_are_escaped_and_markup_that_equals_them_is_not():
    source = "{{ text }} {{ markup }} {{ text }} {{ number }}{% macro m(x) %}{{ x }}{% endmacro %} {{ m(text) }}"
    template = prepare(jinja2.Environment()).from_string(source)
    assert template.render(text="<&'", markup=Markup("<&'"), number=3) == "&lt;&amp;&#39; <&' &lt;&amp;&#39; 3 &lt;&amp;&#39;"


HEAD = "---\ntitle: A\ndescription: All.\nkind: guide\ngoal: It works.\nupdated: 2026-01-02\nowner: docs\n---\n"
ACTIVE = {"en/a.md": f"{HEAD}\n[x](x.html)\n", "en/x.html": "<script>alert(1)</script>"}


def strict(config: Path) -> Path:
    config.write_text(config.read_text("utf-8").replace("lenient", "strict"), "utf-8")
    return config


def test_an_active_file_beside_articles_is_never_published(small, kbgen):
    config = strict(small(ACTIVE))
    assert "content/en/x.html: error: A browser opens this file as a page" in kbgen("build", "-f", config, expect=1).said
    assert "[file-active]" in kbgen("check", "-f", config, expect=1).said
    assert not (config.parent / "site").exists()


def test_a_drawing_that_becomes_active_is_found_by_the_next_build(small, kbgen):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
    config = strict(small({"en/a.md": f"{HEAD}\n![A drawing](x.svg)\n", "en/x.svg": drawing.format("")}))
    kbgen("build", "-f", config)
    published = config.parent / "site" / "en" / "x.svg"
    (config.parent / "content" / "en" / "x.svg").write_text(drawing.format("<script/>"))
    kbgen("build", "-f", config, expect=1)
    assert published.read_text() == drawing.format("")


def test_scripts_that_mkdocs_yml_names_are_published(small, kbgen):
    files = {"en/a.md": "# A\n", "js/own.js": "import './part.mjs'", "js/part.mjs": "", "one.js": ""}
    config = small(files, more="extra_javascript: [{path: js/own.js, type: module}, one.js, 'https://example.org/x.js']")
    kbgen("build", "--strict", "-f", config)
    assert {file.name for file in (config.parent / "site").glob("js/*")} == {"own.js", "part.mjs"}
    assert (config.parent / "site" / "one.js").exists()


def test_a_site_that_allows_raw_html_publishes_active_files(small, kbgen):
    config = small(ACTIVE, options="      allow_raw_html: true\n")
    kbgen("build", "-f", config)
    assert (config.parent / "site" / "en" / "x.html").read_text() == "<script>alert(1)</script>"
