"""The whole content folder is read, put together and checked across files and languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.corpus import DATA
from kbgen.articles.article import Article, Status
from kbgen.articles.library import assemble, read_article, read_library, without_drafts
from kbgen.config import LocaleSettings, Settings
from kbgen.issues import Level, errors_in


def guide(**keys: str) -> str:
    lines = {"title": "T", "description": "D.", "kind": "guide", "goal": "G.", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()) + "---\nText.\n"


def index(title: str, **keys: str) -> str:
    return f"---\ntitle: {title}\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + "---\n"


def test_articles_and_sections_stand_by_locale_and_path(content):
    settings = content(
        {
            "en/g/b.md": guide(),
            "en/g/a.md": guide(),
            "fa/g/a.md": guide(title="ت"),
            "en/g/index.md": index("Guides"),
            "en/x.png": "x",
        }
    )
    library, issues = read_library(settings)
    assert issues == []
    assert {tag: list(shelf) for tag, shelf in library.articles.items()} == {"en": ["g/a.md", "g/b.md"], "ar": [], "fa": ["g/a.md"]}
    assert library.articles["fa"]["g/a.md"].title == "ت"
    assert library.sections["en"]["g"].title == "Guides"
    assert library.files == ("en/x.png",)


def test_a_folder_without_an_index_is_named_after_itself_up_to_the_root(content):
    settings = content({"en/mobile-phones/for-s_people/x.md": guide(), "en/a/b/index.md": index("B")})
    settings = replace(settings, locales=(LocaleSettings("en", "English", site_name="Help centre"), *settings.locales[1:]))
    library, _ = read_library(settings)
    assert {path: section.title for path, section in library.sections["en"].items()} == {
        "": "Help centre",
        "a": "A",
        "a/b": "B",
        "mobile-phones": "Mobile Phones",
        "mobile-phones/for-s_people": "For s_people",
    }
    assert library.sections["ar"][""].title == "Help"


def test_an_id_set_in_one_language_is_that_of_all(content):
    library, issues = read_library(content({"en/a.md": guide(id="first"), "fa/a.md": guide(), "ar/a.md": guide(id="first")}))
    assert issues == []
    assert {shelf["a.md"].id for shelf in library.articles.values()} == {"first"}


@pytest.mark.parametrize(
    ("files", "code", "path", "other"),
    [
        ({"en/a.md": guide(id="x"), "en/b.md": guide(id="x")}, "id-duplicate", "content/en/b.md", "content/en/a.md"),
        ({"en/a.md": guide(), "en/b.md": guide(id="a")}, "id-duplicate", "content/en/b.md", "content/en/a.md"),
        ({"en/a.md": guide(id="x"), "fa/b.md": guide(id="x")}, "id-duplicate", "content/fa/b.md", "content/en/a.md"),
        ({"en/a.md": guide(id="x"), "fa/a.md": guide(id="y")}, "id-differs", "content/fa/a.md", "content/en/a.md"),
    ],
)
def test_a_clash_of_ids_names_both_files(content, files, code, path, other):
    _, issues = read_library(content(files))
    (issue,) = issues
    assert (issue.code, issue.path, issue.level) == (code, path, Level.ERROR)
    assert other in issue.message


def test_related_and_featured_must_name_articles(content):
    files = {
        "en/guides/set-up.md": guide(related="[guides/setup, guides/set-up]"),
        "fa/guides/set-up.md": guide(related="[guide/set-up]"),
        "en/index.md": index("Help", featured="[guides/set-up, guides/set-pu]"),
    }
    _, issues = read_library(content(files))
    assert [(issue.path, issue.code, issue.level, issue.suggestion) for issue in issues] == [
        ("content/en/guides/set-up.md", "related-unknown", Level.WARNING, "Did you mean `guides/set-up`?"),
        ("content/en/index.md", "featured-unknown", Level.WARNING, "Did you mean `guides/set-up`?"),
        ("content/fa/guides/set-up.md", "related-unknown", Level.WARNING, "Did you mean `guides/set-up`?"),
    ]


def test_an_article_that_exists_in_another_language_only_can_be_related(content):
    _, issues = read_library(content({"en/a.md": guide(), "fa/b.md": guide(related="[a]")}))
    assert issues == []


def test_every_bad_file_is_named_and_the_good_ones_are_read(content):
    files: dict[str, str | bytes] = {
        "en/good.md": guide(),
        "en/latin.md": b"---\ntitle: caf\xe9\n---\n",
        "en/huge.md": b"a" * 2_000_000,
        "en/bomb.md": "---\na: &a [x]\nb: [*a, *a]\n---\n",
        "en/open.md": "---\ntitle: x\n",
    }
    library, issues = read_library(content(files))
    assert [(issue.path, issue.code) for issue in issues] == [
        ("content/en/bomb.md", "front-matter-anchor"),
        ("content/en/huge.md", "file-size"),
        ("content/en/latin.md", "file-encoding"),
        ("content/en/open.md", "front-matter-open"),
    ]
    assert "good.md" in library.articles["en"]


def test_one_file_read_again_gives_the_library_of_a_clean_build(content):
    settings = content({"en/a.md": guide(), "en/b.md": guide(id="x"), "fa/b.md": guide()})
    before, _ = read_library(settings)
    changed = guide(title="New").encode()
    (settings.content_dir / "en/a.md").write_bytes(changed)
    entry, _ = read_article(settings, "en", "a.md", changed)
    assert entry is not None
    kept = [
        article
        for shelf in before.articles.values()
        for article in shelf.values()
        if (article.locale, article.path) != ("en", "a.md")
    ]
    assert assemble(settings, [entry, *kept], before.files) == read_library(settings)


def test_drafts_are_left_out_of_the_published_library(content):
    library, _ = read_library(content({"en/a.md": guide(status="draft"), "en/b.md": guide(status="retired")}))
    assert library.articles["en"]["a.md"].status is Status.DRAFT
    assert list(without_drafts(library).articles["en"]) == ["b.md"]


def test_a_new_locale_is_only_a_folder_and_an_entry(content):
    library, issues = read_library(
        content({"en/a.md": guide(), "he/a.md": guide(title="א"), "zh-Hant/a.md": guide()}, ("en", "he", "zh-Hant"))
    )
    assert issues == []
    assert library.articles["he"]["a.md"].title == "א"


@pytest.mark.needs("articles")
def test_an_existing_folder_of_794_articles_is_read_without_an_error():
    folder = DATA / "help-articles"
    locales = tuple(LocaleSettings(tag, tag) for tag in ("en", "ar", "fa"))
    settings = Settings(DATA / "mkdocs.yml", folder, DATA / "site", "Help", "", "en", locales, front_matter="lenient")
    library, issues = read_library(settings)
    articles = [article for shelf in library.articles.values() for article in shelf.values()]
    assert len(articles) == 794
    assert errors_in(issues) == []
    assert issues == []
    assert all(isinstance(article, Article) and article.title and article.order for article in articles)
    assert all(len(article.description) <= 160 for article in articles)
