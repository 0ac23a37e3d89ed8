"""A gap of a report as the beginning of an article: its kind, its place, and the questions as headings.

Receives the JSON of a report and a number; returns a `Draft` for `kbgen new`. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kbgen.errors import OperatorError
from kbgen.language.text import stop_words, tokenise
from kbgen.search.indexing.typos import allowed_typos, distance

# Headings that a draft begins with: more would be a list of spellings, not of questions.
QUESTIONS = 5


@dataclass(frozen=True)
class Draft:
    """`path` is the article's place without `.md`; `titles` and `questions` by locale."""

    kind: str
    path: str
    titles: Mapping[str, str]
    questions: Mapping[str, tuple[str, ...]]


def draft_of(document: Mapping[str, Any], number: int) -> Draft:
    """The draft for gap `number` of a report. Raises `OperatorError` where it has none of that number."""
    gaps = document["gaps"]
    gap = next((gap for gap in gaps if gap["number"] == number), None)
    if gap is None:
        have = f"it has gaps 1 to {len(gaps)}" if gaps else "it has no gaps"
        raise OperatorError(f"The report has no gap {number}; {have}.")
    questions: dict[str, list[str]] = {}
    for asked in gap["words"]:
        questions.setdefault(asked["locale"], []).append(_sentence(asked["text"]))
    questions.setdefault(gap["locale"], [_sentence(gap["question"])])
    questions = {locale: _different(found, locale) for locale, found in questions.items()}
    titles = {locale: found[0] for locale, found in questions.items()}
    # A name in Latin letters reads best in an address that all languages share.
    latin = next((asked["text"] for asked in gap["words"] if asked["text"].isascii()), gap["question"])
    folder = gap["nearest"][0]["article"].rpartition("/")[0] if gap["nearest"] else ""
    path = f"{folder}/{slug(latin)}" if folder else slug(latin)
    return Draft(gap["kind"], path, titles, {locale: tuple(found[:QUESTIONS]) for locale, found in questions.items()})


def _different(questions: Sequence[str], locale: str) -> list[str]:
    """The questions that are asked in other words: slips and inflections of one that came before, from more readers, are none."""
    kept: list[str] = []
    seen: list[frozenset[str]] = []
    for question in questions:
        tokens = tokenise(question, locale)
        telling = [token for token in tokens if token.form not in stop_words(locale)] or tokens
        stems = frozenset(token.stem for token in telling)
        if not any(_same(stems, other) for other in seen):
            kept.append(question)
            seen.append(stems)
    return kept


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether each word of one is a word of the other, or a slip of one."""
    if len(left) != len(right):
        return False
    rest = right - left
    return all(any(distance(word, other, allowed_typos(word)) <= allowed_typos(word) for other in rest) for word in left - right)


def slug(text: str) -> str:
    """Words joined by hyphens, letters of every script kept, nothing that has a meaning in paths."""
    text = unicodedata.normalize("NFC", text.replace("\u200c", "-")).lower()
    return "-".join(re.findall(r"[^\W_]+", text))[:60].strip("-") or "question"


def _sentence(text: str) -> str:
    """Readers' words as a heading: one line, no mark at its start that Markdown would take for its own."""
    text = re.sub(r"\s+", " ", re.sub(r"[<>#*_`\[\]{}|\\]", " ", text)).strip()
    return text[:1].upper() + text[1:]
