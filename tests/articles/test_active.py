"""Files beside articles: what could run on the site's address is named with a way out, everything else is published."""

from __future__ import annotations

import pytest

from kbgen.articles.active import active_files
from kbgen.articles.library import read_library

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


def found(settings, *names):
    return [(issue.path, issue.code) for issue in active_files(settings, names)]


@pytest.mark.parametrize(
    "name",
    [
        *("page.html", "Page.HTM", "page.xhtml", "data.xml", "x.shtml", "x.mht", "x.mhtml", "x.hta", "x.swf", "x.svgz"),
        *("x.php", "x.phtml", "x.aspx", "x.jsp", "x.svg", "x.SVG", "x.xht", "x.xsl", "x.rss", "app.js", "app.mjs", "app.cjs"),
        # Packed for the way, or in the language that its name says: Apache unpacks and reads both as pages.
        *("page.html.gz", "x.svg.br", "data.xml.zst", "page.html.fa", "page.htm.gz.en"),
    ],
)
def test_active_files_are_errors(content, name):
    settings = content({f"en/{name}": "<html xmlns='http://www.w3.org/1999/xhtml'><script>x()</script></html>"})
    (issue,) = read_library(settings)[1]
    assert (issue.path, issue.line, issue.code, str(issue.level)) == (f"content/en/{name}", 0, "file-active", "error")
    assert ".zip" in issue.suggestion
    assert "allow_raw_html" in issue.suggestion


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a.png",
            "a.jpg",
            "a.webp",
            "a.gif",
            "a.ico",
            "a.mp4",
            "a.vtt",
            "a.pdf",
            "a.zip",
            "a.docx",
            "a.xlsx",
            "a.csv",
            "a.txt",
            "a.json",
        ),
        *(
            "a.css",
            "a.woff2",
            "a.wasm",
            "LICENSE",
            "html",
            "a.html.zip",
            "a.js.map",
            "a.tar.gz",
            "a.js.py",
            "a.ts",
            "svg.png",
            "a.xml5",
        ),
    ],
)
def test_pictures_documents_and_archives_are_not_active(content, name):
    assert found(content({f"en/{name}": "<script>x()</script>"}), f"en/{name}") == []


def test_drawings_and_data_that_hold_no_program_are_published(content):
    files = {
        "en/a.svg": SVG.format("<rect width='9' height='9'/>"),
        "logo.svg": SVG.format("<a href='https://example.org/'><text>x</text></a>"),
        "empty.svg": "",
        "opensearch.xml": "<OpenSearchDescription xmlns='http://a9.com/-/spec/opensearch/1.1/'/>",
    }
    assert found(content(files), *files) == []


def test_what_a_drawing_holds_is_said(content):
    settings = content({"en/a.svg": SVG.format("<g onclick='x()'/>"), "en/b.svg": SVG.format("<p>")})
    first, second = active_files(settings, ["en/a.svg", "en/b.svg"])
    assert (
        first.message == "Opened by itself, the file could run a program: it holds the attribute `onclick`, which runs a program."
    )
    assert second.message.startswith("Opened by itself, the file could run a program: it is not readable as XML (mismatched tag")


def test_programs_that_the_site_names_are_published_with_their_neighbours(content):
    names = ("js/main.js", "js/parts/x.mjs", "top.js", "other.js", "en/a.js", "jsx/a.js")
    settings = content(dict.fromkeys(names, "x()"), scripts=("js/main.js", "/top.js", "https://example.org/en/a.js"))
    assert [path for path, _ in found(settings, *names)] == ["content/other.js", "content/en/a.js", "content/jsx/a.js"]


def test_a_site_that_trusts_its_authors_publishes_everything(content):
    settings = content({"en/a.html": "<script>x()</script>"}, allow_raw_html=True)
    assert found(settings, "en/a.html") == []


def test_a_file_that_went_away_meanwhile_is_no_mistake_of_its_author(content):
    assert found(content(), "en/gone.svg") == []
