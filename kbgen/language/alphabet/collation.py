"""The order of the alphabet: what comes first in a list of words.

Receives a word and the tag of its language; returns a key to sort by. Arabic and Persian follow CLDR's collation (root with
the tailorings `ar` and `fa`): signs, digits, the alphabet, other scripts; vowel signs, joiners and marks of direction
decide nothing. Arabic words stand under their first letter after the article ال, as in every Arabic dictionary and
index; CLDR leaves that to whoever sorts. Other alphabets are ordered by their letters without accents, but for letters that have a
place of their own there (Swedish å after z, Spanish ñ after n). Chinese characters follow the standard of each script: GB 2312 is
in the order of pinyin, Big5 in that of strokes, JIS X 0208 in that of Japanese readings, as CLDR's collations are for common ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kbgen.language.tag import script

# The letters of either language stand where the other's readers look for them. Persian's آ is a letter before ا, and ه
# comes after و; Arabic's ة is a ت and its ى a ي.
_LETTERS = {
    "ar": "ءابپتثجچحخدذرزژسشصضطظعغفقكگلمنهوي",
    "fa": "آاءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "ur": "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیے",
}
_VARIANTS = {
    "ar": {**dict.fromkeys("آأإٱ", "ا"), "ة": "ت", "ک": "ك", "ؤ": "و", **dict.fromkeys("ئىی", "ي")},
    "fa": {"ٱ": "ا", **dict.fromkeys("أإؤئ", "ء"), "ك": "ک", **dict.fromkeys("ةۀە", "ه"), **dict.fromkeys("ىي", "ی")},
    "ur": {**dict.fromkeys("ٱأإ", "ا"), "ؤ": "و", "ك": "ک", "ۓ": "ے", **dict.fromkeys("ةۀەهۂ", "ہ"), **dict.fromkeys("ئىي", "ی")},
}
# Letters that are no variants of others, each behind the letter that it follows (CLDR 48).
_OWN_PLACES = {
    **dict.fromkeys(("sv", "fi"), "zåäö"), **dict.fromkeys(("da", "nb", "nn", "no"), "zæøå"), "is": "dð zþæöå", "es": "nñ",
    "pl": "aą cć eę lł nń oó sś zźż", "tr": "cç gğ hı oö sş uü",
    "az": "cç eə gğ hı oö sş uü", "cs": "cč rř sš zž", "sk": "cč sš zž",
    "hr": "cčć dđ sš zž",
    "sl": "cč sš zž", "hu": "oö uü", "ro": "aăâ iî sș tț", "et": "sšzž vwõäöü",
    "lt": "cč sš zž", "lv": "cč sš zž",
    "sq": "cç eë", "vi": "aăâ dđ eê oôơ uư", "be": "её зі уў", "uk": "гґ еє иії",
}  # fmt: skip
_VOWELS_BEFORE = re.compile("([เ-ไ])([ก-ฮ])")  # written before the consonant that they follow when read: Thai
_DOTS = str.maketrans("Iİ", "ıi")
_HEBREW_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_ENCODINGS = {"Hans": "gb2312", "Hant": "big5", "Jpan": "euc_jp"}
_ROOM = 16  # between two code points, for letters of their own
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
    primary = language.partition("-")[0]
    folded = _lower(word, primary)
    if primary not in _LETTERS:
        return tuple(_weights_of(folded, language)), word
    weights = _weights(primary)
    read = "".join(letter for letter in folded if not _ignored(letter))
    if weights is _weights("ar"):
        read = _ARTICLE.sub("", read)
    return tuple(_weight(letter, weights) for letter in read), word


def first_letter(word: str, language: str) -> str:
    """The letter, digit or sign that decides first where `word` stands, in lower case and in the form that the list is ordered by;
    empty where there is none."""
    primary = language.partition("-")[0]
    folded = _lower(word, primary)
    if primary in _LETTERS:
        read = "".join(letter for letter in folded if not _ignored(letter))
        if _weights(primary) is _weights("ar"):
            read = _ARTICLE.sub("", read)
        return _VARIANTS[primary].get(read[:1], read[:1])
    folded = _VOWELS_BEFORE.sub(r"\2\1", unicodedata.normalize("NFC", folded.translate(_HEBREW_FINALS)))
    letter = next((each for each in folded if not _ignored(each)), "")
    return chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter


def _lower(word: str, primary: str) -> str:
    # Two letters of Turkish, with and without a dot, have capitals of their own.
    return word.translate(_DOTS).casefold() if primary in ("tr", "az") else word.casefold()


def has_own_place(letter: str, language: str) -> bool:
    """Whether `letter` is one of its own in the language, and no variant of another."""
    primary = language.partition("-")[0]
    return letter == "й" or letter in _alphabet(primary) or letter in _LETTERS.get(primary, "")


def _weights_of(folded: str, language: str) -> Iterator[tuple[int, int]]:
    for letter in _VOWELS_BEFORE.sub(r"\2\1", unicodedata.normalize("NFC", folded.translate(_HEBREW_FINALS))):
        yield from _weights_in(letter, language)


@lru_cache(maxsize=4096)  # a list has the same letters again and again
def _weights_in(letter: str, language: str) -> tuple[tuple[int, int], ...]:
    own = _alphabet(language.partition("-")[0])
    if letter in own:
        return ((_LETTER, own[letter]),)
    encoding = _ENCODINGS.get(script(language), "")
    if "\u30a1" <= letter <= "\u30f6":  # katakana stand beside hiragana
        letter = chr(ord(letter) - 0x60)
    weights = []
    for base in letter if letter == "й" else unicodedata.normalize("NFD", letter):
        if base.isdecimal():
            weights.append((_DIGIT, unicodedata.decimal(base)))
        elif not _ignored(base):
            weights.append((_LETTER if base.isalpha() else _SIGN, own.get(base) or _place(base, encoding)))
    return tuple(weights)


def _place(letter: str, encoding: str) -> int:
    """Where `letter` stands: Chinese characters behind every alphabet, those of the standard first."""
    if not "\u3400" <= letter <= "\u9fff":
        return ord(letter) * _ROOM
    try:
        return (1 << 26) + int.from_bytes(letter.encode(encoding or "gb2312"), "big")
    except UnicodeEncodeError:
        return (1 << 27) + ord(letter)


@cache
def _alphabet(language: str) -> Mapping[str, int]:
    """The letters that have a place of their own, right behind their neighbours."""
    groups = _OWN_PLACES.get(language, "").split()
    return {letter: ord(group[0]) * _ROOM + at for group in groups for at, letter in enumerate(group[1:], 1)}


def _weight(letter: str, weights: Mapping[str, int]) -> tuple[int, int]:
    if letter in weights:
        return _LETTER, weights[letter]
    if letter.isdecimal():
        return _DIGIT, unicodedata.decimal(letter)
    return (_FOREIGN if letter.isalnum() else _SIGN), ord(letter)


@lru_cache(maxsize=4096)
def _ignored(letter: str) -> bool:
    return letter == _TATWEEL or unicodedata.category(letter) in ("Mn", "Cf")


@cache
def _weights(language: str) -> dict[str, int]:
    order = {letter: place for place, letter in enumerate(_LETTERS.get(language, ""))}
    return order | {variant: order[letter] for variant, letter in _VARIANTS.get(language, {}).items()}
