"""Phrases that led readers to an article that helped: proposed as `content/asked.yml`, for a person to review.

Receives a tally; returns phrases by article path and locale. A phrase needs enough witnesses, of different networks, whom one
article helped; it is left out where another article helped as many, where it looks personal or like spam, where the article's title
says it already, and where a relevance test says that it belongs elsewhere. Phrases of which no two witnesses came on one day are
doubtful: one person who comes back day after day cannot be told from several.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kbgen.language.text import tokenise
from kbgen.report.read.site import KnownSite
from kbgen.report.read.totals import Tally, Words
from kbgen.search.relevance import RelevanceTest

# Witnesses of different networks whom an article helped, before their words are believed. A vote counts twice.
FEWEST_READERS = 3
# Of all whom the words led to help, so many must have been helped by this article.
CLEAR = 0.6
PHRASES = 12
LONGEST = 80
WORDS = 8
# Addresses, numbers that could be somebody's, the masks that the collector puts in their place, and markup.
_PERSONAL = re.compile(r"https?:|www\.|@|\[(?:email|number)\]|\d{4,}|[<>{}\\]|(.)\1{4,}", re.IGNORECASE)

# The name of a site, and a mail address that is spelt out, in the words of three languages.
_SITE = re.compile(r"(?<![\w.])[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?![\w])|\bwww\b|://", re.IGNORECASE)
_SPELT = re.compile(r"\b(?:at|ات|آت|أت)\b.*\b(?:dot|دات|نقطه|نقطة|دوت)\b|[(\[]\s*(?:at|dot)\s*[)\]]", re.IGNORECASE)

Phrases = dict[str, dict[str, list[str]]]


def learned(tally: Tally, site: KnownSite, tests: Sequence[RelevanceTest] = (), fewest: int = FEWEST_READERS) -> Phrases:
    """The phrases by article path, then locale, most readers first."""
    taken = {(test.locale, _stems(test.query, test.locale)): test.article for test in tests}
    found: dict[tuple[str, str], list[tuple[int, str, frozenset[str]]]] = {}
    for words in tally.words.values():
        article = _article(words, fewest)
        facts = site.articles.get((article, words.locale)) if article else None
        if facts is None or not facts.present or not facts.path or not _decent(words.shown):
            continue
        stems = _stems(words.shown, words.locale)
        # Search has the words of a title already.
        if not stems or taken.get((words.locale, stems), facts.path) != facts.path or stems <= _stems(facts.title, words.locale):
            continue
        found.setdefault((facts.path, words.locale), []).append(((words.answers or {})[article], words.shown, stems))
    phrases: Phrases = {}
    for (path, locale), entries in sorted(found.items()):
        seen: set[frozenset[str]] = set()
        kept = []
        for _, shown, stems in sorted(entries, key=lambda entry: (-entry[0], entry[1])):
            if stems not in seen:
                seen.add(stems)
                kept.append(" ".join(shown.split()))
        phrases.setdefault(path, {})[locale] = kept[:PHRASES]
    return phrases


def doubtful(tally: Tally, phrases: Phrases) -> list[tuple[str, str]]:
    """The (locale, phrase) of which no two witnesses came on one day."""
    agreed = {(locale, " ".join(words.shown.split())) for (locale, _), words in tally.words.items() if words.agreed}
    found = {(locale, phrase) for locales in phrases.values() for locale, some in locales.items() for phrase in some}
    return sorted(found - agreed)


def _article(words: Words, fewest: int) -> str:
    """The article that helped clearly most of those who used the words; empty if none did."""
    answers = words.answers or {}
    if not answers:
        return ""
    best = min(answers, key=lambda article: (-answers[article], article))
    clear = answers[best] >= CLEAR * sum(answers.values())
    return best if answers[best] >= fewest and words.visits >= fewest - 1 and clear else ""


def _decent(text: str) -> bool:
    fits = 2 < len(text) <= LONGEST and len(text.split()) <= WORDS
    return fits and not any(pattern.search(text) for pattern in (_PERSONAL, _SITE, _SPELT))


def _stems(text: str, locale: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokenise(text, locale))
