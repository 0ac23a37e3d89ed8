"""Sections, topics and the list of all articles in pages, each of bounded size and all of them linked: read from one built site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from tests.command import run_kbgen
from tests.sites import LIST_LENGTH, LIST_WORDS


@pytest.fixture(scope="module")
def site(lists: Path) -> Path:
    return lists / "site"


def titles(found) -> list[str]:
    """All titles on these pages."""
    return [link.get_text().strip("\u2066\u2067\u2068\u2069") for _, soup in found for link in soup.select(".kb-titles a")]


def pages(site: Path, page, first: str) -> list:
    """The pages of a list, as `next` leads through them."""
    found, url = [], first
    while url:
        found.append((url, page(site, url)))
        following = found[-1][1].find("link", rel="next")
        base = "https://lists.example.org/help/" + url
        url = urljoin(base, following["href"]).removeprefix("https://lists.example.org/help/") if following else ""
    return found


def test_a_section_is_read_page_by_page_without_missing_an_article(site, page):
    found = pages(site, page, "en/big/")
    assert [url for url, _ in found] == ["en/big/", "en/big/page-2.html", "en/big/page-3.html"]
    assert all(len(titles([each])) <= LIST_LENGTH for each in found)
    ordered = ["Dates 11", "Dates 3"]
    rest = sorted(f"{LIST_WORDS['en'][number % 8].title()} {number}" for number in range(12) if number not in (3, 11))
    assert titles(found) == ordered + rest


def test_what_is_not_translated_counts_too_and_stands_under_its_own_letters(site, page):
    found = pages(site, page, "fa/big/")
    shown = titles(found)
    assert len(shown) == 12
    assert [title for title in shown[2:] if title[0] > "z"] == ["آب 0", "باد 1", "پل 2"]
    letters = [letter.get_text() for letter in found[0][1].select(".kb-letters a")]
    assert letters == ["آ", "ب", "پ", "A", "B", "C", "E", "F", "G", "H"]
    foreign = found[-1][1].select(".kb-titles a[lang=en][dir=ltr]")
    assert len(foreign) == len(titles(found[-1:]))


def test_every_link_of_a_list_leads_to_what_is_there(site, page):
    for first in ("en/", "en/big/", "fa/big/", "en/sections.html", "en/tags/", "en/tags/all/", "en/search/", "fa/search/"):
        for url, soup in pages(site, page, first):
            for link in soup.select("a[href], link[rel=prev], link[rel=next]"):
                target, _, anchor = urljoin(f"https://x/{url}", link["href"]).removeprefix("https://x/").partition("#")
                file = site / unquote(target) / "index.html" if target.endswith("/") or not target else site / unquote(target)
                assert file.is_file(), (url, link["href"])
                if anchor.startswith("letter-"):
                    assert f'id="{unquote(anchor)}"' in file.read_text("utf-8"), (url, link["href"])


def test_pages_name_the_ones_before_and_after_and_count_as_pages_of_their_own(site, page):
    second = page(site, "en/big/page-2.html")
    assert second.find("link", rel="prev")["href"] == "../../en/big/"
    assert second.find("link", rel="next")["href"] == "../../en/big/page-3.html"
    assert second.find("link", rel="canonical")["href"] == "https://lists.example.org/help/en/big/page-2.html"
    assert not second.select("link[hreflang]")
    assert second.title.get_text() == "Big – Page 2 of 3 – Lists"
    assert second.select_one(".kb-pager [aria-current=page]").get_text() == "2"
    first = page(site, "en/big/")
    assert first.find("link", rel="canonical")["href"] == "https://lists.example.org/help/en/big/"
    assert {link["hreflang"] for link in first.select("link[hreflang]")} == {"en", "fa", "x-default"}
    assert [link["href"] for link in second.select(".kb-languages a")] == ["../../en/big/page-2.html", "../../fa/big/"]
    assert page(site, "fa/big/page-2.html").select_one(".kb-pager [aria-current=page]").get_text() == "۲"


def test_the_home_page_and_the_menu_show_some_sections_and_lead_to_all(site, page):
    home = page(site, "en/")
    assert len(home.select(".kb-card")) <= 30
    assert home.select_one(".kb-cards__all a")["href"] == "../en/sections.html"
    every = titles(pages(site, page, "en/sections.html"))
    assert every == sorted(["Big", *(f"{word} section" for word in LIST_WORDS["en"])], key=str.lower)
    assert page(site, "en/sections.html").select_one(".kb-titles .kb-note").get_text() == "1 article"


def test_topics_and_the_articles_of_one_are_in_pages(site, page):
    assert titles(pages(site, page, "en/tags/"))[0] == "all"
    assert len(pages(site, page, "en/tags/")) == 3
    assert len(pages(site, page, "en/tags/all/")) == 3
    assert [link.get_text() for link in page(site, "en/tags/all/page-2.html").select(".kb-breadcrumbs a")][:2] == ["Home", "Topics"]


def test_all_articles_stand_on_the_pages_of_search_which_engines_leave_alone(site, page):
    found = pages(site, page, "en/search/")
    assert len(titles(found)) == 13
    assert all(soup.find("meta", attrs={"name": "robots"})["content"] == "noindex" for _, soup in found)
    assert all(soup.select_one("form.kb-search") for _, soup in found)
    assert {link.get_text(" ").split(" ")[0] for link in found[0][1].select(".kb-tags--all a")} >= {"Big", "apple"}


def test_a_file_of_titles_holds_what_a_long_list_does(site, page):
    address = page(site, "fa/big/page-2.html").select_one("[data-kb-finder]")["data-kb-finder"].split()
    assert address == ["../../fa/big/titles-1.json"]
    entries = json.loads((site / "fa/big/titles-1.json").read_text("utf-8"))
    assert [entry[0] for entry in entries] == titles(pages(site, page, "fa/big/"))
    assert ["آب 0", "fa/big/a0/"] in entries
    assert ["Honey 7", "fa/big/a7/", "en", "ltr"] in entries
    assert not (site / "en/s0/titles-1.json").exists()


def test_an_article_called_like_a_further_page_keeps_its_address(site, page):
    assert page(site, "en/s0/page-2/").h1.get_text() == "A second page"


def test_after_an_edit_lists_are_as_a_clean_build_makes_them(lists, files_of, tmp_path):
    root = Path(shutil.copytree(lists, tmp_path / "project"))
    article = root / "content/en/big/a5.md"
    article.write_text(article.read_text("utf-8").replace("Figs 5", "Zebra 5"), "utf-8")
    (root / "content/en/big/a6.md").unlink()
    run_kbgen("build", "-q", "-f", root / "mkdocs.yml")
    run_kbgen("build", "-q", "--clean", "-f", root / "mkdocs.yml", "-d", tmp_path / "clean")
    assert files_of(root / "site") == files_of(tmp_path / "clean")
    assert "Zebra 5" in (root / "site/en/big/page-3.html").read_text("utf-8")
