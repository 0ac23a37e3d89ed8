"""Addresses are encoded wherever they stand: signs that mean something in an address are part of names too."""

from __future__ import annotations

import json
from urllib.parse import quote, unquote, urljoin

import pytest
from bs4 import BeautifulSoup

HOME = "---\ntitle: Help\n---\n"
ARTICLE = "---\ntitle: {}\nupdated: 2026-01-02\ntags: ['C#', 'a/b', '50%', 'x?y', 'خلاصه']\n---\n\nWords.\n"
NAMES = ["c#.md", "q&a.md", "100%.md", "خانه.md", "a b.md", "what?/index.md", "what?/x.md"]


@pytest.fixture
def site(small, kbgen):
    config = small({"en/index.md": HOME, **{f"en/g/{name}": ARTICLE.format(f"About {place}") for place, name in enumerate(NAMES)}})
    kbgen("build", "-q", "-f", config)
    return config.parent / "site"


def test_every_link_of_every_page_leads_to_a_file_of_the_site(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for file in pages:
        name = file.relative_to(site).as_posix()
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for element in soup.select("a[href], link[href], meta[http-equiv]"):
            address = element.get("href", "")
            if not address or address.startswith(("mailto:", "#")):
                continue
            place = urljoin(f"https://small.example.org/{quote(name)}", address)
            assert place.startswith("https://small.example.org/"), address
            path = unquote(place.removeprefix("https://small.example.org/").partition("#")[0].partition("?")[0])
            found = site / path / "index.html" if not path or path.endswith("/") else site / path
            assert found.is_file(), f"{name}: {address}"


def test_full_addresses_are_encoded_once(site):
    soup = BeautifulSoup((site / "en" / "g" / "c#" / "index.html").read_text("utf-8"), "html.parser")
    assert soup.select_one("link[rel=canonical]")["href"] == "https://small.example.org/en/g/c%23/"
    data = json.loads(soup.select_one("script[type='application/ld+json']").text)
    trail = next(each for each in data["@graph"] if each["@type"] == "BreadcrumbList")["itemListElement"]
    assert trail[-1]["item"] == "https://small.example.org/en/g/c%23/"
    feed = (site / "en" / "feed.xml").read_text("utf-8")
    assert "https://small.example.org/en/g/c%23/" in feed
    assert "g/c#/" not in feed


def test_search_leads_to_encoded_addresses(site, kbgen):
    said = kbgen("search", "About 0", "-f", site.parent / "mkdocs.yml").said
    assert "en/g/c%23/" in said
