"""What was typed on another keyboard is read as the keys that were meant."""

from __future__ import annotations

import pytest

from kbgen.language.layouts import other_layouts


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("hgpshf", "ar", ["الحساب"]),
        ("HGPSHF", "ar", ["الحساب"]),
        ("'bv,h`i", "fa", ["گذرواژه"]),
        ("گذرواژه", "fa", ["'bv,h`i"]),
        # A page in another language may be read with any of the keyboards.
        ("حشسسصخقی", "en", ["passworی", "password"]),
        ("چ", "en", ["]"]),
        # One key may write two letters, and two letters may be one key.
        ("blb", "ar", ["لاملا"]),
        ("لا", "ar", ["b"]),
        ("لالا", "en", ["bb", "ghgh"]),
        ("1,لا", "en", ["1,b", "1,gh"]),
        # What no key writes stays, and is no reading where nothing else is there.
        ("12", "ar", []),
        ("abc", "de", []),
    ],
)
def test_a_query_of_another_keyboard_has_the_readings_that_its_keys_give(typed: str, language: str, meant: list[str]) -> None:
    assert other_layouts(typed, language) == meant
