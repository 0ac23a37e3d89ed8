"""What many write and CommonMark takes for something else is read as it is meant, and code keeps it to the letter."""

from __future__ import annotations

import pytest

from kbgen.markup.prepare.repairs import repair, restore

from ..conftest import outline, page, words


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("![Plan](my plan.png)", "my plan.png"),
        ("[a](some file.md)", "some file.md"),
        ('[a](some file.md "T")', "some file.md"),
        ("[a](dir/my file (1).pdf)", "dir/my file (1).pdf"),
        ("[a](../my dir/x)", "../my dir/x"),
        ("[a](https://a.example/x y)", "https://a.example/x y"),
        ("[a](my file.md#part)", "my file.md#part"),
        ("[a](پرونده من.pdf)", "پرونده من.pdf"),
        ("[a](  b.md  )", "b.md"),
        ("[a](https://a.example/'x'-y .pdf)", "https://a.example/'x'-y .pdf"),
        ("[a](reader's guide.pdf)", "reader's guide.pdf"),
        ("[a](https : //a.example/x -y)", "https : //a.example/x -y"),
        ("!!! note\n    [a](my file.md)", "my file.md"),
    ],
)
def test_an_address_may_hold_spaces(text, address):
    element = page(text).select_one("a, img")
    assert element.get("href", element.get("src")) == address


@pytest.mark.parametrize("text", ["[no](not a link)", "[a](b c d)", "f[x](y and z)", "[x](see this, and that)", "[x](note : that)"])
def test_words_in_parentheses_are_no_address(text):
    assert page(text).select("a") == []
    assert words(page(text)) == text


def test_a_colon_that_begins_a_line_defines_nothing():
    for text in ("Term\n:smile: x", "Term\n\n:smile: x", "> Term\n> :x", "- Term\n  :x"):
        body = page(text)
        assert body.select("dl") == []
        assert ":" in body.text


def test_a_colon_and_a_space_do():
    assert outline(page("Term\n:   One\n\n:   Two\n")) == "dl(dt dd dd)" or outline(page("Term\n: One\n")) == "dl(dt dd)"
    assert words(page("Term\n: def\n:smile: more").dd) == "def :smile: more"


def test_code_keeps_what_was_repaired():
    text = "Term\n:smile: [a](b c.md)\n"
    assert page(f"```\n{text}```\n").pre.text == text
    assert page(f"`{text.strip()}`").code.text == " ".join(text.split())
    assert page('```py title="[a](b c.md)"\nx\n```\n').select_one(".filename").text == "[a](b c.md)"


def test_what_is_repaired_keeps_its_length_and_is_restored():
    text = "[a](b c.md)\n:x\n> :y\n: z\n::: note\n"
    assert len(repair(text)) == len(text)
    assert restore(repair(text)) == text
    assert repair("nothing here") == "nothing here"
