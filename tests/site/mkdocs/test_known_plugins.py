"""Plugins that many sites have: each does here what the manual's table says, or is named with the way out."""

from __future__ import annotations

import subprocess

import pytest

ARTICLE = """---
title: Pay a bill
---
## First {#first}

Paid by {{ extra_word }}. ![Form](pic.png)

In any shop.

## Second {#second}

More.
"""
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
MAKES_PAGES = """import mkdocs_gen_files
with mkdocs_gen_files.open("en/made.md", "w") as file: file.write("# Made\\n\\nText.\\n")
with mkdocs_gen_files.open("en/made.csv", "w") as file: file.write("a,b\\n")
"""
BOTH = pytest.mark.parametrize("module", ["kbgen", "mkdocs"])


@pytest.fixture
def built(small, kbgen):
    """Build a site with a plugin; returns what was said, and the site's folder."""

    def build(plugin, module="kbgen", text=ARTICLE, expect=0):
        files = {"en/pay.md": text, "en/pic.png": PICTURE}
        config = small(files, more="extra: {extra_word: card}\n")
        (config.parent / "make.py").write_text(MAKES_PAGES, "utf-8")
        config.write_text(config.read_text("utf-8") + f"  - {plugin}\n", "utf-8")
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
        for command in ([*git, "init", "-q"], [*git, "add", "-A"], [*git, "commit", "-qm", "First"]):
            subprocess.run(command, cwd=config.parent, check=True)
        return kbgen("build", "-f", config, module=module, expect=expect).said, config.parent / "site"

    return build


@BOTH
def test_macros_put_values_into_articles_and_leave_addresses_of_headings(built, module):
    _, site = built("macros", module)
    page = (site / "en/pay/index.html").read_text("utf-8")
    assert "Paid by card." in page
    assert 'id="first"' in page
    assert "extra_word" not in page


@BOTH
def test_references_of_mkdocstrings_are_written_into_articles(built, module):
    _, site = built("mkdocstrings", module, ARTICLE + "\n::: kbgen.errors.KbgenError\n")
    page = (site / "en/pay/index.html").read_text("utf-8")
    assert "doc-object" in page
    assert 'id="second"' in page


@BOTH
def test_pages_that_a_plugin_makes_are_told_and_its_other_files_published(built, module):
    said, site = built("gen-files: {scripts: [make.py]}", module)
    assert "en/made.md was made by mkdocs-gen-files while the site is built, and is not published." in said
    assert not (site / "en/made").exists()
    assert (site / "en/made.csv").read_text("utf-8") == "a,b\n"


@BOTH
def test_old_addresses_of_redirects_lead_on(built, module):
    _, site = built("redirects: {redirect_maps: {en/old.md: en/pay.md}}", module)
    assert "../pay/" in (site / "en/old/index.html").read_text("utf-8")


@BOTH
@pytest.mark.parametrize("plugin", ["awesome-nav", "search"])
def test_a_plugin_that_does_nothing_here_is_told(built, module, plugin):
    said, site = built(plugin, module)
    assert f"The plugin {plugin} has no effect on this site." in said
    assert (site / "en/pay/index.html").is_file()


@BOTH
def test_pictures_open_in_the_box_of_glightbox(built, module):
    _, site = built("glightbox", module)
    page = (site / "en/pay/index.html").read_text("utf-8")
    assert 'class="glightbox"' in page
    assert "kb-zoom" not in page


@BOTH
def test_dates_of_the_last_change_are_known_to_pages(built, module):
    _, site = built(
        "git-revision-date-localized: {type: iso_date}", module, ARTICLE + "\nSeen {{ git_revision_date_localized }}.\n"
    )
    page = (site / "en/pay/index.html").read_text("utf-8")
    assert "{{ git_revision" not in page
    assert 'class="git-revision-date-localized-plugin' in page


@BOTH
def test_pages_are_made_small(built, module):
    _, site = built("minify: {minify_html: true}", module)
    assert "\n<p>" not in (site / "en/pay/index.html").read_text("utf-8")


@BOTH
def test_a_plugin_that_cannot_work_here_is_refused_by_name(small, kbgen, module, tmp_path):
    config = small({"en/a.md": "Text.\n"})
    (config.parent / "i18n.py").write_text("from mkdocs.plugins import BasePlugin\nclass P(BasePlugin): pass\n", "utf-8")
    package = tmp_path / "path" / "kb_i18n.py"
    package.parent.mkdir()
    package.write_text("from mkdocs.plugins import BasePlugin\n\n\nclass Plugin(BasePlugin):\n    pass\n", "utf-8")
    told = package.parent / "kb_i18n-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: kb-i18n\nVersion: 1\n", "utf-8")
    (told / "entry_points.txt").write_text("[mkdocs.plugins]\ni18n = kb_i18n:Plugin\n", "utf-8")
    config.write_text(config.read_text("utf-8") + "  - i18n\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(package.parent), prepend=":")
        said = kbgen("build", "-f", config, module=module, expect=None)
    assert said.returncode != 0
    assert "The plugin i18n cannot work together with kbgen." in " ".join(said.said.split())
    assert "Take it off the list." in " ".join(said.said.split())


@pytest.mark.parametrize(("event", "given"), [("page_markdown", "text, page"), ("page_read_source", "page")])
def test_a_plugin_that_fails_is_named_with_the_page(small, kbgen, event, given):
    config = small({"en/a.md": "Text.\n"}, more="hooks: [broken.py]\n")
    (config.parent / "broken.py").write_text(f"def on_{event}({given}, **more):\n    return page.titel\n", "utf-8")
    done = kbgen("build", "-f", config, expect=1)
    assert "The hook" in done.said
    assert f"failed in on_{event} at en/a.md: AttributeError" in done.said
    assert "Traceback" not in done.said


def test_what_a_plugin_makes_is_as_new_as_its_build(small, kbgen):
    config = small({"en/a.md": "Text.\n"})
    config.write_text(config.read_text("utf-8") + "  - gen-files: {scripts: [make.py]}\n", "utf-8")
    for text in ("first", "second"):
        made = f"import mkdocs_gen_files\nwith mkdocs_gen_files.open('en/made.csv', 'w') as file: file.write('{text}')\n"
        (config.parent / "make.py").write_text(made, "utf-8")
        kbgen("build", "-f", config)
        assert (config.parent / "site/en/made.csv").read_text("utf-8") == text


def test_pages_have_their_title_text_and_headings_where_mkdocs_sets_them(small, kbgen):
    config = small(
        {"en/a.md": "---\ntitle: A name\n---\n## One {#one}\n\nText.\n\n### Two {#two}\n\nMore.\n"}, more="hooks: [look.py]\n"
    )
    (config.parent / "look.py").write_text(
        "from pathlib import Path\n"
        "def note(*said):\n    Path(__file__).with_name('said.txt').open('a').write(repr(said) + '\\n')\n"
        "def on_page_read_source(page, config):\n    page.file.src_uri == 'en/a.md' and note('source', page.markdown)\n"
        "def on_page_markdown(text, page, **more):\n"
        "    page.file.src_uri == 'en/a.md' and note('markdown', page.title, page.markdown == text, page.meta['title'])\n"
        "def on_page_content(html, page, **more):\n"
        "    headings = [(one.id, [two.id for two in one.children]) for one in page.toc]\n"
        "    page.file.src_uri == 'en/a.md' and note('content', headings, page.content == html)\n",
        "utf-8",
    )
    kbgen("build", "-f", config)
    assert (config.parent / "said.txt").read_text("utf-8").splitlines() == [
        "('source', None)",
        "('markdown', 'A name', True, 'A name')",
        "('content', [('one', ['two'])], True)",
    ]
