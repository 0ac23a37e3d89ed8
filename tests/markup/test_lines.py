"""Links, pictures, headings and HTML know the line of the text on which they begin."""

from __future__ import annotations

import pytest

from kbgen.markup import commonmark
from kbgen.markup.python_markdown import PythonMarkdown

TEXT = """[0](x.md)
text [1](x.md) and [1](x.md)
still <a href="x.md">2</a>

- a
- [5](x.md)

    [7](x.md)

| a | b |
|---|---|
| [11](x.md) | [11](x.md) |

> [13](x.md)
> [14](x.md)

<details>
<a href="x.md">17</a>
</details>

```
[x](x.md)
```

[24](x.md)[24](x.md)
متن [25](x.md) https://example.org

<div dir="rtl">

[29](x.md)
</div>

[^1]: [32](x.md)

a[^1] [34](x.md)
"""


def test_every_link_stands_on_its_line():
    tree = commonmark.read(TEXT)
    links = [link for link in tree.links if (link.text or "").isdecimal() and link.get("href") == "x.md"]
    assert len(links) == 17
    assert [tree.line_of(link) for link in links] == [int(link.text or "") for link in links]


def test_lines_can_be_asked_for_in_any_order():
    tree = commonmark.read(TEXT)
    links = [link for link in tree.links if link.get("href") == "x.md"]
    assert [tree.line_of(link) for link in reversed(links)] == [int(link.text or "") for link in reversed(links)]


def test_pictures_headings_and_tables_know_theirs():
    tree = commonmark.read(
        "# 0\n\n![](2.png)\n<img src=3.png>\n\nT\n===\n\n## 8 {#x}\n\n<h2>10</h2>\n\n| 12 |\n|---|\n\n    ## code\n"
    )
    assert [tree.line_of(image) for image in tree.images] == [2, 3]
    assert [tree.line_of(heading) for heading in tree.headings] == [0, 5, 8, 10]
    assert [tree.line_of(table) for table in tree.tables] == [12]


def test_other_elements_have_none():
    tree = commonmark.read("text *x*\n")
    assert tree.line_of(tree.root[0]) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_count(end):
    tree = commonmark.read(f"a{end}{end}b{end}[3](x.md){end}")
    assert tree.line_of(tree.links[0]) == 3


def test_signs_of_many_bytes_and_repairs_move_nothing():
    tree = commonmark.read("متن 😀\n:smile: ![a](x y.png)\n\n[3](x.md)\n")
    assert [tree.line_of(element) for element in (*tree.images, *tree.links)] == [1, 3]


def test_python_markdown_s_links_and_pictures_are_sought_in_their_order():
    text = (
        "[0](x.md)\n\n```\n[x](x.md)\n```\n\n[6](x.md#part) [6](x.md)\n\n!!! note\n    [9](y.md) ![](p.png)\n\n[b]\n\n[b]: z.md\n"
    )
    tree = PythonMarkdown().read(text)
    assert [(link.text, tree.line_of(link)) for link in tree.links] == [("0", 0), ("6", 6), ("6", 6), ("9", 9), ("b", 13)]
    assert [tree.line_of(image) for image in tree.images] == [9]
