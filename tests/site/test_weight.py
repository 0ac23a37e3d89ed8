"""An article's page is light, whatever the size of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

# HTML before compression, and how far pages of a small and a large site may differ: names of neighbours are of one length.
LIMIT = 25_000
SLACK = 100
TEXT = "\n\n".join(
    f"## Part {part} {{#part-{part}}}\n\n" + "One sentence of eight words stands right here. " * 12 for part in range(6)
)


def article(number: int) -> str:
    return (
        f"---\ntitle: Article {number:04}\ndescription: What article {number:04} answers, in a sentence.\nkind: guide\n"
        f"goal: A thing done.\ntags: [common, tag-{number % 50:02}]\nupdated: 2026-11-01\norder: {number + 1}\n---\n\n{TEXT}\n"
    )


def build(root: Path, count: int, kbgen) -> Path:
    """A site of `count` articles, in two sections."""
    for number in range(count):
        file = root / "content" / "en" / f"section-{number % 2}" / f"article-{number:04}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(number))
    (root / "mkdocs.yml").write_text(
        "site_name: Help\nsite_url: https://help.example.org/\ndocs_dir: content\ntheme: {name: material}\nplugins:\n"
        "  - kbgen:\n      source_locale: en\n      locales: {en: English}\n",
        "utf-8",
    )
    kbgen("build", "-q", "-f", root / "mkdocs.yml")
    return root / "site"


@pytest.fixture(scope="module")
def sites(kbgen, tmp_path_factory):
    """One of 50 articles and one of 2,000."""
    return [build(tmp_path_factory.mktemp("weight") / "project", count, kbgen) for count in (50, 2000)]


def test_an_article_weighs_the_same_in_a_small_and_a_large_site(sites):
    sizes = [(site / "en" / "section-0" / "article-0024" / "index.html").stat().st_size for site in sites]
    assert max(sizes) < LIMIT
    assert abs(sizes[1] - sizes[0]) < SLACK


def test_no_article_of_the_large_site_is_heavy(sites):
    heavy = [path for path in sites[1].glob("*/section-*/article-*/index.html") if path.stat().st_size >= LIMIT]
    assert heavy == []


def test_the_menu_of_a_page_does_not_grow_with_the_sections(small, kbgen, page):
    config = small({f"en/section-{number:03}/a.md": f"# A {number}\n\nText\n" for number in range(60)})
    kbgen("build", "-q", "-f", config)
    menu = page(config.parent / "site", "en/section-007/a/").select(".kb-sections a")
    assert len(menu) < 40
    assert "All sections" in [link.get_text() for link in menu]
    assert len(page(config.parent / "site", "en/").select(".kb-card")) == 60


def test_every_article_of_the_scenario_is_light(lantern):
    heavy = {path.relative_to(lantern).as_posix(): path.stat().st_size for path in lantern.rglob("index.html")}
    assert {name: size for name, size in heavy.items() if size >= LIMIT} == {}
