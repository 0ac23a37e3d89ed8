"""An article → the texts that get a vector each: its title, a heading, and at most 120 words below it.

The model reads no more than some 350 words at once, and says the more of a text the less else stands in it. A short rest goes to
the text before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

WORDS, REST = 120, 25
# Where words are not told apart by spaces: as much text as that.
LETTERS, PIECE = 1000, 500


def chunks(title: str, passages: Iterable[tuple[str, str, str]]) -> list[str]:
    """The texts of an article; `passages` as `Searcher.passages` gives them: anchor, heading, text."""
    parts = [(heading, part) for _, heading, text in passages for part in _cut(text) or ([""] if heading else [])]
    return ["\n".join(filter(None, (title, *each))) for each in parts] or [title]


def _cut(text: str) -> list[str]:
    words = [piece for word in text.split() for piece in _pieces(word)]
    runs: list[list[str]] = []
    letters = 0
    for word in words:
        if not runs or len(runs[-1]) >= WORDS or letters + len(word) > LETTERS:
            runs.append([])
            letters = 0
        runs[-1].append(word)
        letters += len(word)
    if len(runs) > 1 and len(runs[-1]) < REST and len(runs[-1][0]) < PIECE:
        last = runs.pop()
        runs[-1] += last
    return [" ".join(run) for run in runs]


def _pieces(word: str) -> Iterator[str]:
    for start in range(0, len(word), PIECE):
        yield word[start : start + PIECE]
