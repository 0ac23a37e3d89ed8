"""Attribute lists: behind headings, links, pictures, code and words; below paragraphs; in braces that hold anything else, text."""

from __future__ import annotations

import pytest

from .conftest import html, page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## T {#own}", '<h2 id="own">T</h2>'),
        ("## T {: #own .a .b }", '<h2 class="a b" id="own">T</h2>'),
        ("## T *x* {.a}", '<h2 class="a">T <em>x</em></h2>'),
        ("T {.a}\n===", '<h1 class="a">T</h1>'),
        ("## T {#own.a.b}", '<h2 class="a b" id="own">T</h2>'),
        ("## T {data-x='1 2' lang=fa}", '<h2 data-x="1 2" lang="fa">T</h2>'),
        ("## F# {#fsharp}", '<h2 id="fsharp">F#</h2>'),
        ("## T ## {#own}", '<h2 id="own">T ##</h2>'),
        ("## T {#own} ##", '<h2 id="own">T</h2>'),
        ("## گام {#گام-یکم}", '<h2 id="گام-یکم">گام</h2>'),
        ("[a](b.md){.btn target=_blank}", '<p><a class="btn" href="b.md" target="_blank">a</a></p>'),
        ("[a][b]{.x}\n\n[b]: c.md", '<p><a class="x" href="c.md">a</a></p>'),
        ("![a](b.png){width=200}{.y}", '<p><img alt="a" src="b.png" width="200" />{.y}</p>'),
        (
            "**a**{.x} _b_{.y} ~~c~~{.z} `d`{.w}",
            '<p><strong class="x">a</strong> <em class="y">b</em> <del class="z">c</del> <code class="w">d</code></p>',
        ),
        ("<https://e.org>{.x}", '<p><a class="x" href="https://e.org">https://e.org</a></p>'),
        ("a\nb\n{.lead #p}", '<p class="lead" id="p">a\nb</p>'),
        ("- a {.x}\n- b", '<ul>\n<li class="x">a</li>\n<li>b</li>\n</ul>'),
        ("> a\n> {.x}", '<blockquote>\n<p class="x">a</p>\n</blockquote>'),
    ],
)
def test_a_list_of_attributes_belongs_to_what_it_stands_behind(text, expected):
    assert html(text) == expected


def test_cells_of_tables_take_attributes():
    body = page("| a {.n} | b |\n|:--|--:|\n| c | d {#e .m} |\n")
    assert [(cell.text, cell.get("class"), cell.get("id")) for cell in body.select("th, td")] == [
        ("a", ["n"], None),
        ("b", None, None),
        ("c", None, None),
        ("d", ["m"], "e"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Write {name} here",
        "## Hello {name}",
        "`a`{b}",
        "[a](b) {.x}",
        "{.x}",
        "## {#only}",
        "a {.x} b",
        "{{ x }} {% y %}",
        '`a`{"k": 1}',
        "f(x){return 1;}",
        "**a** {b=}",
    ],
)
def test_other_braces_are_text(text):
    body = page(text)
    braces = [part for part in text.replace("`", "").replace("*", "").split() if "{" in part or "}" in part]
    assert all(part in body.text or "](" in part for part in braces)
    assert all(set(element.attrs) <= {"href"} for element in body.find_all(True))


def test_of_one_attribute_given_twice_the_last_counts_and_classes_add_up():
    assert html("## T {#a #b .c .d class=e x=1 x=2}") == '<h2 class="c d e" id="b" x="2">T</h2>'
