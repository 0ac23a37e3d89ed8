"""CommonMark, as Docusaurus and Starlight read it, becomes what Python-Markdown reads as the same."""

from __future__ import annotations

import pytest

from kbgen.imports.convert.commonmark import relisted
from kbgen.imports.convert.from_markdown import fragments, markdown_of
from kbgen.imports.export import Markup

from .test_from_html import Around, rendered


def converted(text: str, *, mdx: bool = False) -> str:
    return markdown_of(text, Markup.COMMONMARK, mdx, Around())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- a\n  - b\n    - c\n- d", "- a\n    - b\n        - c\n- d"),
        ("1. a\n   1. b\n2. c", "1. a\n    1. b\n2. c"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("10. a\n    - b", "10. a\n    - b"),
        ("text\n- a\n- b", "text\n\n- a\n- b"),
        ("- a\n\n  more\n\nout", "- a\n\n    more\n\nout"),
        ("- a\ncontinued\n- b", "- a\n    continued\n- b"),
        ("- a\n  ```js\n  code\n    deep\n  ```\n- b", "- a\n    ```js\n    code\n      deep\n    ```\n- b"),
        ("- a\n## Heading", "- a\n## Heading"),
        ("    code\n    more", "    code\n    more"),
        ("```\n- not\n  - a list\n```", "```\n- not\n  - a list\n```"),
        ('```js title="a.js" {2,4-5} showLineNumbers\nx\n```', '```js hl_lines="2 4-5" title="a.js"\nx\n```'),
        ("```{1}\nx\n```", '```text hl_lines="1"\nx\n```'),
        ("> [!WARNING]\n> Mind\n> this\n\nout", "\n!!! warning\n\n    Mind\n    this\n\nout"),
        ("text\n| a | b |\n|---|---|", "text\n\n| a | b |\n|---|---|"),
    ],
)
def test_lists_fences_alerts_and_tables_are_laid_out_anew(source, expected):
    assert relisted(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::note\ntext\n:::", "!!! note\n\n    text\n"),
        (":::tip[My title]\ntext\n:::", '!!! tip "My title"\n\n    text\n'),
        ("::::info\n:::danger Deep\ntext\n:::\n::::", '!!! info\n\n    !!! danger "Deep"\n\n        text\n'),
        (":::unknown\ntext\n:::", "!!! note\n\n    text\n"),
        ("```\n:::note\n```", "```\n:::note\n```\n"),
        ("see https://a.example/x, now", "see <https://a.example/x>, now\n"),
        (
            "`https://a.example` [x](https://a.example) <https://a.example>",
            "`https://a.example` [x](https://a.example) <https://a.example>\n",
        ),
        ("~~old~~ `~~code~~`", "<s>old</s> `~~code~~`\n"),
        ('<img src="/a.png" alt="A" width="3" />', "![A](/a.png)\n"),
        ('<a href="/x">text</a>', "[text](/x)\n"),
        ("[![alt](a.png)](b.md)", "[![alt](a.png)](b.md)\n"),
        ("[x]: ./a.md 'T'\n", "[x]: ./a.md 'T'\n"),
    ],
)
def test_what_generators_write_their_own_way_is_written_kbgens_way(source, expected):
    assert converted(source) == expected


def test_components_become_tabs_boxes_and_links_and_programs_go():
    source = """import X from './x.js';
export const y = 1;

<Tabs>
<TabItem label="A">

a {/* gone */}

</TabItem>
</Tabs>

<Aside type="caution">
careful
</Aside>

<LinkCard title="T" href="/t" description="D" />

Text <Badge text="new" /> here.
"""
    assert converted(source, mdx=True) == '=== "A"\n\n    a\n\n!!! warning\n\n    careful\n\n- [T](/t): D\n\nText  here.\n'


def test_nested_lists_come_back_nested():
    assert rendered(relisted("1. a\n   - b\n\n     more\n2. c")).count("<ol>") == 1
    assert rendered(relisted("- a\n  - b\n    - c")).count("<ul>") == 3


def test_headings_are_found_under_the_names_that_each_generator_gives_them():
    body = "## Step one & two\n\n## Step one & two\n\n## Own {#mine}\n\n## گام یکم\n"
    assert fragments(body, Markup.COMMONMARK) == {
        "step-one--two": "step-one-two",
        "step-one--two-1": "step-one-two_1",
        "mine": "mine",
        "گام-یکم": "گام-یکم",
    }
