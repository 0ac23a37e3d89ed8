"""Finds identifiers in running text: error codes, versions, paths, names of programs and of their parts, numbers in groups.

Receives what stands between two spaces; returns its pieces in order. An identifier gives the words that it is made of and, after
them, itself as one word, so that it is found whole as it stands, written otherwise (`ERR_42-A`, `err42a`), and by its words. A code
that ends in a number (`AADSTS50076`, `0x80070005`) has that number as its word: readers type it alone. The
browser's twin is `theme/assets/javascripts/search/identifiers.js`; one table of cases holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_SIGN = LATIN + _DIGIT
# A code of letters and a number, or a number to the base of sixteen as programs write it.
_CODE = rf"0[xX][0-9A-Fa-f]{{4,}}|[{LATIN}]+[{_DIGIT}]{{4,}}"
_JOIN = r"(?:[._@\-\u2010\u2011]|[/\\]{1,2}|::)"
# Most words have none of it, and need no second look.
HINT = re.compile(
    rf"[{_SIGN}](?:{_JOIN}|[,'’\u066c])[{_SIGN}]|[a-z][A-Z]|[{LATIN}](?:\+\+|#)|\.[{LATIN}]|[{LATIN}][{_DIGIT}]{{4}}|0[xX]"
)
_IDENTIFIER = re.compile(
    rf"(?P<grouped>(?<![{_SIGN}])[{_DIGIT}]{{1,3}}(?:[,'’\u066c][{_DIGIT}]{{3}})+(?:[.\u066b][{_DIGIT}]+)?(?![{_SIGN}]))"
    rf"|(?P<joined>(?<![{_SIGN}])\.?[{_SIGN}]+(?:{_JOIN}[{_SIGN}]+)+(?:\+\+|#)?(?![{_SIGN}]))"
    rf"|(?<![{_SIGN}.])\.[{LATIN}][{_SIGN}]*(?![{_SIGN}])"
    rf"|(?<![{_SIGN}])[{_SIGN}]*[{LATIN}](?:\+\+|#)(?![{_SIGN}])"
    rf"|(?<![{_SIGN}])[A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*(?![{_SIGN}])"
    rf"|(?<![{_SIGN}])(?:{_CODE})(?![{_SIGN}])"
)
_WORD = re.compile(f"[{_SIGN}]+")
_NUMBERED = re.compile(rf"(?:{_CODE})\Z")
_PREFIX = re.compile(rf"0[xX]|[{LATIN}]+")
_DOTTED = re.compile(rf"[vV]?[{_DIGIT}]+(?:\.[{_DIGIT}]+)+\Z")
# `1.000.000`: no program has had a thousand versions.
_THOUSANDS = re.compile(rf"[{_DIGIT}]{{1,3}}(?:\.[{_DIGIT}]{{3}}){{2,}}\Z")
_LETTER_SIGNED = re.compile(rf"[{LATIN}](?:\+\+|#)\Z")
_HUMP = re.compile("[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_POINT = re.compile(r"([.\u066b])")
# `yes/no`, `and/or`: two words, of which either may stand; `/etc/hosts` is a path.
_EITHER = re.compile(r"[a-z]+/[a-z]+\Z")
_SEGMENT = re.compile(rf"\.?[{_SIGN}.]+")
_JOINED = re.compile(_JOIN)
_SEPARATOR = re.compile("[,'’\u066c]")
LONGEST = 64  # characters; beyond that it is an address that nobody types


class Piece(NamedTuple):
    """A piece of a text: a stretch without identifiers (`parts` is -1), a word of an identifier (0), or an identifier as a whole
    (as many as it has words, which stand before it)."""

    text: str
    start: int
    end: int
    parts: int


def pieces(part: str) -> Iterator[Piece]:
    """The pieces of `part` in order."""
    at = 0
    for found in _IDENTIFIER.finditer(part):
        if found.start() > at:
            yield Piece(part[at : found.start()], at, found.start(), -1)
        at = found.end()
        if found["grouped"]:
            yield from _number(found[0], found.start())
        elif _EITHER.match(found[0]) and "/" not in (part[found.start() - 1 : found.start()], part[at : at + 1]):
            yield from (
                Piece(word[0], found.start() + word.start(), found.start() + word.end(), 0) for word in _WORD.finditer(found[0])
            )
        else:
            yield from _identifier(found[0], found.start())
    if at < len(part):
        yield Piece(part[at:], at, len(part), -1)


def _number(text: str, start: int) -> Iterator[Piece]:
    """`1,299.00` is 1299 and 00, and 1299.00."""
    parted = _POINT.split(text, maxsplit=1)
    whole, point, fraction = parted if len(parted) > 1 else (text, "", "")
    plain = _SEPARATOR.sub("", whole)
    yield Piece(plain, start, start + len(whole), 0)
    if point:
        yield Piece(fraction, start + len(whole) + 1, start + len(text), 0)
        yield Piece(f"{plain}.{fraction}", start, start + len(text), 2)


def _identifier(text: str, start: int) -> Iterator[Piece]:
    end = start + len(text)
    if _LETTER_SIGNED.match(text):  # C is another language than C++ and C#
        yield Piece(text, start, end, 0)
        return
    sign = "++" if text.endswith("++") else "#" if text.endswith("#") else ""
    segments = list(_SEGMENT.finditer(text[: len(text) - len(sign)]))
    words = 0
    for place, segment in enumerate(segments):
        low, high = start + segment.start(), start + segment.end()
        if _DOTTED.match(segment[0]):
            number = segment[0].lstrip("vV")
            atoms = [Piece(each[0], low + each.start(), low + each.end(), 0) for each in _WORD.finditer(segment[0])]
            first = atoms[0].text.lstrip("vV")
            yield from (atoms[0]._replace(text=first), *atoms[1:], Piece(number, low, high, len(atoms)))
            words += len(atoms)
            if _THOUSANDS.match(segment[0]):
                yield Piece(number.replace(".", ""), low, high, len(atoms))
            continue
        for atom in _WORD.finditer(segment[0]):
            there = start + segment.start() + atom.start()
            humps = _humps(atom[0]) or _number_of(atom[0])
            yield from (Piece(hump, there + at, there + at + len(hump), 0) for at, hump in humps)
            yield Piece(atom[0], there, there + len(atom[0]), len(humps))
            words += len(humps) or 1
        if segment[0].startswith("."):
            yield Piece(segment[0].lower(), low, high, words)
        if sign and place == len(segments) - 1:
            yield Piece(atom[0] + sign, there, end, len(humps) or 1)
    joined = "".join(_WORD.findall(text))
    alone = len(segments) == 1 and (_DOTTED.match(segments[0][0]) or sign or not _JOINED.search(text, 1))
    if not alone and len(joined) <= LONGEST:
        yield Piece(joined, start, end, words)


def _humps(word: str) -> list[tuple[int, str]]:
    """The words of `getUserName`, with their places. Names of two, such as SharePoint and iPhone, are words of their own: `share`
    means something else."""
    if word.isalpha() and (word.islower() or word.istitle() or word.isupper()):
        return []
    humps = [(found.start(), found[0]) for found in _HUMP.finditer(word)] if word.isascii() else []
    letters = [hump for _, hump in humps if hump.isalpha()]
    split = len(letters) > 2 or (len(letters) == 2 and letters[0].islower() and len(letters[0]) > 1)
    return humps if split else []


def _number_of(code: str) -> list[tuple[int, str]]:
    """The number at the end of a code, with its place."""
    prefix = _PREFIX.match(code) if _NUMBERED.match(code) else None
    return [(prefix.end(), code[prefix.end() :])] if prefix else []
