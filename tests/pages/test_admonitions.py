"""A note without a title is named in the language of the article, not by Markdown's English word."""

from __future__ import annotations

import pytest

NAMES = {
    "en": "Note Tip Warning Danger Success Info Example Question".split(),  # noqa: SIM905
    "ar": ["ملاحظة", "نصيحة", "تحذير", "خطر", "نجاح", "معلومة", "مثال", "سؤال"],
    "fa": ["توجه", "نکته", "هشدار", "خطر", "موفقیت", "بیشتر بدانید", "مثال", "پرسش"],
}


@pytest.mark.parametrize("tag", ["en", "ar", "fa"])
@pytest.mark.parametrize(("mark", "title"), [("!!!", ".admonition-title"), ("???", "summary")])
def test_usual_names_are_those_of_the_language(convert, tag, mark, title):
    body = convert("\n".join(f"{mark} {name.lower()}\n    Text.\n" for name in NAMES["en"]), tag)
    assert [found.text for found in body.select(title)] == NAMES[tag]


def test_title_of_the_writer_stays_and_an_empty_one_shows_none(convert):
    body = convert('!!! note "مهم"\n    متن.\n\n!!! tip ""\n    متن.\n\n!!! warning inline end\n    متن.\n', "fa")
    assert [found.text for found in body.select(".admonition-title")] == ["مهم", "هشدار"]


def test_note_inside_a_list_is_named_too(convert):
    body = convert("1. گام\n\n    !!! warning\n        متن.\n", "fa")
    assert body.select_one("li .admonition-title").text == "هشدار"


def test_name_that_nobody_knows_stays(convert):
    assert convert("!!! recipe\n    متن.\n", "fa").select_one(".admonition-title").text == "Recipe"
