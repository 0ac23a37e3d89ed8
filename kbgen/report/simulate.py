"""Plausible readers of a site that is built, for whoever wants to see a report before there are any.

Receives a site, its index, a number of days and a seed; yields rows for the store, every one marked as simulated. The same seed
gives the same rows. Readers search for headings of articles in clipped, mistyped and reworded forms, and for things that no
article has; some articles are worse than others, and a few were written while the time ran.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.language.text import stop_words, tokenise
from kbgen.reasons import REASONS
from kbgen.report.read.index import ReportIndex
from kbgen.report.read.period import DAY_MS
from kbgen.report.read.site import ArticleFacts, KnownSite

# What readers of a help center ask and this site does not answer, in the languages that kbgen's own content has.
MISSING: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("export articles to pdf", "pdf export", "exporting articles as pdf", "save all articles as pdf"),
        ("single sign on", "sso login", "single sign-on with saml", "sigle sign on"),
        ("dark mode toggle", "switch dark mode", "dark mode toggle button", "dark mode togle"),
        ("import from confluence", "migrate confluence pages", "confluence import", "importing from confluence"),
        ("zapier", "zappier"),
        ("api rate limit", "rate limits of the api", "api rate limits"),
    ),
    "ar": (
        ("تصدير المقالات pdf", "تصدير pdf", "تصدير المقالات إلى pdf", "تصدير المقاله pdf"),
        ("الدخول الموحد", "تسجيل الدخول الموحد sso", "الدخول الموحّد sso"),
        ("النسخ من confluence", "نقل المقالات من confluence", "استيراد confluence"),
    ),
    "fa": (
        ("خروجی pdf از مقاله‌ها", "خروجی pdf", "خروجی pdf مقاله ها", "خروجی پی دی اف pdf"),
        ("ورود یکپارچه", "ورود یکپارچه sso", "ورود یک پارچه"),
        ("حالت تیره", "حالت تیرهٔ سایت", "حالت تیره سایت"),
    ),
}
# Questions of each locale that an article answers since so much of the time had gone by; before it, they found nothing.
LATE, WRITTEN = 2, 0.7
COMMENTS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "The second step is not there any more.",
        "Too long, I only wanted the command.",
        "Great, thanks!",
        "Which version is this for?",
    ),
    "ar": ("الخطوة الثانية لم تعد موجودة.", "طويلة جدًّا، أردت الأمر فقط.", "شكرًا، مفيدة."),
    "fa": ("گام دوم دیگر نیست.", "خیلی طولانی بود؛ فقط دستور را می‌خواستم.", "عالی بود، سپاس."),
}
Row = tuple[Any, ...]


@dataclass
class _Reader:
    """The rows of one visit as they come about."""

    at: int
    visit: int
    locale: str
    events: list[Row]
    votes: list[Row]

    def event(self, kind: str, seconds: float, **more: Any) -> None:
        """Something happens after so many seconds."""
        self.at += int(seconds * 1000)
        columns = ("article", "language", "query", "before", "results", "rank", "channel")
        self.events.append((self.at, kind, self.locale, *(more.get(column) for column in columns), self.visit, 0, 1))

    def vote(
        self, seconds: float, facts: ArticleFacts, helpful: bool, reason: str | None, effort: int | None, comment: str | None
    ) -> None:
        """An answer to "Was this helpful?"."""
        self.at += int(seconds * 1000)
        language = facts.language or facts.locale
        self.votes.append(
            (self.at, self.at, facts.article, facts.locale, language, int(helpful), reason, effort, comment, self.visit, 0, 1)
        )


def rows(site: KnownSite, days: int, seed: int, until: int, visits_a_day: int = 120) -> Iterator[tuple[list[Row], list[Row]]]:
    """The events and the votes of each simulated day, in the order of `TABLES`; `until` is the end in milliseconds."""
    chance = random.Random(seed)
    shelves: dict[str, list[ArticleFacts]] = {locale.tag: [] for locale in site.locales}
    for key in sorted(site.articles):
        if site.articles[key].present and key[1] in shelves:
            shelves[key[1]].append(site.articles[key])
    shelves = {tag: shelf for tag, shelf in shelves.items() if shelf}
    if not shelves:
        return
    quality = {
        article: chance.betavariate(6, 2) for article in sorted({facts.article for shelf in shelves.values() for facts in shelf})
    }
    for article in chance.sample(sorted(quality), max(1, len(quality) // 10)):
        quality[article] = chance.uniform(0.15, 0.4)
    asked = {tag: _questions(index, chance) for tag, index in site.indexes.items()}
    tags = list(shelves)
    weights = [3.0 / (place + 1) for place in range(len(tags))]
    first = until // DAY_MS - days
    for day in range(days):
        events: list[Row] = []
        votes: list[Row] = []
        # Fewer come at week-ends; over time, more come at all.
        busy = visits_a_day * (0.6 if (first + day) % 7 in (2, 3) else 1.0) * (0.7 + 0.6 * day / max(days, 1))
        for _ in range(max(1, round(chance.gauss(busy, busy**0.5)))):
            tag = chance.choices(tags, weights)[0]
            moment = (first + day) * DAY_MS + min(int(abs(chance.gauss(12, 4)) * 3_600_000), DAY_MS - 7_200_000)
            reader = _Reader(moment, chance.getrandbits(63), tag, events, votes)
            _live(reader, shelves[tag], asked.get(tag, []), site.indexes.get(tag), quality, chance, day / max(days, 1))
        yield events, votes


def _questions(index: ReportIndex, chance: random.Random) -> list[str]:
    """What the site can be asked: headings of its articles."""
    headings = Counter(heading for document in range(index.articles) for anchor, heading, _ in index.passages(document) if anchor)
    # A heading that many articles have is no question.
    found = [heading for heading, times in headings.items() if times == 1 and len(heading.split()) > 1]
    chance.shuffle(found)
    return found


def _live(
    reader: _Reader,
    shelf: Sequence[ArticleFacts],
    asked: Sequence[str],
    index: ReportIndex | None,
    quality: Mapping[str, float],
    chance: random.Random,
    progress: float,
) -> None:
    known = {facts.article: facts for facts in shelf}
    missing = MISSING.get(reader.locale, ())
    if chance.random() < 0.35 or index is None or not asked:
        # From outside, straight to an article.
        _read(reader, shelf[min(int(chance.expovariate(0.25)), len(shelf) - 1)], quality, chance)
        return
    if missing and chance.random() < 0.14 + 0.08 * progress:
        ways = missing[min(int(chance.expovariate(0.8)), len(missing) - 1)]
        wanted = ways[min(int(chance.expovariate(0.7)), len(ways) - 1)]
        _in_vain(reader, wanted, index, missing, chance)
        return
    place = min(int(chance.expovariate(0.03)), len(asked) - 1)
    words = _clipped(asked[place], reader.locale, chance)
    if not words:
        return
    found = [] if place < LATE and progress < WRITTEN else index.found(words)
    reader.event("search", 2, query=words, results=len(found))
    if not found or chance.random() < 0.12:
        if chance.random() < 0.3:
            reader.event("contact", 20, channel="page", query=words)
        return
    rank = min(int(chance.expovariate(1.1)), len(found) - 1)
    facts = known.get(found[rank].article)
    if facts:
        reader.event("open", 4, query=words, article=facts.article, language=facts.language or facts.locale, rank=rank + 1)
        good = _read(reader, facts, quality, chance, words)
        if not good and chance.random() < 0.25:
            reader.event("search", 40, query=words, results=len(found))


def _in_vain(reader: _Reader, words: str, index: ReportIndex, missing: Sequence[Sequence[str]], chance: random.Random) -> None:
    found = index.found(words)
    reader.event("search", 2, query=words, results=len(found))
    other = next((group for group in missing if words in group), (words,))
    again = chance.choice(other)
    if again != words and chance.random() < 0.4:
        reader.event("search", 12, query=again, results=len(index.found(again)))
        reader.event("reword", 0.1, query=again, before=words)
        words = again
    if chance.random() < 0.35:
        reader.event("contact", 15, channel="page", query=words)
        if chance.random() < 0.5:
            reader.event("contact", 10, channel=chance.choice(("mail", "chat", "form")), query=words)


def _read(
    reader: _Reader, facts: ArticleFacts, quality: Mapping[str, float], chance: random.Random, words: str | None = None
) -> bool:
    """An article is read, and now and then voted on; returns whether it helped."""
    reader.event("view", 1, article=facts.article, language=facts.language or facts.locale)
    good = chance.random() < quality[facts.article]
    if chance.random() < 0.22:
        comment = chance.choice(COMMENTS.get(reader.locale, COMMENTS["en"])) if chance.random() < 0.15 else None
        reason = None if good else chance.choice(list(REASONS))
        effort = min(5, max(1, round(chance.gauss(4.1 if good else 2.1, 0.8)))) if chance.random() < 0.5 else None
        reader.vote(45, facts, good, reason, effort, comment)
    if not good and chance.random() < 0.25:
        reader.event("contact", 30, channel="page", article=facts.article, query=words)
    return good


def _clipped(heading: str, locale: str, chance: random.Random) -> str:
    """A heading as a hurried reader types it: its telling words, some left out, one perhaps with a slip."""
    stops = stop_words(locale)
    typed = heading.lower().strip("?؟.!").split()
    words = [word for word in typed if not all(token.form in stops for token in tokenise(word, locale))] or typed
    if len(words) > 3:
        words.pop(chance.randrange(len(words)))
    if chance.random() < 0.12:
        at = max(range(len(words)), key=lambda place: len(words[place]))
        if len(words[at]) > 5:
            cut = chance.randrange(1, len(words[at]) - 1)
            words[at] = words[at][:cut] + words[at][cut + 1 :]
    return " ".join(words)
