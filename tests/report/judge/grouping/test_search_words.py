"""What a comparison reads of a search: stems, slips mended, words joined, and how much each tells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pytest

from kbgen.report.judge.grouping.search_words import ASKING, SearchWordsReader, Speller
from kbgen.search.synonyms import synonyms_from


def reader(
    searches: Mapping[str, int] | None = None, known: Sequence[str] = (), lines: Sequence[str] = (), locale: str = "en", **more: str
) -> SearchWordsReader:
    return SearchWordsReader(locale, (searches or {}).items(), dict.fromkeys(known, 1), synonyms_from(list(lines), locale), **more)


def test_a_word_tells_more_the_fewer_searches_have_it() -> None:
    words = reader()
    for text in ("invoice", "invoice address", "refund", "tax"):
        words.learn(words.read(text))
    found = words.weigh(words.read("invoice refund zebra"))
    assert found.terms == ("invoic", "refund", "zebra")
    assert found.weights == pytest.approx((math.log(2 + 4 / 3), math.log(2 + 4 / 2), math.log(2 + 4 / 1)))
    assert found.whole == pytest.approx(sum(found.weights))


def test_words_of_asking_tell_little_and_a_phrase_counts_half_beside_its_words() -> None:
    words = reader(lines=["cell phone, mobile"], asking="make add")
    found = words.weigh(words.read("add cell phone"))
    assert found.terms == ("add", "cell", "phone", "cell phone")
    assert found.weights == pytest.approx([share * math.log(2) for share in (ASKING, 1, 1, 0.5)])


def test_words_that_mean_the_same_are_those_of_search_and_those_that_the_catalogue_lists() -> None:
    words = reader(lines=["phone, mobile"], alike="member teammate; tax vat levy")
    assert words.same("phone") == {"mobil"}
    assert words.same("tax") == {"vat", "levi"}
    assert words.same("member") == {"teammat"}
    assert words.same("zebra") == frozenset()


def test_words_that_some_write_together_are_read_as_one() -> None:
    words = reader({"home page": 3, "homepage": 1})
    assert words.read("home page") == words.read("homepage") == ("homepag",)
    assert reader({"home page": 3}).read("home page") == ("home", "page")
    # Too short to tell.
    assert reader({"to do": 3, "todo": 1}).read("do it") != ()


@pytest.mark.parametrize(
    ("word", "known", "mended"),
    [
        ("paswword", {"password": 3}, "password"),
        # Of two that are as near the one that more readers use; of two of these the first of the alphabet.
        ("tables", {"tablez": 9, "tabley": 4}, "tablez"),
        ("tables", {"tablez": 4, "tabley": 4}, "tabley"),
        # Too short to be known from its neighbours.
        ("sort", {"short": 9}, "sort"),
        # Two slips are believed only behind a right first letter.
        ("subscirptoin", {"subscription": 3}, "subscription"),
        ("zubscirption", {"subscription": 3}, "zubscirption"),
        # An established word is a slip only of one that three times as many use.
        ("export", {"exports": 9, "export": 3}, "exports"),
        ("export", {"exports": 8, "export": 3}, "export"),
        ("import", {"export": 90, "import": 3}, "import"),
        # … and one letter away.
        ("subscirptoin", {"subscription": 90, "subscirptoin": 1}, "subscirptoin"),
    ],
)
def test_a_slip_is_mended_to_the_likeliest_word(word: str, known: Mapping[str, int], mended: str) -> None:
    assert Speller(known).mend(word) == mended


def test_a_word_that_three_readers_use_is_none_of_a_few_slips() -> None:
    assert reader({"quokka": 3, "quakka": 1}).read("quakka") == reader().read("quokka")
    assert reader({"quokka": 2, "quakka": 1}).read("quakka") == ("quakka",)


def test_the_article_before_a_short_arabic_word_makes_it_no_longer() -> None:
    words = reader({"الدفع": 9, "التصدير": 9}, locale="ar")
    assert words.read("الدفغ") != words.read("الدفع")
    assert words.read("التصديز") == words.read("التصدير")


def test_words_of_few_readers_and_short_ones_are_no_words_that_others_are_slips_of() -> None:
    for once in ({"zebrafish": 2}, {"sort": 9}):
        for slip in ("zebrafihs", "sorty"):
            assert reader(once).read(slip) == reader().read(slip)
    assert reader({"zebrafish": 3}).read("zebrafihs") == reader().read("zebrafish")
