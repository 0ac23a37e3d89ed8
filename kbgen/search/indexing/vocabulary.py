"""The words that an index knows: what a query word may be the beginning of, or a slip for.

Receives the published vocabulary in 64 parts, by the first letter of the stem, so that a reader fetches the two or three
parts that the query needs. The browser's twin is `theme/assets/javascripts/search/vocabulary.js`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from kbgen.language.text import has_own_rules, stem
from kbgen.search.indexing.encoding import digit, digits, front_code
from kbgen.search.indexing.memory import Form
from kbgen.search.indexing.typos import allowed_typos, distance, letters_of
from kbgen.search.synonyms import Synonyms

PARTS = 64
CORRECTIONS = 3
COMPLETIONS = 6


def part_of(word: str) -> int:
    """Which part holds the words that begin like `word`: an alphabet's letters follow each other, so they spread well."""
    return ord(word[0]) % PARTS


def vocabulary(forms: Mapping[str, Form], synonyms: Synonyms, keys: Container[str], locale: str) -> list[str]:
    """The parts of the vocabulary: forms of the articles, and words and phrases of synonyms that lead to one of their `keys`."""
    common: dict[str, tuple[int, str]] = {}
    for form, (base, having, _) in forms.items():
        common[base] = max(common.get(base, (0, "")), (having, form))
    # Where the browser can stem, a rare form of a stem that has a commoner one is found by its stem: 15 % of the bytes.
    own = has_own_rules(locale)
    words = {form: (having, base) for form, (base, having, _) in forms.items() if not own or having > 1 or common[base][1] == form}

    def leads(key: str) -> bool:
        return key in keys or any(target in keys for target in synonyms.targets.get(key, ()))

    for word, base in synonyms.words.items():
        if leads(base):
            words.setdefault(word, (0, base))
    phrases = {" ".join(phrase) for group in synonyms.phrases.values() for phrase in group}
    return write_vocabulary(words, filter(leads, phrases), locale)


def write_vocabulary(words: Mapping[str, tuple[int, str]], phrases: Iterable[str], locale: str) -> list[str]:
    """Publish `words`, {form: (articles that have it, stem)}, and `phrases` of stems, in parts.

    A line a form: letters shared with the form before, how common (the power of two of its articles), the rest, and, where
    the browser cannot stem the language itself, a tab and the stem. After an empty line, the phrases.
    """
    own = has_own_rules(locale)
    parts: list[list[str]] = [[] for _ in range(PARTS)]
    lists: list[list[str]] = [[] for _ in range(PARTS)]
    for form, (_, known) in words.items():
        parts[part_of(known if own else form)].append(form)
    for phrase in sorted(phrases):
        lists[part_of(phrase)].append(phrase)
    written = []
    for forms, found in zip(parts, lists, strict=True):
        forms.sort(key=lambda form: (words[form][1] if own else "", form))
        lines = []
        for form, (shared, rest) in zip(forms, front_code(forms), strict=True):
            count, known = words[form]
            lines.append(f"{shared}{digit(count.bit_length())}{rest}" + ("" if own or known == form else "\t" + known))
        # Every line ends, the last one too: the browser sees by it that the file arrived whole.
        written.append("".join(f"{line}\n" for line in [*lines, "", *found]) if lines or found else "")
    return written


@dataclass
class _Part:
    """Forms as published, what is known of each, and the commonest form of each stem."""

    forms: list[str] = field(default_factory=list)
    common: dict[str, int] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    by_stem: dict[str, int] = field(default_factory=dict)
    phrases: frozenset[str] = frozenset()


class Vocabulary:
    """The vocabulary of one locale; `load` gives the text of a part."""

    def __init__(self, load: Callable[[int], str], locale: str) -> None:
        self._locale = locale
        self._own = has_own_rules(locale)
        self._part = cache(lambda number: self._read(load(number)))

    def _read(self, written: str) -> _Part:
        words, _, phrases = written.partition("\n\n") if not written.startswith("\n") else ("", "", written[1:])
        part = _Part(phrases=frozenset(filter(None, phrases.split("\n"))))
        form = ""
        for line in filter(None, words.split("\n")):
            shared, common = digits(line[:2])
            rest, _, told = line[2:].partition("\t")
            form = form[:shared] + rest
            known = told or (stem(form, self._locale) if self._own else form)
            part.forms.append(form)
            part.common[form] = common
            part.stems[form] = known
            part.by_stem[known] = max(part.by_stem.get(known, 0), common)
        return part

    def stem_of(self, form: str) -> str:
        """The stem under which the index has `form`, or would have it."""
        if self._own:
            return stem(form, self._locale)
        return self._part(part_of(form)).stems.get(form, form)

    def has(self, form: str) -> bool:
        """Whether an article or a synonym has this word, in this form or, where the language has rules, in any."""
        known = self.stem_of(form)
        part = self._part(part_of(known if self._own else form))
        return form in part.stems or known in part.by_stem

    def has_phrase(self, phrase: str) -> bool:
        """Whether synonyms have this phrase, given as stems."""
        return phrase in self._part(part_of(phrase)).phrases

    def commonness(self, form: str) -> int:
        """0 for a word that no article has in this form, else 1 and more."""
        return self._part(part_of(self.stem_of(form) if self._own else form)).common.get(form, 0)

    def forms(self) -> Iterator[tuple[str, int]]:
        """Every word that an article or a synonym has, with how common it is, from 1 on."""
        for number in range(PARTS):
            yield from self._part(number).common.items()

    def completions(self, prefix: str) -> list[str]:
        """The commonest stems of words that begin like this, commonest first."""
        start = self.stem_of(prefix)
        part = self._part(part_of(start if self._own else prefix))
        found = {
            part.stems[form] for form in part.forms if form.startswith(prefix) or (self._own and part.stems[form].startswith(start))
        }
        return sorted(found, key=lambda known: (-part.by_stem[known], known))[:COMPLETIONS]

    def corrections(self, word: str, *, elsewhere: bool = True) -> list[tuple[str, int]]:
        """Likely forms for a word that is none, with their distance: fewest typos, commonest.

        Words with the same first letter are preferred: the others are looked at only when there are none, and only `elsewhere`.
        """
        most = allowed_typos(word)
        if not most:
            return []
        first = part_of(self.stem_of(word) if self._own else word)
        near = self._near(self._part(first), word, most)
        if not near and elsewhere:
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
