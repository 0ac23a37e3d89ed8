"""What can be said of an article without looking into its text: lengths, dates, drafts; and of a section: its icon.

Receives articles and the day that counts as today; returns issues. Pure, apart from `IssuePlaces`, which looks up the line of a key
in a file that has an issue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kbgen.articles.article import Article, Section, Status
from kbgen.articles.front_matter import parse as front_matter
from kbgen.articles.names import issue_path
from kbgen.articles.nearest import did_you_mean
from kbgen.articles.source import INDEX
from kbgen.config import Settings
from kbgen.issues import Issue, Level
from kbgen.rules.settings import Limits

Found = tuple[str, str, Level, str, str]


@dataclass(frozen=True)
class IssuePlaces:
    """Where an article or section of a site stands: its file, and the line of one of its keys."""

    settings: Settings

    def file(self, entry: Article | Section) -> str:
        """The file as issues name it."""
        path = entry.path if isinstance(entry, Article) else f"{entry.path}/{INDEX}".lstrip("/")
        return issue_path(self.settings, f"{entry.locale}/{path}")

    def line(self, where: str, key: str) -> int:
        """The line of `key` in the front matter of the file `where`; 1 if it is not there."""
        try:
            text = (self.settings.root / where).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return 0
        parts, _ = front_matter.split(text, where)
        header = parts.header if parts and parts.header else ""
        match = re.search(rf"^{re.escape(key)}[ \t]*:", header, re.MULTILINE)
        return header.count("\n", 0, match.start()) + 2 if match else 1


def article_issues(
    articles: Iterable[Article], originals: Mapping[str, Article], places: IssuePlaces, limits: Limits, today: date
) -> Iterator[Issue]:
    """Issues of single articles. `originals` are the articles of the source locale by path: a translation that leaves out
    `review_by` is reviewed with its original."""
    for article in articles:
        original = originals.get(article.path, article)
        found = [*_lengths(article, limits), *_dates(article, original, today)]
        if found:
            where = places.file(article)
            for key, code, level, message, advice in found:
                yield Issue(where, places.line(where, key), code, message, level, advice)


def _lengths(article: Article, limits: Limits) -> Iterator[Found]:
    for key, text, most in (("title", article.title, limits.title), ("description", article.description, limits.description)):
        if len(text) > most:
            message = f"The {key} has {len(text)} characters; after {most}, search engines and lists cut it off."
            yield key, f"{key}-length", Level.WARNING, message, "Say the same with fewer words."


def _dates(article: Article, original: Article, today: date) -> Iterator[Found]:
    if article.status is Status.DRAFT:
        days = (("publish_at", article.publish_at), ("review_by", article.review_by))
        key, day = next(((key, day) for key, day in days if day and day < today), ("", today))
        if key:
            message = f"The article is still a draft, and its `{key}` was {day.isoformat()}."
            yield key, "draft-late", Level.WARNING, message, "Publish it, give it another day, or delete it."
        return
    if article.status is Status.RETIRED:
        return
    due = article.review_by or original.review_by
    if due is None:
        if article is not original:
            return
        message = "Nobody said by when the article has to be looked at again."
        yield "review_by", "review-missing", Level.HINT, message, "Add `review_by` with a day some months from now."
    elif due < today and (article.review_by or article is original):
        message = f"The article had to be looked at again by {due.isoformat()}."
        advice = "Make sure that it is right, then set `reviewed` to today and `review_by` to a later day."
        yield "review_by", "review-past", Level.WARNING, message, advice


def icon_issues(sections: Iterable[Section], icons: Callable[[], Collection[str]], places: IssuePlaces) -> Iterator[Issue]:
    """An issue for each of `sections`, whose icon is known not to exist. `icons` lists those that do: `pencil`,
    `fontawesome/solid/pen`."""
    known: list[str] = []
    for section in sections:
        known = known or sorted(icons())
        where = places.file(section)
        # difflib takes a second for 20,000 names; those with the same first letters are some hundreds.
        near = [name for name in known if name[:2] == section.icon[:2]]
        advice = did_you_mean(section.icon, near, "Look for one among Material Design's icons.")
        message = f"The theme has no icon `{section.icon[:60]}`, so a folder is shown."
        yield Issue(where, places.line(where, "icon"), "icon-unknown", message, Level.WARNING, advice)
