"""Finds the passage of an article that answers best, and marks the words in it: the twin of
`theme/assets/javascripts/search/excerpt.js`.

Receives passages and the stems and phrases to mark, with their weights; returns an `Excerpt`, whose parts are marked or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kbgen.language.places import Place, words_with_places
from kbgen.search.synonyms import MAX_PHRASE

BEFORE, LENGTH = 30, 170


class Excerpt(NamedTuple):
    """The best passage: its anchor, its heading, and what is shown of its text."""

    anchor: str
    heading: str
    text: str


def excerpt(passages: Sequence[tuple[str, str, str]], marks: Mapping[str, float], language: str) -> Excerpt:
    """The passage with the weightiest different words; its heading counts twice."""
    best, chosen, places = 0.0, passages[0] if passages else ("", "", ""), list[Place]()
    for passage in passages:
        heading, text = found(passage[1], marks, language), found(passage[2], marks, language)
        score = _worth([*heading, *text], marks) + _worth(heading, marks) + len(text) / 100
        if score > best:
            best, chosen, places = score, passage, text
    anchor, heading_, text_ = chosen
    low, high = _cut(text_, places, marks)
    return Excerpt(anchor, heading_, f"{'… ' if low else ''}{text_[low:high]}{' …' if high < len(text_) else ''}")


def found(text: str, marks: Mapping[str, float], language: str) -> list[Place]:
    """Where marked words stand in `text`: single stems, and phrases as a whole."""
    if not any(" " in mark for mark in marks):
        return words_with_places(text, language, marks)
    words = words_with_places(text, language)
    places = []
    for at, word in enumerate(words):
        if word.stem in marks:
            places.append(word)
        for size in range(2, min(MAX_PHRASE, len(words) - at) + 1):
            phrase = " ".join(each.stem for each in words[at : at + size])
            if phrase in marks:
                places.append(Place(phrase, word.start, words[at + size - 1].end))
    return places


def marked(text: str, marks: Mapping[str, float], language: str) -> list[tuple[str, bool]]:
    """`text` in parts, and whether each is marked."""
    parts, at = [], 0
    for start, end in _joined(found(text, marks, language)):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [part for part in [*parts, (text[at:], False)] if part[0]]


def _joined(places: Iterable[Place]) -> list[tuple[int, int]]:
    """Where `places` are, in order, those that overlap as one."""
    runs: list[tuple[int, int]] = []
    for place in sorted(places, key=lambda place: (place.start, -place.end)):
        if runs and place.start < runs[-1][1]:
            runs[-1] = (runs[-1][0], max(runs[-1][1], place.end))
        else:
            runs.append((place.start, place.end))
    return runs


def _worth(places: Iterable[Place], marks: Mapping[str, float]) -> float:
    # In the order of the text, as in the browser: a sum of fractions depends on it.
    return sum(marks[stem] for stem in dict.fromkeys(place.stem for place in places))


def _cut(text: str, places: Sequence[Place], marks: Mapping[str, float]) -> tuple[int, int]:
    if len(text) <= LENGTH:
        return 0, len(text)
    dense = max(
        places,
        key=lambda place: _worth(
            (other for other in places if place.start <= other.start and other.end <= place.start + LENGTH - BEFORE), marks
        ),
        default=None,
    )
    densest = dense.start if dense else 0
    start = 0
    if densest > BEFORE:
        # Without a space before the place, in Chinese or Japanese, the excerpt begins anywhere.
        space = text.find(" ", densest - BEFORE, densest)
        start = space + 1 if space >= 0 else densest - BEFORE
    end = start + LENGTH
    last = text.rfind(" ", 0, end + 1)
    return start, len(text) if end >= len(text) else last if last > start + LENGTH / 2 else end
