"""`kbgen init` begins a site in any languages, each in its own words."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from kbgen.authoring.scaffold import SAMPLES
from kbgen.config import load
from kbgen.desk.identity.people import DeskRules, read_rules
from kbgen.language.catalogue import shipped_tags
from kbgen.notices.settings import When, load_notify
from kbgen.proposals.settings import load_forge
from kbgen.report.read.goals_file import Measure, load_goals


def settings_of(project):
    document = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    return document, document["plugins"][0]["kbgen"]


def front_matter(path):
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


def test_a_site_in_chosen_languages_builds_without_a_word(kbgen, tmp_path):
    kbgen("init", "my-help", "--locales", "de,ja,zh-Hant,ru,he", cwd=tmp_path)
    project = tmp_path / "my-help"
    document, options = settings_of(project)
    assert document["site_name"] == "Hilfe-Center"
    assert options["source_locale"] == "de"
    assert options["locales"] == {
        "de": {"name": "Deutsch"},
        "ja": {"name": "日本語", "site_name": "ヘルプセンター"},
        "zh-Hant": {"name": "繁體中文", "site_name": "說明中心"},
        "ru": {"name": "Русский", "site_name": "Справочный центр"},
        "he": {"name": "עברית", "site_name": "מרכז העזרה"},
    }
    kbgen("build", "--strict", cwd=project)
    assert kbgen("check", cwd=project).said.strip() == "5 hints. Hints are shown with -v."
    page = (project / "site/he/index.html").read_text("utf-8")
    assert 'lang="he" dir="rtl"' in page
    assert "איך אפשר לעזור?" in page
    assert [path.name for path in sorted(project.glob("content/*/start/first-article.md"))] == ["first-article.md"]


@pytest.mark.parametrize("tag", shipped_tags())
def test_home_section_and_first_article_are_in_every_shipped_language(tag, kbgen, tmp_path):
    kbgen("init", "my-help", "--locales", tag, cwd=tmp_path)
    project = tmp_path / "my-help"
    document, options = settings_of(project)
    content = project / "content" / tag
    written = [
        document["site_name"],
        options["teams"]["docs"]["name"][tag],
        *(front_matter(content / name)[key] for name in ("index.md", "start/index.md") for key in ("title", "description")),
        *(front_matter(content / "start/first-article.md")[key] for key in ("title", "description", "goal")),
    ]
    english = {"Help center", "Documentation team", "How can we help?", "Getting started", "Write your first article"}
    assert english.isdisjoint(written)
    assert len(set(written)) == len(written)
    article = (content / "start/first-article.md").read_text("utf-8")
    assert article.count("`kbgen serve`") == article.count("`kbgen new guide start/my-article`") == 1
    assert "{" not in article.replace("{#preview}", "").replace("{#add}", "")


@pytest.mark.parametrize(
    ("locales", "folder"), [("en,de", "`content/de`"), ("ar,tr", "`content/tr`"), ("fa,en", "`content/en`"), ("en", "")]
)
def test_the_first_article_speaks_of_the_languages_that_the_site_has(locales, folder, kbgen, tmp_path):
    kbgen("init", "my-help", "--locales", locales, cwd=tmp_path)
    source = locales.partition(",")[0]
    text = (tmp_path / f"my-help/content/{source}/start/first-article.md").read_text("utf-8")
    assert text.count("`content/") == (1 if folder else 0)
    assert folder in text
    assert ("{#translate}" in text) == bool(folder)


@pytest.mark.parametrize(
    ("locales", "word"),
    [
        ("en,jp", "jp is not the tag of a language. Did you mean ja?"),
        ("en,German", "German is not the tag of a language. Did you mean de?"),
        ("xx", "xx is not the tag of a language. Write for example de, pt-BR or zh-Hant."),
        ("en-", "en- is not the tag of a language."),
        ("de,en,de", "de is named twice."),
        (" , ", "Name at least one language"),
    ],
)
def test_a_word_that_is_no_language_is_refused_and_nothing_is_written(locales, word, kbgen, tmp_path):
    assert word in kbgen("init", "my-help", "--locales", locales, cwd=tmp_path, expect=1).said
    assert list(tmp_path.iterdir()) == []


def test_tags_may_be_written_as_other_programs_write_them(kbgen, tmp_path):
    kbgen("init", "my-help", "--locales", "pt_br zh-hant no", cwd=tmp_path)
    _, options = settings_of(tmp_path / "my-help")
    assert list(options["locales"]) == ["pt-BR", "zh-Hant", "no"]
    assert options["locales"]["no"]["name"] == "Norsk"


def test_a_language_without_interface_text_is_named_with_the_way_out(kbgen, tmp_path):
    said = kbgen("init", "my-help", "--locales", "en,el,de-AT", cwd=tmp_path).said
    assert "Ελληνικά (el) has no interface text yet: kbgen messages update" in said
    assert "de-AT" not in said
    kbgen("build", "--strict", cwd=tmp_path / "my-help")
    manifest = json.loads((tmp_path / "my-help/site/kbgen-manifest.json").read_text("utf-8"))
    assert {entry["locale"] for entry in manifest["articles"]} == {"en", "el", "de-AT"}


@pytest.mark.parametrize("locales", [[], ["--locales", "de,he"]])
def test_sample_files_say_nothing_until_their_comment_signs_are_taken_out(locales, kbgen, tmp_path):
    kbgen("init", "my-help", *locales, cwd=tmp_path)
    project = tmp_path / "my-help"
    settings = load(project / "mkdocs.yml")
    assert load_goals(settings) == ([], [])
    assert load_notify(settings) == (None, [])
    assert load_forge(project, {}) == (None, [])
    assert read_rules(project / "desk.yml") == DeskRules()
    for name in SAMPLES:
        lines = (project / name).read_text("utf-8").splitlines()
        # What is a sample begins as YAML does; the rest is about it.
        sample = [line.removeprefix("# ") for line in lines if re.match(r"# ( *[\w-]+:|\s*- \{)", line)]
        assert len(sample) > 3, name
        (project / name).write_text("\n".join(sample) + "\n", "utf-8")
    # As the sample says: mail needs these two.
    (project / "mail.yml").write_text("from: help@example.com\nserver: localhost\n")
    with_mail = (
        (project / "mkdocs.yml").read_text("utf-8").replace("        docs:\n", "        docs:\n          email: docs@example.com\n")
    )
    (project / "mkdocs.yml").write_text(with_mail, "utf-8")
    settings = load(project / "mkdocs.yml")
    goals, issues = load_goals(settings)
    assert ({goal.measure for goal in goals}, issues) == (set(Measure), [])
    notify, issues = load_notify(settings)
    assert (notify is not None and {rule.when for rule in notify.rules}, issues) == (set(When), [])
    forge, issues = load_forge(project, {})
    assert (forge is not None and forge.repository, issues) == ("acme/help", [])
    rules = read_rules(project / "desk.yml")
    assert (rules.header, sorted(rules.people)) == ("x-forwarded-user", ["maryam", "tom"])
    assert "mistake" not in kbgen("check", cwd=project).said


@pytest.mark.parametrize("begun", [[], [".git"]])
def test_a_help_center_may_begin_in_the_folder_one_is_in(begun, kbgen, tmp_path):
    for name in begun:
        (tmp_path / name).mkdir()
    assert "cd " not in kbgen("init", ".", cwd=tmp_path).stdout
    kbgen("build", "-q", cwd=tmp_path)
    assert {"content", "mkdocs.yml", "site", ".gitignore", *begun} <= {each.name for each in tmp_path.iterdir()}
    assert not list(tmp_path.parent.glob(f".{tmp_path.name}*"))
    assert "is not empty" in kbgen("init", ".", cwd=tmp_path, expect=1).stderr
