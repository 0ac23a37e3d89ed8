"""Every file of a site has one owner: neither an old address nor a writer's file takes the place of what the site writes."""

from __future__ import annotations

import re

import pytest

HOME = "---\ntitle: Help\n---\n"
ARTICLE = "---\ntitle: Ours\n---\nOur own words.\n"
MOVED = "---\ntitle: Ours\nredirect_from: ['{}']\n---\nOur own words.\n"


@pytest.mark.parametrize(
    ("old", "owner"),
    [
        ("/en/g/a/index.html", "the page of content/en/g/a.md"),
        ("/en/g/a/", "the page of content/en/g/a.md"),
        ("/en/g/a", "the page of content/en/g/a.md"),
        ("/en/g/a//", "the page of content/en/g/a.md"),
        ("/en/g/", "the page of the section content/en/g"),
        ("/en/g/index.html", "the page of the section content/en/g"),
        ("/", "the file index.html of its own"),
        ("/index.html", "the file index.html of its own"),
        ("/404.html", "the file 404.html of its own"),
        ("/en/404.html", "the file en/404.html of its own"),
        ("/en/feed.xml", "the file en/feed.xml of its own"),
        ("/en/", "the page en/, which kbgen makes"),
        ("/en/search/index.html", "the page en/search/, which kbgen makes"),
        ("/search/x.js", "the index of search, below search/"),
    ],
)
def test_an_old_address_that_the_site_uses_is_named_with_its_owner(small, kbgen, page, old, owner):
    config = small({"en/index.md": HOME, "en/g/a.md": ARTICLE, "en/g/b.md": MOVED.format(old)})
    said = kbgen("build", "-f", config).said
    assert f"content/en/g/b.md: warning: `redirect_from` names {old}, where the site has {owner}." in said
    site = config.parent / "site"
    assert page(site, "en/g/a/").h1.text == page(site, "en/g/b/").h1.text == "Ours"
    assert "b/" not in (site / "_redirects").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "file"),
    [("/en/g/A/", "en/g/A/index.html"), ("/en/feed.xml/x", "en/feed.xml/x/index.html"), ("/en/g/a/index.md", "en/g/a/index.md/x")],
)
def test_an_old_address_that_no_file_can_have_is_a_rule_for_hosts_alone(small, kbgen, old, file):
    config = small({"en/index.md": HOME, "en/g/a.md": ARTICLE, "en/g/b.md": MOVED.format(old)})
    said = kbgen("build", "-f", config).said
    site = config.parent / "site"
    assert not (site / file).exists()
    assert (f"{old} /en/g/b/ 301\n" in (site / "_redirects").read_text("utf-8")) != ("redirect-taken" in said)


@pytest.mark.parametrize("module", ["kbgen", "mkdocs"])
@pytest.mark.parametrize(
    ("file", "owner"),
    [
        ("en/feed.xml", "the file en/feed.xml of its own"),
        ("en/llms-full.txt", "the file en/llms-full.txt of its own"),
        ("en/banner.json", "the file en/banner.json of its own"),
        ("kbgen-manifest.json", "the file kbgen-manifest.json of its own"),
        ("sitemap.xml", "the file sitemap.xml of its own"),
        ("search/own.txt", "the index of search, below search/"),
        ("en/g/a", "the page of content/en/g/a.md"),
    ],
)
def test_a_file_at_the_address_of_another_is_left_out_and_both_are_named(small, kbgen, page, file, owner, module):
    config = small({"en/index.md": HOME, "en/g/a.md": ARTICLE, file: "own\n"})
    said = kbgen("build", "-f", config, module=module).said
    # MkDocs shows errors alone; `kbgen check` names the rest.
    assert module == "mkdocs" or f"content/{file}: warning: The file is left out: at its address the site has {owner}." in said
    site = config.parent / "site"
    assert page(site, "en/g/a/").h1.text == "Ours"
    assert not (site / file).is_file() or (site / file).read_text("utf-8") != "own\n"


def test_pages_of_the_site_s_own_making_do_not_give_way_to_trusted_files(small, kbgen, page):
    files = {f"en/{name}": "<p>own</p>" for name in ("index.html", "404.html", "g/a/index.html", "g/index.html")}
    config = small({"en/index.md": HOME, "en/g/a.md": ARTICLE, **files})
    config.write_text(re.sub(r"( *)front_matter: lenient", r"\g<0>\n\1allow_raw_html: true", config.read_text("utf-8")), "utf-8")
    assert kbgen("build", "-v", "-f", config).said.count("[file-taken]") == len(files)
    site = config.parent / "site"
    for address in ("en/", "en/g/", "en/g/a/"):
        assert page(site, address).h1


def test_files_for_the_root_are_published_and_robots_may_be_the_writer_s(small, kbgen):
    config = small({"en/index.md": HOME, "CNAME": "help.example.org\n", "robots.txt": "User-agent: *\nDisallow: /\n"})
    assert "warning" not in kbgen("build", "-f", config).said
    site = config.parent / "site"
    assert (site / "CNAME").read_text("utf-8") == "help.example.org\n"
    assert "Disallow: /" in (site / "robots.txt").read_text("utf-8")
