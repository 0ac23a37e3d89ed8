"""A further language is a folder of articles, a catalogue and an entry in mkdocs.yml: nothing of kbgen's own changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ENTRIES = """\
        he: {name: עברית, site_name: עזרה}
        fr: {name: Français, site_name: Aide}
"""
ARTICLES = {
    "he": {
        "index.md": "---\ntitle: במה אפשר לעזור?\ndescription: מדריכים ותשובות.\n---\n",
        "start/set-up.md": (
            "---\ntitle: התקנת Lantern\ndescription: מתקינים את Lantern על המחשב.\nkind: guide\n"
            "goal: מחברת על המחשב.\nminutes: 10\nupdated: 2026-11-01\ntags: [התקנה]\n---\n\n"
            "## התקנה {#install}\n\n1. מורידים את החבילה.\n2. מריצים את `install.sh`.\n"
        ),
    },
    "fr": {
        "index.md": "---\ntitle: Comment pouvons-nous vous aider ?\ndescription: Guides et réponses.\n---\n",
        "start/set-up.md": (
            "---\ntitle: Installer Lantern\ndescription: Installez Lantern sur un ordinateur.\nkind: guide\n"
            "goal: Un carnet sur votre ordinateur.\nminutes: 10\nupdated: 2026-11-01\ntags: [installation]\n---\n\n"
            "## Installation {#install}\n\n1. Téléchargez le paquet.\n2. Lancez `install.sh`.\n"
        ),
    },
}
HEADER = 'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {forms}\\n"\n\n'
FORMS = {"he": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
UNTRANSLATED = "This article is not available in {language} yet. You are reading it in {source}."
TEXTS = {
    "he": {
        "Skip to the content": "דילוג לתוכן",
        "Home": "ראשי",
        "Updated {date}": "עודכן {date}",
        UNTRANSLATED: "המאמר עדיין לא זמין ב{language}; לפניך הגרסה ב{source}.",
    },
    "fr": {
        "Skip to the content": "Aller au contenu",
        "Home": "Accueil",
        "Updated {date}": "Mis à jour le {date}",
        UNTRANSLATED: "Cet article n’existe pas encore en {language} ; vous le lisez en {source}.",
    },
}
PLURALS = {
    "he": ("{n} article", "{n} articles", "מאמר אחד", "{n} מאמרים"),
    "fr": ("{n} article", "{n} articles", "{n} article", "{n} articles"),
}


def add_languages(project: Path) -> Path:
    """Add Hebrew and French to the scenario as a writer would."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("      teams:\n", ENTRIES + "      teams:\n", 1), "utf-8")
    for tag, articles in ARTICLES.items():
        for name, text in articles.items():
            file = project / "content" / tag / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        one, many, first, second = PLURALS[tag]
        entries = [f'msgid "{text}"\nmsgstr "{words}"\n' for text, words in TEXTS[tag].items()]
        entries.append(f'msgid "{one}"\nmsgid_plural "{many}"\nmsgstr[0] "{first}"\nmsgstr[1] "{second}"\n')
        catalogue = project / "locales" / tag / "LC_MESSAGES" / "kbgen.po"
        catalogue.parent.mkdir(parents=True)
        catalogue.write_text(HEADER.format(tag=tag, forms=FORMS[tag]) + "\n".join(entries), "utf-8")
    return config


@pytest.fixture(scope="module")
def grown(kbgen, tmp_path_factory):
    """The scenario with two more languages, built."""
    import shutil

    source = Path(__file__).parents[2] / "scenarios" / "lantern"
    project = tmp_path_factory.mktemp("grown") / "project"
    shutil.copytree(source, project, ignore=shutil.ignore_patterns("site", ".kbgen"))
    kbgen("build", "-f", add_languages(project))
    return project / "site"


@pytest.mark.parametrize(
    ("tag", "direction", "title", "skip", "date"),
    [
        ("he", "rtl", "התקנת Lantern", "דילוג לתוכן", "1 בנובמבר 2026"),
        ("fr", "ltr", "Installer Lantern", "Aller au contenu", "1 novembre 2026"),
    ],
)
def test_its_pages_speak_it(grown, page, tag, direction, title, skip, date):
    tree = page(grown, f"{tag}/start/set-up/")
    assert (tree.html["lang"], tree.html["dir"]) == (tag, direction)
    assert tree.h1.get_text() == title
    assert tree.select_one(".kb-skip").get_text() == skip
    assert tree.select_one(".kb-meta time").get_text() == date
    assert {link["hreflang"] for link in tree.find_all("link", rel="alternate", hreflang=True)} == {
        "en",
        "ar",
        "fa",
        "he",
        "fr",
        "x-default",
    }


def test_the_other_languages_know_it(grown, page):
    tree = page(grown, "fa/start/set-up/")
    assert [link.get_text() for link in tree.select(".kb-languages a")] == ["English", "العربية", "فارسی", "עברית", "Français"]
    assert "../../../he/start/set-up/" in [link["href"] for link in tree.select(".kb-languages a")]


def test_its_untranslated_articles_say_so_in_its_words(grown, page):
    tree = page(grown, "fr/start/invite-people/")
    assert tree.select_one(".kb-notice").get_text() == "Cet article n’existe pas encore en français ; vous le lisez en anglais."
    assert tree.select_one(".kb-content")["lang"] == "en"
    assert "עברית" in page(grown, "he/start/invite-people/").select_one(".kb-notice").get_text()


def test_plural_forms_are_its_own(grown, page):
    notes = [note.get_text() for note in page(grown, "he/").select(".kb-card .kb-note")]
    assert all(re.fullmatch(r"(\d+ מאמרים|מאמר אחד)", note) for note in notes)


def test_it_has_a_sitemap_a_search_page_and_a_404_page(grown):
    for tag in ("he", "fr"):
        for name in ("sitemap.xml", "search/index.html", "404.html", "tags/index.html"):
            assert (grown / tag / name).exists()


def test_missing_words_of_a_language_that_does_not_come_ready_are_one_line_of_the_check(scenario, kbgen):
    config = scenario("lantern") / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("      teams:\n", "        da: {name: Dansk}\n      teams:\n", 1), "utf-8")
    home = config.parent / "content" / "da" / "index.md"
    home.parent.mkdir()
    home.write_text("---\ntitle: Hjælp\ndescription: Svar.\n---\n", "utf-8")
    assert "There is no catalogue for da" in kbgen("check", "-f", config, expect=1).said
    catalogue = config.parent / "locales" / "da" / "LC_MESSAGES" / "kbgen.po"
    catalogue.parent.mkdir(parents=True)
    header = HEADER.format(tag="da", forms="nplurals=2; plural=(n != 1);")
    catalogue.write_text(f'{header}msgid "Home"\nmsgstr "Hjem"\n', "utf-8")
    said = kbgen("check", "-f", config, expect=1).said
    assert re.search(r"locales/da/LC_MESSAGES/kbgen\.po\S*: error: \d+ texts that readers see are not translated to da", said)
    assert said.count("locales/da") == 1
    assert "Traceback" not in said
