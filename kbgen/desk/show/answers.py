"""Answers for the people who talk to customers: the site's own search, in the customer's language, with what to copy.

Receives the site's indexes; ranks as readers' browsers do. An answer is the passage that answers best, with the address behind it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kbgen.desk.read.knowledge import Shelf
from kbgen.errors import OperatorError
from kbgen.search.answering.site_search import MOST_LETTERS, SiteSearch

# More than a person looks through while somebody waits.
MOST = 8


@dataclass(frozen=True)
class FoundAnswer:
    """One article that answers: its title, the heading and text of the best passage, and its address on the site."""

    article: str
    locale: str
    title: str
    heading: str
    text: str
    url: str

    @property
    def copied(self) -> str:
        """What is pasted into an answer: the text, and where there is more."""
        return f"{self.text}\n\n{self.url}"


@dataclass(frozen=True)
class FoundAnswers:
    """What was found; `there` is whether the language has an index at all."""

    there: bool
    count: int
    corrected: str
    rows: tuple[FoundAnswer, ...]


class Answers:
    """The answers of one built site, for several people at once."""

    def __init__(self, site: Path | None) -> None:
        self._search = SiteSearch(site) if site else None
        # Indexes keep what they have read: one search at a time, each takes milliseconds.
        self._one = threading.Lock()

    def found(self, shelf: Shelf, tag: str, query: str) -> FoundAnswers | None:
        """The best articles for a question; None where nothing was asked."""
        if not query.strip():
            return None
        if self._search is None or tag not in {locale.tag for locale in shelf.site.locales}:
            return FoundAnswers(False, 0, "", ())
        try:
            with self._one:
                answer = self._search.answer(tag, query[:MOST_LETTERS], MOST)
        except OperatorError:
            return FoundAnswers(False, 0, "", ())
        rows = tuple(_row(row, tag, shelf.site.url or "/") for row in answer["results"])
        return FoundAnswers(True, answer["count"], answer["corrected"] or "", rows)


def _row(row: Mapping[str, Any], tag: str, base: str) -> FoundAnswer:
    anchor = f"#{quote(row['anchor'])}" if row["anchor"] else ""
    address = base + quote(row["url"], safe="/%") + anchor
    return FoundAnswer(row["article"], tag, row["title"], row["heading"], row["text"], address)
