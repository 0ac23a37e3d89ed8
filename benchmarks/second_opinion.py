"""What the second opinion adds to search, and what it costs.

Run it with `python -m benchmarks.second_opinion` where `kbgen[semantic]` is installed. Builds the index of the help articles in
`KBGEN_DATA`, keeps the meanings of their passages, and prints Markdown: nDCG@10 of the judged queries by words, and by words and
meaning together, with and without the synonym files; the processor's time for each passage and each query.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpus import DATA, LOCALES, documents, measure, queries
from benchmarks.search_relevance import build
from kbgen.search.answering.searcher import Searcher
from kbgen.search.meaning.keep import keep_vectors
from kbgen.search.meaning.model import Model
from kbgen.search.meaning.opinion import SecondOpinion

Find = Callable[[str], list[str]]


def main() -> int:
    """Print the tables."""
    if not DATA.is_dir():
        print(f"There are no articles in {DATA}. Name their folder with KBGEN_DATA.", file=sys.stderr)
        return 2
    articles, model = documents(), Model()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites = {"with synonyms": folder / "with", "without": folder / "without"}
        found = {how: build(articles, site, with_synonyms=how == "with synonyms") for how, site in sites.items()}
        started = time.process_time()
        kept = keep_vectors(sites["with synonyms"], folder / "vectors", model, _say)
        passage = (time.process_time() - started) / max(1, kept.new)
        opinion = SecondOpinion(folder / "vectors", model)
        print("| nDCG@10: all; every other query, first half; second half | " + " | ".join(LOCALES))
        print("|---|" + "---|" * len(LOCALES))
        times: list[float] = []
        for how, searchers in found.items():
            print(_row(f"words, {how}", {at: _by_words(searchers[at]) for at in LOCALES}))
            print(_row(f"words and meaning, {how}", {at: _by_both(searchers[at], opinion, times) for at in LOCALES}))
    print(f"\nProcessor: {passage:.3f} s a passage ({kept.new:,} passages), {statistics.median(times) * 1000:.0f} ms a query.")
    return 0


def _row(name: str, find: dict[str, Find]) -> str:
    cells = []
    for at in LOCALES:
        answers = [(query, find[at](query.text)) for query in queries(at)]
        cells.append("; ".join(f"{measure(part).ndcg:.3f}" for part in (answers, answers[0::2], answers[1::2])))
    return f"| {name} | " + " | ".join(cells) + " |"


def _by_words(searcher: Searcher) -> Find:
    return lambda query: [result.path for result in searcher.search(query)]


def _by_both(searcher: Searcher, opinion: SecondOpinion, times: list[float]) -> Find:
    def find(query: str) -> list[str]:
        started = time.process_time()
        order = opinion.order(searcher, query)
        times.append(time.process_time() - started)
        return [result.path for result in searcher.answer(query, order=order).results]

    return find


def _say(done: int, of: int) -> None:
    if done % 200 < 8:
        print(f"{done} of {of} passages", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
