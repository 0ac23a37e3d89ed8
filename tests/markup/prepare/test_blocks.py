"""Notes, folds, tabs and boxes: whatever they stand in, whatever stands in them, and as they are typed where they stand in code."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from kbgen.markup import commonmark

from ..conftest import html, outline, page, words

TAB = "div.tabbed-set.tabbed-alternate(input div.tabbed-labels(label) div.tabbed-content(div.tabbed-block({})))"


def tab(inside: str) -> str:
    return TAB.format(inside)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '!!! tip "Quick *er*"\n    Press.',
            '<div class="admonition tip">\n<p class="admonition-title">Quick <em>er</em></p>\n<p>Press.</p>\n</div>',
        ),
        (
            "!!! note\n\n    Below a blank line.",
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>Below a blank line.</p>\n</div>',
        ),
        ('!!! note ""\n    Bare.', '<div class="admonition note">\n<p>Bare.</p>\n</div>'),
        ('!!! "Only a title"\n    x', '<div class="admonition">\n<p class="admonition-title">Only a title</p>\n<p>x</p>\n</div>'),
        (
            "!!! warning inline end\n    x",
            '<div class="admonition warning inline end">\n<p class="admonition-title">Warning</p>\n<p>x</p>\n</div>',
        ),
        ("??? note\n    x", '<details class="note">\n<summary>Note</summary>\n<p>x</p>\n</details>'),
        ('???+ tip "T"\n    x', '<details class="tip" open="open">\n<summary>T</summary>\n<p>x</p>\n</details>'),
        (
            "!!! note\n  Two spaces.",
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>Two spaces.</p>\n</div>',
        ),
        ("!!! note\n\tA tab.", '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>A tab.</p>\n</div>'),
        ("!!!note\n    x", '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>x</p>\n</div>'),
    ],
)
def test_notes_and_folds_look_as_python_markdown_gives_them(text, expected):
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In lists, behind a marker too.
        ("- a\n\n    !!! note\n        b\n\n- c", "ul(li(p div.note(p.admonition-title p)) li(p))"),
        ("- !!! note\n      b\n- c", "ul(li(div.note(p.admonition-title p)) li)"),
        ("1. a\n   !!! tip\n       b\n2. c", "ol(li(div.tip(p.admonition-title p)) li)"),
        ("10. a\n\n    ??? tip\n        b\n\n11. c", "ol(li(p details.tip(summary p)) li(p))"),
        # In quotes, and in both.
        ("> !!! note\n>     b\n> c", "blockquote(div.note(p.admonition-title p) p)"),
        (">!!! note\n>    b", "blockquote(div.note(p.admonition-title p))"),
        ("- > :::tip\n  > q\n  > :::\n", "ul(li(blockquote(div.tip(p.admonition-title p))))"),
        ("> - ??? note\n>       b\n", "blockquote(ul(li(details.note(summary p))))"),
        # In one another.
        ("!!! note\n    !!! tip\n        a\n    b", "div.note(p.admonition-title div.tip(p.admonition-title p) p)"),
        ("??? note\n    - a\n\n        !!! tip\n            b", "details.note(summary ul(li(p div.tip(p.admonition-title p))))"),
        ("!!! note\n\n    :::tip\n    a\n    :::\n", "div.note(p.admonition-title div.tip(p.admonition-title p))"),
        (":::tip\n!!! note\n    b\n:::", "div.tip(p.admonition-title div.note(p.admonition-title p))"),
        ("::::note\n:::tip\na\n:::\nb\n::::", "div.note(p.admonition-title div.tip(p.admonition-title p) p)"),
        (":::note\n:::tip\na\n:::\nb\n:::", "div.note(p.admonition-title div.tip(p.admonition-title p) p)"),
        ('!!! note\n    === "A"\n\n        a', f"div.note(p.admonition-title {tab('p')})"),
        ('=== "A"\n\n    !!! note\n        a', tab("div.note(p.admonition-title p)")),
        ('- a\n\n    === "A"\n\n        a', f"ul(li(p {tab('p')}))"),
        # Whatever else may stand in them.
        ("!!! note\n    ```py\n    a = 1\n    ```\n    b", "div.note(p.admonition-title div p)"),
        ("!!! note\n    text\n\n        code", "div.note(p.admonition-title p div)"),
        ("!!! note\n    | a |\n    |---|\n    | b |", "div.note(p.admonition-title table(thead(tr(th)) tbody(tr(td))))"),
        ("!!! note\n    ## Heading\n    text", "div.note(p.admonition-title h2 p)"),
        ("!!! note\n    > q\n\n    > r", "div.note(p.admonition-title blockquote(p) blockquote(p))"),
        ("!!! note\n    > [!TIP]\n    > q", "div.note(p.admonition-title div.tip(p.admonition-title p))"),
    ],
)
def test_they_nest_in_lists_in_quotes_and_in_one_another(text, expected):
    assert outline(page(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("above\n!!! note\n    a\nbelow", "p div.note(p.admonition-title p) p"),
        (
            "!!! note\n    a\n!!! tip\n    b\n??? tip\n    c",
            "div.note(p.admonition-title p) div.tip(p.admonition-title p) details.tip(summary p)",
        ),
        (":::note\na\n:::\n:::tip\nb\n:::\nc", "div.note(p.admonition-title p) div.tip(p.admonition-title p) p"),
        ('above\n=== "A"\n    a\nbelow', f"p {tab('p')} p"),
        ("!!! note\n    a\n\n\n\n    b\n\nc", "div.note(p.admonition-title p p) p"),
        # A line at the margin ends a note: unlike a quote, it has no lazy lines.
        ("!!! note\n    a\nnot in it", "div.note(p.admonition-title p) p"),
        ("!!! note\nnot in it", "div.note(p.admonition-title) p"),
        # A quote in a note has.
        ("!!! note\n    > a\n    lazy", "div.note(p.admonition-title blockquote(p))"),
        ("- a\n!!! note\n    b\n- c", "ul(li) div.note(p.admonition-title p) ul(li)"),
    ],
)
def test_they_need_no_blank_lines_around_them(text, expected):
    assert outline(page(text)) == expected


def test_tabs_beside_each_other_are_one_row_and_something_between_them_begins_another():
    rows = page('=== "A"\n    a\n\n=== "B *b*"\n\n    b\n\ntext\n\n=== "C"\n    c\n===+ "D"\n    d\n===! "E"\n    e\n').select(
        ".tabbed-set"
    )
    assert [[words(label) for label in row.select("label")] for row in rows] == [["A", "B b"], ["C", "D"], ["E"]]
    assert [[words(block) for block in row.select(".tabbed-block")] for row in rows] == [["a", "b"], ["c", "d"], ["e"]]
    for row in rows:
        inputs = row.find_all("input")
        assert len({choice["name"] for choice in inputs}) == 1
        assert [choice["id"] for choice in inputs] == [label["for"] for label in row.select("label")]
    assert [["checked" in choice.attrs for choice in row.find_all("input")] for row in rows] == [
        [True, False],
        [False, True],
        [True],
    ]
    every = [choice["id"] for row in rows for choice in row.find_all("input")]
    assert len(set(every)) == len(every)


def test_tabs_in_a_tab_are_a_row_of_their_own():
    body = page('=== "A"\n\n    === "A1"\n\n        x\n\n    === "A2"\n\n        y\n\n=== "B"\n\n    z\n')
    (outer,) = body.find_all("div", "tabbed-set", recursive=False)
    assert [words(label) for label in outer.select(":scope > .tabbed-labels > label")] == ["A", "B"]
    (inner,) = outer.select(".tabbed-block .tabbed-set")
    assert [words(label) for label in inner.select("label")] == ["A1", "A2"]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        # Docusaurus
        (":::note\nx\n:::", "Note", "div.note(p.admonition-title p)"),
        (":::tip[My title]\n\nx\n\n:::", "My title", "div.tip(p.admonition-title p)"),
        (":::danger Old way\nx\n:::", "Old way", "div.danger(p.admonition-title p)"),
        # VitePress
        ("::: warning\nx\n:::", "Warning", "div.warning(p.admonition-title p)"),
        ("::: info Custom title\nx\n:::", "Custom title", "div.info(p.admonition-title p)"),
        ("::: details Click me\nx\n:::", "Click me", "details(summary p)"),
        # Starlight
        (':::caution[Mind]{icon="heart"}\nx\n:::', "Mind", "div.caution(p.admonition-title p)"),
        (':::note{title="T"}\nx\n:::', "T", "div.note(p.admonition-title p)"),
        # Pandoc and Quarto
        ("::: {.tip}\nx\n:::", "Tip", "div.tip(p.admonition-title p)"),
        ('::: {.callout-note title="Q"}\nx\n:::', "Q", "div.note(p.admonition-title p)"),
        ("::::: warning ::::\nx\n:::::", None, "div.warning(p.admonition-title p)"),
        # A name that is no note's is a box that a site may give a look.
        ("::: {.columns #two}\nx\n:::", None, "div.kb-box.kb-box--columns(p)"),
        (":::steps[First]\n1. x\n:::", "First", "div.kb-box.kb-box--steps(p.kb-box__title ol(li))"),
    ],
)
def test_boxes_of_docusaurus_vitepress_starlight_and_pandoc_are_read(text, title, expected):
    body = page(text)
    assert outline(body) == expected
    if title is not None:
        assert words(body.select_one(".admonition-title, summary, .kb-box__title")) == title


CODE = [
    "!!! note\n    x",
    '!!! tip "T"\n\n    x',
    "???+ tip\n    x\n\ny",
    '=== "A"\n    x\n=== "B"\n    y',
    ":::tip\nx\n:::",
    "::: {.callout-tip}\nx\n:::",
    "- !!! note\n      x",
    '<div markdown="1">\nx\n</div>',
    '<div markdown="1">**x**</div>',
]


@pytest.mark.parametrize("text", CODE)
def test_in_code_they_stay_as_they_are_typed(text):
    body = page(f"Before\n\n```md\n{text}\n```\n\nbetween\n\n~~~\n{text}\n~~~\n\n## After\n")
    assert [code.text for code in body.select("pre code")] == [f"{text}\n"] * 2
    assert [words(element) for element in body.select("p, h2")] == ["Before", "between", "After"]


@pytest.mark.parametrize("text", [text for text in CODE if "\n\n" not in text])
def test_in_code_of_a_list_of_a_quote_and_of_a_note_they_stay_as_they_are_typed(text):
    for lead in ("    ", "> "):
        first = "- a\n\n" if lead == "    " else ""
        body = page(first + "\n".join(f"{lead}{line}" for line in f"```md\n{text}\n```".split("\n")))
        assert [code.text for code in body.select("pre code")] == [f"{text}\n"]
    indented = "\n".join(f"    {line}" for line in text.split("\n"))
    assert page(f"Text\n\n{indented}\n").pre.text.strip("\n") == text
    note = page('!!! note "N"\n    Text:\n\n    ```\n' + indented + "\n    ```\n")
    assert note.select_one(".admonition pre").text == f"{text}\n"


def test_of_real_ones_and_those_in_code_each_is_what_it_is():
    text = '```\n!!! note\n    a\n```\n\n!!! tip\n    b\n\n```\n:::warning\n```\n\n:::danger\nc\n:::\n\n    === "x"\n'
    assert outline(page(text)) == "div div.tip(p.admonition-title p) div div.danger(p.admonition-title p) div"


@pytest.mark.parametrize(
    "text",
    [
        ":::note\nopen",
        "text :::note\nx\n:::",
        "\\!!! note",
        "\\:::note\n\\:::",
        '=== "A',
        "!!! note 'single'",
        "::: \nx\n:::",
        ":::",
        "a\n:::\nb",
        "!!!",
        "???",
        "`!!! note`",
        "what ??? note",
    ],
)
def test_what_only_looks_like_one_is_text(text):
    body = page(text)
    assert body.select(".admonition, details, .kb-box, .tabbed-set") == []
    assert words(body) == " ".join(text.replace("\\", "").replace("`", "").split())


def test_line_ends_of_other_systems_change_nothing():
    text = '!!! note "T"\n    a\n\n    b\n\n=== "A"\n    x\n\n:::tip\ny\n:::\n'
    assert html(text.replace("\n", "\r\n")) == html(text)


def test_signs_of_our_own_in_a_text_mark_nothing():
    body = page("> ###### \x020\x03x\x03\n\n!!! note\n    a\n")
    assert outline(body) == "blockquote(h6) div.note(p.admonition-title p)"
    assert "\x02" not in str(body)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('A "quoted" word', 'A "quoted" word'),
        ("a & c < d", "a &amp; c &lt; d"),
        ("`code`", "<code>code</code>"),
        ("_x_ **y**", "<em>x</em> <strong>y</strong>"),
        ("50 % # 3 #", "50 % # 3 #"),
        ("[x](y.md)", '<a href="y.md">x</a>'),
        ("https://a.example", '<a href="https://a.example">https://a.example</a>'),
        ("<b>x", "<b>x</b>"),
        ("{.x}", "{.x}"),
        ("x\\", "x\\"),
        ("`x", "`x"),
        ("C#", "C#"),
    ],
)
def test_a_title_keeps_its_signs(title, shown):
    for text in (
        f'!!! note "{title}"\n    x\n',
        f'=== "{title}"\n    x\n',
        f'??? note "{title}"\n    x\n',
        f":::note[{title}]\nx\n:::",
    ):
        assert page(text).select_one(".admonition-title, summary, label").decode_contents() == shown


def test_tabs_of_code_stay_beside_a_note():
    assert page("```make\na:\n\tb\n```\n\n!!! note\n\tx\n").pre.text == "a:\n\tb\n"


@pytest.mark.parametrize(
    "text",
    [
        '1\n\n!!! note "T"\n    3\n    [4](gone.md)\n\n    !!! tip\n        7\n        [8](gone.md)\n[9](gone.md)\n',
        '=== "A"\n    [1](gone.md)\n=== "B"\n    [3](gone.md)\n\n    [5](gone.md)\n\n[7](gone.md)\n',
        ":::tip\n[1](gone.md)\n:::\n[3](gone.md)\n:::note\n:::\n\n[7](gone.md)\n",
        "- a\n\n    ??? note\n        [3](gone.md)\n\n- [5](gone.md)\n",
        "> !!! note\n>     [1](gone.md)\n> [2](gone.md)\n",
        "```\n!!! note\n    x\n```\n[4](gone.md)\n!!! note\n    [6](gone.md)\n[7](gone.md)\n",
        '<div dir="rtl" markdown="1">\n[1](gone.md)\n</div>\n\n<div markdown="1">[4](gone.md)</div>\n\n[6](gone.md)\n',
    ],
)
def test_lines_of_links_in_them_are_those_of_the_text(text):
    tree = commonmark.read(text)
    assert tree.links
    assert [tree.line_of(link) for link in tree.links] == [int(link.text) for link in tree.links]


def test_notes_nested_without_end_are_read_to_the_deepest():
    text = "\n".join("    " * depth + "!!! note" for depth in range(400))
    body = page(text)
    assert len(body.select(".admonition")) >= 20
    assert isinstance(body, BeautifulSoup)
