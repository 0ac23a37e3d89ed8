"""What a search moves over the network and how long it takes, beside Pagefind; and what building the index costs.

Run it from the repository with `python -m benchmarks.search_bytes`. Articles of 3,000 characters are put together from the
real ones in `KBGEN_DATA`; queries are the judged ones. Bytes are bodies as sent, gzip level 6.
A page loads the script that waits for the first focus (1 KB) with or without a search; all else counts.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.chromium import browser, counted, served
from benchmarks.corpus import DATA, LOCALES, many, queries
from benchmarks.search_relevance import index_with_pagefind
from kbgen.search.analysis import analyse
from kbgen.search.indexing.index import build_index
from kbgen.search.synonyms import load_synonyms
from tests.search.page import write_page

ARTICLES, MEDIUM = 1000, 2000
FIRST_BAR, LATER_BAR, TIME_BAR, BUILD_BAR = 60_000, 12_000, 30, 5

# Types a whole query at once, as a paste does, and waits until the list shows its answer and the first excerpts are there.
ASK = """async (query) => {
  const input = document.querySelector("input[type=search]");
  const shown = () => new Promise((resolve) => document.addEventListener("kb:search", resolve, { once: true }));
  input.focus();
  input.value = query;
  const answered = shown();
  const before = performance.now();
  input.dispatchEvent(new Event("input", { bubbles: true }));
  await answered;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return performance.now() - before;
}"""

PAGEFIND = """async (query) => {
  window.pagefind ??= await import("/pagefind/pagefind.js");
  const { results } = await window.pagefind.search(query);
  await Promise.all(results.slice(0, 5).map((result) => result.data()));
}"""


def main() -> int:
    """Print the tables; 1 if a bar is not reached."""
    if not DATA.is_dir():
        print(f"There are no articles in {DATA}. Name their folder with KBGEN_DATA.", file=sys.stderr)
        return 2
    rows: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        for locale in LOCALES:  # before the browser, which keeps an event loop of its own
            peer = Path(name) / f"{locale}-peer"
            asyncio.run(index_with_pagefind(many(locale, ARTICLES), locale, peer))
            (peer / "index.html").write_text(f"<!doctype html><html lang={locale}><title>peer</title>", "utf-8")
        with browser() as chromium:
            reached = _measure(chromium, Path(name), rows)
    print(f"| {ARTICLES:,} articles of 3,000 characters | " + " | ".join(LOCALES) + " |\n|---|" + "---|" * len(LOCALES))
    for label, cells in rows.items():
        print(f"| {label} | " + " | ".join(cells) + " |")
    return 0 if reached else 1


def _measure(chromium: Any, folder: Path, rows: dict[str, list[str]]) -> bool:
    reached = True
    for locale in LOCALES:
        asked = [query.text for query in queries(locale)]
        small, medium, peer = (folder / f"{locale}-{name}" for name in ("small", "medium", "peer"))
        seconds = [_build(locale, ARTICLES, small), _build(locale, MEDIUM, medium)]
        first, later = _moved(chromium, small, asked, ASK)
        warm = _warm(chromium, medium, asked)
        their_first, their_later = _moved(chromium, peer, asked, PAGEFIND)
        figures = {
            f"first query, median (worst), bytes (bar {FIRST_BAR:,})": f"{statistics.median(first):,.0f} ({max(first):,})",
            f"later query, median (p95), bytes (bar {LATER_BAR:,})": f"{statistics.median(later):,.0f} ({_p95(later):,.0f})",
            "Pagefind: first query, median (worst), bytes": f"{statistics.median(their_first):,.0f} ({max(their_first):,})",
            "Pagefind: later query, median (p95), bytes": f"{statistics.median(their_later):,.0f} ({_p95(their_later):,.0f})",
            f"key press to results, {MEDIUM:,} articles, median (p95), ms (bar {TIME_BAR})": (
                f"{statistics.median(warm):.1f} ({_p95(warm):.1f})"
            ),
            f"analysis and index of {ARTICLES:,} articles, s of one processor (bar {BUILD_BAR})": f"{seconds[0]:.1f}",
            f"analysis and index of {MEDIUM:,} articles, s of one processor": f"{seconds[1]:.1f}",
        }
        for label, figure in figures.items():
            rows.setdefault(label, []).append(figure)
        reached &= statistics.median(first) <= FIRST_BAR and statistics.median(later) <= LATER_BAR
        reached &= statistics.median(warm) <= TIME_BAR and seconds[0] <= BUILD_BAR
    return reached


def _build(locale: str, count: int, folder: Path) -> float:
    articles = many(locale, count)
    start = time.process_time()
    synonyms, _ = load_synonyms(locale)
    build_index([analyse(document, synonyms) for document in articles], locale, synonyms, folder)
    seconds = time.process_time() - start
    write_page(folder, locale, linked=True)
    return seconds


def _moved(chromium: Any, folder: Path, asked: Sequence[str], script: str) -> tuple[list[int], list[int]]:
    """Bytes of first queries, each in a fresh browser, and of later ones in one session of all queries."""
    first = [_session(chromium, folder, [query], script)[0] for query in asked[::7]]
    return first, _session(chromium, folder, asked, script)[1:]


def _session(chromium: Any, folder: Path, asked: Sequence[str], script: str) -> list[int]:
    figures = []
    with counted(folder) as server:
        context = chromium.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(server.address, wait_until="networkidle")
        for query in asked:
            before = len(server.sent)
            page.evaluate(script, query)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(300)
            figures.append(sum(size for _, size in server.sent[before:]))
        context.close()
    return figures


def _warm(chromium: Any, folder: Path, asked: Sequence[str]) -> list[float]:
    """From key press to results in milliseconds, when the files of the query are already there."""
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(address, wait_until="networkidle")
        for query in asked:
            page.evaluate(ASK, query)
        times = [page.evaluate(ASK, query) for query in asked]
        page.close()
    return times


def _p95(figures: Sequence[float]) -> float:
    return sorted(figures)[int(len(figures) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
