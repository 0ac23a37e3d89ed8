"""What happened that a rule waits for: articles that fail, questions that many asked in vain, comments, reviews that are due.

Receives what the report's parts say at one moment; returns `Happening`s, each under a name by which it is told once. What ended
(an article that recovered, a question nobody is left with) is named too, so that it is told again if it comes back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kbgen.articles.article import Article
from kbgen.notices.settings import Rule, When
from kbgen.report.judge.figures import Question, Report
from kbgen.report.judge.helpfulness import Verdict, judged
from kbgen.report.read.period import DAY_MS
from kbgen.report.read.site import KnownSite
from kbgen.store.store import Snapshot

# Comments that are looked back for: a collector that stood still over a holiday misses none.
COMMENT_DAYS = 7
# How long the note of a told comment is kept: longer than it is looked for.
NOTED_DAYS = 14


@dataclass(frozen=True)
class Happening:
    """One of them. `items` are the names that it is told under (any of them means that it was told); figures by their names."""

    when: When
    items: tuple[str, ...]
    locale: str
    title: str
    article: str = ""
    owner: str = ""
    url: str = ""
    language: str = ""
    text: str = ""
    yes: int = 0
    votes: int = 0
    readers: int = 0
    helpful: bool = False
    day: str = ""


@dataclass(frozen=True)
class Happened:
    """All of one look: what is so now, and which names are over."""

    found: tuple[Happening, ...] = ()
    going_on: Mapping[When, frozenset[str]] = field(default_factory=dict)


def failing(report: Report, site: KnownSite, rule: Rule) -> Iterator[Happening]:
    """The articles under the rule's bar, by all votes that count."""
    for (article, locale), votes in sorted(report.votes.items()):
        facts = site.facts(article, locale)
        basis = judged(votes, facts.edited, rule.fewest).basis
        if facts.present and basis.verdict(rule.bar, rule.fewest) is Verdict.FAILING:
            yield Happening(
                When.ARTICLE_FAILS,
                (_failing_item(article, locale),),
                locale,
                facts.title,
                article,
                facts.owner,
                _url(site, facts.url),
                facts.language,
                yes=basis.yes,
                votes=basis.votes,
            )


def still_failing(report: Report, site: KnownSite, rule: Rule) -> frozenset[str]:
    """The names of the articles that have not recovered: those that hang in the balance may fall again tomorrow."""
    found = set()
    for (article, locale), votes in report.votes.items():
        basis = judged(votes, site.facts(article, locale).edited, rule.fewest).basis
        if basis.verdict(rule.bar, rule.fewest) in (Verdict.FAILING, Verdict.DOUBTFUL):
            found.add(_failing_item(article, locale))
    return frozenset(found)


def asked(report: Report, site: KnownSite, rule: Rule) -> Iterator[Happening]:
    """The questions that left so many readers without help; the nearest article says whose they are."""
    for gap in report.gaps:
        if gap.left >= rule.readers:
            near = gap.nearest[0] if gap.nearest else None
            owner = site.facts(near.article, near.locale).owner if near else ""
            article = near.article if near else ""
            title = near.title if near else ""
            yield Happening(When.GAP, gap_items(gap), gap.locale, gap.text, article, owner, readers=gap.left, text=title)


def still_asked(report: Report) -> frozenset[str]:
    """The names of all questions that leave anybody."""
    return frozenset(item for gap in report.gaps for item in gap_items(gap))


def gap_items(gap: Question) -> tuple[str, ...]:
    """A question is known by all searches that ask it: which of them stands for it may change from day to day."""
    return tuple(sorted(f"gap/{_hash(f'{locale} {words}')}" for locale, words in gap.members))


def comments(snapshot: Snapshot, site: KnownSite, now: int) -> Iterator[Happening]:
    """What readers wrote in the last days; a comment that was changed is a new one."""
    for row, changed_at, article, locale, language, helpful, comment in snapshot.read(
        "comments_new", since=now - COMMENT_DAYS * DAY_MS
    ):
        facts = site.facts(article, locale)
        yield Happening(
            When.COMMENT,
            (f"comment/{row}/{changed_at}",),
            locale,
            facts.title,
            article,
            facts.owner,
            _url(site, facts.url),
            facts.language or language or "",
            text=comment,
            helpful=bool(helpful),
        )


def overdue(articles: Sequence[Article], site: KnownSite, today: date) -> Iterator[Happening]:
    """The articles whose day of review is past."""
    for article in articles:
        if article.review_by and article.review_by < today:
            facts = site.facts(article.id, article.locale)
            day = article.review_by.isoformat()
            yield Happening(
                When.REVIEW_PAST,
                (f"review/{article.locale}/{article.id}/{day}",),
                article.locale,
                article.title,
                article.id,
                article.owner,
                _url(site, facts.url),
                article.locale,
                day=day,
            )


def over(told: Mapping[str, Mapping[str, int]], going_on: Mapping[str, frozenset[str]], now: int) -> list[tuple[str, str]]:
    """What was told and has ended, as (destination, item). `going_on` has the names by their first part; a part that was not looked
    at is left out of it, and nothing of it ends."""
    ended = []
    for destination, items in told.items():
        for item, at in items.items():
            kind = item.partition("/")[0]
            if (kind in going_on and item not in going_on[kind]) or (kind == "comment" and now - at > NOTED_DAYS * DAY_MS):
                ended.append((destination, item))
    return ended


def _failing_item(article: str, locale: str) -> str:
    return f"fails/{locale}/{article}"


def _url(site: KnownSite, url: str) -> str:
    return f"{site.url}{url}" if site.url and url else ""


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
