"""Which articles a day shows: `publish_at` and `expire_at`.

Receives a library and a day, which is an input of the build like any file: `SOURCE_DATE_EPOCH` names it, else the clock.
Returns the library of that day, and between which days it stays the same.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from kbgen.articles.article import Article, Library, Status
from kbgen.articles.git.moves import Former


def build_day(now: float, surroundings: Mapping[str, str] = os.environ) -> date:
    """The day of a build that starts at `now` (seconds since 1970), or the day of `SOURCE_DATE_EPOCH`; in UTC."""
    epoch = surroundings.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdigit() else now, UTC).date()


def unchanged_days(library: Library, day: date) -> tuple[str, str]:
    """The days from and until which the library is what it is on `day`: the first included, the second not; empty for ever."""
    turns = sorted(
        {
            turn
            for shelf in library.articles.values()
            for each in shelf.values()
            for turn in (each.publish_at, each.expire_at)
            if turn
        }
    )
    before, after = [turn for turn in turns if turn <= day], [turn for turn in turns if turn > day]
    return before[-1].isoformat() if before else "", after[0].isoformat() if after else ""


def is_shown(article: Article, day: date) -> bool:
    """Whether readers see a published article on `day`."""
    return not (article.publish_at and article.publish_at > day) and not (article.expire_at and article.expire_at <= day)


def on_day(library: Library, day: date, *, drafts: bool) -> Library:
    """The library as it is on `day`. With `drafts`, articles that are not shown yet or no longer are marked as drafts.

    The address of an article that is gone leads to the one that it names in `replaced_by`.
    """
    if all(is_shown(article, day) for shelf in library.articles.values() for article in shelf.values()):
        return library
    shelves = {
        tag: {
            path: article if is_shown(article, day) else replace(article, status=Status.DRAFT)
            for path, article in shelf.items()
            if drafts or is_shown(article, day)
        }
        for tag, shelf in library.articles.items()
    }
    moves = dict(library.moves)
    places = {article.id: path for shelf in shelves.values() for path, article in shelf.items()}
    for shelf in library.articles.values():
        for path, article in shelf.items():
            goal = places.get(article.replaced_by)
            if article.replaced_by and goal and not any(path in other for other in shelves.values()):
                former = moves.get(goal, Former(article.replaced_by, ()))
                moves[goal] = Former(former.id, tuple(dict.fromkeys((*former.was, path))))
    return replace(library, articles=shelves, moves=moves)
