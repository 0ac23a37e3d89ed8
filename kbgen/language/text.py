"""Turns text into words, and words into the terms that search compares: fold, tokenise, stem.

Receives any text and the tag of its language; returns tokens in reading order. Arabic, Persian and English have rules of
their own (`arabic.py`, `persian.py`, `english.py`), which the browser repeats in `theme/assets/javascripts/search/text.js`
and its neighbours; one conformance test compares the two over whole corpora. Other languages are stemmed by Snowball
where it has a stemmer; the browser needs no copy of it, for the published vocabulary says which stem each word has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kbgen.language import arabic, english, identifiers, persian
from kbgen.language.tables import hebrew
from kbgen.language.tables.stop_words import STOP_WORDS

ZWNJ = "\u200c"
# Tatweel, joiners, marks of direction, byte order mark, soft hyphen: written inside words without being read.
# Sources: Lucene's ArabicNormalizer and PersianNormalizer, charabia #350.
_UNREAD = "\u00ad\u0640\u061c\u200b\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
# Vowel signs of Arabic script, marks of the Quran, and hamza above, which keyboards leave out.
_VOWELS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
# Combining marks of other scripts stay inside words: accents written apart, vowels of Indic scripts, Thai and Lao.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0711\u0730-\u074a\u08ca-\u08ff\u0900-\u0903\u093a-\u0963\u0981-\u09cd"
    "\u0a01-\u0acd\u0b01-\u0bcd\u0c00-\u0ccd\u0d00-\u0d57\u0d81-\u0ddf\u0e31-\u0e4e\u0eb1-\u0ecd\u0f18-\u0f39\u0f71-\u0f84"
    "\u102b-\u103e\u17b4-\u17d3\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Of these, the ones that readers leave out: accents, points of Hebrew and Syriac, marks of the Quran, nuktas of India, choices
# between two shapes of one letter. Vowels of Indic scripts, Thai and Lao are letters to their readers.
_POINTS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0711\u0730-\u074a\u08ca-\u08ff\u093c\u09bc"
    "\u0a3c\u0abc\u0b3c\u0cbc\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_VOWELS}{_MARKS}{_UNREAD}{ZWNJ}]+|['’](?=[^\W\d_]))[^\W_]*)*")
# What stands around words and is no part of any.
_OPENING, _CLOSING = '([{<*"“„«', ')]}>*"”»،؛؟.,;:!?…'
_CAMEL = re.compile("[a-z][A-Z]")
_LONG = 20  # characters between white space, on average: in no language that writes it between words
# What only an identifier has: `c++`, `.net`, `2.3.1`.
_SIGNED = re.compile("[.+#]")
_DELETED = re.compile(rf"[{_VOWELS}{_UNREAD}]")
_ACCENTS = re.compile(f"[{_POINTS}]")
# مسؤول and مسئول, شؤون and شئون are one word each; readers leave out a hamza without a seat (شيء, أخطاء).
_HAMZA_WAW = re.compile("[ؤئء]و")
_HAMZA = re.compile("(?<=..)ء|ء(?=..)")
_FOLDED = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیېےۍ", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةۀہەھۂۃ", "ه"),
        **{chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)},
        "ؤ": "و",
        "ئ": "ي",
        "’": "'",
        # Letters that no accent is taken off, as keyboards without them write them.
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "n",
        "ς": "σ",
        # Ukrainian and Persian neighbours of Russian and Arabic letters have their own places on keyboards: they stay.
    }
)
# Scripts that put no space between words are indexed by pairs of letters, as Lucene's CJKBigramFilter does; Korean too, which puts
# spaces, but writes particles on to its words and is free in where compounds are parted.
_UNSPACED_LETTERS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
# Where two scripts meet within a word: `使用PayPal付款`, الـVPN.
_ARABIC = "\u0621-\u064a\u0671-\u06d3\u06fa-\u06fc"
_MIXED = re.compile(rf"[a-z0-9\u00df-\u024f][{_ARABIC}{_UNSPACED_LETTERS}]|[{_ARABIC}{_UNSPACED_LETTERS}][a-z0-9\u00df-\u024f]")
_SCRIPT = re.compile(f"[a-z0-9\u00df-\u024f']+|[{_UNSPACED_LETTERS}]+|[^a-z0-9\u00df-\u024f'{_UNSPACED_LETTERS}]+")
# Article and particles of Arabic that stand before a Latin name.
_PARTICLES = frozenset({"ال", "وال", "بال", "لل", "كال", "فال", "و", "ب", "ل", "ك", "ف"})
_STRETCH = re.compile(f"[!-~{identifiers.LATIN}]+|[^\\s!-~{identifiers.LATIN}]+")

# Without what `fold` leaves out, they come to A-Z and a-j.
_ARABIC_LETTER, _TO_ASCII = re.compile("[\u0621-\u063a\u0641-\u064a]"), 0x5E0

_SNOWBALL = {
    "hy": "armenian", "eu": "basque", "ca": "catalan", "cs": "czech", "da": "danish", "nl": "dutch", "et": "estonian",
    "fi": "finnish", "fr": "french", "de": "german", "el": "greek", "hi": "hindi", "hu": "hungarian", "id": "indonesian",
    "ga": "irish", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nb": "norwegian", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Ukrainian and Belarusian have no stemmer; most of their endings are those of Russian, written with letters of their own.
_AS_RUSSIAN = str.maketrans("іїєґў", "иеегу")
_OWN = frozenset({"ar", "fa", "en", "he"})


class Token(NamedTuple):
    """A word of a text: its folded form, as a reader may type it, and its stem, by which it is found."""

    form: str
    stem: str
    # How many tokens before it are its words: it is an identifier as a whole (`ERR_42-A` after err, 42 and a).
    parts: int = 0


def fold(text: str) -> str:
    """Write `text` with one letter for each group of letters that keyboards and habits exchange.

    NFKC, lower case, no accents, no vowel signs, Latin digits. ZWNJ stays: it parts the pieces of a Persian word.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", _DELETED.sub("", text)).lower()
    text = _HAMZA.sub("", _HAMZA_WAW.sub("و", text)).translate(_FOLDED)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", _DELETED.sub("", text))))


def is_joined(text: str) -> bool:
    """Whether `text` has letters of a script that is indexed by pairs of letters."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def spelled(form: str, language: str) -> str:
    """A folded word with the letters that its language writes: Persian has no ي and no ك. What folding lost is not known."""
    return persian.spelled(form) if language.partition("-")[0] == "fa" else form


def tokenise(text: str, language: str) -> list[Token]:
    """The words of `text` in order. `language` is a tag such as `fa` or `pt-BR`; an unknown one is not stemmed."""
    primary = language.partition("-")[0]
    # No word reaches across white space, and what stands between it comes again and again.
    parts = text.split()
    if len(text) > _LONG * len(parts):  # a script without spaces, whose sentences do not come again
        parts = _STRETCH.findall(text)
    if primary != "fa":
        return list(chain.from_iterable(map(_reader(primary), parts)))
    joined: list[str | Token] = []
    previous = ""
    for folded in chain.from_iterable(map(_folded_words, parts)):
        if isinstance(folded, Token):
            if previous:
                joined.append(previous)
                previous = ""
            joined.append(folded)
            continue
        if previous:  # می and نمی belong to the verb that follows them
            folded, previous = previous + folded, ""
        if folded in persian.VERB_PREFIXES:
            previous = folded
        elif folded and (folded not in persian.APART or not joined):
            joined.append(folded)
    tokens: list[Token] = []
    for each in joined:
        if isinstance(each, Token):
            tokens.append(each)
        else:
            tokens += _tokens(each, primary)
    return [*tokens, Token(previous, previous)] if previous else tokens


@lru_cache(maxsize=50_000)
def _folded_words(part: str) -> tuple[str | Token, ...]:
    if not identifiers.HINT.search(part):
        return tuple(map(fold, _WORD.findall(part)))
    found: list[str | Token] = []
    for piece in identifiers.pieces(part):
        found += map(fold, _WORD.findall(piece.text)) if piece.parts < 0 else _of_identifier(piece, "fa")
    return tuple(found)


@lru_cache(maxsize=64)
def _reader(language: str) -> Callable[[str], tuple[Token, ...]]:
    """Gives the tokens of what stands between white space. A cache a language: with the text alone as its key it is faster."""

    def read(part: str) -> tuple[Token, ...]:
        word = part.lstrip(_OPENING).rstrip(_CLOSING)
        if word.isalpha() and not _CAMEL.search(word):  # as nearly all are
            return _tokens(word, language)
        if not identifiers.HINT.search(part):
            return tuple(chain.from_iterable(_tokens(word, language) for word in _WORD.findall(part)))
        found: list[Token] = []
        for piece in identifiers.pieces(part):
            if piece.parts < 0:
                found += chain.from_iterable(_tokens(word, language) for word in _WORD.findall(piece.text))
            else:
                found += _of_identifier(piece, language)
        return tuple(found)

    return lru_cache(maxsize=50_000)(read)


def _of_identifier(piece: identifiers.Piece, language: str) -> tuple[Token, ...]:
    """The token of an identifier or of one of its words."""
    tokens = _tokens(piece.text, language)
    return tuple(Token(token.form, token.stem, piece.parts) for token in tokens) if piece.parts else tokens


@lru_cache(maxsize=100_000)
def _tokens(word: str, language: str) -> tuple[Token, ...]:
    """A word as `_WORD` or an identifier gives it, in one token or, where scripts meet in it, of a script without spaces, or with
    ZWNJ, in several."""
    folded = fold(word)
    latin = folded.isascii()
    if latin and folded != word:  # of capitals: often known without
        return _tokens(folded, language)
    if not folded.strip(f"'{ZWNJ}"):  # nothing but hamzas, or what joins nothing
        return ()
    if not latin and _MIXED.search(folded):
        parts = _SCRIPT.findall(folded)
        left = [
            part
            for at, part in enumerate(parts)
            if not (part in _PARTICLES and at + 1 < len(parts)) and not (at and language == "fa" and part in persian.ENCLITICS)
        ]
        return tuple(token for part in left for token in _tokens(part, language))
    if not latin and _UNSPACED.search(folded):
        return tuple(Token(pair, pair) for pair in (folded[at : at + 2] for at in range(max(1, len(folded) - 1))))
    if _SIGNED.search(folded):
        return (Token(folded, folded),)
    if latin and language in ("ar", "fa"):
        language = "en"  # product words keep their own grammar on Arabic and Persian pages
    if language == "fa":
        return tuple(Token(piece, persian.stem(piece)) for piece in persian.pieces(folded))
    folded = folded.replace(ZWNJ, "")
    # English "article's" is article, and "don't" what others type as "dont"; elsewhere an apostrophe parts words (l'eau).
    english_form = folded.removesuffix("'s").replace("'", "")
    forms = [english_form] if language == "en" else [part for part in folded.split("'") if part]
    stem = _stemmer(language)
    return tuple(Token(form, fold(stem(form))) for form in forms if form)


@lru_cache(maxsize=64)
def _stemmer(language: str) -> Callable[[str], str]:
    if language == "en":
        return english.stem
    if language == "ar":
        return arabic.stem
    if language == "he":
        return hebrew.stem
    if language in ("uk", "be"):
        russian = _stemmer("ru")
        return lambda form: russian(form.translate(_AS_RUSSIAN))
    if language in _SNOWBALL:
        # Loading its 34 languages takes longer than all of kbgen's own modules; three of ours need none of them.
        import snowballstemmer

        stem: Callable[[str], str] = snowballstemmer.stemmer(_SNOWBALL[language]).stemWord
        return stem
    return lambda form: form


def stop_words(language: str) -> frozenset[str]:
    """Folded words of `language` that say nothing about what a reader looks for; a search never empties a query of them."""
    own: dict[str, frozenset[str]] = {"ar": arabic.STOP_WORDS, "fa": persian.STOP_WORDS, "en": english.STOP_WORDS}
    primary = language.partition("-")[0]
    return own[primary] if primary in own else _listed_stop_words(primary)


def asking_words(language: str) -> frozenset[str]:
    """Folded words that a reader says who asks, and a text that is pasted hardly has; none for a language without such a list."""
    return english.ASKING if language.partition("-")[0] == "en" else frozenset()


@lru_cache(maxsize=64)
def _listed_stop_words(language: str) -> frozenset[str]:
    return frozenset(token.form for word in STOP_WORDS.get(language, "").split() for token in _tokens(word, language))


def variants(form: str, language: str) -> list[str]:
    """Bolder readings of a folded word that no article has, likeliest first: dialect and spoken forms, to be stemmed."""
    rules = {"ar": arabic.variants, "fa": persian.variants}.get(language.partition("-")[0])
    return rules(form) if rules and not form.isascii() else []


def without_particle(form: str, language: str) -> str:
    """A folded word without a particle of one letter that may be written on to it; nothing where it has none."""
    return arabic.without_particle(form) if language.partition("-")[0] == "ar" else ""


def stem(form: str, language: str) -> str:
    """The stem of one folded word."""
    tokens = _tokens(form, language.partition("-")[0])
    return tokens[0].stem if tokens else form


def light_stemmer(language: str) -> Callable[[str], str] | None:
    """The rules by which forms of a word become one where particles are written on to it, for folded words in the language's own
    script; nothing where there are none."""
    return {"ar": arabic.stem, "fa": persian.stem, "he": hebrew.stem}.get(language.partition("-")[0])


def has_own_rules(language: str) -> bool:
    """Whether the browser can stem `language`, so that words new to the index have stems too."""
    return language.partition("-")[0] in _OWN


def browser_rules(language: str) -> dict[str, object]:
    """The tables that the browser's twin needs for `language`, ready for JSON; `own` is false where it must use the vocabulary."""
    primary = language.partition("-")[0]
    small = " ".join(sorted(arabic.SMALL_WORDS if primary == "ar" else stop_words(primary)))
    own = {"ar": arabic.browser_rules, "fa": persian.browser_rules}.get(primary)
    rules: dict[str, object] = {"language": primary, "own": has_own_rules(primary), "stop": _in_one_byte(small) if own else small}
    if asking := asking_words(primary):
        rules["asks"] = " ".join(sorted(asking))
    if primary in _OWN:
        rules["en"] = english.browser_rules()
    if own:
        rules[primary] = _in_one_byte(own())
    return rules


def _in_one_byte(table: object) -> object:
    """The texts of a table with an ASCII letter, from A on, for each Arabic one; they have no Latin letters. Compressed too they
    have a fifth less."""
    if isinstance(table, Mapping):
        return {name: _in_one_byte(value) for name, value in table.items()}
    return _ARABIC_LETTER.sub(lambda letter: chr(ord(letter[0]) - _TO_ASCII), str(table))
