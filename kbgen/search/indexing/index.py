"""Builds the search index of one locale, as the files that `published` describes.

Receives analysed documents; writes below `search/<locale>/`, and gives what an update needs to know (see `update`). The same
documents give the same bytes. Documents come one after another and are not held: what they give is gathered within a bound of
memory (`gathering`), and the lines of one bunch of words after another are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.passages import published_texts
from kbgen.search.indexing.encoding import bucket, deltas
from kbgen.search.indexing.gathering import BUNCHES, Bunch, Gathering
from kbgen.search.indexing.lines import buckets_for, levels, marked_forms, present, write_line
from kbgen.search.indexing.memory import Form, Memory, packed
from kbgen.search.indexing.published import (
    EMPTY,
    POINTER,
    Names,
    Pieces,
    as_json,
    card,
    heads,
    numbered,
    numbered_name,
    rare_file,
    rest_file,
    text_name,
    words_file,
)
from kbgen.search.indexing.sizes import SIZES, Sizes
from kbgen.search.indexing.vocabulary import PARTS, part_of
from kbgen.search.indexing.words import Part, commonest, leading, parts_of
from kbgen.search.synonyms import Synonyms


class IndexFiles(NamedTuple):
    """What was published: file names in `folder`, those of them that are new, and those of an older index removed; and what an
    update needs to know."""

    folder: Path
    names: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    memory: Memory


class Index(NamedTuple):
    """An index before it is written: the contents of its new files by name, and what an update needs to know."""

    files: Mapping[str, str]
    memory: Memory


def build_index(
    documents: Iterable[AnalysedDocument],
    locale: str,
    synonyms: Synonyms,
    out_dir: Path,
    sections: Mapping[str, str] | None = None,
    sizes: Sizes = SIZES,
) -> IndexFiles:
    """Index `documents` and publish below `out_dir`/search/`locale`. `sections` gives titles of sections by their path."""
    ordered = sorted(documents, key=lambda document: document.path)
    return index_in_order(ordered, locale, synonyms, out_dir, sections, sizes)


def index_in_order(
    documents: Iterable[AnalysedDocument],
    locale: str,
    synonyms: Synonyms,
    out_dir: Path,
    sections: Mapping[str, str] | None = None,
    sizes: Sizes = SIZES,
) -> IndexFiles:
    """As `build_index`, for documents that come in the order of their paths: none is held."""
    folder = _Folder(out_dir / "search" / locale)
    with TemporaryDirectory(prefix="kbgen-search-") as scratch:
        (Path(scratch) / "runs").mkdir()
        gathering = Gathering(synonyms, sizes.memory, Path(scratch) / "runs")
        try:
            told = _Told(folder, locale, sizes.cards)
            for document in documents:
                gathering.add(document)
                told.add(document)
            told.end()
            lines = _Lines(folder, synonyms, sizes, Path(scratch))
            for number, bunch in enumerate(gathering.bunches()):
                lines.add(number, bunch, gathering.stems)
        finally:
            gathering.close()
        forms = lines.forms
        terms = lines.shards()
    leads = leading(synonyms, lines.known)
    words, pieces, rare, common = publish_words(
        folder, parts_of(forms, synonyms, leads, locale, sizes.part_for(len(told.texts))), locale
    )
    by_part: dict[int, list[tuple[str, Form]]] = defaultdict(list)
    for form, value in forms.items():
        by_part[part_of(value.stem)].append((form, value))
    names = Names(
        words=words,
        terms=terms,
        cards=tuple(told.cards),
        texts=tuple(told.texts),
        kinds=tuple(told.kinds),
        sections=tuple(told.sections),
        rests=tuple(sorted(lines.rests)),
        pieces=pieces,
        rare=rare,
        commonest=common,
        page=sizes.cards,
        most=sizes.names,
    )
    memory = Memory(
        names,
        gathering.totals,
        dict(sorted(lines.known.items())),
        lines.characters,
        told.foreign,
        tuple(packed(by_part.get(part, ())) for part in range(PARTS)),
    )
    for name, content in heads(names, locale, sections or {}).items():
        folder.put(name, content)
    return folder.end(memory)


class _Folder:
    """Takes the files of an index. The pointer is written last: until then a reader sees the old index, whole."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._before = {entry.name for entry in path.iterdir() if entry.is_file()}
        self._names: set[str] = set()
        self._written: list[str] = []
        self._pointer = ""

    def put(self, name: str, content: str) -> None:
        """One file of the new index."""
        if name == POINTER:
            self._pointer = content
        elif name not in self._names and name not in self._before:
            self._write(name, content)
        self._names.add(name)

    def numbered(self, stem: str, place: int, content: str, suffix: str = "txt") -> str:
        """A numbered file; gives the hash in its name."""
        name = numbered_name(content)
        if name != EMPTY:
            self.put(numbered(stem, place, name, suffix), content)
        return name

    def end(self, memory: Memory) -> IndexFiles:
        """Remove what an older index left."""
        self._write(POINTER, self._pointer)
        removed = sorted(self._before - self._names)
        for name in removed:
            (self._path / name).unlink()
        return IndexFiles(self._path, tuple(sorted(self._names)), tuple(sorted(self._written)), tuple(removed), memory)

    def _write(self, name: str, content: str) -> None:
        # Text, not a path, which takes as long as the writing.
        with open(f"{self._path}/{name}", "wb") as file:  # noqa: PTH123
            file.write(content.encode())
        self._written.append(name)


class _Told:
    """What the index has of each document besides its words: text, card, kind and section."""

    def __init__(self, folder: _Folder, locale: str, cards_of_a_file: int) -> None:
        self.texts: list[str] = []
        self.cards: list[str] = []
        self.kinds: list[str] = []
        self.sections: list[str] = []
        self.foreign = 0
        self._folder, self._locale, self._cards_of_a_file = folder, locale, cards_of_a_file
        self._rows: list[list[str]] = []

    def add(self, document: AnalysedDocument) -> None:
        """Take the next document."""
        text = published_texts(document.fragment)
        for name, content in text.files.items():
            self._folder.put(name, content)
        self.texts.append(text.name)
        self.kinds.append(document.kind)
        self.sections.append(document.section)
        self.foreign += document.language != self._locale
        self._rows.append(card(document, text.name, self._locale))
        if len(self._rows) == self._cards_of_a_file:
            self.end()

    def end(self) -> None:
        """Write the last cards."""
        if self._rows:
            self.cards.append(self._folder.numbered("cards", len(self.cards), as_json(self._rows), "json"))
            self._rows = []


class _Lines:
    """Makes the lines of one bunch after another, and shards of them. The lines wait on disk: how many shards there are is known
    at the end."""

    def __init__(self, folder: _Folder, synonyms: Synonyms, sizes: Sizes, scratch: Path) -> None:
        self.forms: dict[str, Form] = {}
        self.known: dict[str, int] = {}
        self.rests: list[str] = []
        self.characters = 0
        self._folder, self._synonyms, self._sizes, self._scratch = folder, synonyms, sizes, scratch
        self._related = related(synonyms)
        # What synonyms lead from, by bunch: of a small site they are most keys.
        self._sources: list[list[str]] = [[] for _ in range(BUNCHES)]
        for source in synonyms.targets:
            self._sources[bucket(source, BUNCHES)].append(source)

    def add(self, number: int, bunch: Bunch, stems: Mapping[str, str]) -> None:
        """Make the lines of the keys of this bunch."""
        forms: dict[str, list[str]] = {}
        for form in bunch.exact:
            forms.setdefault(stems[form], []).append(form)
        having = {form: len(found) for form, found in bunch.exact.items()}
        own_keys = (key for key in bunch.weights if bucket(key, BUNCHES) == number)
        lines = []
        for key in sorted({*own_keys, *self._sources[number]}):
            targets = present(key, self._synonyms, bunch.weights)
            if key in self._related and key in bunch.weights:
                self.known[key] = len(bunch.weights[key])
            if not targets and key not in bunch.weights:
                continue
            own = forms.get(key, ())
            marked = marked_forms(own, having)
            written = write_line(key, marked, targets, levels(key, targets, bunch.weights), bunch.exact, self._sizes.head)
            if written.rest:
                self._folder.put(rest_file(written.rest_name), written.rest)
                self.rests.append(written.rest_name)
            self.characters += len(written.line)
            lines.append(written.line)
            for form in own:
                documents = "" if form in written.told else deltas(bunch.exact[form])
                self.forms[form] = Form(key, having[form], documents)
        (self._scratch / str(number)).write_text("".join(lines), "utf-8", newline="\n")

    def shards(self) -> tuple[str, ...]:
        """Write the shards; gives the hashes in their names."""
        buckets = buckets_for(self.characters)
        names = [EMPTY] * buckets
        # Few shards take several bunches each, of many each bunch fills several.
        together = max(1, BUNCHES // buckets)
        for start in range(min(buckets, BUNCHES)):
            shards: dict[int, dict[str, str]] = defaultdict(dict)
            for number in range(start, BUNCHES, BUNCHES // together if together > 1 else BUNCHES):
                for line in self._read(number):
                    key = line.partition("\t")[0]
                    shards[bucket(key, buckets)][key] = line
            for place, lines in shards.items():
                names[place] = self._folder.numbered("terms", place, "".join([lines[key] for key in sorted(lines)]))
        return tuple(names)

    def _read(self, number: int) -> Iterator[str]:
        with (self._scratch / str(number)).open(encoding="utf-8", newline="\n") as file:
            yield from file


def related(synonyms: Synonyms) -> frozenset[str]:
    """The keys that synonyms speak of."""
    phrases = {" ".join(phrase) for group in synonyms.phrases.values() for phrase in group}
    return frozenset(synonyms.targets).union(*synonyms.targets.values(), synonyms.words.values(), phrases)


def publish_words(folder: _Folder, parts: Mapping[int, Part], locale: str) -> tuple[tuple[str, ...], Pieces, Pieces, str]:
    """Write the vocabulary; gives the names of the parts, of the pieces of those that are in several, of the rarer pieces, and of
    the commonest words."""
    whole = {place: part.texts[0] for place, part in parts.items() if len(part.pieces) == 1}
    names = tuple(folder.numbered("words", place, whole.get(place, "")) for place in range(PARTS))
    pieces: list[tuple[int, tuple[tuple[str, str], ...]]] = []
    rare: list[tuple[int, tuple[tuple[str, str], ...]]] = []
    for place, part in parts.items():
        for texts, found, file in ((part.pieces, pieces, words_file), (part.rare, rare, rare_file)):
            if texts and (texts is part.rare or place not in whole):
                found.append((place, tuple((first, text_name(text)) for first, text in texts)))
                for _, text in texts:
                    folder.put(file(text_name(text)), text)
    common = commonest((part.texts for part in parts.values()), locale)
    if common:
        folder.put(rare_file(text_name(common)), common)
    return names, tuple(pieces), tuple(rare), text_name(common) if common else ""
