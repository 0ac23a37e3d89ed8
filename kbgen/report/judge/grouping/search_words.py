"""What the words of a search mean to a comparison: stems with weights, slips mended, synonyms known.

Receives the words that readers use and, where there is one, the vocabulary of today's index; turns a search into a `SearchWords`.
The analysis is that of search itself (`kbgen.language.text`, `kbgen.search.synonyms`), so whatever a search finds under two
spellings, a report counts as one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kbgen.language.text import Token, stop_words, tokenise, variants
from kbgen.report.judge.grouping import word_families as kinship
from kbgen.search.indexing.typos import allowed_typos, distance
from kbgen.search.synonyms import Synonyms

# A word that readers type this often is no slip, whether articles have it or not …
ESTABLISHED = 3
# … unless a word one letter away is typed so many times as often: a common slip is made by many.
COMMONER = 3
# Below this a word has too many neighbours that are words themselves: sort and short, hour and four.
SHORTEST = 5
# What a word counts that says how something is asked and not what: how, mean, make, add.
ASKING = 0.3
# Words of long words' neighbourhood grow with the square of the length: two slips are looked for up to this length.
LONGEST = 16


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The terms of a search in order of appearance, their weights, and the keys under which their relatives are found."""

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    whole: float
    families: frozenset[str]


class Speller:
    """Finds the established word that a rare one is a slip for. Deletions of both are compared (W. Garbe's SymSpell)."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        self._near: dict[str, list[str]] = {}
        for word in sorted(words):
            for short in _shortened(word):
                self._near.setdefault(short, []).append(word)

    def mend(self, word: str) -> str:
        """The likeliest word that `word` is a slip for; `word` itself if it is established or like none. Words that articles
        have are not to be asked about: they are none."""
        most = allowed_typos(word)
        if len(word) < SHORTEST or not most:
            return word
        readers = self._words.get(word, 0)
        candidates = {near for short in _shortened(word) for near in self._near.get(short, ())}
        best = (most + 1, 0, word)
        for near in candidates - {word}:
            apart = distance(word, near, most)
            if readers and (apart > 1 or near[0] != word[0] or self._words[near] < COMMONER * readers):
                continue
            # Two slips are believed only behind a first letter that is right.
            if apart <= most and (apart < 2 or near[0] == word[0]):
                best = min(best, (apart, -self._words[near], near))
        return best[2]


def _shortened(word: str) -> set[str]:
    most = allowed_typos(word) if len(word) <= LONGEST else min(1, allowed_typos(word))
    found = {word}
    last = {word}
    for _ in range(most):
        last = {one[:at] + one[at + 1 :] for one in last for at in range(len(one))}
        found |= last
    return found


class SearchWordsReader:
    """Reads searches of one locale.

    `searches` are all of them with how many readers used each; `vocabulary` the words of the index with how common they are;
    `question_words` the words by which people ask for anything, as the catalogue of the language lists them.
    """

    def __init__(
        self,
        locale: str,
        searches: Iterable[tuple[str, int]],
        vocabulary: Mapping[str, int],
        synonyms: Synonyms,
        asking: str = "",
        alike: str = "",
    ) -> None:
        self._locale = locale
        self._synonyms = synonyms
        self._stops = stop_words(locale)
        used: Counter[str] = Counter()
        stems: dict[str, set[str]] = {}
        pairs: Counter[str] = Counter()
        for text, readers in searches:
            tokens = tokenise(text, locale)
            used.update({token.form: readers for token in tokens})
            pairs.update({left.form + right.form for left, right in pairwise(tokens)})
            for token in tokens:
                stems.setdefault(token.stem, set()).add(text)
        known = {word: count for word, count in vocabulary.items() if len(word) >= SHORTEST}
        for word, readers in used.items():
            if readers >= ESTABLISHED and len(word) >= SHORTEST:
                known[word] = known.get(word, 0) + readers
        # Words that some write together and others apart (home page, واژه‌نامه) are read as one.
        self._joined = frozenset(pair for pair in pairs if len(pair) > 4 and (pair in used or pair in vocabulary))
        self._known = {token.stem for word in vocabulary for token in tokenise(word, locale)}
        self._known |= {stem for stem, texts in stems.items() if len(texts) > 1}
        self._asking = frozenset(token.stem for token in tokenise(asking, locale))
        self._alike = _alike(alike, locale)
        self._speller = Speller(known)
        self._vocabulary = frozenset(vocabulary)
        self._stems: dict[str, str] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._same: dict[str, frozenset[str]] = {}
        self._having: Counter[str] = Counter()
        self._searches = 0

    def read(self, text: str) -> tuple[str, ...]:
        """The terms of a search: stems of the telling words, slips mended, then the phrases that synonyms know."""
        tokens = self._join(tokenise(text, self._locale))
        telling = [token for token in tokens if token.form not in self._stops] or tokens
        stems = [self._stem(token) for token in telling]
        return tuple(dict.fromkeys([*stems, *self._phrases(stems)]))

    def learn(self, terms: tuple[str, ...]) -> None:
        """Count the terms of one search towards their rarity."""
        self._searches += 1
        self._having.update(terms)

    def weigh(self, terms: tuple[str, ...]) -> SearchWords:
        """The terms with weights: rare words tell more than common ones, words of asking little; a phrase counts with its words."""
        weights = tuple(self._weight(term) for term in terms)
        families = frozenset(key for term in terms for key in self.keys(term))
        return SearchWords(terms, weights, sum(weights), families)

    def same(self, term: str) -> frozenset[str]:
        """The terms that mean the same."""
        found = self._same.get(term)
        if found is None:
            found = self._same[term] = frozenset((*self._synonyms.targets.get(term, ()), *self._alike.get(term, ())))
        return found

    def keys(self, term: str) -> tuple[str, ...]:
        """Where relatives of a term are looked for."""
        found = self._keys.get(term)
        if found is None:
            found = self._keys[term] = kinship.keys(term, self._locale)
        return found

    def related(self, left: str, right: str) -> bool:
        """Whether two terms are of one family."""
        return kinship.related(left, right, self._locale)

    def _weight(self, term: str) -> float:
        share = ASKING if term in self._asking else 0.5 if " " in term else 1.0
        return share * math.log(2 + self._searches / (1 + self._having[term]))

    def _join(self, tokens: list[Token]) -> list[Token]:
        found: list[Token] = []
        for token in tokens:
            if found and found[-1].form + token.form in self._joined:
                form = found.pop().form + token.form
                token = tokenise(form, self._locale)[0]
            found.append(token)
        return found

    def _stem(self, token: Token) -> str:
        found = self._stems.get(token.form)
        if found is None:
            found = self._stems[token.form] = self._mended(token)
        return found

    def _mended(self, token: Token) -> str:
        form, stem, _ = token
        if form in self._vocabulary or stem in self._known:
            return stem
        for variant in variants(form, self._locale):
            tokens = tokenise(variant, self._locale)
            if tokens and tokens[0].stem in self._known:
                return tokens[0].stem
        mended = self._speller.mend(form) if _letters(form, self._locale) >= SHORTEST else form
        tokens = tokenise(mended, self._locale) if mended != form else []
        return tokens[0].stem if tokens else stem

    def _phrases(self, stems: list[str]) -> Iterator[str]:
        for at, stem in enumerate(stems):
            for phrase in self._synonyms.phrases.get(stem, ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    yield " ".join(phrase)


def _letters(form: str, locale: str) -> int:
    """How long a word is, without Arabic's article: the three letters of الفرق (difference) are also three of الفريق (team)."""
    return len(form.removeprefix("ال")) if locale.partition("-")[0] == "ar" else len(form)


def _alike(groups: str, locale: str) -> dict[str, tuple[str, ...]]:
    """The stems that mean the same as each, from groups of words parted by semicolons."""
    found: dict[str, set[str]] = {}
    for words in groups.split(";"):
        stems = {token.stem for token in tokenise(words, locale)}
        for stem in stems:
            found.setdefault(stem, set()).update(stems - {stem})
    return {stem: tuple(sorted(others)) for stem, others in found.items()}
