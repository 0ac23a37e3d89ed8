"""Markdown as words, and words cut to a length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kbgen.articles.prose import cut, plain


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("First *one*\nline.", "First one line."),
        ("Words & [links](x.md 't') and ![pictures](p.png)", "Words & links and"),
        ("[a][b] <https://a.example> <b>bold</b>", "a https://a.example bold"),
        ("snake_case and _stress_ and \\*star\\*", "snake_case and stress and *star*"),
        ("`code` ~~old~~ {: .x }", "code old"),
        ("&lt;b&gt; &amp; more", "<b> & more"),
        ("> quoted\n> words", "quoted words"),
        ("متن **فارسی** می‌خوانیم.", "متن فارسی می‌خوانیم."),
        ("", ""),
    ],
)
def test_markup_is_left_out_of_words(markdown, words):
    assert plain(markdown) == words


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("short", 10, "short"),
        ("one two three", 10, "one two…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("one, two", 6, "one…"),
        ("exactly 10", 10, "exactly 10"),
    ],
)
def test_a_text_is_cut_at_a_word(text, length, short):
    assert cut(text, length) == short
    assert len(cut(text, length)) <= length


@given(st.text(alphabet=st.sampled_from("`~# \n>=-a{}.[]()!*_<\\"), max_size=200))
def test_words_stand_on_one_line(body):
    assert "\n" not in plain(body)


@pytest.mark.parametrize("unit", ["[", "<a", "{", "> ", "# ", "a\n", "*", "_", "`", "\\", "\n", "- ", "![", "a "])
def test_a_megabyte_of_anything_has_words(unit):
    assert len(plain(unit * (1_000_000 // len(unit)))) <= 1_000
