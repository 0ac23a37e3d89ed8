"""Pages that word processors and authoring tools saved: lists, titles, tabs, folds and places arrive as what they were."""

from __future__ import annotations

import pytest

from .conftest import lost

ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>"
    "<span style='mso-list:Ignore'>{sign}<span>&nbsp; </span></span>{words}</p>"
)
WORD = (
    "<html><head><meta name=Generator content='Microsoft Word 15'><title>x</title></head><body><div class=WordSection1>"
    "<p class=MsoTitle>Install guide</p><p class=MsoToc1><a href='#_Toc1'>First .... 1</a></p><h1><a name='_Toc1'></a>First</h1>"
    + ITEM.format(level=1, sign="·", words="One")
    + ITEM.format(level=2, sign="o", words="Inner")
    + ITEM.format(level=1, sign="·", words="Two")
    + ITEM.format(level=1, sign="1.", words="Number one")
    + "<p>Note<a href='#_ftn1' name='_ftnref1'>[1]</a></p><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Below</p></div></body></html>"
)
GOOGLE = (
    "<html><head><style>.c1{font-weight:700}.c2{font-style:italic}</style></head><body class='c5 doc-content'>"
    "<p class='c3 title'><span>My doc</span></p><h1><span>Head</span></h1><p><span class='c1'>Bold</span><span> and </span>"
    "<span class='c2'>leaning</span> <a href='https://www.google.com/url?q=https://x.example/a?b%3D1&amp;sa=D'>link</a>"
    "<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup></p><ul class='lst-kix_a-0 start'><li>one</li></ul>"
    "<ul class='lst-kix_a-1 start'><li>nested</li></ul><ul class='lst-kix_a-0'><li>two</li></ul>"
    "<div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a><span>A reviewer's remark</span></p></div></body></html>"
)
FLARE = (
    "<html data-mc-search-type='Stem'><head><title>Set up</title></head><body><div role='main' id='mc-main-content'><h1>Set up</h1>"
    "<p>See <a href='Clean.htm' class='MCXref'>Clean</a></p><div class='MCDropDown dropDown'><span class='MCDropDownHead'>"
    "<a href='#' class='MCDropDownHotSpot'>Head</a></span><div class='MCDropDownBody dropDownBody'><p>Body</p></div></div>"
    "</div></body></html>"
)
SPHINX = (
    "<html><head><title>Usage — P 1.0 documentation</title></head><body><div class='body' role='main'><section id='usage'><h1>Usage"
    "<a class='headerlink' href='#usage'>¶</a></h1>"
    "<dl><dt id='f'>f()<a class='headerlink' href='#f'>¶</a></dt><dd><p>Calls.</p></dd></dl>"
    "<div class='sd-tab-set'><input type='radio'><label class='sd-tab-label'>Linux</label>"
    "<div class='sd-tab-content'><p>apt</p></div>"
    "<input type='radio'><label class='sd-tab-label'>Mac</label><div class='sd-tab-content'><p>brew</p></div></div>"
    "<div class='math notranslate'>\\[a=b\\]</div><img alt='_images/p.png' src='_images/p.png'></section></div></body></html>"
)
THEME = (
    "<html><head><title>Reset</title></head><body><main><article><header><h1>Reset</h1></header>"
    "<div class='article-body'><p>Words</p></div>"
    "<div class='article-attachments'><ul class='attachments'><li><a href='m.pdf'>m.pdf</a></li></ul></div>"
    "<section class='recent-articles'><h2>Recently viewed articles</h2></section></article></main></body></html>"
)
PAGES = [
    (
        "Word",
        {"Install guide.htm": WORD},
        "install-guide.md",
        "Install guide",
        '## First - One - Inner - Two 1. Number one Note[<span id="_ftnref1"></span>[1]](#_ftn1) '
        '[<span id="_ftn1"></span>[1]](#_ftnref1) Below',
    ),
    (
        "Google Docs",
        {"Doc.html": GOOGLE},
        "doc.md",
        "My doc",
        "## Head **Bold** and *leaning* [link](https://x.example/a?b=1) - one - nested - two",
    ),
    (
        "MadCap Flare, every page of which is a topic",
        {"Content/Topics/Set.htm": FLARE, "Content/Topics/Clean.htm": FLARE.replace("Set up", "Clean")},
        "content/topics/set.md",
        "Set up",
        'See [Clean](clean.md) ??? note "Head" Body',
    ),
    (
        "Sphinx",
        {"usage.html": SPHINX, "_images/p.png": b"\x89PNG\r\n\x1a\n" + bytes(50)},
        "usage.md",
        "Usage",
        'f() : Calls. === "Linux" apt === "Mac" brew ```math a=b ``` ![](p.png)',
    ),
    ("a theme of Zendesk", {"1-Reset.html": THEME, "m.pdf": b"%PDF"}, "1-reset.md", "Reset", "Words - [m.pdf](m.pdf)"),
]


@pytest.mark.parametrize(("files", "path", "title", "body"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_saved_page_is_what_its_reader_saw(bring, export, library, files, path, title, body):
    bring("html", export(files))
    article = library().articles["en"][path]
    assert (article.title, " ".join(article.body.split())) == (title, body)


def test_nested_items_of_word_stand_below_the_item_above(bring, export, library):
    bring("html", export({"a.htm": WORD}))
    assert "- One\n    - Inner\n- Two\n\n1. Number one" in library().articles["en"]["a.md"].body


def test_indexes_that_a_generator_made_are_no_articles_and_are_named(bring, export, library):
    made = "<html><head><title>Index</title></head><body><div role='main'><h1>Index</h1><p>A | B</p></div></body></html>"
    report = bring("html", export({"usage.html": SPHINX, "genindex.html": made, "py-modindex.html": made}))
    assert list(library().articles["en"]) == ["usage.md"]
    assert {file for file, what in lost(report) if what == "page"} == {"genindex.html", "py-modindex.html"}


def test_a_link_around_a_picture_that_is_elsewhere_is_one_link(bring, export, library):
    page = (
        "<html><body><h1>T</h1><p>State: <a href='https://x.example/ci'><img src='https://x.example/badge.svg' alt='passing'></a>,"
        " <a href='files/Guide%20one.pdf'><img src='thumbnail/1'></a></p></body></html>"
    )
    bring("html", export({"t.html": page, "files/Guide one.pdf": b"%PDF"}))
    assert library().articles["en"]["t.md"].body.strip() == "State: [passing](https://x.example/ci), [Guide one.pdf](guide-one.pdf)"


def test_links_to_headings_lead_there_in_pages_whose_names_hold_spaces(bring, export, library):
    files = {
        "First page.md": "# First\n\n[to](<Second page.md#Part A>) [own](#there)\n\n## There\n",
        "Second page.md": "# S\n\n## Part A\n",
    }
    bring("markdown", export(files))
    assert "[to](second-page.md#part-a) [own](#there)" in library().articles["en"]["first-page.md"].body
