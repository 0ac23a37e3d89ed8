"""A built site → vectors of its passages, for those texts that have none yet.

Reads the published search index, so that what the model judges is what search finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kbgen.search.answering.searcher import Searcher
from kbgen.search.meaning.chunks import chunks
from kbgen.search.meaning.model import DIMENSIONS, Model
from kbgen.search.meaning.vectors import PassageVectors, key_of, read_vectors, write_vectors

# New vectors take long: whoever stops in between loses at most so many.
SAVED_EVERY = 256
_AT_ONCE = 8


@dataclass(frozen=True)
class Kept:
    """How many passages have a vector now, and how many of these were new."""

    passages: int
    new: int


def keep_vectors(site: Path, folder: Path, model: Model, advance: Callable[[int, int], None] = lambda done, of: None) -> Kept:
    """Bring the files in `folder` up to the site in `site`. `advance` hears how many of the new ones are done."""
    locales = sorted(path.parent.name for path in (site / "search").glob("*/index.json"))
    wanted = {locale: list(_passages(Searcher(site / "search" / locale))) for locale in locales}
    found = {locale: _known(folder, locale, model) for locale in locales}
    new = {locale: _unknown(wanted[locale], found[locale]) for locale in locales}
    total, done = sum(map(len, new.values())), 0
    for locale in locales:
        missing = list(new[locale].items())
        for start in range(0, len(missing), _AT_ONCE):
            batch = missing[start : start + _AT_ONCE]
            for (key, _), row in zip(batch, model.passages([text for _, text in batch]), strict=True):
                found[locale][key] = row.astype("float16").tobytes()
            done += len(batch)
            advance(done, total)
            if (start + len(batch)) % SAVED_EVERY < _AT_ONCE:
                _write(folder, locale, model, wanted[locale], found[locale])
        if missing or _stale(folder, locale, model, wanted[locale]):
            _write(folder, locale, model, wanted[locale], found[locale])
    return Kept(sum(map(len, wanted.values())), total)


def _passages(searcher: Searcher) -> Iterator[tuple[str, str]]:
    """Path and text of every passage of a locale."""
    for number in range(searcher.articles):
        article = searcher.result(number, 0)
        for text in dict.fromkeys(chunks(article.title, searcher.passages(number, whole=True))):
            yield article.path, text


def _known(folder: Path, locale: str, model: Model) -> dict[bytes, bytes]:
    kept = read_vectors(folder, locale, model.name)
    return {key: row.tobytes() for key, row in zip(kept.keys, kept.rows, strict=True)} if kept else {}


def _unknown(wanted: list[tuple[str, str]], found: dict[bytes, bytes]) -> dict[bytes, str]:
    return {key: text for _, text in wanted if (key := key_of(text)) not in found}


def _stale(folder: Path, locale: str, model: Model, wanted: list[tuple[str, str]]) -> bool:
    kept = read_vectors(folder, locale, model.name)
    return kept is None or list(zip(kept.articles, kept.keys, strict=True)) != [(path, key_of(text)) for path, text in wanted]


def _write(folder: Path, locale: str, model: Model, wanted: list[tuple[str, str]], found: dict[bytes, bytes]) -> None:
    import numpy as np

    rows = [(key, path, found[key]) for path, text in wanted if (key := key_of(text)) in found]
    matrix = np.frombuffer(b"".join(row for *_, row in rows), dtype=np.float16).reshape(-1, DIMENSIONS)
    kept = PassageVectors(tuple(key for key, *_ in rows), tuple(path for _, path, _ in rows), matrix)
    write_vectors(folder, locale, model.name, kept)
