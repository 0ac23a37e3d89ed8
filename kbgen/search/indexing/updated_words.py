"""The forms and the vocabulary of an index after edits: those parts that an edit touches are read and written, the others stand.

Receives what is remembered and the edited articles; gives the forms as they are now, and the files of the vocabulary that are new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from kbgen.language.text import has_own_rules
from kbgen.search.indexing.edits import Edit, NotUpdatableError, NumberedFiles, Read, Recall
from kbgen.search.indexing.encoding import deltas, undelta
from kbgen.search.indexing.lines import Line
from kbgen.search.indexing.memory import Form, Memory, packed
from kbgen.search.indexing.published import EMPTY, Names, rare_file, text_name, words_file
from kbgen.search.indexing.vocabulary import PARTS, part_of, place_of
from kbgen.search.indexing.words import Part, commonest, parts_of
from kbgen.search.synonyms import Synonyms

# Gives the line of a key as it was, or nothing.
Lookup = Callable[[str], Line | None]


class Forms:
    """The forms of an index, read part by part. `every` is for an index with articles in another language: there a form may have
    another stem than its own article gives it, and be in any part."""

    def __init__(self, memory: Memory, locale: str, *, every: bool) -> None:
        self.locale = locale
        self._memory = memory
        self._every = every
        self._read: dict[int, dict[str, Form]] = {}
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, list[int]] = {}
        self._now: dict[str, list[int]] = {}

    def edit(self, edits: Sequence[Edit], line: Lookup, recall: Recall) -> set[str]:
        """Take the edits over; gives the stems of the forms that changed, old and new ones."""
        changed: dict[str, set[str]] = defaultdict(set)
        for edit in edits:
            for form, stem in edit.old.forms.items() ^ edit.new.forms.items():
                changed[form].add(stem)
        edited = {edit.number: edit.new for edit in edits}
        self._load({part_of(stem) for stems in changed.values() for stem in stems})
        # All are looked up before the first is changed: they tell of one another.
        known = {form: self._known(form, stems) for form, stems in changed.items()}
        olds = {form: self._documents(form, found, line) for form, found in known.items() if found}
        touched = set()
        for form, found in known.items():
            old = olds.get(form, [])
            others = (number for number in old if number not in edited)
            having = sorted({*others, *(n for n, new in edited.items() if form in new.forms)})
            if found:
                touched.add(found.stem)
                self._take(form, found.stem)
            if not having:
                continue
            # The first article that has a form says its stem: an article shown in another language may give it another one.
            first = having[0]
            if first in edited or found is None or first != old[0]:
                stem = (edited[first] if first in edited else recall(first)).forms[form]
            else:
                stem = found.stem
            touched.add(stem)
            self._now[form] = having
            self.put(form, Form(stem, len(having), deltas(having)))
        return touched

    def of_stem(self, stem: str, line: Lookup) -> dict[str, list[int]]:
        """The forms of a stem as they are now, with the documents that have each."""
        part = part_of(stem)
        self._load({part})
        forms = self._read[part]
        return {
            form: self._now[form] if form in self._now else self._documents(form, forms[form], line) for form in self._stems[stem]
        }

    def put(self, form: str, value: Form) -> None:
        """What is to be remembered of a form."""
        part = part_of(value.stem)
        self._load({part})
        self._read[part][form] = value
        self._stems[value.stem].add(form)

    def read(self, part: int) -> dict[str, Form]:
        """The forms of one part as they are now."""
        self._load({part})
        return self._read[part]

    def parts(self) -> tuple[bytes, ...]:
        """All parts, to be remembered."""
        return tuple(
            packed(self._read[number].items()) if number in self._read else part for number, part in enumerate(self._memory.parts)
        )

    def _load(self, parts: set[int]) -> None:
        for part in set(range(PARTS)) if self._every else parts:
            if part not in self._read:
                self._read[part] = self._memory.forms(part)
                for form, value in self._read[part].items():
                    self._stems[value.stem].add(form)

    def _known(self, form: str, stems: set[str]) -> Form | None:
        parts = self._read if self._every else {part_of(stem) for stem in stems}
        return next((self._read[part][form] for part in parts if form in self._read[part]), None)

    def _take(self, form: str, stem: str) -> None:
        del self._read[part_of(stem)][form]
        self._stems[stem].discard(form)

    def _documents(self, form: str, value: Form, line: Lookup) -> list[int]:
        if value.documents:
            return undelta(value.documents)
        if form not in self._before:
            found = line(value.stem)
            if found is None or form not in found.forms:
                raise NotUpdatableError("What is remembered is of another index.")
            self._before[form] = found.documents(form)
        return self._before[form]


class WordFiles:
    """The files of the vocabulary: those that are published, and their successors."""

    def __init__(self, names: Names, read: Read) -> None:
        self.parts = NumberedFiles("words", "txt", names.words, read)
        self.pieces, self.rare = dict(names.pieces), dict(names.rare)
        self.commonest = names.commonest
        self.new: dict[str, str] = {}
        self._read = read
        self._published = {words_file(name) for found in self.pieces.values() for _, name in found}
        rare = [name for found in self.rare.values() for _, name in found]
        self._published |= set(map(rare_file, [*rare, self.commonest]))

    def put(self, place: int, part: Part) -> None:
        """What a part holds from now on."""
        several = len(part.pieces) > 1
        self.parts.put(place, "" if several else "".join(part.texts))
        for pieces, known, file in ((part.pieces if several else (), self.pieces, words_file), (part.rare, self.rare, rare_file)):
            known.pop(place, None)
            if pieces:
                known[place] = tuple((first, self.piece(text, file)) for first, text in pieces)

    def piece(self, text: str, file: Callable[[str], str]) -> str:
        """The name of a piece of words."""
        name = text_name(text)
        if file(name) not in self._published:
            self.new[file(name)] = text
        return name

    def latest(self, place: int) -> list[str]:
        """The pieces that a part has now."""
        if place not in self.pieces:
            return [] if self.parts.names[place] == EMPTY else [self.parts.latest(place)]
        return [self._text(name) for _, name in self.pieces[place]]

    def _text(self, name: str) -> str:
        file = words_file(name)
        if file in self.new:
            return self.new[file]
        try:
            text = self._read(file)
        except (OSError, ValueError):
            text = ""
        if text_name(text) != name:
            raise NotUpdatableError(f"{file} is damaged.")
        return text


def mend_words(
    words: WordFiles,
    forms: Forms,
    touched: set[str],
    synonyms: Synonyms,
    old_leads: frozenset[str],
    leads: frozenset[str],
    most: int,
) -> None:
    """Write the parts again that have a word more or less, or one that more or fewer articles have. `leads` are the keys of
    synonyms that lead to an article, as they were and as they are."""
    own = has_own_rules(forms.locale)
    changed = touched | (old_leads ^ leads)
    if not changed:
        return
    # Where the browser cannot stem, a part has forms of any stem.
    stale = {part_of(place_of(key, forms.locale)) for key in changed} if own else set(range(PARTS))
    known = {form: value for part in sorted(stale) for form, value in forms.read(part).items()}
    found = parts_of(known, synonyms, leads, forms.locale, most)
    for place in sorted(stale):
        words.put(place, found.get(place, Part()))
    common = commonest(map(words.latest, range(PARTS)), forms.locale)
    words.commonest = words.piece(common, rare_file) if common else ""
