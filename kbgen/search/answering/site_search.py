"""Searches of one built site, for programs: indexes are read when first asked, and again after a new release.

Receives the site's folder; answers with plain data, ranked as the browser does it. Raises `OperatorError` where there is no index.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from kbgen.errors import OperatorError
from kbgen.search.answering.excerpt import Excerpt, excerpt
from kbgen.search.answering.searcher import Answer, Result, Searcher

MOST = 20  # results
MOST_LETTERS = 400  # of a query; search reads no more
_TOLD = ("article", "path", "url", "title", "kind", "section", "score")


class SiteSearch:
    """Not for several threads at once: a searcher keeps what it has read."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._searchers: dict[str, tuple[tuple[int, int], Searcher]] = {}

    def searcher(self, locale: str) -> Searcher:
        """The searcher of the release that stands there now."""
        folder = self._site / "search" / locale
        try:
            status = (folder / "index.json").stat()
        except OSError:
            raise OperatorError(f"There is no search index in {folder}.") from None
        stamp = (status.st_ino, status.st_mtime_ns)
        known = self._searchers.get(locale)
        if known is None or known[0] != stamp:
            known = self._searchers[locale] = (stamp, Searcher(folder))
        return known[1]

    def answer(
        self, locale: str, query: str, limit: int = MOST, kinds: Collection[str] = (), sections: Collection[str] = ()
    ) -> dict[str, Any]:
        """The first results, each with its best passage; how many there are; how the query was understood."""
        searcher = self.searcher(locale)
        answer = searcher.answer(query, limit, kinds, sections)
        rows = []
        for result in answer.results:
            best = passage(searcher, answer, result)
            told = {name: getattr(result, name) for name in _TOLD}
            rows.append(told | {"anchor": best.anchor, "heading": best.heading, "text": best.text})
        return {"query": query, "locale": locale, "count": answer.count, "corrected": answer.corrected, "results": rows}


def passage(searcher: Searcher, answer: Answer, result: Result) -> Excerpt:
    """The passage of a result that answers best."""
    return excerpt(searcher.passages(result.number), answer.marks, searcher.locale)
