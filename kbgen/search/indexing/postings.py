"""The Whoosh index: the only module that imports Whoosh, and nothing but what 2.7.4 and its successors share.

What it is for: an index takes no more memory than it is allowed, so what documents give is put aside in runs, and Whoosh sorts,
keeps and merges these on disk. What it is not for: it neither analyses nor ranks nor answers a query here.

Receives runs, each of which has the same bunches of bytes by name; gives for a name what all runs have of it, in their order.
Whoosh costs 7 µs to write a posting and 50 µs to find a key, so that a posting for each word of each article would take longer than
all else: its documents are runs of thousands of articles, its keys are bunches of words.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # 2.7.4 is of 2016: Python 3.12 and later warn of its escapes when it is first compiled.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3  # noqa: F401  the module that warns, imported late by Whoosh itself
    from whoosh import fields, formats
    from whoosh.codec import default_codec
    from whoosh.filedb.filestore import FileStorage

_FIELD = "own"
_POOL = 16  # MB that Whoosh collects before it writes; what it is given is sorted already


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


class Runs:
    """Runs in `folder`, which holds nothing else: first all are added, then their bunches are read."""

    def __init__(self, folder: Path) -> None:
        self._index = FileStorage(str(folder)).create_index(fields.Schema(**{_FIELD: _Values()}))
        self._writer = self._index.writer(limitmb=_POOL, codec=default_codec(compression=0))
        self._reader: Any = None

    def add(self, run: Mapping[str, bytes]) -> None:
        """Put one run aside."""
        self._writer.add_document(**{_FIELD: dict(run)})

    def bunch(self, name: str) -> Iterator[bytes]:
        """What each run has under `name`."""
        if self._reader is None:
            self._writer.commit()
            self._reader = self._index.reader()
        if (_FIELD, name.encode()) not in self._reader:
            return
        matcher = self._reader.postings(_FIELD, name)
        while matcher.is_active():
            yield matcher.value()
            matcher.next()

    def close(self) -> None:
        """Let go of the files."""
        if self._reader is not None:
            self._reader.close()
        else:
            self._writer.cancel()
