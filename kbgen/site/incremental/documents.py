"""Analysed articles between builds, in `documents/` of the cache: those that one process analysed in one file.

Receives and gives `AnalysedDocument`s. A name says what the content is and where it stands. It means one content for ever, so that
builds that are stopped, or that share a cache, leave nothing wrong behind; what is damaged, or was never finished, counts as lost.
A file for each article would take a tenth of the time of a build to create.

A document has a line of JSON, a line with the fragment, one with the forms and their stems, and one with the counts and keys of
each field. JSON of the whole would take twice as long to write.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from itertools import chain
from pathlib import Path

import orjson

from kbgen.errors import KbgenError
from kbgen.search.analysis import AnalysedDocument
from kbgen.site.incremental.fingerprints import fingerprint

FOLDER = "documents"
_FILE_BYTES = 4  # of chance in the name of a file


class LostDocumentError(KbgenError):
    """The cache names a document that it does not hold."""


class DocumentFile:
    """The file of one process in the folder `cache`."""

    def __init__(self, cache: Path) -> None:
        self._folder = f"{cache}/{FOLDER}"
        self._name = secrets.token_hex(_FILE_BYTES)

    def store(self, document: AnalysedDocument) -> str:
        """Keep a document; returns its name: what it is, the file, and where it begins and how long it is, in bytes."""
        content = _written(document)
        written = content.encode()
        # Opened each time: nobody has to close it, and others may read what is there. Text, not a path, which takes as long as the
        # writing.
        path = f"{self._folder}/{self._name}"
        try:
            file = open(path, "ab")  # noqa: PTH123, SIM115
        except FileNotFoundError:
            Path(self._folder).mkdir(parents=True, exist_ok=True)
            file = open(path, "ab")  # noqa: PTH123, SIM115
        with file:
            start = file.tell()
            file.write(written)
        return f"{fingerprint(content)} {self._name} {start} {len(written)}"


def content_of(name: str) -> str:
    """What the document of that name is: the same for the same content, wherever it stands."""
    return name.partition(" ")[0]


def load_document(cache: Path, name: str) -> AnalysedDocument:
    """The document of that name. Raises `LostDocumentError`."""
    content = ""
    try:
        wanted, file, start, length = name.split(" ")
        with open(f"{cache}/{FOLDER}/{file}", "rb") as opened:  # noqa: PTH123
            opened.seek(int(start))
            content = opened.read(int(length)).decode()
    except (OSError, ValueError):
        wanted = name
    if fingerprint(content) != wanted:
        raise LostDocumentError(f"The cache in {cache} has lost {name}.")
    return _read(content)


def prune_documents(cache: Path, names: Iterable[str]) -> None:
    """Remove the files that have none of the documents with these `names`."""
    prune(cache / FOLDER, {name.split(" ")[1] for name in set(names) if " " in name})


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
