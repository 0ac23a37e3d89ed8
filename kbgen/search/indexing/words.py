"""Writes the vocabulary: the forms of the articles, and the words and phrases of synonyms that lead to one, for prefixes and typos.

Receives forms with their stems and how many articles have them; gives parts, by the first letter of the stem where the browser can
stem the language, else of the form. A part holds the commonest forms as far as its bound goes: what a reader begins to type or has
mistyped is most likely one of these. The others, in a large help center, follow in pieces by the letters they begin with, one of
which is read where the part has not got a word. Codes that stand in one article only go there first: nobody completes or corrects
to one of thousands of numbers. The commonest of all parts are one file: of a word that was mistyped at its beginning, nobody knows
which part has it. What a part of a large help center holds is in pieces too, by the same letters: a word that is spelled right is
in one of them.

A part is text. A line a form: letters shared with the form before, how common (the power of two of its articles), the rest, and,
where the browser cannot stem the language itself, a tab and the stem. After an empty line, the phrases.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from kbgen.language.alphabet.sounds import is_key
from kbgen.language.text import has_own_rules
from kbgen.search.indexing.encoding import digit, front_code
from kbgen.search.indexing.memory import Form
from kbgen.search.indexing.vocabulary import part_of, place_of, read_words
from kbgen.search.synonyms import Synonyms

# Of each part, how many forms go into the list of the commonest of all.
COMMONEST = 32
# Characters of a piece of what a part does not hold: a reader has use for one word of it.
PIECE = 6000
# Characters of a piece of a part, which is read for one word or its completions; for corrections all pieces are. Where parts
# are small, a sixth of one.
PIECE_OF_PART = 1333
PIECES = 6
# Words by form, each with how many articles have it and its stem.
Words = Mapping[str, tuple[int, str]]


class Part(NamedTuple):
    """What is published of one part: its words in pieces, mostly one, and the others; each with the place where it begins."""

    pieces: tuple[tuple[str, str], ...] = ()
    rare: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The pieces without their places."""
        return tuple(text for _, text in self.pieces)


def leading(synonyms: Synonyms, known: Iterable[str]) -> frozenset[str]:
    """The keys of synonyms, of one word or more, that an article has or that lead to one it has; `known` are those it has."""
    return frozenset(known) | {key for key, targets in synonyms.targets.items() if any(target in known for target in targets)}


def parts_of(forms: Mapping[str, Form], synonyms: Synonyms, leads: frozenset[str], locale: str, most: int) -> dict[int, Part]:
    """The parts of the vocabulary that `forms` or synonyms have words in, by number. `leads` is as `leading` gives it; a part holds
    about `most` characters."""
    own = has_own_rules(locale)
    common: dict[str, tuple[int, str]] = {}
    for form, (base, having, _) in forms.items():
        common[base] = max(common.get(base, (0, "")), (having, form))
    # Where the browser can stem, a rare form of a stem that has a commoner one is found by its stem: 15 % of the bytes.
    words = {form: (having, base) for form, (base, having, _) in forms.items() if not own or having > 1 or common[base][1] == form}
    for word, base in synonyms.words.items():
        if base in leads:
            words.setdefault(word, (0, base))
    phrases = {" ".join(phrase) for group in synonyms.phrases.values() for phrase in group}
    return write_parts(words, phrases & leads, locale, most)


def write_parts(words: Words, phrases: Iterable[str], locale: str, most: int) -> dict[int, Part]:
    """The parts of `words` and `phrases` of stems."""
    own = has_own_rules(locale)
    places = {form: (known if own else form) for form, (_, known) in words.items()}
    parts: dict[int, list[str]] = {}
    lists: dict[int, list[str]] = {}
    for form, place in places.items():
        parts.setdefault(part_of(place), []).append(form)
    for phrase in sorted(phrases):
        lists.setdefault(part_of(place_of(phrase, locale)), []).append(phrase)
    written = {}
    for number in sorted(parts.keys() | lists.keys()):
        forms = parts.get(number, [])
        forms.sort(key=lambda form: (places[form], form))
        kept, left = _divided(forms, words, most)
        pieces = _divided_at(kept, places, min(most // PIECES, PIECE_OF_PART)) or [("", [])]
        told: list[list[str]] = [[] for _ in pieces]
        for phrase in lists.get(number, ()):
            told[max(0, bisect_right(pieces, place_of(phrase, locale), key=itemgetter(0)) - 1)].append(phrase)
        written[number] = Part(
            tuple((first, _piece(some, words, own=own, phrases=also)) for (first, some), also in zip(pieces, told, strict=True)),
            tuple((first, _piece(some, words, own=own)) for first, some in _divided_at(left, places, PIECE)),
        )
    return written


def commonest(parts: Iterable[Sequence[str]], locale: str) -> str:
    """The commonest words of all `parts`, given as their pieces are published, in the form of one."""
    words: dict[str, tuple[int, str]] = {}
    for texts in parts:
        every = chain.from_iterable(map(read_words, texts))
        found = sorted((-common, form, told) for form, common, told in every if common and not is_key(form))[:COMMONEST]
        words |= {form: (1 << -common - 1, told or form) for common, form, told in found}
    own = has_own_rules(locale)
    return "".join(f"{line}\n" for line in [*_coded(sorted(words), words, own=own), ""]) if words else ""


def is_code(form: str) -> bool:
    """Whether a word has a digit in it."""
    return any(map(str.isdecimal, form))


def _divided(forms: Sequence[str], words: Words, most: int) -> tuple[list[str], list[str]]:
    """The commonest of `forms`, which are in order, and the others."""
    if sum(map(len, forms)) <= most // 2:
        return list(forms), []
    left, kept = most, set()
    for form in sorted(forms, key=lambda form: (words[form][0] == 1 and is_code(form), -words[form][0], form)):
        # Two digits, the end of the line, and the letters that are not shared with the form before: about half.
        left -= 3 + len(form) // 2
        if left < 0:
            break
        kept.add(form)
    return [form for form in forms if form in kept], [form for form in forms if form not in kept]


def _coded(forms: Sequence[str], words: Words, *, own: bool) -> list[str]:
    lines = []
    for form, (shared, rest) in zip(forms, front_code(forms), strict=True):
        count, known = words[form]
        lines.append(f"{shared}{digit(count.bit_length())}{rest}" + ("" if own or known == form else "\t" + known))
    return lines


def _divided_at(forms: Sequence[str], places: Mapping[str, str], most: int) -> list[tuple[str, Sequence[str]]]:
    """`forms`, which are in order, in pieces of about `most` characters, each with the place where it begins."""
    pieces: list[tuple[str, Sequence[str]]] = []
    start, size = 0, 0
    for at, form in enumerate(forms):
        size += 3 + len(form) // 2
        if at > start and size > most and places[form] != places[forms[at - 1]]:
            pieces.append((places[forms[start]], forms[start:at]))
            start, size = at, 0
    if start < len(forms):
        pieces.append((places[forms[start]], forms[start:]))
    return pieces


def _piece(forms: Sequence[str], words: Words, *, own: bool, phrases: Sequence[str] = ()) -> str:
    # Every line ends, the last one too: the browser sees by it that the file arrived whole.
    return "".join(f"{line}\n" for line in [*_coded(forms, words, own=own), "", *phrases])
