"""A small real site, a clock that stands still, and readers whose every step is written down."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from kbgen.config import load
from kbgen.report.judge.closed_gaps import Earlier
from kbgen.report.judge.figures import Report
from kbgen.report.judge.study import FailureRule, known_site, study
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.site import KnownSite
from kbgen.report.read.wont_do import WontDo
from kbgen.store.store import open_store

# 21 November 2026, midnight UTC.
NOW = 1_795_219_200_000


@dataclass
class Journal:
    """Writes down what readers do. Each visit gets its own number; days count back from `now`."""

    events: list[tuple[Any, ...]] = field(default_factory=list)
    votes: list[tuple[Any, ...]] = field(default_factory=list)
    now: int = NOW
    _visits: Any = field(default_factory=lambda: itertools.count(1))

    def visit(
        self, *steps: tuple[str, dict[str, Any]], locale: str = "en", days: float = 1, visit: int | None = None, **more: Any
    ) -> int:
        """One visit: a minute passes between its steps unless a step says `seconds`."""
        number = next(self._visits) if visit is None else visit
        at = self.now - int(days * DAY_MS)
        for kind, fields in steps:
            at += int(fields.get("seconds", 60) * 1000)
            values = {"language": locale if "article" in fields else None, **fields, **more}
            if kind == "vote":
                row = (at, at, fields["article"], locale, values["language"], fields["helpful"])
                self.votes.append(
                    (*row, *(values.get(key) for key in ("reason", "effort", "comment")), number, values.get("suspect", 0), 0)
                )
            else:
                columns = ("article", "language", "query", "before", "results", "rank", "channel")
                self.events.append((at, kind, locale, *map(values.get, columns), number, values.get("suspect", 0), 0))
                if "screen" in values:
                    # Behind network and earlier, which most journals leave out.
                    self.events[-1] += (None, None, values["screen"])
        return number

    def many(self, count: int, *steps: tuple[str, dict[str, Any]], **more: Any) -> None:
        """The same visit by so many readers."""
        for _ in range(count):
            self.visit(*steps, **more)


def search(query: str, results: int = 0, **more: Any) -> tuple[str, dict[str, Any]]:
    """A search and how much it found."""
    return "search", {"query": query, "results": results, **more}


def opened(query: str, article: str, rank: int = 1, **more: Any) -> tuple[str, dict[str, Any]]:
    """A result was opened."""
    return "open", {"query": query, "article": article, "rank": rank, **more}


def view(article: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """An article was read."""
    return "view", {"article": article, **more}


def vote(article: str, helpful: bool, **more: Any) -> tuple[str, dict[str, Any]]:
    """An article was voted on."""
    return "vote", {"article": article, "helpful": int(helpful), **more}


def contact(**more: Any) -> tuple[str, dict[str, Any]]:
    """A person was reached: a channel was taken, unless `channel` says that it was only the contact page."""
    return "contact", {"channel": "mail", **more}


def reword(before: str, query: str, **more: Any) -> tuple[str, dict[str, Any]]:
    """Other words followed."""
    return "reword", {"before": before, "query": query, **more}


@pytest.fixture
def journal() -> Journal:
    """An empty journal."""
    return Journal()


@pytest.fixture
def project(lantern: Path) -> Path:
    """The folder of the scenario whose site is built; tests leave it as it is."""
    return lantern.parent


Studied = Callable[..., tuple[Report, KnownSite]]


@pytest.fixture
def studied(tmp_path: Path, project: Path, journal: Journal) -> Studied:
    """Store the journal and study it: the report, and the site that it is about."""

    def run(
        database: str = "",
        days: int = 30,
        put_off: list[WontDo] | None = None,
        rules: FailureRule | None = None,
        site: bool = True,
        earlier: Earlier | None = None,
        locales: tuple[str, ...] = (),
        gaps: str = "",
    ) -> tuple[Report, KnownSite]:
        name = database if "://" in database else str(tmp_path / (database or "kb.db"))
        store = open_store(name)
        store.load("events", journal.events)
        store.load("votes", journal.votes)
        try:
            with store.snapshot() as snapshot:
                settings = load(project / "mkdocs.yml") if site else None
                known = known_site(snapshot, settings, project / "site" if site else None)
                if gaps and settings:
                    (tmp_path / "content").mkdir(exist_ok=True)
                    (tmp_path / "content" / "gaps.yml").write_text(gaps, "utf-8")
                    known = replace(known, settings=replace(settings, content_dir=tmp_path / "content"))
                return study(snapshot, known, period(NOW - days * DAY_MS, NOW), locales, put_off or [], rules, earlier), known
        finally:
            store.close()

    return run
