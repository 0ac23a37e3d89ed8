"""Updates the index of one locale after a few of its articles have changed.

Receives what is remembered of the index, and the changed articles as they were and as they are; returns the files that are
new. Everything else of the index stays as it is published, and the whole equals a new index byte for byte. What an article
gives to a line depends on that article alone, as long as the typical lengths of the fields are the same; which forms of a
stem are marked depends on how many articles have each, which is remembered. So only the lines to which a changed article
gives something else, or whose stem gained or lost a form in it, are written again. Of what is remembered, only the forms of the
parts of the vocabulary are read that these lines belong to.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.passages import published_texts
from kbgen.search.indexing.edits import Edit, NotUpdatableError, NumberedFiles, Read, Recall
from kbgen.search.indexing.encoding import bucket, deltas
from kbgen.search.indexing.index import Index, related
from kbgen.search.indexing.lines import (
    Line,
    Weights,
    buckets_for,
    given,
    levels,
    marked_forms,
    present,
    read_line,
    rest_name,
    rest_of,
    typical_lengths,
    with_levels,
    write_line,
)
from kbgen.search.indexing.memory import Form, Memory
from kbgen.search.indexing.published import Names, as_json, card, heads, rest_file
from kbgen.search.indexing.sizes import SIZES, Sizes
from kbgen.search.indexing.updated_words import Forms, WordFiles, mend_words
from kbgen.search.indexing.words import leading
from kbgen.search.synonyms import Synonyms


class _Side(NamedTuple):
    """What is known of keys before or after the edits: how many documents have those that synonyms speak of, and what the edited
    ones give."""

    known: Mapping[str, int]
    weights: Weights


class _Stale(NamedTuple):
    """A line to be written again: its synonyms and the levels of the edited documents; not `whole` where only levels change."""

    targets: Sequence[str]
    levels: Mapping[int, str]
    whole: bool


def update_index(
    memory: Memory,
    edits: Sequence[Edit],
    locale: str,
    synonyms: Synonyms,
    sections: Mapping[str, str],
    read: Read,
    recall: Recall,
    sizes: Sizes = SIZES,
) -> Index:
    """The files that `edits` make new, and what is to be remembered then. Raises `NotUpdatableError`."""
    names = memory.names
    terms, cards = NumberedFiles("terms", "txt", names.terms, read), NumberedFiles("cards", "json", names.cards, read)
    lengths = _lengths(memory.lengths, edits)
    typical = typical_lengths(lengths)
    if typical != typical_lengths(memory.lengths):
        raise NotUpdatableError("A field has another typical length, which moves every level.")
    before = _Side(memory.known, _weights({edit.number: edit.old for edit in edits}, typical))
    weights = _weights({edit.number: edit.new for edit in edits}, typical)
    after = _Side(_known(before, weights, synonyms), weights)
    foreign = memory.foreign + sum((edit.new.language != locale) - (edit.old.language != locale) for edit in edits)
    forms = Forms(memory, locale, every=bool(memory.foreign or foreign))
    lines = _Lines(terms, read, sizes.head, forms)
    touched = forms.edit(edits, lines.line, recall)
    stale = _stale_lines(before, after, touched, synonyms)
    lines.mend(stale, {edit.number for edit in edits})
    if buckets_for(memory.characters + lines.grown) != len(terms.names):
        raise NotUpdatableError("The lines need another number of shards.")
    old_leads, leads = leading(synonyms, before.known), leading(synonyms, after.known)
    words = WordFiles(names, read)
    mend_words(words, forms, touched, synonyms, old_leads, leads, sizes.part_for(len(names.texts)))
    texts, kinds, sections_of = list(names.texts), list(names.kinds), list(names.sections)
    files: dict[str, str] = {}
    for edit in edits:
        text = published_texts(edit.new.fragment)
        texts[edit.number], kinds[edit.number], sections_of[edit.number] = text.name, edit.new.kind, edit.new.section
        if text.name not in names.texts:
            files |= text.files
    _mend_cards(cards, edits, names.texts, texts, locale, names.page)
    fresh = Names(
        words=tuple(words.parts.names),
        terms=tuple(terms.names),
        cards=tuple(cards.names),
        texts=tuple(texts),
        kinds=tuple(kinds),
        sections=tuple(sections_of),
        rests=lines.rests(names.rests),
        pieces=tuple(sorted(words.pieces.items())),
        rare=tuple(sorted(words.rare.items())),
        commonest=words.commonest,
        page=names.page,
        most=names.most,
    )
    published = names.tables()[1]
    files |= words.parts.new | words.new | terms.new | cards.new | lines.new
    files |= {name: content for name, content in heads(fresh, locale, sections).items() if name not in published}
    known = dict(sorted(after.known.items()))
    return Index(files, Memory(fresh, lengths, known, memory.characters + lines.grown, foreign, forms.parts()))


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


def _known(before: _Side, after: Weights, synonyms: Synonyms) -> dict[str, int]:
    known = dict(before.known)
    for key in (before.weights.keys() | after.keys()) & related(synonyms):
        having = known.get(key, 0) + len(after.get(key, ())) - len(before.weights.get(key, ()))
        if having:
            known[key] = having
        else:
            known.pop(key, None)
    return known


def _stale_lines(before: _Side, after: _Side, touched: set[str], synonyms: Synonyms) -> dict[str, _Stale]:
    """The lines that come out otherwise."""
    theirs = before.weights.keys() | after.weights.keys()
    sources = {key for key, targets in synonyms.targets.items() if not theirs.isdisjoint(targets)}
    stale = {}
    for key in theirs | sources | touched:
        old_targets, targets = present(key, synonyms, before.known), present(key, synonyms, after.known)
        old, new = levels(key, old_targets, before.weights), levels(key, targets, after.weights)
        whole = key in touched or targets != old_targets or new.keys() != old.keys()
        if whole or new != old:
            stale[key] = _Stale(targets, new, whole)
    return stale


class _Lines:
    """The lines of the shards: reads those that are published, and writes stale ones again."""

    def __init__(self, terms: NumberedFiles, read: Read, most: int, forms: Forms) -> None:
        self.new: dict[str, str] = {}
        self.grown = 0
        self._terms, self._read, self._most, self._forms = terms, read, most, forms
        self._shards: dict[int, dict[str, str]] = {}
        self._rests: list[tuple[str, str]] = []

    def line(self, key: str) -> Line | None:
        """A line as it was, whole."""
        written = self._shard(key).get(key)
        return read_line(written, self._rest(rest_of(written))) if written else None

    def mend(self, stale: Mapping[str, _Stale], edited: set[int]) -> None:
        """Write the stale lines again."""
        places: dict[int, list[str]] = defaultdict(list)
        for key in sorted(stale):
            places[bucket(key, len(self._terms.names))].append(key)
        for place, keys in sorted(places.items()):
            lines = dict(self._shard(keys[0]))
            before = sum(map(len, lines.values()))
            for key in keys:
                old, new = lines.pop(key, ""), stale[key]
                if not new.whole and not rest_of(old):
                    lines[key] = with_levels(old, new.levels)
                else:
                    written = self._whole(key, old, new, edited)
                    lines |= {key: written} if written else {}
            mended = "".join([lines[key] for key in sorted(lines)])
            self._terms.put(place, mended)
            self.grown += len(mended) - before

    def rests(self, before: Sequence[str]) -> tuple[str, ...]:
        """The names of the rests of all lines, as they were `before`, with those of the stale lines as they are."""
        left = list(before)
        for old, new in self._rests:
            if old:
                left.remove(old)
            if new:
                left.append(new)
        return tuple(sorted(left))

    def _whole(self, key: str, old: str, new: _Stale, edited: set[int]) -> str:
        line = self.line(key)
        others = {number: level for number, level in line.levels.items() if number not in edited} if line else {}
        found = {**others, **new.levels}
        exact = self._forms.of_stem(key, self.line)
        if not found:
            self._rests.append((rest_of(old), ""))
            return ""
        marked = marked_forms(exact, {form: len(having) for form, having in exact.items()})
        written = write_line(key, marked, new.targets, found, exact, self._most)
        self._rests.append((rest_of(old), written.rest_name))
        if written.rest and written.rest_name != rest_of(old):
            self.new[rest_file(written.rest_name)] = written.rest
        for form, having in exact.items():
            self._forms.put(form, Form(key, len(having), "" if form in written.told else deltas(having)))
        return written.line

    def _shard(self, key: str) -> dict[str, str]:
        place = bucket(key, len(self._terms.names))
        if place not in self._shards:
            content = self._terms.content(place)
            self._shards[place] = {line.partition("\t")[0]: f"{line}\n" for line in content.split("\n")[:-1]}
        return self._shards[place]

    def _rest(self, name: str) -> str:
        if not name:
            return ""
        try:
            rest = self._read(rest_file(name))
        except (OSError, ValueError):
            rest = ""
        if rest_name(rest) != name:
            raise NotUpdatableError(f"{rest_file(name)} is damaged.")
        return rest


def _mend_cards(
    cards: NumberedFiles, edits: Sequence[Edit], old_texts: Sequence[str], texts: Sequence[str], locale: str, page: int
) -> None:
    stale: dict[int, dict[int, list[str]]] = defaultdict(dict)
    for edit in edits:
        new = card(edit.new, texts[edit.number], locale)
        if new != card(edit.old, old_texts[edit.number], locale):
            stale[edit.number // page][edit.number % page] = new
    for place, rows in sorted(stale.items()):
        known = json.loads(cards.content(place))
        cards.put(place, as_json([rows.get(at, row) for at, row in enumerate(known)]))
