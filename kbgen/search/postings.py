"""The Whoosh index: the only module that imports Whoosh, and nothing but what 2.7.4 and its successors share.

Receives analysed documents; returns the postings of every field, sorted by term, with document numbers in the order of
the documents received. Whoosh costs 7 µs to write a posting and 2 µs to read it, so that a posting for each article would
take 3 ms for an article of 3 KB. One Whoosh document is therefore a sheaf of 250 articles, and the value of its posting
says how often the term stands in which of them: 0.5 ms.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from tempfile import TemporaryDirectory
from typing import Any

from kbgen.search.analysis import FIELDS, AnalysedDocument

with warnings.catch_warnings():
    # 2.7.4 is of 2016: Python 3.12 and later warn of its escapes when it is first compiled.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3  # noqa: F401  the module that warns, imported late by Whoosh itself
    from whoosh import fields, formats
    from whoosh.codec import default_codec
    from whoosh.filedb.filestore import FileStorage

EXACT = "exact"
_SHEAF = 250


class _Counts(fields.FieldType):  # type: ignore[misc]
    """A field whose terms were counted before: its value is {term: bytes of (article in the sheaf, count) pairs}."""

    analyzer = None
    indexed = True
    stored = scorable = unique = spelling = sortable = multitoken_query = False
    vector = column_type = None

    def __init__(self) -> None:
        self.format = formats.Positions()  # of all formats, one whose values are bytes of any length

    def index(self, value: dict[str, bytearray], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(term.encode(), 1, 1.0, bytes(pairs)) for term, pairs in value.items()]

    def process_text(self, *_: Any, **__: Any) -> list[str]:
        return []


def postings(documents: Sequence[AnalysedDocument]) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """Index `documents` with Whoosh and read back (field, term, [(document, count)]); the exact forms are a field too."""
    names = (*FIELDS, EXACT)
    # A folder of its own: an index in memory puts its drafts into one folder for all processes, which the first to end removes.
    with TemporaryDirectory(prefix="kbgen-search-") as folder:
        index = FileStorage(folder).create_index(fields.Schema(**{name: _Counts() for name in names}))
        writer = index.writer(limitmb=512, codec=default_codec(compression=0))
        for start in range(0, len(documents), _SHEAF):
            writer.add_document(**_sheaf(documents[start : start + _SHEAF]))
        writer.commit()
        reader = index.reader()
        for name in names:
            for term in reader.field_terms(name):
                yield name, term, _articles(reader.postings(name, term))
        reader.close()


def _sheaf(documents: Sequence[AnalysedDocument]) -> dict[str, dict[str, bytearray]]:
    fields: dict[str, dict[str, bytearray]] = {name: {} for name in (*FIELDS, EXACT)}
    for place, document in enumerate(documents):
        for name, counts in document.counts.items():
            terms = fields[name]
            for term, count in counts.items():
                terms.setdefault(term, bytearray()).extend((place, count))
        exact = fields[EXACT]
        for form in document.forms:
            exact.setdefault(form, bytearray()).extend((place, 1))
    return fields


def _articles(matcher: Any) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while matcher.is_active():
        base = matcher.id() * _SHEAF
        pairs = matcher.value()
        found.extend((base + pairs[at], pairs[at + 1]) for at in range(0, len(pairs), 2))
        matcher.next()
    return found
