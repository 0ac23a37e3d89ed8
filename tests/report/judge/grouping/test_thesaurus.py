"""The words that mean the same in any trade: a file that is read as it is written, and searches that it puts together."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from benchmarks.grouping import LANGUAGES, judge_unseen
from kbgen.language.text import tokenise
from kbgen.report.judge.grouping import thesaurus as module
from kbgen.report.judge.grouping.thesaurus import thesaurus


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_file_is_yaml_of_single_words_and_every_group_has_two_that_differ(locale: str) -> None:
    path = Path(module.__file__).with_suffix("") / f"{locale}.yml"
    written: dict[str, str] = yaml.safe_load(path.read_text("utf-8"))
    assert [text.strip() for text in thesaurus(locale)] == list(written.values())
    for name, text in written.items():
        words = [word.strip() for word in text.replace("،", ",").split(",")]
        tokens = [tokenise(word, locale) for word in words]
        assert all(len(some) == 1 for some in tokens), name
        assert len({some[0].stem for some in tokens}) > 1, name


def test_a_region_has_the_words_of_its_language_and_a_language_without_a_file_none() -> None:
    assert thesaurus("ar-EG") == thesaurus("ar")
    assert thesaurus("sv") == ()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_words_alone_find_needs_of_other_trades_and_hardly_a_wrong_one(locale: str) -> None:
    _, precision, recall = judge_unseen(locale, None, "unseen_more")
    assert precision >= 0.9
    assert recall >= 0.3
