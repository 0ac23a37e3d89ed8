"""Readers' comments, newest first, each with its mark, and which of them say the same.

Receives rows of the database; pure. Comments on one article that share most of their telling words are one group: a lead reads one
of them and knows how many said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


def comments(rows: Iterable[tuple[Any, ...]]) -> tuple[Said, ...]:
    """All comments; `rows` are those of `desk_words.sql`. The same words on the same article are one comment, the newest."""
    found: dict[str, Said] = {}
    for at, article, locale, language, helpful, reason, effort, comment in rows:
        words = straight(comment)
        mark = comment_mark(article, locale, words)
        if mark not in found:
            found[mark] = Said(mark, int(at), article, locale, language, bool(helpful), reason or "", effort, words)
    return grouped(tuple(found.values()))


def grouped(said: Sequence[Said]) -> tuple[Said, ...]:
    """The comments with the group that each belongs to."""
    groups: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    made = []
    for one in said:
        stems = telling(one.words, one.locale)
        known = groups.setdefault((one.article, one.locale), [])
        home = next((mark for mark, other in known if stems and len(stems & other) >= ALIKE * len(stems | other)), "")
        if not home:
            home = one.mark
            if len(known) < MOST_GROUPS:
                known.append((one.mark, stems))
        made.append(
            Said(one.mark, one.at, one.article, one.locale, one.language, one.helpful, one.reason, one.effort, one.words, home)
        )
    return tuple(made)


def telling(words: str, locale: str) -> frozenset[str]:
    """The stems that say what a comment is about; of one that has only little words, these."""
    tokens, stops = tokenise(words, locale), stop_words(locale)
    return frozenset(token.stem for token in [one for one in tokens if one.form not in stops] or tokens)
