"""A query → the order of its first results by words and meaning together.

Receives a searcher, the vectors of its locale and the model; changes no result, only the order of the first `REORDERED`. Both
scores are brought between 0 and 1 and added, the meaning's share being that of the article's nearest passage.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kbgen.search.answering.searcher import Searcher
from kbgen.search.meaning.model import Model
from kbgen.search.meaning.vectors import read_vectors, vectors_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Beyond these nobody looks, and below them words decide well enough.
REORDERED = 20
# How much the meaning counts beside the words; .7 to 1.5 differ by less than .01.
WEIGHT = 1.0


class SecondOpinion:
    """The opinions for one site; files are read when first needed, and again when they change."""

    def __init__(self, folder: Path, model: Model) -> None:
        self._folder = folder
        self._model = model
        self._read: dict[str, tuple[int, dict[str, int], NDArray[np.intp], NDArray[np.float32]]] = {}

    def order(self, searcher: Searcher, query: str) -> list[int]:
        """The numbers of the first articles for `query`, best first; as words have them where there are no vectors."""
        results = searcher.search(query, REORDERED)
        found = self._vectors(searcher.locale)
        if len(results) < 2 or found is None:
            return [result.number for result in results]
        import numpy as np

        _, places, owners, rows = found
        nearest = np.full(len(places), -1.0, dtype=np.float32)
        np.maximum.at(nearest, owners, rows @ self._model.query(query))
        least, most = float(nearest.min()), float(nearest.max())
        top = results[0].score

        def score(path: str, words: float) -> float:
            share = (float(nearest[places[path]]) - least) / (most - least) if path in places and most > least else 0.0
            return words / top + WEIGHT * share

        scored = [(-score(result.path, result.score), at, result.number) for at, result in enumerate(results)]
        return [number for *_, number in sorted(scored)]

    def _vectors(self, locale: str) -> tuple[int, dict[str, int], NDArray[np.intp], NDArray[np.float32]] | None:
        import numpy as np

        try:
            stamp = vectors_file(self._folder, locale).stat().st_mtime_ns
        except OSError:
            return None
        known = self._read.get(locale)
        if known is None or known[0] != stamp:
            kept = read_vectors(self._folder, locale, self._model.name)
            if kept is None or not len(kept.rows):
                return None
            places = {path: at for at, path in enumerate(dict.fromkeys(kept.articles))}
            owners = np.array([places[path] for path in kept.articles], dtype=np.intp)
            known = self._read[locale] = (stamp, places, owners, kept.rows.astype(np.float32))
        return known
