"""The lines of the shards: what each article gives to them, and how one is written and read back.

Receives analysed documents and the synonyms; what an article gives to a line depends on that article alone, as long as the
typical lengths of the fields are the same. A line of an index can therefore be mended for one article without the others.

A word that thousands of articles have is cut: its line names the articles in which it weighs most, which is what the first results
are made of, and the others stand in a file of their own, its rest. That is read where all articles count: for a filter, the page of
all results, and a text that was pasted (see `answering.cut`).
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kbgen.search.analysis import FIELDS, AnalysedDocument
from kbgen.search.answering.ranking import LENGTH_EFFECT, SYNONYM, WEIGHTS, first_of, typical_length
from kbgen.search.indexing.encoding import DIGITS, deltas, digits, name_for, undelta
from kbgen.search.synonyms import Synonyms

# Characters a shard should have: about 1.2 KB compressed, so that what a query did not ask for weighs little.
SHARD = 3000
MARKED_FORMS = 5  # forms of a stem that an exact match is known for; five bits fit one character
_REST_NAME = 8  # 40 bits
# The least x of each level but the lowest: to look a level up takes a quarter of the time of its logarithm.
_LEVELS = tuple(map(first_of, range(1, len(DIGITS))))
# {key: {document: x}}, x being the figure of `ranking`
Weights = Mapping[str, Mapping[int, float]]


def typical_lengths(totals: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """The typical length of each field, from its words in all documents and the documents that have it."""
    return {field: typical_length(words / having) if having else 1.0 for field, (words, having) in totals.items()}


def share(field: str, length: int, typical: Mapping[str, float]) -> float:
    """What a word that stands once in a field of this length gives to x."""
    effect = LENGTH_EFFECT[field]
    return WEIGHTS[field] / (1 - effect + effect * length / typical[field])


def given(document: AnalysedDocument, typical: Mapping[str, float]) -> dict[str, float]:
    """The x of each key of `document`; the sums are taken in the order of the fields, the same to the last bit at every time."""
    found: dict[str, float] = {}
    for field in FIELDS:
        if field in document.counts:
            once = share(field, document.lengths[field], typical)
            for key, count in document.counts[field].items():
                found[key] = found.get(key, 0.0) + once * count
    return found


def present(key: str, synonyms: Synonyms, known: Iterable[str]) -> list[str]:
    """The synonyms of `key` that an article has."""
    return [target for target in synonyms.targets.get(key, ()) if target in known]


def levels(key: str, targets: Sequence[str], own: Weights) -> dict[int, str]:
    """The level of each document that has `key` or one of its synonyms `targets`, as a digit."""
    found = dict(own.get(key, {}))
    for target in targets:
        for document, x in own.get(target, {}).items():
            found[document] = found.get(document, 0.0) + SYNONYM * x
    return dict(zip(found, [DIGITS[bisect(_LEVELS, x)] for x in found.values()], strict=True))


def marked_forms(forms: Iterable[str], having: Mapping[str, int]) -> list[str]:
    """Those of the forms of a stem that an exact match is known for: the commonest. `having` says how many documents have each."""
    return sorted(forms, key=lambda form: (-having[form], form))[:MARKED_FORMS]


class Written(NamedTuple):
    """A line, its rest or nothing, and the forms of which it tells every article."""

    line: str
    rest: str
    told: frozenset[str]

    @property
    def rest_name(self) -> str:
        """The hash in the name of the rest's file."""
        return rest_name(self.rest) if self.rest else ""


def rest_name(rest: str) -> str:
    """The hash that the file of a rest has in its name."""
    return name_for(rest, _REST_NAME)


def write_line(
    key: str,
    forms: Sequence[str],
    targets: Sequence[str],
    levels: Mapping[int, str],
    exact: Mapping[str, Sequence[int]],
    most: int,
) -> Written:
    """key, its forms, its synonyms, the articles, a level for each, and which of the forms each has; of more than `most` articles,
    the best, how many there are and the name of the rest, which has the same three columns."""
    numbers = sorted(levels)
    masks: dict[int, int] = {}
    # One form and no synonym: every article has it, and the column says nothing.
    if len(forms) > 1 or targets:
        masks = dict.fromkeys(numbers, 0)
        told = set()
        for place, form in enumerate(forms):
            # A word may have another stem in an article that is shown in another language.
            having = [number for number in exact[form] if number in masks]
            for number in having:
                masks[number] |= 1 << place
            if len(having) == len(exact[form]):
                told.add(form)
    else:
        told = {form for form in forms if exact[form] == numbers}

    def columns(numbers: Sequence[int]) -> list[str]:
        column = "".join([DIGITS[masks[number]] for number in numbers]) if masks else ""
        return [deltas(numbers), "".join(map(levels.__getitem__, numbers)), column]

    start = [key, " ".join(forms), ",".join(targets)]
    if len(numbers) <= most:
        return Written("\t".join([*start, *columns(numbers)]) + "\n", "", frozenset(told))
    best = sorted(numbers, key=levels.__getitem__, reverse=True)  # of the same level, the first
    rest = "\t".join(columns(sorted(best[most:]))) + "\n"
    end = [str(len(numbers)), rest_name(rest)]
    return Written("\t".join([*start, *columns(sorted(best[:most])), *end]) + "\n", rest, frozenset(told))


@dataclass(frozen=True)
class Line:
    """A line as it was written, with its rest: the level of each document and, where that is known, which forms it has."""

    forms: tuple[str, ...]
    levels: Mapping[int, str]
    masks: Mapping[int, int]
    rest: str

    def documents(self, form: str) -> list[int]:
        """The documents that have a form which is told."""
        if not self.masks:
            return sorted(self.levels)
        bit = 1 << self.forms.index(form)
        return sorted(number for number, mask in self.masks.items() if mask & bit)


def rest_of(line: str) -> str:
    """The name of the rest of a line, or nothing."""
    parts = line.rstrip("\n").split("\t")
    return parts[7] if len(parts) > 6 else ""


def read_line(line: str, rest: str = "") -> Line:
    """What `write_line` wrote."""
    parts = line.rstrip("\n").split("\t")
    found: dict[int, str] = {}
    masks: dict[int, int] = {}
    for numbers, written, column in (parts[3:6], rest.rstrip("\n").split("\t") if rest else ("", "", "")):
        documents = undelta(numbers)
        found.update(zip(documents, written, strict=True))
        if column:
            masks.update(zip(documents, digits(column), strict=True))
    return Line(tuple(filter(None, parts[1].split(" "))), found, masks, parts[7] if len(parts) > 6 else "")


def with_levels(line: str, levels: Mapping[int, str]) -> str:
    """`line`, which has no rest, with other levels for some of its documents."""
    parts = line.split("\t")
    numbers, written = undelta(parts[3]), list(parts[4])
    for number, level in levels.items():
        written[bisect_left(numbers, number)] = level
    parts[4] = "".join(written)
    return "\t".join(parts)


def buckets_for(characters: int) -> int:
    """How many shards hold lines of so many characters."""
    buckets = 1
    while characters > buckets * SHARD:
        buckets *= 2
    return buckets
