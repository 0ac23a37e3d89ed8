"""The words that an index knows: what a query word may be the beginning of, or a slip for.

Receives the published vocabulary (`words.py` writes it) in 64 parts, by the first letter of the stem, so that a reader fetches the
two or three parts that the query needs; in a large help center, the pieces of these that words like the query's are in, and a piece
of the rarer words for a word that its part has not got.
The browser's twin is `theme/assets/javascripts/search/vocabulary.js`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter

from kbgen.language.alphabet.sounds import is_key
from kbgen.language.text import has_own_rules, stem, stop_words
from kbgen.search.indexing.corrections import Correction, KnownWords, likeliest
from kbgen.search.indexing.encoding import digits

PARTS = 64
COMPLETIONS = 6
# Letters that the stem of a word has with it at least.
ROOT = 2
# By the number of a part, where its pieces begin and the files that have them.
Pieces = Mapping[int, Sequence[tuple[str, str]]]


def part_of(word: str) -> int:
    """Which part holds the words that begin like `word`: an alphabet's letters follow each other, so they spread well."""
    return ord(word[0]) % PARTS


def place_of(phrase: str, locale: str) -> str:
    """By which of its stems the part of a phrase is told: the first that says something. A query with the phrase needs the part of
    that one anyway, and of small words none."""
    stems, small = phrase.split(" "), stop_words(locale)
    return next((stem for stem in stems if stem not in small), stems[0])


def read_words(written: str) -> Iterator[tuple[str, int, str]]:
    """The words of a part as published: form, how common it is, and its stem where that is told."""
    form = ""
    for line in written.partition("\n\n")[0].split("\n") if not written.startswith("\n") else ():
        if line:
            shared, common = digits(line[:2])
            rest, _, told = line[2:].partition("\t")
            form = form[:shared] + rest
            yield form, common, told


class Vocabulary:
    """The vocabulary of one locale. `load` gives the text of a part that is in one piece, by its number; `pieces` says of the
    others where their pieces begin and which files have them, `rare` the same of what parts do not hold; `load_piece` gives a file,
    and the list of the commonest words of all by `commonest`."""

    def __init__(
        self,
        load: Callable[[int], str],
        locale: str,
        pieces: Pieces | None = None,
        rare: Pieces | None = None,
        load_piece: Callable[[str], str] = lambda _: "",
        commonest: str = "",
    ) -> None:
        self._locale = locale
        self._own = has_own_rules(locale)
        self._pieces, self._rare = pieces or {}, rare or {}
        self._commonest = commonest
        self._numbered = cache(lambda number: self._read(load(number)))
        self._piece = cache(lambda name: self._read(load_piece(name)))

    def _read(self, written: str) -> KnownWords:
        phrases = written[1:] if written.startswith("\n") else written.partition("\n\n")[2]
        part = KnownWords(phrases=frozenset(filter(None, phrases.split("\n"))))
        for form, common, told in read_words(written):
            known = told or (stem(form, self._locale) if self._own else form)
            part.forms.append(form)
            part.common[form] = common
            part.stems[form] = known
            part.by_stem[known] = max(part.by_stem.get(known, 0), common)
        return part

    def _piece_of(self, place: str) -> KnownWords:
        """The piece of rarer words that would hold `place`."""
        pieces = self._rare.get(part_of(place), ())
        at = bisect_right(pieces, place, key=itemgetter(0)) - 1
        return self._piece(pieces[at][1]) if at >= 0 else KnownWords()

    def _part(self, number: int) -> list[KnownWords]:
        """All of a part."""
        pieces = self._pieces.get(number)
        return [self._piece(name) for _, name in pieces] if pieces else [self._numbered(number)]

    def _home(self, place: str) -> KnownWords:
        """What of its part would hold `place`."""
        number = part_of(place)
        pieces = self._pieces.get(number)
        if not pieces:
            return self._numbered(number)
        return self._piece(pieces[max(0, bisect_right(pieces, place, key=itemgetter(0)) - 1)][1])

    def _around(self, place: str) -> list[KnownWords]:
        """What of its part would hold the words that begin like the first half of `place`: stems of what begins with it do."""
        number = part_of(place)
        pieces = self._pieces.get(number)
        if not pieces:
            return [self._numbered(number)]
        root = place[: max(ROOT, len(place) // 2)]
        first = max(0, bisect_right(pieces, root, key=itemgetter(0)) - 1)
        after = (name for begins, name in pieces[first + 1 :] if begins.startswith(root))
        return [self._piece(name) for name in (pieces[first][1], *after)]

    def stem_of(self, form: str) -> str:
        """The stem under which the index has `form`, or would have it."""
        if self._own:
            return stem(form, self._locale)
        known = self._home(form).stems.get(form)
        return known or self._piece_of(form).stems.get(form, form)

    def has(self, form: str) -> bool:
        """Whether an article or a synonym has this word, in this form or, where the language has rules, in any."""
        known = self.stem_of(form)
        place = known if self._own else form
        part = self._home(place)
        if form in part.stems or known in part.by_stem or (not self._own and self._is_stem(known)):
            return True
        piece = self._piece_of(place)
        return form in piece.stems or known in piece.by_stem

    def _is_stem(self, word: str) -> bool:
        return any(word in part.by_stem for part in self._around(word))

    def has_phrase(self, phrase: str) -> bool:
        """Whether synonyms have this phrase, given as stems."""
        return phrase in self._home(place_of(phrase, self._locale)).phrases

    def commonness(self, form: str) -> int:
        """0 for a word that is not among the common ones, or that no article has in this form, else 1 and more."""
        return self._home(self.stem_of(form) if self._own else form).common.get(form, 0)

    def begins(self, form: str, word: str) -> bool:
        """Whether `word`, which `form` begins, is worth a look. A verb with its person begins none: its stem has
        another part."""
        place = part_of(self.stem_of(form)) if self._own else 0
        return not self._own or place in (part_of(form), part_of(self.stem_of(word)))

    def forms(self) -> Iterator[tuple[str, int]]:
        """Every word that an article or a synonym has, with how common it is, from 1 on."""
        for number in range(PARTS):
            for part in self._part(number):
                yield from _words(part)
        for _, name in chain.from_iterable(self._rare.values()):
            yield from _words(self._piece(name))

    def completions(self, prefix: str) -> list[str]:
        """The commonest stems of words that begin like this, commonest first; rarer ones where there is none of these."""
        start = self.stem_of(prefix)
        place = start if self._own else prefix
        found = self._beginning(self._around(place), prefix, start)
        if not found and part_of(place) in self._rare:
            found = self._beginning([self._piece_of(place)], prefix, start)
            # One of thousands of codes is none that somebody begins to type.
            found = {known: common for known, common in found.items() if common > 1 or not any(map(str.isdecimal, known))}
        return sorted(found, key=lambda known: (-found[known], known))[:COMPLETIONS]

    def _beginning(self, parts: Iterable[KnownWords], prefix: str, start: str) -> dict[str, int]:
        """The stems of words that begin like this, with how common they are."""
        found: dict[str, int] = {}
        for part in parts:
            stems = part.stems
            for form in part.forms:
                if form.startswith(prefix) or (self._own and stems[form].startswith(start)):
                    found[stems[form]] = max(found.get(stems[form], 0), part.by_stem[stems[form]])
        return found

    def corrections(self, word: str, *, listed: bool = False) -> list[Correction]:
        """The likeliest words for one that is none, best first; `listed`: only forms that the vocabulary has.

        They are looked for where words begin like this one, or as it would begin without a slip at its first letter, and among the
        commonest of all.
        """
        begun = [word, word[1:], word[1:2] + word[:1] + word[2:]]
        numbers = dict.fromkeys(part_of(self.stem_of(start) if self._own else start) for start in begun if start)
        parts = [part for number in numbers for part in self._part(number)]
        if self._commonest:
            parts.append(self._piece(self._commonest))
        return likeliest(word, parts, self._locale, listed=listed)

    def split(self, word: str) -> tuple[str, str] | None:
        """Two words that `word` is written together from: the pair whose rarer half is commonest, the evener of equals."""
        best: tuple[int, int, str, str] | None = None
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if self.commonness(left) and self.commonness(right):
                pair = (min(self.commonness(left), self.commonness(right)), -abs(2 * at - len(word)), left, right)
                best = max(best, pair) if best else pair
        return best[2:] if best else None


def _words(known: KnownWords) -> Iterator[tuple[str, int]]:
    return ((form, common) for form, common in known.common.items() if not is_key(form))
