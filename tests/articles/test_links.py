"""Links lead to articles, sections, files and other sites, and never out of the content folder."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbgen.articles.library import read_library
from kbgen.articles.links import Link, LinkIndex, LinkKind, index_of, resolve

LOCALES = ("en", "fa")


@pytest.fixture
def index(content):
    files = {
        "en/guides/set-up.md": "---\nid: install\n---\nText",
        "en/guides/my file.md": "Text",
        "en/guides/deep/x.md": "Text",
        "en/index.md": "",
        "en/faq/pay.md": "Text",
        "fa/faq/pay.md": "Text",
        "fa/faq/only.md": "Text",
        "en/guides/pic.png": "x",
        "fa/faq/rate.csv": "x",
        "logo.svg": "x",
    }
    library, _ = read_library(content(files, LOCALES, front_matter="lenient"))
    return index_of(library, LOCALES, "en")


ARTICLE, SECTION, FILE, EXTERNAL, ANCHOR = LinkKind.ARTICLE, LinkKind.SECTION, LinkKind.FILE, LinkKind.EXTERNAL, LinkKind.ANCHOR


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("set-up.md", Link(ARTICLE, "guides/set-up.md", "en")),
        ("./set-up.md#step-2", Link(ARTICLE, "guides/set-up.md", "en", "step-2")),
        ("set-up.md?x=1#a", Link(ARTICLE, "guides/set-up.md", "en", "a")),
        ("my%20file.md", Link(ARTICLE, "guides/my file.md", "en")),
        ("my file.md", Link(ARTICLE, "guides/my file.md", "en")),
        ("../faq/pay.md#%D8%B3", Link(ARTICLE, "faq/pay.md", "en", "س")),
        ("../faq/only.md", Link(ARTICLE, "faq/only.md", "en")),
        ("../../fa/faq/only.md", Link(ARTICLE, "faq/only.md", "fa")),
        ("/fa/guides/set-up.md", Link(ARTICLE, "guides/set-up.md", "fa")),
        ("/faq/pay.md", Link(ARTICLE, "faq/pay.md", "en")),
        ("kb:install#a", Link(ARTICLE, "guides/set-up.md", "en", "a")),
        ("kb:faq/pay", Link(ARTICLE, "faq/pay.md", "en")),
        ("deep/", Link(SECTION, "guides/deep", "en")),
        ("../faq/index.md", Link(SECTION, "faq", "en")),
        ("../index.md", Link(SECTION, "", "en")),
        ("/", Link(SECTION, "", "en")),
        ("pic.png", Link(FILE, "en/guides/pic.png")),
        ("../../fa/guides/pic.png", Link(FILE, "en/guides/pic.png")),
        ("../faq/rate.csv", Link(FILE, "fa/faq/rate.csv")),
        ("/logo.svg", Link(FILE, "logo.svg")),
        ("../../logo.svg", Link(FILE, "logo.svg")),
        # Addresses of the site, as other programs' writers link to their pages.
        ("/guides/set-up", Link(ARTICLE, "guides/set-up.md", "en")),
        ("/guides/set-up/", Link(ARTICLE, "guides/set-up.md", "en")),
        ("/guides/set-up.html#step", Link(ARTICLE, "guides/set-up.md", "en", "step")),
        ("/fa/faq/pay/?from=mail", Link(ARTICLE, "faq/pay.md", "fa")),
        ("#step-2", Link(ANCHOR, "guides/x.md", "en", "step-2")),
        ("https://example.org/a?b#c", Link(EXTERNAL, "https://example.org/a?b#c")),
        ("//example.org/", Link(EXTERNAL, "//example.org/")),
        ("mailto:a@example.org", Link(EXTERNAL, "mailto:a@example.org")),
        ("TEL:+123", Link(EXTERNAL, "TEL:+123")),
    ],
)
def test_a_link_leads_where_the_writer_meant(index, target, link):
    assert resolve(index, "en", "guides/x.md", target) == link


def test_a_link_to_an_untranslated_article_stays_in_the_reader_s_language(index):
    assert resolve(index, "fa", "faq/pay.md", "../guides/set-up.md") == Link(ARTICLE, "guides/set-up.md", "fa")


def test_a_picture_of_the_source_serves_its_untranslated_article(index):
    assert resolve(index, "fa", "guides/set-up.md", "pic.png") == Link(FILE, "en/guides/pic.png")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("", "empty"),
        ("nowhere.md", "no article or file"),
        ("../../../etc/passwd", "out of the content folder"),
        ("..%2f..%2f..%2fetc", "out of the content folder"),
        ("%2e%2e/%2e%2e/%2e%2e/x.md", "out of the content folder"),
        ("..\\..\\x.md", "backslash"),
        ("%5c%5cx", "out of the content folder"),
        ("a%00.md", "out of the content folder"),
        ("a%ff.md", "out of the content folder"),
        ("a\0.md", "control character"),
        ("javascript:alert(1)", "leads nowhere"),
        ("JavaScript:alert(1)", "leads nowhere"),
        ("umbrella://lesson/x", "leads nowhere"),
        ("file:///etc/passwd", "leads nowhere"),
        ("kb:nothing", "No article has the id"),
        ("/etc/passwd", "no article or file"),
    ],
)
def test_a_link_that_leads_nowhere_says_why(index, target, words):
    link = resolve(index, "en", "guides/x.md", target)
    assert link.kind is LinkKind.BROKEN
    assert words in link.problem


@pytest.mark.parametrize(
    ("target", "advice"),
    [
        ("set-up", "Did you mean set-up.md?"),
        ("Set-Up.md", "Did you mean set-up.md?"),
        ("pay.md", "Did you mean ../faq/pay.md?"),
        ("/guides/pay", "Did you mean ../faq/pay.md?"),
        ("zzz.md", ""),
    ],
)
def test_a_broken_link_is_answered_with_the_article_of_that_name(index, target, advice):
    assert resolve(index, "en", "guides/x.md", target).suggestion == advice


@given(target=st.text(alphabet=st.sampled_from("abk./%25cefEF\\:#? \0\n\u202e-_mdnguidesfq"), max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_target_raises_or_leaves_the_content_folder(index, target):
    link = resolve(index, "en", "guides/x.md", target)
    if link.kind is FILE:
        assert link.path in index.files
    elif link.kind is ARTICLE:
        assert link.path in index.articles
    assert (link.kind is LinkKind.BROKEN) == bool(link.problem)


# A lenient site, whose folders were renamed and whose texts come from other programs.
LOOSE = LinkIndex(
    locales=LOCALES,
    source="en",
    articles=frozenset(
        {"index.md", "guides/index.md", "guides/set-up.md", "guides/old_way.md", "2-care/1-clean.md", "care-new/wash.md"}
    ),
    sections=frozenset({"", "guides", "2-care", "care-new"}),
    files=frozenset({"en/guides/pic.png", "static/logo.svg", "docs/public/a.pdf", "logo.svg", "fa/only.csv"}),
    ids={"install": "guides/set-up.md"},
    names={"set-up.md": "guides/set-up.md", "old_way.md": "guides/old_way.md", "1-clean.md": "2-care/1-clean.md"},
    folders={"washing": "care-new"},
    moved={"guides/former.md": "guides/set-up.md"},
    moved_sections={"rinsing": "care-new"},
    loose=True,
    file_names={"pic.png": "en/guides/pic.png"},
    bare={"care/clean": "2-care/1-clean.md", "guides/set-up": "guides/set-up.md", "guides": "guides/index.md"},
)
SET_UP, CLEAN = Link(ARTICLE, "guides/set-up.md", "en"), Link(ARTICLE, "2-care/1-clean.md", "en")
GUIDES, CARE = Link(SECTION, "guides", "en"), Link(SECTION, "care-new", "en")


@pytest.mark.parametrize(
    ("target", "link"),
    [
        # The top, as other programs write it; a backslash of Windows, but not of an address elsewhere.
        ("pathname:///logo.svg", Link(FILE, "logo.svg")),
        ("@site/docs/guides/set-up.md", SET_UP),
        ("@site/guides/set-up.md", SET_UP),
        ("@/guides/set-up.md", SET_UP),
        ("~/logo.svg", Link(FILE, "logo.svg")),
        ("/a.pdf", Link(FILE, "docs/public/a.pdf")),
        ("..\\guides\\set-up.md#x", SET_UP._replace(anchor="x")),
        ("https://a.example/x\\y", Link(EXTERNAL, "https://a.example/x\\y")),
        # What moved, alone or with its folder.
        ("../guides/former.md", SET_UP),
        ("/guides/former/", SET_UP),
        ("../washing/wash.md", Link(ARTICLE, "care-new/wash.md", "en")),
        ("/washing/", CARE),
        ("../rinsing/", CARE),
        # Names alone, in any case and with spaces for - and _.
        ("Pic.PNG", Link(FILE, "en/guides/pic.png")),
        ("Old Way", Link(ARTICLE, "guides/old_way.md", "en")),
        ("old way.md", Link(ARTICLE, "guides/old_way.md", "en")),
        ("SET UP", SET_UP),
        # From the page's own address, without the numbers of places, below another top.
        ("../set-up", SET_UP),
        ("../care/clean", CLEAN),
        ("../care/clean.html#a", CLEAN._replace(anchor="a")),
        ("/docs/care/clean/", CLEAN),
        ("/docs/care/clean/index", CLEAN),
        ("/docs/guides", GUIDES),
        ("./", GUIDES),
        ("../guides/index.md#b", GUIDES._replace(anchor="b")),
        # The scheme of an application whose pages these were.
        ("app://guides/set-up", SET_UP),
        ("app://guides/Set-Up.md#x%20y", SET_UP._replace(anchor="x y")),
        ("app:///care/clean/", CLEAN),
        ("app://guides/", GUIDES),
        ("obsidian://open?vault=Home&file=guides%2Fset-up", SET_UP),
        # A file of another language stands in for one that is missing.
        ("../only.csv", Link(FILE, "fa/only.csv")),
        ("/fa/only.csv", Link(FILE, "fa/only.csv")),
    ],
)
def test_a_lenient_site_follows_what_other_programs_writers_write(target, link):
    assert resolve(LOOSE, "en", "guides/set-up.md", target) == link


@pytest.mark.parametrize(
    "target", ["../../../x", "/docs/nothing/here", "README", "kb:none", "../care/none", "washing", "app://clean", "app://"]
)
def test_a_lenient_site_still_names_what_leads_nowhere(target):
    assert resolve(LOOSE, "en", "guides/set-up.md", target).kind is LinkKind.BROKEN


def test_an_address_of_the_old_site_leads_to_pages_that_lie_deeper():
    from kbgen.articles.article import Article, Kind, Library

    paths = ["src/docs/start/a.md", "src/docs/fa/start/a.md", "src/x/one/b.md", "src/y/one/b.md"]
    made = {path: Article(path[:-3], "en", path, Kind.GUIDE, path, "", "", 1, "") for path in paths}
    index = index_of(Library({"en": made}, {"en": {}}), ["en"], "en", loose=True)
    for target, path in (
        ("/start/a/", paths[0]),
        ("/fa/start/a", paths[1]),
        ("/x/one/b", paths[2]),
        ("/one/b", ""),
        ("/a/none", ""),
    ):
        assert resolve(index, "en", "src/docs/c.md", target).path == path


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("../guides/former.md", SET_UP),
        ("/guides/former/", SET_UP),
        ("guides/former/", None),
        ("Old Way", None),
        ("../care/clean", None),
        ("..\\guides\\set-up.md", None),
        ("@site/guides/set-up.md", None),
        ("app://guides/set-up", None),
    ],
)
def test_a_strict_site_follows_what_moved_and_no_other_program(target, link):
    found = resolve(LOOSE._replace(loose=False), "en", "guides/set-up.md", target)
    assert found == link if link else found.kind is LinkKind.BROKEN


def test_a_long_address_is_shortened_where_it_is_told():
    for length, told in ((100, "y" * 100), (101, "y" * 99 + "…")):
        assert resolve(LOOSE, "en", "guides/set-up.md", "y" * length).problem == f"The link {told} leads to no article or file."
