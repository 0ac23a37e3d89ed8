"""An index whose every bound is reached, as in a help center of tens of thousands of articles: what is found, here and in
browsers."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kbgen.search.analysis import analyse
from kbgen.search.answering.searcher import Searcher
from kbgen.search.document import Document, Passage
from kbgen.search.indexing.index import build_index
from kbgen.search.indexing.sizes import Sizes
from kbgen.search.synonyms import load_synonyms

ROOT = Path(__file__).parents[2]
SIZES = Sizes(memory=20_000, head=12, part=400, small=0, names=6)
COMMON = ["account", "password", "reset", "printer", "phone", "invoice", "settings", "screen", "device"]
QUERIES = (
    "reset password",
    "pasword",
    "acount",
    "printer invoice screen",
    "ERR_1042",
    "rare17",
    "rare",
    "printre phone",
    "password account settings device rare3",
    '"account 9 zebra"',
    "the blue lantern blinks twice before the account of the device opens",
    "nothing of this",
    "mobile",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of 80 articles that share nine words."""
    choice = random.Random(7)
    synonyms, _ = load_synonyms("en")

    def documents() -> Iterator[Document]:
        for number in range(80):
            path = f"part-{number % 3}/article-{number:02}.md"
            own = f"rare{number} ERR_{1000 + number} word{chr(97 + number % 26)}{number} account {number} zebra"
            text = " ".join(choice.choices(COMMON, k=25)) + f" {own}"
            if number == 61:
                text += " The blue lantern blinks twice before the account of the device opens."
            title = " ".join(choice.choices(COMMON, k=2 if number % 7 else 3))
            passages = (Passage("", "", text), Passage("p", "Steps", " ".join(choice.choices(COMMON, k=number % 9))))
            kind = ("guide", "faq")[number % 2]
            name = path.removesuffix(".md")
            yield Document(name, "en", path, f"en/{name}/", title, kind, path.partition("/")[0], "en", passages=passages)

    return build_index(
        (analyse(each, synonyms) for each in documents()), "en", synonyms, tmp_path_factory.mktemp("large"), {}, SIZES
    ).folder


def test_every_bound_is_reached(folder: Path) -> None:
    sorts = {path.name.partition("-")[0] for path in folder.iterdir()}
    assert {"rest", "rare", "names", "terms", "words", "cards", "facets"} <= sorts
    # Parts of the vocabulary are in pieces, which have no number.
    assert any(re.fullmatch("words-[a-z0-9]{8}.txt", path.name) for path in folder.iterdir())


@pytest.mark.needs("node")
def test_browsers_find_the_same(folder: Path) -> None:
    asked = "\n".join(QUERIES)
    command = ["node", str(ROOT / "benchmarks" / "query_bytes.mjs"), str(folder)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=120, check=True)
    searcher = Searcher(folder)
    for query, theirs in zip(QUERIES, json.loads(done.stdout)["first"], strict=True):
        ours = searcher.answer(query, 7)
        assert (query, [result.path for result in ours.results], ours.count) == (query, theirs["results"], theirs["count"])


def test_what_is_rare_is_found_by_its_word_and_a_pasted_sentence_by_its_order(folder: Path) -> None:
    searcher = Searcher(folder)
    assert searcher.search("ERR_1042")[0].path == "part-0/article-42.md"
    assert [result.path for result in searcher.search("rare17 ")] == ["part-2/article-17.md"]
    assert searcher.search(QUERIES[10])[0].path == "part-1/article-61.md"


def test_a_filter_asks_all_articles_that_have_a_word(folder: Path) -> None:
    searcher = Searcher(folder)
    everywhere = searcher.answer("account", 100)
    filtered = [searcher.answer("account", 100, sections=[f"part-{number}"]) for number in range(3)]
    assert everywhere.count == SIZES.head
    assert sum(answer.count for answer in filtered) == 80
    assert searcher.having("account") == 80


def test_the_first_results_are_those_of_an_index_that_is_not_cut(folder: Path) -> None:
    searcher = Searcher(folder)
    # Every article is in one of two kinds.
    whole = searcher.answer("invoice", 5, kinds=["guide", "faq"]).results
    assert searcher.search("invoice", 5) == whole
