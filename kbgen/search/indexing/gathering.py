"""What documents give to an index, gathered within a bound of memory and handed out again by bunches of words.

Receives documents in the order of their numbers; gives, for one bunch after another, the x of each of its keys in every document
(see `ranking`) and the documents that have each form. A run of documents is held in memory until that is full, then put aside
(`postings.py`); what no run can be without is what a vocabulary needs: each form with its stem and how many documents have it.

A bunch is complete: it has all that the lines of its keys are made from, the synonyms of these keys and the forms of these stems
included.
"""

from __future__ import annotations

import marshal
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kbgen.search.analysis import FIELDS, AnalysedDocument
from kbgen.search.indexing.encoding import bucket
from kbgen.search.indexing.lines import share, typical_lengths
from kbgen.search.synonyms import Synonyms

# A power of two, as the number of shards is: each shard gets its lines from one bunch, or bunches go to one shard whole.
BUNCHES = 64
# Bytes of memory: a posting in two growing arrays, and a word with its own.
_POSTING, _WORD = 12, 320

# The documents that have a key, and how often.
_Times = tuple[list[int], bytearray]


class Bunch(NamedTuple):
    """`weights` maps keys to {document: x}, those of other bunches included that are synonyms of one; `exact` maps forms to the
    documents that have them."""

    weights: Mapping[str, Mapping[int, float]]
    exact: Mapping[str, list[int]]


class Gathering:
    """Takes documents, then gives bunches. `folder` is for what the memory, in bytes, does not hold."""

    def __init__(self, synonyms: Synonyms, memory: int, folder: Path) -> None:
        # Whoosh takes a tenth of a second to import, and an update has no use for it.
        from kbgen.search.indexing.postings import Runs

        self.stems: dict[str, str] = {}
        self.having: Counter[str] = Counter()
        self.totals = dict.fromkeys(FIELDS, (0, 0))
        self._synonyms = synonyms
        # What one run takes again while it is packed.
        self._bound = memory // 2
        self._runs = Runs(folder)
        self._lengths: dict[str, array[int]] = {field: array("I") for field in FIELDS}
        self._number = 0
        self._clear()

    def _clear(self) -> None:
        self._postings = 0
        self._fields: dict[str, dict[str, _Times]] = {field: {} for field in FIELDS}
        self._exact: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, document: AnalysedDocument) -> None:
        """Take the next document."""
        number = self._number
        self._number += 1
        for field in FIELDS:
            length = document.lengths.get(field, 0)
            self._lengths[field].append(length)
            if length:
                words, having = self.totals[field]
                self.totals[field] = (words + length, having + 1)
        for field, counts in document.counts.items():
            known = self._fields[field]
            for key, count in counts.items():
                if key in known:
                    numbers, times = known[key]
                    numbers.append(number)
                    times.append(count)
                else:
                    known[key] = ([number], bytearray((count,)))
            self._postings += len(counts)
        stems, exact = self.stems, self._exact
        for form, stem in document.forms.items():
            exact[form].append(number)
            if form not in stems:  # the first article that has a form says its stem
                stems[form] = stem
        self.having.update(document.forms.keys())
        self._postings += len(document.forms)
        words = len(self._exact) + sum(map(len, self._fields.values()))
        if self._postings * _POSTING + words * _WORD > self._bound:
            self._put_aside()

    def _put_aside(self) -> None:
        if not self._postings:
            return
        packed: list[list[dict[str, tuple[bytes, bytes]]]] = [[{} for _ in FIELDS] for _ in range(BUNCHES)]
        exact: list[dict[str, bytes]] = [{} for _ in range(BUNCHES)]
        sources: defaultdict[str, list[int]] = defaultdict(list)
        for source, targets in self._synonyms.targets.items():
            for target in targets:
                sources[target].append(bucket(source, BUNCHES))
        for place, known in enumerate(self._fields.values()):
            for key, (numbers, times) in known.items():
                value = (array("I", numbers).tobytes(), bytes(times))
                packed[bucket(key, BUNCHES)][place][key] = value
                if key in sources:
                    for bunch in sources[key]:
                        packed[bunch][place][key] = value
        for form, numbers in self._exact.items():
            exact[bucket(self.stems[form], BUNCHES)][form] = array("I", numbers).tobytes()
        self._clear()
        self._runs.add({f"{number:02}": marshal.dumps(found) for number, found in enumerate(zip(packed, exact, strict=True))})

    def bunches(self) -> Iterator[Bunch]:
        """One bunch after another; no document comes after this."""
        self._put_aside()
        typical = typical_lengths(self.totals)
        once = [
            array("d", [share(field, length, typical) if length else 0.0 for length in lengths])
            for field, lengths in self._lengths.items()
        ]
        for number in range(BUNCHES):
            fields: list[dict[str, list[tuple[bytes, bytes]]]] = [{} for _ in FIELDS]
            exact: dict[str, list[int]] = {}
            for written in self._runs.bunch(f"{number:02}"):
                packed, forms = marshal.loads(written)
                for known, found in zip(fields, packed, strict=True):
                    for key, value in found.items():
                        known.setdefault(key, []).append(value)
                for form, numbers in forms.items():
                    exact.setdefault(form, []).extend(array("I", numbers))
            yield Bunch(_weights(fields, once), exact)

    def close(self) -> None:
        """Let go of the files."""
        self._runs.close()


def _weights(fields: list[dict[str, list[tuple[bytes, bytes]]]], once: list[array[float]]) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for shares, known in zip(once, fields, strict=True):
        for key, pieces in known.items():
            numbers, times = array("I"), b""
            for piece, counted in pieces:
                numbers.frombytes(piece)
                times += counted
            if key not in found:
                found[key] = {number: shares[number] * count for number, count in zip(numbers, times, strict=True)}
            else:
                own = found[key]
                for number, count in zip(numbers, times, strict=True):
                    own[number] = own.get(number, 0.0) + shares[number] * count
    return found
