"""Fits the constants of `kbgen/report/judge/grouping/pair_model.py` and prints them.

    python -m benchmarks.fit_grouping [--without SET]

What is fitted: a logistic regression over the pairs of searches of the sets in SETS that were looked at, with a little ridge; each
help center counts by its searches. So that words are trusted as they deserve in a trade that nobody had in mind, all is seen twice,
with every second line of the thesaurus each time. The bias is then moved to where PRECISION of the pairs that grouping puts
together in these sets are right. `--without SET` leaves one set out and says how it is grouped then: that is how the method was
chosen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import yaml
from numpy.typing import NDArray

from benchmarks.grouping import LABELLED, LANGUAGES, SETS
from kbgen.language import catalogue
from kbgen.report.judge.grouping.correlation import parted
from kbgen.report.judge.grouping.meaning import Meaning
from kbgen.report.judge.grouping.pair_model import WEIGHTS
from kbgen.report.judge.grouping.search_words import SearchWordsReader
from kbgen.report.judge.grouping.thesaurus import thesaurus
from kbgen.report.judge.question_words import asking_words, words_alike
from kbgen.report.judge.questions import as_asked
from kbgen.resources import locales_dir
from kbgen.search.meaning.model import Model
from kbgen.search.synonyms import load_synonyms

PRECISION = 0.94
RIDGE = 3.0
# Pairs of equal weight that the searches of a help center count as, each.
PAIRS_A_SEARCH = 12
STEPS = 80

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """The pairs of one help center, or of all of a set: what tells of them, shape (n, n, k), and whether they ask the same."""

    folder: str
    single: bool
    told: Array
    same: NDArray[np.bool_]


def seen(folder: str, locale: str, meaning: Meaning, half: int | None) -> Iterator[Seen]:
    """Each help center of a set, then all together, with every second line of the thesaurus or, if `half` is None, all."""
    centers: dict[str, dict[str, list[str]]] = yaml.safe_load((LABELLED.parent / folder / f"{locale}.yml").read_text("utf-8"))
    rows = [
        [(place, text, f"{center} {need}") for need, texts in needs.items() for place, text in enumerate(texts)]
        for center, needs in centers.items()
    ]
    together = [row for some in rows for row in some]
    for single, unsorted in [*((True, some) for some in rows), (False, together)]:
        some = sorted(unsorted)
        words_of = catalogue.load(locale, (locales_dir(),))
        lines = [line for number, line in enumerate(thesaurus(locale)) if half is None or number % 2 == half]
        searches = [(text, 1 if place else 8) for place, text, _ in some]
        alike = ";".join((words_alike(words_of), *lines))
        kin = SearchWordsReader(locale, searches, {}, load_synonyms(locale)[0], asking_words(words_of), alike)
        terms = [kin.read(text) for _, text, _ in some]
        for each in terms:
            kin.learn(each)
        asked = as_asked((text for _, text, _ in some), words_of)
        told = meaning.told([[text] for text in asked], [kin.weigh(each) for each in terms], kin)
        labels = np.array([label for *_, label in some])
        yield Seen(folder, single, told.astype(np.float64), labels[:, None] == labels[None, :])


def fit(all_seen: Sequence[Seen]) -> Array:
    """The weight of each thing that tells, the bias behind them."""
    upper = [np.triu_indices(len(one.same), 1) for one in all_seen]
    told = np.concatenate([one.told[pairs] for one, pairs in zip(all_seen, upper, strict=True)])
    same = np.concatenate([one.same[pairs] for one, pairs in zip(all_seen, upper, strict=True)]).astype(float)
    counts = np.concatenate(
        [np.full(len(pairs[0]), PAIRS_A_SEARCH * len(one.same) / len(pairs[0])) for one, pairs in zip(all_seen, upper, strict=True)]
    )
    mean, spread = told.mean(axis=0), told.std(axis=0)
    rows = np.c_[(told - mean) / spread, np.ones(len(told))]
    found = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(len(found))
    ridge[-1, -1] = 0
    for _ in range(30):
        likely = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (counts * (same - likely)) - ridge @ found
        bend = (rows * (counts * likely * (1 - likely))[:, None]).T @ rows + ridge
        found += np.linalg.solve(bend, slope)
    weights = found[:-1] / spread
    return np.append(weights, found[-1] - weights @ mean)


def judge(all_seen: Sequence[Seen], weights: Array, lower: float) -> tuple[float, float]:
    """Precision and recall of the pairs of single help centers, with the bias lowered."""
    right = together = pairs = 0
    for one in all_seen:
        home = np.zeros(len(one.same), dtype=int)
        for number, members in enumerate(parted(one.told @ weights[:-1] + weights[-1] - lower)):
            home[members] = number
        upper = np.triu_indices(len(one.same), 1)
        joined = (home[:, None] == home[None, :])[upper]
        right += int((joined & one.same[upper]).sum())
        together += int(joined.sum())
        pairs += int(one.same[upper].sum())
    return right / max(together, 1), right / max(pairs, 1)


def lowered(all_seen: Sequence[Seen], weights: Array) -> float:
    """How much the bias has to be lowered so that PRECISION holds, with the most recall."""
    single = [one for one in all_seen if one.single]
    found = [(judge(single, weights, lower), lower) for lower in np.linspace(-2, 3, STEPS)]
    held = [(recall, lower) for (precision, recall), lower in found if precision >= PRECISION]
    return float(max(held)[1])


def main() -> int:
    """Fit and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--without", choices=[folder for _, folder in SETS])
    left_out: str | None = parser.parse_args().without
    meaning = Meaning(Model())

    @cache
    def of(folder: str, locale: str, half: int | None) -> list[Seen]:
        return list(seen(folder, locale, meaning, half))

    folders = [folder for name, folder in SETS if folder != left_out and not name.startswith("kept aside")]
    looked = [one for folder in folders for locale in LANGUAGES for half in (0, 1) for one in of(folder, locale, half)]
    weights = fit(looked)
    lower = lowered(looked, weights)
    print(
        ", ".join(f'"{name}": {weight:.2f}' for name, weight in zip(WEIGHTS, weights, strict=False)),
        f"bias {weights[-1] - lower:.2f}",
    )
    for locale in LANGUAGES if left_out else ():
        for half in (0, 1, None):
            apart = [one for one in of(left_out or "", locale, half) if one.single]
            precision, recall = judge(apart, weights, lower)
            print(f"{left_out} {locale} {'all of the thesaurus' if half is None else f'half {half}'}: {precision:.2f} {recall:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
