"""Which searches a report reads of a help center that is asked more different things than any page can show.

Receives the rows of the days that a report compares; returns the words of each locale that most readers used, or nothing where
there are not too many. At a hundred million events there are a million different searches, nearly all of them one reader's: to
put all of these together takes minutes and a gigabyte, and changes no line of a report. What is left out is left out of questions
only; searches, readers and shares are counted with the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from heapq import nlargest
from typing import Any

from kbgen.store.daily import first_of

# Different searches that a report puts together, of all locales in equal parts: some two seconds of work.
MOST_WORDS = 4000
# So much of a day's list, most readers first, tells which words these are; and, of days before those that are compared, the trend.
PART_BYTES = 65_536


def kept_words(rows: Iterable[tuple[Any, ...]], most: int = MOST_WORDS) -> Mapping[str, frozenset[str]] | None:
    """The words of each locale that most readers used, from rows of `daily`; None where all of them are few enough."""
    used: dict[str, Counter[str]] = {}
    all_read = True
    for _, locale, _, _, asked in rows:
        counts = used.setdefault(locale, Counter())
        # What many use over the days is high in the list of one of them.
        found, whole = first_of(asked, PART_BYTES) if asked else ([], True)
        all_read &= whole
        for readers, ways in found:
            for way in ways:
                counts[way[0]] += readers
    if all_read and sum(map(len, used.values())) <= most:
        return None
    share = most // len(used)
    return {
        locale: frozenset(words for words, _ in nlargest(share, counts.items(), key=lambda one: (one[1], one[0])))
        for locale, counts in used.items()
    }
