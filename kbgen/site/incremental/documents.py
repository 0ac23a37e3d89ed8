"""Analysed articles between builds: each in a file of its own, named by its content, in `documents/` of the cache.

Receives and gives `AnalysedDocument`s. A name stands for one content for ever, so that builds that are stopped, or that share
a cache, leave nothing wrong behind; a file that is damaged, or was never finished, counts as lost.

A file has a line of JSON, a line with the fragment, one with the forms and their stems, and one with the counts and keys of
each field. JSON of the whole would take twice as long to write.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain
from pathlib import Path

import orjson

from kbgen.errors import KbgenError
from kbgen.search.analysis import AnalysedDocument
from kbgen.site.incremental.fingerprints import fingerprint

FOLDER = "documents"


class LostDocumentError(KbgenError):
    """The cache names a document that it does not hold."""


def store_document(cache: Path, document: AnalysedDocument) -> str:
    """Keep a document; returns its name."""
    content = _written(document)
    name = fingerprint(content)
    # Text, not a path, which takes as long as the writing.
    path = f"{cache}/{FOLDER}/{name}"
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        (cache / FOLDER).mkdir(parents=True, exist_ok=True)
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content.encode())
    return name


def load_document(cache: Path, name: str) -> AnalysedDocument:
    """The document of that name. Raises `LostDocumentError`."""
    try:
        content = (cache / FOLDER / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        content = ""
    if fingerprint(content) != name:
        raise LostDocumentError(f"The cache in {cache} has lost {name}.")
    return _read(content)


def _written(document: AnalysedDocument) -> str:
    told = [document.article, document.path, document.url, document.title, document.kind, document.section, document.language]
    lines = [
        orjson.dumps([*told, document.lengths]).decode(),
        document.fragment,
        # Neither words nor phrases have tabs.
        "\t".join(chain.from_iterable(document.forms.items())),
        *("\t".join((bytes(counts.values()).hex(), *counts)) for counts in map(document.counts.__getitem__, document.lengths)),
    ]
    return "\n".join(lines)


def _read(content: str) -> AnalysedDocument:
    told, fragment, forms, *fields = content.split("\n")
    article, path, url, title, kind, section, language, lengths = orjson.loads(told)
    words = iter(forms.split("\t"))
    counts = {}
    for field, line in zip(lengths, fields, strict=True):
        found, *keys = line.split("\t")
        counts[field] = dict(zip(keys, bytes.fromhex(found), strict=True))
    stems = dict(zip(words, words, strict=False))
    return AnalysedDocument(article, path, url, title, kind, section, counts, lengths, stems, fragment, language)


def prune(folder: Path, names: Collection[str]) -> None:
    """Remove every file of `folder` that is not among `names`."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in names and not path.is_dir():
                path.unlink(missing_ok=True)
