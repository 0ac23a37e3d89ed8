"""Builds the search index of one locale, as the files that `published` describes.

Receives analysed documents; writes below `search/<locale>/`, and gives what an update needs to know (see `update`). The same
documents give the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.passages import published_texts
from kbgen.search.indexing.encoding import bucket, deltas
from kbgen.search.indexing.lines import (
    Weights,
    buckets_for,
    levels,
    marked_forms,
    present,
    total_lengths,
    typical_lengths,
    write_line,
)
from kbgen.search.indexing.memory import Form, Memory
from kbgen.search.indexing.published import CARDS, POINTER, Names, as_json, card, heads, numbered, numbered_name
from kbgen.search.indexing.vocabulary import vocabulary
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


class _Terms(NamedTuple):
    """Everything the shards are made of: `own` maps keys to {document: x}, `exact` forms to documents."""

    own: Weights
    exact: Mapping[str, Sequence[int]]
    stems: Mapping[str, str]


def build_index(
    documents: Iterable[AnalysedDocument],
    locale: str,
    synonyms: Synonyms,
    out_dir: Path,
    sections: Mapping[str, str] | None = None,
) -> IndexFiles:
    """Index `documents` and publish below `out_dir`/search/`locale`. `sections` gives titles of sections by their path."""
    return _write(_index(documents, locale, synonyms, sections or {}), out_dir / "search" / locale)


def _index(documents: Iterable[AnalysedDocument], locale: str, synonyms: Synonyms, sections: Mapping[str, str]) -> Index:
    ordered = sorted(documents, key=lambda document: document.path)
    files: dict[str, str] = {}

    def number(stem: str, suffix: str, contents: Iterable[str]) -> tuple[str, ...]:
        names = []
        for place, content in enumerate(contents):
            names.append(numbered_name(content))
            if content:
                files[numbered(stem, place, names[-1], suffix)] = content
        return tuple(names)

    lengths = total_lengths(document.lengths for document in ordered)
    terms = _terms(ordered, typical_lengths(lengths))
    lines = _lines(terms, synonyms)
    published = [published_texts(document.fragment) for document in ordered]
    texts = tuple(text.name for text in published)
    for text in published:
        files.update(text.files)
    cards = [card(document, text, locale) for text, document in zip(texts, ordered, strict=True)]
    forms = {form: Form(terms.stems[form], len(having), deltas(having)) for form, having in terms.exact.items()}
    names = Names(
        words=number("words", "txt", vocabulary(forms, synonyms, terms.own, locale)),
        terms=number("terms", "txt", _shards(lines)),
        cards=number("cards", "json", (as_json(cards[start : start + CARDS]) for start in range(0, len(cards), CARDS))),
        texts=texts,
        kinds=tuple(document.kind for document in ordered),
        sections=tuple(document.section for document in ordered),
    )
    files |= heads(names, locale, sections)
    keys = {key: len(having) for key, having in terms.own.items()}
    return Index(files, Memory(names, lengths, keys, forms, sum(map(len, lines.values()))))


def _terms(documents: Sequence[AnalysedDocument], typical: Mapping[str, float]) -> _Terms:
    # Whoosh takes half a second to import, and an update has no use for it.
    from kbgen.search.indexing.postings import postings

    exact: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for form in document.forms:
            exact[form].append(number)
    stems: dict[str, str] = {}
    for document in reversed(documents):  # the first article that has a form says its stem
        stems.update(document.forms)
    return _Terms(postings(documents, typical), exact, stems)


def _lines(terms: _Terms, synonyms: Synonyms) -> dict[str, str]:
    forms: dict[str, list[str]] = {}
    for form, stem in terms.stems.items():
        forms.setdefault(stem, []).append(form)
    having = {form: len(found) for form, found in terms.exact.items()}
    lines = {}
    for key in sorted(terms.own.keys() | synonyms.targets.keys()):
        targets = present(key, synonyms, terms.own)
        if targets or key in terms.own:
            marked = marked_forms(forms.get(key, ()), having)
            lines[key] = write_line(key, marked, targets, levels(key, targets, terms.own), terms.exact)
    return lines


def _shards(lines: Mapping[str, str]) -> list[str]:
    buckets = buckets_for(sum(map(len, lines.values())))
    shards: list[list[str]] = [[] for _ in range(buckets)]
    for key, line in lines.items():
        shards[bucket(key, buckets)].append(line)
    return ["".join(shard) for shard in shards]


def _write(index: Index, folder: Path) -> IndexFiles:
    files = index.files
    folder.mkdir(parents=True, exist_ok=True)
    before = {path.name for path in folder.iterdir() if path.is_file()}
    written = sorted(name for name in files if name not in before or name == POINTER)
    # The pointer goes last: until then a reader sees the old index, whole.
    for name in sorted(written, key=lambda name: name == POINTER):
        (folder / name).write_text(files[name], "utf-8", newline="\n")
    removed = sorted(before - files.keys())
    for name in removed:
        (folder / name).unlink()
    return IndexFiles(folder, tuple(sorted(files)), tuple(written), tuple(removed), index.memory)
