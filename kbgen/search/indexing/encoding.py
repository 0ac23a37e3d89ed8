"""How the published index is written and read: numbers as printable characters, words front-coded, names by content.

The browser's twin is `theme/assets/javascripts/search/encoding.js`. Text compresses as well as bytes do, and a person can
look at it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from operator import sub
from zlib import crc32

_FIRST = 35  # "#": neither quote, backslash nor white space comes after it before "}"
_HALF = 45
_STEPS = bytes(max(0, value - _FIRST + 1) for value in range(256))  # from one number to the next, for those of one character
_STEP_DIGITS = bytes(min(value + _FIRST - 1, 255) for value in range(256))  # and back


# The letters of Arabic and Persian, each with the Latin letter that stands for it.
_ARABIC = "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B)))) + "پچژکگی"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnop"
_EXCHANGE = str.maketrans(_ARABIC + _LATIN, _LATIN + _ARABIC)
EXCHANGED = "~"  # at the beginning of a text with exchanged letters


DIGITS = "".join(map(chr, range(_FIRST, _FIRST + 90)))


def digit(value: int) -> str:
    """One number from 0 to 89."""
    return DIGITS[value]


def digits(text: str) -> list[int]:
    """Read numbers that `digit` wrote."""
    return [ord(character) - _FIRST for character in text]


def deltas(numbers: Sequence[int]) -> str:
    """Ascending numbers, as the steps between them; a step takes one character up to 45, two up to 2,070."""
    steps = list(map(sub, numbers, chain((-1,), numbers)))
    if max(steps, default=0) <= _HALF:  # as in the longest lines
        return bytes(steps).translate(_STEP_DIGITS).decode("ascii")
    written = []
    for step in steps:
        step -= 1
        while step >= _HALF:
            written.append(chr(_FIRST + _HALF + step % _HALF))
            step //= _HALF
        written.append(chr(_FIRST + step))
    return "".join(written)


def undelta(text: str) -> list[int]:
    """Read what `deltas` wrote."""
    values = text.encode("latin-1")
    if max(values, default=0) < _FIRST + _HALF:
        return list(accumulate(values.translate(_STEPS), initial=-1))[1:]
    numbers = []
    previous, step, place = -1, 0, 1
    for value in digits(text):
        if value >= _HALF:
            step += (value - _HALF) * place
            place *= _HALF
        else:
            previous += step + value * place + 1
            numbers.append(previous)
            step, place = 0, 1
    return numbers


def runs(values: Iterable[int]) -> list[int]:
    """Run-length code: value, how often, value, how often …"""
    written: list[int] = []
    for value in values:
        if written and written[-2] == value:
            written[-1] += 1
        else:
            written += [value, 1]
    return written


def unruns(written: Sequence[int]) -> list[int]:
    """Read what `runs` wrote."""
    return [value for at in range(0, len(written), 2) for value in [written[at]] * written[at + 1]]


def front_code(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Sorted words as (digit of the letters shared with the word before, the rest)."""
    previous = ""
    for word in words:
        shared = 0
        for ours, theirs in zip(word, previous, strict=False):
            if ours != theirs or shared == 89:
                break
            shared += 1
        yield digit(shared), word[shared:]
        previous = word


def bucket(key: str, buckets: int) -> int:
    """Which shard holds `key`: CRC-32 (ISO 3309) of its UTF-8, which Python has in C: a key a microsecond, not ten."""
    return crc32(key.encode("utf-8", "surrogatepass")) % buckets


def shortened(text: str) -> str:
    """`text`, a JSON list, with Latin letters for Arabic ones and the other way round, where that is shorter: one byte a letter
    instead of two is a sixth less also when it is compressed."""
    size = len(text.encode())
    if size < len(text) * 5 // 4:
        return text
    exchanged = EXCHANGED + text.translate(_EXCHANGE)
    return exchanged if len(exchanged.encode()) < size else text


def restored(text: str) -> str:
    """What `shortened` was given."""
    return text[1:].translate(_EXCHANGE) if text.startswith(EXCHANGED) else text


def name_for(content: str, characters: int) -> str:
    """The part of a file's name that changes with its content: five bits a character."""
    number = int.from_bytes(hashlib.sha256(content.encode()).digest())
    return "".join("abcdefghijklmnopqrstuvwxyz234567"[number >> 5 * place & 31] for place in range(characters))
