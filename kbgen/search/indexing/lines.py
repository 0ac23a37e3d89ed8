"""The lines of the shards: what each article gives to them, and how one is written and read back.

Receives analysed documents and the synonyms; what an article gives to a line depends on that article alone, as long as the
typical lengths of the fields are the same. A line of an index can therefore be mended for one article without the others.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kbgen.search.analysis import FIELDS, AnalysedDocument
from kbgen.search.answering.ranking import LENGTH_EFFECT, SYNONYM, WEIGHTS, first_of, typical_length
from kbgen.search.indexing.encoding import DIGITS, deltas, undelta
from kbgen.search.synonyms import Synonyms

# Characters a shard should have: about 1.2 KB compressed, so that what a query did not ask for weighs little.
SHARD = 3000
MARKED_FORMS = 5  # forms of a stem that an exact match is known for; five bits fit one character
# The least x of each level but the lowest: to look a level up takes a quarter of the time of its logarithm.
_LEVELS = tuple(map(first_of, range(1, len(DIGITS))))
# {key: {document: x}}, x being the figure of `ranking`
Weights = Mapping[str, Mapping[int, float]]


def total_lengths(every: Iterable[Mapping[str, int]]) -> dict[str, tuple[int, int]]:
    """For each field its words in all documents, and the documents that have it."""
    known = list(every)
    having = {field: [lengths[field] for lengths in known if field in lengths] for field in FIELDS}
    return {field: (sum(found), len(found)) for field, found in having.items()}


def typical_lengths(totals: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """The typical length of each field."""
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


def write_line(
    key: str, forms: Sequence[str], targets: Sequence[str], levels: Mapping[int, str], exact: Mapping[str, Sequence[int]]
) -> str:
    """key, its forms, its synonyms, the articles, a level for each, and which of the forms each has."""
    numbers = sorted(levels)
    column = ""
    # One form and no synonym: every article has it, and the column says nothing.
    if len(forms) > 1 or targets:
        masks = dict.fromkeys(numbers, 0)
        for place, form in enumerate(forms):
            for number in exact[form]:
                # A word may have another stem in an article that is shown in another language.
                if number in masks:
                    masks[number] |= 1 << place
        column = "".join([DIGITS[mask] for mask in masks.values()])
    written = "".join(map(levels.__getitem__, numbers))
    return "\t".join((key, " ".join(forms), ",".join(targets), deltas(numbers), written, column)) + "\n"


def read_levels(line: str) -> dict[int, str]:
    """The levels that `write_line` wrote."""
    _, _, _, numbers, written, _ = line.split("\t")
    return dict(zip(undelta(numbers), written, strict=True))


def with_levels(line: str, levels: Mapping[int, str]) -> str:
    """`line` with other levels for some of its documents."""
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
