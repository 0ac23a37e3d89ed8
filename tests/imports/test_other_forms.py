"""What real folders hold and small examples do not: values, code without fences, addresses with a top."""

from __future__ import annotations

import pytest

from kbgen.imports.words import source_words

from .conftest import lost

TABLE = """<PropertiesTable
  content={[
    {
      name: 'sheet',
      type: 'Rope | (length: number) => Rope',
      isOptional: true,
      description: 'Holds a sail; see {x}.',
      properties: [{ parameters: [{ name: 'width', type: 'number', default: '3', description: "How wide it's cut." }] }],
    },
    { name: 'knot', type: 'string', required: true, description: 'Its ' + 'name.' },
  ]}
/>"""
LONG = TABLE.replace("Holds a sail", "Holds a sail " + "and more of them " * 400)


@pytest.fixture
def brought(export, bring, read, library):
    def bring_one(name: str, body: str, where: str = "en/a.md", **files: object) -> tuple[str, list[tuple[str, str]]]:
        report = bring("markdown", export({name: f"# A\n\n{body}\n", **files}))
        library()
        return read(where), lost(report)

    return bring_one


@pytest.mark.parametrize("table", [TABLE, LONG], ids=["short", "long"])
def test_a_table_that_is_given_as_a_value_is_a_list(brought, table):
    text, losses = brought("a.mdx", table)
    assert "- `sheet` (`Rope | (length: number) => Rope`)\n\n  Holds a sail" in text
    assert "  - `width` (`number`, `= 3`)\n\n" in text.replace("      ", "  ").replace("    ", "  ")
    assert "How wide it's cut." in text
    assert "- `knot` (`string`, required)\n\n  Its name." in text
    assert "PropertiesTable" not in text
    assert not [what for _, what in losses if "words" in what]


def test_cards_and_questions_given_as_values_keep_links_and_answers(brought):
    cards = "<IndexCards cards={[{ title: 'Sails', description: 'All of them.', href: '/docs/sails' }]} />"
    text, _ = brought(
        "a.mdx", f"{cards}\n\n<Faq items={{[{{ question: 'Why?', answer: 'Wind.' }}, 'Word']}} />", **{"sails.mdx": "# Sails\n"}
    )
    assert "- [Sails](sails.md)\n\n  All of them." in text
    assert "- Why?\n\n  Wind.\n- Word" in text


def test_the_words_that_are_counted_of_a_table_are_those_that_readers_saw():
    words = source_words(TABLE)
    assert words["holds"] == words["width"] == words["knot"] == 1
    assert not set(words) & {"propertiestable", "content", "isoptional", "properties", "parameters"}


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{{< code file="mast.html" >}}\n<b>{{ .Title }}</b>\n{{< /code >}}', "````html\n<b>{{ .Title }}</b>\n````"),
        ("{{< code-toggle >}}\n[sail]\nlist = 1\n{{< /code-toggle >}}", "````\n[sail]\nlist = 1\n````"),
        ("{{< output >}}\n* a\n{{< /output >}}", "````\n* a\n````"),
        ("{{< code >}}\n```go\nx\n```\n{{< /code >}}", "```go\nx\n```"),
        ("{{< rem >}}note to self{{< /rem >}}\n\nText", "# A\n\n\nText"),
    ],
)
def test_shortcodes_of_code_keep_it_as_it_is(brought, body, shown):
    text, losses = brought("a.md", body)
    assert shown in f"# A\n{text.partition('---')[2].partition('---')[2]}"
    assert not losses


def test_an_attribute_list_behind_code_is_read(brought):
    text, _ = brought("a.md", "See [it](#rig).\n\n## `mast`, `boom` {: #rig cmd-line env-var }\n\nText")
    assert "[it](#rig)" in text
    assert "## `mast`, `boom` {#rig}" in text


def test_a_link_whose_words_are_code_with_brackets_is_followed(brought):
    text, _ = brought("a.md", "See [`[[sail]]`](./b.md#Top_Sail) and [`a](b`](b.md).", **{"b.md": "# B\n\n## Top sail\n"})
    assert "[`[[sail]]`](b.md#top-sail)" in text
    assert "[`a](b`](b.md)" in text


def test_a_picture_within_a_link_of_html_over_several_lines_stays_html(brought):
    body = '<a href="https://example.org/x">\n  <img src="https://example.org/p.png" alt="All of us" />\n</a>'
    text, losses = brought("a.md", body)
    assert '<a href="https://example.org/x">\n  All of us\n</a>' in text
    assert not [what for _, what in losses if "words" in what]


@pytest.mark.parametrize(
    "reference", ["/docs/rig/mast", "/docs/rig/mast/", "/en/docs/rig/mast.html", "rig/mast", "./mast", "../02-rig/03-mast.md"]
)
def test_a_link_that_leaves_out_numbers_or_has_the_top_of_a_site_before_it_is_followed(brought, reference):
    files = {"02-rig/03-mast.md": "# Mast\n", "02-rig/index.md": "# Rig\n", "index.md": "# Home\n"}
    text, _ = brought("02-rig/01-a.md", f"[x]({reference}) [y](/docs/rig)", where="en/02-rig/01-a.md", **files)
    assert "[x](03-mast.md)" in text
    assert "[y](index.md)" in text


@pytest.mark.parametrize("head", ['=== "Mac"', "!!! note", "??? tip"])
def test_what_is_indented_below_a_tab_or_note_is_no_code(brought, head):
    body = f'{head}\n\n    Press ++cmd+s++ on\n\n    {{%\n       include-markdown "b.md"\n    %}}\n'
    text, _ = brought("a.md", body, **{"b.md": "# B\n\nThe other text.\n"})
    assert "<kbd>Cmd</kbd>+<kbd>S</kbd> on" in text
    assert "The other text." in text
    assert "{%" not in text
