"""The Whoosh index: the only module that imports Whoosh, and nothing but what 2.7.4 and its successors share.

What it is for: Whoosh turns documents into postings, sorted by key, on disk where a large site would fill the memory. What it is
not for: it neither analyses nor ranks nor answers a query here, and on a small site a dictionary would do as well.

Receives analysed documents; returns the postings of every key, sorted, with document numbers in the order of the documents
received. Whoosh costs 7 µs to write a posting and 2 µs to read it, so that a posting for each article would take 3 ms for an
article of 3 KB. One Whoosh document is therefore a sheaf of many articles, and the value of its posting says which of them
have the key and what x it has there (see `ranking`): 0.15 ms.
"""

from __future__ import annotations

import warnings
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import Any

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.indexing.lines import given

with warnings.catch_warnings():
    # 2.7.4 is of 2016: Python 3.12 and later warn of its escapes when it is first compiled.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3  # noqa: F401  the module that warns, imported late by Whoosh itself
    from whoosh import fields, formats
    from whoosh.codec import default_codec
    from whoosh.filedb.filestore import FileStorage

_FIELD = "own"
# Articles in one Whoosh document. A key costs 50 µs for each sheaf that has it, an article costs no more in a large sheaf.
SHEAF = 4000


class _Values(fields.FieldType):  # type: ignore[misc]
    """A field whose keys were counted before: its value is {key: bytes}."""

    analyzer = None
    indexed = True
    stored = scorable = unique = spelling = sortable = multitoken_query = False
    vector = column_type = None

    def __init__(self) -> None:
        self.format = formats.Positions()  # of all formats, one whose values are bytes of any length

    def index(self, value: dict[str, bytes], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(key.encode(), 1, 1.0, packed) for key, packed in value.items()]

    def process_text(self, *_: Any, **__: Any) -> list[str]:
        return []


def postings(
    documents: Sequence[AnalysedDocument], typical: Mapping[str, float], sheaf: int = SHEAF
) -> dict[str, dict[int, float]]:
    """Index `documents` with Whoosh and read back {key: {document: x}}."""
    # A folder of its own: an index in memory puts its drafts into one folder for all processes, which the first to end removes.
    with TemporaryDirectory(prefix="kbgen-search-") as folder:
        index = FileStorage(folder).create_index(fields.Schema(**{_FIELD: _Values()}))
        writer = index.writer(limitmb=512, codec=default_codec(compression=0))
        for start in range(0, len(documents), sheaf):
            writer.add_document(**{_FIELD: _sheaf(start, documents[start : start + sheaf], typical)})
        writer.commit()
        reader = index.reader()
        own = {key: _articles(reader.postings(_FIELD, key)) for key in reader.field_terms(_FIELD)}
        reader.close()
    return own


def _sheaf(start: int, documents: Sequence[AnalysedDocument], typical: Mapping[str, float]) -> dict[str, bytes]:
    own: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for number, document in enumerate(documents, start):
        for key, x in given(document, typical).items():
            own[key][number] = x
    return {key: array("I", having).tobytes() + array("d", having.values()).tobytes() for key, having in own.items()}


def _articles(matcher: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    while matcher.is_active():
        value = matcher.value()
        numbers = len(value) // 12 * 4  # four bytes a number, then eight a figure
        found.update(zip(array("I", value[:numbers]), array("d", value[numbers:]), strict=True))
        matcher.next()
    return found
