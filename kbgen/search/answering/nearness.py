"""Whether the words of a query stand together in an article, in the order in which they were typed.

Positions of words are not in the index: they would double it. What readers paste (an error message, a sentence) has its words in
the very forms that the article has, and few articles have most of them; of those the text is fetched and read: a few first,
and more only where some words stand together in one of these, but not all of them. A question in a reader's own words mostly has no
such article, or ends with the first few. The browser's twin is `theme/assets/javascripts/search/nearness.js`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from kbgen.language.text import tokenise
from kbgen.search.answering.ranking import rounded

OTHER_WORD = 2
# A query of fewer words is a question. Articles with a smaller share of its words are not looked into; of a short query they
# have all, unless there is a code or a number in it.
WORDS, SHORT = 3, 5
COVER = 0.6
# Where the batches of texts that are read begin and end, and how many are read for words in quotation marks.
BATCHES = (0, 4, 12, 20)
# … where common words alone may have made the choice, as in a help center of thousands of articles: the first ones are read, the
# tenth seldom has what they have not.
SHORT_BATCHES, LONGER_BATCHES = (0, 4, 12), (0, 6, 12)
# A query of so many words was pasted, not asked.
PASTED = 8
QUOTED_TEXTS = 60
# So many words together are no accident.
RUN, RUN_SHARE = 3, 0.4


class Words(NamedTuple):
    """The words of one passage in order, as they were typed and as stems, without identifiers as a whole."""

    forms: tuple[str, ...]
    stems: tuple[str, ...]
    known: frozenset[str]


def words_of(text: str, language: str) -> Words:
    """The words of a passage."""
    tokens = [token for token in tokenise(text, language) if not token.parts]
    stems = tuple([token.stem for token in tokens])
    return Words(tuple([token.form for token in tokens]), stems, frozenset(stems))


def together(query: Sequence[str], text: Sequence[str]) -> int:
    """The most words of `query` that follow each other in `text`, two less for each word in between that is another one: a
    reader's own name within a message counts against it and does not end it (Smith and Waterman 1981, without gaps)."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(query):
        places.setdefault(word, []).append(at)
    most = 0
    # How much ends at each word of the query, up to the last word of the text.
    before: dict[int, int] = {}
    for word in text:
        if not before and word not in places:
            continue
        now = {at: before.get(at - 1, 0) + 1 for at in places.get(word, ())}
        for at, length in before.items():
            if length > OTHER_WORD and at + 1 < len(query) and at + 1 not in now:
                now[at + 1] = length - OTHER_WORD
        if now:
            most = max(most, *now.values())
        before = now
    return most


def candidates(query: Sequence[str], forms: int, known: int, exact: Sequence[int], ranked: Iterable[int]) -> list[int]:
    """Which of the articles `ranked` to read for `query`, stems in order. `exact` says of every article how many of the query's
    `forms` it has as they were typed, `known` of how many of them that is so for every article."""
    if len(query) < WORDS:
        return []
    code = any(letter.isdecimal() for word in query for letter in word)
    least = max(2, forms if len(query) < SHORT and not code else COVER * (known if known > 1 else forms))
    having = [document for document in ranked if exact[document] >= least]
    return sorted(having, key=exact.__getitem__, reverse=True)[: BATCHES[-1]]


def batches(words: int, *, cut: bool) -> tuple[int, ...]:
    """Where the batches of texts begin and end for a query of so many words; `cut`: some of them have cut lines."""
    if not cut or words >= PASTED:
        return BATCHES
    return SHORT_BATCHES if words < SHORT else LONGER_BATCHES


def share_together(query: Sequence[str], text: Iterable[Words]) -> float:
    """How much of `query`, stems in order, stands together in one of the passages of `text`; 0 where it may be an accident."""
    most, least = 0, max(RUN, RUN_SHARE * len(query))
    for passage in text:
        # A passage cannot have more words together than it has.
        if sum(1 for word in query if word in passage.known) >= max(least, most + 1):
            most = max(most, together(query, passage.stems))
    return most / len(query) if most >= least else 0.0


def is_enough(shares: Iterable[float], *, prose: bool = False) -> bool:
    """Whether no further texts need reading after a batch with these shares: it has what was pasted whole, or nothing of it. Of
    `prose`, which somebody has written and the reader copied, some text has more: a few common words stand in many."""
    best = max(shares, default=0.0)
    return best == 1.0 or (best == 0.0 and not prose)


def stands(quoted: Sequence[str], text: Iterable[Words]) -> bool:
    """Whether the words `quoted` follow each other in one of the passages, each in this form."""
    size, wanted = len(quoted), tuple(quoted)
    return any(
        passage.forms[at : at + size] == wanted
        for passage in text
        for at, form in enumerate(passage.forms[: len(passage.forms) - size + 1])
        if form == wanted[0]
    )


def standing_first(scores: Mapping[int, float], standing: Collection[int], *, in_passing: bool) -> dict[int, float]:
    """The scores of the articles in which the quoted words stand: no others remain, unless the words are quoted in passing. Then
    those in which they stand have half of the best score more."""
    if not in_passing:
        return {document: scores[document] for document in standing}
    more, found = max(scores.values()) / 2, frozenset(standing)
    return {document: rounded(score + more) if document in found else score for document, score in scores.items()}
