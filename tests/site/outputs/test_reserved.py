"""No article takes the place of a page that kbgen makes, and none of those pages takes an article's."""

from __future__ import annotations

import pytest

ARTICLE = "---\ntitle: Ours\n---\nOur own words.\n"
HOME = "---\ntitle: Help\n---\n"
GUIDE = "---\ntitle: Guides\ndescription: All of them.\n---\n"


@pytest.mark.parametrize("module", ["kbgen", "mkdocs"])
@pytest.mark.parametrize(
    ("file", "more", "page_of"),
    [
        ("en/search.md", {}, "en/about-search/"),
        ("en/Search/index.md", {"en/Search/more.md": ARTICLE}, "en/about-Search/"),
        ("fa/search.md", {}, "fa/about-search/"),
        ("en/glossary/index.md", {"fa/_glossary.yml": "بخش: پوشه‌ای از مقاله‌ها\n"}, "en/about-glossary/"),
        ("en/tags/index.md", {"en/b.md": "---\ntitle: B\ntags: [x]\n---\n", "en/tags/c.md": ARTICLE}, "en/tags/"),
    ],
)
def test_content_from_elsewhere_gets_another_address_where_a_page_of_kbgen_has_it(small, kbgen, page, module, file, more, page_of):
    config = small({"en/index.md": HOME, file: ARTICLE, **more}, locales="{en: English, fa: فارسی}")
    said = kbgen("build", "-f", config, module=module).said
    assert "Traceback" not in said
    assert page(config.parent / "site", page_of).h1.text == "Ours"
    assert page(config.parent / "site", "en/search/").h1.text != "Ours"
    if module == "kbgen" and file.endswith("search.md"):
        assert f"content/{file}: warning: Another page has this address" in said


def test_links_and_pictures_hold_where_an_address_had_to_change(small, kbgen, page):
    files = {
        "en/index.md": HOME,
        "en/search/a.md": "# A\n\n![p](p.svg) [b](../search.md)\n",
        "en/search/p.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        "en/search.md": "# Ours\n\n[a](search/a.md)\n",
    }
    config = small(files)
    assert "[link]" not in kbgen("build", "-f", config).said
    shown = page(config.parent / "site", "en/about-search/a/")
    assert shown.select_one("main img")["src"].endswith("/search/p.svg")


@pytest.mark.parametrize("name", ["glossary", "tags", "contact"])
def test_content_from_elsewhere_keeps_addresses_that_the_site_does_not_need(small, kbgen, page, name):
    config = small({"en/index.md": HOME, f"en/{name}/index.md": GUIDE, f"en/{name}/a.md": ARTICLE})
    kbgen("build", "-q", "-f", config)
    assert page(config.parent / "site", f"en/{name}/").h1.text == "Guides"
    assert page(config.parent / "site", f"en/{name}/a/").h1.text == "Ours"


@pytest.mark.parametrize("name", ["search", "glossary", "tags", "contact"])
def test_strict_site_keeps_the_four_addresses_free(small, kbgen, name):
    config = small({"en/index.md": HOME, f"en/{name}/index.md": GUIDE})
    config.write_text(config.read_text("utf-8").replace("front_matter: lenient", "front_matter: strict"), "utf-8")
    assert f"content/en/{name}/index.md: error: " in kbgen("build", "-f", config, expect=1).said


def test_deeper_places_are_free(small, kbgen, page):
    config = small({"en/index.md": HOME, "en/how-to/search.md": ARTICLE, "en/how-to/contact/index.md": GUIDE})
    kbgen("build", "-q", "-f", config)
    assert page(config.parent / "site", "en/how-to/search/").h1.text == "Ours"
