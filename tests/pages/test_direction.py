"""What runs from left to right keeps its order and signs, in the text and in everything that front matter says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from xml.etree.ElementTree import Comment, Element, SubElement, fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from kbgen.articles.article import Kind
from kbgen.pages.direction import isolate, isolated
from kbgen.pages.markdown import Article
from tests.pages import conftest
from tests.pages.conftest import Anywhere

interface = cache(conftest.interface)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نصب C++", "نصب <bdi>C++</bdi>"),
        ("C++ را نصب کنید", "<bdi>C++</bdi> را نصب کنید"),
        ("به kbgen!", "به <bdi>kbgen</bdi>!"),
        ("نسخهٔ kbgen 2.1 (beta)", "نسخهٔ <bdi>kbgen 2.1 (beta)</bdi>"),
        ("C#، .NET و Node.js.", "<bdi>C#</bdi>، <bdi>.NET</bdi> و <bdi>Node.js</bdi>."),
        ("تلفن +98 21 1234 5678.", "تلفن <bdi>+98 21 1234 5678</bdi>."),
        ("از 0800 123 456 تا ۱۲۳۴ ۵۶۷۸ ۹۰۱۲، 12 34", "از <bdi>0800 123 456</bdi> تا <bdi>۱۲۳۴ ۵۶۷۸ ۹۰۱۲</bdi>، 12 34"),
        ("+98 21 1234 5678", "<bdi>+98 21 1234 5678</bdi>"),
        ("گزینهٔ --locale یا -l", "گزینهٔ <bdi>--locale</bdi> یا <bdi>-l</bdi>"),
        ("با kbgen build --locale fa.", "با <bdi>kbgen build --locale fa</bdi>."),
        ("غیر-Latin و غیر--Latin - Latin", "غیر-<bdi>Latin</bdi> و غیر--<bdi>Latin</bdi> - <bdi>Latin</bdi>"),
        ("Ready, set, go!", "<bdi>Ready, set, go!</bdi>"),
        ("بیتا <b>AT&T</b>", "بیتا <bdi>&lt;b&gt;AT&amp;T&lt;/b&gt;</bdi>"),
        ("دما -5 °C، بها $19.90", "دما <bdi>-5 °C</bdi>، بها <bdi>$19.90</bdi>"),
        # Arabic-Indic digits turn around a hyphen even in an isolate.
        ("هاتف ٠٢١-٨٨٧٧٦٦٥٥.", 'هاتف <bdo dir="ltr">٠٢١-٨٨٧٧٦٦٥٥</bdo>.'),
    ],
)
def test_latin_runs_of_right_to_left_text_are_isolated_and_all_is_escaped(text, shown):
    assert str(escape(isolated(text, "rtl"))) == shown


@pytest.mark.parametrize(
    ("text", "direction"), [("رمز عبور <۱۲> & …!", "rtl"), ("C++ & kbgen!", "ltr"), ("نصب C++", "ltr"), ("", "rtl")]
)
def test_text_of_one_script_and_left_to_right_text_stay_plain(text, direction):
    # The very same object: the template escapes it as it escapes all else.
    assert isolated(text, direction) is text


def test_a_body_isolates_the_same_runs(convert):
    text = "نصب C++ و C#، .NET و Node.js، --locale و +98 21 1234 5678 و ٠٢١-٨٨٧٧٦٦٥٥."
    body = convert(text, "fa")
    assert [run.text for run in body.select("bdi")] == ["C++", "C#", ".NET", "Node.js", "--locale", "+98 21 1234 5678"]
    assert body.p.decode_contents() == isolated(text, "rtl")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        # A run that goes on in another element is one run all the same.
        ("فرمول H<sub>2</sub>O است", "فرمول <bdi>H<sub>2</sub>O</bdi> است"),
        ("کلید <kbd>Ctrl</kbd>+<kbd>C</kbd>.", "کلید <bdi><kbd>Ctrl</kbd>+<kbd>C</kbd></bdi>."),
        ("از <b>Chrome</b> 120 به بعد", "از <bdi><b>Chrome</b> 120</bdi> به بعد"),
        ("فایل <i>report</i> (final).pdf را", "فایل <bdi><i>report</i> (final).pdf</bdi> را"),
        ("با <code>git</code> 2.40 و <code>svn</code>", "با <bdi><code>git</code> 2.40</bdi> و <code>svn</code>"),
        ("سلام (<b>سلام</b> foo) و", "سلام (<b>سلام</b> <bdi>foo</bdi>) و"),
        ("<b>Wi-Fi:</b> شبکه", "<b><bdi>Wi-Fi</bdi>:</b> شبکه"),
        ("از <b>ویندوز</b>-Foo", "از <b>ویندوز</b>-<bdi>Foo</bdi>"),
        ("<b>Lantern – Help</b> 2 و", "<bdi><b>Lantern – Help</b> 2</bdi> و"),
        # A line without a right-to-left letter is one run, its last mark included.
        ("Press <kbd>F1</kbd> now!", "<bdi>Press <kbd>F1</kbd> now!</bdi>"),
        ("<b>Save</b> <i>all</i>!", "<bdi><b>Save</b> <i>all</i>!</bdi>"),
        ("<b>Save!</b>", "<bdi><b>Save!</b></bdi>"),
        ("<code>--help</code>", "<code>--help</code>"),
        # What a writer has isolated stays as it is.
        ("نام <bdi>AC/DC (live)</bdi> 2", "نام <bdi>AC/DC (live)</bdi> 2"),
        ('نام <bdo dir="ltr">A-1</bdo> و A', 'نام <bdo dir="ltr">A-1</bdo> و <bdi>A</bdi>'),
        ('نام <span dir="ltr">A b!</span> و', 'نام <span dir="ltr">A b!</span> و'),
        ('نام <span dir="rtl">با A!</span> و', 'نام <span dir="rtl">با <bdi>A</bdi>!</span> و'),
        # The end of a line, a picture and the mark of a note are no part of a run, unless nothing else is there.
        ("نام A<br>B", "نام <bdi>A</bdi><br><bdi>B</bdi>"),
        ("Press <img> now!<br>And wait.", "<bdi>Press <img> now!<br>And wait.</bdi>"),
        ('نام A<sup><a class="footnote-ref">1</a></sup>.', 'نام <bdi>A</bdi><sup><a class="footnote-ref">1</a></sup>.'),
    ],
)
def test_a_line_of_several_elements_is_read_as_one(line, shown):
    root = fromstring("<div><p>" + re.sub("<(br|img)>", r"<\1/>", line) + "</p></div>")
    isolate(root, Article("a.md", "content/fa/a.md", Kind.GUIDE, "A", interface("fa"), Anywhere(), line))
    found = tostring(root, "unicode", method="html").removeprefix("<div><p>").removesuffix("</p></div>")
    assert found.replace('<code dir="ltr">', "<code>") == shown


def test_headings_with_a_link_to_themselves_show_what_the_table_of_contents_shows(convert):
    body = convert("متن\n\n## Ready, set, go!\n\nمتن\n\n## نصب C++!\n", "fa")
    headings = [heading.decode_contents().partition("<a ")[0] for heading in body.select("h2")]
    assert headings == [isolated("Ready, set, go!", "rtl"), isolated("نصب C++!", "rtl")]
    assert len(body.select("h2 > .kb-anchor")) == 2


def test_a_right_to_left_part_of_an_article_that_is_not_is_isolated_too(convert):
    body = convert('Install C++.\n\n<p dir="rtl">نصب C++.</p>\n\n<div dir="ltr">نصب C++.</div>\n', "en")
    assert [str(run) for run in body.select("bdi")] in ([], ["<bdi>C++</bdi>"])
    root = fromstring('<div><p>Install C++ در</p><section dir="rtl"><p>نصب C++.</p><p dir="ltr">نصب C++</p></section></div>')
    isolate(root, Article("a.md", "content/en/a.md", Kind.GUIDE, "A", interface("en"), Anywhere(), '<section dir="rtl">'))
    assert [run.text for run in root.iter("bdi")] == ["C++"]


def test_elements_without_a_name_of_text_are_left_alone():
    # A reader of Markdown keeps blocks of code as such.
    root = Element("div")
    opaque = Comment("C++ و 5%")
    root.append(opaque)
    opaque.tail = "نصب C++"
    isolate(root, Article("a.md", "content/fa/a.md", Kind.GUIDE, "A", interface("fa"), Anywhere(), ""))
    assert (opaque.text, opaque.tail, root[1].text) == ("C++ و 5%", "نصب ", "C++")


TEXTS = st.lists(
    st.sampled_from([*"abC12۱٤ \n-–+/.,:;!?()[]\"'«»،%$#@=", "سلام", "Wi-Fi", "https://", "\u200c", "\u200f", "-5 °C"]), max_size=8
).map("".join)
NAMES = ["p", "li", "td", "b", "a", "em", "span", "bdi", "bdo", "div", "ul", "pre", "sub", "h2"]


LEAVES = ["code", "kbd", "br", "img", "samp"]
WAYS = st.sampled_from([{}, {}, {}, {"dir": "ltr"}, {"dir": "rtl"}])


def element(names, ways, text, children, tail):
    made = Element(names, ways)
    made.text, made.tail = text, tail
    made.extend(children)
    return made


LEAF = st.builds(element, st.sampled_from(LEAVES), WAYS, TEXTS, st.just([]), TEXTS)
TREE = st.recursive(
    LEAF, lambda inner: st.builds(element, st.sampled_from(NAMES), WAYS, TEXTS, st.lists(inner, max_size=4), TEXTS), max_leaves=12
)


def nested(root):
    runs = [run for run in root.iter() if run.tag in ("bdi", "bdo")]
    return sum(1 for run in runs for inner in run.iter() if inner is not run and inner.tag in ("bdi", "bdo"))


@given(TREE)
def test_isolation_keeps_every_character_and_element_and_never_nests(root):
    text, elements, nests = "".join(root.itertext()), Counter(each.tag for each in root.iter()), nested(root)
    isolate(root, Article("a.md", "content/fa/a.md", Kind.GUIDE, "A", interface("fa"), Anywhere(), ""))
    after = Counter(each.tag for each in root.iter() if each.get("class") != "kb-whole")
    assert "".join(root.itertext()) == text
    assert elements - after == Counter()
    assert set(after - elements) <= {"bdi", "bdo"}
    assert nested(root) == nests


def test_blocks_of_code_and_raw_html_are_not_touched(convert):
    body = convert('متن\n\n```\nkbgen build\n```\n\nو <span class="x">A!</span> و <b>با</b> C++.\n', "fa")
    assert [run.get_text() for run in body.select("bdi")][-1] == "C++"
    assert body.select("pre")
    assert not body.select("bdi pre, bdi .highlight, pre bdi")


def test_elements_nested_more_deeply_than_python_calls_are_read():
    root = inner = Element("p")
    for _ in range(5000):
        inner = SubElement(inner, "b")
        inner.text = "متن C++ "
    isolate(root, Article("a.md", "content/fa/a.md", Kind.GUIDE, "A", interface("fa"), Anywhere(), ""))
    assert len(list(root.iter("bdi"))) == 5000


def test_a_link_that_is_a_telephone_number_runs_from_left_to_right(convert):
    assert convert("تلفن [+98 21 1234 5678](tel:+982112345678)", "fa").a["dir"] == "ltr"


@pytest.mark.parametrize("locale", ["en", "fa"])
def test_signs_behind_long_code_stay_in_its_line(convert, locale):
    long = "x" * 25
    body = convert(f"`{long}`. یک `{long}` دو\n\n- `{long}`، سه; `a`.\n", locale)
    assert [kept.get_text() for kept in body.select(".kb-unbroken")] == [f"{long}.", f"{long}،"]
    assert body.get_text().split() == [f"{long}.", "یک", long, "دو", f"{long}،", "سه;", "a."]


def test_inline_code_that_lines_may_break_inside_is_marked_as_long(convert):
    body = convert(
        "`--help`, `kbgen build --locale fa.` and `" + "x" * 25 + "`\n\n| `a-title` | `change-password.md` |\n|---|---|\n", "en"
    )
    assert [(code.text[:8], code.get("class")) for code in body.select("code")] == [
        ("--help", None),
        ("kbgen bu", None),
        ("xxxxxxxx", ["kb-long"]),
        ("a-title", None),
        # A table on a phone needs the room for its other columns.
        ("change-p", ["kb-long"]),
    ]
    assert convert("`" + "x" * 25 + "`{.y}", "en").code["class"] == ["y", "kb-long"]


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("pip wheel --no-deps -w dist . && ls", ["--no-deps", "-w"]),
        ("kbgen build --config-file=kb.yml", ["--config-file=kb.yml"]),
        ("content/en/start/first-article.md", ["first-article.md"]),
        # A phone's line may not hold it.
        ("cat kbgen-0.1.0-py3-none-any.whl", []),
        ("no hyphen, though the code is long", []),
    ],
)
def test_options_and_names_in_long_code_stay_whole(convert, code, whole):
    found = convert(f"Run `{code}`.", "fa").code
    assert found.get_text() == code
    assert [option.get_text() for option in found.select(".kb-whole")] == whole


def test_in_tables_only_options_do(convert):
    table = convert("| `change-password.md --dry-run` | b |\n|---|---|\n", "en")
    assert [option.get_text() for option in table.select("code .kb-whole")] == ["--dry-run"]
