"""What the search index costs after one article was edited, beside a new index: seconds of the processor.

    python benchmarks/index_update.py [--articles 1000] [--write]

Receives real articles (see `corpus.py`), put together to 1,000 in each of three languages. An update is everything from what is
remembered on disk to the files of the new index: reading, counting the article's words again, changing the lines, writing. Before
a figure counts, the updated index is compared with a new one byte for byte. With --write the figures go to
benchmarks/results/index_update.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import LOCALES, many
from kbgen.search.analysis import analyse
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.edits import Edit
from kbgen.search.indexing.index import build_index
from kbgen.search.indexing.memory import read_memory, write_memory
from kbgen.search.indexing.update import update_index
from kbgen.search.synonyms import load_synonyms

BAR = 0.15
REPEATS = 5


def edits(texts: list[Document], number: int) -> dict[str, Document]:
    """One article as a writer may have changed it."""
    old, other = texts[number], texts[number // 2]
    sentence = other.passages[0].text[:120]
    return {
        "a word in the text": replace(
            old, passages=(old.passages[0]._replace(text=f"{old.passages[0].text} zyxw"), *old.passages[1:])
        ),
        "a sentence more": replace(old, passages=(*old.passages, Passage("more", "", sentence))),
        "another title": replace(old, title=other.title),
        "half of the text": replace(
            old, passages=(*old.passages[: len(old.passages) // 2], *other.passages[len(other.passages) // 2 :])
        ),
    }


def measure(locale: str, articles: int) -> list[tuple[str, float, float, int, int]]:
    """(edit, seconds of a new index, seconds of an update, files written, files of the index) for each edit."""
    synonyms, _ = load_synonyms(locale)
    texts = sorted(many(locale, articles), key=lambda document: document.path)
    documents = [analyse(text, synonyms) for text in texts]
    number = articles // 2
    rows = []
    with tempfile.TemporaryDirectory(prefix="kbgen-index-") as folder:
        index = build_index(documents, locale, synonyms, Path(folder) / "old")
        memory = Path(folder) / "memory"
        memory.write_bytes(write_memory(index.memory))
        for name, text in edits(texts, number).items():
            seconds = []
            for _ in range(REPEATS):
                target = Path(folder) / "new"
                shutil.rmtree(target, ignore_errors=True)
                target.mkdir()
                began = time.process_time()
                remembered = read_memory(memory.read_bytes())
                assert remembered is not None
                edit = Edit(number, documents[number], analyse(text, synonyms))
                updated = update_index(
                    remembered,
                    [edit],
                    locale,
                    synonyms,
                    {},
                    lambda file: (index.folder / file).read_text("utf-8"),
                    documents.__getitem__,
                )
                for file, content in updated.files.items():
                    (target / file).write_text(content, "utf-8")
                (target / "memory").write_bytes(write_memory(updated.memory))
                seconds.append(time.process_time() - began)
            fresh = [*documents[:number], edit.new, *documents[number + 1 :]]
            began = time.process_time()
            wanted = build_index(fresh, locale, synonyms, Path(folder) / "wanted")
            anew = time.process_time() - began
            for file in wanted.names:
                found = updated.files.get(file) or (index.folder / file).read_text("utf-8")
                assert found == (wanted.folder / file).read_text("utf-8"), file
            rows.append((name, anew, statistics.median(seconds), len(updated.files), len(wanted.names)))
    return rows


def main() -> None:
    """Measure, print, and keep the figures if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="articles in each language")
    parser.add_argument("--write", action="store_true", help="put the figures into benchmarks/results/index_update.md")
    chosen = parser.parse_args()
    lines = [
        "# One edited article and the search index",
        "",
        f"{date.today():%d %B %Y}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}; "
        f"{chosen.articles:,} articles of about 3,000 characters in each language; seconds of the processor, medians of {REPEATS}; "
        f"bar: {BAR} s. Every updated index was compared with a new one: the same bytes.",
        "",
        "| language | edit | new index, s | update, s | files written |",
        "|---|---|---|---|---|",
    ]
    for locale in LOCALES:
        for name, anew, seconds, written, files in measure(locale, chosen.articles):
            lines.append(f"| {locale} | {name} | {anew:.2f} | {seconds:.3f} | {written} of {files:,} |")
    print("\n".join(lines))
    if chosen.write:
        Path(__file__).with_name("results").joinpath("index_update.md").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
