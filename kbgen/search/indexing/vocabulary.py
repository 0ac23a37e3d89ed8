"""The words that an index knows: what a query word may be the beginning of, or a slip for.

Receives the published vocabulary (`words.py` writes it) in 64 parts, by the first letter of the stem, so that a reader fetches the
two or three parts that the query needs; in a large help center, a piece of the rarer words for a word that its part has not got.
The browser's twin is `theme/assets/javascripts/search/vocabulary.js`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kbgen.language.text import has_own_rules, stem
from kbgen.search.indexing.encoding import digits
from kbgen.search.indexing.typos import allowed_typos, distance, letters_of

PARTS = 64
CORRECTIONS = 3
COMPLETIONS = 6


def part_of(word: str) -> int:
    """Which part holds the words that begin like `word`: an alphabet's letters follow each other, so they spread well."""
    return ord(word[0]) % PARTS


def read_words(written: str) -> Iterator[tuple[str, int, str]]:
    """The words of a part as published: form, how common it is, and its stem where that is told."""
    form = ""
    for line in written.partition("\n\n")[0].split("\n") if not written.startswith("\n") else ():
        if line:
            shared, common = digits(line[:2])
            rest, _, told = line[2:].partition("\t")
            form = form[:shared] + rest
            yield form, common, told


@dataclass
class _Part:
    """Forms as published, what is known of each, and the commonest form of each stem."""

    forms: list[str] = field(default_factory=list)
    common: dict[str, int] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    by_stem: dict[str, int] = field(default_factory=dict)
    phrases: frozenset[str] = frozenset()


class Vocabulary:
    """The vocabulary of one locale. `load` gives the text of a part; `rare` says for parts that do not hold all where the pieces of
    the others begin and what they are called, `load_rare` gives one, and the list of the commonest words of all by `commonest`."""

    def __init__(
        self,
        load: Callable[[int], str],
        locale: str,
        rare: Mapping[int, Sequence[tuple[str, str]]] | None = None,
        load_rare: Callable[[str], str] = lambda _: "",
        commonest: str = "",
    ) -> None:
        self._locale = locale
        self._own = has_own_rules(locale)
        self._rare = rare or {}
        self._commonest = commonest
        self._part = cache(lambda number: self._read(load(number)))
        self._piece = cache(lambda name: self._read(load_rare(name)))

    def _read(self, written: str) -> _Part:
        phrases = written[1:] if written.startswith("\n") else written.partition("\n\n")[2]
        part = _Part(phrases=frozenset(filter(None, phrases.split("\n"))))
        for form, common, told in read_words(written):
            known = told or (stem(form, self._locale) if self._own else form)
            part.forms.append(form)
            part.common[form] = common
            part.stems[form] = known
            part.by_stem[known] = max(part.by_stem.get(known, 0), common)
        return part

    def _piece_of(self, place: str) -> _Part:
        """The piece of rarer words that would hold `place`."""
        pieces = self._rare.get(part_of(place), ())
        at = bisect_right(pieces, place, key=lambda piece: piece[0]) - 1
        return self._piece(pieces[at][1]) if at >= 0 else _Part()

    def stem_of(self, form: str) -> str:
        """The stem under which the index has `form`, or would have it."""
        if self._own:
            return stem(form, self._locale)
        known = self._part(part_of(form)).stems.get(form)
        return known or self._piece_of(form).stems.get(form, form)

    def has(self, form: str) -> bool:
        """Whether an article or a synonym has this word, in this form or, where the language has rules, in any."""
        known = self.stem_of(form)
        place = known if self._own else form
        part = self._part(part_of(place))
        if form in part.stems or known in part.by_stem:
            return True
        piece = self._piece_of(place)
        return form in piece.stems or known in piece.by_stem

    def has_phrase(self, phrase: str) -> bool:
        """Whether synonyms have this phrase, given as stems."""
        return phrase in self._part(part_of(phrase)).phrases

    def commonness(self, form: str) -> int:
        """0 for a word that is not among the common ones, or that no article has in this form, else 1 and more."""
        return self._part(part_of(self.stem_of(form) if self._own else form)).common.get(form, 0)

    def forms(self) -> Iterator[tuple[str, int]]:
        """Every word that an article or a synonym has, with how common it is, from 1 on."""
        for number in range(PARTS):
            yield from self._part(number).common.items()
        for pieces in self._rare.values():
            for _, name in pieces:
                yield from self._piece(name).common.items()

    def completions(self, prefix: str) -> list[str]:
        """The commonest stems of words that begin like this, commonest first; rarer ones where there is none of these."""
        start = self.stem_of(prefix)
        place = start if self._own else prefix
        part = self._part(part_of(place))
        found = self._beginning(part, prefix, start)
        if not found and part_of(place) in self._rare:
            part = self._piece_of(place)
            found = self._beginning(part, prefix, start)
            # One of thousands of codes is none that somebody begins to type.
            found = {known for known in found if part.by_stem[known] > 1 or not any(map(str.isdecimal, known))}
        return sorted(found, key=lambda known: (-part.by_stem[known], known))[:COMPLETIONS]

    def _beginning(self, part: _Part, prefix: str, start: str) -> set[str]:
        stems = part.stems
        return {stems[form] for form in part.forms if form.startswith(prefix) or (self._own and stems[form].startswith(start))}

    def corrections(self, word: str, *, elsewhere: bool = True) -> list[tuple[str, int]]:
        """Likely forms for a word that is none, with their distance: fewest typos, commonest.

        Words with the same first letter are preferred: the others are looked at only when there are none, and only `elsewhere`;
        the commonest of them alone where there are too many.
        """
        most = allowed_typos(word)
        if not most:
            return []
        first = part_of(self.stem_of(word) if self._own else word)
        near = self._near(self._part(first), word, most)
        if not near and elsewhere and self._commonest:
            near = self._near(self._piece(self._commonest), word, most)
        elif not near and elsewhere:
            near = [found for number in range(PARTS) if number != first for found in self._near(self._part(number), word, most)]
        return [(form, apart) for apart, _, form in sorted(near)[:CORRECTIONS]]

    def _near(self, part: _Part, word: str, most: int) -> list[tuple[int, int, str]]:
        letters = letters_of(word)
        least = 4 if len(word) == 3 else 3
        found = []
        for form in part.forms:
            if abs(len(form) - len(word)) <= most and len(form) >= least and (letters_of(form) ^ letters).bit_count() <= 2 * most:
                apart = distance(word, form, most)
                if apart <= most:
                    found.append((apart, -part.common[form], form))
        return found

    def split(self, word: str) -> tuple[str, str] | None:
        """Two words that `word` is written together from: the pair whose rarer half is commonest, the evener of equals."""
        best: tuple[int, int, str, str] | None = None
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if self.commonness(left) and self.commonness(right):
                pair = (min(self.commonness(left), self.commonness(right)), -abs(2 * at - len(word)), left, right)
                best = max(best, pair) if best else pair
        return best[2:] if best else None
