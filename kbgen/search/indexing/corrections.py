"""Which word was meant by one that no article has: every slip and every word is weighed by how likely it is.

Receives a word and those parts of the vocabulary that the meant one is likely in; returns the likeliest words. The measure is bits:
a word is as likely as articles have it (the vocabulary keeps the power of two of their number), and of all slips of one kind, each
is as likely as there are few of them. A letter that was left out, or exchanged with its neighbour, leaves one way back; a letter
that was put in or is another one could be any (Kernighan, Church and Gale 1990), most likely one that is beside it on the keyboard.

Arabic and Persian write particles, articles and pronouns on to their words, so that articles have only some forms of each: there
a slip in another form of a word that articles have is found too. The browser's twin is
`theme/assets/javascripts/search/corrections.js`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kbgen.language.layouts import KEYS, LAYOUTS
from kbgen.language.text import fold, light_stemmer
from kbgen.search.indexing.typos import allowed_typos, distance, letters_of

CORRECTIONS = 3
# Bits by which a slip is less likely than a letter left out: any letter instead of another or put in; one that is beside it on the
# keyboard; the same letter twice; a first letter, which eyes rest on; a second slip in the same word.
ANY, BESIDE, TWICE, FIRST_LETTER, SECOND = 5, 2, 1, 2, 10
# A form that no article has, of a word that articles have; its stem has so many letters, for any two are nearly a word.
UNLISTED, STEM = 3, 3
# What is so much less likely than the best is not offered.
WITHIN = 3
# How many keys the rows of a layout have, as it is written.
_ROWS = (12, 11, 10)


@dataclass
class KnownWords:
    """Words of the vocabulary as they are published: forms in order, how common each is, its stem, the commonest form of each stem,
    and the phrases of synonyms."""

    forms: list[str] = field(default_factory=list)
    common: dict[str, int] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    by_stem: dict[str, int] = field(default_factory=dict)
    phrases: frozenset[str] = frozenset()


class Correction(NamedTuple):
    """A word that may be meant: its form, its stem, how many slips away it is, how likely, and what to show: a form in articles."""

    form: str
    stem: str
    apart: int
    bits: int
    shown: str


def likeliest(word: str, parts: Sequence[KnownWords], language: str, *, listed: bool = False) -> list[Correction]:
    """The likeliest words for `word`, best first, one of each stem; `listed`: only forms that `parts` have. The last of these has
    common words with all letters."""
    most = allowed_typos(word)
    if not most:
        return []
    keys = _beside(language)
    found: dict[str, Correction] = {}

    def add(form: str, known: str, apart: int, common: int) -> None:
        bits = common - (_bits(word, form, keys) if apart == 1 else SECOND + FIRST_LETTER * (word[0] != form[0]))
        if form not in found or found[form].bits < bits:
            found[form] = Correction(form, known, apart, bits, form)

    for part in parts:
        for form, apart in _near(part.forms, word, most):
            add(form, part.stems[form], apart, part.common[form])
    stem = None if listed or word.isascii() else light_stemmer(language)
    if stem:
        for form in _relatives(word, _letters(parts[-1])):
            known = stem(form)
            common = max((part.by_stem.get(known, -1) for part in parts), default=-1) if len(known) >= STEM else -1
            if common >= 0 and form not in found:
                add(form, known, 1, common - UNLISTED)
    ranked = sorted(found.values(), key=lambda each: (-each.bits, each.form))
    first: dict[str, Correction] = {}
    for each in ranked:
        if each.bits >= ranked[0].bits - WITHIN:
            first.setdefault(each.stem, each)
    return [each._replace(shown=_listed(each, parts)) for each in list(first.values())[:CORRECTIONS]]


def _listed(found: Correction, parts: Sequence[KnownWords]) -> str:
    """The form itself, or the commonest of its stem: of forms that no article has, some are none at all."""
    if any(found.form in part.stems for part in parts):
        return found.form
    forms = ((-part.common[form], form) for part in parts for form in part.forms if part.stems[form] == found.stem)
    return min(forms)[1]


def _near(forms: Sequence[str], word: str, most: int) -> Iterator[tuple[str, int]]:
    """The forms that are no more than `most` slips from `word`."""
    letters = letters_of(word)
    least = 4 if len(word) == 3 else 3
    for form in forms:
        if abs(len(form) - len(word)) <= most and len(form) >= least and (letters_of(form) ^ letters).bit_count() <= 2 * most:
            apart = distance(word, form, most)
            if 0 < apart <= most:
                yield form, apart


def _letters(words: KnownWords) -> list[str]:
    """The letters that words are written with, other than Latin ones."""
    return sorted(letter for letter in set("".join(words.forms)) if letter.isalpha() and not letter.isascii())


def _relatives(word: str, letters: Sequence[str]) -> Iterator[str]:
    """All that is one slip from `word`: a letter less, two exchanged, another one, one more."""
    for at, letter in enumerate(word):
        before, after = word[:at], word[at + 1 :]
        yield before + after
        if at and letter != word[at - 1]:
            yield word[: at - 1] + letter + word[at - 1] + after
        for other in letters:
            if other != letter:
                yield before + other + after
            yield before + other + letter + after
    for other in letters:
        yield word + other


def _bits(word: str, meant: str, beside: frozenset[str]) -> int:
    """How much less likely than a letter left out the slip is that makes `word` of `meant`."""
    at = next(
        (at for at, (typed, right) in enumerate(zip(word, meant, strict=False)) if typed != right), min(len(word), len(meant))
    )
    first = 0 if at else FIRST_LETTER
    if len(word) < len(meant) or (len(word) == len(meant) and word[at + 1 :] != meant[at + 1 :]):
        return first
    # A letter of another script is none of this word, whatever was meant.
    if word[at].isascii() != meant[min(at, len(meant) - 1)].isascii():
        return 0
    if len(word) == len(meant):
        return first + (BESIDE if word[at] + meant[at] in beside else ANY)
    if at and word[at] == word[at - 1]:
        return TWICE
    neighbours = [word[at] + other for other in (word[at - 1 : at], word[at + 1 : at + 2]) if other]
    return first + (BESIDE if not beside.isdisjoint(neighbours) else ANY)


@cache
def _beside(language: str) -> frozenset[str]:
    """Pairs of letters whose keys touch each other."""
    keys = [fold(key) for key in LAYOUTS.get(language.partition("-")[0], KEYS).split()]
    rows, start = [], 0
    for length in _ROWS:
        rows.append(keys[start : start + length])
        start += length
    pairs = [pair for row in rows for pair in pairwise(row)]
    for upper, lower in pairwise(rows):
        # A key touches two of the row below, which is moved by half a key.
        pairs += [*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
    return frozenset(written for left, right in pairs for written in (left + right, right + left))
