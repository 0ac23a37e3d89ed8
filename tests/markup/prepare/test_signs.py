"""What the signs of a text say about the text."""

import pytest

from kbgen.markup.prepare.signs import signs_in


def test_words_are_left_out_and_signs_stay_in_order():
    assert signs_in("Set [the key](a/b) to `x`: done!\n\n!!! note") == "[](/)``:!!!!"


def test_letters_of_every_script_are_words():
    assert signs_in("افتح [الإعدادات](settings.md) — 日本語 {#id}") == "[](){#}"


@pytest.mark.parametrize("sign", ["{=", "{+", "](", "<", "!!!", "???", "===", ":::", "://", "@", "[!", "*[", "`", "~", "\\"])
def test_what_a_text_holds_is_among_its_signs(sign):
    assert sign in signs_in(f"Vor dem Zeichen{sign}dahinter")


def test_half_a_surrogate_is_no_error():
    assert signs_in("\ud800#") == "#"
