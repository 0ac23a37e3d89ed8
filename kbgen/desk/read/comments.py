"""Readers' comments, newest first, each with its mark, and which of them say the same.

Receives rows of the database; pure. Comments on one article that share most of their telling words are one group: a lead reads one
of them and knows how many said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kbgen.language.text import stop_words, tokenise
from kbgen.report.read.comment_marks import comment_mark
from kbgen.report.write.locale_view import straight

# Two comments say the same where they share half of all telling words that either has (P. Jaccard, 1901). Measured on pairs of
# comments that say the same in other order or with a word more; "Great, thanks" and "Thanks" are alike, two different faults are
# not.
ALIKE = 0.5
# Groups of one article that a comment is compared with.
MOST_GROUPS = 200


@dataclass(frozen=True, slots=True)
class Said:
    """One comment; `at` in milliseconds since 1970. `like` is the mark of the newest comment that says the same."""

    mark: str
    at: int
    article: str
    locale: str
    language: str
    helpful: bool
    reason: str
    effort: int | None
    words: str
    like: str = ""


class CommentReader:
    """Reads all comments as often as one comes, and looks anew only at those of its article: ten thousand are read in the time of a
    page."""

    def __init__(self) -> None:
        # The mark and the words of each comment as it stands in the database, and of each article how its comments are grouped.
        self._known: dict[tuple[str, str, str], tuple[str, str]] = {}
        self._homes: dict[tuple[str, str], tuple[list[str], dict[str, str]]] = {}

    def read(self, rows: Iterable[tuple[Any, ...]]) -> tuple[Said, ...]:
        """All comments; `rows` are those of `desk_words.sql`. The same words on the same article are one comment, the newest."""
        known, self._known = self._known, {}
        found: dict[str, Said] = {}
        by_article: dict[tuple[str, str], list[str]] = {}
        for at, article, locale, language, helpful, reason, effort, comment in rows:
            key = (article, locale, comment)
            marked = known.get(key)
            if marked is None:
                words = straight(comment)
                marked = comment_mark(article, locale, words), words
            mark, words = self._known[key] = marked
            if mark not in found:
                found[mark] = Said(mark, int(at), article, locale, language, bool(helpful), reason or "", effort, words)
                by_article.setdefault((article, locale), []).append(mark)
        before, self._homes = self._homes, {}
        for key_of_article, marks in by_article.items():
            same = before.get(key_of_article)
            homes = same if same and same[0] == marks else (marks, grouped([found[mark] for mark in marks]))
            self._homes[key_of_article] = homes
        return tuple(replace(one, like=self._homes[one.article, one.locale][1][one.mark]) for one in found.values())


def grouped(said: Sequence[Said]) -> dict[str, str]:
    """By the mark of each comment on one article that of the newest which says the same."""
    groups: list[tuple[str, frozenset[str]]] = []
    homes: dict[str, str] = {}
    for one in said:
        stems = telling(one.words, one.locale)
        home = next((mark for mark, other in groups if stems and len(stems & other) >= ALIKE * len(stems | other)), "")
        if not home and len(groups) < MOST_GROUPS:
            groups.append((one.mark, stems))
        homes[one.mark] = home or one.mark
    return homes


def telling(words: str, locale: str) -> frozenset[str]:
    """The stems that say what a comment is about; of one that has only little words, these."""
    tokens, stops = tokenise(words, locale), stop_words(locale)
    return frozenset(token.stem for token in [one for one in tokens if one.form not in stops] or tokens)
