"""Builds the search index of one locale and publishes it as files for browsers.

Receives analysed documents; writes below `search/<locale>/`:

- `index.json`, the only name that stays: which globals file is in force. Pages know nothing else of the index.
- `globals-….json`: how many articles, names of the other files, kinds and sections, the tables of the language.
- `words-….txt`: the forms that articles and synonyms have, in parts by first letter, for prefixes and typos.
- `terms-….txt`: shards by hash of the stem, each line a term with its postings, its synonyms worked in.
- `cards-….json`: titles and addresses, 16 articles a file. `text-….json`: one article's text, for its excerpt.

Names carry a hash of the content, so a file never changes and a browser's cache never mixes two releases. The same
documents give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbgen.language.layouts import KEYS, LAYOUTS
from kbgen.language.text import browser_rules, has_own_rules
from kbgen.search.analysis import FIELDS, AnalysedDocument
from kbgen.search.encoding import bucket, deltas, digit, name_for, runs
from kbgen.search.postings import EXACT, postings
from kbgen.search.ranking import LENGTH_EFFECT, SYNONYM, WEIGHTS, level_of, typical_length
from kbgen.search.synonyms import Synonyms
from kbgen.search.vocabulary import write_vocabulary

FORMAT = 1
# Of a numbered file, only its own older versions need telling apart: 25 bits, for each costs 3 bytes of the globals.
NAME = 5
UNNUMBERED = 8  # 40 bits
EMPTY = "-" * NAME  # for the name of a file that would be empty
CARDS = 16
# Characters a shard should have: about 1.2 KB compressed, so that what a query did not ask for weighs little.
SHARD = 3000
MARKED_FORMS = 5  # forms of a stem that an exact match is known for; five bits fit one character


@dataclass(frozen=True)
class IndexFiles:
    """What was published: file names in `folder`, those of them that are new, and those of an older index removed."""

    folder: Path
    names: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class _Terms:
    """Everything the shards are made of: `own` maps keys to {document: x}, `exact` forms to documents."""

    own: Mapping[str, Mapping[int, float]]
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
    ordered = sorted(documents, key=lambda document: document.path)
    files: dict[str, str] = {}

    def publish(stem: str, suffix: str, content: str) -> str:
        name = name_for(content, UNNUMBERED)
        files[f"{stem}-{name}.{suffix}"] = content
        return name

    def number(stem: str, suffix: str, contents: Iterable[str]) -> str:
        names = []
        for place, content in enumerate(contents):
            names.append(name_for(content, NAME) if content else EMPTY)
            if content:
                files[f"{stem}-{place}-{names[-1]}.{suffix}"] = content
        return "".join(names)

    terms = _terms(ordered)
    shards = _shards(terms, synonyms)
    kinds, section_paths = sorted({d.kind for d in ordered}), sorted({d.section for d in ordered})
    texts = [publish("text", "json", document.fragment) for document in ordered]
    content = {
        "format": FORMAT,
        "locale": locale,
        "articles": len(ordered),
        "words": number("words", "txt", _vocabulary(terms, synonyms, locale)),
        "terms": number("terms", "txt", shards),
        "cards": number("cards", "json", _cards(ordered, texts, locale)),
        "kinds": kinds,
        "kindOf": runs(kinds.index(document.kind) for document in ordered),
        "sections": [[path, (sections or {}).get(path, path)] for path in section_paths],
        "sectionOf": runs(section_paths.index(document.section) for document in ordered),
        "rules": browser_rules(locale),
        "layouts": {"keys": KEYS, **LAYOUTS},
    }
    version = publish("globals", "json", _json(content))
    files["index.json"] = _json({"format": FORMAT, "version": version})
    return _write(files, out_dir / "search" / locale)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _terms(documents: Sequence[AnalysedDocument]) -> _Terms:
    shares = {}
    for field in FIELDS:
        lengths = [document.lengths.get(field, 0) for document in documents]
        having = [length for length in lengths if length]
        typical = typical_length(sum(having) / len(having)) if having else 1.0
        weight, effect = WEIGHTS[field], LENGTH_EFFECT[field]
        shares[field] = [weight / (1 - effect + effect * length / typical) for length in lengths]
    own: dict[str, dict[int, float]] = {}
    exact: dict[str, list[int]] = {}
    for field, term, found in postings(documents):
        if field == EXACT:
            exact[term] = [number for number, _ in found]
            continue
        share = shares[field]
        known = own.setdefault(term, {})
        for number, count in found:
            known[number] = known.get(number, 0.0) + share[number] * count
    stems: dict[str, str] = {}
    for document in documents:
        for form, stem in document.forms.items():
            stems.setdefault(form, stem)
    return _Terms(own, exact, stems)


def _shards(terms: _Terms, synonyms: Synonyms) -> list[str]:
    forms: dict[str, list[str]] = {}
    for form, stem in terms.stems.items():
        forms.setdefault(stem, []).append(form)
    lines = {}
    for key in sorted(terms.own.keys() | synonyms.targets.keys()):
        present = [target for target in synonyms.targets.get(key, ()) if target in terms.own]
        if present or key in terms.own:
            exact = terms.exact
            marked = sorted(forms.get(key, ()), key=lambda form: (-len(exact[form]), form))[:MARKED_FORMS]
            lines[key] = _line(key, present, marked, terms)
    buckets = 1
    while sum(map(len, lines.values())) > buckets * SHARD:
        buckets *= 2
    shards: list[list[str]] = [[] for _ in range(buckets)]
    for key, line in lines.items():
        shards[bucket(key, buckets)].append(line)
    return ["".join(shard) for shard in shards]


def _line(key: str, synonyms: Sequence[str], forms: Sequence[str], terms: _Terms) -> str:
    """key, its forms, its synonyms, the articles, a level for each, and which of the forms each has."""
    found = dict(terms.own.get(key, {}))
    for synonym in synonyms:
        for document, x in terms.own[synonym].items():
            found[document] = found.get(document, 0.0) + SYNONYM * x
    numbers = sorted(found)
    levels = "".join([digit(level_of(found[number])) for number in numbers])
    masks = dict.fromkeys(numbers, 0)
    for place, form in enumerate(forms):
        for number in terms.exact[form]:
            # A word may have another stem in an article that is shown in another language.
            if number in masks:
                masks[number] |= 1 << place
    # One form and no synonym: every article has it, and the column says nothing.
    column = "".join([digit(masks[number]) for number in numbers]) if len(forms) > 1 or synonyms else ""
    return "\t".join((key, " ".join(forms), ",".join(synonyms), deltas(numbers), levels, column)) + "\n"


def _vocabulary(terms: _Terms, synonyms: Synonyms, locale: str) -> list[str]:
    """The parts of the vocabulary: forms of the articles, and words and phrases of synonyms that lead to one."""
    common: dict[str, tuple[int, str]] = {}
    for form, documents in terms.exact.items():
        stem = terms.stems[form]
        common[stem] = max(common.get(stem, (0, "")), (len(documents), form))
    # Where the browser can stem, a rare form of a stem that has a commoner one is found by its stem: 15 % of the bytes.
    own = has_own_rules(locale)
    words = {
        form: (len(documents), terms.stems[form])
        for form, documents in terms.exact.items()
        if not own or len(documents) > 1 or common[terms.stems[form]][1] == form
    }

    def leads(key: str) -> bool:
        return key in terms.own or any(target in terms.own for target in synonyms.targets.get(key, ()))

    for word, stem in synonyms.words.items():
        if leads(stem):
            words.setdefault(word, (0, stem))
    phrases = {" ".join(phrase) for group in synonyms.phrases.values() for phrase in group}
    return write_vocabulary(words, filter(leads, phrases), locale)


def _cards(documents: Sequence[AnalysedDocument], texts: Sequence[str], locale: str) -> Iterator[str]:
    # Names that follow from the path, as nearly all do, are not said: half of a card.
    cards = []
    for document, text in zip(documents, texts, strict=True):
        article = document.path.removesuffix(".md")
        told = [document.article, document.url]
        usual = told == [article, f"{locale}/{article}/"]
        cards.append([document.title, document.path, text, *([] if usual else told)])
    return (_json(cards[start : start + CARDS]) for start in range(0, len(cards), CARDS))


def _write(files: Mapping[str, str], folder: Path) -> IndexFiles:
    folder.mkdir(parents=True, exist_ok=True)
    before = {path.name for path in folder.iterdir() if path.is_file()}
    written = sorted(name for name in files if name not in before or name == "index.json")
    # The pointer goes last: until then a reader sees the old index, whole.
    for name in sorted(written, key=lambda name: name == "index.json"):
        (folder / name).write_text(files[name], "utf-8", newline="\n")
    removed = sorted(before - files.keys())
    for name in removed:
        (folder / name).unlink()
    return IndexFiles(folder, tuple(sorted(files)), tuple(written), tuple(removed))
