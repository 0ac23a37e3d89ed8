"""Words that were written together, in the words of the index."""

from __future__ import annotations

import pytest

from kbgen.language.text import stem
from kbgen.search.answering.query import plan
from kbgen.search.indexing.published import text_name
from kbgen.search.indexing.vocabulary import Vocabulary, part_of
from kbgen.search.indexing.words import commonest, write_parts


def vocabulary(locale: str = "de", most: int = 10_000, /, **words: int) -> Vocabulary:
    """By default a German one: no stems of its own. `words` says how many articles have each."""
    known = {word: (having, stem(word, locale)) for word, having in words.items()}
    parts = write_parts(known, [], locale, most)
    texts = {text_name(text): text for part in parts.values() for _, text in (*part.pieces, *part.rare)}
    pieces = {number: [(first, text_name(text)) for first, text in part.pieces] for number, part in parts.items()}
    rare = {number: [(first, text_name(text)) for first, text in part.rare] for number, part in parts.items()}
    texts["common"] = commonest((part.texts for part in parts.values()), locale)
    return Vocabulary(lambda _: "", locale, pieces, rare, texts.__getitem__, "common")


@pytest.mark.parametrize(
    ("words", "halves"),
    [
        ({"ab": 4, "cdef": 4, "abc": 4, "def": 4, "abcd": 4, "ef": 4}, ("abc", "def")),
        ({"ab": 4, "cdef": 4, "abcd": 4, "ef": 4}, ("abcd", "ef")),
        # The rarer half decides, before how even they are.
        ({"ab": 64, "cdef": 64, "abc": 1000, "def": 1}, ("ab", "cdef")),
        ({"abc": 4}, None),
        # One letter is no word.
        ({"a": 9, "bcdef": 9, "abcde": 9, "f": 9}, None),
    ],
)
def test_a_long_word_is_split_where_both_halves_are_words(words: dict[str, int], halves: tuple[str, str] | None) -> None:
    assert vocabulary(**words).split("abcdef") == halves


RARE = {f"s{first}{second}lte{third}": 2 for first in "aeiou" for second in "bcdfg" for third in "rnmtklpsvw"}


@pytest.mark.parametrize("locale", ["de", "en"])
def test_in_a_large_vocabulary_rare_words_are_known_and_common_ones_are_offered(locale: str) -> None:
    words = vocabulary(locale, 300, **RARE, salten=90, sound=80, screen=70, other=60)
    assert all(map(words.has, RARE))
    assert not words.has("sxyz")
    assert dict(words.forms()).keys() == RARE.keys() | {"salten", "sound", "screen", "other"}
    assert words.completions("so")[0] == stem("sound", locale)
    # No common word begins like this.
    assert words.completions("sugltek") == [stem("sugltek", locale)]
    assert words.corrections("screem")[0].form == "screen"
    # Another first letter: the commonest of all are looked through.
    assert words.corrections("acreen")[0].form == "screen"


def test_a_code_that_stands_in_one_article_is_known_and_not_offered() -> None:
    words = vocabulary("en", 300, **{f"kb{number}": 1 for number in range(1000, 1400)}, kbase=5, kb2000=7)
    assert words.has("kb1234")
    assert words.completions("kb12") == []
    assert words.completions("kb2") == ["kb2000"]
    assert words.corrections("kb12345") == []


@pytest.mark.parametrize(
    ("locale", "query", "letters"),
    [
        # Neither the small words nor what they would make with the next one.
        ("en", "how lamps and work ", "lw"),
        # A phrase of synonyms is by its first word that tells.
        ("en", "the log and lamps ", "l"),
        # A present form is looked for by its stem alone, and is no beginning of a compound.
        ("ar", "كيف يفتح الدرج ", "فد"),
    ],
)
def test_a_query_needs_the_parts_of_words_that_tell_something(locale: str, query: str, letters: str) -> None:
    words = {"lamp": 3, "work": 3, "log": 3, "in": 9, "the": 9} if locale == "en" else {"فتح": 3, "درج": 3}
    known = {word: (having, stem(word, locale)) for word, having in words.items()}
    texts = {number: "".join(part.texts) for number, part in write_parts(known, ["the log"], locale, 10_000).items()}
    needed: set[int] = set()

    def load(number: int) -> str:
        needed.add(number)
        return texts.get(number, "")

    found = plan(query, Vocabulary(load, locale), locale)
    assert needed == {part_of(letter) for letter in letters}
    assert ("the log" in {key for term in found.terms for key, _ in term.keys}) == ("the log" in query)
