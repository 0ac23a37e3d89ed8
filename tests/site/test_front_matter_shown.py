"""What front matter says stands on the page as it was meant: paragraphs apart, Latin names isolated, all of it escaped."""

from __future__ import annotations

import pytest

NAME = "نصب C++ & <b>"
SHOWN = "نصب <bdi>C++ &amp; &lt;b&gt;</bdi>"
KINDS = {
    "guide": f"goal: تا {NAME}\nneeds: ['{NAME}']\n",
    "troubleshooting": f"symptoms: ['{NAME}']\napplies_to: [Node.js, C++]\n",
    "case-study": f"facts: {{'{NAME}': '{NAME}'}}\n",
    "white-paper": f"authors: ['{NAME}']\nabstract: |\n  {NAME}\n\n  متن ساده\n",
}
PLACES = {
    "guide": [".kb-box p", ".kb-box li"],
    "troubleshooting": [".kb-part--symptom li"],
    "case-study": [".kb-facts dt", ".kb-facts dd"],
    "white-paper": [".kb-authors", ".kb-abstract p"],
}


@pytest.fixture
def built(small, kbgen):
    """A Persian site with an article of each kind whose every text is mixed; the site."""
    files = {
        f"fa/s/{kind}.md": f"---\ntitle: '{NAME}'\ndescription: '{NAME}'\nkind: {kind}\n{more}---\n## نصب C++\n\n## متن\n"
        for kind, more in KINDS.items()
    }
    section = f"---\ntitle: '{NAME}'\ndescription: '{NAME}'\n---\n"
    config = small(
        {"en/index.md": "---\ntitle: Help\n---\n", "fa/index.md": section, "fa/s/index.md": section, **files},
        locales="{en: English, fa: فارسی}",
    )
    kbgen("build", "-q", "-f", config)
    return config.parent / "site"


def test_latin_names_are_isolated_wherever_a_text_is_shown(built, page):
    for kind, places in PLACES.items():
        article = page(built, f"fa/s/{kind}/")
        common = ["h1", ".kb-lead", ".kb-side__title a", ".kb-side li a", ".kb-breadcrumbs li:nth-child(2) a"]
        for place in [*common, *places]:
            assert SHOWN in article.select_one(place).decode_contents(), (kind, place)
        assert article.select_one(".kb-toc a").decode_contents() == "نصب <bdi>C++</bdi>"
    for url, places in {
        "fa/": ["h1", ".kb-hero p", ".kb-card a", ".kb-card p", ".kb-menu nav a"],
        "fa/s/": ["h1", ".kb-lead", ".kb-list a", ".kb-list p"],
        "fa/search/": [".kb-index h3 a", ".kb-index li a"],
    }.items():
        for place in places:
            assert page(built, url).select_one(place).decode_contents() == SHOWN, (url, place)
    assert "<bdi>Node.js</bdi> و <bdi>C++</bdi>" in str(page(built, "fa/s/troubleshooting/").select_one(".kb-note"))


def test_head_of_a_page_has_plain_text(built, page):
    article = page(built, "fa/s/guide/")
    assert article.title.text.startswith(NAME)
    assert article.select_one("meta[name=description]")["content"] == NAME


def test_same_words_on_a_page_from_left_to_right_stay_as_they_are(built, page):
    # The English site shows the Persian article in its own direction, and its frame without a mark.
    article = page(built, "en/s/guide/")
    assert article.select_one(".kb-logo span").decode_contents() == "Small"
    assert article.select_one("h1").decode_contents() == SHOWN
    assert article.select_one(".kb-side li a").decode_contents() == SHOWN


def test_abstract_of_several_paragraphs_has_as_many(built, page):
    paper = page(built, "fa/s/white-paper/")
    assert [paragraph.text for paragraph in paper.select(".kb-abstract p")] == [NAME, "متن ساده"]
