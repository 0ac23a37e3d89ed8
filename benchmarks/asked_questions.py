"""Whether questions in everyday language, asked of kbgen's own manual, find their article among the first three.

Run it from the repository with `python -m benchmarks.asked_questions`, after `kbgen build`. It reads the sets in
`benchmarks/asked/` (language, question, the articles that answer it, parted by tabs) in the order of their numbers and prints
Markdown: for each set and language how many questions are answered; with `--missed` also which are not, and what came instead.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kbgen.search.answering.searcher import Searcher

LOCALES = ("en", "ar", "fa")
FIRST = 3
SETS = Path(__file__).parent / "asked"
SITE = Path(__file__).parents[1] / "site"


@dataclass(frozen=True)
class Question:
    """What was typed, and the articles of which any answers it."""

    locale: str
    text: str
    articles: tuple[str, ...]


def questions(path: Path) -> list[Question]:
    """The questions of one set."""
    lines = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [Question(locale, text, tuple(articles.split(","))) for locale, text, articles in lines]


def missed(asked: Sequence[Question], searchers: Mapping[str, Searcher]) -> list[tuple[Question, list[str]]]:
    """The questions whose article is not among the first, with what came instead."""
    found = ((each, [result.article for result in searchers[each.locale].search(each.text, FIRST)]) for each in asked)
    return [(each, came) for each, came in found if not set(came) & set(each.articles)]


def main() -> int:
    """Print the table; 2 if the manual is not built."""
    if not (SITE / "search").is_dir():
        print(f"There is no manual in {SITE}. Run: kbgen build", file=sys.stderr)
        return 2
    searchers = {locale: Searcher(SITE / "search" / locale) for locale in LOCALES}
    print("| answered among the first three | " + " | ".join(LOCALES) + " |\n|---|" + "---|" * len(LOCALES))
    lost = []
    for path in sorted(SETS.glob("*.tsv"), key=lambda path: int(path.stem.partition("-")[0])):
        asked = questions(path)
        lost += (misses := missed(asked, searchers))
        cells = []
        for locale in LOCALES:
            every = sum(each.locale == locale for each in asked)
            cells.append(f"{every - sum(each.locale == locale for each, _ in misses)} of {every}")
        print(f"| {path.stem.partition('-')[2].replace('-', ' ')} | " + " | ".join(cells) + " |")
    if "--missed" in sys.argv[1:]:
        print(*(f"- {each.locale}: {each.text}: {', '.join(came)}" for each, came in lost), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
