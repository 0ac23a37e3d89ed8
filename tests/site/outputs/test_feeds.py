"""What writers share and what programs read, through real builds: snippets, terms, days, banners, copies, feeds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

LOCALES = ("en", "ar", "fa")
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://help.example.org/lantern/"


def build_on(config: Path, day: int) -> str:
    """Build as on a day given in seconds since 1970; returns what was said."""
    command = [sys.executable, "-m", "kbgen", "build", "-f", str(config)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(day)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=180, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_article_has_a_markdown_copy_beside_its_page(lantern, page):
    for tag in LOCALES:
        copy = (lantern / tag / "start/set-up/index.md").read_text("utf-8")
        assert f'url: "{SITE}{tag}/start/set-up/"' in copy
        assert "](../../../files/versions.csv)" in copy
        assert page(lantern, f"{tag}/start/set-up/").find("link", type="text/markdown")["href"] == "index.md"


def test_links_of_copies_lead_where_those_of_pages_do(lantern):
    copy = (lantern / "en/start/set-up/index.md").read_text("utf-8")
    assert "](../../stories/offline-sync/#conflicts)" in copy


def test_each_locale_has_a_list_and_one_text_of_everything_in_its_language(lantern):
    root = (lantern / "llms.txt").read_text("utf-8")
    for tag in LOCALES:
        assert f"{SITE}{tag}/llms.txt" in root
        short, full = ((lantern / tag / name).read_text("utf-8") for name in ("llms.txt", "llms-full.txt"))
        listed = [line.partition("](")[2].partition(")")[0] for line in short.splitlines() if line.startswith("- [")]
        assert listed
        for address in listed:
            assert (lantern / address.removeprefix(SITE)).read_text("utf-8") in full


def test_what_is_shown_untranslated_is_in_no_other_language_s_text(lantern):
    manifest = json.loads((lantern / "kbgen-manifest.json").read_text("utf-8"))
    foreign = [article for article in manifest["articles"] if article["locale"] != article["language"]]
    assert foreign
    for article in foreign:
        assert article["url"] not in (lantern / article["locale"] / "llms.txt").read_text("utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_feed_has_the_latest_changes_first(lantern, page, locale):
    feed = ElementTree.fromstring((lantern / locale / "feed.xml").read_bytes())
    days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    assert days
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    assert page(lantern, f"{locale}/").find("link", type="application/atom+xml")["href"] == f"../{locale}/feed.xml"


def test_articles_json_names_every_article_of_every_locale(lantern):
    listed = json.loads((lantern / "articles.json").read_text("utf-8"))["articles"]
    manifest = json.loads((lantern / "kbgen-manifest.json").read_text("utf-8"))["articles"]
    assert [(each["id"], each["locale"]) for each in listed] == [(each["id"], each["locale"]) for each in manifest]
    for each in listed:
        assert (lantern / each["markdown"].removeprefix(SITE)).is_file()


def test_a_build_of_what_changed_gives_the_copies_and_texts_of_a_clean_one(kbgen, scenario, files_of):
    project = scenario("lantern")
    kbgen("build", cwd=project)
    file = project / "content/fa/billing/invoices.md"
    file.write_text(file.read_text("utf-8") + "\nیک جملهٔ تازه.\n", "utf-8")
    kbgen("build", cwd=project)
    changed = files_of(project / "site")
    kbgen("build", "--clean", cwd=project)
    assert changed == files_of(project / "site")
    assert "یک جملهٔ تازه." in changed["fa/llms-full.txt"].decode()


def test_a_changed_snippet_renders_the_articles_that_use_it_and_no_other(kbgen, small, page):
    config = small(
        {
            "en/a.md": "---\ntitle: About {= product }\n---\n{+ outer }\n\n[c](c.md)\n",
            "en/b.md": "---\ntitle: B\n---\nText.\n",
            "en/c.md": "---\ntitle: C\n---\n{= product }\n",
            "en/_variables.yml": "product: Lantern\n",
            "en/_snippets/outer.md": "{+ inner }\n",
            "en/_snippets/inner.md": "First.\n",
        }
    )
    kbgen("build", "-f", config)
    site = config.parent / "site"
    assert page(site, "en/a/").h1.string == "About Lantern"
    (config.parent / "content/en/_snippets/inner.md").write_text("Second.\n")
    said = kbgen("build", "--explain", "-f", config).said
    assert "Second." in (site / "en/a/index.html").read_text("utf-8")
    assert "article a.md: its text changed" in said
    assert "article b.md" not in said
    assert "article c.md" not in said


def test_an_unknown_snippet_is_named_with_its_line(kbgen, small):
    config = small({"en/a.md": "---\ntitle: A\n---\nText.\n\n{+ nothing }\n"})
    said = kbgen("build", "-f", config).said
    assert "content/en/a.md:6: warning: There is no snippet `nothing`." in said


def test_the_first_use_of_a_term_in_an_article_has_its_meaning(kbgen, small, page):
    text = "---\ntitle: A\n---\n## Sync explained\n\nThe `sync` runs. Sync sends; sync again, offline sync too.\n"
    files = {"en/a.md": text, "en/_glossary.yml": "sync: Keeps copies equal.\noffline sync: Later.\n"}
    config = small(files)
    kbgen("build", "-f", config)
    terms = page(config.parent / "site", "en/a/").find_all("abbr", class_="kb-term")
    assert [(term.string, term["title"]) for term in terms] == [("Sync", "Keeps copies equal."), ("offline sync", "Later.")]
    config = small(files, options="      glossary_tooltips: false\n")
    kbgen("build", "-f", config)
    assert page(config.parent / "site", "en/a/").find("abbr") is None


def test_an_article_appears_on_its_day_though_no_file_changed(small):
    config = small({"en/a.md": "---\ntitle: A\npublish_at: 2026-03-01\n---\nText.\n", "en/b.md": "---\ntitle: B\n---\nText.\n"})
    article = config.parent / "site/en/a/index.html"
    day = 1772236800  # 2026-02-28
    build_on(config, day)
    assert not article.exists()
    # Files that were written just now are looked at again: only then can nothing have changed.
    for file in config.parent.rglob("*.md"):
        os.utime(file, (1, 1))
    build_on(config, day)
    assert "0 rendered" in build_on(config, day + 3600)
    build_on(config, day + 86400)
    assert article.exists()


def test_a_banner_is_a_file_of_its_own_and_changes_no_page(kbgen, small, files_of):
    config = small({"en/a.md": "---\ntitle: A\n---\nText.\n"})
    kbgen("build", "-f", config)
    site = config.parent / "site"
    before = files_of(site)
    (config.parent / "content/en/_banner.md").write_text("---\nlevel: problem\nuntil: 2126-01-01\n---\nSee [a](a.md).\n")
    said = kbgen("build", "-f", config).said
    assert "0 rendered," in said
    after = files_of(site)
    assert {name for name in after if after[name] != before.get(name)} == {"en/banner.json"}
    banner = json.loads(after["en/banner.json"])
    assert (banner["level"], banner["label"], banner["until"]) == ("problem", "Known problem", "2126-01-01")
    assert 'href="a/"' in banner["html"]


def test_a_first_draft_explains_its_keys_in_its_language_and_lists_the_teams(kbgen, scenario):
    project = scenario("lantern")
    kbgen("new", "guide", "start/new", "-l", "fa", "-l", "ar", cwd=project)
    draft = (project / "content/fa/start/new.md").read_text("utf-8")
    assert "# یک جمله: خواننده در پایان چه خواهد داشت." in draft
    assert "#   notes: " in draft
    assert "# جملة واحدة" in (project / "content/ar/start/new.md").read_text("utf-8")
