"""Analysed articles between builds: each in a file of its own, named by its content, in `documents/` of the cache.

Receives and gives `AnalysedDocument`s. A name stands for one content for ever, so that builds that are stopped, or that share
a cache, leave nothing wrong behind; a file that is damaged, or was never finished, counts as lost.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from kbgen.errors import KbgenError
from kbgen.search.analysis import AnalysedDocument
from kbgen.site.naming import short_name

FOLDER = "documents"


class LostDocumentError(KbgenError):
    """The cache names a document that it does not hold."""


def remember(memory: Path, document: AnalysedDocument) -> str:
    """Keep a document; returns its name."""
    content = json.dumps(vars(document), ensure_ascii=False, separators=(",", ":"))
    name = short_name(content)
    path = memory / FOLDER / name
    try:
        path.write_text(content, "utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return name


def recall(memory: Path, name: str) -> AnalysedDocument:
    """The document of that name. Raises `LostDocumentError`."""
    try:
        content = (memory / FOLDER / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        content = ""
    if short_name(content) != name:
        raise LostDocumentError(f"The cache in {memory} has lost {name}.")
    return AnalysedDocument(**json.loads(content))


def forget_others(folder: Path, names: Collection[str]) -> None:
    """Remove every file of `folder` that is not among `names`."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in names:
                path.unlink(missing_ok=True)
