"""No article takes the place of a page that kbgen makes, and none of those pages takes an article's."""

from __future__ import annotations

import pytest

ARTICLE = "---\ntitle: Ours\n---\nOur own words.\n"
HOME = "---\ntitle: Help\n---\n"
GUIDE = "---\ntitle: Guides\ndescription: All of them.\n---\n"


@pytest.mark.parametrize("module", ["kbgen", "mkdocs"])
@pytest.mark.parametrize(
    ("file", "more"),
    [
        ("en/search.md", {}),
        ("en/Search/index.md", {}),
        ("fa/search.md", {}),
        ("en/glossary/index.md", {"fa/_glossary.yml": "بخش: پوشه‌ای از مقاله‌ها\n"}),
        ("en/tags/index.md", {"en/b.md": "---\ntitle: B\ntags: [x]\n---\n"}),
    ],
)
def test_taken_address_is_an_error_that_names_the_file(small, kbgen, module, file, more):
    config = small({"en/index.md": HOME, file: ARTICLE, **more}, locales="{en: English, fa: فارسی}")
    said = kbgen("build", "-f", config, module=module, expect=1).said
    assert f"content/{file}: error: The address `{file.split('/')[1].removesuffix('.md')}` belongs to a page" in said
    assert "Traceback" not in said
    if module == "kbgen":
        assert "[path-reserved]" in kbgen("check", "-f", config, expect=1).said


def test_folder_without_a_description_is_named_as_a_folder(small, kbgen):
    config = small({"en/index.md": HOME, "en/search/a.md": ARTICLE})
    assert "content/en/search: error: The address `search`" in kbgen("build", "-f", config, expect=1).said


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
