"""`mkdocs build` gives the pages that `kbgen build` gives, and what others add to mkdocs.yml works in both."""

from __future__ import annotations

import os
import re
import shutil

import pytest

# What a plugin, a hook and a Markdown extension of somebody else may do: change text, HTML, the context, the page and a file.
HOOK = """
from pathlib import Path

def on_pre_build(config):
    config.extra["started"] = "yes"

def on_page_markdown(markdown, page, config, files):
    return markdown.replace("{{ started }}", config.extra["started"])

def on_page_content(html, page, config, files):
    return html + "<p class='of-hook'>" + page.file.src_uri + "</p>" if html else html

def on_env(env, config, files):
    env.globals["of_env"] = "set"
    return env

def on_page_context(context, page, config, nav):
    context["of_context"] = page.file.src_uri
    return context

def on_post_page(output, page, config):
    return output.replace("</body>", "<!-- " + page.file.src_uri + " --></body>")

def on_post_build(config):
    Path(config.site_dir, "of-hook.txt").write_text("done")
"""


@pytest.fixture
def both(kbgen, files_of):
    """The same project built by kbgen and by MkDocs; returns the two sites."""

    def build(config):
        kbgen("build", "-q", "-f", config, "-d", config.parent / "by-kbgen")
        kbgen("build", "-q", "-f", config, "-d", config.parent / "by-mkdocs", module="mkdocs")
        return files_of(config.parent / "by-kbgen"), files_of(config.parent / "by-mkdocs")

    return build


@pytest.fixture(scope="module")
def lantern_by_both(lantern, kbgen, files_of, tmp_path_factory):
    """The scenario as it is, built by kbgen and by MkDocs."""
    project = tmp_path_factory.mktemp("by-mkdocs") / "project"
    shutil.copytree(lantern.parent, project, ignore=shutil.ignore_patterns("site", ".kbgen"))
    kbgen("build", "-q", "-f", project / "mkdocs.yml", module="mkdocs", fresh=True)
    return files_of(lantern), files_of(project / "site")


def test_mkdocs_writes_the_same_files(lantern_by_both):
    ours, theirs = lantern_by_both
    assert sorted(name for name, content in ours.items() if theirs.get(name) != content) == []


def test_mkdocs_adds_only_what_its_theme_carries(lantern_by_both):
    ours, theirs = lantern_by_both
    assert [name for name in theirs.keys() - ours.keys() if name.endswith((".html", ".xml", ".json.gz"))] == []


def test_a_hook_of_a_site_takes_part_in_both(scenario, both):
    project = scenario("lantern")
    (project / "hook.py").write_text(HOOK)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "hooks: [hook.py]\n", "utf-8")
    article = project / "content" / "en" / "start" / "set-up.md"
    article.write_text(article.read_text("utf-8") + "\nHook: {{ started }}\n", "utf-8")
    (project / "theme").mkdir()
    (project / "theme" / "article.html").write_text(
        "{% extends 'base.html' %}{% block main %}{{ body }}[{{ of_env }} {{ of_context }}]{% endblock %}"
    )
    config.write_text(config.read_text("utf-8").replace("  name: material", "  name: material\n  custom_dir: theme"), "utf-8")
    ours, theirs = both(config)
    for site in (ours, theirs):
        assert site["of-hook.txt"] == b"done"
        html = site["en/start/set-up/index.html"].decode()
        assert "Hook: yes" in html
        assert "<p class='of-hook'>en/start/set-up" in html
        assert "[set en/start/set-up" in html
        assert re.search(r"<!-- en/start/set-up\S* --></body>", html)
    assert sorted(name for name, content in ours.items() if theirs.get(name) != content) == []


def test_what_a_hook_reads_is_shown_after_it_changed(small, kbgen):
    config = small({"en/a.md": "---\ntitle: A\n---\nText.\n"}, more="hooks: [hook.py]")
    (config.parent / "hook.py").write_text(
        "from pathlib import Path\n\ndef on_post_page(output, page, config):\n"
        "    return output + Path(config.config_file_path).with_name('data.txt').read_text()\n"
    )
    # Written long ago, so that a build trusts the time of their last change.
    for file in config.parent.rglob("*"):
        os.utime(file, (0, 0))
    for text in ("<!-- one -->", "<!-- two -->"):
        (config.parent / "data.txt").write_text(text)
        kbgen("build", "-q", "-f", config)
        assert (config.parent / "site/en/a/index.html").read_text("utf-8").endswith(text)


def test_another_plugin_keeps_working_in_both(scenario, both):
    project = scenario("lantern")
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("plugins:\n", "plugins:\n  - privacy:\n      enabled: false\n  - meta\n"), "utf-8"
    )
    ours, theirs = both(config)
    assert sorted(name for name, content in ours.items() if theirs.get(name) != content) == []


def test_markdown_extensions_of_a_site_work_in_both(lantern_by_both):
    for site in lantern_by_both:
        # `pymdownx.keys`, which only the scenario's mkdocs.yml names.
        assert "<kbd" in site["fa/start/set-up/index.html"].decode()


def test_styles_and_scripts_of_a_site_are_on_every_page_of_both(scenario, both):
    project = scenario("lantern")
    (project / "content" / "own").mkdir()
    (project / "content" / "own" / "house.css").write_text("body{}")
    (project / "content" / "own" / "house.js").write_text("console.debug('house')")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "extra_css: [own/house.css]\nextra_javascript: [own/house.js]\n", "utf-8")
    ours, theirs = both(config)
    for site in (ours, theirs):
        html = site["ar/billing/invoices/index.html"].decode()
        assert 'href="../../../own/house.css"' in html
        assert 'src="../../../own/house.js"' in html
        assert site["own/house.css"] == b"body{}"


def test_mkdocs_names_the_same_mistakes(scenario, kbgen):
    project = scenario("lantern")
    article = project / "content" / "ar" / "billing" / "invoices.md"
    article.write_text(article.read_text("utf-8").replace("description:", "discription:"), "utf-8")
    for module in ("kbgen", "mkdocs"):
        said = kbgen("build", "-f", project / "mkdocs.yml", module=module, expect=1).said
        assert "content/ar/billing/invoices.md:3: error: " in said
        assert "Did you mean description?" in said or "did you mean `description`" in said.lower()
        assert "Traceback" not in said


@pytest.mark.parametrize("theme", ["", "theme: mkdocs", "theme: {name: null, custom_dir: own}"], ids=["none", "another", "own"])
def test_pages_are_the_same_with_any_theme(small, both, files_of, kbgen, theme):
    config = small({"en/index.md": "---\ntitle: Help\n---\n", "en/guides/index.md": "---\ntitle: Guides\nicon: pencil\n---\n"})
    (config.parent / "own").mkdir()
    kbgen("build", "-q", "-f", config, "-d", config.parent / "with-material")
    config.write_text(config.read_text("utf-8").replace("theme: {name: material}", theme), "utf-8")
    ours, theirs = both(config)
    wanted = files_of(config.parent / "with-material")
    assert sorted(name for name, content in wanted.items() if {ours.get(name), theirs.get(name)} != {content}) == []
    assert "[icon-unknown]" not in kbgen("check", "-f", config, expect=None).said


def test_links_to_edit_an_article_are_the_same_where_mkdocs_guesses_them(small, both):
    for host, folder in (("github.com", "edit/master/docs/"), ("bitbucket.org", "src/default/docs/"), ("code.example", "")):
        ours, theirs = both(small({"en/a.md": "---\ntitle: A\n---\nText.\n"}, more=f"repo_url: https://{host}/a/b"))
        assert ours["en/a/index.html"] == theirs["en/a/index.html"]
        assert (f"https://{host}/a/b/{folder}en/a.md" in ours["en/a/index.html"].decode()) is bool(folder)
