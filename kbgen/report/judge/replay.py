"""Asks today's index what readers asked: what is answered now, what still is not, what got worse.

Receives questions and the site; returns a verdict for each search that failed, and for each that used to lead somewhere and no
longer does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kbgen.report.read.index import Nearest
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Words

# A result that stands lower than this is not seen on a phone.
SEEN = 10


class ReplayOutcome(StrEnum):
    """What became of a search."""

    ANSWERED = "answered"
    OPEN = "open"
    WORSE = "worse"


@dataclass(frozen=True)
class Replayed:
    """One search: how many readers it failed, or how many used to open `article` and would not see it now."""

    outcome: ReplayOutcome
    locale: str
    text: str
    readers: int
    article: str = ""
    title: str = ""


def replay(searches: Iterable[Words], site: KnownSite, most: int = 2000) -> list[Replayed]:
    """Run the searches that found nothing, or whose result was opened, against today's index; the most asked first."""
    found = []
    ranked = sorted(searches, key=lambda words: (-max(words.nothing, words.visits), words.locale, words.shown))
    for words in ranked[:most]:
        index = site.indexes.get(words.locale)
        if index is None:
            continue
        if words.nothing:
            answer: Nearest | None = index.answers(words.shown)
            outcome = ReplayOutcome.ANSWERED if answer else ReplayOutcome.OPEN
            found.append(
                Replayed(
                    outcome,
                    words.locale,
                    words.shown,
                    words.nothing,
                    answer.article if answer else "",
                    answer.title if answer else "",
                )
            )
        elif words.opened:
            article = min(words.opened, key=lambda one: (-(words.opened or {})[one], one))
            if article not in {result.article for result in index.search(words.shown, SEEN)}:
                title = site.facts(article, words.locale).title
                found.append(Replayed(ReplayOutcome.WORSE, words.locale, words.shown, words.opened[article], article, title))
    return found
