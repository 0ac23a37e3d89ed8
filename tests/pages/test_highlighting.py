"""Blocks of code: what a keyboard reaches in them."""

from __future__ import annotations


def test_the_keyboard_reaches_code_that_may_be_wide_but_not_the_numbers_of_its_lines(convert):
    body = convert('``` py linenums="1"\na = 1\n```\n\n``` py\nb = 2\n```\n', "en")
    assert [(pre.text.strip(), pre.get("tabindex")) for pre in body.select("pre")] == [("1", None), ("a = 1", "0"), ("b = 2", "0")]
