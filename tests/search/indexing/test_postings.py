"""What is gathered of documents comes back whole, whatever the memory, and becomes levels."""

from __future__ import annotations

import math
from bisect import bisect
from pathlib import Path

import pytest

from kbgen.search.analysis import AnalysedDocument
from kbgen.search.answering.ranking import first_of, level_of
from kbgen.search.indexing.encoding import DIGITS, bucket, deltas
from kbgen.search.indexing.gathering import BUNCHES, Gathering
from kbgen.search.indexing.lines import given, levels, typical_lengths, write_line
from kbgen.search.indexing.postings import Runs
from kbgen.search.synonyms import Synonyms


def analysed(number: int) -> AnalysedDocument:
    body = {"same": 1 + number % 7, f"word{number % 5}": 2, "کليد": 1, f"own{number}": 255}
    forms = {"same": "same", "Samen": "same", f"words{number % 5}": f"word{number % 5}"}
    counts = {"title": {"same": 1}, "body": body}
    return AnalysedDocument(f"a{number}", f"a{number}.md", "", "", "", "", counts, {"title": 1, "body": 3 + number}, forms, "")


@pytest.mark.parametrize("memory", [0, 5_000, 20_000, 1_000_000])
def test_any_memory_gives_the_same_postings(memory: int, tmp_path: Path) -> None:
    documents = [analysed(number) for number in range(20)]
    synonyms = Synonyms({"word1": ("same", "nothing")})
    gathering = Gathering(synonyms, memory, tmp_path)
    for document in documents:
        gathering.add(document)
    wanted: dict[str, dict[int, float]] = {}
    for number, document in enumerate(documents):
        for key, x in given(document, typical_lengths(gathering.totals)).items():
            wanted.setdefault(key, {})[number] = x
    found: dict[str, dict[int, float]] = {}
    exact: dict[str, list[int]] = {}
    for number, bunch in enumerate(gathering.bunches()):
        found |= {key: dict(own) for key, own in bunch.weights.items() if bucket(key, BUNCHES) == number}
        exact |= bunch.exact
        if number == bucket("word1", BUNCHES):
            assert bunch.weights["same"] == wanted["same"], "a bunch has the synonyms of its keys"
    gathering.close()
    assert found == wanted
    assert exact["Samen"] == list(range(20))
    assert exact["words3"] == [3, 8, 13, 18]
    assert gathering.having["words3"] == 4


def test_what_runs_have_of_a_name_comes_in_their_order(tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    for number in range(300):
        runs.add({"a": b"%d" % number} | ({"b": bytes(100_000)} if number == 7 else {}))
    assert list(runs.bunch("a")) == [b"%d" % number for number in range(300)]
    assert list(runs.bunch("b")) == [bytes(100_000)]
    assert list(runs.bunch("c")) == []
    runs.close()


def test_no_documents_have_no_postings(tmp_path: Path) -> None:
    gathering = Gathering(Synonyms(), 1000, tmp_path)
    assert [bunch.weights for bunch in gathering.bunches()] == [{}] * BUNCHES
    gathering.close()


def test_a_figure_is_looked_up_as_the_level_that_the_formula_gives() -> None:
    bounds = [first_of(level) for level in range(1, 90)]
    near = [x for bound in bounds for x in (math.nextafter(bound, 0), bound, math.nextafter(bound, math.inf))]
    for x in [0.0, 2.0**-7, 2.0**-6, *near, *(1.13**step for step in range(-40, 80))]:
        assert bisect(bounds, x) == level_of(x)
        assert levels("key", [], {"key": {3: x}}) == {3: chr(35 + level_of(x))}


def test_of_many_articles_the_best_are_on_the_line_and_the_others_in_its_rest() -> None:
    having = {0: "1", 1: "9", 2: "5", 3: "9", 4: "5"}
    exact = {"pays": [0, 1, 2, 3, 4], "paid": [1, 4, 9]}

    def masks(*numbers: int) -> str:
        return "".join(DIGITS[number] for number in numbers)

    whole = write_line("pay", ["pays", "paid"], ["money"], having, exact, 5)
    every = deltas(range(5))
    assert (whole.line, whole.rest, whole.rest_name) == (
        f"pay\tpays paid\tmoney\t{every}\t19595\t{masks(1, 3, 1, 1, 3)}\n",
        "",
        "",
    )
    # The ninth article has another stem for "paid", and this line does not tell of it.
    assert whole.told == {"pays"}
    cut = write_line("pay", ["pays", "paid"], ["money"], having, exact, 3)
    # Of 2 and 4, which are as good, the first.
    assert cut.line == f"pay\tpays paid\tmoney\t{deltas([1, 2, 3])}\t959\t{masks(3, 1, 1)}\t5\t{cut.rest_name}\n"
    assert cut.rest == f"{deltas([0, 4])}\t15\t{masks(1, 3)}\n"
    # Of one form alone every article has it, and nothing is said.
    assert write_line("pay", ["pay"], [], having, {"pay": [0, 1, 2, 3, 4]}, 5).line == f"pay\tpay\t\t{every}\t19595\t\n"
    assert write_line("pay", ["pay"], [], having, {"pay": [0, 1]}, 5).told == frozenset()
