"""The order of the alphabet: what comes first in a list of words.

Receives a word and the tag of its language; returns a key to sort by. Arabic and Persian follow CLDR's collation (root with
the tailorings `ar` and `fa`): signs, digits, the alphabet, other scripts; vowel signs, joiners and marks of direction
decide nothing. Arabic words stand under their first letter after the article ال, as in every Arabic dictionary and
index; CLDR leaves that to whoever sorts. Other languages are ordered by their folded letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

# The letters of either language stand where the other's readers look for them. Persian's آ is a letter before ا, and ه
# comes after و; Arabic's ة is a ت and its ى a ي.
_LETTERS = {
    "ar": "ءابپتثجچحخدذرزژسشصضطظعغفقكگلمنهوي",
    "fa": "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
}
_VARIANTS = {
    "ar": {**dict.fromkeys("آأإٱ", "ا"), "ة": "ت", "ک": "ك", "ؤ": "و", **dict.fromkeys("ئىی", "ي")},
    "fa": {"ٱ": "ا", **dict.fromkeys("أإؤئ", "ء"), "ك": "ک", **dict.fromkeys("ةۀە", "ه"), **dict.fromkeys("ىي", "ی")},
}
_SIGN, _DIGIT, _LETTER, _FOREIGN = range(4)
_TATWEEL = "ـ"
# The article before at least two letters, at the start of each word of a term. These begin with ال and have no article:
# verbal nouns of the eighth form whose root begins with ل, and God's name.
_ARTICLE = re.compile(
    r"(?<!\w)ال(?=\w{2})(?!لهم?(?!\w)|تزام|تباس|تحاق|تحام|تذاذ|تصاق|تفات|تفاف|تقاء|تقاط|تماس|تهاب|تهام|تواء|تئام|كترون)"
)

Key = tuple[tuple[tuple[int, int], ...], str]


def collation_key(word: str, language: str) -> Key:
    """What to sort `word` by in a list of the language. Words that differ in marks alone have a fixed order too."""
    weights = _weights(language.partition("-")[0])
    folded = word.casefold()
    if not weights:
        return tuple((_FOREIGN, ord(letter)) for letter in folded), word
    read = "".join(letter for letter in folded if not _ignored(letter))
    if weights is _weights("ar"):
        read = _ARTICLE.sub("", read)
    return tuple(_weight(letter, weights) for letter in read), word


def _weight(letter: str, weights: Mapping[str, int]) -> tuple[int, int]:
    if letter in weights:
        return _LETTER, weights[letter]
    if letter.isdecimal():
        return _DIGIT, unicodedata.decimal(letter)
    return (_FOREIGN if letter.isalnum() else _SIGN), ord(letter)


def _ignored(letter: str) -> bool:
    return letter == _TATWEEL or unicodedata.category(letter) in ("Mn", "Cf")


@cache
def _weights(language: str) -> dict[str, int]:
    order = {letter: place for place, letter in enumerate(_LETTERS.get(language, ""))}
    return order | {variant: order[letter] for variant, letter in _VARIANTS.get(language, {}).items()}
