"""Of the words that may be meant by a mistyped one, the likeliest."""

from __future__ import annotations

import pytest

from kbgen.language.text import stem
from kbgen.search.indexing.corrections import KnownWords, likeliest


def known(locale: str, **common: int) -> KnownWords:
    stems = {form: stem(form, locale) for form in common}
    by_stem: dict[str, int] = {}
    for form, count in common.items():
        by_stem[stems[form]] = max(by_stem.get(stems[form], 0), count)
    return KnownWords(sorted(common), dict(common), stems, by_stem)


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        # What more articles have.
        ("prce", {"price": 3, "pace": 2}, "price"),
        ("prce", {"price": 2, "pierce": 1, "prices": 1}, "price"),
        # One letter left out or two exchanged leave one way back, another letter many.
        ("conut", {"count": 1, "donut": 3}, "count"),
        ("cout", {"count": 1, "cost": 3}, "count"),
        # A key beside the right one, the same key twice.
        ("maik", {"mail": 1, "main": 1, "mark": 2}, "mail"),
        ("coost", {"cost": 1, "coast": 2}, "cost"),
        # The first letter is seldom wrong.
        ("slate", {"plate": 2, "skate": 2}, "skate"),
        # Two slips explain less than one.
        ("passwort", {"password": 1, "passports": 5}, "password"),
    ],
)
def test_likeliest_word_comes_first(word: str, words: dict[str, int], meant: str) -> None:
    assert likeliest(word, [known("en", **words)], "en")[0].form == meant


def test_words_that_are_much_less_likely_are_not_offered() -> None:
    found = likeliest("cout", [known("en", count=6, court=5, coat=5, cot=0)], "en")
    assert [each.form for each in found] == ["count", "court"]


def test_each_word_is_offered_once_in_its_likeliest_form() -> None:
    found = likeliest("tickes", [known("en", tickets=4, ticket=3, ticks=3)], "en")
    assert [(each.form, each.apart) for each in found] == [("tickets", 1), ("ticks", 1)]


@pytest.mark.parametrize("word", ["المكتابت", "ملكتبات", "امكتبات", "المكثباتي"])
def test_slip_in_a_form_that_no_article_has_leads_to_one_that_they_have(word: str) -> None:
    words = known("ar", مكتبه=3, مكتبتي=1)
    assert likeliest(word, [words], "ar")[0].shown == "مكتبه"
    assert likeliest(word, [words], "ar", listed=True) == []


def test_numbers_and_short_words_are_no_slips() -> None:
    words = known("en", of=4, at=3)
    assert likeliest("12345", [words], "en") == likeliest("oo", [words], "en") == []
