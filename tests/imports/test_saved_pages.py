"""Of saved pages the articles arrive, whole, and nothing of what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from .conftest import lost

HEAD = """<!doctype html><html lang="en"><head><title>Reset | Acme Help</title>
<meta name="description" content="All the help you need.">
<script type="application/ld+json">{"@type": "Article", "dateModified": "2025-05-05T10:00:00Z", "author": {"name": "Mina"}}</script>
</head><body><header class="site-header"><a href="/">Acme</a></header><div class="cookie-banner">We use cookies.</div>"""
RESET = (
    HEAD
    + """<main><ol class="breadcrumb"><li><a href="/">Home</a></li><li>Guides</li></ol>
<article><header><h1>Reset the lamp <a href="#x">#</a></h1><p class="article-meta">Updated <time>May 5, 2025</time> by Mina</p>
<p>A short introduction.</p></header>
<div class="toc"><p>On this page</p><ul><li><a href="#one">One</a></li></ul></div>
<h2 id="one">Step one</h2><p>Press <button>Save</button> now. <a href="pair.html#faq-2">Pairing</a>, <a href="#deep">below</a>.</p>
<aside class="note"><p>Mind the heat.</p></aside><aside><p>A remark without a class.</p></aside>
<div class="feedback-text">Words about feedback that belong to the article and lead nowhere.</div>
<div class="share-buttons"><a href="#">Twitter</a> <a href="#">Facebook</a></div>
<p id="deep">Deep text.</p>
<div class="article-votes"><span>Was this article helpful?</span><button>Yes</button><button>No</button></div>
<section class="related-articles"><h3>Related articles</h3><ul><li><a href="pair.html">Pair</a></li></ul></section>
<footer>© Acme</footer></article></main><footer>(c)</footer></body></html>"""
)
PAIR = """<html lang="en"><head><title>Pair | Acme Help</title><meta name="description" content="All the help you need."></head>
<body><div id="content"><h1>Pair the lamp</h1><p>Updated 4 May 2024 by Sara</p>
<h3><button aria-expanded="false">Is it free?</button></h3><div class="faq-answer" hidden><p>Yes it is.</p></div>
<h3 id="faq-2"><button aria-expanded="false">Is it fast?</button></h3><div class="faq-answer"><p>Very.</p></div>
<h2>Related articles</h2><ul><li><a href="reset.html">Reset</a></li></ul></div></body></html>"""


def test_an_article_arrives_without_what_stands_around_it_and_each_part_is_named(bring, export, library):
    report = bring("html", export({"docs/reset.html": RESET, "docs/pair.html": PAIR}))
    reset = library().articles["en"]["docs/reset.md"]
    assert (reset.title, reset.updated, reset.owner) == ("Reset the lamp", date(2025, 5, 5), "mina")
    assert " ".join(reset.body.split()) == (
        "A short introduction. ## Step one Press Save now. [Pairing](pair.md#faq-2), [below](#deep). !!! note Mind the heat. "
        "A remark without a class. Words about feedback that belong to the article and lead nowhere. "
        '<span id="deep"></span>Deep text.'
    )
    pair = library().articles["en"]["docs/pair.md"]
    assert (pair.title, pair.updated, pair.owner, str(pair.kind)) == ("Pair the lamp", date(2024, 5, 4), "sara", "faq")
    assert "## Is it free?\n\nYes it is.\n\n## Is it fast? {#faq-2}\n\nVery." in pair.body
    assert report.lost == 0
    assert [what.removeprefix("around the text: ") for _, what in lost(report)] == [
        "Related articles: Reset",
        "Updated 4 May 2024 by Sara",
        "On this page One",
        "Related articles Pair",
        "Twitter Facebook",
        "Updated May 5, 2025 by Mina",
        "Was this article helpful? Yes No",
        "© Acme",
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Reset | Acme</title><article><header><h1>Reset it</h1></header><p>x</p></article>", "Reset it"),
        ("<title>Reset | Acme</title><p>x</p>", "Reset"),
        ("<title>Acme - Reset</title><meta property='og:site_name' content='Acme'><p>x</p>", "Reset"),
        ("<title>Wi-Fi - fast and slow</title><p>x</p>", "Wi-Fi - fast and slow"),
        ("<title>Reset</title><header><h1 class='logo'>Acme</h1></header><main><p>x</p></main>", "Reset"),
        ("<title>Reset it - Acme</title><div class='top'><h1>Reset it</h1></div><main><p>x</p></main>", "Reset it"),
        ("<h1>First</h1><p>x</p><h1>Second</h1><p>y</p>", "First"),
    ],
)
def test_the_title_is_that_of_the_article_and_not_that_of_the_site(bring, export, library, page, title):
    bring("html", export({"a.html": f"<html><body>{page}</body></html>"}))
    assert library().articles["en"]["a.md"].title == title


def test_a_name_that_several_titles_share_is_that_of_the_site(bring, export, library):
    pages = {f"{name}.html": f"<title>{name} - Acme Help</title><p>x</p>" for name in ("Reset", "Pair")}
    bring("html", export(pages))
    assert sorted(article.title for article in library().articles["en"].values()) == ["Pair", "Reset"]


def test_a_description_that_many_pages_share_is_not_that_of_an_article(bring, export, library):
    head = "<meta name='description' content='All the help.'>"
    bring("html", export({f"{name}.html": f"{head}<h1>{name}</h1><p>Words of {name}.</p>" for name in "abc"}))
    assert library().articles["en"]["a.md"].description == "Words of a."


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        ("<meta property='article:modified_time' content='2025-02-03T00:00:00Z'>", "", date(2025, 2, 3)),
        ("", "<p>Last updated: <time datetime='2025-02-03'>yesterday</time></p>", date(2025, 2, 3)),
        ("", "<span itemprop='dateModified' content='2025-02-03'></span>", date(2025, 2, 3)),
        ("", "<p>Last modified on 3 February 2025</p>", date(2025, 2, 3)),
        ("", "<p>The offer ends on <time datetime='2025-02-03'>3 February</time>." + " More words." * 30 + "</p>", None),
        ("", "<p>" + "Words. " * 60 + "<time datetime='2025-02-03'>3 February</time></p>", None),
    ],
)
def test_the_day_of_the_last_change_is_found_wherever_pages_say_it(bring, export, library, head, body, day):
    bring("html", export({"a.html": f"<html><head>{head}</head><body><h1>A</h1>{body}<p>x</p></body></html>"}))
    assert library().articles["en"]["a.md"].updated == day


NASTY = {
    "nested boxes": "<div class=meta>" * 20_000 + "x",
    "nested articles": "<article>" * 5_000 + "x",
    "times": "<time datetime=2025-01-01>x</time>" * 10_000,
    "bylines": "<p>Updated 5 May 2025 by Mina</p>" * 3_000,
    "share bars": "<div class=share><a href=x>x</a></div>" * 5_000,
    "headings of lists": "<h2>Related articles</h2><ul><li><a href=x>x</a></ul>" * 2_000,
    "data about the page": '<script type="application/ld+json">' + "[" * 20_000,
    "titles": "<h1>x</h1>" * 5_000,
    "bars": f"<title>{'a | ' * 20_000}</title>x",
    "menus": "<nav>" * 10_000,
}


@pytest.mark.parametrize("name", NASTY)
def test_pages_made_to_take_for_ever_are_read_all_the_same(bring, export, library, name):
    bring("html", export({"a.html": f"<p>Some words.</p>{NASTY[name]}", "b.html": "<h1>B</h1><p>x</p>"}))
    assert "b.md" in library().articles["en"]


def test_pages_that_are_no_articles_stay_out_and_old_addresses_lead_on(bring, export, library):
    def page(title: str, text: str, head: str = "") -> str:
        return f"<html lang=en><head><title>{title}</title>{head}</head><body><main><h1>{title}</h1>{text}</main></body></html>"

    links = "".join(f"<li><a href='/docs/{name}/'>An article called {name}</a></li>" for name in ("reset", "pair"))
    pages = {
        "index.html": page("Help", f"<ul>{links}</ul>"),
        "404.html": page("Not found", "<p>Nothing is here.</p>"),
        "search/index.html": page("Search", "<p>Type what you look for.</p>", '<meta name="robots" content="noindex">'),
        "tags/wifi/index.html": page("wifi", f"<ul>{links}</ul>"),
        "docs/reset/index.html": page("Reset", "<p>Hold the button.</p>"),
        "docs/pair/index.html": page("Pair", "<p>Hold both buttons.</p>"),
        "docs/hold/index.html": '<meta http-equiv="refresh" content="0; url=../reset/"><a href="../reset/">moved</a>',
        "docs/gone/index.html": "<meta http-equiv=Refresh content=\"0;URL='https://else.example/'\">",
    }
    report = bring("html", export(pages))
    assert sorted(library().articles["en"]) == ["docs/pair.md", "docs/reset.md"]
    assert "/docs/hold/" in library().articles["en"]["docs/reset.md"].redirect_from
    assert {where for where, what in lost(report) if what == "page"} == {
        "404.html",
        "search/index.html",
        "tags/wifi/index.html",
        "docs/hold/index.html",
        "docs/gone/index.html",
    }


def test_a_help_center_that_hides_from_search_engines_arrives_all_the_same(bring, export, library):
    head = '<html lang=en><head><meta name="robots" content="noindex, nofollow"></head><body><main>'
    bring(
        "html", export({f"docs/{name}.html": f"{head}<h1>{name}</h1><p>Text.</p></main></body></html>" for name in ("one", "two")})
    )
    assert sorted(library().articles["en"]) == ["docs/one.md", "docs/two.md"]
