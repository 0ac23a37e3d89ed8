"""Old addresses of an article and a section: kept as written, and nothing that could break a server's redirect map."""

from __future__ import annotations

import pytest

from kbgen.articles.article import Article, Section
from kbgen.articles.reader import read_article

HEAD = "---\ntitle: Set up\ndescription: How to set up.\nkind: guide\ngoal: It runs.\n"


def read(content, lines, path="guides/set-up.md", head=HEAD):
    return read_article(content(), "en", path, f"{head}{lines}---\nText.\n".encode())


@pytest.mark.parametrize(
    "address", ["/hc/en-us/articles/1-Set-up", "https://old.example:8080/راهنما/نصب", "/a%20b.html", "/", "/a:b@c,(d)"]
)
def test_an_old_address_in_any_script_is_kept(content, address):
    article, issues = read(content, f"redirect_from: ['{address}']\n")
    assert issues == []
    assert isinstance(article, Article)
    assert article.redirect_from == (address,)


@pytest.mark.parametrize(
    "address",
    [
        "old/page",
        "/a b",
        "/a;return 301 /evil",
        '/a"b',
        "/a{b}",
        "/$host",
        "/a?x=1",
        "/a#b",
        "/../etc",
        "/%2e%2e/etc",
        "javascript:/x",
        "ftp://host/x",
        "https://user name@host/x",
        "/" + "x" * 2001,
    ],
)
def test_an_address_that_no_server_could_map_is_named_and_left_out(content, address):
    article, issues = read(content, f"redirect_from:\n  - '{address}'\n")
    assert [(issue.code, issue.line) for issue in issues] == [("front-matter-value", 7)]
    assert isinstance(article, Article)
    assert article.redirect_from == ()


def test_a_section_has_old_addresses_too(content):
    section, issues = read(content, "redirect_from: [/hc/sections/5]\n", "guides/index.md", "---\ntitle: Guides\n")
    assert issues == []
    assert isinstance(section, Section)
    assert section.redirect_from == ("/hc/sections/5",)
