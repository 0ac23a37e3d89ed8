"""What the writers' folder says beyond the manifest: titles of sections, days by which articles have to be reviewed.

Receives the settings, if there are any; reads the folder once for each release of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kbgen.articles.article import Status
from kbgen.articles.library import read_library
from kbgen.config import Settings

# Reviews are told of so many days before they are due.
REVIEW_DAYS = 14


@dataclass(frozen=True)
class Review:
    """An article that had to be looked at again by a day."""

    article: str
    locale: str
    title: str
    owner: str
    due: date


@dataclass(frozen=True)
class Content:
    """Titles of sections by locale and path; `reviews` by day; `files` are paths below the content folder, by article and
    locale."""

    sections: Mapping[tuple[str, str], str] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    files: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def due(self, today: date) -> list[Review]:
        """The reviews that somebody should think of on that day, the earliest first."""
        until = today + timedelta(days=REVIEW_DAYS)
        return [one for one in self.reviews if one.due <= until]


def read_content(settings: Settings | None) -> Content:
    """Nothing where the folder is not at hand."""
    if settings is None or not settings.content_dir.is_dir():
        return Content()
    library, _ = read_library(settings)
    sections = {(tag, path): one.title for tag, shelf in library.sections.items() for path, one in shelf.items() if path}
    articles = [one for shelf in library.articles.values() for one in shelf.values()]
    reviews = [
        Review(one.id, one.locale, one.title, one.owner, one.review_by)
        for one in articles
        if one.review_by and one.status is Status.PUBLISHED
    ]
    files = {(one.id, one.locale): f"{one.locale}/{one.path}" for one in articles}
    return Content(sections, tuple(sorted(reviews, key=lambda one: (one.due, one.locale, one.article))), files)
