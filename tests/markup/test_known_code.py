"""What is code in a text is known from reading it: nobody has to parse it again to leave it alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbgen.markup.commonmark import read
from kbgen.markup.without_code import without_code, without_known_code

CONTENT = Path(__file__).parents[2] / "content"
TEXTS = [
    "no code [a](b.md)",
    "`[a](b.md)` and [c](d.md)",
    "```\n[a](b.md)\n```\n\n[c](d.md)",
    "    [a](b.md)\n\n[c](d.md)",
    '!!! note "A `code`"\n    [a](b.md)\n\n        [in](code.md)\n\n[c](d.md)',
    "> `[a](b.md)`\n>\n> ```\n> [x](y.md)\n> ```\n",
    "۱. `[a](b.md)`\n۲. پیوند [c](d.md)",
    "- a\n\n      [a](b.md)\n\n- `x`\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_code_is_blanked_as_where_it_is_looked_for(text: str) -> None:
    assert without_known_code(text, read(text).code) == without_code(text)


def test_and_in_every_article_of_the_manual() -> None:
    files = sorted(CONTENT.rglob("*.md"))
    assert len(files) > 200
    for file in files:
        text = file.read_text("utf-8").split("\n---\n", 1)[-1]
        assert without_known_code(text, read(text, colours=False).code) == without_code(text), file
