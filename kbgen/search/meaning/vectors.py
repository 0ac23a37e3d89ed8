"""The vectors of one locale's passages, kept in a file beside the project, never in the public site.

A text that was seen before keeps its vector: rows are known by the hash of their text. A file that cannot be read, or is of
another model, is as good as none.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from kbgen.errors import OperatorError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 1
_HASH = 16  # bytes


@dataclass(frozen=True)
class PassageVectors:
    """`rows[i]` is the vector (float16, length 1) of the text with the hash `keys[i]`, of the article `articles[i]` (a path)."""

    keys: tuple[bytes, ...]
    articles: tuple[str, ...]
    rows: NDArray[np.float16]


def key_of(text: str) -> bytes:
    """The hash that a text is known by."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_HASH).digest()


def vectors_file(folder: Path, locale: str) -> Path:
    """Where the vectors of `locale` are."""
    return folder / f"{locale}.npz"


def read_vectors(folder: Path, locale: str, model: str) -> PassageVectors | None:
    """What is kept; None where nothing is, or nothing that `model` can use."""
    import numpy as np

    try:
        with np.load(vectors_file(folder, locale), allow_pickle=False) as file:
            if str(file["model"]) != f"{FORMAT} {model}":
                return None
            keys, articles, rows = file["keys"], file["articles"], file["rows"]
    except (OSError, ValueError, KeyError, BadZipFile, EOFError):
        return None
    if not len(keys) == len(articles) == len(rows):
        return None
    return PassageVectors(tuple(bytes(key) for key in keys), tuple(map(str, articles)), rows)


def write_vectors(folder: Path, locale: str, model: str, kept: PassageVectors) -> None:
    """Put the file there, whole or not at all."""
    import numpy as np

    path = vectors_file(folder, locale)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    keys = np.frombuffer(b"".join(kept.keys), dtype=np.uint8).reshape(-1, _HASH)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            np.savez(file, model=f"{FORMAT} {model}", keys=keys, articles=np.array(kept.articles, dtype=str), rows=kept.rows)
        beside.replace(path)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
