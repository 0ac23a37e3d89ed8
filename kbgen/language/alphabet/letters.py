"""The headings of an alphabetical list: the letter under which a reader of the language looks a word up.

Receives words and the tag of their language; returns them in the order of `collation`, by heading. Whatever begins with a digit
or a sign stands under `#`. Chinese characters stand under the first letter of their pinyin (simplified; GB 2312 is in that order)
or their number of strokes (traditional; Big5), Japanese ones in the row of their reading (JIS X 0208), as in registers of each; in
other languages, which have no place for them, under one heading. Hangul stands under its first consonant.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import TypeVar

from kbgen.language.alphabet.collation import collation_key, first_letter, has_own_place
from kbgen.language.tag import script

T = TypeVar("T")

OTHER, HAN = "#", "漢字"
_ROWS = "あかさたなはまやらわ"
_CONSONANTS = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"  # doubled ones stand with the single ones
# The first character of each letter of pinyin in GB 2312, of each row in JIS X 0208; then where that order ends.
_PINYIN = ("ABCDEFGHJKLMNOPQRSTWXYZ", "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", "gb2312", 0xD7FA)
_READINGS = (_ROWS, "亜下些他那巴摩也羅和", "euc_jp", 0xCFD4)
# Where the characters of so many strokes begin in Big5's first level.
_STROKES = (
    0xA440, 0xA442, 0xA454, 0xA4A1, 0xA4FE, 0xA5E0, 0xA6EA, 0xA8C3, 0xAB45, 0xADBC, 0xB0AE, 0xB3C3, 0xB6C4, 0xB9AC, 0xBBF5, 0xBEA7,
    0xC075, 0xC24F, 0xC35F, 0xC455, 0xC4D7, 0xC56B, 0xC5C8, 0xC5F1,
)  # fmt: skip
_LEVEL_TWO = 0xC6A1


def heading(word: str, language: str) -> str:
    """The heading under which `word` stands."""
    letter = first_letter(word, language)
    if not letter.isalpha():
        return OTHER
    if "\u3400" <= letter <= "\u9fff":
        return _han(letter, script(language))
    if "\uac00" <= letter <= "\ud7a3":
        return _CONSONANTS[(ord(letter) - 0xAC00) // 588]
    if "\u3041" <= letter <= "\u3096":
        return _row(letter)
    primary = language.partition("-")[0]
    if letter == "i" and primary in ("tr", "az"):
        return "İ"
    if not has_own_place(letter, language):
        letter = unicodedata.normalize("NFD", letter)[0]
    return letter.upper() if len(letter.upper()) == 1 else letter


def by_heading(entries: Iterable[T], title: Callable[[T], str], language: str) -> dict[str, list[T]]:
    """The entries in the order of the alphabet, under their headings."""
    found: dict[str, list[T]] = {}
    for entry in sorted(entries, key=lambda each: collation_key(title(each), language)):
        found.setdefault(heading(title(entry), language), []).append(entry)
    if script(language) in ("Hans", "Jpan"):
        # Latin words and characters share headings there.
        return dict(sorted(found.items()))
    return found


def _han(letter: str, written: str) -> str:
    if written == "Hant":
        code = _code(letter, "big5")
        strokes = bisect_right(_STROKES, code)
        return f"{strokes}畫" if strokes and code < _LEVEL_TWO else HAN
    if written not in ("Hans", "Jpan"):
        return HAN
    headings, firsts, encoding, end = _PINYIN if written == "Hans" else _READINGS
    code = _code(letter, encoding)
    place = bisect_right([_code(first, encoding) for first in firsts], code)
    return headings[place - 1] if place and code < end else HAN


def _code(letter: str, encoding: str) -> int:
    try:
        return int.from_bytes(letter.encode(encoding), "big")
    except UnicodeEncodeError:
        return 1 << 16


def _row(kana: str) -> str:
    # Small and voiced letters stand before and behind their plain ones.
    plain = unicodedata.normalize("NFD", kana)[0]
    starts = "ぁかさたなはまゃらゎ"
    return _ROWS[bisect_right(starts, plain) - 1]
