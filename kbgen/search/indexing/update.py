"""Updates the index of one locale after a few of its articles have changed.

Receives what is remembered of the index, and the changed articles as they were and as they are; returns the files that are
new. Everything else of the index stays as it is published, and the whole equals a new index byte for byte. What an article
gives to a line depends on that article alone, as long as the typical lengths of the fields are the same; which forms of a
stem are marked depends on how many articles have each, which is remembered. So only the lines to which a changed article
gives something else, or whose stem gained or lost a form in it, are written again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kbgen.errors import KbgenError
from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.passages import published_texts
from kbgen.search.indexing.encoding import bucket, deltas, undelta
from kbgen.search.indexing.index import Index
from kbgen.search.indexing.lines import (
    Weights,
    buckets_for,
    given,
    levels,
    marked_forms,
    present,
    read_levels,
    typical_lengths,
    with_levels,
    write_line,
)
from kbgen.search.indexing.memory import Form, Memory
from kbgen.search.indexing.published import CARDS, EMPTY, as_json, card, heads, numbered, numbered_name
from kbgen.search.indexing.vocabulary import vocabulary
from kbgen.search.synonyms import Synonyms

# Gives the content of a published file; raises OSError or ValueError where that cannot be read.
Read = Callable[[str], str]
# Gives an article that did not change, by its number.
Recall = Callable[[int], AnalysedDocument]


class NotUpdatableError(KbgenError):
    """The index has to be built anew: a change moves more than it touches, or a published file is damaged."""


class Edit(NamedTuple):
    """One article, by its number in the order of paths, as it was and as it is. Its path is the same."""

    number: int
    old: AnalysedDocument
    new: AnalysedDocument


class _Side(NamedTuple):
    """How many documents have each key before or after the edits, and what the edited ones give."""

    keys: Mapping[str, int]
    weights: Weights


class _Stale(NamedTuple):
    """A line to be written again: its synonyms and the levels of the edited documents; not `whole` where only levels change."""

    targets: Sequence[str]
    levels: Mapping[int, str]
    whole: bool


class _Files:
    """One sort of numbered files: gives those that are published, and takes their successors."""

    def __init__(self, stem: str, suffix: str, names: Sequence[str], read: Read) -> None:
        self.names = list(names)
        self.new: dict[str, str] = {}
        self._stem, self._suffix, self._read = stem, suffix, read

    def content(self, place: int) -> str:
        """A published file, whole."""
        if self.names[place] == EMPTY:
            return ""
        name = numbered(self._stem, place, self.names[place], self._suffix)
        try:
            content = self._read(name)
        except (OSError, ValueError):
            content = ""
        if numbered_name(content) != self.names[place]:
            raise NotUpdatableError(f"{name} is damaged.")
        return content

    def put(self, place: int, content: str) -> None:
        """What the file holds from now on."""
        name = numbered_name(content)
        if name not in (EMPTY, self.names[place]):
            self.new[numbered(self._stem, place, name, self._suffix)] = content
        self.names[place] = name


def update_index(
    memory: Memory, edits: Sequence[Edit], locale: str, synonyms: Synonyms, sections: Mapping[str, str], read: Read, recall: Recall
) -> Index:
    """The files that `edits` make new, and what is to be remembered then. Raises `NotUpdatableError`."""
    names = memory.names
    words, terms, cards = (
        _Files("words", "txt", names.words, read),
        _Files("terms", "txt", names.terms, read),
        _Files("cards", "json", names.cards, read),
    )
    lengths = _lengths(memory.lengths, edits)
    typical = typical_lengths(lengths)
    if typical != typical_lengths(memory.lengths):
        raise NotUpdatableError("A field has another typical length, which moves every level.")
    before = _Side(memory.keys, _weights({edit.number: edit.old for edit in edits}, typical))
    weights = _weights({edit.number: edit.new for edit in edits}, typical)
    keys = _keys(before, weights)
    forms, touched = _forms(memory.forms, edits, recall)
    stale = _stale_lines(before, _Side(keys, weights), touched, synonyms)
    grown = _mend_lines(terms, stale, {edit.number for edit in edits}, forms, keys)
    if buckets_for(memory.characters + grown) != len(terms.names):
        raise NotUpdatableError("The lines need another number of shards.")
    if touched or keys.keys() != memory.keys.keys():
        for place, content in enumerate(vocabulary(forms, synonyms, keys, locale)):
            words.put(place, content)
    texts, kinds, sections_of = list(names.texts), list(names.kinds), list(names.sections)
    files: dict[str, str] = {}
    for edit in edits:
        text = published_texts(edit.new.fragment)
        texts[edit.number], kinds[edit.number], sections_of[edit.number] = text.name, edit.new.kind, edit.new.section
        if text.name not in names.texts:
            files |= text.files
    _mend_cards(cards, edits, names.texts, texts, locale)
    fresh = replace(
        names,
        words=tuple(words.names),
        terms=tuple(terms.names),
        cards=tuple(cards.names),
        texts=tuple(texts),
        kinds=tuple(kinds),
        sections=tuple(sections_of),
    )
    files |= words.new | terms.new | cards.new | heads(fresh, locale, sections)
    return Index(files, Memory(fresh, lengths, keys, forms, memory.characters + grown))


def _lengths(known: Mapping[str, tuple[int, int]], edits: Sequence[Edit]) -> dict[str, tuple[int, int]]:
    found = {}
    for field, (words, having) in known.items():
        for edit in edits:
            old, new = edit.old.lengths.get(field, 0), edit.new.lengths.get(field, 0)
            words += new - old
            having += bool(new) - bool(old)
        found[field] = (words, having)
    return found


def _weights(documents: Mapping[int, AnalysedDocument], typical: Mapping[str, float]) -> Weights:
    """What these documents give."""
    own: dict[str, dict[int, float]] = defaultdict(dict)
    for number, document in documents.items():
        for key, x in given(document, typical).items():
            own[key][number] = x
    return dict(own)


def _keys(before: _Side, after: Weights) -> dict[str, int]:
    keys = dict(before.keys)
    for key in before.weights.keys() | after.keys():
        having = keys.get(key, 0) + len(after.get(key, ())) - len(before.weights.get(key, ()))
        if having:
            keys[key] = having
        else:
            keys.pop(key, None)
    return keys


def _forms(known: Mapping[str, Form], edits: Sequence[Edit], recall: Recall) -> tuple[dict[str, Form], set[str]]:
    """All forms as they are now, and the stems of those that changed, old and new ones."""
    changed = {form for edit in edits for form, _ in edit.old.forms.items() ^ edit.new.forms.items()}
    edited = {edit.number: edit.new for edit in edits}
    forms = dict(known)
    for form in changed:
        old = undelta(known[form].documents) if form in known else []
        having = sorted(
            {*(number for number in old if number not in edited), *(n for n, new in edited.items() if form in new.forms)}
        )
        if not having:
            forms.pop(form, None)
            continue
        # The first article that has a form says its stem: an article shown in another language may give it another one.
        first = having[0]
        if first in edited or not old or first != old[0]:
            stem = (edited[first] if first in edited else recall(first)).forms[form]
        else:
            stem = known[form].stem
        forms[form] = Form(stem, len(having), deltas(having))
    stems = {of[form].stem for of in (known, forms) for form in changed if form in of}
    return forms, stems


def _stale_lines(before: _Side, after: _Side, touched: set[str], synonyms: Synonyms) -> dict[str, _Stale]:
    """The lines that come out otherwise."""
    theirs = before.weights.keys() | after.weights.keys()
    sources = {key for key, targets in synonyms.targets.items() if not theirs.isdisjoint(targets)}
    stale = {}
    for key in theirs | sources | touched:
        old_targets, targets = present(key, synonyms, before.keys), present(key, synonyms, after.keys)
        old, new = levels(key, old_targets, before.weights), levels(key, targets, after.weights)
        whole = key in touched or targets != old_targets or new.keys() != old.keys()
        if whole or new != old:
            stale[key] = _Stale(targets, new, whole)
    return stale


def _mend_lines(
    terms: _Files, stale: Mapping[str, _Stale], edited: set[int], forms: Mapping[str, Form], keys: Mapping[str, int]
) -> int:
    """Write the stale lines again; returns how many characters they have more than before."""
    stems: dict[str, list[str]] = {key: [] for key, line in stale.items() if line.whole}
    for form, (stem, _, _) in forms.items():
        if stem in stems:
            stems[stem].append(form)
    places: dict[int, list[str]] = defaultdict(list)
    for key in stale:
        places[bucket(key, len(terms.names))].append(key)
    grown = 0
    for place, these in sorted(places.items()):
        content = terms.content(place)
        lines = {line.partition("\t")[0]: f"{line}\n" for line in content.split("\n")[:-1]}
        for key in these:
            line, new = lines.pop(key, ""), stale[key]
            if not new.whole:
                lines[key] = with_levels(line, new.levels)
            elif new.targets or key in keys:
                others = {number: level for number, level in read_levels(line).items() if number not in edited} if line else {}
                marked = marked_forms(stems[key], {form: forms[form].having for form in stems[key]})
                exact = {form: undelta(forms[form].documents) for form in marked}
                lines[key] = write_line(key, marked, new.targets, {**others, **new.levels}, exact)
        mended = "".join([lines[key] for key in sorted(lines)])
        terms.put(place, mended)
        grown += len(mended) - len(content)
    return grown


def _mend_cards(cards: _Files, edits: Sequence[Edit], old_texts: Sequence[str], texts: Sequence[str], locale: str) -> None:
    stale: dict[int, dict[int, list[str]]] = defaultdict(dict)
    for edit in edits:
        new = card(edit.new, texts[edit.number], locale)
        if new != card(edit.old, old_texts[edit.number], locale):
            stale[edit.number // CARDS][edit.number % CARDS] = new
    for place, rows in sorted(stale.items()):
        known = json.loads(cards.content(place))
        cards.put(place, as_json([rows.get(at, row) for at, row in enumerate(known)]))
