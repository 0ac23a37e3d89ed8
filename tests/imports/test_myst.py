"""A folder of Sphinx or Jupyter Book: directives and roles of MyST become what readers saw, and labels lead across the book."""

from __future__ import annotations

import pytest

from .conftest import lost

PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
FILES = {
    "rig/knots.md": "(all:knots)=\n# Knots\n\n(reef-knot)=\n## The reef knot\n\nText.\n\n(a-place)=\nA paragraph.\n",
    "rig/index.md": "# Rig\n",
    "part.md": "Words of a part.\n",
    "data.csv": "a,b\n",
    "sail.png": PNG,
}
BLOCKS = [
    ("note with options", "```{note}\n:class: x\n\nMind.\n```", "::: note\nMind.\n:::"),
    ("note on one line", "```{warning} Wet.\n```", "::: warning\nWet.\n:::"),
    ("titled note", "```{admonition} Look\n:class: tip\nHere.\n```", "::: tip[Look]\nHere.\n:::"),
    ("note in a note", "````{note}\nOut.\n\n```{tip}\nIn.\n```\n````", ":::: note\nOut.\n\n::: tip\nIn.\n:::\n::::"),
    ("note in a list", "1. One\n\n   ```{tip}\n   In.\n   ```\n2. Two", "1. One\n\n   ::: tip\n   In.\n   :::\n\n2. Two"),
    (
        "tabs",
        "::::{tab-set}\n\n:::{tab-item} Mac\n:sync: m\nCmd.\n:::\n\n:::{tab-item} Win\n```sh\nx\n```\n:::\n::::",
        '=== "Mac"\n\n    Cmd.\n\n=== "Win"\n\n    ```sh\n    x\n    ```',
    ),
    (
        "cards",
        "::::{grid} 1 2\n:gutter: 2\n\n:::{grid-item-card} Knots\n:link: rig/knots\n:link-type: doc\nAll.\n+++\nMore.\n:::\n::::",
        "- **[Knots](rig/knots.md)**\n\n  All.\n  More.",
    ),
    ("dropdown", ":::{dropdown} More\nHidden.\n:::", "::: details[More]\nHidden.\n:::"),
    ("code", '```{code-block} python\n:caption: a.py\n:linenos:\n\nx = "`y`"\n```', '**a.py**\n\n````python\nx = "`y`"\n````'),
    ("file of code", "```{literalinclude} data.csv\n:language: text\n```", "````text\na,b\n````"),
    ("part", "```{include} part.md\n```", "Words of a part."),
    ("figure", "```{figure} sail.png\n:alt: A sail\n:width: 80%\n\nIts *caption*.\n```", "![A sail](sail.png)\n\nIts *caption*."),
    ("version", "```{versionadded} 1.2\nThe winch.\n```", "*Added in version 1.2*: The winch."),
    (
        "contents",
        "```{toctree}\n:caption: Parts\n\nrig/knots\nThe rig <rig/index>\n```",
        "- [Knots](rig/knots.md)\n- [The rig](rig/index.md)",
    ),
    (
        "list table",
        "```{list-table} Ropes\n:header-rows: 1\n\n* - Name\n  - Long\n* - Sheet\n  - {kbd}`3`\n```",
        "| Name | Long |\n| --- | --- |\n| Sheet | <kbd>3</kbd> |",
    ),
    ("csv table", "```{csv-table}\n:header: a, b\n\n1, 2\n```", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
    ("glossary", "```{glossary}\nmast\n  The pole.\n```", "- **mast**\n\n  The pole."),
    (
        "glossary of lists and notes",
        ":::{glossary}\nmast\n"
        ": The pole.\n\n  - Wood\n\n    :::{note}\n    Dry.\n    :::\n\n    Oiled.\n\nsail\n: Cloth.\n:::\n\nEnd.",
        "- **mast**\n\n  The pole.\n\n  - Wood\n\n    ::: note\n    Dry.\n    :::\n\n    Oiled.\n- **sail**\n\n  Cloth.\n\nEnd.",
    ),
    ("yaml options", "```{figure} sail.png\n---\nalt: A sail\n---\n```", "![A sail](sail.png)"),
    ("label of a page", "{ref}`all:knots`", "[Knots](rig/knots.md"),
    (
        "label of a heading",
        "{ref}`reef-knot` {ref}`that one <reef-knot>` [x](reef-knot) [](#reef-knot)",
        "[The reef knot](rig/knots.md#reef-knot) [that one](rig/knots.md#reef-knot) [x](rig/knots.md#reef-knot) [The reef knot](rig/knots.md#reef-knot)",  # noqa: E501 - one text as it is written
    ),
    ("label of a paragraph", "[x](#a-place)", "[x](rig/knots.md#a-place)"),
    (
        "page",
        "{doc}`rig/knots` {doc}`them <rig/knots>` [](rig/knots.md)",
        "[Knots](rig/knots.md) [them](rig/knots.md) [Knots](rig/knots.md)",
    ),
    (
        "words",
        "{kbd}`Ctrl` {menuselection}`File --> Save` {abbr}`MD (Mark)` {sup}`2`",
        "<kbd>Ctrl</kbd> **File → Save** MD (Mark) <sup>2</sup>",
    ),
    ("names of programs", "{class}`a.Rope` {py:func}`~a.b.hoist` {meth}`its way <a.b>`", "`a.Rope` `hoist` `its way`"),
    ("icons and badges", "Go {octicon}`rocket;1em` on {bdg-info}`new`", "Go  on new"),
    ("code that only looks so", "`` {ref}`x` `` and `{note}`", "`` {ref}`x` `` and `{note}`"),
]


@pytest.mark.parametrize(("written", "shown"), [pytest.param(*each[1:], id=each[0]) for each in BLOCKS])
def test_a_directive_or_role_becomes_what_readers_saw(written, shown, export, bring, read, library):
    report = bring("markdown", export({**FILES, "a.md": f"# A\n\n{written}\n"}))
    library()
    assert shown in read("en/a.md")
    assert not [each for each in lost(report) if each[0] == "a.md" and "words" in each[1]]


def test_what_readers_never_saw_is_not_there(export, bring, read, library):
    text = "(a-label)=\n# A\n\n% a comment\n\n+++\n\n```{toctree}\n:hidden:\n\nrig/knots\n```\n\n```{eval-rst}\n.. automodule:: x\n```\n\nText.\n"  # noqa: E501 - one text as it is written
    bring("markdown", export({**FILES, "a.md": text}))
    library()
    body = read("en/a.md").partition("---\n")[2].partition("---\n")[2]
    assert body.strip().endswith("Text.")
    assert not any(sign in body for sign in ("%", "+++", "toctree", "automodule", ")="))


def test_what_no_table_knows_leaves_its_words_and_is_said(export, bring, read):
    report = bring("markdown", export({**FILES, "a.md": "# A\n\n```{sextant} Head\nWords.\n```\n"}))
    assert "**Head**\n\nWords." in read("en/a.md")
    assert ("a.md", "{sextant}") in lost(report)


def test_a_lenient_site_shows_them_too(small, kbgen, page):
    text = "(here)=\n# A\n\n:::{tip}\nPress {kbd}`F`.\n:::\n\n(there)=\n## There\n\n[x](#there)\n"
    config = small({"en/a.md": text})
    assert "[anchor]" not in kbgen("build", "-f", config).said
    shown = page(config.parent / "site", "en/a/").main
    assert shown.find("kbd").text == "F"
    assert shown.find(id="there") is not None
    assert not any(sign in shown.text for sign in (":::", ")=", "{kbd}"))
